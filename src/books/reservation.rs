//! Decides what of a payment the buyer is told to be reserved: what the merchant may still capture, and nothing else.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::permitted;
use super::phases::Phase;
use super::standing::Standing;

/// How much of a payment is reserved and still to be captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Reservation {
    /// The whole amount.
    Whole,
    /// What is left after a part was captured, whether or not some of that part was paid back.
    Rest,
}

/// What of the payment is reserved until the merchant captures it, by the same rule as [`permitted::permitted`]; `None` where nothing is.
pub fn shown(payment: &Standing) -> Option<Reservation> {
    if permitted::capture(payment).is_some() {
        return None;
    }
    match payment.phase {
        Phase::Authorised => Some(Reservation::Whole),
        Phase::PartiallyCaptured | Phase::PartiallyRefunded => Some(Reservation::Rest),
        Phase::Created
        | Phase::Pending
        | Phase::Uncertain
        | Phase::Captured
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::books::permitted::{Underway, permitted};
    use crate::twint::values::order::Capture;

    fn payment(phase: Phase, captured: &str, refunded: &str) -> Standing {
        Standing {
            phase,
            capture: Capture::Deferred,
            reference: "R".parse().unwrap(),
            authorised: "100".parse().unwrap(),
            captured: captured.parse().unwrap(),
            refunded: refunded.parse().unwrap(),
            closed: false,
        }
    }

    #[test]
    fn the_whole_is_reserved_until_a_part_is_captured_and_then_the_rest() {
        use Reservation::{Rest, Whole};
        for (phase, captured, refunded, expected) in [
            (Phase::Created, "0", "0", None),
            (Phase::Pending, "0", "0", None),
            (Phase::Authorised, "0", "0", Some(Whole)),
            (Phase::Uncertain, "0", "0", None),
            (Phase::PartiallyCaptured, "60", "0", Some(Rest)),
            (Phase::PartiallyRefunded, "60", "10", Some(Rest)),
            (Phase::PartiallyRefunded, "100", "10", None),
            (Phase::Captured, "100", "0", None),
            (Phase::Refunded, "60", "60", None),
            (Phase::Cancelled, "0", "0", None),
            (Phase::Failed, "0", "0", None),
        ] {
            let reserved = payment(phase, captured, refunded);
            assert_eq!(shown(&reserved), expected, "{phase:?} {captured}");
        }
    }

    #[test]
    fn what_is_shown_as_reserved_is_what_may_be_captured() {
        for &phase in Phase::VARIANTS {
            for capture in [Capture::Immediate, Capture::Deferred] {
                for captured in ["0", "60", "100"] {
                    for closed in [false, true] {
                        let payment = Standing {
                            capture,
                            closed,
                            ..payment(phase, captured, "0")
                        };
                        let allowed = permitted(&payment, Underway::Nothing, Duration::ZERO);
                        assert_eq!(
                            shown(&payment).is_some(),
                            allowed.capture.is_none(),
                            "{payment:?}"
                        );
                    }
                }
            }
        }
    }
}
