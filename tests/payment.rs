//! Payments from start to refund against the simulator, in every version of the interface.

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use simulated::*;
use strum::VariantArray;
use twint::twint::error::ErrorKind;
use twint::twint::flow;
use twint::twint::merchant::Options;
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::identifiers::OrderUuid;
use twint::twint::values::moment::Moment;
use twint::twint::values::order::{Capture, OrderState};
use twint_simulator::Simulator;

#[test]
fn a_payment_is_started_approved_captured_and_refunded_in_every_version() {
    for &version in ApiVersion::VARIANTS {
        let simulator = Simulator::start();
        let api_version = Some(version.name().to_owned());
        let merchant = merchant_with(
            &simulator,
            Options {
                api_version,
                ..options(&simulator)
            },
        );

        let order = start(
            &merchant,
            "Bestellung Zürich <1>",
            "99.95",
            Capture::Immediate,
        )
        .unwrap();
        assert_eq!(order.state, OrderState::AwaitingCustomer);
        assert_eq!(order.requested.to_string(), "99.95");
        assert_eq!(order.reference, "Bestellung Zürich <1>");
        assert_eq!(order.kind, "PAYMENT_IMMEDIATE");
        let token = order.pairing_token.clone().unwrap();
        assert_eq!(token.len(), 5);
        assert!(order.qr_code.unwrap().starts_with("data:image/png;base64,"));

        simulator.pair(&token).unwrap();
        let paired = flow::poll(&merchant, order.uuid).unwrap();
        assert_eq!(
            (paired.state, paired.reason.as_str()),
            (OrderState::AwaitingCustomer, "ORDER_PENDING")
        );
        simulator.approve(&token).unwrap();
        assert_eq!(
            flow::poll(&merchant, order.uuid).unwrap().state,
            OrderState::AwaitingConfirmation
        );

        let captured = flow::capture(&merchant, order.uuid, whole("99.95")).unwrap();
        assert_eq!(captured.state, OrderState::Succeeded);
        let refund =
            flow::refund(&merchant, order.uuid, &reference("refund-1"), chf("9.95")).unwrap();
        assert_eq!(
            (refund.state, refund.kind.as_str()),
            (OrderState::Succeeded, "REVERSAL")
        );
        assert_ne!(refund.uuid, order.uuid);
        assert_eq!(
            books(&simulator, order.uuid),
            ("99.95".to_owned(), "9.95".to_owned())
        );

        let complaints: Vec<_> = simulator
            .calls()
            .into_iter()
            .flat_map(|call| call.complaints)
            .collect();
        assert!(complaints.is_empty(), "{complaints:?}");
        assert!(
            simulator
                .calls()
                .iter()
                .all(|call| call.api_version.is_some())
        );
    }
}

#[test]
fn a_poll_tells_that_a_phone_has_taken_the_order() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = start(&merchant, "scanned", "9.90", Capture::Immediate).unwrap();
    assert!(!order.is_on_a_phone());
    assert!(!flow::poll(&merchant, order.uuid).unwrap().is_on_a_phone());
    let token = order.pairing_token.unwrap();
    simulator.pair(&token).unwrap();
    assert!(flow::poll(&merchant, order.uuid).unwrap().is_on_a_phone());
    simulator.approve(&token).unwrap();
    assert!(!flow::poll(&merchant, order.uuid).unwrap().is_on_a_phone());
}

#[test]
fn a_deferred_payment_is_captured_in_parts_until_it_is_closed() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = approved(&simulator, &merchant, "parts", "42.00", Capture::Deferred);

    let first = flow::capture(&merchant, order, part("30.00", "0")).unwrap();
    assert_eq!(first.state, OrderState::AwaitingConfirmation);
    assert_eq!(books(&simulator, order).0, "30.00");
    let too_much = flow::capture(&merchant, order, whole("12.01")).unwrap_err();
    assert_eq!(too_much.kind(), ErrorKind::InvalidArgument);
    let last = flow::capture(&merchant, order, whole("12.00")).unwrap();
    assert_eq!(last.state, OrderState::Succeeded);
    assert_eq!(books(&simulator, order).0, "42.00");

    let more = flow::capture(&merchant, order, whole("1.00")).unwrap_err();
    assert_eq!(more.kind(), ErrorKind::StateConflict);
    assert_eq!(more.order().unwrap().state, OrderState::Succeeded);
    assert_eq!(books(&simulator, order).0, "42.00");
}

#[test]
fn an_order_closed_below_the_authorised_amount_is_a_partial_success() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = approved(&simulator, &merchant, "less", "42.00", Capture::Deferred);
    let closed = flow::capture(&merchant, order, whole("40.00")).unwrap();
    assert_eq!(closed.state, OrderState::PartiallySucceeded);
}

#[test]
fn capturing_the_whole_amount_twice_takes_the_money_once_and_succeeds_twice() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = approved(&simulator, &merchant, "twice", "10.00", Capture::Immediate);
    for _ in 0..2 {
        let captured = flow::capture(&merchant, order, whole("10.00")).unwrap();
        assert_eq!(captured.state, OrderState::Succeeded);
    }
    assert_eq!(books(&simulator, order).0, "10.00");
}

#[test]
fn a_payment_that_the_buyer_declines_fails() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let declined = start(&merchant, "declined", "5.00", Capture::Immediate).unwrap();
    simulator.decline(&declined.pairing_token.unwrap()).unwrap();
    let expired = start(&merchant, "expired", "5.00", Capture::Immediate).unwrap();
    simulator.expire(&expired.pairing_token.unwrap()).unwrap();
    for (uuid, reason) in [
        (declined.uuid, "CLIENT_ABORT"),
        (expired.uuid, "CLIENT_TIMEOUT"),
    ] {
        let order = flow::poll(&merchant, uuid).unwrap();
        assert_eq!(
            (order.state, order.reason.as_str()),
            (OrderState::Failed, reason)
        );
        let refused = flow::capture(&merchant, uuid, whole("5.00")).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::StateConflict);
        assert_eq!(refused.order().unwrap().state, OrderState::Failed);
        assert_eq!(
            flow::cancel(&merchant, uuid).unwrap().reason,
            reason,
            "nothing is left to cancel"
        );
    }
}

#[test]
fn an_order_can_be_cancelled_until_its_money_is_captured() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let new = start(&merchant, "new", "5.00", Capture::Immediate)
        .unwrap()
        .uuid;
    let agreed = approved(
        &simulator,
        &merchant,
        "approved",
        "5.00",
        Capture::Immediate,
    );
    for order in [new, agreed] {
        for _ in 0..2 {
            let cancelled = flow::cancel(&merchant, order).unwrap();
            assert_eq!(
                (cancelled.state, cancelled.reason.as_str()),
                (OrderState::Failed, "MERCHANT_ABORT")
            );
        }
    }
    let paid = captured(&simulator, &merchant, "paid", "5.00");
    let refused = flow::cancel(&merchant, paid).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::StateConflict);
    assert_eq!(refused.order().unwrap().state, OrderState::Succeeded);
}

#[test]
fn refunds_never_exceed_what_was_captured() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let paid = captured(&simulator, &merchant, "paid", "10.00");
    for (name, amount) in [("r1", "4.00"), ("r2", "6.00")] {
        flow::refund(&merchant, paid, &reference(name), chf(amount)).unwrap();
    }
    let refused = flow::refund(&merchant, paid, &reference("r3"), chf("0.01")).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::StateConflict);
    assert!(refused.order().is_some());
    let unpaid = approved(&simulator, &merchant, "unpaid", "10.00", Capture::Immediate);
    let refused = flow::refund(&merchant, unpaid, &reference("r4"), chf("1.00")).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::StateConflict);
    assert_eq!(
        books(&simulator, paid),
        ("10.00".to_owned(), "10.00".to_owned())
    );
}

#[test]
fn an_amount_of_zero_is_refused_before_anything_is_sent() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order: OrderUuid = "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap();
    for refused in [
        start(&merchant, "zero", "0.00", Capture::Immediate),
        flow::capture(&merchant, order, whole("0")),
        flow::refund(&merchant, order, &reference("zero"), chf("0.0")),
    ] {
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidArgument);
    }
    assert!(simulator.calls().is_empty());
}

#[test]
fn an_order_unknown_to_twint_is_a_state_conflict() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    flow::enroll(&merchant).unwrap();
    let order: OrderUuid = "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap();
    assert_eq!(
        flow::poll(&merchant, order).unwrap_err().kind(),
        ErrorKind::StateConflict
    );
    assert_eq!(
        flow::get_order(&merchant, order).unwrap_err().kind(),
        ErrorKind::StateConflict
    );
}

#[test]
fn every_order_under_a_reference_is_found_and_addressed_by_uuid_though_the_reference_was_used_twice()
 {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let first = start(&merchant, "again", "1.00", Capture::Immediate).unwrap();
    let second = start(&merchant, "again", "1.00", Capture::Immediate).unwrap();
    start(&merchant, "other", "1.00", Capture::Immediate).unwrap();

    let mut found: Vec<_> = flow::find(&merchant, &reference("again"))
        .unwrap()
        .into_iter()
        .map(|order| order.uuid.to_string())
        .collect();
    let mut started = vec![first.uuid.to_string(), second.uuid.to_string()];
    found.sort();
    started.sort();
    assert_eq!(found, started);
    assert!(
        flow::find(&merchant, &reference("never"))
            .unwrap()
            .is_empty()
    );
    for order in [&first, &second] {
        assert_eq!(flow::poll(&merchant, order.uuid).unwrap().uuid, order.uuid);
        assert_eq!(
            flow::get_order(&merchant, order.uuid).unwrap().reference,
            "again"
        );
    }
}

#[test]
fn orders_are_found_by_the_time_of_their_start() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = start(&merchant, "timed", "1.00", Capture::Immediate).unwrap();
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let at = |offset: i64| Moment::from_unix_seconds(i64::try_from(now).unwrap() + offset).unwrap();
    let found = flow::find_between(&merchant, &at(-60), &at(60)).unwrap();
    assert_eq!(
        found.iter().map(|found| found.uuid).collect::<Vec<_>>(),
        [order.uuid]
    );
    let created = found[0].created_at.as_ref().unwrap();
    let range = at(-60).unix_milliseconds()..at(60).unix_milliseconds();
    assert!(range.contains(&created.unix_milliseconds()), "{created}");
    assert!(
        flow::find_between(&merchant, &at(-120), &at(-60))
            .unwrap()
            .is_empty()
    );
    let moment = at(-60);
    let at_one_moment = flow::find_between(&merchant, &moment, &moment).unwrap();
    assert!(at_one_moment.is_empty());
    let sent = calls(&simulator, "FindOrder");
    let backwards = flow::find_between(&merchant, &at(60), &at(-60)).unwrap_err();
    assert_eq!(backwards.kind(), ErrorKind::InvalidArgument);
    assert_eq!(calls(&simulator, "FindOrder"), sent, "nothing was sent");
}
