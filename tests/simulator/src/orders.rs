//! One order: its states and what may happen in each.

use serde::Serialize;
use uuid::Uuid;

use crate::check_in_quirks::ExpressOrder;
use crate::clock::{DAY_MS, Millis};
use crate::money::Rappen;
use crate::quirks::{
    CancelAfterCapture, ClosedWithRest, FailureReason, Moment, OptionalElement, PairingStatus,
    PartialCaptures, PartialConfirmation, Quirks, ReversalAnswer,
};

/// `Order/@type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)] // TWINT's own words
pub enum Kind {
    PaymentImmediate,
    PaymentDeferred,
    PaymentRecurring,
    Reversal,
    Credit,
}

impl Kind {
    /// TWINT's word.
    pub const fn text(self) -> &'static str {
        match self {
            Self::PaymentImmediate => "PAYMENT_IMMEDIATE",
            Self::PaymentDeferred => "PAYMENT_DEFERRED",
            Self::PaymentRecurring => "PAYMENT_RECURRING",
            Self::Reversal => "REVERSAL",
            Self::Credit => "CREDIT",
        }
    }

    /// By TWINT's word.
    pub fn named(text: &str) -> Option<Self> {
        [
            Self::PaymentImmediate,
            Self::PaymentDeferred,
            Self::PaymentRecurring,
            Self::Reversal,
            Self::Credit,
        ]
        .into_iter()
        .find(|k| k.text() == text)
    }
}

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Created, no phone has taken it.
    Received,
    /// A phone shows it, or (a reversal) it is on its way.
    Pending,
    /// Approved, the money is reserved, the merchant must confirm.
    ConfirmationPending,
    /// Done; `partial` when less was captured than authorised.
    Succeeded {
        /// Less than authorised.
        partial: bool,
    },
    /// Over without money.
    Failed(FailureReason),
}

/// Status and reason as TWINT writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusText {
    pub status: &'static str,
    pub status_code: i32,
    pub reason: &'static str,
    pub reason_code: i32,
}

const fn in_progress(reason: &'static str, reason_code: i32) -> StatusText {
    StatusText {
        status: "IN_PROGRESS",
        status_code: 1,
        reason,
        reason_code,
    }
}

const fn success(reason: &'static str, reason_code: i32) -> StatusText {
    StatusText {
        status: "SUCCESS",
        status_code: 0,
        reason,
        reason_code,
    }
}

const CONFIRMATION_PENDING: StatusText = in_progress("ORDER_CONFIRMATION_PENDING", 91);

/// Who made something happen; for the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Actor {
    /// By SOAP.
    Merchant,
    /// By phone.
    Customer,
    /// Nobody: a clock ran out.
    Time,
}

/// A step in an order's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// When, Swiss local time.
    pub at: String,
    /// Who.
    pub by: Actor,
    /// `IN_PROGRESS/ORDER_RECEIVED` and the like.
    pub state: String,
}

/// What a merchant asked for with `StartOrder`.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    pub uuid: Uuid,
    pub reference: String,
    pub kind: Kind,
    pub confirmation_needed: bool,
    pub posting_type: String,
    pub requested: Rappen,
    /// The amount as it was written; TWINT echoes it.
    pub requested_text: String,
    /// What else stood in the order, written as the answers repeat it.
    pub repeated: Vec<(OptionalElement, String)>,
    pub store: Uuid,
    pub cash_register: String,
    pub token: Option<u32>,
    pub link: Option<Uuid>,
    /// The check-in that pays it.
    pub check_in: Option<Uuid>,
}

impl Wish {
    /// An element as the answers repeat it; empty when the order has none.
    pub(crate) fn repeated(&self, wanted: OptionalElement) -> &str {
        let found = self.repeated.iter().find(|(element, _)| *element == wanted);
        found.map_or("", |(_, xml)| xml)
    }
}

/// An order with its money.
#[derive(Debug)]
pub(crate) struct Order {
    pub wish: Wish,
    pub state: State,
    pub pairing: PairingStatus,
    pub created_at: Millis,
    pub processed_at: Millis,
    /// When a phone took it.
    pub paired_at: Option<Millis>,
    /// When the customer approved.
    pub approved_at: Option<Millis>,
    pub authorized: Rappen,
    pub captured: Rappen,
    pub refunded: Rappen,
    /// Refunds under way that have not moved money yet.
    pub refunds_pending: Rappen,
    pub history: Vec<(Millis, Actor, &'static str, &'static str)>,
    pub confirm_strikes: QuirkStrikes,
    pub cancel_strikes: QuirkStrikes,
}

/// How often a quirk has struck calls of one operation about an order.
#[derive(Debug, Default)]
pub(crate) struct QuirkStrikes {
    pub without_effect: u32,
    pub state_before: u32,
}

/// Why a step is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    WrongState,
    Amount,
    /// Not all that is left, though this merchant may not capture in parts.
    Part,
}

impl Order {
    pub(crate) fn new(wish: Wish, now: Millis, quirks: &Quirks) -> Self {
        let reversal = wish.kind == Kind::Reversal;
        let mut order = Self {
            state: State::Received,
            pairing: if reversal {
                PairingStatus::NoPairing
            } else {
                PairingStatus::PairingInProgress
            },
            created_at: now,
            processed_at: now,
            paired_at: None,
            approved_at: None,
            authorized: Rappen::ZERO,
            captured: Rappen::ZERO,
            refunded: Rappen::ZERO,
            refunds_pending: Rappen::ZERO,
            history: Vec::with_capacity(4),
            confirm_strikes: QuirkStrikes::default(),
            cancel_strikes: QuirkStrikes::default(),
            wish,
        };
        if reversal {
            order.state = match quirks.reversal {
                ReversalAnswer::Immediate => State::Succeeded { partial: false },
                ReversalAnswer::NeedsConfirmation => State::ConfirmationPending,
                ReversalAnswer::SettlesLater => State::Pending,
            };
        }
        order.note(now, Actor::Merchant, quirks);
        order
    }

    fn note(&mut self, at: Millis, by: Actor, quirks: &Quirks) {
        let text = self.status(quirks);
        self.processed_at = at;
        self.history.push((at, by, text.status, text.reason));
    }

    fn enter(&mut self, state: State, at: Millis, by: Actor, quirks: &Quirks) {
        self.state = state;
        if let State::Failed(_) = state {
            self.pairing = quirks.pairing_status_when_failed;
        }
        self.note(at, by, quirks);
    }

    pub(crate) fn is_reversal(&self) -> bool {
        self.wish.kind == Kind::Reversal
    }

    /// Whether the customer has yet to decide.
    pub(crate) fn waits_for_customer(&self) -> bool {
        matches!(self.state, State::Received | State::Pending) && !self.is_reversal()
    }

    /// Whether nothing can happen any more but a reversal.
    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.state, State::Succeeded { .. } | State::Failed(_))
    }

    /// What the customer approved and the merchant has not captured yet.
    pub(crate) fn reserved(&self) -> Rappen {
        if self.state == State::ConfirmationPending && !self.is_reversal() {
            self.authorized.less(self.captured)
        } else {
            Rappen::ZERO
        }
    }

    /// Where it is in its life.
    pub(crate) fn moment(&self) -> Moment {
        if self.is_reversal() {
            return Moment::Reversal;
        }
        match self.state {
            State::Received | State::Pending => Moment::AwaitingCustomer,
            State::ConfirmationPending if self.captured > Rappen::ZERO => Moment::BetweenParts,
            State::ConfirmationPending => Moment::AwaitingConfirmation,
            State::Succeeded { .. } => Moment::Closed,
            State::Failed(_) => Moment::Failed,
        }
    }

    pub(crate) fn refundable(&self) -> Rappen {
        self.captured.less(self.refunded).less(self.refunds_pending)
    }

    pub(crate) fn status(&self, quirks: &Quirks) -> StatusText {
        match self.state {
            State::Received => in_progress("ORDER_RECEIVED", 80),
            State::Pending => in_progress("ORDER_PENDING", 90),
            State::ConfirmationPending if self.captured > Rappen::ZERO => {
                match quirks.partial_confirmation {
                    PartialConfirmation::StaysPending => CONFIRMATION_PENDING,
                    PartialConfirmation::SaysPartialOk => success("ORDER_PARTIAL_OK", 1),
                    PartialConfirmation::SaysPending => in_progress("ORDER_PENDING", 90),
                }
            }
            State::ConfirmationPending => CONFIRMATION_PENDING,
            State::Succeeded { partial: false } => success("ORDER_OK", 0),
            State::Succeeded { partial: true } => match quirks.closed_with_rest {
                ClosedWithRest::PartialOk => success("ORDER_PARTIAL_OK", 1),
                ClosedWithRest::Ok => success("ORDER_OK", 0),
            },
            State::Failed(reason) => StatusText {
                status: "FAILURE",
                status_code: 2,
                reason: reason.text(),
                reason_code: match reason {
                    FailureReason::GeneralError => 100,
                    FailureReason::ClientTimeout => 101,
                    FailureReason::MerchantAbort => 102,
                    FailureReason::ClientAbort => quirks.client_abort_code,
                    // Only its name is known, from the newest SDK.
                    FailureReason::CustomerAbort => 104,
                },
            },
        }
    }

    // ── the customer ──

    pub(crate) fn pair(&mut self, now: Millis, quirks: &Quirks) -> Result<(), Refusal> {
        if self.state != State::Received || self.is_reversal() {
            return Err(Refusal::WrongState);
        }
        self.pairing = PairingStatus::PairingActive;
        self.paired_at = Some(now);
        self.enter(State::Pending, now, Actor::Customer, quirks);
        Ok(())
    }

    pub(crate) fn approve(&mut self, now: Millis, quirks: &Quirks) -> Result<(), Refusal> {
        if !self.waits_for_customer() {
            return Err(Refusal::WrongState);
        }
        if self.state == State::Received {
            self.pair(now, quirks)?;
        }
        self.authorized = self.wish.requested;
        self.approved_at = Some(now);
        let deferred =
            self.wish.kind == Kind::PaymentDeferred && quirks.deferred_always_needs_confirmation;
        if self.wish.confirmation_needed || deferred {
            self.enter(State::ConfirmationPending, now, Actor::Customer, quirks);
        } else {
            self.captured = self.authorized;
            self.enter(
                State::Succeeded { partial: false },
                now,
                Actor::Customer,
                quirks,
            );
        }
        Ok(())
    }

    pub(crate) fn decline(&mut self, now: Millis, quirks: &Quirks) -> Result<(), Refusal> {
        if !self.waits_for_customer() {
            return Err(Refusal::WrongState);
        }
        self.enter(
            State::Failed(quirks.decline_reason),
            now,
            Actor::Customer,
            quirks,
        );
        Ok(())
    }

    /// Lets the customer's time, or the confirmation window, run out now.
    pub(crate) fn expire(&mut self, now: Millis, quirks: &Quirks) -> Result<(), Refusal> {
        if self.waits_for_customer() {
            let reason = FailureReason::ClientTimeout;
            self.enter(State::Failed(reason), now, Actor::Time, quirks);
            return Ok(());
        }
        if self.state != State::ConfirmationPending || self.is_reversal() {
            return Err(Refusal::WrongState);
        }
        let end = if self.captured > Rappen::ZERO {
            State::Succeeded {
                partial: self.captured < self.authorized,
            }
        } else {
            State::Failed(quirks.confirmation_expiry_reason)
        };
        self.enter(end, now, Actor::Time, quirks);
        Ok(())
    }

    /// The customer approved it beforehand, by a check-in.
    pub(crate) fn begin_express(&mut self, how: ExpressOrder, now: Millis, quirks: &Quirks) {
        match how {
            ExpressOrder::ConfirmationPending => drop(self.approve(now, quirks)),
            ExpressOrder::PendingFirst => drop(self.pair(now, quirks)),
            ExpressOrder::Fails => {
                let end = State::Failed(FailureReason::GeneralError);
                self.enter(end, now, Actor::Customer, quirks);
            }
        }
    }

    // ── the merchant ──

    /// Books `amount`; the caller moves a reversal's money on the original.
    pub(crate) fn confirm(
        &mut self,
        amount: Rappen,
        partial: bool,
        now: Millis,
        quirks: &Quirks,
    ) -> Result<(), Refusal> {
        if self.state != State::ConfirmationPending {
            return Err(Refusal::WrongState);
        }
        if self.is_reversal() {
            if amount != self.wish.requested {
                return Err(Refusal::Amount);
            }
            self.enter(
                State::Succeeded { partial: false },
                now,
                Actor::Merchant,
                quirks,
            );
            return Ok(());
        }
        let left = self.authorized.less(self.captured);
        if amount == Rappen::ZERO || amount > left {
            return Err(Refusal::Amount);
        }
        let stays_open = match quirks.partial_captures {
            PartialCaptures::Several => partial,
            PartialCaptures::Refused if partial || amount < left => return Err(Refusal::Part),
            PartialCaptures::One | PartialCaptures::Refused => false,
        };
        self.captured = self.captured + amount;
        let next = if stays_open {
            State::ConfirmationPending
        } else {
            State::Succeeded {
                partial: self.captured < self.authorized,
            }
        };
        self.enter(next, now, Actor::Merchant, quirks);
        Ok(())
    }

    pub(crate) fn cancel(&mut self, now: Millis, quirks: &Quirks) -> Result<(), Refusal> {
        if self.is_closed() || self.is_reversal() {
            return Err(Refusal::WrongState);
        }
        let end = if self.captured == Rappen::ZERO {
            State::Failed(FailureReason::MerchantAbort)
        } else if quirks.cancel_after_capture == CancelAfterCapture::ReleasesRest {
            State::Succeeded {
                partial: self.captured < self.authorized,
            }
        } else {
            return Err(Refusal::WrongState);
        };
        self.enter(end, now, Actor::Merchant, quirks);
        Ok(())
    }

    /// A reversal that was on its way arrives.
    pub(crate) fn arrive(&mut self, now: Millis, quirks: &Quirks) {
        self.enter(
            State::Succeeded { partial: false },
            now,
            Actor::Time,
            quirks,
        );
    }

    // ── time ──

    /// What happens next if nobody does anything, and when.
    pub(crate) fn next_event(
        &self,
        auto_approve_after_ms: Option<u64>,
        quirks: &Quirks,
    ) -> Option<(Millis, Event)> {
        let after = |from: Millis, ms: u64| {
            from.saturating_add(Millis::try_from(ms).unwrap_or(Millis::MAX))
        };
        match self.state {
            State::Pending if self.is_reversal() => {
                Some((after(self.created_at, 2_000), Event::Arrival))
            }
            State::Received | State::Pending if self.wish.check_in.is_some() => {
                Some((after(self.created_at, 2_000), Event::Approval))
            }
            State::Received | State::Pending => {
                let end = match (self.paired_at, quirks.scanned_timeout_ms) {
                    (Some(paired_at), Some(ms)) => after(paired_at, ms),
                    _ => after(self.created_at, quirks.customer_timeout_ms),
                };
                match auto_approve_after_ms {
                    Some(ms) if after(self.created_at, ms) < end => {
                        Some((after(self.created_at, ms), Event::Approval))
                    }
                    _ => Some((end, Event::Expiry)),
                }
            }
            State::ConfirmationPending if !self.is_reversal() => {
                let approved_at = self.approved_at.unwrap_or(self.created_at);
                let window = quirks.confirmation_window_ms;
                let days = quirks.reservation_days.map(Millis::from);
                let ends = [
                    window.map(|ms| after(approved_at, ms)),
                    days.map(|days| approved_at.saturating_add(days * DAY_MS)),
                ];
                let end = ends.into_iter().flatten().min()?;
                Some((end, Event::Expiry))
            }
            _ => None,
        }
    }
}

/// What time does to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// The automatic customer approves.
    Approval,
    /// Somebody's time is up.
    Expiry,
    /// A reversal is done.
    Arrival,
}
