//! What the plugin's PHP writes before and after each call, mirrored by hand so that a reader can lay the two side by side.
//!
//! Each `impl` block names the class it mirrors, each method bears the name of PHP's. What has no bearing on money is left out: duties in
//! the shop, mails, texts, who did it. A process that holds the payment's claim is the only one that writes, so it is one function from
//! its beginning to its end; where it waits for TWINT it stops with [`Stop::WaitsFor`], and goes on by being run anew with one answer more.

use twint::books::calls::{RecordedCall, is_cancellation_underway, past_calls, why_not_entered};
use twint::books::denial::{Answered, DenialRefusal};
use twint::books::ending::{CancelIntent, cancel_intent};
use twint::books::next_step::{Action, ObservedOrder, PastCalls, Step};
use twint::books::operation::{
    Inquiry, OperationAge, OperationKind, OperationState, inquiry, needs_merchant,
};
use twint::books::permitted::{Permitted, Underway};
use twint::books::phases::{Actor, Event};
use twint::books::quote::{self, Limit, Quote};
use twint::books::resumption::{Resumption, resumption};
use twint::books::standing::Standing;
use twint::books::wawi::earlier_try::{EarlierTry, earlier_try};
use twint::books::wawi::step::WawiAction;
use twint::books::wawi::wish::WawiWish;
use twint::twint::error::{CauseWord, Error, ErrorKind};
use twint::twint::flow::attempt::{self, AttemptStep};
use twint::twint::flow::recovery::{SentCancellation, SentCapture};
use twint::twint::flow::refund_steps::{Refund, RefundStep, Unconfirmed};
use twint::twint::values::money::Chf;
use twint::twint::values::order::{Capture, Order, OrderState};

use crate::books::{Age, Books, Kind, Payment, Row, RowState};
use crate::calls::{Call, Failure, Heard};
use crate::decisions::{Decisions, Judged, LONG};
use crate::shown::{AUTHORISED, chf, order_uuid, rappen};

/// What a process was begun for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Job {
    /// `PaymentService::begin()`, after `Starter::note()`.
    Start,
    /// `PaymentService::settle()`: the pay page, or whoever wants to know.
    Settle,
    /// `PaymentService::cancel()` by the buyer.
    BuyerCancels,
    /// `PaymentService::recheck()`: an admin, from the reconciliation.
    Recheck,
    /// `Sweep::settleBatch()` with this payment in it.
    Sweep,
    /// `ManualOperations::findOut()`: the sweep, or an admin.
    FindOut,
    /// `ManualOperations::capture()` by an admin.
    Capture {
        /// In Rappen.
        amount: u8,
        /// Whether nothing more is to be captured.
        closing: bool,
    },
    /// `ManualOperations::cancel()` by an admin.
    Cancel,
    /// `ManualOperations::refund()` by an admin, in Rappen.
    Refund(u8),
    /// `ManualOperations::resolve()` by an admin who looked into TWINT's portal.
    Resolve {
        /// Whether it was captured.
        happened: bool,
    },
    /// `ManualOperations::enterOutcome()` by an admin who looked into TWINT's portal.
    Enter {
        /// What TWINT took in all, in Rappen.
        captured: u8,
    },
    /// `FindOutOperations` with a release of the reconciliation that has no end: `PaymentService::recheck()`.
    FindOutRelease,
    /// `FindOutOperations` with a refund that the merchant entered as not carried out: `ManualOperations::reviewDenials()`.
    Review,
    /// `Worker::workOff()` with the news that wait.
    WorkOff,
}

/// Why a process does not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// TWINT is asked.
    WaitsFor(Call),
    /// PHP throws what nobody expects.
    Throws(String),
}

type Result<T> = std::result::Result<T, Stop>;
/// What comes of a call of the extension: an order, or an exception.
type Answer = std::result::Result<Order, Error>;

/// How far a process came since it last heard something.
#[derive(Debug, Clone)]
pub struct Progress {
    /// The books after each thing that was written.
    pub written: Vec<Books>,
    /// Why it stopped; `None`: it is done.
    pub stop: Option<Stop>,
}

/// Runs a job that began with these books and heard so much.
pub fn run(
    decisions: Decisions,
    mode: Capture,
    job: Job,
    began_with: &Books,
    heard: &[Heard],
) -> Progress {
    let mut plugin = Plugin {
        decisions,
        mode,
        books: began_with.clone(),
        heard,
        written: Vec::new(),
    };
    let stop = plugin.run(job).err();
    Progress {
        written: plugin.written,
        stop,
    }
}

/// A process with the payment's claim.
struct Plugin<'a> {
    decisions: Decisions,
    mode: Capture,
    books: Books,
    heard: &'a [Heard],
    written: Vec<Books>,
}

/// Names a row of the operations; rows are only added while a process runs.
type RowId = usize;

/// A cancellation that was sent together with others: `SentCancel`.
struct SentCancel {
    operation: RowId,
    answer: Answer,
}

/// The columns that change beside the phase.
#[derive(Debug, Clone, Copy, Default)]
struct Changes {
    named: bool,
    token: Option<bool>,
    captured: Option<u8>,
    refunded: Option<u8>,
    closed: Option<bool>,
}

impl Changes {
    fn is_none(&self) -> bool {
        !self.named
            && self.token.is_none()
            && self.captured.is_none()
            && self.refunded.is_none()
            && self.closed.is_none()
    }
}

/// What `Settlement::ask()` brings.
enum Asked {
    Order(Option<Order>),
    Gone,
    Unanswered,
}

/// What comes of a wish: `OutcomeKind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    AlreadyDone,
    Busy,
    Refused,
    Unknown,
}

/// What a wish is to become: `NewOperation`.
struct NewOperation {
    kind: Kind,
    amount: u8,
    closing: bool,
}

impl Plugin<'_> {
    fn run(&mut self, job: Job) -> Result<()> {
        let payment = self.books.payment;
        match job {
            Job::Start => self.start(payment).map(drop),
            Job::Settle => self.settle(payment, None).map(drop),
            Job::BuyerCancels => self.settle(payment, Some(CancelIntent::Buyer)).map(drop),
            Job::Recheck | Job::FindOutRelease => self.recheck(payment).map(drop),
            Job::Sweep => self.settle_batch(payment),
            Job::FindOut => self.find_out(payment).map(drop),
            Job::Capture { amount, closing } => {
                self.capture_by_wish(chf(amount), closing, false).map(drop)
            }
            Job::Cancel => self.cancel_by_wish(false).map(drop),
            Job::Refund(amount) => self.refund_by_wish(chf(amount), false).map(drop),
            Job::Resolve { happened } => self.resolve_by_hand(payment, happened).map(drop),
            Job::Enter { captured } => self.enter_outcome(payment, captured).map(drop),
            Job::Review => self.review_denials(payment),
            Job::WorkOff => self.work_off(),
        }
    }

    fn call(&mut self, call: Call) -> Result<Heard> {
        let (first, rest) = self.heard.split_first().ok_or(Stop::WaitsFor(call))?;
        self.heard = rest;
        self.written.clear();
        Ok(*first)
    }

    /// One statement, or one transaction, of the database.
    fn write(&mut self, change: impl FnOnce(&mut Books)) {
        change(&mut self.books);
        self.written.push(self.books.clone());
    }

    fn standing(&self, payment: Payment) -> Standing {
        payment.standing(self.mode)
    }
}

/// Functions of the extension: `src/twint/flow`.
impl Plugin<'_> {
    fn twint_capture(&mut self, amount: Chf, closing: bool, captured_before: u8) -> Result<Answer> {
        let call = self.sent_capture(amount, closing, captured_before);
        let confirm = Call::Confirm {
            amount: rappen(amount),
            closing,
        };
        let mut next = attempt::begin(call);
        loop {
            next = match next {
                AttemptStep::Send(sending) => sending.was_sent(self.call(confirm)?.order()),
                AttemptStep::Read(reading) => reading.was_read(self.call(Call::ReadAgain)?.order()),
                AttemptStep::GiveBack(answer) => return Ok(answer),
            };
        }
    }

    fn twint_find_out_capture(
        &mut self,
        amount: Chf,
        closing: bool,
        captured_before: u8,
    ) -> Result<Answer> {
        let call = self.sent_capture(amount, closing, captured_before);
        let read = self.call(Call::ReadAgain)?.order();
        Ok(attempt::find_out(&call, read))
    }

    fn sent_capture(&self, amount: Chf, closing: bool, captured_before: u8) -> Judged<SentCapture> {
        Judged {
            call: SentCapture {
                amount,
                closing,
                captured_before: chf(captured_before),
                before: None,
            },
            decisions: self.decisions,
        }
    }

    fn twint_cancel(&mut self) -> Result<Answer> {
        let mut next = attempt::begin(Judged {
            call: SentCancellation,
            decisions: self.decisions,
        });
        loop {
            next = match next {
                AttemptStep::Send(sending) => sending.was_sent(self.call(Call::Cancel)?.order()),
                AttemptStep::Read(reading) => reading.was_read(self.call(Call::ReadAgain)?.order()),
                AttemptStep::GiveBack(answer) => return Ok(answer),
            };
        }
    }

    fn twint_refund(&mut self, amount: Chf) -> Result<Answer> {
        let answer = self.call(Call::Reverse(rappen(amount)))?.order();
        self.refund_to_its_end(self.reversal(amount).was_sent(answer))
    }

    fn twint_find_out_refund(&mut self, amount: Chf) -> Result<Answer> {
        let found = self.call(Call::FindReversal)?.orders();
        self.refund_to_its_end(self.reversal(amount).was_searched(found))
    }

    fn reversal(&self, amount: Chf) -> Refund {
        Refund {
            original: order_uuid(),
            amount,
            unconfirmed: Unconfirmed::Confirm,
        }
    }

    fn refund_to_its_end(&mut self, mut next: RefundStep) -> Result<Answer> {
        loop {
            next = match next {
                RefundStep::Confirm(confirming) => {
                    confirming.was_confirmed(self.call(Call::ConfirmReversal)?.order())
                }
                RefundStep::ReadOriginal(reading) => {
                    reading.was_read(self.call(Call::ReadAgain)?.order())
                }
                RefundStep::GiveBack(answer) => return Ok(answer),
            };
        }
    }

    fn next_step(
        &self,
        payment: Payment,
        order: Option<&Order>,
        intent: Option<CancelIntent>,
        unrecognised: Option<Age>,
    ) -> Step {
        (self.decisions.next_step)(
            &self.standing(payment),
            order.map(ObservedOrder::from),
            intent.map(CancelIntent::wish),
            PastCalls {
                unrecognised_for: match unrecognised {
                    Some(Age::Long) => LONG,
                    Some(Age::Fresh | Age::Old) | None => std::time::Duration::ZERO,
                },
                ..self.past_calls()
            },
        )
    }
}

/// `Payment/OperationRepository.php`.
impl Plugin<'_> {
    fn sent(
        &mut self,
        kind: Kind,
        amount: u8,
        closing: bool,
        intent: Option<CancelIntent>,
    ) -> RowId {
        self.insert(Row {
            kind,
            state: RowState::Sent,
            by_wish: false,
            by_wawi: false,
            booked: false,
            denied: false,
            amount,
            closing,
            intent,
            age: Age::Fresh,
        })
    }

    fn insert(&mut self, row: Row) -> RowId {
        self.write(|books| books.rows.push(row));
        self.books.rows.len() - 1
    }

    fn finished(&mut self, id: RowId, state: RowState) {
        self.write(|books| books.rows[id].state = state);
    }

    fn note_booked(&mut self, id: RowId) {
        self.write(|books| books.rows[id].booked = true);
    }

    fn note_final(&mut self, id: RowId) {
        self.write(|books| books.rows[id].closing = true);
    }

    /// The wish whose end is not known or not written down; there is one at most.
    fn open(&self) -> Option<RowId> {
        self.books.rows.iter().position(Row::is_open_wish)
    }

    /// Of several of a kind, one at most was carried out: the last that may have been.
    fn resolve_calls(&mut self, kind: Kind, carried_out: bool) {
        let mut found = !carried_out
            || self
                .books
                .rows
                .iter()
                .any(|row| row.kind == kind && row.state == RowState::Done);
        for id in (0..self.books.rows.len()).rev() {
            let row = self.books.rows[id];
            if row.kind == kind && row.has_no_known_outcome() {
                self.finished(
                    id,
                    if found {
                        RowState::Refused
                    } else {
                        RowState::Done
                    },
                );
                found = true;
            }
        }
    }

    /// `Operation::calls()`.
    fn calls(&self) -> Vec<RecordedCall> {
        self.books.rows.iter().map(recorded).collect()
    }

    fn past_calls(&self) -> PastCalls {
        PastCalls {
            // The plugin has a column for it; a capture is sent only after an approval.
            approved: self.books.rows.iter().any(|row| row.kind == Kind::Capture),
            ..past_calls(&self.calls())
        }
    }
}

/// `Payment/PhaseBook.php`, with `TransactionRepository::advance()`.
impl Plugin<'_> {
    fn apply(
        &mut self,
        payment: Payment,
        event: Event,
        actor: Actor,
        changes: Changes,
    ) -> Result<Payment> {
        self.apply_with(payment, event, actor, changes, |_| {})
    }

    /// The same, with more in the same transaction of the database.
    fn apply_with(
        &mut self,
        payment: Payment,
        event: Event,
        actor: Actor,
        changes: Changes,
        more: impl FnOnce(&mut Books),
    ) -> Result<Payment> {
        let edge = (self.decisions.transition)(payment.phase, event, actor)
            // Who asks need not be who did it: TWINT told it.
            .or_else(|_| (self.decisions.transition)(payment.phase, event, Actor::Twint))
            .map_err(|none| Stop::Throws(none.to_string()))?;
        if edge.from == edge.to && edge.duties.is_empty() && changes.is_none() {
            return Ok(payment);
        }
        if self.books.payment.phase != payment.phase {
            return Err(Stop::Throws("the row is not as it was seen".to_owned()));
        }
        self.write(|books| {
            books.payment.phase = edge.to;
            if edge.from != edge.to {
                // What was noted in one phase says nothing in the next: EventRepository::secondsSince().
                books.unrecognised = None;
                books.long_uncertain = false;
            }
            let row = &mut books.payment;
            row.named |= changes.named;
            row.token = changes.token.unwrap_or(row.token);
            row.captured = changes.captured.unwrap_or(row.captured);
            row.refunded = changes.refunded.unwrap_or(row.refunded);
            row.closed = changes.closed.unwrap_or(row.closed);
            more(books);
        });
        Ok(self.books.payment)
    }
}

/// `Payment/Starter.php`.
impl Plugin<'_> {
    fn start(&mut self, payment: Payment) -> Result<Payment> {
        let operation = 0;
        match self.call(Call::Start)? {
            Heard::Order(shown) => {
                self.finished(operation, RowState::Done);
                let changes = Changes {
                    named: true,
                    token: Some(shown.order().pairing_token.is_some()),
                    ..Changes::default()
                };
                self.apply(payment, Event::Started, Actor::Buyer, changes)
            }
            Heard::Failed(Failure::OutcomeUnknown) => {
                self.finished(operation, RowState::Unknown);
                self.apply(payment, Event::StartLost, Actor::Buyer, Changes::default())
            }
            // Only a search finds two or nothing.
            Heard::Two(..)
            | Heard::Nothing
            | Heard::Failed(Failure::Conflict | Failure::Declined | Failure::Unavailable) => {
                self.finished(operation, RowState::Refused);
                self.apply(
                    payment,
                    Event::StartRefused,
                    Actor::Buyer,
                    Changes::default(),
                )
            }
        }
    }
}

/// `Payment/Settlement.php`.
impl Plugin<'_> {
    fn settle(&mut self, payment: Payment, wish: Option<CancelIntent>) -> Result<Payment> {
        if !payment.concerns_twint() || self.is_being_moved() {
            return Ok(payment);
        }
        match self.ask_for_order(payment)? {
            Asked::Order(order) => self.follow(payment, order, wish, None),
            Asked::Gone => self.doubt(payment),
            Asked::Unanswered => self.unanswered(payment),
        }
    }

    fn continue_with(
        &mut self,
        payment: Payment,
        answer: Answer,
        cancel: Option<SentCancel>,
    ) -> Result<Payment> {
        if self.is_being_moved() {
            return Ok(payment);
        }
        match answer {
            Ok(order) => self.follow(payment, Some(order), None, cancel),
            Err(failed) if failed.kind() == ErrorKind::StateConflict => self.settle(payment, None),
            Err(_) => self.unanswered(payment),
        }
    }

    fn note_cancel(&mut self, payment: Payment, order: &Order) -> Option<RowId> {
        let intent = intent_to_cancel(payment, None);
        if intent.is_none() || self.is_being_moved() {
            return None;
        }
        let step = self.next_step(payment, Some(order), intent, None);
        (step.action == Action::Cancel).then(|| self.sending_cancel(intent))
    }

    fn is_being_moved(&self) -> bool {
        self.open()
            .is_some_and(|id| recorded(&self.books.rows[id]).kind.obscures_order())
    }

    fn recheck(&mut self, payment: Payment) -> Result<Payment> {
        if !payment.phase.is_over() {
            return self.settle(payment, None);
        }
        let order = match self.ask_for_order(payment)? {
            Asked::Order(order) => order,
            Asked::Gone | Asked::Unanswered => return Ok(payment),
        };
        let Some(order) = order else {
            return Ok(payment);
        };
        // One order of the shop, one payment: others are not modelled.
        match resumption(
            &self.standing(payment),
            ObservedOrder::from(&order),
            false,
            &[],
        ) {
            Resumption::Leave => {
                self.resolve_calls(Kind::Cancel, true);
                Ok(payment)
            }
            Resumption::Resume => {
                let doubted = self.doubt(payment)?;
                self.follow(doubted, Some(order), None, None)
            }
            Resumption::Release => self.release(payment),
            Resumption::Refund | Resumption::Ask => Ok(payment),
        }
    }

    fn release(&mut self, payment: Payment) -> Result<Payment> {
        if is_cancellation_underway(&self.calls()) {
            return Ok(payment);
        }
        self.resolve_calls(Kind::Cancel, false);
        let operation = self.sending_cancel(Some(CancelIntent::Merchant));
        let state = match self.twint_cancel()? {
            Ok(_) => RowState::Done,
            Err(failed) if failed.kind() == ErrorKind::OutcomeUnknown => RowState::Unknown,
            Err(_) => RowState::Refused,
        };
        self.finished(operation, state);
        Ok(payment)
    }

    fn ask_for_order(&mut self, payment: Payment) -> Result<Asked> {
        if payment.named {
            match self.call(Call::Read)?.order() {
                Ok(order) => return Ok(Asked::Order(Some(order))),
                // A refusal to speak of an order that was named once says nothing about its money; searching may.
                Err(failed) if failed.kind() == ErrorKind::StateConflict => {}
                Err(_) => return Ok(Asked::Unanswered),
            }
        }
        Ok(match self.call(Call::Find)?.orders() {
            Ok(found) if payment.named => {
                let named = found.into_iter().find(|order| order.uuid == order_uuid());
                named.map_or(Asked::Gone, |order| Asked::Order(Some(order)))
            }
            // `ManyOrdersException`: nobody knows which is the payment's.
            Ok(found) if found.len() > 1 => Asked::Gone,
            Ok(mut found) => Asked::Order(found.pop()),
            Err(_) => Asked::Unanswered,
        })
    }

    fn follow(
        &mut self,
        mut payment: Payment,
        mut order: Option<Order>,
        wish: Option<CancelIntent>,
        mut cancel: Option<SentCancel>,
    ) -> Result<Payment> {
        let mut acted = false;
        loop {
            let intent = intent_to_cancel(payment, wish);
            let mut step = self.next_step(payment, order.as_ref(), intent, None);
            if step.unrecognised {
                step = self.step_of_unrecognised(payment, order.as_ref(), intent);
            }
            if !step.ours {
                return self.doubt(payment);
            }
            self.resolve(&step);
            if let Some(event) = step.event {
                payment = self.happened(payment, &step, event, order.is_some())?;
            }
            let is_capture = match step.action {
                Action::Capture => true,
                Action::Cancel => false,
                Action::Wait | Action::Nothing => return Ok(payment),
            };
            // What was refused a moment ago is not tried again at once.
            if acted {
                return Ok(payment);
            }
            acted = true;
            let (after, answer) = if is_capture {
                self.capture(payment)?
            } else {
                self.cancel(
                    payment,
                    intent.or(Some(CancelIntent::Merchant)),
                    cancel.take(),
                )?
            };
            payment = after;
            match answer {
                Some(answer) => order = Some(answer),
                None => return Ok(payment),
            }
        }
    }

    fn step_of_unrecognised(
        &mut self,
        payment: Payment,
        order: Option<&Order>,
        intent: Option<CancelIntent>,
    ) -> Step {
        let since = self.books.unrecognised;
        if since.is_none() {
            self.write(|books| books.unrecognised = Some(Age::Fresh));
        }
        self.next_step(payment, order, intent, since)
    }

    fn resolve(&mut self, step: &Step) {
        for (kind, outcome) in [
            (Kind::Start, step.outcomes.started),
            (Kind::Capture, step.outcomes.captured),
            (Kind::Cancel, step.outcomes.cancelled),
        ] {
            if let Some(carried_out) = outcome {
                self.resolve_calls(kind, carried_out);
            }
        }
    }

    fn happened(
        &mut self,
        payment: Payment,
        step: &Step,
        event: Event,
        has_order: bool,
    ) -> Result<Payment> {
        let to = (self.decisions.transition)(payment.phase, event, Actor::Twint)
            .map_err(|none| Stop::Throws(none.to_string()))?
            .to;
        let changes = Changes {
            named: has_order && !payment.named,
            token: (!to.is_open()).then_some(false),
            captured: step.booking.map(|booking| rappen(booking.captured)),
            closed: step.booking.map(|booking| booking.closed),
            refunded: None,
        };
        self.apply(payment, event, Actor::Twint, changes)
    }

    fn capture(&mut self, payment: Payment) -> Result<(Payment, Option<Order>)> {
        let operation = self.sent(Kind::Capture, AUTHORISED, true, None);
        let answer = self.twint_capture(chf(AUTHORISED), true, 0)?;
        self.answered_itself(payment, operation, answer, Event::CaptureLost)
    }

    fn cancel(
        &mut self,
        payment: Payment,
        intent: Option<CancelIntent>,
        sent: Option<SentCancel>,
    ) -> Result<(Payment, Option<Order>)> {
        let (operation, answer) = match sent {
            Some(sent) => (sent.operation, sent.answer),
            None => (self.sending_cancel(intent), self.twint_cancel()?),
        };
        self.answered_itself(payment, operation, answer, Event::CancelLost)
    }

    fn sending_cancel(&mut self, intent: Option<CancelIntent>) -> RowId {
        self.sent(Kind::Cancel, 0, false, intent)
    }

    /// The ends of `capture()` and `cancel()`, with `lost()` and `refused()`.
    fn answered_itself(
        &mut self,
        payment: Payment,
        operation: RowId,
        answer: Answer,
        lost: Event,
    ) -> Result<(Payment, Option<Order>)> {
        match answer {
            Ok(order) => {
                self.finished(operation, RowState::Done);
                Ok((payment, Some(order)))
            }
            Err(failed) if failed.kind() == ErrorKind::OutcomeUnknown => {
                self.finished(operation, RowState::Unknown);
                let after = self.apply(payment, lost, Actor::Cron, Changes::default())?;
                Ok((after, None))
            }
            Err(failed) => {
                self.finished(operation, RowState::Refused);
                // The order shows why: declined, captured or cancelled by another in the meantime.
                let shown = failed.order().cloned();
                let is_conflict = failed.kind() == ErrorKind::StateConflict;
                Ok((payment, shown.filter(|_| is_conflict)))
            }
        }
    }

    fn unanswered(&mut self, payment: Payment) -> Result<Payment> {
        use twint::books::phases::Phase;
        let is_late = match payment.phase {
            Phase::Created => true,
            Phase::Pending => payment.expired,
            Phase::Authorised
            | Phase::Uncertain
            | Phase::PartiallyCaptured
            | Phase::Captured
            | Phase::PartiallyRefunded
            | Phase::Refunded
            | Phase::Cancelled
            | Phase::Failed => false,
        };
        if is_late {
            self.doubt(payment)
        } else {
            Ok(payment)
        }
    }

    fn doubt(&mut self, payment: Payment) -> Result<Payment> {
        self.apply(payment, Event::Doubted, Actor::Cron, Changes::default())
    }
}

/// `Settlement::cancelIntent()`.
fn intent_to_cancel(payment: Payment, wish: Option<CancelIntent>) -> Option<CancelIntent> {
    cancel_intent(wish, payment.token, payment.expired)
}

/// `Payment/Execution.php`.
impl Plugin<'_> {
    /// Whether nobody but the merchant can tell what became of it.
    fn needs_human(&self, payment: Payment, operation: RowId) -> bool {
        needs_human(self.decisions, payment, self.books.rows[operation])
    }

    fn send(&mut self, payment: Payment, operation: RowId) -> Result<Outcome> {
        let row = self.books.rows[operation];
        let answer = match row.kind {
            Kind::Capture => self.twint_capture(chf(row.amount), row.closing, payment.captured)?,
            Kind::Refund => self.twint_refund(chf(row.amount))?,
            Kind::Cancel | Kind::Start => self.twint_cancel()?,
        };
        match answer {
            Ok(order) => self.answered(payment, operation, order),
            Err(failed) if failed.kind() == ErrorKind::OutcomeUnknown => {
                self.lost(payment, operation, row)
            }
            Err(failed) => {
                self.give_up(payment, operation, Some(&failed))?;
                Ok(Outcome::Refused)
            }
        }
    }

    fn find_out(&mut self, payment: Payment) -> Result<Outcome> {
        let Some(operation) = self.open() else {
            self.settle(payment, None)?;
            return Ok(Outcome::Done);
        };
        let call = recorded(&self.books.rows[operation]);
        match inquiry(call.kind, call.state, call.age) {
            Inquiry::GiveUp => {
                self.note_booked(operation);
                self.settle(payment, None)?;
                Ok(Outcome::Refused)
            }
            Inquiry::Book => self.done(payment, operation),
            Inquiry::TooEarly => Ok(Outcome::Unknown),
            Inquiry::Settle => self.after_cancel(payment, operation),
            Inquiry::Ask => self.ask(payment, operation),
        }
    }

    fn resolve_by_hand(&mut self, payment: Payment, happened: bool) -> Result<Outcome> {
        let open = self.open().filter(|id| self.needs_human(payment, *id));
        let Some(operation) = open else {
            return Ok(Outcome::Refused);
        };
        // TWINT may tell by now, and knows better than anybody who reads a list.
        let (outcome, refusal) = self.ask_about(payment, operation)?;
        if outcome != Outcome::Unknown || !happened && refusal.is_some() {
            return Ok(outcome);
        }
        let payment = self.books.payment;
        if happened {
            self.finished(operation, RowState::Done);
            return self.done(payment, operation);
        }
        if self.books.rows[operation].kind == Kind::Refund {
            self.write(|books| {
                books.rows[operation].state = RowState::Refused;
                books.rows[operation].denied = true;
            });
        }
        self.give_up(payment, operation, None)?;
        Ok(Outcome::Refused)
    }

    fn review_denials(&mut self, payment: Payment) -> Result<()> {
        let Some(operation) = self.books.denied() else {
            return Ok(());
        };
        if self.open().is_some() {
            return Ok(());
        }
        let amount = chf(self.books.rows[operation].amount);
        let found = self.call(Call::FindDenied)?.orders();
        let denied = Refund {
            unconfirmed: Unconfirmed::Leave,
            ..self.reversal(amount)
        };
        let answer = self.refund_to_its_end(denied.was_searched(found))?;
        if !(self.decisions.is_contradicted)(answered(&answer)) {
            return Ok(());
        }
        let event = recorded(&self.books.rows[operation]).kind.event_of_loss();
        self.apply_with(payment, event, Actor::Admin, Changes::default(), |books| {
            books.rows[operation].state = RowState::Unknown;
            books.rows[operation].booked = false;
        })?;
        let payment = self.books.payment;
        self.find_out(payment).map(drop)
    }

    fn enter_outcome(&mut self, payment: Payment, captured: u8) -> Result<Outcome> {
        let may = permitted(self.decisions, self.mode, &self.books);
        if may.enter_outcome.is_some() {
            return Ok(Outcome::Refused);
        }
        // TWINT may tell by now, and knows better than anybody who reads a list.
        self.find_out(payment)?;
        let payment = self.books.payment;
        if why_not_entered(payment.phase, &self.calls()).is_some() {
            return Ok(Outcome::Refused);
        }
        let booking = (self.decisions.book_entered)(&self.standing(payment), chf(captured))
            .ok_or_else(|| Stop::Throws(format!("{captured} Rappen cannot be entered")))?;
        let changes = Changes {
            named: false,
            token: Some(false),
            captured: Some(rappen(booking.captured)),
            refunded: Some(rappen(booking.refunded)),
            closed: Some(booking.closed),
        };
        let is_over = booking.event == Event::CancelledByMerchant;
        self.apply_with(payment, booking.event, Actor::Admin, changes, |books| {
            for row in &mut books.rows {
                if row.has_no_known_outcome() {
                    let done = match row.kind {
                        Kind::Start => true,
                        Kind::Cancel => is_over,
                        Kind::Capture => !is_over,
                        Kind::Refund => false,
                    };
                    row.state = if done {
                        RowState::Done
                    } else {
                        RowState::Refused
                    };
                }
                row.booked |= row.by_wish;
            }
        })?;
        Ok(Outcome::Done)
    }

    fn ask(&mut self, payment: Payment, operation: RowId) -> Result<Outcome> {
        self.ask_about(payment, operation)
            .map(|(outcome, _)| outcome)
    }

    /// Also why nobody may enter that it was not carried out.
    fn ask_about(
        &mut self,
        payment: Payment,
        operation: RowId,
    ) -> Result<(Outcome, Option<DenialRefusal>)> {
        let row = self.books.rows[operation];
        let answer = match row.kind {
            Kind::Refund => self.twint_find_out_refund(chf(row.amount))?,
            Kind::Start | Kind::Capture | Kind::Cancel => {
                self.twint_find_out_capture(chf(row.amount), row.closing, payment.captured)?
            }
        };
        let refusal = (self.decisions.denial)(recorded(&row).kind, answered(&answer));
        let outcome = match answer {
            Ok(order) => self.answered(payment, operation, order)?,
            Err(failed) => match failed.kind() {
                ErrorKind::StateConflict | ErrorKind::Declined => {
                    self.give_up(payment, operation, None)?;
                    Outcome::Refused
                }
                ErrorKind::InvalidArgument
                | ErrorKind::Certificate(_)
                | ErrorKind::Configuration
                | ErrorKind::Unavailable
                | ErrorKind::OutcomeUnknown => {
                    return Ok((self.lost(payment, operation, row)?, refusal));
                }
            },
        };
        Ok((outcome, None))
    }

    fn answered(&mut self, payment: Payment, operation: RowId, order: Order) -> Result<Outcome> {
        let kind = self.books.rows[operation].kind;
        if kind == Kind::Capture && order.state.is_closed() {
            self.note_final(operation);
        }
        // By itself, before anything else: from here on it is known to be done, whatever breaks.
        self.finished(operation, RowState::Done);
        if kind == Kind::Cancel {
            self.note_booked(operation);
            self.continue_with(payment, Ok(order), None)?;
            return Ok(Outcome::Done);
        }
        self.done(payment, operation)
    }

    fn done(&mut self, payment: Payment, operation: RowId) -> Result<Outcome> {
        let row = self.books.rows[operation];
        if row.booked {
            return Ok(Outcome::Done);
        }
        let standing = self.standing(payment);
        let booking = match row.kind {
            Kind::Refund => (self.decisions.book_refund)(&standing, chf(row.amount)),
            Kind::Start | Kind::Capture | Kind::Cancel => {
                (self.decisions.book_capture)(&standing, chf(row.amount), row.closing)
            }
        };
        let booking = booking
            .ok_or_else(|| Stop::Throws(format!("{} Rappen are more than there is", row.amount)))?;
        let changes = Changes {
            named: false,
            token: Some(false),
            captured: Some(rappen(booking.captured)),
            refunded: Some(rappen(booking.refunded)),
            closed: Some(booking.closed),
        };
        let actor = if row.by_wawi {
            Actor::Wawi
        } else {
            Actor::Admin
        };
        self.apply_with(payment, booking.event, actor, changes, |books| {
            books.rows[operation].booked = true;
            if booking.outdates_cancellation() {
                for row in &mut books.rows {
                    if row.kind == Kind::Cancel && row.has_no_known_outcome() {
                        row.state = RowState::Refused;
                    }
                }
            }
        })?;
        Ok(Outcome::Done)
    }

    /// Also the ends of `refused()` and `notDone()`.
    fn give_up(
        &mut self,
        payment: Payment,
        operation: RowId,
        failed: Option<&Error>,
    ) -> Result<Payment> {
        self.finished(operation, RowState::Refused);
        self.note_booked(operation);
        if failed.is_some_and(|failed| failed.kind() == ErrorKind::Unavailable) {
            return Ok(payment);
        }
        self.settle(payment, None)
    }

    /// `row`: as it was read.
    fn lost(&mut self, payment: Payment, operation: RowId, row: Row) -> Result<Outcome> {
        if row.state == RowState::Sent {
            let event = recorded(&row).kind.event_of_loss();
            let actor = if row.by_wawi {
                Actor::Wawi
            } else {
                Actor::Admin
            };
            self.finished(operation, RowState::Unknown);
            self.apply(payment, event, actor, Changes::default())?;
        }
        Ok(Outcome::Unknown)
    }

    fn after_cancel(&mut self, payment: Payment, operation: RowId) -> Result<Outcome> {
        use twint::books::phases::Phase;
        let row = self.books.rows[operation];
        let after = self.settle(payment, None)?;
        if after.phase == Phase::Uncertain {
            return self.lost(after, operation, row);
        }
        let done = after.phase == Phase::Cancelled;
        self.finished(
            operation,
            if done {
                RowState::Done
            } else {
                RowState::Refused
            },
        );
        self.note_booked(operation);
        Ok(if done {
            Outcome::Done
        } else {
            Outcome::Refused
        })
    }
}

impl RowState {
    fn known(self) -> OperationState {
        match self {
            Self::Sent => OperationState::Sent,
            Self::Done => OperationState::Done,
            Self::Refused => OperationState::Refused,
            Self::Unknown => OperationState::Unknown,
        }
    }
}

/// A row as `books` has it.
fn recorded(row: &Row) -> RecordedCall {
    RecordedCall {
        kind: match row.kind {
            Kind::Start => OperationKind::Start,
            Kind::Capture => OperationKind::Capture,
            Kind::Cancel => OperationKind::Cancel,
            Kind::Refund => OperationKind::Refund,
        },
        state: row.state.known(),
        age: match row.age {
            Age::Fresh => OperationAge::Young,
            Age::Old => OperationAge::Old,
            Age::Long => OperationAge::Long,
        },
        closes_order: row.closing,
        intent: row.intent,
    }
}

/// What TWINT answered about a call, as `src/ext/functions/finding_out.rs` reads it.
fn answered(answer: &Answer) -> Answered<'_> {
    match answer {
        Ok(order) => Answered::ItsOrder(ObservedOrder::from(order)),
        Err(failed) => match (failed.order(), failed.cause().word()) {
            (None, _) => Answered::Nothing,
            (Some(_), CauseWord::AnotherOrder) => Answered::AnotherOrder,
            (Some(order), _) => Answered::ItsOrder(ObservedOrder::from(order)),
        },
    }
}

/// `Execution::needsHuman()`.
pub fn needs_human(decisions: Decisions, payment: Payment, row: Row) -> bool {
    let call = recorded(&row);
    let traceless = (decisions.is_traceless)(row.closing, chf(payment.captured));
    needs_merchant(call.kind, call.state, call.age, traceless)
}

/// `ManualOperations::permitted()`.
pub fn permitted(decisions: Decisions, mode: Capture, books: &Books) -> Permitted {
    let underway = match books.open_wish() {
        None => Underway::Nothing,
        Some(row) if needs_human(decisions, books.payment, row) => Underway::Traceless,
        Some(row) if row.kind == Kind::Cancel => Underway::Cancellation,
        Some(_) => Underway::Operation,
    };
    let in_phase_for = if books.long_uncertain {
        LONG
    } else {
        std::time::Duration::ZERO
    };
    (decisions.permitted)(&books.payment.standing(mode), underway, in_phase_for)
}

/// `Payment/ManualOperations.php`, with `Payment/Quotes.php`.
impl Plugin<'_> {
    fn capture_by_wish(&mut self, amount: Chf, closing: bool, by_wawi: bool) -> Result<Outcome> {
        if permitted(self.decisions, self.mode, &self.books)
            .capture
            .is_some()
        {
            return Ok(self.forbidden());
        }
        let Ok(quote) = quote::capture(self.capturable(), &[], &[], Some(&amount.to_string()))
        else {
            return Ok(Outcome::Refused);
        };
        self.begin(
            NewOperation {
                kind: Kind::Capture,
                amount: rappen(quote.amount),
                // What leaves nothing to capture leaves nothing to keep open.
                closing: closing || quote.last,
            },
            by_wawi,
        )
    }

    fn refund_by_wish(&mut self, amount: Chf, by_wawi: bool) -> Result<Outcome> {
        if permitted(self.decisions, self.mode, &self.books)
            .refund
            .is_some()
        {
            return Ok(self.forbidden());
        }
        let payment = self.books.payment;
        let limit = Limit {
            most: chf(payment.captured),
            so_far: chf(payment.refunded),
        };
        let Ok(quote) = quote::refund(limit, &[], &[], Some(&amount.to_string()), None) else {
            return Ok(Outcome::Refused);
        };
        self.begin(
            NewOperation {
                kind: Kind::Refund,
                amount: rappen(quote.amount),
                closing: false,
            },
            by_wawi,
        )
    }

    fn cancel_by_wish(&mut self, by_wawi: bool) -> Result<Outcome> {
        if permitted(self.decisions, self.mode, &self.books)
            .cancel
            .is_some()
        {
            return Ok(self.forbidden());
        }
        self.begin(
            NewOperation {
                kind: Kind::Cancel,
                amount: 0,
                closing: false,
            },
            by_wawi,
        )
    }

    fn forbidden(&self) -> Outcome {
        match self.open() {
            Some(_) => Outcome::Busy,
            None => Outcome::Refused,
        }
    }

    fn begin(&mut self, new: NewOperation, by_wawi: bool) -> Result<Outcome> {
        let operation = self.insert(Row {
            kind: new.kind,
            state: RowState::Sent,
            by_wish: true,
            by_wawi,
            booked: false,
            denied: false,
            amount: new.amount,
            closing: new.closing,
            intent: (new.kind == Kind::Cancel).then_some(CancelIntent::Merchant),
            age: Age::Fresh,
        });
        let payment = self.books.payment;
        self.send(payment, operation)
    }

    fn capturable(&self) -> Limit {
        Limit {
            most: chf(AUTHORISED),
            so_far: chf(self.books.payment.captured),
        }
    }
}

/// `Cron/Sweep.php`.
impl Plugin<'_> {
    fn settle_batch(&mut self, payment: Payment) -> Result<()> {
        if !payment.named {
            return self.settle(payment, None).map(drop);
        }
        let answer = self.call(Call::Read)?.order();
        let mut cancel = None;
        if let Ok(order) = &answer {
            if let Some(operation) = self.note_cancel(payment, order) {
                let answer = self.twint_cancel()?;
                cancel = Some(SentCancel { operation, answer });
            }
            if self.is_nothing_new(payment, order) {
                return Ok(());
            }
        }
        self.continue_with(payment, answer, cancel).map(drop)
    }

    fn is_nothing_new(&self, payment: Payment, order: &Order) -> bool {
        use twint::books::phases::Phase;
        if payment.phase != Phase::Pending || payment.expired || !payment.token {
            return false;
        }
        let step = (self.decisions.next_step)(
            &self.standing(payment),
            Some(ObservedOrder::from(order)),
            None,
            PastCalls::default(),
        );
        !step.has_news()
    }
}

/// `Wawi/Worker.php`, with `Wawi/Parcels.php`.
impl Plugin<'_> {
    fn work_off(&mut self) -> Result<()> {
        let Some(news) = self.books.news else {
            return Ok(());
        };
        let before = self.books.rows.iter().find(|row| row.by_wawi);
        let state = before.map(|row| row.state).or(news.operation);
        // For how long the news wait after a failure is not modelled.
        match earlier_try(state.map(RowState::known), false) {
            EarlierTry::Done => {
                self.finish_news();
                return Ok(());
            }
            EarlierTry::Refused | EarlierTry::CameToNothing => self.renew_key(),
            EarlierTry::NotSent | EarlierTry::Underway => {}
        }
        let payment = self.books.payment;
        let step = (self.decisions.wawi)(news.wish, &self.standing(payment), Some(chf(AUTHORISED)));
        let in_all = step.amount.unwrap_or(Chf::ZERO);
        // Its own, sent before: the same key leads to it.
        let is_known = self.books.rows.iter().any(|row| row.by_wawi);
        let outcome = match step.action {
            WawiAction::Wait => return Ok(()),
            WawiAction::Nothing => {
                self.finish_news();
                return Ok(());
            }
            WawiAction::CaptureAll | WawiAction::CaptureDelivered => {
                let Ok(quote) = self.parcel(step.action, in_all) else {
                    self.finish_news();
                    return Ok(());
                };
                if is_known {
                    Outcome::AlreadyDone
                } else {
                    self.capture_by_wish(quote.amount, quote.last, true)?
                }
            }
            WawiAction::Cancel if is_known => Outcome::AlreadyDone,
            WawiAction::Cancel => self.cancel_by_wish(true)?,
            WawiAction::Refund if is_known => Outcome::AlreadyDone,
            WawiAction::Refund => self.refund_by_wish(in_all, true)?,
        };
        match outcome {
            Outcome::Done => self.finish_news(),
            // It is tried again later, or waits for what is open.
            Outcome::AlreadyDone | Outcome::Busy | Outcome::Refused | Outcome::Unknown => {}
        }
        Ok(())
    }

    fn parcel(
        &self,
        action: WawiAction,
        in_all: Chf,
    ) -> std::result::Result<Quote, quote::Refusal> {
        let row = quote::Row {
            id: 1,
            goods: true,
            quantity: AUTHORISED.to_string().parse().expect("a quantity"),
            gross: i64::from(rappen(in_all)),
            taken_quantity: twint::books::quantity::Quantity::default(),
            taken: 0,
        };
        let delivered = if action == WawiAction::CaptureAll {
            AUTHORISED
        } else {
            self.books.delivered
        };
        let quantity = delivered.to_string();
        let wanted = quote::Wanted {
            id: 1,
            quantity: Some(&quantity),
            amount: None,
        };
        quote::parcel(self.capturable(), &[row], &[wanted])
    }

    fn renew_key(&mut self) {
        self.write(|books| {
            if let Some(news) = &mut books.news {
                news.operation = None;
            }
            books.forget_key();
        });
    }

    fn finish_news(&mut self) {
        self.write(|books| {
            books.news = None;
            books.forget_key();
        });
    }
}

/// What Wawi may tell.
pub const NEWS: [WawiWish; 4] = [
    WawiWish::CaptureAll,
    WawiWish::CaptureDelivered,
    WawiWish::Release,
    WawiWish::Refund,
];

/// Whether nobody knows the state that an order shows.
pub fn is_unrecognised(shown: crate::shown::Shown) -> bool {
    let (status, reason) = shown.texts();
    OrderState::read(status, reason) == OrderState::Unrecognised
}
