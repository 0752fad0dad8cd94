//! `StartOrder`: begin a payment, or pay back. Never idempotent: TWINT accepts one reference many times.

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::{CurrencyAmount, MerchantInformation, read_status, read_uuid};
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::{OrderUuid, PairingUuid, Reference};
use crate::twint::values::money::Chf;
use crate::twint::values::operation::Operation;
use crate::twint::values::order::{Capture, Kind, Order};
use crate::twint::values::payment_page::NotificationUrl;

/// `OrderRequestType`, as far as we use it.
#[derive(Debug, Serialize)]
struct OrderRequest<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@confirmationNeeded")]
    confirmation_needed: bool,
    #[serde(rename = "m:PostingType")]
    posting_type: &'static str,
    #[serde(rename = "m:RequestedAmount")]
    amount: CurrencyAmount,
    #[serde(rename = "m:MerchantTransactionReference")]
    reference: &'a Reference,
    #[serde(rename = "m:Link", skip_serializing_if = "Option::is_none")]
    link: Option<Link>,
}

/// `OrderLinkType`: which payment a reversal pays back.
#[derive(Debug, Serialize)]
struct Link {
    #[serde(rename = "m:OrderUuid")]
    order: OrderUuid,
}

/// Who pays: exactly one of the schema's choices.
#[derive(Debug, Clone, Copy, Serialize)]
enum Payer {
    /// Whoever scans the code that the answer brings.
    #[serde(rename = "m:UnidentifiedCustomer")]
    Unidentified(bool),
    /// The buyer whose check-in was approved; the answer brings no code.
    #[serde(rename = "m:PairingUuid")]
    CheckedIn(PairingUuid),
}

/// `StartOrderRequestElement` for a payment.
#[derive(Debug, Serialize)]
#[serde(rename = "m:StartOrderRequestElement")]
pub struct StartOrder<'a> {
    #[serde(rename = "m:MerchantInformation")]
    merchant: MerchantInformation<'a>,
    #[serde(rename = "m:Order")]
    order: OrderRequest<'a>,
    #[serde(rename = "$value")]
    payer: Payer,
    #[serde(rename = "m:QRCodeRendering", skip_serializing_if = "Option::is_none")]
    qr_code_rendering: Option<bool>,
    #[serde(
        rename = "m:PaymentLayerRendering",
        skip_serializing_if = "Option::is_none"
    )]
    payment_layer_rendering: Option<&'static str>,
    #[serde(
        rename = "m:OrderUpdateNotificationURL",
        skip_serializing_if = "Option::is_none"
    )]
    notification: Option<&'a NotificationUrl>,
    #[serde(skip)]
    requested: Chf,
}

impl<'a> StartOrder<'a> {
    /// A payment that waits for our confirmation after the buyer's approval. The answer has the digits for the phone of an unidentified
    /// buyer, and a picture of them.
    pub fn new(
        merchant: MerchantInformation<'a>,
        reference: &'a Reference,
        amount: Chf,
        capture: Capture,
    ) -> Self {
        Self {
            merchant,
            order: OrderRequest {
                kind: capture.kind().into(),
                confirmation_needed: true,
                posting_type: "GOODS",
                amount: amount.into(),
                reference,
                link: None,
            },
            payer: Payer::Unidentified(true),
            qr_code_rendering: Some(true),
            payment_layer_rendering: None,
            notification: None,
            requested: amount,
        }
    }

    /// The same payment, made on TWINT's own page: the answer has the page's address in place of the picture. TWINT may tell `notification`
    /// when the order changes; nothing is known of what it sends there.
    #[must_use]
    pub fn on_twints_page(self, notification: Option<&'a NotificationUrl>) -> Self {
        Self {
            qr_code_rendering: None,
            payment_layer_rendering: Some("PAYMENT_PAGE"),
            notification,
            ..self
        }
    }

    /// The same payment, made by the buyer who approved the check-in `pairing`.
    #[must_use]
    pub fn paid_by(self, pairing: PairingUuid) -> Self {
        Self {
            payer: Payer::CheckedIn(pairing),
            ..self
        }
    }
}

impl SoapRequest for StartOrder<'_> {
    type Answer = Order;
    const OPERATION: Operation = Operation::StartOrder;

    fn read_response(&self, response: &Element) -> Result<Order, ReadError> {
        read_started(response, &self.order, self.requested)
    }
}

/// `StartOrderRequestElement` of type `REVERSAL`: pays back all or a part of a confirmed order.
#[derive(Debug, Serialize)]
#[serde(rename = "m:StartOrderRequestElement")]
pub struct Reversal<'a> {
    #[serde(rename = "m:MerchantInformation")]
    merchant: MerchantInformation<'a>,
    #[serde(rename = "m:Order")]
    order: OrderRequest<'a>,
    #[serde(rename = "m:UnidentifiedCustomer")]
    unidentified_customer: bool,
    #[serde(skip)]
    requested: Chf,
}

impl<'a> Reversal<'a> {
    /// Pays `amount` of the confirmed order `original` back, under a reference of its own.
    pub fn new(
        merchant: MerchantInformation<'a>,
        original: OrderUuid,
        reference: &'a Reference,
        amount: Chf,
    ) -> Self {
        Self {
            merchant,
            order: OrderRequest {
                kind: Kind::Reversal.into(),
                confirmation_needed: false,
                posting_type: "GOODS",
                amount: amount.into(),
                reference,
                link: Some(Link { order: original }),
            },
            unidentified_customer: true,
            requested: amount,
        }
    }
}

impl SoapRequest for Reversal<'_> {
    type Answer = Order;
    const OPERATION: Operation = Operation::Reversal;

    fn read_response(&self, response: &Element) -> Result<Order, ReadError> {
        read_started(response, &self.order, self.requested)
    }
}

/// The answer names only what is new; the rest is what we asked for.
fn read_started(
    response: &Element,
    asked: &OrderRequest,
    requested: Chf,
) -> Result<Order, ReadError> {
    let (state, status, reason) = read_status(response.required_child("OrderStatus")?)?;
    Ok(Order {
        uuid: read_uuid(response, "OrderUuid")?,
        reference: asked.reference.as_str().to_owned(),
        kind: asked.kind.to_owned(),
        state,
        status,
        reason,
        requested: requested.into(),
        authorized: None,
        pairing_status: response.text_of("PairingStatus").map(str::to_owned),
        pairing_token: response.text_of("Token").map(str::to_owned),
        qr_code: response.text_of("QRCode").map(str::to_owned),
        payment_page: response
            .text_of("TwintURL")
            .and_then(|address| address.parse().ok()),
        created_at: None,
        fee: None,
        payment: None,
        link: None,
    })
}
