//! The protocol's unknowns, with the other answer.

use std::time::Duration;

use twint_simulator::{
    AmountForm, AmountsWhenPartial, CancelAfterCapture, ClosedWithRest, CollidingReversal,
    ConfirmFault, EmptyForm, FailureReason, HowOften, Moment, OptionalElement, PartialCaptureFault,
    PartialCaptures, PartialConfirmation, Quirks, Simulator,
};

use crate::client::{Client, elements};

const PENDING: &str = "IN_PROGRESS/ORDER_PENDING";
const CONFIRM: &str = "IN_PROGRESS/ORDER_CONFIRMATION_PENDING";
const OK: &str = "SUCCESS/ORDER_OK";
const PARTIAL: &str = "SUCCESS/ORDER_PARTIAL_OK";
const TIMEOUT: &str = "FAILURE/CLIENT_TIMEOUT";
const ABORTED: &str = "FAILURE/MERCHANT_ABORT";

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

#[test]
fn a_fee_may_be_below_zero() {
    let (sim, mut client) = with(Quirks {
        fee_per_mille: -13,
        ..Quirks::default()
    });
    let uuid = client.paid(&sim, "R", "100");
    assert!(elements(&client.get(&uuid).text(), "Fee")[0].contains(">-1.30<"));
}

// ── answers of 200 that say no more than they show ──

#[test]
fn a_confirmation_may_be_answered_without_being_carried_out() {
    let (sim, mut client) = with(Quirks {
        confirm_without_effect: HowOften::First(2),
        ..Quirks::default()
    });
    for reference in ["A", "B"] {
        let uuid = client.approved(&sim, reference, "10");
        for _ in 0..2 {
            let ignored = client.confirm(&uuid, "10", false);
            assert_eq!((ignored.status, ignored.state().as_str()), (200, CONFIRM));
            assert!(!sim.calls().pop().unwrap().processed);
            assert_eq!(sim.order(&uuid).unwrap().captured, "0.00");
        }
        assert_eq!(client.confirm(&uuid, "10", false).state(), OK);
        assert!(sim.calls().pop().unwrap().processed);
        assert_eq!(sim.order(&uuid).unwrap().captured, "10.00");
    }
}

#[test]
fn a_confirmation_without_effect_is_answered_in_whatever_state_the_order_is() {
    let (sim, mut client) = with(Quirks {
        confirm_without_effect: HowOften::Always,
        ..Quirks::default()
    });
    let uuid = client.start("R", "10").uuid();
    sim.pair(&uuid).unwrap();
    assert_eq!(client.confirm(&uuid, "10", false).state(), PENDING);
    sim.decline(&uuid).unwrap();
    assert_eq!(
        client.confirm(&uuid, "10", false).state(),
        "FAILURE/CLIENT_ABORT"
    );
    let approved = client.approved(&sim, "S", "10");
    for _ in 0..20 {
        assert_eq!(client.confirm(&approved, "10", false).state(), CONFIRM);
    }
    assert_eq!(sim.books().captured, "0.00");
    assert_eq!(sim.books().reserved, "10.00");
}

#[test]
fn a_confirmation_that_was_carried_out_may_show_the_order_as_it_stood_before() {
    let (sim, mut client) = with(Quirks {
        confirm_shows_state_before: HowOften::First(1),
        ..Quirks::default()
    });
    let uuid = client.approved(&sim, "R", "10");
    let answer = client.confirm(&uuid, "4", true);
    assert_eq!((answer.status, answer.state().as_str()), (200, CONFIRM));
    assert!(sim.calls().pop().unwrap().processed);
    assert_eq!(sim.order(&uuid).unwrap().captured, "4.00");
    assert_eq!(client.confirm(&uuid, "6", false).state(), OK);

    sim.set(|s| s.quirks.confirm_shows_state_before = HowOften::Always);
    let closing = client.approved(&sim, "S", "10");
    assert_eq!(client.confirm(&closing, "10", false).state(), CONFIRM);
    assert_eq!(client.monitor(&closing).state(), OK);
    assert_eq!(
        client.confirm(&closing, "10", false).fault().unwrap(),
        "InvalidOrder",
        "what is refused is refused as ever"
    );
    assert_eq!(sim.books().captured, "20.00");
}

#[test]
fn a_cancellation_may_be_answered_without_being_carried_out() {
    let (sim, mut client) = with(Quirks {
        cancel_without_effect: HowOften::First(1),
        ..Quirks::default()
    });
    let approved = client.approved(&sim, "A", "10");
    assert_eq!(client.cancel(&approved).state(), CONFIRM);
    assert!(!sim.calls().pop().unwrap().processed);
    assert_eq!(sim.books().reserved, "10.00");
    assert_eq!(client.cancel(&approved).state(), ABORTED);

    sim.set(|s| s.quirks.cancel_without_effect = HowOften::Always);
    let paid = client.paid(&sim, "B", "10");
    for _ in 0..20 {
        assert_eq!(client.cancel(&paid).state(), OK);
    }
    assert_eq!(sim.books().captured, "10.00");
}

#[test]
fn a_cancellation_that_was_carried_out_may_show_the_order_as_it_stood_before() {
    let (sim, mut client) = with(Quirks {
        cancel_shows_state_before: HowOften::Always,
        ..Quirks::default()
    });
    let uuid = client.approved(&sim, "R", "10");
    assert_eq!(client.cancel(&uuid).state(), CONFIRM);
    assert!(sim.calls().pop().unwrap().processed);
    assert_eq!(client.monitor(&uuid).state(), ABORTED);
    assert_eq!(sim.books().reserved, "0.00");
    assert_eq!(
        client.cancel(&uuid).fault().unwrap(),
        "StatusTransitionError"
    );
}

// ── parts ──

#[test]
fn the_only_partial_capture_of_an_order_may_release_the_rest_and_close_it() {
    let (sim, mut client) = with(Quirks {
        partial_captures: PartialCaptures::One,
        ..Quirks::default()
    });
    let uuid = client.approved(&sim, "R", "10");
    assert_eq!(client.confirm(&uuid, "4", true).state(), PARTIAL);
    let order = sim.order(&uuid).unwrap();
    assert_eq!((order.captured.0, order.reserved.0), (400, 0));
    assert_eq!(
        client.confirm(&uuid, "6", false).fault().unwrap(),
        "InvalidOrder"
    );
    let whole = client.approved(&sim, "S", "10");
    assert_eq!(client.confirm(&whole, "10", true).state(), OK);
}

#[test]
fn partial_captures_may_be_refused() {
    let (sim, mut client) = with(Quirks {
        partial_captures: PartialCaptures::Refused,
        ..Quirks::default()
    });
    let uuid = client.approved(&sim, "R", "10");
    for (fault, element) in [
        (PartialCaptureFault::InvalidAmount, "InvalidAmount"),
        (PartialCaptureFault::InvalidParameter, "InvalidParameter"),
        (PartialCaptureFault::InvalidOrder, "InvalidOrder"),
        (PartialCaptureFault::SystemError, "SystemError"),
    ] {
        sim.set(|s| s.quirks.partial_capture_fault = fault);
        for (amount, partial) in [("4", true), ("4", false), ("10", true)] {
            let answer = client.confirm(&uuid, amount, partial);
            assert_eq!(answer.fault().unwrap(), element);
        }
    }
    assert_eq!(sim.books().captured, "0.00");
    assert_eq!(sim.books().reserved, "10.00");
    assert_eq!(client.confirm(&uuid, "10", false).state(), OK);
}

#[test]
fn an_order_may_say_pending_between_two_parts() {
    let (sim, mut client) = with(Quirks {
        partial_confirmation: PartialConfirmation::SaysPending,
        ..Quirks::default()
    });
    let uuid = client.approved(&sim, "R", "10");
    assert_eq!(client.monitor(&uuid).state(), CONFIRM);
    assert_eq!(client.confirm(&uuid, "4", true).state(), PENDING);
    assert_eq!(client.monitor(&uuid).state(), PENDING);
    sim.advance(Duration::from_secs(86_400));
    assert_eq!(client.confirm(&uuid, "5", true).state(), PENDING);
    assert_eq!(client.confirm(&uuid, "1", false).state(), OK);
    assert_eq!(sim.books().captured, "10.00");
}

// ── time ──

#[test]
fn a_customer_may_have_one_time_to_scan_and_another_to_pay() {
    let (sim, mut client) = with(Quirks {
        customer_timeout_ms: 900_000,
        scanned_timeout_ms: Some(180_000),
        ..Quirks::default()
    });
    let unscanned = client.start("A", "10").uuid();
    let early = client.start("B", "10").uuid();
    let late = client.start("C", "10").uuid();
    sim.pair(&early).unwrap();
    sim.advance(Duration::from_secs(181));
    assert_eq!(client.monitor(&early).state(), TIMEOUT);
    sim.advance(Duration::from_secs(700));
    sim.pair(&late).unwrap();
    sim.advance(Duration::from_secs(170));
    assert_eq!(client.monitor(&unscanned).state(), TIMEOUT);
    assert_eq!(client.monitor(&late).state(), PENDING);
    sim.approve(&late).unwrap();
    assert_eq!(client.monitor(&late).state(), CONFIRM);
}

#[test]
fn a_reservation_may_end_after_days_whatever_was_captured_by_then() {
    let (sim, mut client) = with(Quirks {
        reservation_days: Some(7),
        ..Quirks::default()
    });
    let untouched = client.approved(&sim, "A", "10");
    let partly = client.approved(&sim, "B", "10");
    client.confirm(&partly, "4", true);
    let paid = client.paid(&sim, "C", "10");
    sim.advance(Duration::from_secs(7 * 86_400 - 60));
    assert_eq!(client.monitor(&untouched).state(), CONFIRM);
    assert_eq!(client.monitor(&partly).state(), CONFIRM);
    sim.advance(Duration::from_secs(61));
    assert_eq!(client.monitor(&untouched).state(), TIMEOUT);
    assert_eq!(client.monitor(&partly).state(), PARTIAL);
    assert_eq!(client.monitor(&paid).state(), OK);
    assert_eq!(sim.books().reserved, "0.00");
    assert_eq!(sim.books().captured, "14.00");
    assert_eq!(
        client.confirm(&partly, "6", false).fault().unwrap(),
        "InvalidOrder"
    );
}

// ── words and elements nobody expects ──

/// An order at each moment of its life, each with its true state.
fn one_at_each_moment(sim: &Simulator, client: &mut Client) -> Vec<(Moment, String, &'static str)> {
    let waiting = client.start("A", "10").uuid();
    let approved = client.approved(sim, "B", "10");
    let partly = client.approved(sim, "C", "10");
    client.confirm(&partly, "4", true);
    let paid = client.paid(sim, "D", "10");
    let failed = client.start("E", "10").uuid();
    sim.decline(&failed).unwrap();
    let reversal = client.reverse(&paid, "F", "1").uuid();
    vec![
        (
            Moment::AwaitingCustomer,
            waiting,
            "IN_PROGRESS/ORDER_RECEIVED",
        ),
        (Moment::AwaitingConfirmation, approved, CONFIRM),
        (Moment::BetweenParts, partly, CONFIRM),
        (Moment::Closed, paid, OK),
        (Moment::Failed, failed, "FAILURE/CLIENT_ABORT"),
        (Moment::Reversal, reversal, OK),
    ]
}

#[test]
fn a_reason_or_a_status_may_be_unknown_at_chosen_moments() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let orders = one_at_each_moment(&sim, &mut client);
    for (chosen, ..) in &orders {
        for (moment, uuid, state) in &orders {
            let (status, reason) = state.split_once('/').unwrap();
            sim.set(|s| s.quirks.unknown_reason = vec![*chosen]);
            let expected = if moment == chosen {
                format!("{status}/ORDER_HALFWAY")
            } else {
                (*state).to_owned()
            };
            for answer in [client.monitor(uuid), client.get(uuid)] {
                assert_eq!(answer.state(), expected, "{moment:?} with {chosen:?}");
            }
            sim.set(|s| {
                s.quirks.unknown_reason.clear();
                s.quirks.unknown_status = vec![*chosen];
            });
            let expected = if moment == chosen {
                format!("ON_HOLD/{reason}")
            } else {
                (*state).to_owned()
            };
            assert_eq!(client.monitor(uuid).state(), expected);
            let view = sim.order(uuid).unwrap();
            assert_eq!(format!("{}/{}", view.status, view.reason), *state);
            sim.set(|s| s.quirks.unknown_status.clear());
        }
    }
}

#[test]
fn the_answers_to_start_confirm_and_cancel_know_unknown_words_too() {
    let (sim, mut client) = with(Quirks {
        unknown_reason: vec![Moment::AwaitingCustomer, Moment::BetweenParts],
        unknown_status: vec![Moment::BetweenParts, Moment::Failed],
        ..Quirks::default()
    });
    let started = client.start("R", "10");
    assert_eq!(started.state(), "IN_PROGRESS/ORDER_HALFWAY");
    assert_eq!(
        client.cancel(&started.uuid()).state(),
        "ON_HOLD/MERCHANT_ABORT"
    );
    let uuid = client.approved(&sim, "S", "10");
    assert_eq!(
        client.confirm(&uuid, "4", true).state(),
        "ON_HOLD/ORDER_HALFWAY"
    );
    assert_eq!(client.confirm(&uuid, "6", false).state(), OK);
}

const OF_AN_ORDER: [OptionalElement; 11] = [
    OptionalElement::CustomerBenefit,
    OptionalElement::EReceiptUrl,
    OptionalElement::Link,
    OptionalElement::OrderDetailsUrl,
    OptionalElement::TimeBasedData,
    OptionalElement::PaymentAuthorizationType,
    OptionalElement::ConfirmationButtonId,
    OptionalElement::CreationTimestamp,
    OptionalElement::AuthorizedAmount,
    OptionalElement::Fee,
    OptionalElement::ProcessingTimestamp,
];

#[test]
fn optional_elements_may_be_there_and_empty() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let paid = client.paid(&sim, "R", "10");
    let reversal = client.reverse(&paid, "R-1", "1").uuid();
    for element in OF_AN_ORDER {
        sim.set(|s| s.quirks.empty_elements = vec![element]);
        let name = format!("{element:?}");
        let nil = format!(
            "<ns2:{name} xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"
        );
        let is_amount = matches!(
            name.as_str(),
            "CustomerBenefit" | "AuthorizedAmount" | "Fee"
        );
        let children = if is_amount {
            format!("<ns2:{name}><Amount/><Currency/></ns2:{name}>")
        } else {
            format!("<ns2:{name}/>")
        };
        for (form, expected) in [
            (EmptyForm::Tag, format!("<ns2:{name}/>")),
            (EmptyForm::Nil, nil),
            (EmptyForm::Children, children),
        ] {
            sim.set(|s| s.quirks.empty_form = form);
            for answer in [
                client.monitor(&paid),
                client.get(&reversal),
                client.find(""),
            ] {
                let text = answer.text();
                let orders = text.matches("<ns2:Order ").count();
                assert_eq!(
                    text.matches(&expected).count(),
                    orders,
                    "{expected} in {text}"
                );
                assert_eq!(text.matches(&format!("<ns2:{name}")).count(), orders);
            }
        }
    }
}

#[test]
fn the_elements_beside_an_order_may_be_empty_too() {
    let (_sim, mut client) = with(Quirks {
        empty_elements: vec![
            OptionalElement::Token,
            OptionalElement::QrCode,
            OptionalElement::PairingStatus,
            OptionalElement::CustomerRelationUuid,
        ],
        ..Quirks::default()
    });
    let started = client.start("R", "10");
    let text = started.text();
    for element in ["<ns2:Token/>", "<ns2:QRCode/>", "<ns2:PairingStatus/>"] {
        assert!(text.contains(element), "{text}");
    }
    let text = client.monitor(&started.uuid()).text();
    assert!(
        text.contains("<ns2:PairingStatus/><ns2:CustomerRelationUuid/>"),
        "{text}"
    );
}

#[test]
fn amounts_may_be_written_otherwise() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.approved(&sim, "R", "42");
    assert_eq!(client.confirm(&uuid, "40.50", false).state(), PARTIAL);
    for (form, requested, captured) in [
        (AmountForm::AsWritten, "42", "40.50"),
        (AmountForm::PlusSign, "+42.00", "+40.50"),
        (AmountForm::LeadingZeros, "00042.00", "00040.50"),
        (AmountForm::FourPlaces, "42.0000", "40.5000"),
        (AmountForm::FewestDigits, "42", "40.5"),
    ] {
        sim.set(|s| s.quirks.amount_form = form);
        let text = client.monitor(&uuid).text();
        assert!(elements(&text, "RequestedAmount")[0].contains(&format!(">{requested}<")));
        assert!(elements(&text, "AuthorizedAmount")[0].contains(&format!(">{requested}<")));
        assert!(elements(&text, "PaymentAmount")[0].contains(&format!(">{captured}<")));
    }
}

// ── reversals ──

#[test]
fn a_reversal_whose_reference_collides_follows_the_quirk() {
    for (quirk, fault, refunded) in [
        (CollidingReversal::Accepted, None, "4.00"),
        (CollidingReversal::Refused, Some("SystemError"), "0.00"),
        (
            CollidingReversal::RefusedThoughDone,
            Some("SystemError"),
            "4.00",
        ),
        (CollidingReversal::AnswersExisting, None, "0.00"),
    ] {
        let (sim, mut client) = with(Quirks {
            colliding_reversal: quirk,
            ..Quirks::default()
        });
        let other = client.paid(&sim, "SAME", "4");
        let paid = client.paid(&sim, "R", "10");
        let answer = client.reverse(&paid, "SAME", "4");
        assert_eq!(answer.fault().as_deref(), fault, "{quirk:?}");
        assert_eq!(sim.order(&paid).unwrap().refunded, refunded, "{quirk:?}");
        assert_eq!(
            sim.calls().pop().unwrap().processed,
            refunded == "4.00",
            "{quirk:?}"
        );
        if fault.is_none() {
            let answered_with_the_other = quirk == CollidingReversal::AnswersExisting;
            assert_eq!(answer.uuid() == other, answered_with_the_other);
        } else {
            let says = answer.element("faultstring").unwrap();
            assert!(
                says.contains("multiple orders") && says.contains("SAME"),
                "{says}"
            );
        }
        let other_refund = client.reverse(&paid, "R-1", "1");
        assert_eq!(
            other_refund.state(),
            OK,
            "{quirk:?}: one that does not collide"
        );
    }
}

#[test]
fn a_reversal_of_an_order_that_shares_its_reference_collides_too() {
    let (sim, mut client) = with(Quirks {
        colliding_reversal: CollidingReversal::Refused,
        ..Quirks::default()
    });
    let paid = client.paid(&sim, "SAME", "10");
    client.start("SAME", "10");
    assert_eq!(
        client.reverse(&paid, "R-1", "4").fault().unwrap(),
        "SystemError"
    );
    assert_eq!(sim.books().refunded, "0.00");
    sim.set(|s| s.quirks.colliding_reversal = CollidingReversal::AnswersExisting);
    assert_eq!(client.reverse(&paid, "R-1", "4").state(), OK);
    assert_eq!(sim.books().refunded, "4.00");
}

// ── all of them ──

/// Whatever TWINT is drawn at random, a payment can be made at it and its books stay true.
#[test]
fn every_value_of_the_catalogue_is_a_twint_that_takes_a_payment() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    for quirk in Quirks::catalogue() {
        for (n, value) in quirk.values.iter().enumerate() {
            let world = format!("{}-{n}", quirk.name);
            sim.set(|s| s.quirks = Quirks::default().with(quirk.name, value).unwrap());
            let uuid = client.start(&world, "10").uuid();
            assert_eq!(client.monitor(&uuid).status, 200, "{world}");
            sim.approve(&uuid).unwrap();
            // Without effect three times at most, or for ever.
            let captured = (0..4).any(|_| {
                client.confirm(&uuid, "10", false);
                sim.order(&uuid).unwrap().captured == "10.00"
            });
            let for_ever = quirk.name == "confirmWithoutEffect" && *value == "always";
            assert_eq!(captured, !for_ever, "{world}");
            assert_eq!(client.monitor(&uuid).status, 200, "{world}");
        }
    }
    assert_eq!(sim.books().refunded, "0.00");
}
