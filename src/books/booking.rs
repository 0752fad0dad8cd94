//! What an operation that was carried out makes of a payment.

use super::phases::Event;
use super::standing::Standing;
use crate::twint::values::money::Chf;

/// The event, and what was moved in all by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    /// What happened.
    pub event: Event,
    /// In all.
    pub captured: Chf,
    /// In all.
    pub refunded: Chf,
    /// Whether nothing more can be captured.
    pub closed: bool,
}

/// Of a capture of `amount`; `last`: it closed the order. `None`: so much was never authorised.
pub fn of_capture(of: &Standing, amount: Chf, last: bool) -> Option<Booking> {
    let captured = of.captured.checked_add(amount)?;
    (captured <= of.authorised).then_some(Booking {
        event: if last {
            Event::Closed
        } else {
            Event::PartCaptured
        },
        captured,
        refunded: of.refunded,
        closed: of.closed || last,
    })
}

/// Of a refund of `amount`. `None`: so much was never captured.
pub fn of_refund(of: &Standing, amount: Chf) -> Option<Booking> {
    let refunded = of.refunded.checked_add(amount)?;
    (refunded <= of.captured).then_some(Booking {
        // While more can be captured it is not over.
        event: if refunded == of.captured && of.closed {
            Event::FullyRefunded
        } else {
            Event::PartRefunded
        },
        captured: of.captured,
        refunded,
        closed: of.closed,
    })
}

/// Of an order that TWINT calls closed, whoever closed it: of one that was captured in parts each is known, and what runs
/// out or is released afterwards closes it, too.
pub fn of_closed(of: &Standing) -> Booking {
    Booking {
        event: Event::Closed,
        captured: if of.has_captured() {
            of.captured
        } else {
            of.authorised
        },
        refunded: of.refunded,
        closed: true,
    }
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
    fn a_capture_adds_up_and_says_whether_more_may_follow() {
        for (captured, amount, last, booked) in [
            (0, 5000, true, Some((Event::Closed, 5000, true))),
            (0, 2000, false, Some((Event::PartCaptured, 2000, false))),
            (2000, 3000, true, Some((Event::Closed, 5000, true))),
            (2000, 1000, true, Some((Event::Closed, 3000, true))),
            (2000, 3001, true, None),
        ] {
            let of = standing(Phase::PartiallyCaptured, captured, 0, false);
            let is = of_capture(&of, chf(amount), last);
            assert_eq!(
                is.map(|is| (is.event, is.captured.rappen(), is.closed)),
                booked,
                "{captured} + {amount}"
            );
        }
    }

    #[test]
    fn a_refund_is_the_end_only_of_what_can_grow_no_more() {
        for (refunded, closed, amount, booked) in [
            (0, true, 2000, Some((Event::FullyRefunded, 2000))),
            (0, false, 2000, Some((Event::PartRefunded, 2000))),
            (500, true, 1499, Some((Event::PartRefunded, 1999))),
            (500, true, 1500, Some((Event::FullyRefunded, 2000))),
            (500, true, 1501, None),
        ] {
            let of = standing(Phase::Captured, 2000, refunded, closed);
            let is = of_refund(&of, chf(amount));
            assert_eq!(
                is.map(|is| (is.event, is.refunded.rappen())),
                booked,
                "{refunded} + {amount}"
            );
        }
    }

    #[test]
    fn a_closed_order_counts_as_captured_as_a_whole_unless_its_parts_are_known() {
        for (phase, captured, whole) in [
            (Phase::Pending, 0, 5000),
            (Phase::Authorised, 0, 5000),
            (Phase::Uncertain, 0, 5000),
            (Phase::Uncertain, 2000, 2000),
            (Phase::PartiallyCaptured, 2000, 2000),
        ] {
            let is = of_closed(&standing(phase, captured, 0, false));
            assert_eq!(
                (is.captured.rappen(), is.closed),
                (whole, true),
                "{phase:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_is_booked_beyond_what_was_there(
            captured in 0..=5000_u64, refunded in 0..=5000_u64, amount in 0..20_000_u64, last: bool, closed: bool,
        ) {
            let refunded = refunded.min(captured);
            let of = standing(Phase::PartiallyCaptured, captured, refunded, closed);
            for is in [of_capture(&of, chf(amount), last), of_refund(&of, chf(amount)), Some(of_closed(&of))] {
                let Some(is) = is else { continue };
                prop_assert!(is.captured <= of.authorised && is.refunded <= is.captured);
                prop_assert!(is.captured >= of.captured && is.refunded >= of.refunded);
                prop_assert!(is.closed || !of.closed);
            }
        }
    }
}
