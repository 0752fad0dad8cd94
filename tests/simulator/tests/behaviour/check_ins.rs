//! Check-ins from the code on the screen to the order that they pay.

use std::collections::BTreeMap;
use std::time::Duration;

use twint_simulator::{
    ApiVersion, Approval, CancelWhenOver, ExpressAmount, ExpressOrder, HowOften, PhoneError,
    Scanned, SecondOrder, Simulator, UnknownPairing, WithoutTwintId,
};

use crate::client::{Answer, Client, shipping_method};

/// A check-in over 10.00 without shipping.
fn offered(client: &mut Client) -> String {
    client
        .request_check_in("10.00")
        .element("PairingUuid")
        .unwrap()
}

fn status(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.element("PairingStatus").unwrap()
}

fn no_twint_id() -> Approval {
    Approval {
        customer: None,
        ..Approval::default()
    }
}

#[test]
fn a_customer_checks_in_and_pays() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let answer = client.request_check_in("10.00");
    assert_eq!(status(&answer), "PAIRING_IN_PROGRESS");
    let pairing = answer.element("PairingUuid").unwrap();
    let token = answer.element("DisplayToken").unwrap();
    assert!(token.len() == 7 && token.starts_with('T'), "{token}");
    assert_eq!(answer.element("QRCodeImage"), answer.element("QRCode"));

    sim.scan_check_in(&token).unwrap();
    let scanned = client.monitor_check_in(&pairing);
    assert_eq!(status(&scanned), "PAIRING_IN_PROGRESS");
    assert_eq!(scanned.element("CustomerData"), None);

    let customer = BTreeMap::from([("email".to_owned(), "a&b@c.example".to_owned())]);
    let approval = Approval {
        shipping_method_id: Some("pick-up".to_owned()),
        customer: Some(customer),
    };
    let view = sim.approve_check_in(&token, approval).unwrap();
    assert_eq!(
        (view.state, view.shipping_method_id.as_deref()),
        ("approved", Some("pick-up"))
    );
    let approved = client.monitor_check_in(&pairing);
    assert_eq!(status(&approved), "PAIRING_ACTIVE");
    assert_eq!(
        approved.element("ShippingMethodId").as_deref(),
        Some("pick-up")
    );
    assert_eq!(approved.element("Name").as_deref(), Some("email"));
    assert_eq!(
        approved.element("Value").as_deref(),
        Some("a&amp;b@c.example")
    );

    let started = client.start_paid_by("R", "10.00", &pairing);
    assert_eq!(started.state(), "IN_PROGRESS/ORDER_CONFIRMATION_PENDING");
    assert_eq!(
        (started.element("Token"), started.element("QRCode")),
        (None, None)
    );
    let order = started.uuid();
    assert_eq!(
        client.confirm(&order, "10.00", false).state(),
        "SUCCESS/ORDER_OK"
    );
    assert_eq!(sim.books().captured, "10.00");
    assert_eq!(sim.check_in(&pairing).unwrap().orders, [order]);
    assert_eq!(sim.check_ins().len(), 1);
}

#[test]
fn only_what_was_asked_for_is_handed_over() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let answer = client.request_check_in_with("1", &["phone_number"], "");
    let pairing = answer.element("PairingUuid").unwrap();
    sim.approve_check_in(&pairing, Approval::default()).unwrap();
    let text = client.monitor_check_in(&pairing).text();
    assert!(
        text.contains("+41791234567") && !text.contains("twint.swiss"),
        "{text}"
    );
    assert!(!text.contains("ShippingMethodId"), "{text}");
    let started = client.start_paid_by("R", "1.00", &pairing);
    assert_eq!(started.state(), "IN_PROGRESS/ORDER_CONFIRMATION_PENDING");
}

#[test]
fn a_check_in_ends_by_the_customer_the_merchant_and_time_and_hands_nothing_over_then() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let declined = offered(&mut client);
    sim.decline_check_in(&declined).unwrap();
    let expired = offered(&mut client);
    sim.expire_check_in(&expired).unwrap();
    let cancelled = offered(&mut client);
    sim.approve_check_in(&cancelled, Approval::default())
        .unwrap();
    let answer = client.cancel_check_in(&cancelled);
    assert_eq!(answer.element("Status").as_deref(), Some("OK"));
    let lapsed = offered(&mut client);
    sim.advance(Duration::from_secs(601));
    for pairing in [declined, expired, cancelled, lapsed] {
        let answer = client.monitor_check_in(&pairing);
        assert_eq!(status(&answer), "NO_PAIRING");
        assert_eq!(answer.element("CustomerData"), None);
        let refused = sim.approve_check_in(&pairing, Approval::default());
        assert_eq!(
            refused,
            Err(PhoneError::WrongCheckInState("ended".to_owned()))
        );
        let late = client.start_paid_by("R", "17.00", &pairing);
        assert_eq!(late.fault().as_deref(), Some("PairingError"));
    }
    assert_eq!(sim.orders(), []);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let mut fault = |net: &str, scope: &str, shipping: &str| {
        client
            .request_check_in_with(net, &[scope], shipping)
            .fault()
    };
    assert_eq!(fault("0", "email", "").as_deref(), Some("SystemError"));
    assert_eq!(
        fault("1", "shoe_size", "").as_deref(),
        Some("InvalidCustomerDataScope")
    );
    let twice = shipping_method("a", "A", "1") + &shipping_method("a", "B", "1");
    assert_eq!(
        fault("1", "email", &twice).as_deref(),
        Some("InvalidShippingMethod")
    );
    let many: String = (0..21)
        .map(|n| shipping_method(&n.to_string(), "L", "1"))
        .collect();
    assert_eq!(
        fault("1", "email", &many).as_deref(),
        Some("InvalidParameter")
    );
    let wide = shipping_method("a.b", "Košice", "1");
    assert_eq!(fault("1", "email", &wide), None);
    let mut newer = Client::enrolled(&sim).speaking(ApiVersion::V10);
    let refused = newer.request_check_in_with("1", &["email"], &wide);
    assert_eq!(refused.fault().as_deref(), Some("InvalidParameter"));
    let zero = newer.request_check_in("0");
    assert_eq!(zero.fault().as_deref(), Some("InvalidAmount"));
    let nobodys = "f1b4b3b4-0b3b-4b3b-8b3b-0b3b4b3b4b3b";
    assert_eq!(
        newer.monitor_check_in(nobodys).fault().as_deref(),
        Some("SystemError")
    );
    assert_eq!(
        newer.cancel_check_in(nobodys).fault().as_deref(),
        Some("UnspecifiedPairingError")
    );
    assert_eq!(
        newer.start_paid_by("R", "1", nobodys).fault().as_deref(),
        Some("InvalidParameter")
    );
    let unenrolled = Simulator::start();
    let answer = Client::of(&unenrolled).request_check_in("1");
    assert_eq!(answer.fault().as_deref(), Some("InvalidCashRegister"));
}

#[test]
fn an_order_needs_an_approval_and_its_amount() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let pairing = offered(&mut client);
    let early = client.start_paid_by("R", "17.00", &pairing);
    assert_eq!(early.fault().as_deref(), Some("PairingError"));
    sim.approve_check_in(&pairing, no_twint_id()).unwrap();
    let without_data = client.start_paid_by("R", "17.00", &pairing);
    assert_eq!(without_data.fault().as_deref(), Some("PairingError"));
    let other = offered(&mut client);
    sim.approve_check_in(&other, Approval::default()).unwrap();
    let wrong = client.start_paid_by("R", "17.01", &other);
    assert_eq!(wrong.fault().as_deref(), Some("InvalidAmount"));
    let unknown = Approval {
        shipping_method_id: Some("drone".to_owned()),
        ..Approval::default()
    };
    let third = offered(&mut client);
    assert!(sim.approve_check_in(&third, unknown).is_err());
}

#[test]
fn quirks_change_what_is_said() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let pairing = offered(&mut client);
    sim.scan_check_in(&pairing).unwrap();
    sim.set(|s| s.check_in_quirks.scanned = Scanned::Active);
    assert_eq!(status(&client.monitor_check_in(&pairing)), "PAIRING_ACTIVE");
    sim.approve_check_in(&pairing, no_twint_id()).unwrap();
    for (quirk, expected) in [
        (WithoutTwintId::InProgress, "PAIRING_IN_PROGRESS"),
        (WithoutTwintId::Active, "PAIRING_ACTIVE"),
    ] {
        sim.set(|s| s.check_in_quirks.without_twint_id = quirk);
        let answer = client.monitor_check_in(&pairing);
        assert_eq!(status(&answer), expected);
        assert_eq!(answer.element("ShippingMethodId").as_deref(), Some("post"));
        assert_eq!(answer.element("CustomerData"), None);
    }
    sim.set(|s| s.check_in_quirks.without_twint_id = WithoutTwintId::Ends);
    let ending = offered(&mut client);
    sim.approve_check_in(&ending, no_twint_id()).unwrap();
    assert_eq!(status(&client.monitor_check_in(&ending)), "NO_PAIRING");

    for (quirk, word) in [(CancelWhenOver::Ok, "OK"), (CancelWhenOver::Error, "ERROR")] {
        sim.set(|s| s.check_in_quirks.cancel_when_over = quirk);
        let answer = client.cancel_check_in(&ending);
        assert_eq!(answer.element("Status").as_deref(), Some(word));
    }
    sim.set(|s| s.check_in_quirks.cancel_when_over = CancelWhenOver::Fault);
    let answer = client.cancel_check_in(&ending);
    assert_eq!(answer.fault().as_deref(), Some("UnspecifiedPairingError"));

    sim.set(|s| s.check_in_quirks.cancel_without_effect = HowOften::First(1));
    let stubborn = offered(&mut client);
    assert_eq!(client.cancel_check_in(&stubborn).status, 200);
    assert_eq!(
        status(&client.monitor_check_in(&stubborn)),
        "PAIRING_IN_PROGRESS"
    );
    client.cancel_check_in(&stubborn);
    assert_eq!(status(&client.monitor_check_in(&stubborn)), "NO_PAIRING");

    sim.set(|s| s.check_in_quirks.unknown_pairing = UnknownPairing::NoPairing);
    let nobodys = client.monitor_check_in("f1b4b3b4-0b3b-4b3b-8b3b-0b3b4b3b4b3b");
    assert_eq!(status(&nobodys), "NO_PAIRING");

    sim.set(|s| s.check_in_quirks.approved_timeout_ms = Some(60_000));
    let waiting = offered(&mut client);
    sim.approve_check_in(&waiting, Approval::default()).unwrap();
    sim.advance(Duration::from_secs(61));
    assert_eq!(status(&client.monitor_check_in(&waiting)), "NO_PAIRING");
}

#[test]
fn quirks_change_what_becomes_of_orders() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let approved = |client: &mut Client| {
        let pairing = offered(client);
        sim.approve_check_in(&pairing, Approval::default()).unwrap();
        pairing
    };
    sim.set(|s| s.check_in_quirks.order = ExpressOrder::PendingFirst);
    let pairing = approved(&mut client);
    let started = client.start_paid_by("pending", "17.00", &pairing);
    assert_eq!(started.state(), "IN_PROGRESS/ORDER_PENDING");
    sim.advance(Duration::from_secs(3));
    let later = client.monitor(&started.uuid());
    assert_eq!(later.state(), "IN_PROGRESS/ORDER_CONFIRMATION_PENDING");

    let second = client.start_paid_by("again", "17.00", &pairing);
    assert_eq!(second.status, 200, "the default takes the money again");
    sim.set(|s| s.check_in_quirks.second_order = SecondOrder::Refused);
    let third = client.start_paid_by("and again", "17.00", &pairing);
    assert_eq!(third.fault().as_deref(), Some("ActivePairingError"));
    assert_eq!(sim.check_in(&pairing).unwrap().orders.len(), 2);

    sim.set(|s| {
        s.check_in_quirks.order = ExpressOrder::Fails;
        s.check_in_quirks.amount = ExpressAmount::Any;
    });
    let pairing = approved(&mut client);
    let failed = client.start_paid_by("fails", "99.00", &pairing);
    assert_eq!(failed.state(), "FAILURE/GENERAL_ERROR");
}

#[test]
fn an_automatic_customer_checks_in_by_himself() {
    let sim = Simulator::builder()
        .auto_approve_after(Duration::from_secs(2))
        .start();
    let mut client = Client::enrolled(&sim);
    let pairing = offered(&mut client);
    assert_eq!(
        status(&client.monitor_check_in(&pairing)),
        "PAIRING_IN_PROGRESS"
    );
    sim.advance(Duration::from_secs(3));
    let answer = client.monitor_check_in(&pairing);
    assert_eq!(status(&answer), "PAIRING_ACTIVE");
    assert_eq!(answer.element("ShippingMethodId").as_deref(), Some("post"));
}
