//! What a merchant may do with a payment just now, and why not.

use strum::{IntoStaticStr, VariantArray};

use super::phases::Phase;
use super::standing::Standing;
use crate::twint::values::order::Capture;

/// What is on its way for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Underway {
    /// Nothing.
    #[default]
    Nothing,
    /// An operation was sent and its end is not written down.
    Operation,
    /// One whose outcome only a human can find out.
    Traceless,
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Forbidden {
    /// The buyer has not approved yet.
    NotApproved,
    /// It cannot be told what TWINT holds.
    Uncertain,
    /// An operation has no known end yet.
    OperationOpen,
    /// It ended without money.
    Over,
    /// Nothing more can be captured.
    Closed,
    /// The whole amount is captured without anybody's help.
    CapturesItself,
    /// Money was taken: it can only be refunded.
    Captured,
    /// No money was taken.
    NotCaptured,
    /// All was given back.
    AllRefunded,
    /// There is nothing to learn any more.
    Settled,
    /// There is nothing to resolve.
    NothingToResolve,
}

/// Why each may not be done; `None`: it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permitted {
    /// Asking TWINT, or finding out what became of an operation.
    pub refresh: Option<Forbidden>,
    /// Taking money.
    pub capture: Option<Forbidden>,
    /// Releasing the reservation.
    pub cancel: Option<Forbidden>,
    /// Paying back.
    pub refund: Option<Forbidden>,
    /// Telling what became of a part that was captured without an answer.
    pub resolve: Option<Forbidden>,
}

/// What a merchant may do with the payment while this is under way for it.
pub fn permitted(payment: &Standing, underway: Underway) -> Permitted {
    let (occupied, resolve) = match underway {
        Underway::Nothing => (None, Some(Forbidden::NothingToResolve)),
        Underway::Operation => (
            Some(Forbidden::OperationOpen),
            Some(Forbidden::NothingToResolve),
        ),
        Underway::Traceless => (Some(Forbidden::OperationOpen), None),
    };
    Permitted {
        // While an operation is open, this finds out what became of it.
        refresh: occupied.map_or_else(|| refresh(payment), |_| None),
        capture: occupied.or_else(|| capture(payment)),
        cancel: occupied.or_else(|| cancel(payment)),
        refund: occupied.or_else(|| refund(payment)),
        resolve,
    }
}

fn refresh(payment: &Standing) -> Option<Forbidden> {
    match payment.phase {
        Phase::Created
        | Phase::Pending
        | Phase::Authorised
        | Phase::Uncertain
        | Phase::PartiallyCaptured => None,
        Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => Some(Forbidden::Settled),
    }
}

fn capture(payment: &Standing) -> Option<Forbidden> {
    let is_taken = payment.closed || payment.captured >= payment.authorised;
    match payment.phase {
        Phase::Created | Phase::Pending => Some(Forbidden::NotApproved),
        Phase::Uncertain => Some(Forbidden::Uncertain),
        Phase::Cancelled | Phase::Failed | Phase::Refunded => Some(Forbidden::Over),
        Phase::Captured => Some(Forbidden::Closed),
        Phase::Authorised | Phase::PartiallyCaptured | Phase::PartiallyRefunded => {
            match (is_taken, payment.capture) {
                (true, Capture::Immediate | Capture::Deferred) => Some(Forbidden::Closed),
                (false, Capture::Immediate) => Some(Forbidden::CapturesItself),
                (false, Capture::Deferred) => None,
            }
        }
    }
}

fn cancel(payment: &Standing) -> Option<Forbidden> {
    match payment.phase {
        Phase::Pending | Phase::Authorised => None,
        Phase::Created | Phase::Uncertain => Some(Forbidden::Uncertain),
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded => {
            Some(Forbidden::Captured)
        }
        Phase::Refunded | Phase::Cancelled | Phase::Failed => Some(Forbidden::Over),
    }
}

fn refund(payment: &Standing) -> Option<Forbidden> {
    match payment.phase {
        Phase::Uncertain => Some(Forbidden::Uncertain),
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded => {
            (payment.refunded >= payment.captured).then_some(Forbidden::AllRefunded)
        }
        Phase::Refunded => Some(Forbidden::AllRefunded),
        Phase::Created | Phase::Pending | Phase::Authorised | Phase::Cancelled | Phase::Failed => {
            Some(Forbidden::NotCaptured)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::phases::{Actor, Event, transition};

    fn standing(phase: Phase) -> Standing {
        let chf = |text: &str| text.parse().unwrap();
        let taken = matches!(
            phase,
            Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded | Phase::Refunded
        );
        Standing {
            phase,
            capture: Capture::Deferred,
            authorised: chf("50"),
            captured: chf(if taken { "20" } else { "0" }),
            refunded: chf(match phase {
                Phase::PartiallyRefunded => "5",
                Phase::Refunded => "20",
                _ => "0",
            }),
            closed: matches!(phase, Phase::Captured | Phase::Refunded),
            reference: "R".parse().unwrap(),
        }
    }

    #[test]
    fn each_phase_allows_its_buttons() {
        use Forbidden as F;
        for (phase, refresh, capture, cancel, refund) in [
            (
                Phase::Created,
                None,
                Some(F::NotApproved),
                Some(F::Uncertain),
                Some(F::NotCaptured),
            ),
            (
                Phase::Pending,
                None,
                Some(F::NotApproved),
                None,
                Some(F::NotCaptured),
            ),
            (Phase::Authorised, None, None, None, Some(F::NotCaptured)),
            (
                Phase::Uncertain,
                None,
                Some(F::Uncertain),
                Some(F::Uncertain),
                Some(F::Uncertain),
            ),
            (
                Phase::PartiallyCaptured,
                None,
                None,
                Some(F::Captured),
                None,
            ),
            (
                Phase::Captured,
                Some(F::Settled),
                Some(F::Closed),
                Some(F::Captured),
                None,
            ),
            (
                Phase::PartiallyRefunded,
                Some(F::Settled),
                None,
                Some(F::Captured),
                None,
            ),
            (
                Phase::Refunded,
                Some(F::Settled),
                Some(F::Over),
                Some(F::Over),
                Some(F::AllRefunded),
            ),
            (
                Phase::Cancelled,
                Some(F::Settled),
                Some(F::Over),
                Some(F::Over),
                Some(F::NotCaptured),
            ),
            (
                Phase::Failed,
                Some(F::Settled),
                Some(F::Over),
                Some(F::Over),
                Some(F::NotCaptured),
            ),
        ] {
            let is = permitted(&standing(phase), Underway::Nothing);
            assert_eq!(
                (is.refresh, is.capture, is.cancel, is.refund),
                (refresh, capture, cancel, refund),
                "{phase:?}"
            );
            assert_eq!(is.resolve, Some(F::NothingToResolve));
        }
    }

    #[test]
    fn an_open_operation_keeps_everything_but_finding_out_waiting() {
        for &phase in Phase::VARIANTS {
            for (underway, resolve) in [
                (Underway::Operation, Some(Forbidden::NothingToResolve)),
                (Underway::Traceless, None),
            ] {
                let is = permitted(&standing(phase), underway);
                let open = Some(Forbidden::OperationOpen);
                assert_eq!((is.capture, is.cancel, is.refund), (open, open, open));
                assert_eq!((is.refresh, is.resolve), (None, resolve));
            }
        }
    }

    #[test]
    fn nothing_is_captured_of_what_is_closed_or_captures_itself() {
        let closed = Standing {
            closed: true,
            ..standing(Phase::PartiallyRefunded)
        };
        assert_eq!(
            permitted(&closed, Underway::Nothing).capture,
            Some(Forbidden::Closed)
        );
        let all = Standing {
            captured: "50".parse().unwrap(),
            ..standing(Phase::PartiallyCaptured)
        };
        assert_eq!(
            permitted(&all, Underway::Nothing).capture,
            Some(Forbidden::Closed)
        );
        let immediate = Standing {
            capture: Capture::Immediate,
            ..standing(Phase::Authorised)
        };
        assert_eq!(
            permitted(&immediate, Underway::Nothing).capture,
            Some(Forbidden::CapturesItself)
        );
    }

    #[test]
    fn whatever_is_allowed_has_its_edges_in_the_table() {
        for &phase in Phase::VARIANTS {
            let is = permitted(&standing(phase), Underway::Nothing);
            let needs = |allowed: Option<Forbidden>, events: &[Event]| {
                for &event in events {
                    let edge = transition(phase, event, Actor::Admin);
                    assert!(allowed.is_some() || edge.is_ok(), "{phase:?} {event:?}");
                }
            };
            needs(
                is.capture,
                &[Event::PartCaptured, Event::Closed, Event::CaptureLost],
            );
            needs(is.cancel, &[Event::CancelledByMerchant, Event::CancelLost]);
            needs(
                is.refund,
                &[Event::PartRefunded, Event::FullyRefunded, Event::RefundLost],
            );
        }
    }
}
