//! What the calls that the books record of a payment say together: for reading TWINT's order, and for whoever enters how the payment ended.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::ending::CancelIntent;
use super::next_step::PastCalls;
use super::operation::{OperationAge, OperationKind, OperationState};
use super::phases::Phase;

/// A call about a payment, as the books record it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedCall {
    /// What it was for.
    pub kind: OperationKind,
    /// What is known of it.
    pub state: OperationState,
    /// How long ago it was sent.
    pub age: OperationAge,
    /// Whether it was to close TWINT's order; of captures only.
    pub closes_order: bool,
    /// Why it was sent; of cancellations only.
    pub intent: Option<CancelIntent>,
}

impl RecordedCall {
    fn is_young(self) -> bool {
        match self.age {
            OperationAge::Young => true,
            OperationAge::Old | OperationAge::Long => false,
        }
    }

    fn is_lost_part(self) -> bool {
        match self.kind {
            OperationKind::Capture => !self.closes_order && self.state.is_open(),
            OperationKind::Start | OperationKind::Cancel | OperationKind::Refund => false,
        }
    }
}

/// Sums up the calls that were sent for a payment, the oldest first. Since when the order is not understood, and what the buyer was seen
/// to approve, no call says: the caller adds it.
pub fn past_calls(calls: &[RecordedCall]) -> PastCalls {
    let cancellation = last_cancellation(calls);
    PastCalls {
        cancelled_for: cancellation
            .and_then(|call| call.intent)
            .and_then(CancelIntent::sent_for),
        cancelled_long_ago: cancellation.is_some_and(|call| !call.is_young()),
        part_capture_unknown: calls.iter().any(|call| call.is_lost_part()),
        cancel_outcome_unknown: cancellation.is_some_and(|call| call.state.is_open()),
        ..PastCalls::default()
    }
}

/// Whether TWINT may still be at the last cancellation, so that none is sent again.
pub fn is_cancellation_underway(calls: &[RecordedCall]) -> bool {
    last_cancellation(calls).is_some_and(|call| call.is_young() && call.state.is_open())
}

/// Whether TWINT may still be at the start, whose answer is not known.
pub fn is_start_underway(calls: &[RecordedCall]) -> bool {
    calls
        .iter()
        .rfind(|call| call.kind == OperationKind::Start)
        .is_some_and(|call| call.is_young() && call.state.is_open())
}

fn last_cancellation(calls: &[RecordedCall]) -> Option<&RecordedCall> {
    calls
        .iter()
        .rfind(|call| call.kind == OperationKind::Cancel)
}

/// Why the merchant cannot enter how a payment ended, although it was allowed before TWINT was asked once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum EntryRefusal {
    /// TWINT has told how the payment ended.
    TwintTold,
    /// TWINT may still be at a call.
    TooEarly,
}

/// Decides whether the merchant can enter how a payment ended, after TWINT was asked once more. `calls` are all that were sent for it.
pub fn why_not_entered(phase: Phase, calls: &[RecordedCall]) -> Option<EntryRefusal> {
    match phase {
        Phase::Uncertain => calls
            .iter()
            .any(|call| call.is_young() && call.state.is_open())
            .then_some(EntryRefusal::TooEarly),
        Phase::Created
        | Phase::Pending
        | Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => Some(EntryRefusal::TwintTold),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::next_step::EndWish;

    fn call(kind: OperationKind, state: OperationState, age: OperationAge) -> RecordedCall {
        RecordedCall {
            kind,
            state,
            age,
            closes_order: false,
            intent: None,
        }
    }

    fn every_call() -> Vec<RecordedCall> {
        let mut calls = Vec::new();
        for &kind in OperationKind::VARIANTS {
            for &state in OperationState::VARIANTS {
                for &age in OperationAge::VARIANTS {
                    calls.push(call(kind, state, age));
                    calls.push(RecordedCall {
                        closes_order: true,
                        ..call(kind, state, age)
                    });
                }
            }
        }
        calls
    }

    fn is_open(call: RecordedCall) -> bool {
        matches!(call.state, OperationState::Sent | OperationState::Unknown)
    }

    #[test]
    fn nothing_was_sent_before_the_first_call() {
        assert_eq!(past_calls(&[]), PastCalls::default());
        assert!(!is_cancellation_underway(&[]));
        assert_eq!(why_not_entered(Phase::Uncertain, &[]), None);
    }

    #[test]
    fn the_last_cancellation_counts_and_tells_why_it_was_sent() {
        use OperationKind::{Cancel, Refund};
        use OperationState::Refused;
        for call in every_call() {
            let cancel = RecordedCall {
                kind: Cancel,
                intent: Some(CancelIntent::Buyer),
                ..call
            };
            let is_old = call.age != OperationAge::Young;
            let expected = PastCalls {
                cancelled_for: Some(EndWish::Buyer),
                cancelled_long_ago: is_old,
                cancel_outcome_unknown: is_open(call),
                ..PastCalls::default()
            };
            let earlier = RecordedCall {
                intent: Some(CancelIntent::Merchant),
                ..self::call(Cancel, Refused, OperationAge::Long)
            };
            let later = self::call(Refund, Refused, OperationAge::Young);
            let calls = [earlier, cancel, later];
            assert_eq!(past_calls(&calls), expected, "{call:?}");
            assert_eq!(
                is_cancellation_underway(&calls),
                !is_old && is_open(call),
                "{call:?}"
            );
        }
        let lost = RecordedCall {
            intent: Some(CancelIntent::Lost),
            ..call(Cancel, Refused, OperationAge::Young)
        };
        assert_eq!(past_calls(&[lost]).cancelled_for, None);
    }

    #[test]
    fn a_start_is_underway_while_it_is_young_and_its_outcome_unknown() {
        assert!(!is_start_underway(&[]));
        for call in every_call() {
            let underway = call.kind == OperationKind::Start
                && call.age == OperationAge::Young
                && is_open(call);
            let other = self::call(
                OperationKind::Refund,
                OperationState::Sent,
                OperationAge::Young,
            );
            assert_eq!(is_start_underway(&[call, other]), underway, "{call:?}");
        }
    }

    #[test]
    fn a_part_is_lost_as_long_as_its_outcome_is_not_known() {
        for call in every_call() {
            let lost = call.kind == OperationKind::Capture && !call.closes_order && is_open(call);
            let other = self::call(
                OperationKind::Start,
                OperationState::Sent,
                OperationAge::Young,
            );
            for calls in [vec![call], vec![call, other], vec![other, call]] {
                assert_eq!(past_calls(&calls).part_capture_unknown, lost, "{calls:?}");
            }
        }
    }

    #[test]
    fn an_outcome_is_entered_while_it_is_in_doubt_and_twint_is_done_with_every_call() {
        for call in every_call() {
            for &phase in Phase::VARIANTS {
                let expected = match (phase, call.age) {
                    (Phase::Uncertain, OperationAge::Young) if is_open(call) => {
                        Some(EntryRefusal::TooEarly)
                    }
                    (Phase::Uncertain, _) => None,
                    _ => Some(EntryRefusal::TwintTold),
                };
                assert_eq!(
                    why_not_entered(phase, &[call]),
                    expected,
                    "{phase:?} {call:?}"
                );
            }
        }
    }
}
