//! How a payment changes when TWINT has carried out an operation: the event, and the sums after it.

use super::phases::Event;
use super::standing::Standing;
use crate::twint::values::money::Chf;

/// What to write into the merchant's books after an operation: the event, and the payment's sums from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    /// What happened to the payment.
    pub event: Event,
    /// The sum of all captures, this one included; at most what was authorised.
    pub captured: Chf,
    /// The sum of all refunds, this one included; at most `captured`.
    pub refunded: Chf,
    /// Whether nothing more can be captured.
    pub closed: bool,
}

impl Booking {
    /// Whether nobody asks TWINT about a cancellation any more from here on: money moved that a cancellation would have freed, so that one
    /// whose outcome is not known was not carried out.
    pub fn outdates_cancellation(&self) -> bool {
        match self.event {
            Event::Closed | Event::PartRefunded | Event::FullyRefunded => true,
            Event::Started
            | Event::StartRefused
            | Event::StartLost
            | Event::NotFound
            | Event::Approved
            | Event::PartCaptured
            | Event::CaptureLost
            | Event::Declined
            | Event::TimedOut
            | Event::CancelledByBuyer
            | Event::CancelledByMerchant
            | Event::CancelLost
            | Event::RefundLost
            | Event::Doubted
            | Event::GivenUp => false,
        }
    }
}

/// Books a capture of `amount`. `closes_order` says whether the capture closed TWINT's order.
///
/// `None` if the captures together would exceed what was authorised.
pub fn after_capture(payment: &Standing, amount: Chf, closes_order: bool) -> Option<Booking> {
    let captured = payment.captured.checked_add(amount)?;
    (captured <= payment.authorised).then_some(Booking {
        event: if closes_order {
            Event::Closed
        } else {
            Event::PartCaptured
        },
        captured,
        refunded: payment.refunded,
        closed: payment.closed || closes_order,
    })
}

/// Books a refund of `amount`. `None` if the refunds together would exceed what was captured.
pub fn after_refund(payment: &Standing, amount: Chf) -> Option<Booking> {
    let refunded = payment.refunded.checked_add(amount)?;
    (refunded <= payment.captured).then_some(Booking {
        // While more can be captured, the payment is not fully refunded.
        event: if refunded == payment.captured && payment.closed {
            Event::FullyRefunded
        } else {
            Event::PartRefunded
        },
        captured: payment.captured,
        refunded,
        closed: payment.closed,
    })
}

/// What was captured of a payment and is not recorded in the shop as an incoming payment yet. `recorded` is the sum that is; `None` where
/// nothing is left to record.
pub fn unrecorded(payment: &Standing, recorded: Chf) -> Option<Chf> {
    let left = payment.captured.checked_sub(recorded)?;
    (!left.is_zero()).then_some(left)
}

/// Books an order that TWINT reports as closed, whoever closed it.
///
/// If parts were captured before, the books know each of them, and the captured sum stays: the rest expired or was released. If
/// nothing was captured before, the whole authorised amount counts as captured.
pub fn after_order_closed(payment: &Standing) -> Booking {
    Booking {
        event: Event::Closed,
        captured: if payment.has_captured() {
            payment.captured
        } else {
            payment.authorised
        },
        refunded: payment.refunded,
        closed: true,
    }
}

/// Books what the merchant read in TWINT's portal of an order that is over there: the sum of all captures, zero where TWINT took nothing.
///
/// `None` if that is less than the books know of, or more than was authorised.
pub fn as_entered(payment: &Standing, captured: Chf) -> Option<Booking> {
    (payment.captured <= captured && captured <= payment.authorised).then_some(Booking {
        event: if captured == Chf::ZERO {
            Event::CancelledByMerchant
        } else {
            Event::Closed
        },
        captured,
        refunded: payment.refunded,
        closed: captured > Chf::ZERO,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::books::phases::Phase;
    use crate::twint::values::order::Capture;

    fn chf(rappen: u64) -> Chf {
        Chf::from_rappen(rappen).unwrap()
    }

    fn standing(phase: Phase, captured: u64, refunded: u64, closed: bool) -> Standing {
        Standing {
            phase,
            capture: Capture::Deferred,
            reference: "R".parse().unwrap(),
            authorised: chf(5000),
            captured: chf(captured),
            refunded: chf(refunded),
            closed,
        }
    }

    #[test]
    fn what_the_portal_shows_is_never_less_than_the_books_know_nor_more_than_was_authorised() {
        for (before, entered, booked) in [
            (0, 0, Some((Event::CancelledByMerchant, false))),
            (0, 1, Some((Event::Closed, true))),
            (0, 5000, Some((Event::Closed, true))),
            (0, 5001, None),
            (2000, 2000, Some((Event::Closed, true))),
            (2000, 1999, None),
            (2000, 0, None),
        ] {
            let payment = standing(Phase::Uncertain, before, 0, false);
            let booking = as_entered(&payment, chf(entered));
            let expected = booked.map(|(event, closed)| Booking {
                event,
                captured: chf(entered),
                refunded: Chf::ZERO,
                closed,
            });
            assert_eq!(booking, expected, "{before} {entered}");
        }
    }

    #[test]
    fn a_capture_is_added_to_the_sum_and_closes_the_payment_if_it_is_the_last() {
        for (captured, amount, last, booked) in [
            (0, 5000, true, Some((Event::Closed, 5000, true))),
            (0, 2000, false, Some((Event::PartCaptured, 2000, false))),
            (2000, 3000, true, Some((Event::Closed, 5000, true))),
            (2000, 1000, true, Some((Event::Closed, 3000, true))),
            (2000, 3001, true, None),
        ] {
            let payment = standing(Phase::PartiallyCaptured, captured, 0, false);
            let booking = after_capture(&payment, chf(amount), last);
            assert_eq!(
                booking.map(|booking| (booking.event, booking.captured.rappen(), booking.closed)),
                booked,
                "{captured} + {amount}"
            );
        }
    }

    #[test]
    fn what_was_captured_since_the_last_record_is_still_to_be_recorded() {
        for (captured, recorded, left) in [
            (0, 0, None),
            (2000, 0, Some(2000)),
            (5000, 2000, Some(3000)),
            (5000, 4999, Some(1)),
            (5000, 5000, None),
            // An earlier version or an older backup recorded more; nothing is taken back.
            (2000, 5000, None),
        ] {
            let payment = standing(Phase::PartiallyCaptured, captured, 0, false);
            assert_eq!(
                unrecorded(&payment, chf(recorded)).map(Chf::rappen),
                left,
                "{recorded} of {captured}"
            );
        }
    }

    #[test]
    fn a_payment_is_fully_refunded_only_once_nothing_more_can_be_captured() {
        for (refunded, closed, amount, booked) in [
            (0, true, 2000, Some((Event::FullyRefunded, 2000))),
            (0, false, 2000, Some((Event::PartRefunded, 2000))),
            (500, true, 1499, Some((Event::PartRefunded, 1999))),
            (500, true, 1500, Some((Event::FullyRefunded, 2000))),
            (500, true, 1501, None),
        ] {
            let payment = standing(Phase::Captured, 2000, refunded, closed);
            let booking = after_refund(&payment, chf(amount));
            assert_eq!(
                booking.map(|booking| (booking.event, booking.refunded.rappen())),
                booked,
                "{refunded} + {amount}"
            );
        }
    }

    #[test]
    fn a_closed_order_counts_as_captured_in_full_unless_parts_were_booked_before() {
        for (phase, captured, whole) in [
            (Phase::Pending, 0, 5000),
            (Phase::Authorised, 0, 5000),
            (Phase::Uncertain, 0, 5000),
            (Phase::Uncertain, 2000, 2000),
            (Phase::PartiallyCaptured, 2000, 2000),
        ] {
            let booking = after_order_closed(&standing(phase, captured, 0, false));
            assert_eq!(
                (booking.captured.rappen(), booking.closed),
                (whole, true),
                "{phase:?}"
            );
        }
    }

    #[test]
    fn a_cancellation_is_asked_about_until_the_order_is_closed_or_its_money_refunded() {
        let open = standing(Phase::PartiallyCaptured, 2000, 0, false);
        let uncertain = standing(Phase::Uncertain, 0, 0, false);
        for (booking, outdates) in [
            (after_capture(&open, chf(1000), false), false),
            (after_capture(&open, chf(1000), true), true),
            (after_refund(&open, chf(1000)), true),
            (
                after_refund(&standing(Phase::Captured, 2000, 0, true), chf(2000)),
                true,
            ),
            (Some(after_order_closed(&open)), true),
            (as_entered(&uncertain, chf(0)), false),
            (as_entered(&uncertain, chf(1)), true),
        ] {
            let booking = booking.unwrap();
            assert_eq!(booking.outdates_cancellation(), outdates, "{booking:?}");
        }
    }

    proptest! {
        #[test]
        fn no_booking_exceeds_the_authorised_or_the_captured_amount(
            captured in 0..=5000_u64, refunded in 0..=5000_u64, amount in 0..20_000_u64, last: bool, closed: bool,
        ) {
            let refunded = refunded.min(captured);
            let payment = standing(Phase::PartiallyCaptured, captured, refunded, closed);
            for booking in [after_capture(&payment, chf(amount), last), after_refund(&payment, chf(amount)), Some(after_order_closed(&payment))] {
                let Some(booking) = booking else { continue };
                prop_assert!(booking.captured <= payment.authorised && booking.refunded <= booking.captured);
                prop_assert!(booking.captured >= payment.captured && booking.refunded >= payment.refunded);
                prop_assert!(booking.closed || !payment.closed);
            }
        }
    }
}
