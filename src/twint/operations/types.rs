//! Parts that several operations share.

use serde::Serialize;

use crate::twint::soap::{Element, ReadError};
use crate::twint::values::check_in::{CheckIn, CheckInState};
use crate::twint::values::customer::Customer;
use crate::twint::values::identifiers::{CashRegisterId, OrderUuid, PairingUuid, StoreUuid};
use crate::twint::values::money::{Amount, Chf};
use crate::twint::values::order::{Order, OrderLink, OrderState};

/// `MerchantInformationType`: who asks, and from which till.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct MerchantInformation<'a> {
    /// The store that is paid (`MerchantUuid`).
    #[serde(rename = "b:MerchantUuid")]
    pub store: StoreUuid,
    /// The till (`CashRegisterId`).
    #[serde(rename = "b:CashRegisterId")]
    pub cash_register: &'a CashRegisterId,
}

/// `CurrencyAmountType` in francs, with two decimals.
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

/// Reads a child of `CurrencyAmountType` that we cannot do without.
fn read_amount(order: &Element, name: &'static str) -> Result<Amount, ReadError> {
    read_optional_amount(order, name).ok_or(ReadError::Missing(name))
}

/// Reads an amount that is only for information: one that is empty or makes no sense is absent.
fn read_optional_amount(parent: &Element, name: &str) -> Option<Amount> {
    let amount = parent.child(name)?;
    Amount::new(amount.text_of("Amount")?, amount.text_of("Currency")?).ok()
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
    let uuid = link.text_of("OrderUuid").and_then(|text| text.parse().ok());
    uuid.map(OrderLink::Uuid).or_else(|| {
        let reference = link.text_of("MerchantTransactionReference")?;
        Some(OrderLink::Reference(reference.to_owned()))
    })
}

/// Reads the child that names an order: `OrderUuid` or `Uuid`.
pub(super) fn read_uuid(parent: &Element, name: &'static str) -> Result<OrderUuid, ReadError> {
    parent
        .required_text_of(name)?
        .parse()
        .map_err(|_| ReadError::Missing(name))
}

/// Reads an `OrderStatusType`: meaning, status text, reason text.
pub(super) fn read_status(element: &Element) -> Result<(OrderState, String, String), ReadError> {
    let status = element.required_text_of("Status")?;
    let reason = element.text_of("Reason").unwrap_or_default();
    Ok((
        OrderState::read(status, reason),
        status.to_owned(),
        reason.to_owned(),
    ))
}

/// Reads an `OrderType`; the pairing status stands beside it where there is one.
pub(super) fn read_order(
    order: &Element,
    pairing_status: Option<&str>,
) -> Result<Order, ReadError> {
    let (state, status, reason) = read_status(order.required_child("Status")?)?;
    Ok(Order {
        uuid: read_uuid(order, "Uuid")?,
        reference: order
            .text_of("MerchantTransactionReference")
            .unwrap_or_default()
            .to_owned(),
        kind: order.order_type().unwrap_or_default().to_owned(),
        state,
        status,
        reason,
        requested: read_amount(order, "RequestedAmount")?,
        authorized: read_optional_amount(order, "AuthorizedAmount"),
        pairing_status: pairing_status.map(str::to_owned),
        pairing_token: None,
        qr_code: None,
        payment_page: None,
        created_at: order
            .text_of("CreationTimestamp")
            .and_then(|text| text.parse().ok()),
        fee: read_optional_amount(order, "Fee"),
        payment: read_payment(order),
        link: read_link(order),
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

/// Reads a `CheckInNotification` with what stands beside it. TWINT may leave its name out where we asked about `asked`; another name
/// is no answer.
pub(super) fn read_check_in(
    response: &Element,
    asked: Option<PairingUuid>,
) -> Result<CheckIn, ReadError> {
    let notification = response.required_child("CheckInNotification")?;
    let named = match notification.text_of("PairingUuid") {
        None => None,
        Some(text) => Some(
            text.parse()
                .map_err(|_| ReadError::Missing("PairingUuid"))?,
        ),
    };
    let pairing: PairingUuid = named.or(asked).ok_or(ReadError::Missing("PairingUuid"))?;
    if asked.is_some_and(|asked| asked != pairing) {
        return Err(ReadError::Missing("check-in with the UUID asked for"));
    }
    let pairing_status = notification.text_of("PairingStatus").unwrap_or_default();
    let fields: Vec<(&str, &str)> = response
        .child("CustomerData")
        .into_iter()
        .flat_map(|data| data.children("Field"))
        .filter_map(|field| Some((field.text_of("Name")?, field.text_of("Value")?)))
        .collect();
    let token = response.child("Token");
    let text = |text: &str| text.to_owned();
    Ok(CheckIn {
        pairing,
        state: CheckInState::read(pairing_status, !fields.is_empty()),
        pairing_status: pairing_status.to_owned(),
        token: token
            .and_then(|token| token.text_of("DisplayToken"))
            .map(text),
        qr_code: response
            .text_of("QRCode")
            .or_else(|| token?.text_of("QRCodeImage"))
            .map(text),
        shipping_method: response.text_of("ShippingMethodId").map(text),
        customer: (!fields.is_empty()).then(|| Customer::read(fields)),
    })
}
