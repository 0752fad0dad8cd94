//! The model walks a TWINT with each quirk of the simulator that a decision can see; of the others it stands here why none sees them.
//!
//! Neither a new quirk of the simulator nor a new value of one compiles here until somebody says what the model makes of it.

use std::collections::HashSet;

use serde_json::{Value, json};
use twint_model::check_in;
use twint_model::quirks::{
    BetweenParts, CollidingReversal, Empty, FailureReason, HowOften, Moment, No, PartialCaptures,
    Quirks, Reversal, Sums, Unknown,
};
use twint_model::worlds::every_quirk_alone;
use twint_simulator as simulator;

/// The TWINT of the model that behaves like this one of the simulator, where a reversal bears the payment's reference or one of its own.
fn in_model(quirks: &simulator::Quirks, references_collide: bool) -> Quirks {
    let simulator::Quirks {
        // The buyer's time ends at any moment of the model.
        customer_timeout_ms: _,
        // The buyer's time ends at any moment of the model, be the code scanned or not.
        scanned_timeout_ms: _,
        // The time of a reservation ends at any moment of the model.
        confirmation_window_ms: _,
        // The time of a reservation ends at any moment of the model.
        reservation_days: _,
        confirmation_expiry_reason,
        confirm_in_wrong_state,
        confirm_without_effect,
        confirm_shows_state_before,
        cancel_without_effect,
        cancel_shows_state_before,
        partial_captures,
        partial_capture_fault,
        partial_confirmation,
        closed_with_rest,
        amounts_when_partial,
        cancel_after_capture,
        over_refund,
        colliding_reversal,
        reversal,
        // The client asks for a confirmation of every payment, so TWINT never has to decide by itself.
        deferred_always_needs_confirmation: _,
        decline_reason,
        // The client reads the words of status and reason, not the numbers beside them.
        client_abort_code: _,
        // What the pairing says is shown to the buyer; no money follows from it.
        pairing_status_when_failed: _,
        unknown_reason,
        unknown_status,
        empty_elements,
        // The client reads each form of an empty element as an absent one before anything is decided.
        empty_form: _,
        // The client reads each form of an amount as the same number before anything is decided.
        amount_form: _,
        // A process of the model waits for as long as it likes while others act.
        long_poll_ms: _,
        // The client does not read this element.
        empty_bnpl_data: _,
        // The fee is shown to the merchant; what was taken does not follow from it.
        fee_per_mille: _,
        // The client does not read this element.
        api_token: _,
        // Certificates are renewed by themselves, not in the course of a payment.
        renewal_window_days: _,
        // A certificate that is refused is a call that cannot be made, at any moment of the model.
        old_certificate_days: _,
        find_order_limit,
    } = quirks;
    Quirks {
        confirm_without_effect: how_often(*confirm_without_effect),
        confirm_shows_state_before: how_often(*confirm_shows_state_before),
        cancel_without_effect: how_often(*cancel_without_effect),
        cancel_shows_state_before: how_often(*cancel_shows_state_before),
        confirm_in_wrong_state: match confirm_in_wrong_state {
            simulator::ConfirmFault::InvalidOrder
            | simulator::ConfirmFault::StatusTransitionError => No::Conflict,
            simulator::ConfirmFault::SystemError => No::Unclear,
        },
        partial_captures: partial_captures_in_model(*partial_captures, *partial_capture_fault),
        between_parts: match partial_confirmation {
            simulator::PartialConfirmation::StaysPending => BetweenParts::StaysPending,
            simulator::PartialConfirmation::SaysPartialOk => BetweenParts::SaysPartialOk,
            simulator::PartialConfirmation::SaysPending => BetweenParts::SaysPending,
        },
        closed_with_rest_says_ok: match closed_with_rest {
            simulator::ClosedWithRest::PartialOk => false,
            simulator::ClosedWithRest::Ok => true,
        },
        sums: match amounts_when_partial {
            simulator::AmountsWhenPartial::None => Sums::Hidden,
            simulator::AmountsWhenPartial::Payment => Sums::Paid,
            simulator::AmountsWhenPartial::PaymentAndAuthorized => Sums::AlsoAuthorised,
        },
        empty: empty(empty_elements),
        cancel_releases_rest: match cancel_after_capture {
            simulator::CancelAfterCapture::Refused => false,
            simulator::CancelAfterCapture::ReleasesRest => true,
        },
        reversal: match reversal {
            simulator::ReversalAnswer::Immediate => Reversal::Immediate,
            simulator::ReversalAnswer::NeedsConfirmation => Reversal::NeedsConfirmation,
            simulator::ReversalAnswer::SettlesLater => Reversal::SettlesLater,
        },
        over_refund: match over_refund {
            simulator::OverRefund::ReversalError => No::Conflict,
            simulator::OverRefund::InvalidAmount => No::Invalid,
        },
        // Without a collision one order at most bears a reference, so that no limit counts; with one, two do.
        finds_newest_only: references_collide && *find_order_limit == Some(1),
        colliding_reversal: references_collide.then_some(match colliding_reversal {
            simulator::CollidingReversal::Accepted => CollidingReversal::Accepted,
            simulator::CollidingReversal::Refused => CollidingReversal::Refused,
            simulator::CollidingReversal::RefusedThoughDone => CollidingReversal::RefusedThoughDone,
            simulator::CollidingReversal::AnswersExisting => CollidingReversal::AnswersExisting,
        }),
        decline_reason: failure(*decline_reason),
        expiry_reason: failure(*confirmation_expiry_reason),
        unknown: match (unknown_reason.as_slice(), unknown_status.as_slice()) {
            ([], []) => None,
            (moments, []) => Some((Unknown::Reason, only(moments))),
            ([], moments) => Some((Unknown::Status, only(moments))),
            (_, _) => unreachable!("one quirk at a time"),
        },
    }
}

fn partial_captures_in_model(
    captures: simulator::PartialCaptures,
    fault: simulator::PartialCaptureFault,
) -> PartialCaptures {
    match captures {
        simulator::PartialCaptures::Several => PartialCaptures::Several,
        simulator::PartialCaptures::One => PartialCaptures::One,
        simulator::PartialCaptures::Refused => PartialCaptures::Refused(match fault {
            simulator::PartialCaptureFault::InvalidAmount
            | simulator::PartialCaptureFault::InvalidParameter => No::Invalid,
            simulator::PartialCaptureFault::InvalidOrder => No::Conflict,
            simulator::PartialCaptureFault::SystemError => No::Unclear,
        }),
    }
}

fn how_often(often: simulator::HowOften) -> HowOften {
    match often {
        simulator::HowOften::Never => HowOften::Never,
        simulator::HowOften::First(times) => HowOften::First(times.try_into().expect("a few")),
        simulator::HowOften::Always => HowOften::Always,
    }
}

fn failure(reason: simulator::FailureReason) -> FailureReason {
    match reason {
        simulator::FailureReason::GeneralError => FailureReason::GeneralError,
        simulator::FailureReason::ClientTimeout => FailureReason::ClientTimeout,
        simulator::FailureReason::MerchantAbort => FailureReason::MerchantAbort,
        simulator::FailureReason::ClientAbort => FailureReason::ClientAbort,
        simulator::FailureReason::CustomerAbort => FailureReason::CustomerAbort,
    }
}

/// The only one; `None`: all of them.
fn only(moments: &[simulator::Moment]) -> Option<Moment> {
    let [moment] = moments else { return None };
    Some(match moment {
        simulator::Moment::AwaitingCustomer => Moment::AwaitingCustomer,
        simulator::Moment::AwaitingConfirmation => Moment::AwaitingConfirmation,
        simulator::Moment::BetweenParts => Moment::BetweenParts,
        simulator::Moment::Closed => Moment::Closed,
        simulator::Moment::Failed => Moment::Failed,
        simulator::Moment::Reversal => Moment::Reversal,
    })
}

#[allow(clippy::match_same_arms)] // each with its own reason
fn empty(elements: &[simulator::OptionalElement]) -> Option<Empty> {
    use simulator::OptionalElement as Element;
    match elements {
        [] => None,
        [element] => match element {
            Element::Token => Some(Empty::Token),
            Element::Link => Some(Empty::Link),
            Element::AuthorizedAmount => Some(Empty::AuthorisedAmount),
            // Shown to the buyer or the merchant, and nothing follows from it.
            Element::CreationTimestamp
            | Element::Fee
            | Element::QrCode
            | Element::PairingStatus => None,
            // The client does not read it.
            Element::CustomerBenefit
            | Element::EReceiptUrl
            | Element::OrderDetailsUrl
            | Element::TimeBasedData
            | Element::PaymentAuthorizationType
            | Element::ConfirmationButtonId
            | Element::ProcessingTimestamp
            | Element::CustomerRelationUuid => None,
        },
        [_, _, ..] => Some(Empty::All),
    }
}

/// The simulator's TWINT with each of its quirks alone, at each value that its catalogue lists.
fn each_quirk_alone() -> impl Iterator<Item = (String, simulator::Quirks)> {
    simulator::Quirks::catalogue()
        .into_iter()
        .flat_map(|quirk| {
            let numbers = quirk.values.contains(&json!({"first": 1}));
            let more = numbers.then(|| json!({"first": 2}));
            let values = quirk.values.into_iter().chain(more);
            values.map(move |value| {
                let usual = simulator::Quirks::default();
                let quirks = usual.with(quirk.name, &value).expect("a listed value");
                (format!("{} {value}", quirk.name), quirks)
            })
        })
}

fn with<'a>(quirks: impl IntoIterator<Item = (&'a str, Value)>) -> simulator::Quirks {
    let usual = simulator::Quirks::default();
    quirks.into_iter().fold(usual, |so_far, (name, value)| {
        so_far.with(name, &value).expect("a quirk")
    })
}

/// Two quirks of which one says more only beside the other; with whether references collide.
fn quirks_together() -> Vec<(simulator::Quirks, bool)> {
    let values = |name: &str| {
        let mut catalogue = simulator::Quirks::catalogue().into_iter();
        let quirk = catalogue.find(|quirk| quirk.name == name);
        quirk.expect("a quirk of the simulator").values
    };
    let mut together = Vec::new();
    for fault in values("partialCaptureFault") {
        let refused = ("partialCaptures", json!("refused"));
        together.push((with([refused, ("partialCaptureFault", fault)]), false));
    }
    for collision in values("collidingReversal") {
        together.push((with([("collidingReversal", collision)]), true));
    }
    for collision in ["accepted", "refusedThoughDone"] {
        let collision = ("collidingReversal", json!(collision));
        together.push((with([collision, ("findOrderLimit", json!(1))]), true));
    }
    for reversal in ["needsConfirmation", "settlesLater"] {
        let unknown = ("unknownReason", json!(["reversal"]));
        together.push((with([("reversal", json!(reversal)), unknown]), false));
    }
    together
}

#[test]
fn every_quirk_of_the_simulator_is_walked_or_no_decision_sees_it() {
    let walked: HashSet<Quirks> = every_quirk_alone().into_iter().collect();
    for (name, quirks) in each_quirk_alone() {
        assert!(walked.contains(&in_model(&quirks, false)), "{name}");
    }
    for (quirks, collide) in quirks_together() {
        let in_model = in_model(&quirks, collide);
        assert!(walked.contains(&in_model), "{in_model}");
    }
}

#[test]
fn the_model_walks_no_twint_that_the_simulator_cannot_play_and_none_twice() {
    let alone = each_quirk_alone().map(|(_, quirks)| in_model(&quirks, false));
    let together = quirks_together();
    let together = together
        .iter()
        .map(|(quirks, collide)| in_model(quirks, *collide));
    let played: HashSet<Quirks> = alone.chain(together).collect();
    let mut seen = HashSet::new();
    for quirks in every_quirk_alone() {
        assert!(played.contains(&quirks), "{quirks}");
        assert!(seen.insert(quirks), "{quirks} is walked twice");
    }
}

/// The TWINT of the model of check-ins that behaves like this one of the simulator.
fn check_in_in_model(quirks: &simulator::CheckInQuirks) -> check_in::Quirks {
    let simulator::CheckInQuirks {
        // A check-in ends at any moment of the model.
        timeout_ms: _,
        // An approved check-in ends at any moment of the model.
        approved_timeout_ms: _,
        // Without data a check-in is read as one that waits, whatever the pairing says of the phone.
        scanned: _,
        // Without data a check-in is read as one that waits or, if it ends, as ended; both are walked.
        without_twint_id: _,
        // A fault is a question without an answer, and the end of the pairing an end; both are walked.
        unknown_pairing: _,
        cancel_without_effect,
        // What became of a cancellation follows from the look that comes after it, not from its answer.
        cancel_when_over: _,
        order,
        // The rules hold that no order is started over another amount than was approved, so TWINT has none to refuse.
        amount: _,
        // The rules hold that no second order is started, so TWINT has none to refuse.
        second_order: _,
    } = quirks;
    check_in::Quirks {
        // One that has an effect after some that had none is, in the model, one whose first calls were lost.
        cancels_without_effect: match cancel_without_effect {
            simulator::HowOften::Never => false,
            simulator::HowOften::First(_) | simulator::HowOften::Always => true,
        },
        declines_order: match order {
            // When it is confirmed is the payment's own life.
            simulator::ExpressOrder::ConfirmationPending
            | simulator::ExpressOrder::PendingFirst => false,
            simulator::ExpressOrder::Fails => true,
        },
        // A buyer's doing, not TWINT's.
        choice_changes: false,
    }
}

#[test]
fn every_quirk_of_check_ins_is_walked_or_no_decision_sees_it() {
    let usual = simulator::CheckInQuirks::default();
    let mut changed = 0;
    for quirk in simulator::CheckInQuirks::catalogue() {
        for value in &quirk.values {
            let quirks = usual.with(quirk.name, value).expect("a listed value");
            let in_model = check_in_in_model(&quirks);
            assert!(check_in::Quirks::every().any(|walked| walked == in_model));
            changed += usize::from(in_model != check_in_in_model(&usual));
        }
    }
    assert!(changed >= 2, "{changed}");
}
