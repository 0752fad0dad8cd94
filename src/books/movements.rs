//! Decides what moved of a payment, for the merchant's bookkeeping: from what the books record of its calls and of what happened to it.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::balance::released;
use super::operation::OperationKind;
use super::phases::Event;
use super::standing::Standing;
use crate::twint::values::money::Chf;

/// What moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MovementKind {
    /// Money came in.
    Capture,
    /// Money was paid back.
    Refund,
    /// What was reserved and never captured was given back to the buyer.
    Release,
}

/// A call that TWINT carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoneCall {
    /// Its number in the books.
    pub id: u64,
    /// What it was for.
    pub kind: OperationKind,
    /// What it moved.
    pub amount: Chf,
}

/// Something that happened to the payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastEvent {
    /// Its number in the books.
    pub id: u64,
    /// What it was.
    pub event: Event,
}

/// Where the books say when something moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The call of this number moved it.
    Call(u64),
    /// No call of ours did: it was seen when the event of this number was written down.
    Event(u64),
}

/// Money that moved, or a reservation that was let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// What moved.
    pub kind: MovementKind,
    /// How much; never zero.
    pub amount: Chf,
    /// Where the books say when.
    pub source: Source,
    /// Whether TWINT's fee stands with it, which TWINT says of the whole payment.
    pub bears_fee: bool,
}

/// Whether the fee of the whole payment is due: what was captured is all that ever will be.
pub fn fee_due(payment: &Standing) -> bool {
    !payment.captured.is_zero() && payment.nothing_left()
}

/// Whether something that no call of ours moved may stand at this event: what was reserved ended with it.
pub fn ends_reservation(event: Event) -> bool {
    match event {
        Event::Closed
        | Event::NotFound
        | Event::Declined
        | Event::TimedOut
        | Event::CancelledByBuyer
        | Event::CancelledByMerchant => true,
        Event::Started
        | Event::StartRefused
        | Event::StartLost
        | Event::Approved
        | Event::PartCaptured
        | Event::CaptureLost
        | Event::CancelLost
        | Event::PartRefunded
        | Event::FullyRefunded
        | Event::RefundLost
        | Event::Doubted
        | Event::GivenUp => false,
    }
}

/// All that moved of the payment. `calls` and `events` come the oldest first; `was_reserved` says whether the buyer ever approved.
///
/// A capture that was found at TWINT without a call of ours, and what was released, stand at the last event that ended the reservation:
/// an attempt that was over and was taken up again ended twice.
pub fn movements(
    payment: &Standing,
    was_reserved: bool,
    calls: &[DoneCall],
    events: &[PastEvent],
) -> Vec<Movement> {
    let mut moved: Vec<_> = calls.iter().filter_map(by_call).collect();
    let ended = events
        .iter()
        .rfind(|past| ends_reservation(past.event))
        .map(|past| Source::Event(past.id));
    let at_end = |kind, amount: Chf| {
        let source = ended.filter(|_| !amount.is_zero())?;
        Some(Movement {
            kind,
            amount,
            source,
            bears_fee: false,
        })
    };
    let found = found(payment, &moved);
    moved.extend(at_end(MovementKind::Capture, found));
    // Whatever is found of it without a place in the books was captured last.
    let is_complete = found.is_zero() || ended.is_some();
    if is_complete && fee_due(payment) {
        let last = moved.iter_mut().rev().find(|one| is_capture(one));
        if let Some(last) = last {
            last.bears_fee = true;
        }
    }
    moved.extend(at_end(
        MovementKind::Release,
        released(payment, was_reserved),
    ));
    moved
}

fn by_call(call: &DoneCall) -> Option<Movement> {
    let kind = match call.kind {
        OperationKind::Capture => MovementKind::Capture,
        OperationKind::Refund => MovementKind::Refund,
        OperationKind::Start | OperationKind::Cancel => return None,
    };
    (!call.amount.is_zero()).then_some(Movement {
        kind,
        amount: call.amount,
        source: Source::Call(call.id),
        bears_fee: false,
    })
}

/// What was captured beyond all calls of ours.
fn found(payment: &Standing, by_calls: &[Movement]) -> Chf {
    let mut captures = by_calls.iter().filter(|one| is_capture(one));
    captures
        .try_fold(payment.captured, |left, capture| {
            left.checked_sub(capture.amount)
        })
        .unwrap_or(Chf::ZERO)
}

fn is_capture(movement: &Movement) -> bool {
    match movement.kind {
        MovementKind::Capture => true,
        MovementKind::Refund | MovementKind::Release => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::books::phases::Phase;
    use crate::twint::values::order::Capture as Mode;
    use MovementKind::{Capture, Refund, Release};

    fn chf(francs: u64) -> Chf {
        Chf::from_rappen(francs * 100).unwrap()
    }

    fn payment(phase: Phase, captured: u64, refunded: u64, closed: bool) -> Standing {
        Standing {
            phase,
            capture: Mode::Deferred,
            reference: "R".parse().unwrap(),
            authorised: chf(100),
            captured: chf(captured),
            refunded: chf(refunded),
            closed,
        }
    }

    fn calls(calls: &[(OperationKind, u64)]) -> Vec<DoneCall> {
        (1..)
            .zip(calls)
            .map(|(id, &(kind, francs))| DoneCall {
                id,
                kind,
                amount: chf(francs),
            })
            .collect()
    }

    fn events(events: &[Event]) -> Vec<PastEvent> {
        (11..)
            .zip(events)
            .map(|(id, &event)| PastEvent { id, event })
            .collect()
    }

    /// Kind, francs, number of the call or the event, and whether the fee stands with it.
    fn told(moved: &[Movement]) -> Vec<(MovementKind, u64, u64, bool)> {
        moved
            .iter()
            .map(|one| {
                let (Source::Call(id) | Source::Event(id)) = one.source;
                (one.kind, one.amount.rappen() / 100, id, one.bears_fee)
            })
            .collect()
    }

    #[test]
    fn each_call_found_capture_and_release_is_one_movement() {
        use OperationKind as K;
        for (payment, done, happened, expected) in [
            // In two parts, the second one final.
            (
                payment(Phase::Captured, 80, 0, true),
                &[(K::Start, 100), (K::Capture, 60), (K::Capture, 20)][..],
                &[Event::Approved, Event::PartCaptured, Event::Closed][..],
                &[
                    (Capture, 60, 2, false),
                    (Capture, 20, 3, true),
                    (Release, 20, 13, false),
                ][..],
            ),
            // More may follow.
            (
                payment(Phase::PartiallyRefunded, 60, 10, false),
                &[(K::Capture, 60), (K::Refund, 10)],
                &[Event::Approved, Event::PartCaptured, Event::PartRefunded],
                &[(Capture, 60, 1, false), (Refund, 10, 2, false)],
            ),
            // The last part was captured after a refund: the phase stays.
            (
                payment(Phase::PartiallyRefunded, 80, 10, true),
                &[(K::Capture, 60), (K::Refund, 10), (K::Capture, 20)],
                &[Event::PartCaptured, Event::PartRefunded, Event::Closed],
                &[
                    (Capture, 60, 1, false),
                    (Refund, 10, 2, false),
                    (Capture, 20, 3, true),
                    (Release, 20, 13, false),
                ],
            ),
            // In TWINT's portal, beside one of ours.
            (
                payment(Phase::Captured, 100, 0, true),
                &[(K::Capture, 60)],
                &[Event::Approved, Event::PartCaptured, Event::Closed],
                &[(Capture, 60, 1, false), (Capture, 40, 13, true)],
            ),
            // Nobody knows yet when.
            (
                payment(Phase::PartiallyCaptured, 100, 0, false),
                &[(K::Capture, 60)],
                &[Event::Approved, Event::PartCaptured],
                &[(Capture, 60, 1, false)],
            ),
            (
                payment(Phase::Cancelled, 0, 0, false),
                &[(K::Start, 100), (K::Cancel, 100)],
                &[Event::Approved, Event::CancelledByMerchant],
                &[(Release, 100, 12, false)],
            ),
            // It ended, was taken up again, and ended once more.
            (
                payment(Phase::Cancelled, 0, 0, false),
                &[],
                &[
                    Event::Approved,
                    Event::TimedOut,
                    Event::Doubted,
                    Event::TimedOut,
                ],
                &[(Release, 100, 14, false)],
            ),
            (
                payment(Phase::Uncertain, 0, 0, false),
                &[],
                &[Event::Approved, Event::TimedOut, Event::Doubted],
                &[],
            ),
        ] {
            let moved = movements(&payment, true, &calls(done), &events(happened));
            assert_eq!(told(&moved), expected, "{payment:?}");
        }
    }

    #[test]
    fn what_was_never_reserved_is_not_released() {
        let failed = payment(Phase::Failed, 0, 0, false);
        assert_eq!(
            movements(&failed, false, &[], &events(&[Event::Declined])),
            []
        );
    }

    #[test]
    fn the_fee_is_due_once_nothing_can_follow() {
        for (phase, captured, closed, due) in [
            (Phase::Cancelled, 0, true, false),
            (Phase::PartiallyCaptured, 60, false, false),
            (Phase::PartiallyRefunded, 60, false, false),
            (Phase::PartiallyRefunded, 60, true, true),
            (Phase::Captured, 60, true, true),
            (Phase::PartiallyCaptured, 100, false, true),
        ] {
            let payment = payment(phase, captured, 0, closed);
            assert_eq!(fee_due(&payment), due, "{phase:?} {captured} {closed}");
        }
    }

    proptest! {
        #[test]
        fn captures_and_releases_of_a_closed_payment_add_up_to_what_was_reserved(
            parts in proptest::collection::vec(0..25_u64, 0..4),
            found in 0..25_u64,
            refunds in proptest::collection::vec(0..10_u64, 0..3),
        ) {
            let captured = parts.iter().sum::<u64>() + found;
            prop_assume!(captured > 0);
            let payment = payment(Phase::PartiallyRefunded, captured, 0, true);
            let done: Vec<_> = parts.iter().map(|&part| (OperationKind::Capture, part))
                .chain(refunds.iter().map(|&part| (OperationKind::Refund, part)))
                .collect();
            let moved = movements(&payment, true, &calls(&done), &events(&[Event::Closed]));
            let sum = |kind| moved.iter().filter(|one| one.kind == kind).map(|one| one.amount.rappen()).sum::<u64>();
            prop_assert_eq!(sum(Capture), captured * 100);
            prop_assert_eq!(sum(Capture) + sum(Release), 10_000);
            prop_assert_eq!(sum(Refund), refunds.iter().sum::<u64>() * 100);
            prop_assert_eq!(moved.iter().filter(|one| one.bears_fee).count(), 1);
        }
    }
}
