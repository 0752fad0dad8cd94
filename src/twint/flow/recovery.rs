//! Decides what an order proves about a capture or a cancellation that was sent for it. Pure functions, without input or output.
//!
//! An answer proves no more than its order shows (rule of money 8 in `docs/architecture.md`). There is one decision for captures and one
//! for cancellations, over every state of an order and every [`Sight`] of it. A call that is not proven is repeated only where TWINT
//! cannot carry it out twice.

use strum::VariantArray;

use crate::twint::error::{Error, ErrorKind};
use crate::twint::values::money::{Amount, Chf};
use crate::twint::values::order::{Order, OrderState};

/// When and how the order was seen, relative to the call that it is to prove something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Sight {
    /// In TWINT's answer to the call itself.
    InAnswer,
    /// Read soon after the call had no answer, or one that proved nothing. TWINT may still be working on the call.
    AfterUnclear,
    /// Read after TWINT refused the call, which was sent once.
    AfterRefusal,
    /// Read after TWINT refused the call when it was sent again. The call sent first may have been carried out.
    AfterSecondRefusal,
    /// Read so long after the call that TWINT has certainly finished it, with whatever outcome. Nothing else was sent since.
    LongAfter,
}

/// What an order proves about a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The call was carried out.
    Done,
    /// The call is not known to be carried out, and sending it again at once cannot carry it out twice.
    Repeat,
    /// The call was not carried out.
    NotDone,
    /// The order does not show whether the call was carried out.
    Unknown,
}

/// A call for an order whose outcome the order has to prove: a [`SentCapture`] or a [`SentCancellation`].
pub trait SentCall {
    /// Whether the order must be read before the call is sent, because otherwise it could not prove the call afterwards.
    fn needs_order_before(&self) -> bool;

    /// Remembers the order as it was read before the call was sent.
    fn note_order_before(&mut self, order: &Order);

    /// Decides what the order proves about the call.
    fn decide(&self, sight: Sight, order: &Order) -> Decision;
}

/// Turns TWINT's refusal to show an order into [`ErrorKind::OutcomeUnknown`]: it says nothing about what became of the money.
pub(super) fn no_refusal(failed: Error) -> Error {
    match failed.kind() {
        ErrorKind::StateConflict | ErrorKind::Declined => {
            failed.into_kind(ErrorKind::OutcomeUnknown)
        }
        ErrorKind::InvalidArgument
        | ErrorKind::Certificate(_)
        | ErrorKind::Configuration
        | ErrorKind::Unavailable
        | ErrorKind::OutcomeUnknown => failed,
    }
}

/// A capture as it was sent.
///
/// The caller makes sure that nobody else captures of this order meanwhile (rule of money 5 in `docs/architecture.md`) and knows the sum
/// of all earlier captures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentCapture {
    /// The amount of the capture; more than zero.
    pub amount: Chf,
    /// Whether the capture closes the order. If not, more can be captured later.
    pub closing: bool,
    /// The sum of all earlier captures of the order, by the merchant's books.
    pub captured_before: Chf,
    /// What the order showed before the capture was sent, or `None` if it was not read then.
    pub before: Option<OrderBefore>,
}

/// What an order showed before a capture was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderBefore {
    /// The order's state.
    pub state: OrderState,
    /// The sum of captured parts that the order showed, if it showed one.
    pub captured: Option<Chf>,
}

impl From<&Order> for OrderBefore {
    fn from(order: &Order) -> Self {
        Self {
            state: order.state,
            captured: order.captured_in_parts(),
        }
    }
}

impl SentCapture {
    /// Whether nothing was captured of the order before.
    fn is_first(&self) -> bool {
        self.captured_before.is_zero()
    }

    /// The sum of all captures once this one is carried out; `None` if it is beyond the largest amount.
    fn total(&self) -> Option<Chf> {
        self.captured_before.checked_add(self.amount)
    }

    /// Whether this capture takes all that is left of the order.
    fn takes_all_that_is_left(&self, order: &Order) -> bool {
        self.total().is_some_and(|total| order.requested == total)
    }

    /// Whether so much of the order is left after this capture that TWINT could carry it out once more, if it left the order open.
    fn could_happen_twice(&self, order: &Order) -> bool {
        let twice = self
            .total()
            .and_then(|total| total.checked_add(self.amount));
        match (twice, order.requested.chf()) {
            (Some(twice), Some(requested)) => twice <= requested,
            (None, _) => false,
            (_, None) => true,
        }
    }

    /// Whether the order shows that the sum of all parts grew by this one. A sum that TWINT did not show before may mean something else,
    /// such as the amount that is left.
    fn shows_in_sum(&self, order: &Order) -> bool {
        let showed_before = self
            .before
            .is_some_and(|before| before.captured == Some(self.captured_before));
        if !self.is_first() && !showed_before {
            return false;
        }
        let shown = order.captured_in_parts().or_else(|| {
            // TWINT shows the whole amount from the start, so that proves a capture only if less was shown before.
            let payment = order.payment.as_ref().and_then(Amount::chf);
            payment.filter(|_| showed_before)
        });
        shown.is_some() && shown == self.total()
    }

    /// Whether the order shows the sum that it showed before.
    fn shows_sum_before(&self, order: &Order) -> bool {
        self.before.is_some_and(|before| {
            before.captured == Some(self.captured_before)
                && order.captured_in_parts() == before.captured
        })
    }

    /// Decides what the order proves about this capture.
    #[allow(clippy::match_same_arms)] // a table in which the order of the arms counts
    pub fn decide(&self, sight: Sight, order: &Order) -> Decision {
        use OrderState as S;
        let whole = self.is_first() && order.requested == self.amount;
        match (order.state, sight) {
            // Captured as a whole: if two callers confirmed the same order, both got what they wanted.
            (S::Succeeded, _) if whole && !self.contradicts_sum(order) => Decision::Done,
            (
                S::AwaitingCustomer
                | S::AwaitingConfirmation
                | S::Succeeded
                | S::PartiallySucceeded
                | S::Failed
                | S::Unrecognised,
                Sight::AfterRefusal,
            ) => Decision::NotDone,
            (
                S::Unrecognised,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) => Decision::Unknown,
            // A failed order holds no money. But the rest of an order of which parts were captured may fail, too.
            (
                S::Failed,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) => {
                if self.is_first() && self.closing {
                    Decision::NotDone
                } else {
                    Decision::Unknown
                }
            }
            (
                S::AwaitingCustomer,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) if self.is_first() && order.waits_for_a_phone() => Decision::NotDone,
            (
                S::AwaitingCustomer
                | S::AwaitingConfirmation
                | S::Succeeded
                | S::PartiallySucceeded,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) if !self.closing => self.decide_part(order),
            // The buyer had approved, so TWINT may be working on the capture.
            (
                S::AwaitingCustomer,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) if self.is_first() => Decision::Unknown,
            // It is not established in which of these states TWINT shows an order between two parts.
            (
                S::AwaitingCustomer | S::AwaitingConfirmation,
                Sight::InAnswer | Sight::AfterUnclear,
            ) => self.repeat_unless_twice(order),
            (S::AwaitingCustomer | S::AwaitingConfirmation, Sight::AfterSecondRefusal) => {
                Decision::Unknown
            }
            // The capture would have closed the order, but the order still waits.
            (S::AwaitingCustomer | S::AwaitingConfirmation, Sight::LongAfter) => Decision::NotDone,
            // Another sum than this capture explains: somebody else captured of the order.
            (
                S::Succeeded,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) if self.contradicts_sum(order) => Decision::Unknown,
            // An order of which nothing was captured before becomes a success by a capture only.
            (
                S::Succeeded,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) if self.is_first() => Decision::Done,
            // The success stands in the answer to this very capture.
            (S::Succeeded, Sight::InAnswer) if !self.shows_sum_before(order) => Decision::Done,
            (
                S::Succeeded,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) => self.decide_by_sum_of_closed(order),
            (
                S::PartiallySucceeded,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) => self.decide_closing_of_partial_success(sight, order),
        }
    }

    /// Decides about a capture that leaves the order open. Two things prove it: a sum that grew, or a success of an order of which nothing
    /// was captured before.
    fn decide_part(&self, order: &Order) -> Decision {
        let became_success = match order.state {
            OrderState::Succeeded | OrderState::PartiallySucceeded => {
                self.is_first() && !self.contradicts_sum(order)
            }
            OrderState::AwaitingCustomer
            | OrderState::AwaitingConfirmation
            | OrderState::Failed
            | OrderState::Unrecognised => false,
        };
        if became_success || self.shows_in_sum(order) {
            Decision::Done
        } else {
            Decision::Unknown
        }
    }

    /// Decides about a capture after other parts by an order that is closed: the time for its rest may have run out, be it in the moment
    /// after the order was read.
    fn decide_by_sum_of_closed(&self, order: &Order) -> Decision {
        if self.shows_in_sum(order) {
            Decision::Done
        } else if self.shows_sum_before(order) {
            Decision::NotDone
        } else {
            Decision::Unknown
        }
    }

    /// Decides about a capture that closes the order, by an order that is a partial success. That may be an order between two parts, one
    /// that was closed below what was authorised, or one whose time for the rest ran out.
    fn decide_closing_of_partial_success(&self, sight: Sight, order: &Order) -> Decision {
        if self.is_first() {
            // A part was captured, and nothing was before: it was this capture, unless this one was to take everything.
            return if self.takes_all_that_is_left(order) || self.contradicts_sum(order) {
                Decision::Unknown
            } else {
                Decision::Done
            };
        }
        if self.contradicts_sum(order) && sight == Sight::InAnswer {
            return Decision::Unknown;
        }
        if !self.takes_all_that_is_left(order) && self.shows_in_sum(order) {
            return Decision::Done;
        }
        let was_waiting = self
            .before
            .is_some_and(|before| before.state.awaits_confirmation());
        match sight {
            Sight::InAnswer
                if was_waiting
                    && !self.takes_all_that_is_left(order)
                    && !self.shows_sum_before(order) =>
            {
                Decision::Done
            }
            Sight::InAnswer | Sight::AfterUnclear => self.repeat_unless_twice(order),
            Sight::AfterRefusal => Decision::NotDone,
            Sight::AfterSecondRefusal | Sight::LongAfter => Decision::Unknown,
        }
    }

    /// Whether the order shows a sum that is neither what was captured before nor what would be captured in all after this: somebody else
    /// captured, or TWINT shows something else.
    fn contradicts_sum(&self, order: &Order) -> bool {
        order
            .captured_in_parts()
            .is_some_and(|shown| Some(shown) != self.total() && shown != self.captured_before)
    }

    /// [`Decision::Repeat`], unless TWINT could then carry the capture out twice.
    fn repeat_unless_twice(&self, order: &Order) -> Decision {
        if self.could_happen_twice(order) {
            Decision::Unknown
        } else {
            Decision::Repeat
        }
    }
}

impl SentCall for SentCapture {
    fn needs_order_before(&self) -> bool {
        !self.is_first()
    }

    fn note_order_before(&mut self, order: &Order) {
        self.before = Some(OrderBefore::from(order));
    }

    fn decide(&self, sight: Sight, order: &Order) -> Decision {
        Self::decide(self, sight, order)
    }
}

/// A cancellation as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentCancellation;

impl SentCall for SentCancellation {
    fn needs_order_before(&self) -> bool {
        false
    }

    fn note_order_before(&mut self, _: &Order) {}

    fn decide(&self, sight: Sight, order: &Order) -> Decision {
        decide_cancel(sight, order)
    }
}

/// Whether TWINT's order may look the same with and without a capture whose answer was lost. Then only the merchant can find out its
/// outcome, from the bookings in TWINT's portal.
///
/// That holds for every capture that leaves the order open. It also holds for a closing one after earlier captures, because an order
/// looks the same when the time for its rest ran out.
pub fn capture_is_traceless(closing: bool, captured_before: Chf) -> bool {
    !closing || !captured_before.is_zero()
}

/// Decides what the order proves about a cancellation.
pub fn decide_cancel(sight: Sight, order: &Order) -> Decision {
    use OrderState as S;
    match (order.state, sight) {
        (
            S::Failed,
            Sight::InAnswer
            | Sight::AfterUnclear
            | Sight::AfterRefusal
            | Sight::AfterSecondRefusal
            | Sight::LongAfter,
        ) => Decision::Done,
        (
            S::Succeeded | S::PartiallySucceeded,
            Sight::InAnswer
            | Sight::AfterUnclear
            | Sight::AfterRefusal
            | Sight::AfterSecondRefusal
            | Sight::LongAfter,
        )
        | (S::AwaitingCustomer | S::AwaitingConfirmation, Sight::AfterRefusal | Sight::LongAfter)
        | (S::Unrecognised, Sight::AfterRefusal) => Decision::NotDone,
        // TWINT cancels an order once, however often the call is sent.
        (S::AwaitingCustomer | S::AwaitingConfirmation, Sight::InAnswer | Sight::AfterUnclear) => {
            Decision::Repeat
        }
        (S::AwaitingCustomer | S::AwaitingConfirmation, Sight::AfterSecondRefusal)
        | (
            S::Unrecognised,
            Sight::InAnswer | Sight::AfterUnclear | Sight::AfterSecondRefusal | Sight::LongAfter,
        ) => Decision::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::values::order::{Reason, Status};

    const REQUESTED: u64 = 100;

    fn chf(francs: u64) -> Chf {
        Chf::from_rappen(francs * 100).unwrap()
    }

    fn order(status: &str, reason: &str, shown: Option<u64>) -> Order {
        Order {
            kind: "PAYMENT_DEFERRED".to_owned(),
            requested: Amount::from(chf(REQUESTED)),
            payment: shown.map(|francs| Amount::from(chf(francs))),
            ..Order::answered(status, reason)
        }
    }

    /// Every status and reason that TWINT may answer with, known or not.
    fn answers() -> Vec<(&'static str, &'static str)> {
        let statuses = Status::VARIANTS.iter().map(Into::into);
        let reasons: Vec<&str> = Reason::VARIANTS.iter().map(Into::into).collect();
        statuses
            .chain(["SOMETHING_NEW", ""])
            .flat_map(|status| {
                let reasons = reasons.iter().copied().chain(["SOMETHING_NEW", ""]);
                reasons.map(move |reason| (status, reason))
            })
            .collect()
    }

    /// Every capture of an order of 100 francs, by what was captured before and what is captured now.
    fn captures() -> Vec<SentCapture> {
        let mut all = Vec::new();
        for (captured_before, amount) in [
            (0, 100),
            (0, 40),
            (0, 60),
            (60, 40),
            (60, 20),
            (60, 21),
            (20, 20),
        ] {
            for closing in [true, false] {
                for state in OrderState::VARIANTS {
                    for captured in [None, Some(chf(captured_before))] {
                        all.push(SentCapture {
                            amount: chf(amount),
                            closing,
                            captured_before: chf(captured_before),
                            before: Some(OrderBefore {
                                state: *state,
                                captured: captured.filter(|captured| !captured.is_zero()),
                            }),
                        });
                    }
                }
                all.push(SentCapture {
                    amount: chf(amount),
                    closing,
                    captured_before: chf(captured_before),
                    before: None,
                });
            }
        }
        all
    }

    fn every_capture_and_order() -> impl Iterator<Item = (SentCapture, Sight, Order)> {
        captures().into_iter().flat_map(|sent| {
            Sight::VARIANTS.iter().flat_map(move |sight| {
                answers().into_iter().flat_map(move |(status, reason)| {
                    [None, Some(20), Some(40), Some(60), Some(80), Some(100)]
                        .map(|shown| (sent, *sight, order(status, reason, shown)))
                })
            })
        })
    }

    #[test]
    fn an_unrecognised_order_proves_nothing_unless_twint_refused_the_call() {
        let mut seen = 0;
        for (sent, sight, order) in every_capture_and_order() {
            if order.state != OrderState::Unrecognised {
                continue;
            }
            seen += 1;
            let refused = sight == Sight::AfterRefusal;
            let (for_capture, for_cancel) = if refused {
                (Decision::NotDone, Decision::NotDone)
            } else {
                (Decision::Unknown, Decision::Unknown)
            };
            assert_eq!(
                sent.decide(sight, &order),
                for_capture,
                "{sent:?} {sight:?} {order:?}"
            );
            assert_eq!(
                decide_cancel(sight, &order),
                for_cancel,
                "{sight:?} {order:?}"
            );
        }
        assert!(seen > 10_000);
    }

    /// Lists the only orders that prove that money was captured.
    #[test]
    fn a_capture_counts_as_done_only_where_the_order_shows_it() {
        for (sent, sight, order) in every_capture_and_order() {
            if sent.decide(sight, &order) != Decision::Done {
                continue;
            }
            let what = format!("{sent:?} {sight:?} {order:?}");
            let is_success = matches!(
                order.state,
                OrderState::Succeeded | OrderState::PartiallySucceeded
            );
            let first = sent.captured_before.is_zero();
            let shown = order.payment.as_ref().and_then(Amount::chf) == sent.total();
            let shows_less = order
                .captured_in_parts()
                .is_some_and(|shown| shown != sent.captured_before);
            assert!(shown || !shows_less, "somebody else captured: {what}");
            if sent.closing {
                assert!(is_success, "{what}");
                if order.state == OrderState::PartiallySucceeded {
                    assert_ne!(sent.total(), Some(chf(REQUESTED)), "not the whole: {what}");
                }
                if sight != Sight::InAnswer && !first {
                    assert!(shown, "the rest may have run out: {what}");
                }
            } else {
                assert!(shown || first && is_success, "{what}");
            }
            if sight == Sight::AfterRefusal {
                assert_eq!(order.state, OrderState::Succeeded, "{what}");
                assert_eq!(sent.total(), Some(chf(REQUESTED)), "{what}");
            }
        }
    }

    /// Whatever TWINT means by leaving an order open: a repetition never takes the money twice.
    #[test]
    fn a_capture_is_repeated_only_where_it_cannot_be_carried_out_twice() {
        let mut repeated = 0;
        for (sent, sight, order) in every_capture_and_order() {
            if sent.decide(sight, &order) != Decision::Repeat {
                continue;
            }
            repeated += 1;
            let what = format!("{sent:?} {sight:?} {order:?}");
            assert!(sent.closing, "a part leaves no trace: {what}");
            let twice = sent.captured_before.rappen() + 2 * sent.amount.rappen();
            assert!(twice > chf(REQUESTED).rappen(), "{what}");
            assert!(
                matches!(sight, Sight::InAnswer | Sight::AfterUnclear),
                "nothing is sent long after: {what}"
            );
            assert!(!order.state.is_closed(), "{what}");
        }
        assert!(repeated > 0);
    }

    /// By state and sight, of the captures that merchants make. `-` is not carried out, `?` unknown, `+` done, `r` repeat.
    #[test]
    fn captures_are_decided_as_in_the_table() {
        let received = ("IN_PROGRESS", "ORDER_RECEIVED");
        let pending = ("IN_PROGRESS", "ORDER_PENDING");
        let approved = ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        let done = ("SUCCESS", "ORDER_OK");
        let in_part = ("SUCCESS", "ORDER_PARTIAL_OK");
        let failed = ("FAILURE", "CLIENT_TIMEOUT");
        let strange = ("IN_PROGRESS", "ORDER_HALFWAY");
        let waiting = Some(OrderBefore {
            state: OrderState::AwaitingConfirmation,
            captured: None,
        });
        let between = Some(OrderBefore {
            state: OrderState::PartiallySucceeded,
            captured: None,
        });
        let showing = Some(OrderBefore {
            state: OrderState::AwaitingConfirmation,
            captured: Some(chf(60)),
        });
        let sent = |captured_before, amount, closing, before| SentCapture {
            amount: chf(amount),
            closing,
            captured_before: chf(captured_before),
            before,
        };
        let whole = sent(0, 100, true, None);
        let less = sent(0, 60, true, None);
        let half = sent(0, 50, true, None);
        let part = sent(0, 40, false, None);
        let last = sent(60, 40, true, waiting);
        let last_between = sent(60, 40, true, between);
        let last_shown = sent(60, 40, true, showing);
        let near_end = sent(60, 30, true, waiting);
        let near_end_shown = sent(60, 30, true, showing);
        let next_part = sent(60, 20, false, waiting);
        let next_shown = sent(60, 20, false, showing);
        // In the order of `Sight`: in the answer, after unclear, after refusal, after a second refusal, long after.
        for (sent, (status, reason), shown, decisions) in [
            (whole, received, None, "-----"),
            (whole, pending, None, "??-??"),
            (whole, approved, None, "rr-?-"),
            (whole, done, None, "+++++"),
            // Somebody else closed it for less.
            (whole, done, Some(40), "??-??"),
            (less, done, Some(40), "??-??"),
            (part, done, Some(60), "??-??"),
            (part, in_part, Some(60), "??-??"),
            (last, done, Some(80), "??-??"),
            (whole, in_part, None, "??-??"),
            (whole, failed, None, "-----"),
            (whole, strange, None, "??-??"),
            (less, received, None, "-----"),
            (less, approved, None, "rr-?-"),
            (less, done, None, "++-++"),
            (less, done, Some(60), "++-++"),
            (less, in_part, None, "++-++"),
            (less, failed, None, "-----"),
            // TWINT might take it twice if it left the order open.
            (half, approved, None, "??-?-"),
            (part, received, None, "-----"),
            (part, pending, None, "??-??"),
            (part, pending, Some(40), "++-++"),
            (part, approved, None, "??-??"),
            (part, approved, Some(40), "++-++"),
            (part, approved, Some(100), "??-??"),
            (part, done, None, "++-++"),
            (part, in_part, None, "++-++"),
            (part, failed, None, "??-??"),
            (part, strange, Some(40), "??-??"),
            (last, pending, None, "rr-?-"),
            (last, approved, None, "rr-?-"),
            (last, done, None, "+?-??"),
            (last, in_part, None, "rr-??"),
            (last, failed, None, "??-??"),
            (last_between, in_part, None, "rr-??"),
            (last_shown, done, Some(100), "++-++"),
            (near_end, in_part, None, "+r-??"),
            (near_end, approved, None, "rr-?-"),
            (near_end_shown, done, Some(90), "++-++"),
            (near_end_shown, in_part, Some(90), "++-++"),
            // The time for the rest was over right after the order was read.
            (last_shown, done, Some(60), "-----"),
            (near_end_shown, done, Some(60), "-----"),
            (last_shown, in_part, Some(60), "rr-??"),
            (near_end_shown, in_part, Some(60), "rr-??"),
            (next_part, approved, None, "??-??"),
            (next_part, approved, Some(80), "??-??"),
            (next_part, in_part, None, "??-??"),
            (next_part, done, None, "??-??"),
            (next_shown, approved, Some(60), "??-??"),
            (next_shown, approved, Some(80), "++-++"),
        ] {
            let order = order(status, reason, shown);
            let decided: String = Sight::VARIANTS
                .iter()
                .map(|sight| match sent.decide(*sight, &order) {
                    Decision::Done => '+',
                    Decision::Repeat => 'r',
                    Decision::NotDone => '-',
                    Decision::Unknown => '?',
                })
                .collect();
            assert_eq!(decided, decisions, "{sent:?} {status} {reason} {shown:?}");
        }
    }

    /// Whoever believes that a call was not carried out sends it again, and takes the money twice where that was wrong.
    #[test]
    fn a_capture_counts_as_not_carried_out_only_where_the_order_shows_it_or_twint_refused_it() {
        let mut seen = 0;
        for (sent, sight, order) in every_capture_and_order() {
            if sight == Sight::AfterRefusal || sent.decide(sight, &order) != Decision::NotDone {
                continue;
            }
            seen += 1;
            let first = sent.captured_before.is_zero();
            let still_waits = sent.closing && sight == Sight::LongAfter;
            let shows_it = match order.state {
                OrderState::AwaitingCustomer => {
                    first && order.waits_for_a_phone() || !first && still_waits
                }
                OrderState::AwaitingConfirmation => still_waits,
                OrderState::Failed => first && sent.closing,
                OrderState::Succeeded => {
                    !first && order.captured_in_parts() == Some(sent.captured_before)
                }
                OrderState::PartiallySucceeded | OrderState::Unrecognised => false,
            };
            assert!(shows_it, "{sent:?} {sight:?} {order:?}");
        }
        assert!(seen > 1_000, "{seen}");
    }

    #[test]
    fn cancellations_are_decided_as_in_the_table() {
        for (status, reason) in answers() {
            let order = order(status, reason, None);
            let decisions = match order.state {
                OrderState::Failed => "+++++",
                OrderState::AwaitingCustomer | OrderState::AwaitingConfirmation => "rr-?-",
                OrderState::Succeeded | OrderState::PartiallySucceeded => "-----",
                OrderState::Unrecognised => "??-??",
            };
            let decided: String = Sight::VARIANTS
                .iter()
                .map(|sight| match decide_cancel(*sight, &order) {
                    Decision::Done => '+',
                    Decision::Repeat => 'r',
                    Decision::NotDone => '-',
                    Decision::Unknown => '?',
                })
                .collect();
            assert_eq!(decided, decisions, "{status} {reason}");
        }
    }

    #[test]
    fn a_capture_after_other_parts_wants_the_order_before_and_remembers_it() {
        for mut sent in captures() {
            let is_first = sent.captured_before.is_zero();
            assert_eq!(sent.needs_order_before(), !is_first, "{sent:?}");
            assert_eq!(
                capture_is_traceless(sent.closing, sent.captured_before),
                !(is_first && sent.closing),
                "{sent:?}"
            );
            sent.note_order_before(&order("SUCCESS", "ORDER_PARTIAL_OK", Some(60)));
            let before = OrderBefore {
                state: OrderState::PartiallySucceeded,
                captured: Some(chf(60)),
            };
            assert_eq!(sent.before, Some(before));
        }
        assert!(!SentCancellation.needs_order_before());
    }

    #[test]
    fn only_a_traceless_capture_stays_unknown_long_after_it_was_sent() {
        for (sent, sight, order) in every_capture_and_order() {
            // The others contradict what is known of the order; for those the merchant is asked after an hour.
            let expected = matches!(
                order.state,
                OrderState::AwaitingConfirmation | OrderState::Succeeded | OrderState::Failed
            );
            if sight == Sight::LongAfter
                && expected
                && !sent.contradicts_sum(&order)
                && sent.decide(sight, &order) == Decision::Unknown
            {
                assert!(
                    capture_is_traceless(sent.closing, sent.captured_before),
                    "{sent:?} {order:?}"
                );
            }
        }
    }
}
