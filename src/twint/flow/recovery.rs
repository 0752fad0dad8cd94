//! What to do when a capture or a cancellation did not get a plain answer: read the order, then decide here.

use crate::twint::error::{Error, ErrorKind};
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Order, OrderState};

/// Why there is no plain answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// TWINT may have done it: the answer was lost, unreadable or an unclear fault.
    Unclear,
    /// TWINT did not do it, since the order was not in a state for it.
    Refused,
    /// The first time was unclear; the second time TWINT refused it as above.
    RefusedAfterUnclear,
}

impl Trouble {
    /// The trouble an error stands for, by which time it was sent, counted from 1; `None` where nothing was done and
    /// reading the order would tell nothing new.
    pub fn of(error: &Error, sends: usize) -> Option<Self> {
        match (error.kind, sends) {
            (ErrorKind::OutcomeUnknown, _) => Some(Self::Unclear),
            (ErrorKind::StateConflict, 1) => Some(Self::Refused),
            (ErrorKind::StateConflict, _) => Some(Self::RefusedAfterUnclear),
            (_, 1) => None,
            // Whatever this one met, the first may still have been carried out.
            _ => Some(Self::Unclear),
        }
    }
}

/// What the order, read afterwards, says about what was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It is as wanted.
    Done,
    /// It was not done, and doing it again cannot do it twice.
    Repeat,
    /// It was not done and cannot be.
    Conflict,
    /// It cannot be told from here.
    Unknown,
}

/// Decides about a capture of `amount`.
///
/// Whoever captures holds the only right to (rule of money 5) and has not closed the order before; so an order found
/// closed after an unclear closing capture was closed by it. A closing capture may be repeated: the second finds the
/// order closed if the first was carried out after all. One that leaves the order open may not, for it leaves no trace
/// in the order's state, and both would be carried out.
pub fn after_capture(trouble: Trouble, order: &Order, amount: Chf, last: bool) -> Decision {
    use OrderState::{
        AwaitingConfirmation, AwaitingCustomer, Failed, PartiallySucceeded, Succeeded,
    };
    use Trouble::{Refused, RefusedAfterUnclear, Unclear};
    match (order.state, trouble) {
        // Captured as a whole: two pollers may both have confirmed, and both got what they wanted.
        (Succeeded, _) if order.requested.is(amount) => Decision::Done,
        (AwaitingCustomer | Failed, _) | (_, Refused) => Decision::Conflict,
        (_, Unclear | RefusedAfterUnclear) if !last => Decision::Unknown,
        (Succeeded, Unclear) | (Succeeded | PartiallySucceeded, RefusedAfterUnclear) => {
            Decision::Done
        }
        // It may be called a partial success between two parts already, so this alone does not say it is closed.
        (PartiallySucceeded | AwaitingConfirmation, Unclear) => Decision::Repeat,
        (AwaitingConfirmation, RefusedAfterUnclear) => Decision::Unknown,
    }
}

/// Decides about the last of several parts, sent to an order that was not known to be closed.
///
/// A partial success may be what TWINT calls an order between two parts, one that the capture closed, or one whose rest ran
/// out: a refusal does not say which.
pub fn after_last_part(trouble: Trouble, order: &Order, amount: Chf) -> Decision {
    match (order.state, trouble) {
        (OrderState::PartiallySucceeded, Trouble::RefusedAfterUnclear) => Decision::Unknown,
        _ => after_capture(trouble, order, amount, true),
    }
}

/// Decides about a capture whose answer was lost so long ago that TWINT is done with it; nothing else was captured since.
pub fn long_after_capture(order: &Order, last: bool, parts_before: bool) -> Decision {
    use OrderState::{
        AwaitingConfirmation, AwaitingCustomer, Failed, PartiallySucceeded, Succeeded,
    };
    match (order.state, last) {
        // A closing capture would have ended the waiting.
        (AwaitingCustomer | Failed, _) | (AwaitingConfirmation, true) => Decision::Conflict,
        // TWINT may call it a partial success between two parts already.
        (PartiallySucceeded, true) if parts_before => Decision::Repeat,
        // It may be closed because the time for the rest was over.
        (Succeeded, true) if parts_before => Decision::Unknown,
        (Succeeded | PartiallySucceeded, true) => Decision::Done,
        (AwaitingConfirmation | Succeeded | PartiallySucceeded, false) => Decision::Unknown,
    }
}

/// Whether nobody but the merchant, who sees the bookings in TWINT's portal, can tell what became of a capture whose answer
/// was lost: TWINT's order looks the same with and without it. One that closes the order looks the same as the time for the
/// rest being over, once a part was captured.
pub fn capture_is_traceless(last: bool, parts_before: bool) -> bool {
    !last || parts_before
}

/// Decides about a cancellation.
pub fn after_cancel(trouble: Trouble, order: &Order) -> Decision {
    match (order.state, trouble) {
        (OrderState::Failed, _) => Decision::Done,
        (OrderState::Succeeded | OrderState::PartiallySucceeded, _) | (_, Trouble::Refused) => {
            Decision::Conflict
        }
        (_, Trouble::Unclear) => Decision::Repeat,
        (_, Trouble::RefusedAfterUnclear) => Decision::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::values::identifiers::OrderUuid;
    use crate::twint::values::money::Amount;
    use OrderState::{
        AwaitingConfirmation, AwaitingCustomer, Failed, PartiallySucceeded, Succeeded,
    };
    use Trouble::{Refused, RefusedAfterUnclear, Unclear};

    fn order(state: OrderState) -> Order {
        Order {
            uuid: OrderUuid::parse("84760185-a1ad-49a7-b521-cb4b09a006d4").unwrap(),
            reference: "R".to_owned(),
            kind: "PAYMENT_DEFERRED".to_owned(),
            state,
            status: String::new(),
            reason: String::new(),
            requested: Amount::read("100", "CHF").unwrap(),
            authorized: None,
            pairing_status: None,
            pairing_token: None,
            qr_code: None,
            created_at: None,
            fee: None,
        }
    }

    #[test]
    fn a_capture_without_a_plain_answer_is_decided_by_the_order() {
        for (state, trouble, amount, last, decision) in [
            // The whole amount, closing: the way of every immediate payment.
            (Succeeded, Unclear, "100", true, Decision::Done),
            (Succeeded, Refused, "100", true, Decision::Done),
            (AwaitingConfirmation, Unclear, "100", true, Decision::Repeat),
            (
                AwaitingConfirmation,
                Refused,
                "100",
                true,
                Decision::Conflict,
            ),
            (Succeeded, RefusedAfterUnclear, "100", true, Decision::Done),
            (
                AwaitingConfirmation,
                RefusedAfterUnclear,
                "100",
                true,
                Decision::Unknown,
            ),
            (PartiallySucceeded, Unclear, "100", true, Decision::Repeat),
            (PartiallySucceeded, Refused, "100", true, Decision::Conflict),
            // The last part.
            (Succeeded, Unclear, "40", true, Decision::Done),
            (Succeeded, Refused, "40", true, Decision::Conflict),
            (Succeeded, RefusedAfterUnclear, "40", true, Decision::Done),
            (PartiallySucceeded, Unclear, "40", true, Decision::Repeat),
            (PartiallySucceeded, Refused, "40", true, Decision::Conflict),
            (
                PartiallySucceeded,
                RefusedAfterUnclear,
                "40",
                true,
                Decision::Done,
            ),
            (
                AwaitingConfirmation,
                RefusedAfterUnclear,
                "40",
                true,
                Decision::Unknown,
            ),
            (AwaitingConfirmation, Unclear, "40", true, Decision::Repeat),
            (
                AwaitingConfirmation,
                Refused,
                "40",
                true,
                Decision::Conflict,
            ),
            // A part with more to come: the state looks the same with and without it.
            (
                AwaitingConfirmation,
                Unclear,
                "40",
                false,
                Decision::Unknown,
            ),
            (
                AwaitingConfirmation,
                Refused,
                "40",
                false,
                Decision::Conflict,
            ),
            (PartiallySucceeded, Unclear, "40", false, Decision::Unknown),
            (PartiallySucceeded, Refused, "40", false, Decision::Conflict),
            (Succeeded, Unclear, "40", false, Decision::Unknown),
            (Succeeded, Refused, "40", false, Decision::Conflict),
            // Nothing to capture.
            (AwaitingCustomer, Unclear, "100", true, Decision::Conflict),
            (AwaitingCustomer, Refused, "40", false, Decision::Conflict),
            (Failed, Unclear, "100", true, Decision::Conflict),
            (Failed, Refused, "40", false, Decision::Conflict),
        ] {
            let amount = amount.parse().unwrap();
            assert_eq!(
                after_capture(trouble, &order(state), amount, last),
                decision,
                "{state:?} {trouble:?} {amount:?} last: {last}"
            );
        }
    }

    #[test]
    fn what_became_of_a_capture_shows_in_the_order_if_it_closes_the_order() {
        for (state, last, parts_before, decision) in [
            (Succeeded, true, false, Decision::Done),
            (Succeeded, true, true, Decision::Unknown),
            (PartiallySucceeded, true, false, Decision::Done),
            (PartiallySucceeded, true, true, Decision::Repeat),
            (AwaitingConfirmation, true, false, Decision::Conflict),
            (AwaitingConfirmation, true, true, Decision::Conflict),
            (AwaitingConfirmation, false, false, Decision::Unknown),
            (PartiallySucceeded, false, true, Decision::Unknown),
            (Succeeded, false, true, Decision::Unknown),
            (AwaitingCustomer, false, false, Decision::Conflict),
            (Failed, true, false, Decision::Conflict),
        ] {
            assert_eq!(
                long_after_capture(&order(state), last, parts_before),
                decision,
                "{state:?} last: {last} parts before: {parts_before}"
            );
        }
    }

    #[test]
    fn a_last_part_refused_after_an_unclear_answer_is_left_to_a_human() {
        for (state, trouble, decision) in [
            (PartiallySucceeded, RefusedAfterUnclear, Decision::Unknown),
            (PartiallySucceeded, Unclear, Decision::Repeat),
            (PartiallySucceeded, Refused, Decision::Conflict),
            (AwaitingConfirmation, Unclear, Decision::Repeat),
            (AwaitingConfirmation, RefusedAfterUnclear, Decision::Unknown),
            (Succeeded, Unclear, Decision::Done),
            (Succeeded, Refused, Decision::Conflict),
            (Failed, Unclear, Decision::Conflict),
        ] {
            let amount = "40".parse().unwrap();
            assert_eq!(
                after_last_part(trouble, &order(state), amount),
                decision,
                "{state:?} {trouble:?}"
            );
        }
    }

    #[test]
    fn only_a_traceless_capture_is_left_to_a_human() {
        for last in [true, false] {
            for parts_before in [true, false] {
                let unknown = [AwaitingConfirmation, Succeeded, PartiallySucceeded]
                    .into_iter()
                    .any(|state| {
                        long_after_capture(&order(state), last, parts_before) == Decision::Unknown
                    });
                assert_eq!(capture_is_traceless(last, parts_before), unknown);
            }
        }
    }

    #[test]
    fn a_cancellation_without_a_plain_answer_is_decided_by_the_order() {
        for (state, trouble, decision) in [
            (Failed, Unclear, Decision::Done),
            (Failed, Refused, Decision::Done),
            (AwaitingCustomer, Unclear, Decision::Repeat),
            (Failed, RefusedAfterUnclear, Decision::Done),
            (AwaitingCustomer, Refused, Decision::Conflict),
            (AwaitingCustomer, RefusedAfterUnclear, Decision::Unknown),
            (AwaitingConfirmation, RefusedAfterUnclear, Decision::Unknown),
            (Succeeded, RefusedAfterUnclear, Decision::Conflict),
            (AwaitingConfirmation, Unclear, Decision::Repeat),
            (AwaitingConfirmation, Refused, Decision::Conflict),
            (Succeeded, Unclear, Decision::Conflict),
            (Succeeded, Refused, Decision::Conflict),
            (PartiallySucceeded, Unclear, Decision::Conflict),
            (PartiallySucceeded, Refused, Decision::Conflict),
        ] {
            assert_eq!(
                after_cancel(trouble, &order(state)),
                decision,
                "{state:?} {trouble:?}"
            );
        }
    }
}
