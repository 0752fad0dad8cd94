//! Which operations a merchant may start for a payment now, and for each forbidden one the reason.

use std::time::Duration;

use strum::{IntoStaticStr, VariantArray};

use super::phases::Phase;
use super::standing::Standing;
use crate::twint::values::order::Capture;

/// For how long TWINT is asked about an uncertain payment before the merchant may enter how it ended.
pub const ENTERED_BY_HAND_AFTER: Duration = Duration::from_secs(3600);

/// The payment's operation whose outcome is not known yet, if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Underway {
    /// No operation is open.
    #[default]
    Nothing,
    /// A cancellation was sent, and its outcome is not in the books yet. The order itself shows it.
    Cancellation,
    /// Another operation was sent, and its outcome is not in the books yet.
    Operation,
    /// An operation was sent, and no order shows its outcome: the merchant has to look into TWINT's portal.
    Traceless,
}

/// Why the merchant may not start an operation now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Forbidden {
    /// The buyer has not approved yet.
    NotApproved,
    /// It is not known what TWINT holds for the payment.
    Uncertain,
    /// The outcome of another operation is not known yet.
    OperationOpen,
    /// The payment is over: it was cancelled, declined or refunded in full.
    Over,
    /// TWINT's order is closed, or everything was captured: nothing more can be captured.
    Closed,
    /// The payment is captured immediately, so there is nothing for the merchant to capture.
    CapturesItself,
    /// Money was captured, which can only be refunded.
    Captured,
    /// No money was captured, so there is nothing to refund.
    NotCaptured,
    /// Everything that was captured was refunded.
    AllRefunded,
    /// The payment's outcome is final; TWINT's order cannot change it.
    Settled,
    /// There is no operation that only the merchant can resolve.
    NothingToResolve,
    /// The books know how the payment stands, so that there is nothing to enter.
    NothingToEnter,
    /// TWINT may still tell how the payment stands.
    TwintMayTell,
}

/// For each operation the reason why it is forbidden now; `None` where it is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permitted {
    /// Asking TWINT for the order, or finding out the outcome of an open operation.
    pub refresh: Option<Forbidden>,
    /// Capturing money.
    pub capture: Option<Forbidden>,
    /// Cancelling the order, which releases the reservation.
    pub cancel: Option<Forbidden>,
    /// Refunding captured money.
    pub refund: Option<Forbidden>,
    /// Entering by hand whether a capture with a lost answer was carried out.
    pub resolve: Option<Forbidden>,
    /// Entering by hand how an uncertain payment ended.
    pub enter_outcome: Option<Forbidden>,
}

/// Decides which operations the merchant may start for the payment while `underway` is its open operation. `in_phase_for` says for how
/// long the payment has been in its phase.
pub fn permitted(payment: &Standing, underway: Underway, in_phase_for: Duration) -> Permitted {
    let (occupied, resolve) = match underway {
        Underway::Nothing => (None, Some(Forbidden::NothingToResolve)),
        Underway::Cancellation | Underway::Operation => (
            Some(Forbidden::OperationOpen),
            Some(Forbidden::NothingToResolve),
        ),
        Underway::Traceless => (Some(Forbidden::OperationOpen), None),
    };
    Permitted {
        // While an operation is open, a refresh finds out its outcome.
        refresh: occupied.map_or_else(|| refresh(payment), |_| None),
        capture: occupied.or_else(|| capture(payment)),
        cancel: occupied.or_else(|| cancel(payment)),
        refund: occupied.or_else(|| refund(payment)),
        resolve,
        enter_outcome: enter_outcome(payment, underway, in_phase_for),
    }
}

/// Only for what TWINT does not explain: an order in a state that nobody knows, or one that contradicts the books.
fn enter_outcome(
    payment: &Standing,
    underway: Underway,
    in_phase_for: Duration,
) -> Option<Forbidden> {
    let is_uncertain = match payment.phase {
        Phase::Uncertain => true,
        Phase::Created
        | Phase::Pending
        | Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => false,
    };
    match underway {
        Underway::Nothing | Underway::Cancellation if !is_uncertain => {
            Some(Forbidden::NothingToEnter)
        }
        Underway::Nothing | Underway::Cancellation => {
            (in_phase_for < ENTERED_BY_HAND_AFTER).then_some(Forbidden::TwintMayTell)
        }
        Underway::Operation | Underway::Traceless => Some(Forbidden::OperationOpen),
    }
}

fn refresh(payment: &Standing) -> Option<Forbidden> {
    (!payment.phase.is_unsettled()).then_some(Forbidden::Settled)
}

/// Why nothing may be captured of the payment, as it stands; `None` where it may.
pub(super) fn capture(payment: &Standing) -> Option<Forbidden> {
    match payment.phase {
        Phase::Created | Phase::Pending => Some(Forbidden::NotApproved),
        Phase::Uncertain => Some(Forbidden::Uncertain),
        Phase::Cancelled | Phase::Failed | Phase::Refunded => Some(Forbidden::Over),
        Phase::Captured => Some(Forbidden::Closed),
        Phase::Authorised | Phase::PartiallyCaptured | Phase::PartiallyRefunded => {
            match (payment.nothing_left(), payment.capture) {
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
    fn each_phase_allows_its_operations() {
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
            let allowed = permitted(&standing(phase), Underway::Nothing, Duration::ZERO);
            assert_eq!(
                (
                    allowed.refresh,
                    allowed.capture,
                    allowed.cancel,
                    allowed.refund
                ),
                (refresh, capture, cancel, refund),
                "{phase:?}"
            );
            assert_eq!(allowed.resolve, Some(F::NothingToResolve));
        }
    }

    #[test]
    fn an_open_operation_forbids_everything_but_finding_out_its_outcome() {
        for &phase in Phase::VARIANTS {
            for (underway, resolve) in [
                (Underway::Cancellation, Some(Forbidden::NothingToResolve)),
                (Underway::Operation, Some(Forbidden::NothingToResolve)),
                (Underway::Traceless, None),
            ] {
                let allowed = permitted(&standing(phase), underway, Duration::ZERO);
                let open = Some(Forbidden::OperationOpen);
                assert_eq!(
                    (allowed.capture, allowed.cancel, allowed.refund),
                    (open, open, open)
                );
                assert_eq!((allowed.refresh, allowed.resolve), (None, resolve));
            }
        }
    }

    #[test]
    fn nothing_is_captured_by_hand_from_a_closed_order_or_an_immediate_payment() {
        let closed = Standing {
            closed: true,
            ..standing(Phase::PartiallyRefunded)
        };
        assert_eq!(
            permitted(&closed, Underway::Nothing, Duration::ZERO).capture,
            Some(Forbidden::Closed)
        );
        let all = Standing {
            captured: "50".parse().unwrap(),
            ..standing(Phase::PartiallyCaptured)
        };
        assert_eq!(
            permitted(&all, Underway::Nothing, Duration::ZERO).capture,
            Some(Forbidden::Closed)
        );
        let immediate = Standing {
            capture: Capture::Immediate,
            ..standing(Phase::Authorised)
        };
        assert_eq!(
            permitted(&immediate, Underway::Nothing, Duration::ZERO).capture,
            Some(Forbidden::CapturesItself)
        );
    }

    #[test]
    fn every_allowed_operation_has_its_transitions_in_the_table() {
        for &phase in Phase::VARIANTS {
            let allowed = permitted(&standing(phase), Underway::Nothing, Duration::ZERO);
            let needs = |forbidden: Option<Forbidden>, events: &[Event]| {
                for &event in events {
                    let edge = transition(phase, event, Actor::Admin);
                    assert!(forbidden.is_some() || edge.is_ok(), "{phase:?} {event:?}");
                }
            };
            needs(
                allowed.capture,
                &[Event::PartCaptured, Event::Closed, Event::CaptureLost],
            );
            needs(
                allowed.cancel,
                &[Event::CancelledByMerchant, Event::CancelLost],
            );
            needs(
                allowed.refund,
                &[Event::PartRefunded, Event::FullyRefunded, Event::RefundLost],
            );
        }
    }

    #[test]
    fn only_the_outcome_that_twint_did_not_tell_for_an_hour_is_entered_by_hand() {
        let (hour, less) = (ENTERED_BY_HAND_AFTER, Duration::from_secs(3599));
        for &phase in Phase::VARIANTS {
            for (underway, since, forbidden) in [
                (Underway::Nothing, hour, None),
                (Underway::Cancellation, hour, None),
                (Underway::Nothing, less, Some(Forbidden::TwintMayTell)),
                (Underway::Cancellation, less, Some(Forbidden::TwintMayTell)),
                (Underway::Operation, hour, Some(Forbidden::OperationOpen)),
                (Underway::Traceless, hour, Some(Forbidden::OperationOpen)),
            ] {
                let expected =
                    if phase == Phase::Uncertain || forbidden == Some(Forbidden::OperationOpen) {
                        forbidden
                    } else {
                        Some(Forbidden::NothingToEnter)
                    };
                let allowed = permitted(&standing(phase), underway, since);
                assert_eq!(allowed.enter_outcome, expected, "{phase:?} {underway:?}");
            }
        }
    }
}
