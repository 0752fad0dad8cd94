//! Check-ins against the simulator: from the code on the screen to the order that they pay, and what becomes of lost answers.

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::collections::BTreeMap;

use simulated::*;
use strum::VariantArray;
use twint::twint::error::{Error, ErrorKind};
use twint::twint::exchange::last_exchange::last_exchange;
use twint::twint::flow;
use twint::twint::merchant::{Merchant, Options};
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::check_in::{CheckIn, CheckInRequest, CheckInState};
use twint::twint::values::identifiers::PairingUuid;
use twint::twint::values::money::Chf;
use twint::twint::values::order::{Capture, Order, OrderState};
use twint::twint::values::scope::{Scope, Scopes};
use twint::twint::values::shipping::{ShippingMethod, ShippingMethods};
use twint_simulator::{
    Approval, CancelWhenOver, ExpressOrder, Failure, HowOften, Scanned, Simulator, UnknownPairing,
    What, When, WithoutTwintId,
};

fn speaking(simulator: &Simulator, version: ApiVersion) -> Merchant {
    merchant_with(
        simulator,
        Options {
            api_version: Some(version.name().to_owned()),
            ..options(simulator)
        },
    )
}

fn shipping(methods: &[(&str, &str, &str)]) -> ShippingMethods {
    let method = |(id, label, amount): &(&str, &str, &str)| ShippingMethod {
        id: id.parse().unwrap(),
        label: label.parse().unwrap(),
        description: Some("📦 in 2–3 Tagen".parse().unwrap()),
        amount: chf(amount),
    };
    ShippingMethods::new(methods.iter().map(method).collect()).unwrap()
}

fn request(net: &str) -> CheckInRequest {
    CheckInRequest {
        net: chf(net),
        scopes: Scopes::new(Scope::VARIANTS.to_vec()).unwrap(),
        shipping: shipping(&[("3+1", "Post „Economy“ Œ", "7.00"), ("4", "Abholen", "0")]),
    }
}

fn started(merchant: &Merchant) -> CheckIn {
    flow::check_in_start(merchant, &request("10.00")).unwrap()
}

fn approve(simulator: &Simulator, check_in: &CheckIn) {
    let id = check_in.pairing.to_string();
    simulator
        .approve_check_in(&id, Approval::default())
        .unwrap();
}

fn pay(merchant: &Merchant, name: &str, pairing: PairingUuid) -> Result<Order, Error> {
    flow::payment_init_for_check_in(
        merchant,
        &reference(name),
        chf("17.00"),
        Capture::Immediate,
        pairing,
    )
}

fn state(merchant: &Merchant, check_in: &CheckIn) -> CheckInState {
    flow::check_in_poll(merchant, check_in.pairing)
        .unwrap()
        .state
}

fn assert_understood(simulator: &Simulator) {
    for call in simulator.calls() {
        assert_eq!(call.complaints, [""; 0], "{}", call.operation);
    }
}

#[test]
fn a_buyer_checks_in_and_pays_in_every_version_that_has_it() {
    for version in [
        ApiVersion::V8_6,
        ApiVersion::V8_7,
        ApiVersion::V9,
        ApiVersion::V10,
    ] {
        let simulator = Simulator::start();
        let merchant = speaking(&simulator, version);
        let check_in = started(&merchant);
        assert_eq!(check_in.state, CheckInState::Waiting);
        assert_eq!(check_in.customer, None);
        let token = check_in.token.clone().unwrap();
        assert!(
            check_in
                .qr_code
                .as_ref()
                .unwrap()
                .starts_with("data:image/png;base64,")
        );
        let offered = simulator.check_in(&token).unwrap();
        assert_eq!(offered.net, "10.00");
        assert_eq!(offered.shipping[0].label, "Post „Economy“ OE");
        let description = offered.shipping[0].description.as_deref();
        let expected = (version != ApiVersion::V8_6).then_some("in 2–3 Tagen");
        assert_eq!(description, expected, "{}", version.name());

        simulator.scan_check_in(&token).unwrap();
        assert_eq!(state(&merchant, &check_in), CheckInState::Waiting);
        approve(&simulator, &check_in);
        let approved = flow::check_in_poll(&merchant, check_in.pairing).unwrap();
        assert_eq!(approved.state, CheckInState::Approved);
        assert_eq!(approved.pairing_status, "PAIRING_ACTIVE");
        assert_eq!(approved.shipping_method.as_deref(), Some("3+1"));
        assert_eq!((&approved.token, &approved.qr_code), (&None, &None));
        let customer = approved.customer.unwrap();
        assert_eq!(customer.address.city.as_deref(), Some("Zürich"));
        assert_eq!(customer.date_of_birth.as_deref(), Some("1998-12-13"));

        let order = pay(&merchant, "express", check_in.pairing).unwrap();
        assert_eq!(order.state, OrderState::AwaitingConfirmation);
        assert_eq!((order.pairing_token, order.qr_code), (None, None));
        let captured = flow::capture(&merchant, order.uuid, whole("17.00")).unwrap();
        assert_eq!(captured.state, OrderState::Succeeded);
        let refund = flow::refund(&merchant, order.uuid, &reference("back"), chf("7.00")).unwrap();
        assert_eq!(refund.state, OrderState::Succeeded);
        let view = simulator.check_in(&token).unwrap();
        assert_eq!(view.orders, [order.uuid.to_string()]);
        assert_understood(&simulator);
    }
}

#[test]
fn what_cannot_be_is_refused_before_anything_is_sent() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let old = speaking(&simulator, ApiVersion::V8_5);
    let pairing: PairingUuid = "f1b4b3b4-0b3b-4b3b-8b3b-0b3b4b3b4b3b".parse().unwrap();
    let too_dear = CheckInRequest {
        net: Chf::MAX,
        shipping: shipping(&[("a", "A", "0"), ("b", "B", "0.01")]),
        ..request("1")
    };
    for refused in [
        flow::check_in_start(&merchant, &request("0")).unwrap_err(),
        flow::check_in_start(&merchant, &too_dear).unwrap_err(),
        flow::check_in_start(&old, &request("1")).unwrap_err(),
        flow::check_in_poll(&old, pairing).unwrap_err(),
        flow::check_in_cancel(&old, pairing).unwrap_err(),
        pay(&old, "x", pairing).unwrap_err(),
        flow::payment_init_for_check_in(
            &merchant,
            &reference("x"),
            Chf::ZERO,
            Capture::Immediate,
            pairing,
        )
        .unwrap_err(),
    ] {
        assert_eq!(refused.kind(), ErrorKind::InvalidArgument, "{refused}");
    }
    assert_eq!(simulator.calls(), []);
}

#[test]
fn a_check_in_that_ended_hands_nothing_over() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    for end in [Simulator::decline_check_in, Simulator::expire_check_in] {
        let check_in = started(&merchant);
        approve(&simulator, &check_in);
        end(&simulator, &check_in.pairing.to_string()).unwrap();
        let ended = flow::check_in_poll(&merchant, check_in.pairing).unwrap();
        assert_eq!((ended.state, ended.customer), (CheckInState::Ended, None));
        let late = pay(&merchant, "late", check_in.pairing).unwrap_err();
        assert_eq!(late.kind(), ErrorKind::StateConflict, "{late}");
    }
}

#[test]
fn without_a_twint_id_nobody_has_approved() {
    for (quirk, expected) in [
        (WithoutTwintId::InProgress, CheckInState::Waiting),
        (WithoutTwintId::Active, CheckInState::Waiting),
        (WithoutTwintId::Ends, CheckInState::Ended),
    ] {
        let simulator = Simulator::start();
        simulator.set(|s| {
            s.check_in_quirks.without_twint_id = quirk;
            s.check_in_quirks.scanned = Scanned::Active;
        });
        let merchant = merchant(&simulator);
        let check_in = started(&merchant);
        let id = check_in.pairing.to_string();
        simulator.scan_check_in(&id).unwrap();
        assert_eq!(state(&merchant, &check_in), CheckInState::Waiting);
        let without = Approval {
            customer: None,
            ..Approval::default()
        };
        simulator.approve_check_in(&id, without).unwrap();
        assert_eq!(state(&merchant, &check_in), expected, "{quirk:?}");
    }
}

#[test]
fn a_cancellation_is_believed_where_the_check_in_shows_it() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let check_in = started(&merchant);
    let ended = flow::check_in_cancel(&merchant, check_in.pairing).unwrap();
    assert_eq!(ended.state, CheckInState::Ended);
    for quirk in [
        CancelWhenOver::Ok,
        CancelWhenOver::Error,
        CancelWhenOver::Fault,
    ] {
        simulator.set(|s| s.check_in_quirks.cancel_when_over = quirk);
        let again = flow::check_in_cancel(&merchant, check_in.pairing).unwrap();
        assert_eq!(again.state, CheckInState::Ended, "{quirk:?}");
    }

    simulator.set(|s| s.check_in_quirks.cancel_without_effect = HowOften::Always);
    let check_in = started(&merchant);
    let unproven = flow::check_in_cancel(&merchant, check_in.pairing).unwrap_err();
    assert_eq!(unproven.kind(), ErrorKind::OutcomeUnknown, "{unproven}");
    assert!(
        unproven.to_string().contains("PAIRING_IN_PROGRESS"),
        "{unproven}"
    );
    assert_eq!(state(&merchant, &check_in), CheckInState::Waiting);
}

#[test]
fn a_lost_cancellation_is_sent_again_once_the_check_in_was_read() {
    for what in [What::ResetAfterRequest, What::ResetAfterProcessing] {
        let simulator = Simulator::start();
        let merchant = merchant(&simulator);
        let check_in = started(&merchant);
        simulator.fail(Failure::once(what.clone()).of("CancelCheckIn"));
        let ended = flow::check_in_cancel(&merchant, check_in.pairing).unwrap();
        assert_eq!(ended.state, CheckInState::Ended);
        let sent = if what == What::ResetAfterProcessing {
            1
        } else {
            2
        };
        assert_eq!(calls(&simulator, "CancelCheckIn"), sent);
    }
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let check_in = started(&merchant);
    simulator.fail(Failure::always(What::ResetAfterRequest).of("CancelCheckIn"));
    let unknown = flow::check_in_cancel(&merchant, check_in.pairing).unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(calls(&simulator, "CancelCheckIn"), 2);
    simulator.fail(Failure::always(What::Html(503)).of("MonitorFastCheckoutCheckIn"));
    let unknown = flow::check_in_cancel(&merchant, check_in.pairing).unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(calls(&simulator, "CancelCheckIn"), 3);
}

#[test]
fn a_check_in_of_which_twint_knows_nothing_is_not_believed_to_stand() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    flow::enroll(&merchant).unwrap();
    let pairing: PairingUuid = "f1b4b3b4-0b3b-4b3b-8b3b-0b3b4b3b4b3b".parse().unwrap();
    let unclear = flow::check_in_poll(&merchant, pairing).unwrap_err();
    assert_eq!(unclear.kind(), ErrorKind::Unavailable);
    let refused = flow::check_in_cancel(&merchant, pairing).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::StateConflict);
    simulator.set(|s| s.check_in_quirks.unknown_pairing = UnknownPairing::NoPairing);
    let none = flow::check_in_poll(&merchant, pairing).unwrap();
    assert_eq!(none.state, CheckInState::Ended);
}

#[test]
fn neither_the_start_of_a_check_in_nor_of_its_order_is_sent_again() {
    for what in [
        What::ResetAfterRequest,
        What::ResetAfterProcessing,
        What::Garbage,
        What::Fault {
            element: "SystemError".to_owned(),
            processed: true,
        },
    ] {
        let simulator = Simulator::start();
        let merchant = merchant(&simulator);
        flow::enroll(&merchant).unwrap();
        let once = |operation: &str| {
            simulator.fail(
                Failure::always(what.clone())
                    .of(operation)
                    .when(When::Nth(1)),
            );
        };
        once("RequestFastCheckoutCheckIn");
        let lost = flow::check_in_start(&merchant, &request("10")).unwrap_err();
        assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown, "{lost}");
        assert_eq!(calls(&simulator, "RequestFastCheckoutCheckIn"), 1);

        let check_in = started(&merchant);
        approve(&simulator, &check_in);
        once("StartOrder");
        let lost = pay(&merchant, "lost", check_in.pairing).unwrap_err();
        assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown, "{lost}");
        assert_eq!(calls(&simulator, "StartOrder"), 1);
        let found = flow::find(&merchant, &reference("lost")).unwrap();
        let arrived = what != What::ResetAfterRequest;
        assert_eq!(found.len(), usize::from(arrived), "{what:?}");
    }
}

#[test]
fn an_answer_about_another_check_in_is_none() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let check_in = started(&merchant);
    simulator.fail(Failure::always(What::ForeignMessageId).of("MonitorFastCheckoutCheckIn"));
    let unreadable = flow::check_in_poll(&merchant, check_in.pairing).unwrap_err();
    assert_eq!(unreadable.kind(), ErrorKind::Unavailable);
}

#[test]
fn an_order_may_be_declined_at_once_or_wait_a_moment() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    simulator.set(|s| s.check_in_quirks.order = ExpressOrder::PendingFirst);
    let check_in = started(&merchant);
    approve(&simulator, &check_in);
    let order = pay(&merchant, "pending", check_in.pairing).unwrap();
    assert_eq!(order.reason, "ORDER_PENDING");
    assert_eq!(order.state, OrderState::AwaitingCustomer);

    simulator.set(|s| s.check_in_quirks.order = ExpressOrder::Fails);
    let check_in = started(&merchant);
    approve(&simulator, &check_in);
    let declined = pay(&merchant, "declined", check_in.pairing).unwrap_err();
    assert_eq!(declined.kind(), ErrorKind::Declined);
}

#[test]
fn nothing_of_the_buyer_is_shown_to_developers() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let check_in = started(&merchant);
    let transcript = format!("{:?}", last_exchange().unwrap());
    let token = check_in.token.as_ref().unwrap();
    assert!(!transcript.contains(token.as_str()), "{transcript}");
    let customer = BTreeMap::from(
        [
            (
                "shipping_address",
                "Eulalia|Zumthor|Nussbaumweg 77|3999|Oberwald|CH",
            ),
            ("date_of_birth", "31/08/1959"),
            ("phone_number", "+41798887766"),
            ("email", "eulalia@zumthor.example"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let approval = Approval {
        customer: Some(customer),
        ..Approval::default()
    };
    let id = check_in.pairing.to_string();
    simulator.approve_check_in(&id, approval).unwrap();
    let approved = flow::check_in_poll(&merchant, check_in.pairing).unwrap();
    assert_eq!(
        approved
            .customer
            .as_ref()
            .unwrap()
            .address
            .last_name
            .as_deref(),
        Some("Zumthor")
    );
    let shown = format!("{approved:?} {:?}", last_exchange().unwrap());
    for private in [
        "Eulalia",
        "Zumthor",
        "Nussbaum",
        "3999",
        "Oberwald",
        "1959",
        "8887766",
        "zumthor.example",
    ] {
        assert!(!shown.contains(private), "{private}: {shown}");
    }
    assert!(shown.contains("[removed]"), "{shown}");
}
