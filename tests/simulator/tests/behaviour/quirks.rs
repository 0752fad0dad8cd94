//! The protocol's unknowns, with the other answer.

use std::time::Duration;

use twint_simulator::{
    AmountsWhenPartial, CancelAfterCapture, ClosedWithRest, ConfirmFault, FailureReason,
    PartialConfirmation, Quirks, Simulator,
};

use crate::client::{Client, elements};

fn with(quirks: Quirks) -> (Simulator, Client) {
    let sim = Simulator::builder().quirks(quirks).start();
    let client = Client::enrolled(&sim);
    (sim, client)
}

#[test]
fn confirming_in_the_wrong_state_may_be_a_status_transition_error() {
    let (_sim, mut client) = with(Quirks {
        confirm_in_wrong_state: ConfirmFault::StatusTransitionError,
        ..Quirks::default()
    });
    let uuid = client.start("R", "10").uuid();
    assert_eq!(
        client.confirm(&uuid, "10", false).fault().unwrap(),
        "StatusTransitionError"
    );
}

#[test]
fn a_partial_confirmation_may_already_say_partial_ok() {
    let (sim, mut client) = with(Quirks {
        partial_confirmation: PartialConfirmation::SaysPartialOk,
        ..Quirks::default()
    });
    let uuid = client.approved(&sim, "R", "10");
    assert_eq!(
        client.confirm(&uuid, "4", true).state(),
        "SUCCESS/ORDER_PARTIAL_OK"
    );
    assert_eq!(
        client.confirm(&uuid, "6", false).state(),
        "SUCCESS/ORDER_OK"
    );
}

#[test]
fn a_closed_order_with_a_rest_may_say_ok() {
    let (sim, mut client) = with(Quirks {
        closed_with_rest: ClosedWithRest::Ok,
        ..Quirks::default()
    });
    let uuid = client.approved(&sim, "R", "10");
    assert_eq!(
        client.confirm(&uuid, "4", false).state(),
        "SUCCESS/ORDER_OK"
    );
}

#[test]
fn the_amounts_of_a_partly_paid_order_follow_the_quirk() {
    for (quirk, authorized, payment) in [
        (AmountsWhenPartial::None, "10", "10"),
        (AmountsWhenPartial::Payment, "10", "4.00"),
        (AmountsWhenPartial::PaymentAndAuthorized, "4.00", "4.00"),
    ] {
        let (sim, mut client) = with(Quirks {
            amounts_when_partial: quirk,
            ..Quirks::default()
        });
        let uuid = client.approved(&sim, "R", "10");
        let text = client.confirm(&uuid, "4", false).text();
        assert!(elements(&text, "AuthorizedAmount")[0].contains(&format!(">{authorized}<")));
        assert!(elements(&text, "PaymentAmount")[0].contains(&format!(">{payment}<")));
    }
}

#[test]
fn cancelling_after_a_capture_is_refused_or_releases_the_rest() {
    let (sim, mut client) = with(Quirks::default());
    let uuid = client.approved(&sim, "R", "10");
    client.confirm(&uuid, "4", true);
    assert_eq!(
        client.cancel(&uuid).fault().unwrap(),
        "StatusTransitionError"
    );
    sim.set(|s| s.quirks.cancel_after_capture = CancelAfterCapture::ReleasesRest);
    assert_eq!(client.cancel(&uuid).state(), "SUCCESS/ORDER_PARTIAL_OK");
    assert_eq!(sim.books().reserved, "0.00");
}

#[test]
fn the_confirmation_window_may_close() {
    let (sim, mut client) = with(Quirks {
        confirmation_window_ms: Some(60_000),
        confirmation_expiry_reason: FailureReason::GeneralError,
        ..Quirks::default()
    });
    let untouched = client.approved(&sim, "A", "10");
    let partly = client.approved(&sim, "B", "10");
    client.confirm(&partly, "4", true);
    sim.advance(Duration::from_secs(61));
    assert_eq!(client.monitor(&untouched).state(), "FAILURE/GENERAL_ERROR");
    assert_eq!(client.monitor(&partly).state(), "SUCCESS/ORDER_PARTIAL_OK");
    assert_eq!(sim.books().reserved, "0.00");
}

#[test]
fn a_declined_order_may_say_customer_abort() {
    let (sim, mut client) = with(Quirks {
        decline_reason: FailureReason::CustomerAbort,
        ..Quirks::default()
    });
    let uuid = client.start("R", "10").uuid();
    sim.decline(&uuid).unwrap();
    assert_eq!(client.monitor(&uuid).state(), "FAILURE/CUSTOMER_ABORT");
}

#[test]
fn a_fee_and_a_limit_of_search_results_can_be_had() {
    let (sim, mut client) = with(Quirks {
        fee_per_mille: 13,
        find_order_limit: Some(1),
        ..Quirks::default()
    });
    let first = client.paid(&sim, "A", "100");
    let second = client.start("B", "10").uuid();
    assert!(elements(&client.get(&first).text(), "Fee")[0].contains(">1.30<"));
    assert_eq!(elements(&client.find("").text(), "Uuid"), [second]);
}
