//! Reads an answer as the code does that asked for it.

use strum::VariantArray;
use twint::twint::error::fault::Fault;
use twint::twint::operations::{
    CancelCheckIn, CancelOrder, CertificateValidity, CheckSystemStatus, ConfirmOrder,
    EnrollCashRegister, FindOrder, GetCertificateValidity, GetOrder, MerchantInformation,
    MonitorFastCheckoutCheckIn, MonitorOrder, RenewCertificate, RequestFastCheckoutCheckIn,
    Reversal, Search, SoapRequest, StartOrder,
};
use twint::twint::soap::reader::{self, Body};
use twint::twint::soap::{Element, ReadError};
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::check_in::{CheckIn, CheckInRequest};
use twint::twint::values::identifiers::{
    CashRegisterId, OrderUuid, PairingUuid, Reference, StoreUuid,
};
use twint::twint::values::money::Chf;
use twint::twint::values::order::{Capture, Order};
use twint::twint::values::passphrase::Passphrase;
use twint::twint::values::scope::{Scope, Scopes};
use twint::twint::values::shipping::ShippingMethods;

/// To which operation it is an answer; any of them may be answered with a fault. The list of bank apps has its own table, since
/// it is JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Answer {
    EnrollCashRegister,
    CheckSystemStatus,
    StartOrder,
    Reversal,
    MonitorOrder,
    ConfirmOrder,
    CancelOrder,
    GetOrder,
    FindOrder,
    GetCertificateValidity,
    RenewCertificate,
    RequestFastCheckoutCheckIn,
    MonitorFastCheckoutCheckIn,
    CancelCheckIn,
    Fault,
}

pub const STORE: &str = "3094877c-352c-4bed-b542-bb69c7c4608c";
pub const ORDER: &str = "84760185-a1ad-49a7-b521-cb4b09a006d4";
pub const PAIRING: &str = "f1b4b3b4-0b3b-4b3b-8b3b-0b3b4b3b4b3b";
pub const REFERENCE: &str = "ORDER-1001-a7Kq";

/// All that can come of an answer; what its operation does not have stays as it is by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    pub message_id: Option<String>,
    pub orders: Vec<Order>,
    pub works: Option<bool>,
    pub check_in: Option<CheckIn>,
    pub validity: Option<CertificateValidity>,
    pub certificate: Option<Certificate>,
    pub fault: Option<Fault>,
}

/// `RenewedCertificate`, which hides what it is from comparisons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    pub pkcs12: Vec<u8>,
    pub expires_at: Option<String>,
}

/// What is read of it; `None` where it is unreadable.
pub fn read(answer: Answer, xml: &str) -> Option<Read> {
    let envelope = reader::read(xml.as_bytes()).ok()?;
    let read = match envelope.body {
        Body::Fault(fault) => Read {
            fault: Some(Fault::read(&fault, &[])),
            ..Read::default()
        },
        Body::Response(response) => read_response(answer, &response).ok()?,
    };
    Some(Read {
        message_id: envelope.message_id,
        ..read
    })
}

fn read_response(answer: Answer, response: &Element) -> Result<Read, ReadError> {
    let store: StoreUuid = STORE.parse().unwrap();
    let order: OrderUuid = ORDER.parse().unwrap();
    let reference: Reference = REFERENCE.parse().unwrap();
    let register: CashRegisterId = "ot|5.4.0|1.0.0|D|501c68ad".parse().unwrap();
    let amount: Chf = "99.95".parse().unwrap();
    let merchant = MerchantInformation {
        store,
        cash_register: &register,
    };
    let orders = |orders| Read {
        orders,
        ..Read::default()
    };
    let pairing: PairingUuid = PAIRING.parse().unwrap();
    let check_in = |check_in| Read {
        check_in: Some(check_in),
        ..Read::default()
    };
    match answer {
        Answer::EnrollCashRegister => EnrollCashRegister::new(merchant)
            .read_response(response)
            .map(|()| Read::default()),
        Answer::CheckSystemStatus => {
            CheckSystemStatus::new(store)
                .read_response(response)
                .map(|works| Read {
                    works: Some(works),
                    ..Read::default()
                })
        }
        Answer::StartOrder => StartOrder::new(merchant, &reference, amount, Capture::Immediate)
            .read_response(response)
            .map(|order| orders(vec![order])),
        Answer::Reversal => Reversal::new(merchant, order, &reference, amount)
            .read_response(response)
            .map(|order| orders(vec![order])),
        Answer::MonitorOrder => MonitorOrder {
            merchant,
            order,
            wait: false,
        }
        .read_response(response)
        .map(|order| orders(vec![order])),
        Answer::ConfirmOrder => ConfirmOrder::new(merchant, order, amount, true)
            .read_response(response)
            .map(|order| orders(vec![order])),
        Answer::CancelOrder => CancelOrder { merchant, order }
            .read_response(response)
            .map(|order| orders(vec![order])),
        Answer::GetOrder => GetOrder { store, order }
            .read_response(response)
            .map(|order| orders(vec![order])),
        Answer::FindOrder => FindOrder::new(store, &Search::Reference(&reference))
            .read_response(response)
            .map(orders),
        Answer::GetCertificateValidity => GetCertificateValidity { store }
            .read_response(response)
            .map(|validity| Read {
                validity: Some(validity),
                ..Read::default()
            }),
        Answer::RenewCertificate => RenewCertificate::new(store, &Passphrase::new("x"))
            .read_response(response)
            .map(|renewed| Read {
                certificate: Some(Certificate {
                    pkcs12: renewed.pkcs12.to_vec(),
                    expires_at: renewed.expires_at,
                }),
                ..Read::default()
            }),
        Answer::RequestFastCheckoutCheckIn => {
            let request = CheckInRequest {
                net: amount,
                scopes: Scopes::new(vec![Scope::Email]).unwrap(),
                shipping: ShippingMethods::default(),
            };
            RequestFastCheckoutCheckIn::new(merchant, &request, ApiVersion::V10)
                .read_response(response)
                .map(check_in)
        }
        Answer::MonitorFastCheckoutCheckIn => MonitorFastCheckoutCheckIn {
            merchant,
            pairing,
            wait: false,
        }
        .read_response(response)
        .map(check_in),
        Answer::CancelCheckIn => CancelCheckIn::new(merchant, pairing)
            .read_response(response)
            .map(|works| Read {
                works: Some(works),
                ..Read::default()
            }),
        Answer::Fault => unreachable!("is no response"),
    }
}
