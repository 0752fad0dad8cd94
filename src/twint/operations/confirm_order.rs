//! `ConfirmOrder`: take the money of an approved order, all of it or a part.

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::{CurrencyAmount, MerchantInformation, must_be, read_order};
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::money::Chf;
use crate::twint::values::operation::Operation;
use crate::twint::values::order::Order;

/// `ConfirmOrderRequestElement`, by TWINT's UUID.
#[derive(Debug, Serialize)]
#[serde(rename = "m:ConfirmOrderRequestElement")]
pub struct ConfirmOrder<'a> {
    #[serde(rename = "m:MerchantInformation")]
    merchant: MerchantInformation<'a>,
    #[serde(rename = "m:OrderUuid")]
    order: OrderUuid,
    #[serde(rename = "m:RequestedAmount")]
    amount: CurrencyAmount,
    #[serde(rename = "m:PartialConfirmation")]
    partial: bool,
}

impl<'a> ConfirmOrder<'a> {
    /// Takes `amount`; unless it is the `last` part, the order stays open for further captures (`PartialConfirmation`).
    pub fn new(
        merchant: MerchantInformation<'a>,
        order: OrderUuid,
        amount: Chf,
        last: bool,
    ) -> Self {
        Self {
            merchant,
            order,
            amount: amount.into(),
            partial: !last,
        }
    }
}

impl SoapRequest for ConfirmOrder<'_> {
    type Answer = Order;
    const OPERATION: Operation = Operation::ConfirmOrder;

    fn read_response(&self, response: &Element) -> Result<Order, ReadError> {
        must_be(
            read_order(response.required_child("Order")?, None)?,
            self.order,
        )
    }
}
