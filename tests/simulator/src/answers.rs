//! The contents of answers, element by element as recorded: merchant types under `ns2:`, base types without prefix.

use std::fmt::Write;

use crate::api_version::ApiVersion;
use crate::clock::swiss_timestamp;
use crate::money::Rappen;
use crate::orders::Order;
use crate::quirks::{AmountsWhenPartial, Quirks};
use crate::xml_tree::{Element, escape};

pub(crate) fn merchant_information(merchant: &str, cash_register: &str) -> String {
    format!(
        "<ns2:MerchantInformation><MerchantUuid>{}</MerchantUuid><CashRegisterId>{}</CashRegisterId></ns2:MerchantInformation>",
        escape(merchant),
        escape(cash_register)
    )
}

fn amount(xml: &mut String, element: &str, text: &str) {
    let _ = write!(
        xml,
        "<ns2:{element}><Amount>{text}</Amount><Currency>CHF</Currency></ns2:{element}>"
    );
}

fn status(xml: &mut String, element: &str, order: &Order, quirks: &Quirks) {
    let s = order.status(quirks);
    let _ = write!(
        xml,
        "<ns2:{element}><ns2:Status code=\"{}\">{}</ns2:Status><ns2:Reason code=\"{}\">{}</ns2:Reason></ns2:{element}>",
        s.status_code, s.status, s.reason_code, s.reason
    );
}

/// An `Order` as all answers carry it.
pub(crate) fn order(xml: &mut String, order: &Order, version: ApiVersion, quirks: &Quirks) {
    let wish = &order.wish;
    let _ = write!(
        xml,
        "<ns2:Order confirmationNeeded=\"{}\" type=\"{}\"><ns2:PostingType>{}</ns2:PostingType>",
        wish.confirmation_needed,
        wish.kind.text(),
        wish.posting_type
    );
    amount(xml, "RequestedAmount", &wish.requested_text);
    let _ = write!(
        xml,
        "<ns2:MerchantTransactionReference>{}</ns2:MerchantTransactionReference>",
        escape(&wish.reference)
    );
    if version == ApiVersion::V8_6 {
        xml.push_str(&wish.echo_benefit);
    }
    xml.push_str(&wish.echo_before);
    let _ = write!(
        xml,
        "<ns2:PaymentAuthorizationType>{}</ns2:PaymentAuthorizationType>{}<ns2:Uuid>{}</ns2:Uuid>",
        wish.authorization_type, wish.echo_after, wish.uuid
    );
    status(xml, "Status", order, quirks);
    let _ = write!(
        xml,
        "<ns2:CreationTimestamp>{}</ns2:CreationTimestamp>",
        swiss_timestamp(order.created_at)
    );
    let (authorized, paid) = amounts(order, quirks);
    amount(xml, "AuthorizedAmount", &authorized);
    if quirks.fee_per_mille > 0 && order.captured > Rappen::ZERO {
        let fee = Rappen((order.captured.0 * quirks.fee_per_mille).div_ceil(1000));
        amount(xml, "Fee", &fee.to_string());
    }
    let _ = write!(
        xml,
        "<ns2:ProcessingTimestamp>{}</ns2:ProcessingTimestamp><ns2:PaymentAmount><ns2:PaymentMethod>UNSPECIFIED</ns2:PaymentMethod>",
        swiss_timestamp(order.processed_at)
    );
    amount(xml, "Amount", &paid);
    xml.push_str("</ns2:PaymentAmount>");
    if quirks.empty_bnpl_data {
        xml.push_str("<ns2:BNPLData/>");
    }
    xml.push_str("</ns2:Order>");
}

/// `AuthorizedAmount` and `PaymentAmount`: what was requested, from the first answer on (recorded).
fn amounts(order: &Order, quirks: &Quirks) -> (String, String) {
    let requested = &order.wish.requested_text;
    let partial = order.captured > Rappen::ZERO && order.captured < order.authorized;
    let captured = order.captured.to_string();
    match quirks.amounts_when_partial {
        AmountsWhenPartial::Payment if partial => (requested.clone(), captured),
        AmountsWhenPartial::PaymentAndAuthorized if partial => (captured.clone(), captured),
        _ => (requested.clone(), requested.clone()),
    }
}

/// The contents of `StartOrderResponseElement`.
pub(crate) fn start_order(order: &Order, rendering: &Rendering, quirks: &Quirks) -> String {
    let mut xml = format!("<ns2:OrderUuid>{}</ns2:OrderUuid>", order.wish.uuid);
    status(&mut xml, "OrderStatus", order, quirks);
    if let Some(token) = order.wish.token {
        let _ = write!(xml, "<ns2:Token>{token}</ns2:Token>");
    }
    match rendering {
        Rendering::Nothing => {}
        Rendering::QrCode(data) => {
            let _ = write!(xml, "<ns2:QRCode>{data}</ns2:QRCode>");
        }
        Rendering::PaymentPage(url) => {
            let _ = write!(xml, "<ns2:TwintURL>{}</ns2:TwintURL>", escape(url));
        }
    }
    let _ = write!(
        xml,
        "<ns2:CustomerInformation/><ns2:PairingStatus>{}</ns2:PairingStatus>",
        order.pairing.text()
    );
    xml
}

/// How the token is shown.
pub(crate) enum Rendering {
    Nothing,
    QrCode(String),
    PaymentPage(String),
}

/// Writes a request's element back in the answer's prefixes.
pub(crate) fn echo(xml: &mut String, element: &Element) {
    let prefix = if element.namespace.contains("/merchant/") {
        "ns2:"
    } else {
        ""
    };
    let _ = write!(xml, "<{prefix}{}>", element.name);
    if element.children.is_empty() {
        xml.push_str(&escape(&element.text));
    }
    for child in &element.children {
        echo(xml, child);
    }
    let _ = write!(xml, "</{prefix}{}>", element.name);
}
