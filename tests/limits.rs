//! Time limits, the one repetition of requests that were not sent, and the memory that calls for many orders leave behind.

#[path = "support/own_process.rs"]
mod own_process;
#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use simulated::*;
use twint::twint::error::{Error, ErrorKind};
use twint::twint::flow;
use twint::twint::merchant::{Merchant, Options};
use twint::twint::values::identifiers::OrderUuid;
use twint::twint::values::order::{Capture, Order};
use twint_simulator::{Failure, Simulator, What, When};

const SECOND: Duration = Duration::from_secs(1);

/// A merchant with these limits, in milliseconds.
fn hurried(simulator: &Simulator, timeout_ms: i64, flow_timeout_ms: i64) -> Merchant {
    merchant_with(
        simulator,
        Options {
            timeout_ms: Some(timeout_ms),
            flow_timeout_ms: Some(flow_timeout_ms),
            ..options(simulator)
        },
    )
}

/// Runs `work` and asserts that it ended at `limit` and not at another limit, which is seconds away; a busy machine may be late.
fn in_time<T>(limit: Duration, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let result = work();
    let took = began.elapsed();
    assert!(took < limit + 2 * SECOND, "{took:?}");
    result
}

#[test]
fn a_start_and_its_enrolment_share_the_time_limit_of_the_call() {
    let simulator = Simulator::start();
    let merchant = hurried(&simulator, 2_500, 3_000);
    simulator.fail(Failure::always(What::SlowAnswer(1_000)).of("EnrollCashRegister"));
    simulator.fail(Failure::always(What::SlowAnswer(20_000)).of("StartOrder"));
    let late = in_time(3 * SECOND, || {
        start(&merchant, "late", "5.00", Capture::Immediate).unwrap_err()
    });
    assert_eq!(late.kind(), ErrorKind::OutcomeUnknown, "{late}");
    assert_eq!(calls(&simulator, "EnrollCashRegister"), 1);
}

#[test]
fn nothing_is_sent_after_the_time_limit_of_the_call() {
    let simulator = Simulator::start();
    let merchant = hurried(&simulator, 20_000, 1_000);
    simulator.fail(Failure::always(What::SlowAnswer(20_000)).of("EnrollCashRegister"));
    let late = in_time(SECOND, || {
        start(&merchant, "late", "5.00", Capture::Immediate).unwrap_err()
    });
    assert_eq!(late.kind(), ErrorKind::Unavailable, "{late}");
    assert_eq!(calls(&simulator, "StartOrder"), 0);
}

#[test]
fn all_orders_of_one_call_share_its_time_limit() {
    let simulator = Simulator::start();
    let order = start(&merchant(&simulator), "order", "5.00", Capture::Immediate).unwrap();
    let merchant = hurried(&simulator, 300, 1_000);
    simulator.fail(Failure::always(What::NeverAnswer { processed: false }).of("MonitorOrder"));
    let orders = [order.uuid; 100];
    let answers = in_time(SECOND, || {
        flow::poll_many(&merchant, &orders, NonZeroUsize::new(4).unwrap())
    });
    let failures: Vec<Error> = answers.into_iter().map(Result::unwrap_err).collect();
    assert_eq!(failures.len(), orders.len());
    for failure in &failures {
        assert_eq!(failure.kind(), ErrorKind::Unavailable, "{failure}");
    }
    let no_turn = "its turn did not come";
    assert!(!failures[0].cause().to_string().contains(no_turn));
    assert!(failures[99].cause().to_string().contains(no_turn));
    assert!(calls(&simulator, "MonitorOrder") <= 16);
}

#[test]
fn time_limits_out_of_range_are_refused() {
    let simulator = Simulator::start();
    let with = |flow_timeout_ms| Options {
        flow_timeout_ms,
        ..options(&simulator)
    };
    for good in [None, Some(100), Some(600_000)] {
        drop(merchant_with(&simulator, with(good)));
    }
    for bad in [-1, 0, 99, 600_001, i64::MAX] {
        let refused = refused(&simulator, with(Some(bad)));
        assert_eq!(refused.kind(), ErrorKind::InvalidArgument);
        assert!(
            refused.cause().to_string().contains("flowTimeoutMs"),
            "{}",
            refused.cause()
        );
    }
}

fn refused(simulator: &Simulator, options: Options) -> Error {
    let certificate = simulator.certificate(twint_simulator::MerchantCertificate::Valid);
    Merchant::new(
        simulator.store_uuid(),
        &certificate.pkcs12,
        &twint::twint::values::passphrase::Passphrase::new(certificate.passphrase),
        "till",
        twint::twint::merchant::Environment::Testing,
        options,
    )
    .unwrap_err()
}

type Work<'a> = &'a dyn Fn(&Merchant) -> Result<Order, Error>;

/// Runs `try_it` with each operation that moves money.
fn with_each_operation(simulator: &Simulator, known: &Merchant, try_it: &dyn Fn(&str, Work)) {
    let approved = |name: &str| approved(simulator, known, name, "10.00", Capture::Immediate);
    let uuid = |name: &str| -> OrderUuid { approved(name) };
    try_it("StartOrder", &|merchant| {
        start(merchant, "start", "10.00", Capture::Immediate)
    });
    let order = uuid("to capture");
    try_it("ConfirmOrder", &|merchant| {
        flow::capture(merchant, order, whole("10.00"))
    });
    try_it("StartOrder", &|merchant| {
        flow::refund(merchant, order, &reference("refund"), chf("1.00"))
    });
    let order = uuid("to cancel");
    try_it("CancelOrder", &|merchant| flow::cancel(merchant, order));
}

#[test]
fn a_request_that_was_not_sent_is_sent_once_more() {
    for what in [What::RefuseConnection, What::TlsHandshakeAlert] {
        let simulator = Simulator::start();
        let known = merchant(&simulator);
        let number = std::cell::Cell::new(0);
        with_each_operation(&simulator, &known, &|operation, work| {
            // A merchant without a connection: its text of CA certificates makes it another one.
            number.set(number.get() + 1);
            let fresh = merchant_with(
                &simulator,
                Options {
                    ca_pem: Some(simulator.ca_pem().to_owned() + &"\n".repeat(number.get())),
                    ..options(&simulator)
                },
            );
            let before = calls(&simulator, operation);
            simulator.fail(Failure::once(what.clone()));
            work(&fresh).unwrap_or_else(|error| panic!("{operation} after {what:?}: {error}"));
            assert_eq!(calls(&simulator, operation), before + 1, "{operation}");
        });
    }
}

#[test]
fn a_request_that_was_not_sent_twice_is_not_tried_a_third_time() {
    let simulator = Simulator::start();
    flow::enroll(&merchant(&simulator)).unwrap();
    let fresh = merchant_with(
        &simulator,
        Options {
            ca_pem: Some(simulator.ca_pem().to_owned() + "\n"),
            ..options(&simulator)
        },
    );
    let before = simulator.counters().connections;
    simulator.fail(Failure {
        when: When::First(2),
        ..Failure::once(What::RefuseConnection)
    });
    let error = start(&fresh, "start", "10.00", Capture::Immediate).unwrap_err();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Unavailable, true)
    );
    assert_eq!(simulator.counters().connections, before + 2);
}

/// A call for many orders at once.
type CallForMany = fn(&Merchant, &[OrderUuid], NonZeroUsize) -> Vec<Result<Order, Error>>;

#[test]
fn calls_for_many_orders_leave_no_exchange_in_memory() {
    own_process::alone("calls_for_many_orders_leave_no_exchange_in_memory", || {
        let simulator = Simulator::start();
        let merchant = merchant(&simulator);
        let order = start(&merchant, "order", "5.00", Capture::Immediate).unwrap();
        let orders = [order.uuid; 8];
        simulator.fail(Failure::always(What::Oversized(60_000)));
        let calls: [(&str, CallForMany); 2] = [
            ("poll_many", flow::poll_many),
            ("cancel_many", flow::cancel_many),
        ];
        for (name, call) in calls {
            let kilobytes_after = |rounds: usize| {
                for _ in 0..rounds {
                    let answers = call(&merchant, &orders, NonZeroUsize::new(8).unwrap());
                    assert!(answers.iter().all(Result::is_ok), "{name}: {answers:?}");
                }
                let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
                pages.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4
            };
            let before = kilobytes_after(20);
            let after = kilobytes_after(50);
            // Each round has seven threads of its own, each with an answer of 60 kB.
            assert!(
                after < before + 5_000,
                "{name}: from {before} to {after} kB"
            );
        }
    });
}
