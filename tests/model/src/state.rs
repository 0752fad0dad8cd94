//! Everything around one payment at one moment.

use arrayvec::ArrayVec;
use twint::books::phases::Phase;

use crate::books::{Books, Kind};
use crate::calls::{Call, Heard};
use crate::plugin::Job;
use crate::twint_side::{Reversal, ReversalState, State as OrderState, Twint};

/// The most calls that can be on their way without anybody who waits for them.
pub const MOST_LOST: usize = 2;

/// Who sent a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sender {
    /// A wish that is open.
    Wish,
    /// A wish that has an end in the books.
    FormerWish,
    /// The plugin by itself.
    Plugin,
}

/// A process that waits for TWINT. It is what it was begun for and what it has heard: to go on, it is run anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Process {
    /// What it was begun for.
    pub job: Job,
    /// The books when it began.
    pub began_with: Books,
    /// What came back so far.
    pub heard: Vec<Heard>,
    /// What it asks.
    pub waits_for: Call,
}

/// What nobody in the plugin knows, for the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Witness {
    /// How often TWINT moved money for the wish that is open.
    pub moved_for_wish: u8,
    /// How often the refund that is open was sent.
    pub refund_sent: u8,
    /// How often the start was sent.
    pub start_sent: u8,
    /// Whether the buyer was shown the digits.
    pub token_shown: bool,
    /// Whether there is a refund that the merchant entered as not carried out, of which TWINT's order was set aside.
    pub is_denial_noted: bool,
}

/// Everything at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    /// TWINT's side.
    pub twint: Twint,
    /// Calls that TWINT may still carry out though nobody waits for the answer.
    pub lost: ArrayVec<(Call, Sender), MOST_LOST>,
    /// Ours.
    pub books: Books,
    /// Who is at it; the claim lets in one at a time.
    pub process: Option<Process>,
    /// For the rules.
    pub witness: Witness,
}

impl State {
    /// The attempt is noted, and its sender about to ask TWINT.
    pub fn first() -> Self {
        let books = Books::new();
        let process = Process {
            job: Job::Start,
            began_with: books.clone(),
            heard: Vec::new(),
            waits_for: Call::Start,
        };
        Self {
            twint: Twint::default(),
            lost: ArrayVec::new(),
            books,
            process: Some(process),
            witness: Witness {
                start_sent: 1,
                ..Witness::default()
            },
        }
    }

    /// Whether TWINT took and gave back what the books say.
    pub fn agrees(&self) -> bool {
        let payment = self.books.payment;
        (payment.captured, payment.refunded) == (self.twint.captured(), self.twint.refunded())
    }

    /// Of a refund that the merchant entered as not carried out, TWINT's order is no longer the one in question, until the books ask again.
    fn set_denied_aside(&mut self) {
        let is_denied = self.books.denied().is_some();
        if is_denied == self.witness.is_denial_noted {
            return;
        }
        self.witness.is_denial_noted = is_denied;
        let twint = &mut self.twint;
        if is_denied {
            // One that comes later is of another refund, even where TWINT never made this one's.
            twint.denied = twint.reversal.take();
        } else if let Some(reversal) = twint.denied.take() {
            twint.reversal = Some(reversal);
            self.witness.refund_sent = 1;
            self.witness.moved_for_wish = u8::from(reversal.state == ReversalState::Done);
        }
    }

    /// Forgets what nothing asks about any more, so that states that have the same future are the same.
    pub fn settle(&mut self) {
        self.set_denied_aside();
        if self.process.is_none() {
            self.books.forget();
            if self.books.open_wish().is_none() {
                self.forget_wish();
            }
        }
        let is_closed = self.twint.order.is_some_and(|order| match order.state {
            OrderState::Closed | OrderState::Failed(_) => true,
            OrderState::Received | OrderState::Pending | OrderState::Approved => false,
        });
        if is_closed {
            // Nothing comes of these any more.
            self.lost
                .retain(|(call, _)| !matches!(call, Call::Confirm { .. } | Call::Cancel));
        }
        let awaits = |reversal: Reversal| reversal.state == ReversalState::AwaitsConfirmation;
        if !self.twint.reversal.is_some_and(awaits) {
            // It names the reversal that it was sent for, and confirms no later one.
            self.lost.retain(|(call, _)| *call != Call::ConfirmReversal);
        }
        self.lost.sort_unstable();
        self.forget_time_for_paying();
        let waits = self
            .twint
            .order
            .is_none_or(|order| order.waits_for_customer());
        self.witness.token_shown = waits && (self.witness.token_shown || self.books.payment.token);
    }

    /// Once the buyer has decided and we know it, it makes no difference whether the time for paying is over.
    fn forget_time_for_paying(&mut self) {
        let payment = &mut self.books.payment;
        let has_decided = self
            .twint
            .order
            .is_some_and(|order| !order.waits_for_customer() && order.captured == payment.captured);
        let is_known = match payment.phase {
            Phase::Created | Phase::Pending => false,
            Phase::Authorised
            | Phase::Uncertain
            | Phase::PartiallyCaptured
            | Phase::Captured
            | Phase::PartiallyRefunded
            | Phase::Refunded
            | Phase::Cancelled
            | Phase::Failed => true,
        };
        payment.expired |= has_decided && is_known && self.process.is_none();
    }

    fn forget_wish(&mut self) {
        self.witness.moved_for_wish = 0;
        self.witness.refund_sent = 0;
        for (_, sender) in &mut self.lost {
            if *sender == Sender::Wish {
                *sender = Sender::FormerWish;
            }
        }
        self.twint
            .reversal
            .take_if(|reversal| reversal.state == ReversalState::Done);
    }
}

impl Process {
    /// Who sends what it asks.
    pub fn sender(&self, books: &Books) -> Sender {
        let is_wish = books.open_wish().is_some_and(|wish| match self.waits_for {
            Call::Confirm { .. } => wish.kind == Kind::Capture,
            Call::Reverse(_) | Call::ConfirmReversal => wish.kind == Kind::Refund,
            Call::Start
            | Call::Read
            | Call::ReadAgain
            | Call::Find
            | Call::Cancel
            | Call::FindReversal
            | Call::FindDenied => false,
        });
        if is_wish {
            Sender::Wish
        } else {
            Sender::Plugin
        }
    }
}

impl Witness {
    /// Keeps that a call is sent.
    pub fn note_call(&mut self, call: Call) {
        match call {
            Call::Start => self.start_sent += 1,
            Call::Reverse(_) => self.refund_sent += 1,
            Call::Read
            | Call::ReadAgain
            | Call::Find
            | Call::Confirm { .. }
            | Call::Cancel
            | Call::ConfirmReversal
            | Call::FindReversal
            | Call::FindDenied => {}
        }
    }
}

/// Whether the phase says that nothing is in question.
pub fn is_at_rest(phase: Phase) -> bool {
    match phase {
        Phase::Created | Phase::Pending | Phase::Authorised | Phase::Uncertain => false,
        Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => true,
    }
}
