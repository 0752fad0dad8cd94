//! The contents of answers, element by element as recorded: merchant types under `ns2:`, base types without prefix.

use std::fmt::Write;

use crate::api_version::ApiVersion;
use crate::clock::swiss_timestamp;
use crate::money::Rappen;
use crate::orders::Order;
use crate::quirks::{
    AmountsWhenPartial, EmptyForm, OptionalElement, Quirks, UNKNOWN_REASON, UNKNOWN_STATUS,
};
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

/// Writes an element whose content, if there is one, is `write`'s to write, unless a quirk empties it.
fn optional(
    xml: &mut String,
    element: OptionalElement,
    quirks: &Quirks,
    write: impl FnOnce(&mut String),
) {
    if !quirks.empty_elements.contains(&element) {
        return write(xml);
    }
    let name = element.name();
    let _ = match quirks.empty_form {
        EmptyForm::Children if element.is_amount() => {
            write!(xml, "<ns2:{name}><Amount/><Currency/></ns2:{name}>")
        }
        EmptyForm::Tag | EmptyForm::Children => write!(xml, "<ns2:{name}/>"),
        EmptyForm::Nil => write!(
            xml,
            "<ns2:{name} xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"
        ),
    };
}

/// The same with a text.
fn optional_text(xml: &mut String, element: OptionalElement, quirks: &Quirks, text: &str) {
    let name = element.name();
    optional(xml, element, quirks, |xml| {
        let _ = write!(xml, "<ns2:{name}>{text}</ns2:{name}>");
    });
}

/// `PairingStatus`, as it stands beside an order.
fn pairing_status(xml: &mut String, order: &Order, quirks: &Quirks) {
    let text = order.pairing.text();
    optional_text(xml, OptionalElement::PairingStatus, quirks, text);
}

/// What follows the order in `MonitorOrder`'s answer.
pub(crate) fn monitor_order_end(xml: &mut String, order: &Order, quirks: &Quirks) {
    pairing_status(xml, order, quirks);
    // Only customers on file have one.
    optional(xml, OptionalElement::CustomerRelationUuid, quirks, |_| {});
}

fn status(xml: &mut String, element: &str, order: &Order, quirks: &Quirks) {
    let mut s = order.status(quirks);
    let moment = order.moment();
    if quirks.unknown_status.contains(&moment) {
        (s.status, s.status_code) = (UNKNOWN_STATUS, 9);
    }
    if quirks.unknown_reason.contains(&moment) {
        (s.reason, s.reason_code) = (UNKNOWN_REASON, 999);
    }
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
    let requested = quirks
        .amount_form
        .write(wish.requested, &wish.requested_text);
    amount(xml, "RequestedAmount", &requested);
    let _ = write!(
        xml,
        "<ns2:MerchantTransactionReference>{}</ns2:MerchantTransactionReference>",
        escape(&wish.reference)
    );
    for element in [
        OptionalElement::CustomerBenefit,
        OptionalElement::EReceiptUrl,
        OptionalElement::Link,
        OptionalElement::OrderDetailsUrl,
        OptionalElement::TimeBasedData,
        OptionalElement::PaymentAuthorizationType,
        OptionalElement::ConfirmationButtonId,
    ] {
        let gone = element == OptionalElement::CustomerBenefit && version >= ApiVersion::V10;
        if !gone {
            optional(xml, element, quirks, |xml| {
                xml.push_str(wish.repeated(element));
            });
        }
    }
    let _ = write!(xml, "<ns2:Uuid>{}</ns2:Uuid>", wish.uuid);
    status(xml, "Status", order, quirks);
    let created = swiss_timestamp(order.created_at);
    optional_text(xml, OptionalElement::CreationTimestamp, quirks, &created);
    let (authorized, paid) = amounts(order, quirks);
    optional(xml, OptionalElement::AuthorizedAmount, quirks, |xml| {
        amount(xml, "AuthorizedAmount", &authorized);
    });
    optional(xml, OptionalElement::Fee, quirks, |xml| {
        if let Some(fee) = fee(order, quirks) {
            amount(xml, "Fee", &fee);
        }
    });
    let processed = swiss_timestamp(order.processed_at);
    optional_text(
        xml,
        OptionalElement::ProcessingTimestamp,
        quirks,
        &processed,
    );
    xml.push_str("<ns2:PaymentAmount><ns2:PaymentMethod>UNSPECIFIED</ns2:PaymentMethod>");
    amount(xml, "Amount", &paid);
    xml.push_str("</ns2:PaymentAmount>");
    if quirks.empty_bnpl_data {
        xml.push_str("<ns2:BNPLData/>");
    }
    xml.push_str("</ns2:Order>");
}

/// `AuthorizedAmount` and `PaymentAmount`: what was requested, from the first answer on (recorded).
fn amounts(order: &Order, quirks: &Quirks) -> (String, String) {
    let form = quirks.amount_form;
    let requested = form.write(order.wish.requested, &order.wish.requested_text);
    let captured = form.write(order.captured, &order.captured.to_string());
    let partial = order.captured > Rappen::ZERO && order.captured < order.authorized;
    match quirks.amounts_when_partial {
        AmountsWhenPartial::Payment if partial => (requested, captured),
        AmountsWhenPartial::PaymentAndAuthorized if partial => (captured.clone(), captured),
        AmountsWhenPartial::Payment
        | AmountsWhenPartial::PaymentAndAuthorized
        | AmountsWhenPartial::None => (requested.clone(), requested),
    }
}

/// `Fee` of a paid order.
fn fee(order: &Order, quirks: &Quirks) -> Option<String> {
    if quirks.fee_per_mille == 0 || order.captured == Rappen::ZERO {
        return None;
    }
    let rate = quirks.fee_per_mille.unsigned_abs();
    let fee = Rappen(order.captured.0.saturating_mul(rate).div_ceil(1000));
    Some(if quirks.fee_per_mille < 0 {
        format!("-{fee}")
    } else {
        quirks.amount_form.write(fee, &fee.to_string())
    })
}

/// The contents of `StartOrderResponseElement`.
pub(crate) fn start_order(order: &Order, rendering: &Rendering, quirks: &Quirks) -> String {
    let mut xml = format!("<ns2:OrderUuid>{}</ns2:OrderUuid>", order.wish.uuid);
    status(&mut xml, "OrderStatus", order, quirks);
    optional(&mut xml, OptionalElement::Token, quirks, |xml| {
        if let Some(token) = order.wish.token {
            let _ = write!(xml, "<ns2:Token>{token}</ns2:Token>");
        }
    });
    match rendering {
        Rendering::Nothing => {}
        Rendering::QrCode(data) => {
            optional_text(&mut xml, OptionalElement::QrCode, quirks, data);
        }
        Rendering::PaymentPage(url) => {
            let _ = write!(xml, "<ns2:TwintURL>{}</ns2:TwintURL>", escape(url));
        }
    }
    xml.push_str("<ns2:CustomerInformation/>");
    pairing_status(&mut xml, order, quirks);
    xml
}

/// How the token is shown.
pub(crate) enum Rendering {
    Nothing,
    QrCode(String),
    PaymentPage(String),
}

/// A request's element in the answer's prefixes.
pub(crate) fn repeat(element: &Element) -> String {
    let prefix = if element.namespace.contains("/merchant/") {
        "ns2:"
    } else {
        ""
    };
    let name = &element.name;
    let inside = if element.children.is_empty() {
        escape(&element.text).into_owned()
    } else {
        element.children.iter().map(repeat).collect()
    };
    format!("<{prefix}{name}>{inside}</{prefix}{name}>")
}
