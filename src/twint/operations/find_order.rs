//! `FindOrder`: the only look-up that survives a reference used twice.

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::read_order;
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::{OrderUuid, Reference, StoreUuid};
use crate::twint::values::moment::Moment;
use crate::twint::values::operation::Operation;
use crate::twint::values::order::Order;

/// What to look for; the schema takes one of them.
#[derive(Debug)]
pub enum Search<'a> {
    /// Orders under the merchant's reference (`MerchantTransactionReference`).
    Reference(&'a Reference),
    /// The order with TWINT's UUID (`OrderUuid`), none if there is none.
    Uuid(OrderUuid),
    /// Orders made from the first to the second moment (`SearchStartDate`, `SearchEndDate`).
    Between(&'a Moment, &'a Moment),
}

/// `FindOrderRequestElement`, over all cash registers of the merchant.
#[derive(Debug, Serialize)]
#[serde(rename = "m:FindOrderRequestElement")]
pub struct FindOrder<'a> {
    #[serde(rename = "m:MerchantUuid")]
    store: StoreUuid,
    #[serde(rename = "m:SearchStartDate", skip_serializing_if = "Option::is_none")]
    from: Option<&'a Moment>,
    #[serde(rename = "m:SearchEndDate", skip_serializing_if = "Option::is_none")]
    to: Option<&'a Moment>,
    #[serde(rename = "m:OrderUuid", skip_serializing_if = "Option::is_none")]
    order: Option<OrderUuid>,
    #[serde(
        rename = "m:MerchantTransactionReference",
        skip_serializing_if = "Option::is_none"
    )]
    reference: Option<&'a Reference>,
}

impl<'a> FindOrder<'a> {
    /// Searches the store's orders.
    pub fn new(store: StoreUuid, search: &Search<'a>) -> Self {
        let nothing = Self {
            store,
            from: None,
            to: None,
            order: None,
            reference: None,
        };
        match *search {
            Search::Reference(reference) => Self {
                reference: Some(reference),
                ..nothing
            },
            Search::Uuid(order) => Self {
                order: Some(order),
                ..nothing
            },
            Search::Between(from, to) => Self {
                from: Some(from),
                to: Some(to),
                ..nothing
            },
        }
    }
}

impl SoapRequest for FindOrder<'_> {
    type Answer = Vec<Order>;
    const OPERATION: Operation = Operation::FindOrder;

    /// One unreadable order fails the whole: passing over it could make a started order look never started.
    fn read_response(&self, response: &Element) -> Result<Vec<Order>, ReadError> {
        response
            .children("Order")
            .map(|order| read_order(order, None))
            .collect()
    }
}
