//! The table: what each element of each answer is to us, and what is read where all of them are there.
//!
//! Paths begin below the response element or SOAP's fault, those in [`ORDER`] below an order; the empty one is that element
//! itself. What is inside an ignored element is ignored, too.

use crate::change::{Change, NONSENSE};
use crate::full::{LINKED_ORDER, LINKED_REFERENCE, MESSAGE_ID, OTHER_ORDER, operation};
use crate::reading::{Answer, Certificate, ORDER as ORDER_UUID, PAIRING, REFERENCE, Read};
use Need::{
    AsTheFunctionSays, Ignored, Optional, OptionalText, Required, RequiredText, Sole,
    SoleMayBeEmpty,
};
use twint::twint::error::fault::Fault;
use twint::twint::operations::CertificateValidity;
use twint::twint::values::check_in::{CheckIn, CheckInState};
use twint::twint::values::customer::Customer;
use twint::twint::values::money::{Amount, Chf};
use twint::twint::values::order::{Order, OrderLink, OrderState};

/// What an element or an attribute is to us. Moving it changes nothing, nor does a second one, empty or not, behind it, unless
/// said otherwise.
pub enum Need<T> {
    /// Nobody looks at it.
    Ignored,
    /// Where it is missing, empty or makes no sense, the answer is unreadable.
    Required,
    /// Where it is missing or empty, the answer is unreadable; any text in it is taken as it comes.
    RequiredText(Set<T>),
    /// Where it is missing, empty or makes no sense, the same is read but for this.
    Optional(Set<T>),
    /// Where it is missing or empty, the same is read but for this; any text in it is taken as it comes.
    OptionalText(Set<T>),
    /// Where it is missing, empty, makes no sense or is there twice, the answer is unreadable.
    Sole,
    /// Where it is missing or there twice, the answer is unreadable; where it is empty, the same is read but for this.
    SoleMayBeEmpty(Set<T>),
    /// One of several, of which each counts: what is read of the whole after the change; given which one it is.
    AsTheFunctionSays(fn(&T, Change, usize) -> Option<T>),
}

/// Makes of what is read of the whole what is read without the text, or with another one.
pub type Set<T> = fn(&mut T, Option<&str>);

impl<T> Copy for Need<T> {}

impl<T> Clone for Need<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone> Need<T> {
    /// What is read after the change of the `index`th of this name; `None` where the answer is unreadable.
    pub fn after(self, change: Change, whole: &T, index: usize) -> Option<T> {
        use Change as C;
        let but_for = |set: Set<T>, text: Option<&str>| {
            let mut read = whole.clone();
            set(&mut read, text);
            Some(read)
        };
        let same = Some(whole.clone());
        #[allow(clippy::match_same_arms)] // a table in which the order of the arms counts
        match (self, change) {
            (AsTheFunctionSays(read), _) => read(whole, change, index),
            (Ignored, _) | (_, C::Last) => same,
            (Sole | SoleMayBeEmpty(_), C::Dropped | C::Doubled | C::DoubledEmpty) => None,
            (_, C::Doubled | C::DoubledEmpty) => same,
            (RequiredText(set) | OptionalText(set), C::Nonsense) => but_for(set, Some(NONSENSE)),
            (Required | RequiredText(_) | Sole, _) => None,
            (Optional(set) | OptionalText(set) | SoleMayBeEmpty(set), _) => but_for(set, None),
        }
    }
}

/// Of the answer, or of the order it is in.
#[derive(Clone, Copy)]
pub enum Rule {
    Answer(Need<Read>),
    Order(Need<Order>),
}

/// Around every answer.
#[rustfmt::skip]
const ENVELOPE: &[(&str, Need<Read>)] = &[
    ("Envelope", Sole),
    ("Envelope/Header", Optional(set_message_id)),
    ("Envelope/Header/ResponseHeaderElement", Optional(set_message_id)),
    ("Envelope/Header/ResponseHeaderElement/MessageId", OptionalText(set_message_id)),
    ("Envelope/Body", Sole),
];

/// `OrderType`: in the answers to `MonitorOrder`, `ConfirmOrder`, `CancelOrder`, `GetOrder` and `FindOrder`.
#[rustfmt::skip]
const ORDER: &[(&str, Need<Order>)] = &[
    ("@confirmationNeeded", Ignored),
    ("@type", OptionalText(|order, text| order.kind = owned(text))),
    ("PostingType", Ignored),
    ("RequestedAmount", Required),
    ("RequestedAmount/Amount", Required),
    ("RequestedAmount/Currency", RequiredText(|order, text| order.requested = amount("99.95", text.unwrap()))),
    ("MerchantTransactionReference", OptionalText(|order, text| order.reference = owned(text))),
    ("CustomerBenefit", Ignored), // until 9
    ("EReceiptUrl", Ignored),
    ("Link", Optional(|order, _| order.link = None)),
    ("Link/OrderUuid", Optional(|order, _| order.link = None)),
    ("OrderDetailsUrl", Ignored),
    ("TimeBasedData", Ignored),
    ("PaymentAuthorizationType", Ignored),
    ("ConfirmationButtonId", Ignored),
    ("Uuid", Required),
    ("Status", Required),
    ("Status/Status", RequiredText(set_status)),
    ("Status/Status/@code", Ignored),
    ("Status/Reason", OptionalText(set_reason)),
    ("Status/Reason/@code", Ignored),
    ("CreationTimestamp", Optional(|order, _| order.created_at = None)),
    ("AuthorizedAmount", Optional(|order, _| order.authorized = None)),
    ("AuthorizedAmount/Amount", Optional(|order, _| order.authorized = None)),
    ("AuthorizedAmount/Currency", OptionalText(|order, text| order.authorized = text.map(|text| amount("99.9", text)))),
    ("Fee", Optional(|order, _| order.fee = None)),
    ("Fee/Amount", Optional(|order, _| order.fee = None)),
    ("Fee/Currency", OptionalText(|order, text| order.fee = text.map(|text| amount("1.3", text)))),
    ("ProcessingTimestamp", Ignored),
    ("PaymentAmount", AsTheFunctionSays(after_change_of_payment_amount)),
    ("PaymentAmount/PaymentMethod", Ignored),
    ("PaymentAmount/Amount", Optional(|order, _| order.payment = None)),
    ("PaymentAmount/Amount/Amount", Optional(|order, _| order.payment = None)),
    // What is in two currencies has no sum.
    ("PaymentAmount/Amount/Currency", OptionalText(|order, _| order.payment = None)),
    ("BNPLData", Ignored),
];

/// A link has this or `OrderUuid`.
#[rustfmt::skip]
const LINK_BY_REFERENCE: &[(&str, Need<Order>)] = &[
    ("Link/MerchantTransactionReference", OptionalText(|order, text| order.link = text.map(|text| OrderLink::Reference(text.to_owned())))),
];

/// The answer to `StartOrder`; the rest of the order is what was asked for.
#[rustfmt::skip]
const STARTED: &[(&str, Need<Order>)] = &[
    ("OrderUuid", Required),
    ("OrderStatus", Required),
    ("OrderStatus/Status", RequiredText(set_status)),
    ("OrderStatus/Status/@code", Ignored),
    ("OrderStatus/Reason", OptionalText(set_reason)),
    ("OrderStatus/Reason/@code", Ignored),
    ("Token", OptionalText(|order, text| order.pairing_token = text.map(str::to_owned))),
    ("CustomerInformation", Ignored),
    ("PairingStatus", OptionalText(|order, text| order.pairing_status = text.map(str::to_owned))),
    ("ApiToken", Ignored), // from 10 on
];

/// `StartOrder` with a QR code, or with the address of a payment page.
#[rustfmt::skip]
const WITH_QR_CODE: &[(&str, Need<Order>)] = &[
    ("QRCode", OptionalText(|order, text| order.qr_code = text.map(str::to_owned))),
];
#[rustfmt::skip]
const WITH_PAYMENT_PAGE: &[(&str, Need<Order>)] = &[
    ("TwintURL", OptionalText(|order, text| order.payment_page = text.and_then(|text| text.parse().ok()))),
];

const STARTING: &[(&str, Need<Read>)] = &[("", Sole)];

#[rustfmt::skip]
const MONITORING: &[(&str, Need<Read>)] = &[
    ("", Sole),
    ("MerchantInformation", Ignored),
    ("Order", Required),
    ("PairingStatus", OptionalText(|read, text| read.orders[0].pairing_status = text.map(str::to_owned))),
    ("CustomerRelationUuid", Ignored),
];

const CONFIRMING: &[(&str, Need<Read>)] = &[
    ("", Sole),
    ("MerchantInformation", Ignored),
    ("Order", Required),
];

const CANCELLING: &[(&str, Need<Read>)] = &[("", Sole), ("Order", Required)];

const GETTING: &[(&str, Need<Read>)] = &[
    ("", Sole),
    ("Order", Required),
    ("ApiToken", Ignored), // from 10 on
];

const FINDING: &[(&str, Need<Read>)] = &[
    ("", SoleMayBeEmpty(|read, _| read.orders.clear())),
    ("Order", AsTheFunctionSays(after_change_of_found_order)),
];

/// That it was answered is all that counts.
const ENROLLING: &[(&str, Need<Read>)] = &[
    ("", SoleMayBeEmpty(|_, _| {})),
    ("BeaconSecurity", Ignored), // until 8.7
    ("MessageHeader", Ignored),  // from 9 on
    ("MerchantReference", Ignored),
    ("Terminal", Ignored),
];

#[rustfmt::skip]
const CHECKING: &[(&str, Need<Read>)] = &[
    ("", Sole),
    ("Status", RequiredText(|read, text| read.works = Some(text == Some("OK")))),
];

#[rustfmt::skip]
const CERTIFICATE_VALIDITY: &[(&str, Need<Read>)] = &[
    ("", Sole),
    ("CertificateExpiryDate", Required),
    ("RenewalAllowed", Optional(|read, _| read.validity.as_mut().unwrap().renewal_allowed = false)),
];

#[rustfmt::skip]
const RENEWING: &[(&str, Need<Read>)] = &[
    ("", Sole),
    ("MerchantCertificate", Required),
    ("ExpirationDate", OptionalText(|read, text| read.certificate.as_mut().unwrap().expires_at = text.map(str::to_owned))),
];

#[rustfmt::skip]
const STARTING_CHECK_IN: &[(&str, Need<Read>)] = &[
    ("", Sole),
    ("CheckInNotification", Required),
    ("CheckInNotification/MerchantInformation", Ignored),
    ("CheckInNotification/CustomerInformation", Ignored),
    ("CheckInNotification/PairingUuid", Required),
    ("CheckInNotification/PairingStatus", OptionalText(set_pairing_status)),
    ("Token", Optional(|read, _| of_check_in(read).token = None)),
    ("Token/DisplayToken", OptionalText(|read, text| of_check_in(read).token = text.map(str::to_owned))),
    ("Token/APIToken", Ignored),
    // It is there twice.
    ("Token/QRCodeImage", Ignored),
    ("QRCode", OptionalText(|read, text| of_check_in(read).qr_code = Some(text.unwrap_or("data:image/png;base64,aW1hZ2U=").to_owned()))),
    ("TwintURL", Ignored), // from 9 on
];

#[rustfmt::skip]
const MONITORING_CHECK_IN: &[(&str, Need<Read>)] = &[
    ("", Sole),
    ("CheckInNotification", AsTheFunctionSays(after_change_of_notification)),
    ("CheckInNotification/MerchantInformation", Ignored),
    ("CheckInNotification/CustomerInformation", Ignored),
    ("CheckInNotification/PairingUuid", AsTheFunctionSays(after_change_of_pairing)),
    ("CheckInNotification/PairingStatus", OptionalText(set_pairing_status)),
    ("ShippingMethodId", OptionalText(|read, text| of_check_in(read).shipping_method = text.map(str::to_owned))),
    ("CustomerData", Optional(without_customer)),
    ("CustomerData/Field", Optional(without_customer)),
    // What nobody knows, or knows what it means, was handed over all the same.
    ("CustomerData/Field/Name", OptionalText(with_unknown_customer)),
    ("CustomerData/Field/Value", OptionalText(with_unknown_customer)),
];

/// SOAP's fault, of which everything may be missing.
#[rustfmt::skip]
const FAULT: &[(&str, Need<Read>)] = &[
    ("", SoleMayBeEmpty(|read, _| read.fault = Some(Fault::default()))),
    ("faultcode", Ignored),
    ("faultstring", OptionalText(|read, text| of_fault(read).message = owned(text))),
    ("faultactor", Ignored),
    ("detail", Optional(without_detail)),
    ("detail/InvalidOrder", AsTheFunctionSays(after_change_of_fault)),
    ("detail/InvalidOrder/ErrorCode", Optional(without_error_code)),
    ("detail/InvalidOrder/ErrorCode/Code", OptionalText(|read, text| of_fault(read).code = text.map(str::to_owned))),
    ("detail/InvalidOrder/ErrorCode/Status", OptionalText(|read, text| of_fault(read).status = text.map(str::to_owned))),
    ("detail/InvalidOrder/ErrorCode/DetailCode", Ignored),
    ("detail/InvalidOrder/ErrorCode/DetailDescription", OptionalText(|read, text| of_fault(read).description = text.map(str::to_owned))),
];

/// The rules for an answer, by whole paths.
pub fn rules(answer: Answer) -> Vec<(String, Rule)> {
    let whole = [ORDER].as_slice();
    let (of_answer, around_order, of_order) = match answer {
        Answer::EnrollCashRegister => (ENROLLING, "", [].as_slice()),
        Answer::CheckSystemStatus | Answer::CancelCheckIn => (CHECKING, "", [].as_slice()),
        Answer::StartOrder => (STARTING, "", [STARTED, WITH_QR_CODE].as_slice()),
        Answer::Reversal => (STARTING, "", [STARTED, WITH_PAYMENT_PAGE].as_slice()),
        Answer::MonitorOrder => (MONITORING, "Order/", whole),
        Answer::ConfirmOrder => (CONFIRMING, "Order/", whole),
        Answer::CancelOrder => (CANCELLING, "Order/", whole),
        Answer::GetOrder => (GETTING, "Order/", whole),
        Answer::FindOrder => (FINDING, "Order/", [ORDER, LINK_BY_REFERENCE].as_slice()),
        Answer::GetCertificateValidity => (CERTIFICATE_VALIDITY, "", [].as_slice()),
        Answer::RenewCertificate => (RENEWING, "", [].as_slice()),
        Answer::RequestFastCheckoutCheckIn => (STARTING_CHECK_IN, "", [].as_slice()),
        Answer::MonitorFastCheckoutCheckIn => (MONITORING_CHECK_IN, "", [].as_slice()),
        Answer::Fault => (FAULT, "", [].as_slice()),
    };
    let root = match answer {
        Answer::Fault => "Fault".to_owned(),
        _ => format!("{}ResponseElement", operation(answer)),
    };
    let whole_path = |path: String| format!("{root}/{path}").trim_end_matches('/').to_owned();
    let around = ENVELOPE
        .iter()
        .map(|(path, need)| ((*path).to_owned(), Rule::Answer(*need)));
    let of_answer = of_answer
        .iter()
        .map(|(path, need)| (whole_path((*path).to_owned()), Rule::Answer(*need)));
    let of_order = of_order.iter().copied().flatten().map(|(path, need)| {
        (
            whole_path(format!("{around_order}{path}")),
            Rule::Order(*need),
        )
    });
    around.chain(of_answer).chain(of_order).collect()
}

/// What is read of the full answer.
pub fn whole(answer: Answer) -> Read {
    let read = Read {
        message_id: Some(MESSAGE_ID.to_owned()),
        ..Read::default()
    };
    match answer {
        Answer::EnrollCashRegister => read,
        Answer::CheckSystemStatus | Answer::CancelCheckIn => Read {
            works: Some(true),
            ..read
        },
        Answer::StartOrder => Read {
            orders: vec![Order {
                qr_code: Some("data:image/png;base64,iVBORw0KGgo=".to_owned()),
                ..started("PAYMENT_IMMEDIATE")
            }],
            ..read
        },
        Answer::Reversal => Read {
            orders: vec![Order {
                payment_page: "https://pay.twint.ch/52321".parse().ok(),
                ..started("REVERSAL")
            }],
            ..read
        },
        Answer::MonitorOrder => Read {
            orders: vec![Order {
                pairing_status: Some("PAIRING_ACTIVE".to_owned()),
                ..order()
            }],
            ..read
        },
        Answer::ConfirmOrder | Answer::CancelOrder | Answer::GetOrder => Read {
            orders: vec![order()],
            ..read
        },
        Answer::FindOrder => Read {
            orders: vec![
                order(),
                Order {
                    uuid: OTHER_ORDER.parse().unwrap(),
                    link: Some(OrderLink::Reference(LINKED_REFERENCE.to_owned())),
                    ..order()
                },
            ],
            ..read
        },
        Answer::GetCertificateValidity => Read {
            validity: Some(CertificateValidity {
                expiry_date: "2026-08-09".to_owned(),
                renewal_allowed: true,
            }),
            ..read
        },
        Answer::RenewCertificate => Read {
            certificate: Some(Certificate {
                pkcs12: b"PKCS12-bytes".to_vec(),
                expires_at: Some("2029-08-09T00:00:00+02:00".to_owned()),
            }),
            ..read
        },
        Answer::RequestFastCheckoutCheckIn => Read {
            check_in: Some(CheckIn {
                state: CheckInState::Waiting,
                pairing_status: "PAIRING_IN_PROGRESS".to_owned(),
                token: Some("T23LU9K".to_owned()),
                qr_code: Some("data:image/png;base64,iVBORw0KGgo=".to_owned()),
                shipping_method: None,
                customer: None,
                ..check_in()
            }),
            ..read
        },
        Answer::MonitorFastCheckoutCheckIn => Read {
            check_in: Some(check_in()),
            ..read
        },
        Answer::Fault => Read {
            fault: Some(Fault {
                element: "InvalidOrder".to_owned(),
                code: Some("1116".to_owned()),
                status: Some("INPUT_ERROR_ORDER".to_owned()),
                description: Some("Nobody knows it.".to_owned()),
                message: "The order is unknown.".to_owned(),
            }),
            ..read
        },
    }
}

fn order() -> Order {
    Order {
        uuid: ORDER_UUID.parse().unwrap(),
        reference: REFERENCE.to_owned(),
        kind: "PAYMENT_DEFERRED".to_owned(),
        state: OrderState::Succeeded,
        status: "SUCCESS".to_owned(),
        reason: "ORDER_OK".to_owned(),
        requested: francs("99.95"),
        authorized: Some(francs("99.9")),
        pairing_status: None,
        pairing_token: None,
        qr_code: None,
        payment_page: None,
        created_at: Some("2024-03-26T13:54:57.089+01:00".parse().unwrap()),
        fee: Some(francs("1.3")),
        payment: Some(francs("99.95")),
        link: Some(OrderLink::Uuid(LINKED_ORDER.parse().unwrap())),
    }
}

fn started(kind: &str) -> Order {
    Order {
        kind: kind.to_owned(),
        state: OrderState::AwaitingCustomer,
        status: "IN_PROGRESS".to_owned(),
        reason: "ORDER_RECEIVED".to_owned(),
        authorized: None,
        pairing_status: Some("PAIRING_IN_PROGRESS".to_owned()),
        pairing_token: Some("52321".to_owned()),
        created_at: None,
        fee: None,
        payment: None,
        link: None,
        ..order()
    }
}

fn check_in() -> CheckIn {
    CheckIn {
        pairing: PAIRING.parse().unwrap(),
        state: CheckInState::Approved,
        pairing_status: "PAIRING_ACTIVE".to_owned(),
        token: None,
        qr_code: None,
        shipping_method: Some("post".to_owned()),
        customer: Some(Customer {
            email: Some("max@muster.example".to_owned()),
            ..Customer::default()
        }),
    }
}

fn amount(decimal: &str, currency: &str) -> Amount {
    Amount::new(decimal, currency).unwrap()
}

fn francs(decimal: &str) -> Amount {
    decimal.parse::<Chf>().unwrap().into()
}

fn owned(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn set_message_id(read: &mut Read, text: Option<&str>) {
    read.message_id = text.map(str::to_owned);
}

/// Nobody knows what another status means.
fn set_status(order: &mut Order, text: Option<&str>) {
    order.status = owned(text);
    order.state = OrderState::Unrecognised;
}

/// Nor another reason, nor a status without one.
fn set_reason(order: &mut Order, text: Option<&str>) {
    order.reason = owned(text);
    order.state = OrderState::Unrecognised;
}

/// `PaymentAmount`s are added up, if each of them says how much it is.
#[allow(clippy::unnecessary_wraps)] // the table wants it
fn after_change_of_payment_amount(order: &Order, change: Change, index: usize) -> Option<Order> {
    let payment = match (change, index) {
        (Change::Dropped, 0) => Some("39.95"),
        (Change::Dropped, _) => Some("60"),
        (Change::Doubled, 0) => Some("159.95"),
        (Change::Doubled, _) => Some("139.9"),
        (Change::Last, _) => Some("99.95"),
        (
            Change::Emptied | Change::Blank | Change::Nil | Change::Nonsense | Change::DoubledEmpty,
            _,
        ) => None,
    };
    Some(Order {
        payment: payment.map(francs),
        ..order.clone()
    })
}

/// Each order found counts; one that cannot be read makes the whole unreadable, for what was left out of a search looks as
/// though it had never been started.
fn after_change_of_found_order(whole: &Read, change: Change, index: usize) -> Option<Read> {
    let mut read = whole.clone();
    let order = read.orders.remove(index);
    match change {
        Change::Dropped => {}
        Change::Doubled => {
            read.orders.insert(index, order.clone());
            read.orders.insert(index, order);
        }
        Change::Last => read.orders.push(order),
        Change::Emptied | Change::Blank | Change::Nil | Change::Nonsense | Change::DoubledEmpty => {
            return None;
        }
    }
    Some(read)
}

fn of_check_in(read: &mut Read) -> &mut CheckIn {
    read.check_in.as_mut().unwrap()
}

/// Nobody knows what another status means.
fn set_pairing_status(read: &mut Read, text: Option<&str>) {
    let check_in = of_check_in(read);
    check_in.pairing_status = owned(text);
    check_in.state = CheckInState::Unrecognised;
}

/// Nothing was handed over, so nobody approved.
fn without_customer(read: &mut Read, _: Option<&str>) {
    let check_in = of_check_in(read);
    check_in.customer = None;
    check_in.state = CheckInState::Waiting;
}

fn with_unknown_customer(read: &mut Read, text: Option<&str>) {
    match text {
        None => without_customer(read, None),
        Some(_) => of_check_in(read).customer = Some(Customer::default()),
    }
}

/// Which check-in it is about is known, and nothing else of it.
fn after_change_of_notification(whole: &Read, change: Change, _: usize) -> Option<Read> {
    let mut read = whole.clone();
    match change {
        Change::Dropped => return None,
        Change::Emptied | Change::Blank | Change::Nil | Change::Nonsense => {
            set_pairing_status(&mut read, None);
        }
        Change::Doubled | Change::DoubledEmpty | Change::Last => {}
    }
    Some(read)
}

/// It may be left out, but not be another one.
fn after_change_of_pairing(whole: &Read, change: Change, _: usize) -> Option<Read> {
    (change != Change::Nonsense).then(|| whole.clone())
}

fn of_fault(read: &mut Read) -> &mut Fault {
    read.fault.as_mut().unwrap()
}

fn without_detail(read: &mut Read, _: Option<&str>) {
    of_fault(read).element = String::new();
    without_error_code(read, None);
}

fn without_error_code(read: &mut Read, _: Option<&str>) {
    let fault = of_fault(read);
    (fault.code, fault.status, fault.description) = (None, None, None);
}

/// The name of the element says what happened even where there is nothing in it.
#[allow(clippy::unnecessary_wraps)] // the table wants it
fn after_change_of_fault(whole: &Read, change: Change, _: usize) -> Option<Read> {
    let mut read = whole.clone();
    match change {
        Change::Dropped => without_detail(&mut read, None),
        Change::Emptied | Change::Blank | Change::Nil | Change::Nonsense => {
            without_error_code(&mut read, None);
        }
        Change::Doubled | Change::DoubledEmpty | Change::Last => {}
    }
    Some(read)
}
