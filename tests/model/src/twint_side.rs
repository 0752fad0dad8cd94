//! TWINT's side, as `tests/simulator` plays it (`orders.rs`, `order_book.rs`, `service.rs`): one order and the reversal that is in question.

use crate::calls::{Call, Failure, Heard};
use crate::quirks::{
    BetweenParts, CollidingReversal, Empty, FailureReason, Moment, No, PartialCaptures, Quirks,
    Reversal as ReversalKind, Sums,
};
use crate::shown::{AUTHORISED, Shown, Subject, Words};

/// Where the order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// No phone has taken it.
    Received,
    /// A phone shows it.
    Pending,
    /// Approved: what is not captured is reserved.
    Approved,
    /// Captured, and nothing more to come.
    Closed,
    /// Over without money.
    Failed(FailureReason),
}

/// How often calls were answered with something else than what they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Misled {
    without_effect: u8,
    state_before: u8,
}

/// The order with its money, in Rappen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Order {
    /// Where it stands.
    pub state: State,
    /// Taken.
    pub captured: u8,
    /// Given back.
    pub refunded: u8,
    /// On its way back.
    pub refunds_pending: u8,
    confirm_misled: Misled,
    cancel_misled: Misled,
}

/// Where a reversal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReversalState {
    /// To be confirmed.
    AwaitsConfirmation,
    /// On its way.
    OnItsWay,
    /// The money went back.
    Done,
}

/// The reversal that the merchant last asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reversal {
    /// Where it stands.
    pub state: ReversalState,
    /// In Rappen.
    pub amount: u8,
}

/// All of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Twint {
    /// `None`: it was never started.
    pub order: Option<Order>,
    /// `None`: there is none in question.
    pub reversal: Option<Reversal>,
    /// One that the merchant entered as not carried out.
    pub denied: Option<Reversal>,
}

/// Why a step is not possible.
enum Refusal {
    WrongState,
    Amount,
    Part,
}

impl Order {
    fn new() -> Self {
        Self {
            state: State::Received,
            captured: 0,
            refunded: 0,
            refunds_pending: 0,
            confirm_misled: Misled::default(),
            cancel_misled: Misled::default(),
        }
    }

    /// Whether the buyer has yet to decide.
    pub fn waits_for_customer(&self) -> bool {
        match self.state {
            State::Received | State::Pending => true,
            State::Approved | State::Closed | State::Failed(_) => false,
        }
    }

    /// What the buyer cannot spend elsewhere, in Rappen.
    pub fn reserved(&self) -> u8 {
        match self.state {
            State::Approved => AUTHORISED - self.captured,
            State::Received | State::Pending | State::Closed | State::Failed(_) => 0,
        }
    }

    fn is_partial(&self) -> bool {
        0 < self.captured && self.captured < AUTHORISED
    }

    fn moment(&self) -> Moment {
        match self.state {
            State::Received | State::Pending => Moment::AwaitingCustomer,
            State::Approved if self.captured > 0 => Moment::BetweenParts,
            State::Approved => Moment::AwaitingConfirmation,
            State::Closed => Moment::Closed,
            State::Failed(_) => Moment::Failed,
        }
    }

    fn words(&self, quirks: &Quirks) -> Words {
        match self.state {
            State::Received => Words::Received,
            State::Pending => Words::Pending,
            State::Approved if self.captured > 0 => match quirks.between_parts {
                BetweenParts::StaysPending => Words::ConfirmationPending,
                BetweenParts::SaysPartialOk => Words::PartialOk,
                BetweenParts::SaysPending => Words::Pending,
            },
            State::Approved => Words::ConfirmationPending,
            State::Closed if self.is_partial() && !quirks.closed_with_rest_says_ok => {
                Words::PartialOk
            }
            State::Closed => Words::Ok,
            State::Failed(reason) => Words::Failure(reason),
        }
    }

    /// As answers show it.
    pub fn shown(&self, quirks: &Quirks) -> Shown {
        let sum = if self.is_partial() {
            self.captured
        } else {
            AUTHORISED
        };
        let (paid, authorised) = match quirks.sums {
            Sums::Paid => (sum, AUTHORISED),
            Sums::Hidden => (AUTHORISED, AUTHORISED),
            Sums::AlsoAuthorised => (sum, sum),
        };
        Shown {
            words: self.words(quirks),
            unknown: quirks.unknown_at(self.moment()),
            requested: AUTHORISED,
            authorised: (!quirks.leaves_empty(Empty::AuthorisedAmount)).then_some(authorised),
            paid,
            has_token: false,
            has_link: false,
            subject: Subject::Payment,
        }
    }

    fn confirm(&mut self, amount: u8, closing: bool, quirks: &Quirks) -> Result<(), Refusal> {
        if self.state != State::Approved {
            return Err(Refusal::WrongState);
        }
        let left = AUTHORISED - self.captured;
        if amount == 0 || amount > left {
            return Err(Refusal::Amount);
        }
        let stays_open = match quirks.partial_captures {
            PartialCaptures::Several => !closing,
            PartialCaptures::Refused(_) if !closing || amount < left => return Err(Refusal::Part),
            PartialCaptures::One | PartialCaptures::Refused(_) => false,
        };
        self.captured += amount;
        if !stays_open {
            self.state = State::Closed;
        }
        Ok(())
    }

    fn cancel(&mut self, quirks: &Quirks) -> Result<(), Refusal> {
        self.state = match self.state {
            State::Closed | State::Failed(_) => return Err(Refusal::WrongState),
            State::Received | State::Pending | State::Approved if self.captured == 0 => {
                State::Failed(FailureReason::MerchantAbort)
            }
            State::Received | State::Pending | State::Approved if quirks.cancel_releases_rest => {
                State::Closed
            }
            State::Received | State::Pending | State::Approved => return Err(Refusal::WrongState),
        };
        Ok(())
    }
}

fn fault(no: No) -> Heard {
    Heard::Failed(match no {
        No::Conflict => Failure::Conflict,
        No::Invalid => Failure::Declined,
        No::Unclear => Failure::OutcomeUnknown,
    })
}

impl Twint {
    /// Carries a call out, and answers.
    pub fn carry_out(&mut self, call: Call, quirks: &Quirks) -> Heard {
        match call {
            Call::Start => {
                let order = Order::new();
                self.order = Some(order);
                Heard::Order(Shown {
                    has_token: !quirks.leaves_empty(Empty::Token),
                    ..order.shown(quirks)
                })
            }
            Call::Read | Call::ReadAgain => match &self.order {
                Some(order) => Heard::Order(order.shown(quirks)),
                None => Heard::Failed(Failure::Conflict),
            },
            Call::Find => match self.order {
                Some(_) if quirks.colliding_reversal.is_some() => self.found(self.reversal, quirks),
                Some(order) => Heard::Order(order.shown(quirks)),
                None => Heard::Nothing,
            },
            Call::Confirm { amount, closing } => self.confirm(amount, closing, quirks),
            Call::Cancel => self.cancel(quirks),
            Call::Reverse(amount) => self.reverse(amount, quirks),
            Call::ConfirmReversal => match &self.reversal {
                Some(reversal) if reversal.state == ReversalState::AwaitsConfirmation => {
                    self.finish_reversal();
                    shown_reversal(self.reversal, quirks)
                }
                Some(_) => fault(quirks.confirm_in_wrong_state),
                None => Heard::Failed(Failure::Conflict),
            },
            Call::FindReversal => self.found(self.reversal, quirks),
            Call::FindDenied => self.found(self.denied, quirks),
        }
    }

    fn confirm(&mut self, amount: u8, closing: bool, quirks: &Quirks) -> Heard {
        let Some(order) = &mut self.order else {
            return Heard::Failed(Failure::Conflict);
        };
        let before = order.shown(quirks);
        let without_effect = quirks.confirm_without_effect;
        if without_effect.strikes(&mut order.confirm_misled.without_effect) {
            return Heard::Order(before);
        }
        if let Err(refusal) = order.confirm(amount, closing, quirks) {
            return fault(match (refusal, quirks.partial_captures) {
                (Refusal::WrongState, _) => quirks.confirm_in_wrong_state,
                (Refusal::Part, PartialCaptures::Refused(no)) => no,
                (Refusal::Amount | Refusal::Part, _) => No::Invalid,
            });
        }
        let state_before = quirks.confirm_shows_state_before;
        if state_before.strikes(&mut order.confirm_misled.state_before) {
            return Heard::Order(before);
        }
        Heard::Order(order.shown(quirks))
    }

    fn cancel(&mut self, quirks: &Quirks) -> Heard {
        let Some(order) = &mut self.order else {
            return Heard::Failed(Failure::Conflict);
        };
        let before = order.shown(quirks);
        let without_effect = quirks.cancel_without_effect;
        if without_effect.strikes(&mut order.cancel_misled.without_effect) {
            return Heard::Order(before);
        }
        if order.cancel(quirks).is_err() {
            return Heard::Failed(Failure::Conflict);
        }
        let state_before = quirks.cancel_shows_state_before;
        if state_before.strikes(&mut order.cancel_misled.state_before) {
            return Heard::Order(before);
        }
        Heard::Order(order.shown(quirks))
    }

    fn reverse(&mut self, amount: u8, quirks: &Quirks) -> Heard {
        let Some(order) = &mut self.order else {
            return Heard::Failed(Failure::Conflict);
        };
        if amount > order.captured - order.refunded - order.refunds_pending {
            return fault(quirks.over_refund);
        }
        match quirks.colliding_reversal {
            Some(CollidingReversal::Refused) => return fault(No::Unclear),
            Some(CollidingReversal::AnswersExisting) => {
                return Heard::Order(Shown {
                    requested: amount,
                    subject: Subject::PaymentForReversal,
                    ..order.shown(quirks)
                });
            }
            Some(CollidingReversal::Accepted | CollidingReversal::RefusedThoughDone) | None => {}
        }
        order.refunds_pending += amount;
        let state = match quirks.reversal {
            ReversalKind::Immediate | ReversalKind::SettlesLater => ReversalState::OnItsWay,
            ReversalKind::NeedsConfirmation => ReversalState::AwaitsConfirmation,
        };
        self.reversal = Some(Reversal { state, amount });
        if quirks.reversal == ReversalKind::Immediate {
            self.finish_reversal();
        }
        if quirks.colliding_reversal == Some(CollidingReversal::RefusedThoughDone) {
            return fault(No::Unclear);
        }
        shown_reversal(self.reversal, quirks)
    }

    /// What a search for the reversal's reference finds: the payment as well where it bears the same.
    fn found(&self, reversal: Option<Reversal>, quirks: &Quirks) -> Heard {
        let reversal = shown_reversal(reversal, quirks);
        let payment = self.order.filter(|_| quirks.colliding_reversal.is_some());
        match (payment, reversal) {
            (None, reversal) => reversal,
            (Some(_), Heard::Order(reversal)) if quirks.finds_newest_only => Heard::Order(reversal),
            (Some(payment), Heard::Order(reversal)) => Heard::Two(payment.shown(quirks), reversal),
            (Some(payment), Heard::Two(..) | Heard::Nothing | Heard::Failed(_)) => {
                Heard::Order(payment.shown(quirks))
            }
        }
    }

    /// Moves the money of the reversal.
    pub fn finish_reversal(&mut self) {
        finish(&mut self.order, &mut self.reversal);
    }

    /// Moves the money of the reversal that the merchant entered as not carried out.
    pub fn finish_denied(&mut self) {
        finish(&mut self.order, &mut self.denied);
    }

    /// What was taken in all, in Rappen.
    pub fn captured(&self) -> u8 {
        self.order.map_or(0, |order| order.captured)
    }

    /// What was given back in all, in Rappen.
    pub fn refunded(&self) -> u8 {
        self.order.map_or(0, |order| order.refunded)
    }
}

fn finish(order: &mut Option<Order>, reversal: &mut Option<Reversal>) {
    if let (Some(order), Some(reversal)) = (order, reversal) {
        reversal.state = ReversalState::Done;
        order.refunds_pending -= reversal.amount;
        order.refunded += reversal.amount;
    }
}

fn shown_reversal(reversal: Option<Reversal>, quirks: &Quirks) -> Heard {
    let Some(reversal) = reversal else {
        return Heard::Nothing;
    };
    Heard::Order(Shown {
        words: match reversal.state {
            ReversalState::AwaitsConfirmation => Words::ConfirmationPending,
            ReversalState::OnItsWay => Words::Pending,
            ReversalState::Done => Words::Ok,
        },
        unknown: quirks.unknown_at(Moment::Reversal),
        requested: reversal.amount,
        authorised: (!quirks.leaves_empty(Empty::AuthorisedAmount)).then_some(reversal.amount),
        paid: reversal.amount,
        has_token: false,
        has_link: !quirks.leaves_empty(Empty::Link),
        subject: Subject::Reversal,
    })
}
