//! Every function of `flow` in every version of the interface: the simulator validates the requests, the client reads the answers.

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::num::NonZeroUsize;
use std::time::{SystemTime, UNIX_EPOCH};

use simulated::*;
use strum::VariantArray;
use twint::twint::error::ErrorKind;
use twint::twint::flow;
use twint::twint::merchant::{Merchant, Options};
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::moment::Moment;
use twint::twint::values::order::{Capture, OrderState};
use twint::twint::values::passphrase::Passphrase;
use twint_simulator::{Failure, Simulator, What};

fn speaking(version: ApiVersion) -> (Simulator, Merchant) {
    let simulator = Simulator::start();
    let merchant = merchant_with(
        &simulator,
        Options {
            api_version: Some(version.name().to_owned()),
            ..options(&simulator)
        },
    );
    (simulator, merchant)
}

/// Asserts that every request was in this version and that the simulator understood it.
fn assert_understood(simulator: &Simulator, version: ApiVersion) {
    let calls = simulator.calls();
    assert!(!calls.is_empty());
    for call in calls {
        let spoken = call.api_version.map(twint_simulator::ApiVersion::name);
        assert_eq!(spoken, Some(version.name()), "{}", call.operation);
        assert_eq!(
            call.complaints,
            [""; 0],
            "{} {}",
            version.name(),
            call.operation
        );
    }
}

#[test]
fn money_is_captured_in_parts_and_refunded_in_every_version() {
    for &version in ApiVersion::VARIANTS {
        let (simulator, merchant) = speaking(version);
        let order = approved(&simulator, &merchant, "parts", "42.00", Capture::Deferred);
        let polled = flow::poll(&merchant, order).unwrap();
        assert_eq!(polled.state, OrderState::AwaitingConfirmation);
        flow::capture(&merchant, order, part("20.00", "0")).unwrap();
        let last = flow::capture(&merchant, order, last_part("22.00", "20.00")).unwrap();
        assert_eq!(last.state, OrderState::Succeeded);
        let refund = flow::refund(&merchant, order, &reference("back"), chf("2.00")).unwrap();
        assert_eq!(refund.state, OrderState::Succeeded);
        assert_eq!(refund.kind, "REVERSAL");
        let money = ("42.00".to_owned(), "2.00".to_owned());
        assert_eq!(books(&simulator, order), money, "{}", version.name());
        assert_understood(&simulator, version);
    }
}

#[test]
fn the_outcome_of_lost_answers_is_found_out_in_every_version() {
    for &version in ApiVersion::VARIANTS {
        let (simulator, merchant) = speaking(version);
        let order = approved(&simulator, &merchant, "lost", "10.00", Capture::Immediate);
        let lose_answer = |operation: &str| {
            simulator.fail(Failure::once(What::ResetAfterProcessing).of(operation));
        };
        lose_answer("ConfirmOrder");
        let captured = flow::capture(&merchant, order, whole("10.00")).unwrap();
        assert_eq!(captured.state, OrderState::Succeeded);
        let found = flow::find_out_capture(&merchant, order, whole("10.00")).unwrap();
        assert_eq!(found.uuid, order);
        lose_answer("StartOrder");
        let unclear = flow::refund(&merchant, order, &reference("back"), chf("4.00")).unwrap_err();
        assert_eq!(unclear.kind(), ErrorKind::OutcomeUnknown);
        let refund =
            flow::find_out_refund(&merchant, order, &reference("back"), chf("4.00")).unwrap();
        assert_eq!(refund.state, OrderState::Succeeded);
        let money = ("10.00".to_owned(), "4.00".to_owned());
        assert_eq!(books(&simulator, order), money, "{}", version.name());
        assert_understood(&simulator, version);
    }
}

#[test]
fn orders_are_looked_up_and_cancelled_in_every_version() {
    for &version in ApiVersion::VARIANTS {
        let (simulator, merchant) = speaking(version);
        let start = |name| start(&merchant, name, "5.00", Capture::Immediate).unwrap();
        let orders = [start("A").uuid, start("B").uuid, start("C").uuid];
        let two = NonZeroUsize::new(2).unwrap();
        for (order, polled) in orders.iter().zip(flow::poll_many(&merchant, &orders, two)) {
            let polled = polled.unwrap();
            assert_eq!(
                (polled.uuid, polled.state),
                (*order, OrderState::AwaitingCustomer)
            );
        }
        assert_eq!(
            flow::get_order(&merchant, orders[0]).unwrap().reference,
            "A"
        );
        let found = flow::find(&merchant, &reference("B")).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].uuid, orders[1]);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let at = |offset| {
            Moment::from_unix_seconds(i64::try_from(now.as_secs()).unwrap() + offset).unwrap()
        };
        let between = flow::find_between(&merchant, &at(-60), &at(60)).unwrap();
        assert_eq!(between.len(), 3);
        let cancelled = flow::cancel(&merchant, orders[0]).unwrap();
        assert_eq!(cancelled.reason, "MERCHANT_ABORT");
        for cancelled in flow::cancel_many(&merchant, &orders[1..], two) {
            assert_eq!(cancelled.unwrap().state, OrderState::Failed);
        }
        let refused = flow::capture(&merchant, orders[0], whole("5.00")).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::StateConflict);
        assert_understood(&simulator, version);
    }
}

#[test]
fn the_system_status_is_read_and_the_certificate_renewed_in_every_version() {
    for &version in ApiVersion::VARIANTS {
        let (simulator, merchant) = speaking(version);
        flow::enroll(&merchant).unwrap();
        assert!(flow::system_status(&merchant).unwrap());
        assert!(!flow::app_schemes(&merchant).unwrap().is_empty());
        simulator.set(|s| s.certificate_validity.renewal_allowed = Some(true));
        assert!(
            flow::certificate_validity(&merchant)
                .unwrap()
                .renewal_allowed
        );
        let renewed = flow::renew_certificate(&merchant, &Passphrase::new("geheim")).unwrap();
        assert!(!renewed.pkcs12.is_empty());
        assert_understood(&simulator, version);
    }
}
