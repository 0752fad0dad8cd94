//! Every step that can come next: of the buyer, TWINT, the clock, Wawi, and the process that holds the payment's claim.

use twint::books::phases::Phase;
use twint::books::wawi::wish::WawiWish;

use crate::books::{Age, Books, Entry, Row};
use crate::calls::{Call, Failure, Heard};
use crate::decisions::Decisions;
use crate::plugin::{self, Job, NEWS, Stop};
use crate::quirks::FailureReason;
use crate::rules;
use crate::shown::AUTHORISED;
use crate::state::{Process, Sender, State};
use crate::twint_side::{ReversalState, State as OrderState};
use crate::worlds::{Begin, World};

/// How many of the order's pieces can leave before the last ones do.
const MOST_DELIVERED: u8 = AUTHORISED - 1;

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// TWINT's answer.
    Answer,
    /// Nothing, since nothing was sent; of a question: no answer.
    Unavailable,
    /// Nothing; TWINT may carry it out later, or never.
    Nothing,
    /// Nothing, though TWINT carried it out.
    NothingThoughDone,
    /// A refusal that names the order's state, and nothing was done.
    Conflict,
    /// Another refusal, and nothing was done.
    Declined,
}

/// How far a process comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To its next call, or its end.
    Whole,
    /// It dies after writing so often.
    DiesAfter(usize),
}

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The buyer's phone takes the order.
    Pairs,
    /// The buyer approves.
    Approves,
    /// The buyer or the bank says no.
    Declines,
    /// The buyer's time is over at TWINT.
    CustomerTimesOut,
    /// The time of the reservation is over.
    ReservationEnds,
    /// A refund arrives.
    RefundArrives,
    /// A refund arrives that the merchant entered as not carried out.
    DeniedRefundArrives,
    /// A call of which the answer is lost is carried out.
    CarriesOut(Call),
    /// In our books the time for paying is over.
    TimeForPayingIsOver,
    /// So long that TWINT is done with whatever was sent.
    AMinutePasses,
    /// So long that nobody will tell any more.
    AnHourPasses,
    /// Wawi tells something.
    WawiTells(WawiWish),
    /// A process begins.
    Begins(Job, Reach),
    /// A process hears something of its call.
    Hears(Call, Came, Reach),
    /// A process dies while it waits for TWINT.
    DiesIn(Call),
}

impl Action {
    /// Whether it comes by itself: neither bad luck nor anybody's wish.
    pub fn is_automatic(self) -> bool {
        match self {
            Self::CustomerTimesOut
            | Self::RefundArrives
            | Self::DeniedRefundArrives
            | Self::CarriesOut(_)
            | Self::TimeForPayingIsOver
            | Self::AMinutePasses
            | Self::AnHourPasses
            | Self::Begins(
                Job::Sweep | Job::FindOut | Job::FindOutRelease | Job::Review | Job::WorkOff,
                Reach::Whole,
            )
            | Self::Hears(_, Came::Answer, Reach::Whole) => true,
            Self::Pairs
            | Self::Approves
            | Self::Declines
            | Self::ReservationEnds
            | Self::WawiTells(_)
            | Self::Begins(..)
            | Self::Hears(..)
            | Self::DiesIn(_) => false,
        }
    }
}

/// A step and where it leads.
#[derive(Debug, Clone)]
pub struct Step {
    /// The step.
    pub action: Action,
    /// Where it leads.
    pub state: State,
    /// The rule that it breaks.
    pub broken: Option<String>,
}

/// Everybody in one world.
#[derive(Debug, Clone, Copy)]
pub struct Life {
    /// How TWINT behaves, and who moves money.
    pub world: World,
    /// Who decides.
    pub decisions: Decisions,
}

/// How an order comes to be approved when nothing goes wrong.
const TO_APPROVAL: [Action; 4] = [
    Action::Hears(Call::Start, Came::Answer, Reach::Whole),
    Action::Approves,
    Action::Begins(Job::Sweep, Reach::Whole),
    Action::Hears(Call::Read, Came::Answer, Reach::Whole),
];

impl Life {
    /// The steps up to where the walk begins, as far as this TWINT lets them come.
    pub fn prelude(&self) -> Vec<Step> {
        let actions: &[Action] = match self.world.begin {
            Begin::Start => &[],
            Begin::Approval => &TO_APPROVAL,
        };
        let mut taken: Vec<Step> = Vec::new();
        for action in actions {
            let state = taken
                .last()
                .map_or_else(State::first, |step| step.state.clone());
            let mut steps = self.steps(&state).into_iter();
            match steps.find(|step| step.action == *action) {
                Some(step) => taken.push(step),
                None => break,
            }
        }
        taken
    }

    /// Every step that can come next, always in the same order.
    pub fn steps(&self, state: &State) -> Vec<Step> {
        let mut steps = Steps {
            life: self,
            state,
            found: Vec::with_capacity(16),
        };
        // What happens to the order before a process has heard anything could as well have happened before it began.
        let is_new = |process: &Process| process.heard.is_empty();
        if !state.process.as_ref().is_some_and(is_new) {
            steps.of_buyer();
            steps.of_twint();
            steps.of_lost_calls();
        }
        if let Some(process) = &state.process {
            steps.of_process(process);
        } else {
            steps.of_clock();
            steps.of_wawi();
            for job in self.jobs(state) {
                let action = |reach| Action::Begins(job, reach);
                steps.runs(job, &state.books, Vec::new(), state.clone(), action);
            }
        }
        steps.found
    }

    /// What can be begun.
    fn jobs(&self, state: &State) -> Vec<Job> {
        let books = &state.books;
        let payment = books.payment;
        let mut jobs = Vec::new();
        if payment.concerns_twint() {
            jobs.push(Job::Sweep);
            // Of an approved order the buyer has nothing to cancel: that is to ask like the sweep.
            if payment.named && payment.phase.is_open() && payment.phase != Phase::Authorised {
                jobs.push(Job::BuyerCancels);
            }
        }
        if payment.phase.is_over() {
            jobs.push(Job::Recheck);
        }
        if books.news.is_some() {
            jobs.push(Job::WorkOff);
        }
        if books.open_wish().is_some() {
            jobs.push(Job::FindOut);
        }
        let permitted = plugin::permitted(self.decisions, self.world.capture, books);
        if permitted.resolve.is_none() {
            // The portal shows the truth. Two refunds that were denied are one too many for the model.
            let happened = state.witness.moved_for_wish > 0;
            if happened || books.denied().is_none() {
                jobs.push(Job::Resolve { happened });
            }
        }
        if books.denied().is_some() {
            jobs.push(Job::Review);
        }
        if permitted.enter_outcome.is_none()
            && let Some(captured) = taken_of_ended(state)
        {
            jobs.push(Job::Enter { captured });
        }
        let is_release = |row: &Row| row.is_release_without_end() && row.is_old();
        if payment.phase.is_over() && books.rows.iter().any(is_release) {
            jobs.push(Job::FindOutRelease);
        }
        if !self.world.hands.include_admin() {
            return jobs;
        }
        if permitted.capture.is_none() {
            let open = AUTHORISED - payment.captured;
            for amount in 1..=open {
                jobs.push(Job::Capture {
                    amount,
                    closing: true,
                });
                if amount < open {
                    jobs.push(Job::Capture {
                        amount,
                        closing: false,
                    });
                }
            }
        }
        if permitted.cancel.is_none() {
            jobs.push(Job::Cancel);
        }
        if permitted.refund.is_none() {
            let left = payment.captured - payment.refunded;
            jobs.push(Job::Refund(left));
            if left > 1 {
                jobs.push(Job::Refund(1));
            }
        }
        jobs
    }
}

/// What the portal shows of an order that is over: what TWINT took. What is open there is ended there first.
fn taken_of_ended(state: &State) -> Option<u8> {
    match state.twint.order {
        None => Some(0),
        Some(order) => match order.state {
            OrderState::Closed | OrderState::Failed(_) => Some(order.captured),
            OrderState::Received | OrderState::Pending | OrderState::Approved => None,
        },
    }
}

struct Steps<'a> {
    life: &'a Life,
    state: &'a State,
    found: Vec<Step>,
}

impl Steps<'_> {
    fn add(&mut self, action: Action, mut state: State, broken: Option<String>) {
        let broken = broken.or_else(|| rules::broken(&state).map(str::to_owned));
        state.settle();
        if broken.is_some() || state != *self.state {
            self.found.push(Step {
                action,
                state,
                broken,
            });
        }
    }

    fn changed(&mut self, action: Action, change: impl FnOnce(&mut State)) {
        let mut state = self.state.clone();
        change(&mut state);
        self.add(action, state, None);
    }

    fn order(&mut self, action: Action, order: OrderState) {
        self.changed(action, |state| {
            if let Some(changed) = &mut state.twint.order {
                changed.state = order;
            }
        });
    }

    fn of_buyer(&mut self) {
        let Some(order) = self.state.twint.order else {
            return;
        };
        if !order.waits_for_customer() || !self.state.witness.token_shown {
            return;
        }
        if order.state == OrderState::Received {
            self.order(Action::Pairs, OrderState::Pending);
        }
        self.order(Action::Approves, OrderState::Approved);
        let reason = self.life.world.quirks.decline_reason;
        self.order(Action::Declines, OrderState::Failed(reason));
    }

    fn of_twint(&mut self) {
        let Some(order) = self.state.twint.order else {
            return;
        };
        if order.waits_for_customer() {
            let failed = OrderState::Failed(FailureReason::ClientTimeout);
            self.order(Action::CustomerTimesOut, failed);
        }
        if order.state == OrderState::Approved {
            let end = if order.captured > 0 {
                OrderState::Closed
            } else {
                OrderState::Failed(self.life.world.quirks.expiry_reason)
            };
            self.order(Action::ReservationEnds, end);
        }
        let reversal = self.state.twint.reversal;
        if reversal.is_some_and(|reversal| reversal.state == ReversalState::OnItsWay) {
            self.changed(Action::RefundArrives, |state| {
                state.twint.finish_reversal();
                state.witness.moved_for_wish += 1;
            });
        }
        let denied = self.state.twint.denied;
        if denied.is_some_and(|reversal| reversal.state == ReversalState::OnItsWay) {
            self.changed(Action::DeniedRefundArrives, |state| {
                state.twint.finish_denied();
            });
        }
    }

    fn of_lost_calls(&mut self) {
        for number in 0..self.state.lost.len() {
            let mut state = self.state.clone();
            let (call, sender) = state.lost.remove(number);
            let (_, broken) = self.carry_out(&mut state, call, sender);
            self.add(Action::CarriesOut(call), state, broken);
        }
    }

    /// TWINT's answer, and the rule that is broken.
    fn carry_out(&self, state: &mut State, call: Call, sender: Sender) -> (Heard, Option<String>) {
        let before = (state.twint.captured(), state.twint.refunded());
        let heard = state.twint.carry_out(call, &self.life.world.quirks);
        let moved = before != (state.twint.captured(), state.twint.refunded());
        let is_open = state.books.open_wish().is_some();
        let is_given_up = match sender {
            Sender::Plugin => false,
            Sender::Wish => !is_open,
            Sender::FormerWish => true,
        };
        if is_given_up {
            let broken = moved.then(|| "what the books had given up was carried out".to_owned());
            return (heard, broken);
        }
        if sender == Sender::Wish {
            state.witness.moved_for_wish += u8::from(moved);
        }
        (heard, None)
    }

    fn of_clock(&mut self) {
        let payment = self.state.books.payment;
        if !payment.expired && payment.phase.is_open() {
            self.changed(Action::TimeForPayingIsOver, |state| {
                state.books.payment.expired = true;
            });
        }
        // No call takes so long: what was not carried out by now never will be.
        for (action, age) in [
            (Action::AMinutePasses, Age::Old),
            (Action::AnHourPasses, Age::Long),
        ] {
            self.changed(action, |state| {
                state.lost.clear();
                state.books.grow_old(age);
            });
        }
    }

    fn of_wawi(&mut self) {
        if self.state.books.news.is_some() || !self.life.world.hands.include_wawi() {
            return;
        }
        for wish in NEWS {
            self.changed(Action::WawiTells(wish), |state| {
                let books = &mut state.books;
                books.news = Some(Entry {
                    wish,
                    operation: None,
                });
                if wish == WawiWish::CaptureDelivered && books.delivered < MOST_DELIVERED {
                    books.delivered += 1;
                }
            });
        }
    }

    fn of_process(&mut self, process: &Process) {
        let call = process.waits_for;
        let sender = process.sender(&self.state.books);
        let without = || State {
            process: None,
            ..self.state.clone()
        };
        let mut answered = without();
        let (answer, broken) = self.carry_out(&mut answered, call, sender);
        let lost = {
            let mut lost = without();
            let is_lost = !call.is_harmless() && lost.lost.try_push((call, sender)).is_ok();
            is_lost.then_some(lost)
        };
        if broken.is_some() {
            let action = Action::Hears(call, Came::Answer, Reach::Whole);
            return self.add(action, answered, broken);
        }
        self.hears(process, Came::Answer, answer, answered.clone());
        let nothing = without();
        let failed = |failure| Heard::Failed(failure);
        self.hears(
            process,
            Came::Unavailable,
            failed(Failure::Unavailable),
            nothing.clone(),
        );
        // Of these it makes no difference why they fail.
        if call != Call::ReadAgain && call != Call::Start {
            self.hears(
                process,
                Came::Conflict,
                failed(Failure::Conflict),
                nothing.clone(),
            );
        }
        if call.is_harmless() {
            return self.add(Action::DiesIn(call), nothing, None);
        }
        let unknown = failed(Failure::OutcomeUnknown);
        // Nor of these, which nobody wished.
        if sender == Sender::Wish {
            self.hears(
                process,
                Came::Declined,
                failed(Failure::Declined),
                nothing.clone(),
            );
        }
        if let Some(lost) = lost {
            self.hears(process, Came::Nothing, unknown, lost.clone());
            self.add(Action::DiesIn(call), lost, None);
        } else {
            self.hears(process, Came::NothingThoughDone, unknown, answered);
            self.hears(process, Came::Nothing, unknown, nothing);
        }
    }

    fn hears(&mut self, process: &Process, came: Came, heard: Heard, state: State) {
        let mut so_far = process.heard.clone();
        so_far.push(heard);
        if process.waits_for == Call::ReadAgain && came == Came::Unavailable {
            self.lose_patience(process, &mut so_far);
        }
        let action = |reach| Action::Hears(process.waits_for, came, reach);
        self.runs(process.job, &process.began_with, so_far, state, action);
    }

    /// Reading that fails tells nothing, so it fails until nobody tries again: to be read later is to be read at first then.
    fn lose_patience(&self, process: &Process, heard: &mut Vec<Heard>) {
        loop {
            let progress = self.life.run(process.job, &process.began_with, heard);
            let is_patient = progress.stop == Some(Stop::WaitsFor(Call::ReadAgain));
            if !is_patient || !progress.written.is_empty() {
                return;
            }
            heard.push(Heard::Failed(Failure::Unavailable));
        }
    }

    /// Runs a process to its next call, and to each death on the way.
    fn runs(
        &mut self,
        job: Job,
        began_with: &Books,
        heard: Vec<Heard>,
        mut state: State,
        action: impl Fn(Reach) -> Action,
    ) {
        let progress = self.life.run(job, began_with, &heard);
        if let Some((last, earlier)) = progress.written.split_last() {
            // To die after the last is to have come to the end, or to die in the call.
            for (number, books) in earlier.iter().enumerate() {
                let died = State {
                    books: books.clone(),
                    ..state.clone()
                };
                self.add(action(Reach::DiesAfter(number + 1)), died, None);
            }
            state.books = last.clone();
        }
        let broken = match progress.stop {
            None => None,
            Some(Stop::Throws(why)) => Some(format!("PHP throws: {why}")),
            Some(Stop::WaitsFor(call)) => {
                state.witness.note_call(call);
                let broken = rules::broken_by_call(call, &state);
                state.process = Some(Process {
                    job,
                    began_with: began_with.clone(),
                    heard,
                    waits_for: call,
                });
                broken.map(str::to_owned)
            }
        };
        self.add(action(Reach::Whole), state, broken);
    }
}

impl Life {
    fn run(&self, job: Job, began_with: &Books, heard: &[Heard]) -> plugin::Progress {
        plugin::run(self.decisions, self.world.capture, job, began_with, heard)
    }
}
