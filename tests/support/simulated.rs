//! A merchant whose TWINT is the simulator.

use std::time::Duration;

use twint::twint::error::Error;
use twint::twint::flow::{self, CaptureRequest};
use twint::twint::merchant::{Environment, Merchant, Options};
use twint::twint::values::identifiers::{OrderUuid, Reference};
use twint::twint::values::money::Chf;
use twint::twint::values::order::{Capture, Order};
use twint::twint::values::passphrase::Passphrase;
use twint_simulator::{MerchantCertificate, Simulator};

/// The settings that lead to the simulator.
pub fn options(simulator: &Simulator) -> Options {
    Options {
        endpoint: Some(simulator.endpoint().to_owned()),
        app_schemes_endpoint: Some(simulator.app_schemes_endpoint().to_owned()),
        ca_pem: Some(simulator.ca_pem().to_owned()),
        timeout_ms: Some(5_000),
        ..Options::default()
    }
}

/// The simulator's merchant with these settings.
pub fn merchant_with(simulator: &Simulator, options: Options) -> Merchant {
    merchant_from(simulator, MerchantCertificate::Valid, options)
}

/// A merchant with one of the simulator's certificates.
pub fn merchant_from(
    simulator: &Simulator,
    which: MerchantCertificate,
    options: Options,
) -> Merchant {
    let certificate = simulator.certificate(which);
    Merchant::new(
        simulator.store_uuid(),
        &certificate.pkcs12,
        &Passphrase::new(certificate.passphrase),
        "ot|5.4.0|0.1.0|D|501c68ad",
        Environment::Testing,
        options,
    )
    .unwrap()
}

/// The simulator's merchant.
pub fn merchant(simulator: &Simulator) -> Merchant {
    merchant_with(simulator, options(simulator))
}

/// The same with little patience, for what never answers.
pub fn impatient(simulator: &Simulator, patience: Duration) -> Merchant {
    let timeout_ms = Some(i64::try_from(patience.as_millis()).unwrap());
    merchant_with(
        simulator,
        Options {
            timeout_ms,
            ..options(simulator)
        },
    )
}

/// `"12.35"` in francs.
pub fn chf(text: &str) -> Chf {
    text.parse().unwrap()
}

/// The one capture of an order, which closes it.
pub fn whole(amount: &str) -> CaptureRequest {
    CaptureRequest::whole(chf(amount))
}

/// A capture that leaves the order open, after others that came to `before`.
pub fn part(amount: &str, before: &str) -> CaptureRequest {
    CaptureRequest {
        closing: false,
        ..last_part(amount, before)
    }
}

/// A capture that closes the order, after others that came to `before`.
pub fn last_part(amount: &str, before: &str) -> CaptureRequest {
    CaptureRequest {
        amount: chf(amount),
        closing: true,
        captured_before: chf(before),
    }
}

/// A reference.
pub fn reference(text: &str) -> Reference {
    text.parse().unwrap()
}

/// Starts a payment.
pub fn start(
    merchant: &Merchant,
    name: &str,
    amount: &str,
    capture: Capture,
) -> Result<Order, Error> {
    flow::payment_init(merchant, &reference(name), chf(amount), capture)
}

/// A payment the buyer has approved.
pub fn approved(
    simulator: &Simulator,
    merchant: &Merchant,
    name: &str,
    amount: &str,
    capture: Capture,
) -> OrderUuid {
    let order = start(merchant, name, amount, capture).unwrap();
    simulator.approve(&order.uuid.to_string()).unwrap();
    order.uuid
}

/// A payment whose money was taken.
pub fn captured(simulator: &Simulator, merchant: &Merchant, name: &str, amount: &str) -> OrderUuid {
    let order = approved(simulator, merchant, name, amount, Capture::Immediate);
    flow::capture(merchant, order, whole(amount)).unwrap();
    order
}

/// What the simulator's books say of an order: captured and refunded, in francs.
pub fn books(simulator: &Simulator, order: OrderUuid) -> (String, String) {
    let view = simulator
        .order(&order.to_string())
        .expect("an order the simulator knows");
    (view.captured.to_string(), view.refunded.to_string())
}

/// How often the simulator was asked for an operation.
pub fn calls(simulator: &Simulator, operation: &str) -> usize {
    simulator
        .calls()
        .iter()
        .filter(|call| call.operation == operation)
        .count()
}
