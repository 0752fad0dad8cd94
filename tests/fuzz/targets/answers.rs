//! Any answer of TWINT, or of whoever stands in its place, read as the answer to every operation.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twint::twint::error::fault::Fault;
use twint::twint::operations::{
    CancelCheckIn, CancelOrder, CheckSystemStatus, ConfirmOrder, EnrollCashRegister, FindOrder,
    GetCertificateValidity, GetOrder, MerchantInformation, MonitorFastCheckoutCheckIn,
    MonitorOrder, RenewCertificate, RequestFastCheckoutCheckIn, Reversal, Search, SoapRequest,
    StartOrder,
};
use twint::twint::soap::Element;
use twint::twint::soap::reader::{self, Body};
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::check_in::{CheckInRequest, CheckInState};
use twint::twint::values::identifiers::{
    CashRegisterId, OrderUuid, PairingUuid, Reference, StoreUuid,
};
use twint::twint::values::money::Chf;
use twint::twint::values::operation::Operation;
use twint::twint::values::order::{Capture, Order};
use twint::twint::values::passphrase::Passphrase;
use twint::twint::values::scope::{Scope, Scopes};
use twint::twint::values::shipping::ShippingMethods;

const UUID: &str = "84760185-a1ad-49a7-b521-cb4b09a006d4";

/// As it comes, or as the content of a body, so that the fuzzer need not find the envelope each time.
fn envelope(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"<") || data.starts_with(b"\xef\xbb\xbf") {
        return data.to_vec();
    }
    [
        br#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://service.twint.ch/merchant/types/v8_6"><s:Body>"#,
        data,
        b"</s:Body></s:Envelope>",
    ]
    .concat()
}

fn check(order: &Order) {
    let _ = format!("{order:?} {} {}", order.requested, order.uuid);
    let _ = order.requested.chf();
    let _ = order.authorized.as_ref().map(ToString::to_string);
    let _ = order.fee.as_ref().map(ToString::to_string);
}

fn asked_about(request: &impl SoapRequest<Answer = Order>, response: &Element, asked: OrderUuid) {
    if let Ok(order) = request.read_response(response) {
        check(&order);
        assert_eq!(order.uuid, asked);
    }
}

fn read_as_check_in(merchant: MerchantInformation, response: &Element) {
    let pairing: PairingUuid = UUID.parse().unwrap();
    let request = CheckInRequest {
        net: Chf::MAX,
        scopes: Scopes::new(vec![Scope::Email]).unwrap(),
        shipping: ShippingMethods::default(),
    };
    let request = RequestFastCheckoutCheckIn::new(merchant, &request, ApiVersion::V10);
    if let Ok(check_in) = request.read_response(response) {
        assert!(check_in.token.is_some() || check_in.qr_code.is_some());
    }
    let monitor = MonitorFastCheckoutCheckIn {
        merchant,
        pairing,
        wait: false,
    };
    if let Ok(check_in) = monitor.read_response(response) {
        assert_eq!(check_in.pairing, pairing);
        assert!(check_in.state != CheckInState::Approved || check_in.customer.is_some());
        let _ = format!("{check_in:?}");
    }
    let _ = CancelCheckIn::new(merchant, pairing).read_response(response);
}

fn read_as_everything(response: &Element) {
    let store: StoreUuid = UUID.parse().unwrap();
    let order: OrderUuid = UUID.parse().unwrap();
    let register: CashRegisterId = "till".parse().unwrap();
    let reference: Reference = "reference".parse().unwrap();
    let merchant = MerchantInformation {
        store,
        cash_register: &register,
    };
    let amount = Chf::MAX;

    for started in [
        StartOrder::new(merchant, &reference, amount, Capture::Immediate).read_response(response),
        Reversal::new(merchant, order, &reference, amount).read_response(response),
    ] {
        if let Ok(started) = started {
            check(&started);
            assert_eq!(
                (started.reference.as_str(), started.requested.chf()),
                ("reference", Some(amount))
            );
        }
    }
    asked_about(
        &MonitorOrder {
            merchant,
            order,
            wait: false,
        },
        response,
        order,
    );
    asked_about(&GetOrder { store, order }, response, order);
    asked_about(
        &ConfirmOrder::new(merchant, order, amount, true),
        response,
        order,
    );
    asked_about(&CancelOrder { merchant, order }, response, order);
    for found in FindOrder::new(store, &Search::Reference(&reference))
        .read_response(response)
        .unwrap_or_default()
    {
        check(&found);
    }
    let _ = EnrollCashRegister::new(merchant).read_response(response);
    let _ = CheckSystemStatus::new(store).read_response(response);
    if let Ok(validity) = (GetCertificateValidity { store }).read_response(response) {
        assert_eq!(validity.expiry_date.len(), 10);
    }
    read_as_check_in(merchant, response);
    let _ = RenewCertificate::new(store, &Passphrase::new("x")).read_response(response);
}

fuzz_target!(|data: &[u8]| {
    match reader::read(&envelope(data)).map(|envelope| envelope.body) {
        Ok(Body::Response(response)) => read_as_everything(&response),
        Ok(Body::Fault(fault)) => {
            let fault = Fault::read(&fault, &[]);
            let _ = (fault.meaning(), fault.kind(Operation::StartOrder));
            let line = fault.summary();
            assert!(!line.contains(char::is_control) && line.chars().count() < 2_000);
        }
        Err(_) => {}
    }
});
