//! Requests that no shop makes: asked only to see what TWINT says.

use serde::Serialize;
use twint::twint::operations::{MerchantInformation, SoapRequest};
use twint::twint::soap::{Element, ReadError};
use twint::twint::values::identifiers::Reference;
use twint::twint::values::money::Chf;
use twint::twint::values::operation::Operation;

/// How an odd order is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OddStart<'a> {
    /// `PAYMENT_DEFERRED` with `confirmationNeeded="false"`.
    DeferredWithoutConfirmation,
    /// `CREDIT`: money for the buyer.
    Credit,
    /// `PAYMENT_IMMEDIATE` with TWINT's payment page, which tells this address of changes.
    Notified(&'a str),
}

#[derive(Serialize)]
struct Amount {
    #[serde(rename = "b:Amount")]
    amount: Chf,
    #[serde(rename = "b:Currency")]
    currency: &'static str,
}

#[derive(Serialize)]
struct Order<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@confirmationNeeded")]
    confirmation_needed: bool,
    #[serde(rename = "m:PostingType")]
    posting_type: &'static str,
    #[serde(rename = "m:RequestedAmount")]
    amount: Amount,
    #[serde(rename = "m:MerchantTransactionReference")]
    reference: &'a Reference,
}

/// `StartOrderRequestElement`.
#[derive(Serialize)]
#[serde(rename = "m:StartOrderRequestElement")]
pub struct StartOddOrder<'a> {
    #[serde(rename = "m:MerchantInformation")]
    merchant: MerchantInformation<'a>,
    #[serde(rename = "m:Order")]
    order: Order<'a>,
    #[serde(rename = "m:UnidentifiedCustomer")]
    unidentified_customer: bool,
    #[serde(rename = "m:QRCodeRendering", skip_serializing_if = "Option::is_none")]
    qr_code: Option<bool>,
    #[serde(
        rename = "m:PaymentLayerRendering",
        skip_serializing_if = "Option::is_none"
    )]
    layer: Option<&'static str>,
    #[serde(
        rename = "m:OrderUpdateNotificationURL",
        skip_serializing_if = "Option::is_none"
    )]
    notification_url: Option<&'a str>,
}

impl<'a> StartOddOrder<'a> {
    /// One of `amount` under `reference`.
    pub fn new(
        merchant: MerchantInformation<'a>,
        reference: &'a Reference,
        amount: Chf,
        odd: OddStart<'a>,
    ) -> Self {
        let (kind, confirmation_needed, url) = match odd {
            OddStart::DeferredWithoutConfirmation => ("PAYMENT_DEFERRED", false, None),
            OddStart::Credit => ("CREDIT", false, None),
            OddStart::Notified(url) => ("PAYMENT_IMMEDIATE", true, Some(url)),
        };
        Self {
            merchant,
            order: Order {
                kind,
                confirmation_needed,
                posting_type: "GOODS",
                amount: Amount {
                    amount,
                    currency: "CHF",
                },
                reference,
            },
            unidentified_customer: true,
            qr_code: url.is_none().then_some(true),
            layer: url.map(|_| "PAYMENT_PAGE"),
            notification_url: url,
        }
    }
}

/// What is needed to go on with an order that was started oddly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// TWINT's name for it.
    pub uuid: String,
    /// What the buyer enters.
    pub token: Option<String>,
    /// What the buyer scans.
    pub qr_code: Option<String>,
}

impl SoapRequest for StartOddOrder<'_> {
    type Answer = Started;
    const OPERATION: Operation = Operation::StartOrder;

    fn read_response(&self, response: &Element) -> Result<Started, ReadError> {
        Ok(Started {
            uuid: response.required_text_of("OrderUuid")?.to_owned(),
            token: response.text_of("Token").map(str::to_owned),
            qr_code: response.text_of("QRCode").map(str::to_owned),
        })
    }
}

/// `MonitorOrderRequestElement` by reference, as official plugins ask; our client never does, for a reference used twice makes
/// TWINT answer with a fault.
#[derive(Serialize)]
#[serde(rename = "m:MonitorOrderRequestElement")]
pub struct MonitorByReference<'a> {
    /// Who asks.
    #[serde(rename = "m:MerchantInformation")]
    pub merchant: MerchantInformation<'a>,
    /// About which order.
    #[serde(rename = "m:MerchantTransactionReference")]
    pub reference: &'a Reference,
    /// Whether TWINT holds the answer back.
    #[serde(rename = "m:WaitForResponse")]
    pub wait: bool,
}

impl SoapRequest for MonitorByReference<'_> {
    type Answer = ();
    const OPERATION: Operation = Operation::MonitorOrder;

    /// Only how it is taken matters, and that is read from the answer as it came.
    fn read_response(&self, _response: &Element) -> Result<(), ReadError> {
        Ok(())
    }
}
