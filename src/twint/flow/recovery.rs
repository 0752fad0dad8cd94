//! What an order proves about a capture or a cancellation that was sent for it.
//!
//! An answer proves no more than its order shows. So there is one decision for each of the two, over every state and every way to come
//! to see the order; whatever is not proven is read again, and repeated only where TWINT cannot carry it out twice.

use strum::VariantArray;

use crate::twint::values::money::{Amount, Chf};
use crate::twint::values::order::{Order, OrderState};

/// How we came to see the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Sight {
    /// In TWINT's own answer to what was sent.
    InAnswer,
    /// Read soon after what was sent had no answer, or one that proved nothing; TWINT may still be at it.
    AfterUnclear,
    /// Read after TWINT refused what was sent for the first time.
    AfterRefusal,
    /// Read after TWINT refused what was sent again; what was sent first may have been carried out.
    AfterSecondRefusal,
    /// Read so long after that TWINT is done with it, whatever it did. Nothing else was sent since.
    LongAfter,
}

/// What follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It was carried out.
    Done,
    /// It is not known to be carried out, and sending it again at once cannot carry it out twice.
    Repeat,
    /// It was not carried out.
    NotDone,
    /// The order does not tell.
    Unknown,
}

/// A call that was sent for an order, and what the order proves about it.
pub trait SentCall {
    /// Whether the order must be read before it is sent, or could not prove it afterwards.
    fn needs_order_before(&self) -> bool;

    /// Keeps how the order stood before it was sent.
    fn note_order_before(&mut self, order: &Order);

    /// What the order proves about it.
    fn decide(&self, sight: Sight, order: &Order) -> Decision;
}

/// A capture as it was sent.
///
/// Whoever captures holds the only right to (rule of money 5) and knows what was captured before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentCapture {
    /// How much.
    pub amount: Chf,
    /// Whether it closes the order; otherwise more can be captured later.
    pub closing: bool,
    /// What was captured of the order before.
    pub captured_before: Chf,
    /// The order as it was read before anything was sent, where it was.
    pub before: Option<Before>,
}

/// What an order showed before anything was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Where it stood.
    pub state: OrderState,
    /// What it showed as captured in parts.
    pub captured: Option<Chf>,
}

impl From<&Order> for Before {
    fn from(order: &Order) -> Self {
        Self {
            state: order.state,
            captured: order.captured_in_parts(),
        }
    }
}

impl SentCapture {
    /// Whether nothing was captured before.
    fn is_first(&self) -> bool {
        self.captured_before.is_zero()
    }

    /// What is captured in all once it was carried out.
    fn total(&self) -> Option<Chf> {
        self.captured_before.checked_add(self.amount)
    }

    /// Whether nothing is left of the order then.
    fn fills(&self, order: &Order) -> bool {
        self.total().is_some_and(|total| order.requested.is(total))
    }

    /// Whether as much is left then that TWINT could carry it out once more, should it leave the order open.
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

    /// Whether the order shows that the sum of all parts grew by this one. A sum that TWINT did not show before may be something
    /// else than what was captured, such as the rest.
    fn shows_in_sum(&self, order: &Order) -> bool {
        let showed_before = self
            .before
            .is_some_and(|before| before.captured == Some(self.captured_before));
        if !self.is_first() && !showed_before {
            return false;
        }
        let shown = order.captured_in_parts().or_else(|| {
            // The whole is shown from the start, so it tells only where less was shown before.
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

    /// What the order proves about it.
    pub fn decide(&self, sight: Sight, order: &Order) -> Decision {
        use OrderState as S;
        let whole = self.is_first() && order.requested.is(self.amount);
        match (order.state, sight) {
            // Captured as a whole: two pollers may both have confirmed, and both got what they wanted.
            (S::Succeeded, _) if whole => Decision::Done,
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
            // An order that failed holds no money; but the rest of one that was captured in part may fail, too.
            (
                S::Failed,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) => match self.is_first() && self.closing {
                true => Decision::NotDone,
                false => Decision::Unknown,
            },
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
            // TWINT may be at it: the buyer had approved.
            (
                S::AwaitingCustomer,
                Sight::InAnswer | Sight::AfterUnclear | Sight::AfterSecondRefusal,
            ) if self.is_first() => Decision::Unknown,
            // Between two parts TWINT may call an order that waits for its next one whatever it likes.
            (
                S::AwaitingCustomer | S::AwaitingConfirmation,
                Sight::InAnswer | Sight::AfterUnclear,
            ) => self.repeat_unless_twice(order),
            (S::AwaitingCustomer | S::AwaitingConfirmation, Sight::AfterSecondRefusal) => {
                Decision::Unknown
            }
            // Had it closed the order, that would not be waiting any more.
            (S::AwaitingCustomer | S::AwaitingConfirmation, Sight::LongAfter) => Decision::NotDone,
            // Nothing but a capture makes a success of an order of which nothing was captured.
            (
                S::Succeeded,
                Sight::InAnswer
                | Sight::AfterUnclear
                | Sight::AfterSecondRefusal
                | Sight::LongAfter,
            ) if self.is_first() => Decision::Done,
            // TWINT says so of this one.
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

    /// One that leaves the order open: only a sum shows it, or that a success came of an order of which nothing was captured.
    fn decide_part(&self, order: &Order) -> Decision {
        let became_success = match order.state {
            OrderState::Succeeded | OrderState::PartiallySucceeded => self.is_first(),
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

    /// After other parts an order may be closed because the time for its rest is over, be it in the moment after it was read.
    fn decide_by_sum_of_closed(&self, order: &Order) -> Decision {
        if self.shows_in_sum(order) {
            Decision::Done
        } else if self.shows_sum_before(order) {
            Decision::NotDone
        } else {
            Decision::Unknown
        }
    }

    /// A partial success may be what TWINT calls an order between two parts, one that was closed below what was authorised, or one
    /// whose rest ran out.
    fn decide_closing_of_partial_success(&self, sight: Sight, order: &Order) -> Decision {
        if self.is_first() {
            // Less than the whole was captured, so it was this one, unless this was to be the whole.
            return match self.fills(order) {
                true => Decision::Unknown,
                false => Decision::Done,
            };
        }
        if !self.fills(order) && self.shows_in_sum(order) {
            return Decision::Done;
        }
        let was_waiting = self
            .before
            .is_some_and(|before| before.state == OrderState::AwaitingConfirmation);
        match sight {
            Sight::InAnswer
                if was_waiting && !self.fills(order) && !self.shows_sum_before(order) =>
            {
                Decision::Done
            }
            Sight::InAnswer | Sight::AfterUnclear => self.repeat_unless_twice(order),
            Sight::AfterRefusal => Decision::NotDone,
            Sight::AfterSecondRefusal | Sight::LongAfter => Decision::Unknown,
        }
    }

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
        self.before = Some(Before::from(order));
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

/// Whether nobody but the merchant, who sees the bookings in TWINT's portal, may be able to tell what became of a capture whose answer
/// was lost: TWINT's order can look the same with and without it. One that closes the order looks the same as the time for the
/// rest being over, once a part was captured.
pub fn capture_is_traceless(closing: bool, captured_before: Chf) -> bool {
    !closing || !captured_before.is_zero()
}

/// What the order proves about a cancellation.
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
        // TWINT cancels an order once, however often it is told to.
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
    use crate::twint::values::identifiers::OrderUuid;
    use crate::twint::values::order::{Reason, Status};

    const REQUESTED: u64 = 100;

    fn chf(francs: u64) -> Chf {
        Chf::from_rappen(francs * 100).unwrap()
    }

    fn order(status: &str, reason: &str, shown: Option<u64>) -> Order {
        Order {
            uuid: OrderUuid::parse("84760185-a1ad-49a7-b521-cb4b09a006d4").unwrap(),
            reference: "R".to_owned(),
            kind: "PAYMENT_DEFERRED".to_owned(),
            state: OrderState::read(status, reason),
            status: status.to_owned(),
            reason: reason.to_owned(),
            requested: Amount::from_chf(chf(REQUESTED)),
            authorized: None,
            pairing_status: None,
            pairing_token: None,
            qr_code: None,
            created_at: None,
            fee: None,
            payment: shown.map(|francs| Amount::from_chf(chf(francs))),
            link: None,
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
                            before: Some(Before {
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
    fn what_nobody_knows_proves_nothing_but_a_refusal() {
        let mut seen = 0;
        for (sent, sight, order) in every_capture_and_order() {
            if order.state != OrderState::Unrecognised {
                continue;
            }
            seen += 1;
            let refused = sight == Sight::AfterRefusal;
            let (of_capture, of_cancel) = if refused {
                (Decision::NotDone, Decision::NotDone)
            } else {
                (Decision::Unknown, Decision::Unknown)
            };
            assert_eq!(
                sent.decide(sight, &order),
                of_capture,
                "{sent:?} {sight:?} {order:?}"
            );
            assert_eq!(
                decide_cancel(sight, &order),
                of_cancel,
                "{sight:?} {order:?}"
            );
        }
        assert!(seen > 10_000);
    }

    /// The only orders that prove that money was taken.
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
    fn the_decisions_about_captures_as_a_table() {
        let received = ("IN_PROGRESS", "ORDER_RECEIVED");
        let pending = ("IN_PROGRESS", "ORDER_PENDING");
        let approved = ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        let done = ("SUCCESS", "ORDER_OK");
        let in_part = ("SUCCESS", "ORDER_PARTIAL_OK");
        let failed = ("FAILURE", "CLIENT_TIMEOUT");
        let strange = ("IN_PROGRESS", "ORDER_HALFWAY");
        let waiting = Some(Before {
            state: OrderState::AwaitingConfirmation,
            captured: None,
        });
        let between = Some(Before {
            state: OrderState::PartiallySucceeded,
            captured: None,
        });
        let showing = Some(Before {
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
            (whole, pending, None, "??-?-"),
            (whole, approved, None, "rr-?-"),
            (whole, done, None, "+++++"),
            (whole, in_part, None, "??-??"),
            (whole, failed, None, "-----"),
            (whole, strange, None, "??-??"),
            (less, received, None, "-----"),
            (less, approved, None, "rr-?-"),
            (less, done, None, "++-++"),
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
            let is: String = Sight::VARIANTS
                .iter()
                .map(|sight| match sent.decide(*sight, &order) {
                    Decision::Done => '+',
                    Decision::Repeat => 'r',
                    Decision::NotDone => '-',
                    Decision::Unknown => '?',
                })
                .collect();
            assert_eq!(is, decisions, "{sent:?} {status} {reason} {shown:?}");
        }
    }

    #[test]
    fn the_decisions_about_a_cancellation_as_a_table() {
        for (status, reason, decisions) in [
            ("FAILURE", "MERCHANT_ABORT", "+++++"),
            ("FAILURE", "CLIENT_TIMEOUT", "+++++"),
            ("IN_PROGRESS", "ORDER_RECEIVED", "rr-?-"),
            ("IN_PROGRESS", "ORDER_PENDING", "rr-?-"),
            ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING", "rr-?-"),
            ("SUCCESS", "ORDER_OK", "-----"),
            ("SUCCESS", "ORDER_PARTIAL_OK", "-----"),
            ("FAILURE", "SOMETHING_NEW", "??-??"),
            ("SUCCESS", "SOMETHING_NEW", "??-??"),
            ("IN_PROGRESS", "SOMETHING_NEW", "??-??"),
            ("SOMETHING_NEW", "ORDER_OK", "??-??"),
        ] {
            let order = order(status, reason, None);
            let is: String = Sight::VARIANTS
                .iter()
                .map(|sight| match decide_cancel(*sight, &order) {
                    Decision::Done => '+',
                    Decision::Repeat => 'r',
                    Decision::NotDone => '-',
                    Decision::Unknown => '?',
                })
                .collect();
            assert_eq!(is, decisions, "{status} {reason}");
        }
    }

    #[test]
    fn only_a_traceless_capture_is_left_to_a_human_whatever_known_state_the_order_is_in() {
        for (sent, sight, order) in every_capture_and_order() {
            let known = matches!(
                order.state,
                OrderState::AwaitingConfirmation
                    | OrderState::Succeeded
                    | OrderState::AwaitingCustomer
                    | OrderState::Failed
            );
            if sight == Sight::LongAfter && known && sent.decide(sight, &order) == Decision::Unknown
            {
                assert!(
                    capture_is_traceless(sent.closing, sent.captured_before),
                    "{sent:?} {order:?}"
                );
            }
        }
    }
}
