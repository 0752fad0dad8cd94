//! `GetOrder`: read one order without a cash register.

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::{must_be, read_order};
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::{OrderUuid, StoreUuid};
use crate::twint::values::operation::Operation;
use crate::twint::values::order::Order;

/// `GetOrderRequestElement`.
#[derive(Debug, Serialize)]
#[serde(rename = "m:GetOrderRequestElement")]
pub struct GetOrder {
    /// The store that asks.
    #[serde(rename = "m:MerchantUuid")]
    pub store: StoreUuid,
    /// The order that it asks about.
    #[serde(rename = "m:OrderUuid")]
    pub order: OrderUuid,
}

impl SoapRequest for GetOrder {
    type Answer = Order;
    const OPERATION: Operation = Operation::GetOrder;

    fn read_response(&self, response: &Element) -> Result<Order, ReadError> {
        must_be(
            read_order(response.required_child("Order")?, None)?,
            self.order,
        )
    }
}
