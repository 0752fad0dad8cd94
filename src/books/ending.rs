//! Decides why a payment is cancelled at TWINT, and what is said of one that ended.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::next_step::EndWish;
use super::phases::Event;

/// Why a payment is cancelled at TWINT, as the books record it. TWINT itself only tells that the merchant cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CancelIntent {
    /// The time for paying is over.
    Timeout,
    /// The buyer cancelled in the shop.
    Buyer,
    /// The merchant does not want the money.
    Merchant,
    /// The answer to the start was lost, and with it the code: nobody can pay.
    Lost,
}

impl CancelIntent {
    /// The wish for [`super::next_step::next_step`].
    pub fn wish(self) -> EndWish {
        match self {
            Self::Timeout | Self::Lost => EndWish::Expired,
            Self::Buyer => EndWish::Buyer,
            Self::Merchant => EndWish::Merchant,
        }
    }

    /// Why a cancellation with this intent was sent, for [`super::next_step::PastCalls`]. `None` for a payment that nobody could have paid:
    /// it counts as the merchant's.
    pub fn sent_for(self) -> Option<EndWish> {
        match self {
            Self::Timeout | Self::Buyer | Self::Merchant => Some(self.wish()),
            Self::Lost => None,
        }
    }
}

/// Decides why to cancel a payment that nobody has approved, or `None` to let it wait. `wish` is what somebody wants, `can_be_paid` says
/// whether the books have the code that the buyer needs, `expired` whether the time for paying is over.
pub fn cancel_intent(
    wish: Option<CancelIntent>,
    can_be_paid: bool,
    expired: bool,
) -> Option<CancelIntent> {
    match (wish, can_be_paid, expired) {
        (Some(CancelIntent::Merchant), _, _) => Some(CancelIntent::Merchant),
        (_, false, _) => Some(CancelIntent::Lost),
        (Some(wish), true, _) => Some(wish),
        (None, true, true) => Some(CancelIntent::Timeout),
        (None, true, false) => None,
    }
}

/// Why a payment ended, where that is not TWINT's own reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum EndReason {
    /// The answer to the start was lost, so nobody could have paid.
    StartLost,
    /// The time for paying ran out.
    Timeout,
    /// The buyer cancelled in the shop.
    CancelledByBuyer,
    /// The merchant cancelled.
    CancelledByMerchant,
    /// TWINT never had the order.
    NotStarted,
}

/// Why a payment ended with `event`; `None` where TWINT's own reason says it. `last_cancel` is why the last cancellation was sent, if one was.
pub fn end_reason(event: Event, last_cancel: Option<CancelIntent>) -> Option<EndReason> {
    if last_cancel == Some(CancelIntent::Lost) {
        return Some(EndReason::StartLost);
    }
    match event {
        Event::TimedOut => Some(EndReason::Timeout),
        Event::CancelledByBuyer => Some(EndReason::CancelledByBuyer),
        Event::CancelledByMerchant => Some(EndReason::CancelledByMerchant),
        Event::NotFound => Some(EndReason::NotStarted),
        Event::Started
        | Event::StartRefused
        | Event::StartLost
        | Event::Approved
        | Event::PartCaptured
        | Event::Closed
        | Event::CaptureLost
        | Event::Declined
        | Event::CancelLost
        | Event::PartRefunded
        | Event::FullyRefunded
        | Event::RefundLost
        | Event::Doubted
        | Event::GivenUp => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CancelIntent::{Buyer, Lost, Merchant, Timeout};

    #[test]
    fn a_payment_is_cancelled_for_a_wish_or_because_it_cannot_be_paid_any_more() {
        for (wish, waiting, expired, without_code) in [
            (None, None, Some(Timeout), Some(Lost)),
            (Some(Timeout), Some(Timeout), Some(Timeout), Some(Lost)),
            (Some(Buyer), Some(Buyer), Some(Buyer), Some(Lost)),
            (
                Some(Merchant),
                Some(Merchant),
                Some(Merchant),
                Some(Merchant),
            ),
            (Some(Lost), Some(Lost), Some(Lost), Some(Lost)),
        ] {
            assert_eq!(cancel_intent(wish, true, false), waiting, "{wish:?}");
            assert_eq!(cancel_intent(wish, true, true), expired, "{wish:?}");
            for time_is_over in [false, true] {
                let intent = cancel_intent(wish, false, time_is_over);
                assert_eq!(intent, without_code, "{wish:?}");
            }
        }
    }

    #[test]
    fn each_intent_is_a_wish_and_tells_later_for_whom_it_was_sent() {
        for (intent, wish, sent_for) in [
            (Timeout, EndWish::Expired, Some(EndWish::Expired)),
            (Buyer, EndWish::Buyer, Some(EndWish::Buyer)),
            (Merchant, EndWish::Merchant, Some(EndWish::Merchant)),
            (Lost, EndWish::Expired, None),
        ] {
            assert_eq!((intent.wish(), intent.sent_for()), (wish, sent_for));
        }
    }

    #[test]
    fn an_end_has_our_reason_where_twint_has_none_of_its_own() {
        for &event in Event::VARIANTS {
            let reason = match event {
                Event::TimedOut => Some(EndReason::Timeout),
                Event::CancelledByBuyer => Some(EndReason::CancelledByBuyer),
                Event::CancelledByMerchant => Some(EndReason::CancelledByMerchant),
                Event::NotFound => Some(EndReason::NotStarted),
                _ => None,
            };
            for cancel in [None, Some(Timeout), Some(Buyer), Some(Merchant)] {
                assert_eq!(end_reason(event, cancel), reason, "{event:?} {cancel:?}");
            }
            let lost = end_reason(event, Some(Lost));
            assert_eq!(lost, Some(EndReason::StartLost), "{event:?}");
        }
    }
}
