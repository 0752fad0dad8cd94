//! Money going back.

use std::time::Duration;

use twint_simulator::{OverRefund, ReversalAnswer, Simulator};

use crate::client::{Client, elements};

#[test]
fn a_reversal_is_done_at_once_without_token_or_pairing() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let paid = client.paid(&sim, "R", "100");
    let reversal = client.reverse(&paid, "R-1", "9.95");
    assert_eq!(reversal.state(), "SUCCESS/ORDER_OK");
    assert_eq!(reversal.element("PairingStatus").unwrap(), "NO_PAIRING");
    assert_eq!(reversal.element("Token"), None);
    assert_eq!(sim.order(&paid).unwrap().refunded, "9.95");
    let view = sim.order(&reversal.uuid()).unwrap();
    assert_eq!(view.linked_order.as_deref(), Some(paid.as_str()));
    let shown = client.get(&reversal.uuid()).text();
    assert!(elements(&shown, "Link")[0].contains(&paid));
}

#[test]
fn reversals_add_up_to_what_was_captured_and_no_further() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let paid = client.paid(&sim, "R", "100");
    assert_eq!(client.reverse(&paid, "R-1", "60").status, 200);
    assert_eq!(
        client.reverse(&paid, "R-2", "40.01").fault().unwrap(),
        "ReversalError"
    );
    sim.set(|s| s.quirks.over_refund = OverRefund::InvalidAmount);
    assert_eq!(
        client.reverse(&paid, "R-3", "40.01").fault().unwrap(),
        "InvalidAmount"
    );
    assert_eq!(client.reverse(&paid, "R-4", "40").status, 200);
    assert_eq!(sim.books().refunded, "100.00");
}

#[test]
fn only_what_was_captured_can_be_reversed() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.approved(&sim, "R", "100");
    assert_eq!(
        client.reverse(&uuid, "R-1", "10").fault().unwrap(),
        "InvalidOrder"
    );
    client.confirm(&uuid, "30", true);
    assert_eq!(
        client.reverse(&uuid, "R-2", "30.01").fault().unwrap(),
        "ReversalError"
    );
    assert_eq!(client.reverse(&uuid, "R-3", "30").status, 200);
}

#[test]
fn a_reversal_finds_its_order_by_reference_too() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let paid = client.paid(&sim, "R", "10");
    let link =
        "<m:Link><m:MerchantTransactionReference>R</m:MerchantTransactionReference></m:Link>";
    let inside = client.start_kind("R-1", "10", "REVERSAL", false, link);
    assert_eq!(client.call("StartOrder", &inside).status, 200);
    assert_eq!(sim.order(&paid).unwrap().refunded, "10.00");
    let unlinked = client.start_kind("R-2", "10", "REVERSAL", false, "");
    assert_eq!(
        client.call("StartOrder", &unlinked).fault().unwrap(),
        "InvalidOrder"
    );
}

#[test]
fn a_reversal_cannot_be_reversed() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let paid = client.paid(&sim, "R", "10");
    let reversal = client.reverse(&paid, "R-1", "5").uuid();
    assert_eq!(
        client.reverse(&reversal, "R-2", "5").fault().unwrap(),
        "InvalidOrder"
    );
}

#[test]
fn a_reversal_that_settles_later_sets_its_money_aside() {
    let sim = Simulator::start();
    sim.set(|s| s.quirks.reversal = ReversalAnswer::SettlesLater);
    let mut client = Client::enrolled(&sim);
    let paid = client.paid(&sim, "R", "10");
    let reversal = client.reverse(&paid, "R-1", "6").uuid();
    assert_eq!(
        client.monitor(&reversal).state(),
        "IN_PROGRESS/ORDER_PENDING"
    );
    assert_eq!(
        client.reverse(&paid, "R-2", "6").fault().unwrap(),
        "ReversalError"
    );
    assert_eq!(sim.books().refunded, "0.00");
    sim.advance(Duration::from_secs(2));
    assert_eq!(client.monitor(&reversal).state(), "SUCCESS/ORDER_OK");
    assert_eq!(sim.books().refunded, "6.00");
}

#[test]
fn a_reversal_may_have_to_be_confirmed() {
    let sim = Simulator::start();
    sim.set(|s| s.quirks.reversal = ReversalAnswer::NeedsConfirmation);
    let mut client = Client::enrolled(&sim);
    let paid = client.paid(&sim, "R", "10");
    let reversal = client.reverse(&paid, "R-1", "6");
    assert_eq!(reversal.state(), "IN_PROGRESS/ORDER_CONFIRMATION_PENDING");
    assert_eq!(sim.books().refunded, "0.00");
    assert_eq!(
        client.confirm(&reversal.uuid(), "6", false).state(),
        "SUCCESS/ORDER_OK"
    );
    assert_eq!(sim.books().refunded, "6.00");
    assert_eq!(sim.books().captured, "10.00");
}
