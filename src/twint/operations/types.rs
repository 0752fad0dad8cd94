//! Parts that several operations share.

use serde::Serialize;

use crate::twint::soap::reader::{Node, ReadError};
use crate::twint::values::identifiers::{CashRegisterId, OrderUuid, StoreUuid};
use crate::twint::values::money::{Amount, Chf};
use crate::twint::values::order::{Order, OrderState};

/// `MerchantInformationType`: who asks, and from which till.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct MerchantInformation<'a> {
    /// The store.
    #[serde(rename = "b:MerchantUuid")]
    pub store: StoreUuid,
    /// The till.
    #[serde(rename = "b:CashRegisterId")]
    pub cash_register: &'a CashRegisterId,
}

/// `CurrencyAmountType` in francs.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct CurrencyAmount {
    #[serde(rename = "b:Amount")]
    amount: Chf,
    #[serde(rename = "b:Currency")]
    currency: &'static str,
}

impl From<Chf> for CurrencyAmount {
    fn from(amount: Chf) -> Self {
        Self {
            amount,
            currency: "CHF",
        }
    }
}

/// Reads a `CurrencyAmountType`.
fn read_amount(node: &Node, name: &'static str) -> Result<Amount, ReadError> {
    let amount = Amount::read(node.need("Amount")?, node.need("Currency")?);
    amount.ok_or(ReadError::Missing(name))
}

/// Reads one that may be missing; what is there but unreadable is an error all the same.
fn read_optional_amount(order: &Node, name: &'static str) -> Result<Option<Amount>, ReadError> {
    order
        .child(name)
        .map(|node| read_amount(node, name))
        .transpose()
}

/// Reads an `OrderUuid` or `Uuid`.
pub(super) fn read_uuid(node: &Node, name: &'static str) -> Result<OrderUuid, ReadError> {
    OrderUuid::parse(node.need(name)?).map_err(|_| ReadError::Missing(name))
}

/// Reads an `OrderStatusType`: meaning, status text, reason text.
pub(super) fn read_status(node: &Node) -> Result<(OrderState, String, String), ReadError> {
    let status = node.need("Status")?;
    let reason = node.text_of("Reason").unwrap_or_default();
    Ok((
        OrderState::read(status, reason),
        status.to_owned(),
        reason.to_owned(),
    ))
}

/// Reads an `OrderType`; the pairing status stands beside it where there is one.
pub(super) fn read_order(node: &Node, pairing_status: Option<&str>) -> Result<Order, ReadError> {
    let (state, status, reason) = read_status(node.need_child("Status")?)?;
    Ok(Order {
        uuid: read_uuid(node, "Uuid")?,
        reference: node
            .text_of("MerchantTransactionReference")
            .unwrap_or_default()
            .to_owned(),
        kind: node.order_type().unwrap_or_default().to_owned(),
        state,
        status,
        reason,
        requested: read_amount(node.need_child("RequestedAmount")?, "RequestedAmount")?,
        authorized: read_optional_amount(node, "AuthorizedAmount")?,
        pairing_status: pairing_status.map(str::to_owned),
        pairing_token: None,
        qr_code: None,
        created_at: node.text_of("CreationTimestamp").map(str::to_owned),
        fee: read_optional_amount(node, "Fee")?,
    })
}

/// An answer about another order than the one asked about is no answer.
pub(super) fn must_be(order: Order, asked: OrderUuid) -> Result<Order, ReadError> {
    if order.uuid == asked {
        Ok(order)
    } else {
        Err(ReadError::Missing("order with the UUID asked for"))
    }
}
