//! The plugin's tables, as far as money is concerned: the row of the payment, the rows of its operations, and what Wawi told.

use std::sync::LazyLock;

use arrayvec::ArrayVec;
use twint::books::ending::CancelIntent;
use twint::books::phases::Phase;
use twint::books::standing::Standing;
use twint::books::wawi::wish::WawiWish;
use twint::twint::values::identifiers::Reference;
use twint::twint::values::order::Capture;

use crate::shown::{AUTHORISED, REFERENCE, chf};

/// How long ago something was, as far as the plugin tells times apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Age {
    /// TWINT may still be at it.
    Fresh,
    /// TWINT is done with it: `Operation::isOld()`.
    Old,
    /// Nothing tells any more: `Operation::isLongWithoutOutcome()`, or ten minutes of an order in a state that nobody knows.
    Long,
}

/// The row of the payment: `Transaction`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Payment {
    /// Its phase.
    pub phase: Phase,
    /// In Rappen.
    pub captured: u8,
    /// In Rappen.
    pub refunded: u8,
    /// Whether nothing more can be captured.
    pub closed: bool,
    /// Whether TWINT's name for the order is known.
    pub named: bool,
    /// Whether the digits for the buyer are known.
    pub token: bool,
    /// Whether the time for paying is over.
    pub expired: bool,
}

impl Payment {
    /// `Settlement::concernsTwint()`: whether there is still something to learn from TWINT.
    pub fn concerns_twint(&self) -> bool {
        self.phase.is_open() || self.phase == Phase::PartiallyCaptured
    }

    /// `Transaction::payment()`.
    pub fn standing(&self, capture: Capture) -> Standing {
        static NAME: LazyLock<Reference> =
            LazyLock::new(|| REFERENCE.parse().expect("a reference"));
        Standing {
            phase: self.phase,
            capture,
            reference: NAME.clone(),
            authorised: chf(AUTHORISED),
            captured: chf(self.captured),
            refunded: chf(self.refunded),
            closed: self.closed,
        }
    }
}

/// What an operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The start.
    Start,
    /// A capture.
    Capture,
    /// A cancellation.
    Cancel,
    /// A refund.
    Refund,
}

/// How far it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowState {
    /// On its way, or its sender died.
    Sent,
    /// Carried out.
    Done,
    /// Not carried out.
    Refused,
    /// The answer was lost.
    Unknown,
}

/// The row of an operation: `Operation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// How far it came.
    pub state: RowState,
    /// Whether somebody wished it by hand or Wawi did, so that it has a form's key.
    pub by_wish: bool,
    /// Whether that was Wawi.
    pub by_wawi: bool,
    /// Whether phase and sums show it.
    pub booked: bool,
    /// Whether the merchant once entered that it was not carried out.
    pub denied: bool,
    /// In Rappen.
    pub amount: u8,
    /// Whether it closes the order.
    pub closing: bool,
    /// Why, of a cancellation.
    pub intent: Option<CancelIntent>,
    /// How long ago it was written down.
    pub age: Age,
}

impl Row {
    /// `Operation::hasNoKnownOutcome()`.
    pub fn has_no_known_outcome(&self) -> bool {
        match self.state {
            RowState::Sent | RowState::Unknown => true,
            RowState::Done | RowState::Refused => false,
        }
    }

    /// `Operation::isOpen()` of one with a key.
    pub fn is_open_wish(&self) -> bool {
        self.by_wish && (self.has_no_known_outcome() || !self.booked)
    }

    /// Whether it counts as not carried out because the merchant entered so: `OperationRepository::denied()`.
    pub fn is_denied(&self) -> bool {
        self.denied && self.state == RowState::Refused
    }

    /// `Operation::isOld()`.
    pub fn is_old(&self) -> bool {
        self.age >= Age::Old
    }
}

/// What Wawi told and nobody has worked off: `Entry`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry {
    /// What the merchant's settings make of it.
    pub wish: WawiWish,
    /// What became of the operation under its key, where there was one; an open one is among the rows.
    pub operation: Option<RowState>,
}

/// The most rows that are kept at once.
const MOST_ROWS: usize = 8;

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Books {
    /// The payment's row.
    pub payment: Payment,
    /// The operations, the oldest first, without those that nothing asks about any more.
    pub rows: ArrayVec<Row, MOST_ROWS>,
    /// For how long the order has been noted to be in a state that nobody knows.
    pub unrecognised: Option<Age>,
    /// Whether the payment has been uncertain for an hour.
    pub long_uncertain: bool,
    /// What Wawi told.
    pub news: Option<Entry>,
    /// How many of the order's three pieces have left.
    pub delivered: u8,
}

impl Books {
    /// Right after `Starter::note()`.
    pub fn new() -> Self {
        let start = Row {
            kind: Kind::Start,
            state: RowState::Sent,
            by_wish: false,
            by_wawi: false,
            booked: false,
            denied: false,
            amount: AUTHORISED,
            closing: false,
            intent: None,
            age: Age::Fresh,
        };
        Self {
            payment: Payment {
                phase: Phase::Created,
                captured: 0,
                refunded: 0,
                closed: false,
                named: false,
                token: false,
                expired: false,
            },
            rows: ArrayVec::from_iter([start]),
            unrecognised: None,
            long_uncertain: false,
            news: None,
            delivered: 0,
        }
    }

    /// `OperationRepository::open()`.
    pub fn open_wish(&self) -> Option<Row> {
        self.rows.iter().copied().find(Row::is_open_wish)
    }

    /// `OperationRepository::denied()`.
    pub fn denied(&self) -> Option<usize> {
        self.rows.iter().position(Row::is_denied)
    }

    /// `OperationRepository::latest(…, CANCEL)`.
    pub fn last_cancel(&self) -> Option<usize> {
        self.rows.iter().rposition(|row| row.kind == Kind::Cancel)
    }

    /// Lets time pass.
    pub fn grow_old(&mut self, age: Age) {
        for row in &mut self.rows {
            row.age = row.age.max(age);
        }
        if age == Age::Long {
            self.unrecognised = self.unrecognised.map(|_| age);
            self.long_uncertain = self.payment.phase == Phase::Uncertain;
        }
    }

    /// No row bears the key of Wawi's news any more.
    pub fn forget_key(&mut self) {
        for row in &mut self.rows {
            row.by_wawi = false;
        }
    }

    /// Forgets what nothing asks about any more, so that books with the same future are the same.
    pub fn forget(&mut self) {
        self.note_end_of_news();
        let last_cancel = self.last_cancel().filter(|_| self.payment.concerns_twint());
        let awaits_cancel = self.rows.iter().any(Row::is_awaited_cancel);
        let mut kept: ArrayVec<Row, MOST_ROWS> = ArrayVec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let is_last_cancel = Some(index) == last_cancel;
            let is_repeated = self.rows[index + 1..]
                .iter()
                .any(|later| later.repeats(row));
            if row.is_denied() {
                kept.push(*row);
            } else if is_last_cancel || !row.is_settled() && !is_repeated {
                kept.push(row.as_asked_about(is_last_cancel, awaits_cancel));
            }
        }
        self.rows = kept;
    }

    fn note_end_of_news(&mut self) {
        for row in &mut self.rows {
            if row.by_wawi && row.is_settled() {
                row.by_wawi = false;
                if let Some(news) = &mut self.news {
                    news.operation = Some(row.state);
                }
            }
        }
    }
}

impl Row {
    fn is_settled(&self) -> bool {
        !self.has_no_known_outcome() && !self.is_open_wish()
    }

    /// A cancellation that nobody wished by hand: of a payment that is over, the reconciliation's release.
    pub fn is_release_without_end(&self) -> bool {
        self.kind == Kind::Cancel && !self.by_wish && self.has_no_known_outcome()
    }

    fn is_awaited_cancel(&self) -> bool {
        self.kind == Kind::Cancel && self.has_no_known_outcome()
    }

    /// Whether whatever becomes of the earlier becomes of this.
    fn repeats(&self, earlier: &Self) -> bool {
        let is_own = !self.by_wish && !earlier.by_wish;
        is_own && self.kind == earlier.kind && self.has_no_known_outcome()
    }

    /// Only what somebody asks.
    fn as_asked_about(&self, is_last_cancel: bool, awaits_cancel: bool) -> Self {
        if self.is_open_wish() {
            let is_resolved_by_hand = match self.kind {
                Kind::Capture | Kind::Refund => true,
                Kind::Start | Kind::Cancel => false,
            };
            let may_take_an_hour = is_resolved_by_hand && self.has_no_known_outcome();
            return Self {
                age: if may_take_an_hour {
                    self.age
                } else {
                    self.age.min(Age::Old)
                },
                ..*self
            };
        }
        Self {
            state: if self.has_no_known_outcome() {
                RowState::Sent
            } else {
                RowState::Refused
            },
            by_wish: false,
            booked: false,
            // For TWINT that nobody can pay it is a reason of the merchant's.
            intent: self
                .intent
                .filter(|intent| is_last_cancel && *intent != CancelIntent::Lost),
            age: if is_last_cancel && awaits_cancel {
                self.age.min(Age::Old)
            } else {
                Age::Old
            },
            ..*self
        }
    }
}

impl Default for Books {
    fn default() -> Self {
        Self::new()
    }
}
