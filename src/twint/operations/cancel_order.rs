//! `CancelOrder`: end an order that was not confirmed; the buyer's money is free again.

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::{MerchantInformation, must_be, read_order};
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::operation::Operation;
use crate::twint::values::order::Order;

/// `CancelOrderRequestElement`, by TWINT's UUID.
#[derive(Debug, Serialize)]
#[serde(rename = "m:CancelOrderRequestElement")]
pub struct CancelOrder<'a> {
    /// The store and the cash register that cancel.
    #[serde(rename = "m:MerchantInformation")]
    pub merchant: MerchantInformation<'a>,
    /// The order that they cancel.
    #[serde(rename = "m:OrderUuid")]
    pub order: OrderUuid,
}

impl SoapRequest for CancelOrder<'_> {
    type Answer = Order;
    const OPERATION: Operation = Operation::CancelOrder;

    fn read_response(&self, response: &Element) -> Result<Order, ReadError> {
        must_be(
            read_order(response.required_child("Order")?, None)?,
            self.order,
        )
    }
}
