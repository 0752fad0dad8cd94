//! Parts that several operations share.

use serde::Serialize;

use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::{CashRegisterId, OrderUuid, StoreUuid};
use crate::twint::values::money::{Amount, Chf};
use crate::twint::values::order::{Order, OrderLink, OrderState};

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

/// Reads a `CurrencyAmountType` that we cannot do without.
fn read_amount(node: &Element, name: &'static str) -> Result<Amount, ReadError> {
    node.child(name)
        .and_then(amount)
        .ok_or(ReadError::Missing(name))
}

/// Reads one that is for information: what is empty or makes no sense is absent.
fn read_optional_amount(order: &Element, name: &'static str) -> Option<Amount> {
    order.child(name).and_then(amount)
}

fn amount(node: &Element) -> Option<Amount> {
    Amount::new(node.text_of("Amount")?, node.text_of("Currency")?).ok()
}

/// What the order's `PaymentAmount`s come to; absent where one of them does not say.
fn read_payment(order: &Element) -> Option<Amount> {
    order
        .children("PaymentAmount")
        .map(|payment| read_optional_amount(payment, "Amount"))
        .reduce(|sum, next| sum?.checked_add(&next?))
        .flatten()
}

/// Reads an `OrderLinkType`; one that names no order is absent.
fn read_link(order: &Element) -> Option<OrderLink> {
    let link = order.child("Link")?;
    let uuid = link
        .text_of("OrderUuid")
        .and_then(|uuid| uuid.parse().ok())
        .map(OrderLink::Uuid);
    uuid.or_else(|| {
        let reference = link.text_of("MerchantTransactionReference")?;
        Some(OrderLink::Reference(reference.to_owned()))
    })
}

/// Reads an `OrderUuid` or `Uuid`.
pub(super) fn read_uuid(node: &Element, name: &'static str) -> Result<OrderUuid, ReadError> {
    node.required_text_of(name)?
        .parse()
        .map_err(|_| ReadError::Missing(name))
}

/// Reads an `OrderStatusType`: meaning, status text, reason text.
pub(super) fn read_status(node: &Element) -> Result<(OrderState, String, String), ReadError> {
    let status = node.required_text_of("Status")?;
    let reason = node.text_of("Reason").unwrap_or_default();
    Ok((
        OrderState::read(status, reason),
        status.to_owned(),
        reason.to_owned(),
    ))
}

/// Reads an `OrderType`; the pairing status stands beside it where there is one.
pub(super) fn read_order(node: &Element, pairing_status: Option<&str>) -> Result<Order, ReadError> {
    let (state, status, reason) = read_status(node.required_child("Status")?)?;
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
        requested: read_amount(node, "RequestedAmount")?,
        authorized: read_optional_amount(node, "AuthorizedAmount"),
        pairing_status: pairing_status.map(str::to_owned),
        pairing_token: None,
        qr_code: None,
        created_at: node.text_of("CreationTimestamp").map(str::to_owned),
        fee: read_optional_amount(node, "Fee"),
        payment: read_payment(node),
        link: read_link(node),
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
