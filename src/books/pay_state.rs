//! Decides how an attempt to pay stands in the buyer's eyes. The phases are finer: what only the merchant has to tell apart is one here.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::ending::EndReason;
use super::phases::Phase;
use crate::twint::values::order::{Capture, Reason};

/// How an attempt to pay stands in the buyer's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PayState {
    /// It is being started.
    Preparing,
    /// It waits for the buyer.
    Waiting,
    /// The buyer approved, and the money is captured a moment later.
    Processing,
    /// It is paid.
    Paid,
    /// Its money is reserved, to be captured later.
    Reserved,
    /// The buyer or the bank declined.
    Declined,
    /// It was cancelled.
    Cancelled,
    /// The time for paying ran out.
    TimedOut,
    /// It could not be started.
    Failed,
    /// It is not known what became of it.
    Uncertain,
    /// It was paid and refunded.
    Refunded,
}

impl PayState {
    /// Whether nothing more happens without the buyer or the merchant.
    pub fn is_final(self) -> bool {
        match self {
            Self::Preparing | Self::Waiting | Self::Processing | Self::Uncertain => false,
            Self::Paid
            | Self::Reserved
            | Self::Declined
            | Self::Cancelled
            | Self::TimedOut
            | Self::Failed
            | Self::Refunded => true,
        }
    }

    /// Whether the buyer has done all that is to be done.
    pub fn is_success(self) -> bool {
        match self {
            Self::Paid | Self::Reserved => true,
            Self::Preparing
            | Self::Waiting
            | Self::Processing
            | Self::Declined
            | Self::Cancelled
            | Self::TimedOut
            | Self::Failed
            | Self::Uncertain
            | Self::Refunded => false,
        }
    }

    /// Whether the buyer may want to try again.
    pub fn is_failure(self) -> bool {
        match self {
            Self::Declined | Self::Cancelled | Self::TimedOut | Self::Failed => true,
            Self::Preparing
            | Self::Waiting
            | Self::Processing
            | Self::Paid
            | Self::Reserved
            | Self::Uncertain
            | Self::Refunded => false,
        }
    }
}

/// Decides how an attempt stands in the buyer's eyes. `reason` is what the books say of its end, `had_order` whether TWINT ever had its
/// order.
pub fn pay_state(
    phase: Phase,
    capture: Capture,
    reason: Option<&str>,
    had_order: bool,
) -> PayState {
    match phase {
        Phase::Created => PayState::Preparing,
        Phase::Pending => PayState::Waiting,
        Phase::Authorised => match capture {
            Capture::Immediate => PayState::Processing,
            Capture::Deferred => PayState::Reserved,
        },
        Phase::Uncertain => PayState::Uncertain,
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded => PayState::Paid,
        Phase::Refunded => PayState::Refunded,
        Phase::Cancelled => cancelled(reason),
        Phase::Failed if had_order => PayState::Declined,
        // TWINT never had the order, so nobody declined it.
        Phase::Failed => PayState::Failed,
    }
}

fn cancelled(reason: Option<&str>) -> PayState {
    let reason_is = |word: &str| reason == Some(word);
    if reason_is(EndReason::Timeout.into()) || reason_is(Reason::ClientTimeout.into()) {
        PayState::TimedOut
    } else if reason_is(EndReason::StartLost.into()) {
        // The digits were lost with the answer, so it was ended before anybody could have paid.
        PayState::Failed
    } else {
        PayState::Cancelled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phase_has_its_state() {
        use Capture::{Deferred, Immediate};
        for (phase, immediate, deferred) in [
            (Phase::Created, PayState::Preparing, PayState::Preparing),
            (Phase::Pending, PayState::Waiting, PayState::Waiting),
            (Phase::Authorised, PayState::Processing, PayState::Reserved),
            (Phase::Uncertain, PayState::Uncertain, PayState::Uncertain),
            (Phase::PartiallyCaptured, PayState::Paid, PayState::Paid),
            (Phase::Captured, PayState::Paid, PayState::Paid),
            (Phase::PartiallyRefunded, PayState::Paid, PayState::Paid),
            (Phase::Refunded, PayState::Refunded, PayState::Refunded),
            (Phase::Cancelled, PayState::Cancelled, PayState::Cancelled),
            (Phase::Failed, PayState::Declined, PayState::Declined),
        ] {
            assert_eq!(
                pay_state(phase, Immediate, None, true),
                immediate,
                "{phase:?}"
            );
            assert_eq!(
                pay_state(phase, Deferred, None, true),
                deferred,
                "{phase:?}"
            );
        }
    }

    #[test]
    fn only_of_an_end_the_reason_and_the_order_make_a_difference() {
        for &phase in Phase::VARIANTS {
            for &capture in Capture::VARIANTS {
                let usual = pay_state(phase, capture, None, true);
                for (reason, of_cancelled) in [
                    ("timeout", PayState::TimedOut),
                    ("CLIENT_TIMEOUT", PayState::TimedOut),
                    ("start_lost", PayState::Failed),
                    ("cancelled_by_buyer", PayState::Cancelled),
                    ("MERCHANT_ABORT", PayState::Cancelled),
                ] {
                    let expected = if phase == Phase::Cancelled {
                        of_cancelled
                    } else {
                        usual
                    };
                    let state = pay_state(phase, capture, Some(reason), true);
                    assert_eq!(state, expected, "{phase:?} {capture:?} {reason}");
                }
                let expected = if phase == Phase::Failed {
                    PayState::Failed
                } else {
                    usual
                };
                let without = pay_state(phase, capture, None, false);
                assert_eq!(without, expected, "{phase:?} {capture:?}");
            }
        }
    }

    #[test]
    fn each_state_is_under_way_or_ends_well_or_badly() {
        for (state, is_final, is_success, is_failure) in [
            (PayState::Preparing, false, false, false),
            (PayState::Waiting, false, false, false),
            (PayState::Processing, false, false, false),
            (PayState::Paid, true, true, false),
            (PayState::Reserved, true, true, false),
            (PayState::Declined, true, false, true),
            (PayState::Cancelled, true, false, true),
            (PayState::TimedOut, true, false, true),
            (PayState::Failed, true, false, true),
            (PayState::Uncertain, false, false, false),
            (PayState::Refunded, true, false, false),
        ] {
            assert_eq!(state.is_final(), is_final, "{state:?}");
            assert_eq!(state.is_success(), is_success, "{state:?}");
            assert_eq!(state.is_failure(), is_failure, "{state:?}");
        }
    }
}
