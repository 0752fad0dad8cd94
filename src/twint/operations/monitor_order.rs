//! `MonitorOrder`: how does an order stand?

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::{MerchantInformation, must_be, read_order};
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::operation::Operation;
use crate::twint::values::order::Order;

/// `MonitorOrderRequestElement`, by TWINT's UUID: a reference used twice makes TWINT answer with a fault.
#[derive(Debug, Serialize)]
#[serde(rename = "m:MonitorOrderRequestElement")]
pub struct MonitorOrder<'a> {
    /// The store and the cash register that ask.
    #[serde(rename = "m:MerchantInformation")]
    pub merchant: MerchantInformation<'a>,
    /// The order that they ask about.
    #[serde(rename = "m:OrderUuid")]
    pub order: OrderUuid,
    /// Whether TWINT holds the answer back until something changes; how long is not documented.
    #[serde(rename = "m:WaitForResponse")]
    pub wait: bool,
}

impl SoapRequest for MonitorOrder<'_> {
    type Answer = Order;
    const OPERATION: Operation = Operation::MonitorOrder;

    fn read_response(&self, response: &Element) -> Result<Order, ReadError> {
        must_be(
            read_order(
                response.required_child("Order")?,
                response.text_of("PairingStatus"),
            )?,
            self.order,
        )
    }
}
