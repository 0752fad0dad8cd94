//! One check-in in every interleaving: the buyer's phone, time, a process that dies between any two writes or in a call, and answers that
//! are lost before or after TWINT did what it was asked, or come to it late.
//!
//! The decisions are those of `twint::books::check_in`; what the plugin writes before and after each call is mirrored here. The walk is
//! whole: it ends when nothing new can be reached.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;
use std::time::Duration;

use twint::books::check_in::{
    CheckInAction, CheckInEvent, CheckInPhase, CheckInStanding, CheckInStep, ObservedCheckIn,
    PATIENCE, SHELF_LIFE, Stage, check_in_step, check_in_transition,
};
use twint::books::phases::Phase;
use twint::twint::values::check_in::CheckInState;
use twint::twint::values::money::Chf;
use twint::twint::values::shipping::{ShippingMethod, ShippingMethods};

/// The decision that is walked, or a broken one in its place.
pub type Decide = fn(&CheckInStanding, Option<ObservedCheckIn>, bool) -> CheckInStep;

/// The real decision.
pub const REAL: Decide = check_in_step;

/// What a TWINT does that nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quirks {
    /// A cancellation is answered and nothing is done.
    pub cancels_without_effect: bool,
    /// The order is declined at once.
    pub declines_order: bool,
    /// The buyer may choose otherwise after the approval.
    pub choice_changes: bool,
}

impl Quirks {
    /// Every TWINT.
    pub fn every() -> impl Iterator<Item = Self> {
        (0..8_u8).map(|bits| Self {
            cancels_without_effect: bits & 1 != 0,
            declines_order: bits & 2 != 0,
            choice_changes: bits & 4 != 0,
        })
    }
}

/// What the buyer chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// For 7.00.
    Post,
    /// For nothing.
    PickUp,
    /// What the shop did not offer.
    Drone,
}

impl Choice {
    const fn id(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::PickUp => "pick-up",
            Self::Drone => "drone",
        }
    }

    /// What goods for 10.00 come to with it.
    const fn total(self) -> Option<u64> {
        match self {
            Self::Post => Some(1700),
            Self::PickUp => Some(1000),
            Self::Drone => None,
        }
    }
}

/// A call of the plugin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// `RequestFastCheckoutCheckIn`.
    Request,
    /// `MonitorFastCheckoutCheckIn`.
    Monitor,
    /// `CancelCheckIn`, and the look at what came of it.
    Cancel,
    /// `StartOrder`, over so many Rappen.
    StartOrder(u64),
    /// `FindOrder`.
    Find,
}

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Came {
    /// TWINT's answer.
    Answer,
    /// Nothing: nothing was sent.
    NotSent,
    /// Nothing, and TWINT never carries it out.
    Lost,
    /// Nothing, though TWINT carried it out.
    LostThoughDone,
    /// Nothing; TWINT may carry it out later.
    LostOnTheWay,
}

/// What stands in the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Row {
    phase: CheckInPhase,
    /// Whether the pairing is written down.
    is_offered: bool,
    chosen: Option<Choice>,
    has_data: bool,
    payment: Option<Phase>,
}

/// How a check-in stands at TWINT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Offered,
    Approved(Choice),
    Ended,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Age {
    Young,
    PastPatience,
    PastShelfLife,
}

impl Age {
    fn time(self) -> Duration {
        match self {
            Self::Young => Duration::ZERO,
            Self::PastPatience => PATIENCE,
            Self::PastShelfLife => SHELF_LIFE,
        }
    }
}

/// Everything that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct State {
    row: Option<Row>,
    age: Age,
    /// The buyer left, or the shop cannot take the order.
    is_end_wished: bool,
    twint: Option<Side>,
    /// The orders that TWINT holds.
    orders: u8,
    /// The starts of an order that left the plugin.
    sent: u8,
    /// A start of an order that TWINT may carry out later.
    on_the_way: bool,
    /// What the process waits for that holds the claim.
    waits: Option<Call>,
}

/// A step from one state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The buyer taps the button.
    Taps,
    /// Page or cron take their turn.
    Turn,
    /// The process hears what became of its call.
    Hears(Call, Came),
    /// The same, and it dies after so many writes.
    DiesAfter(Call, Came, usize),
    /// A turn that dies after so many writes.
    TurnDiesAfter(usize),
    /// The process dies while it waits.
    DiesIn(Call),
    /// The buyer approves, or chooses otherwise.
    Chooses(Choice),
    /// The buyer ends it.
    Declines,
    /// The buyer leaves the shop, or the shop cannot take the order.
    EndIsWished,
    /// Time passes.
    Ages,
    /// TWINT lets it lapse.
    Lapses,
    /// What is on the way arrives.
    Arrives,
    /// What is on the way never arrives.
    IsDropped,
}

impl Step {
    /// Whether it comes by itself: neither bad luck nor anybody's wish.
    fn is_automatic(self) -> bool {
        match self {
            Self::Turn
            | Self::Hears(_, Came::Answer)
            | Self::Ages
            | Self::Lapses
            | Self::Arrives
            | Self::IsDropped => true,
            Self::Taps
            | Self::Hears(
                _,
                Came::NotSent | Came::Lost | Came::LostThoughDone | Came::LostOnTheWay,
            )
            | Self::DiesAfter(..)
            | Self::TurnDiesAfter(_)
            | Self::DiesIn(_)
            | Self::Chooses(_)
            | Self::Declines
            | Self::EndIsWished => false,
        }
    }
}

/// One transaction on the database.
#[derive(Debug, Clone, Copy)]
enum Write {
    Created,
    Offered,
    Event(CheckInEvent),
    /// With the data, at first sight.
    Approved(Choice),
    /// The order, its payment, and that it was started.
    Order,
    Payment(Phase),
}

/// What a process writes, and then calls.
#[derive(Debug, Default)]
struct Plan {
    writes: Vec<Write>,
    call: Option<Call>,
}

/// What was seen.
#[derive(Debug)]
pub struct Seen {
    /// Different states.
    pub states: usize,
    /// The first broken rule, with every step that led there.
    pub broken: Option<String>,
    /// From how many states nothing leads to an end by itself.
    pub without_way_on: usize,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} states, {} without a way on by themselves",
            self.states, self.without_way_on
        )
    }
}

struct Life {
    quirks: Quirks,
    decide: Decide,
    offered: ShippingMethods,
    net: Chf,
}

impl Life {
    fn step(&self, state: &State, seen: Option<Side>) -> CheckInStep {
        let row = state.row.expect("a turn needs a row");
        let place = match (row.phase, row.payment) {
            (CheckInPhase::Waiting, _) => Stage::Waiting {
                is_offered: row.is_offered,
            },
            (CheckInPhase::DataReceived, _) => Stage::DataReceived {
                chosen: row.chosen.map(Choice::id),
            },
            (CheckInPhase::OrderStarted, Some(payment)) => Stage::OrderStarted {
                payment,
                is_at_twint: payment == Phase::Captured,
            },
            (CheckInPhase::OrderStarted, None) => unreachable!("they are written together"),
            (CheckInPhase::Over, _) => Stage::Over,
        };
        let standing = CheckInStanding {
            stage: place,
            net: self.net,
            offered: &self.offered,
            age: state.age.time(),
        };
        let observed = seen.map(|side| match side {
            Side::Offered => ObservedCheckIn {
                state: CheckInState::Waiting,
                chosen: None,
            },
            Side::Approved(choice) => ObservedCheckIn {
                state: CheckInState::Approved,
                chosen: Some(choice.id()),
            },
            Side::Ended => ObservedCheckIn {
                state: CheckInState::Ended,
                chosen: None,
            },
        });
        (self.decide)(&standing, observed, state.is_end_wished)
    }

    /// What the plugin does with a step, after TWINT showed `seen`.
    fn carry_out(&self, state: &State, seen: Option<Side>) -> Plan {
        let step = self.step(state, seen);
        let chosen = match seen {
            Some(Side::Approved(choice)) => Some(choice),
            Some(Side::Offered | Side::Ended) | None => None,
        };
        let mut writes: Vec<Write> = Vec::new();
        writes.extend(step.event.map(|event| match (event, chosen) {
            (CheckInEvent::Approved, Some(choice)) => Write::Approved(choice),
            (event, _) => Write::Event(event),
        }));
        let call = match step.action {
            CheckInAction::Poll if seen.is_none() => Some(Call::Monitor),
            CheckInAction::Poll | CheckInAction::Nothing => None,
            CheckInAction::StartOrder => {
                writes.push(Write::Order);
                let amount = step.amount.expect("a start has an amount");
                Some(Call::StartOrder(amount.rappen()))
            }
            CheckInAction::Cancel => Some(Call::Cancel),
            CheckInAction::FollowPayment => Some(Call::Find),
        };
        Plan { writes, call }
    }

    /// What TWINT does with a call, and what the process does once it heard of it.
    fn heard(&self, state: &mut State, call: Call, came: Came) -> Plan {
        let is_done = matches!(came, Came::Answer | Came::LostThoughDone);
        let answered = came == Came::Answer;
        let write = |write| Plan {
            writes: vec![write],
            call: None,
        };
        match call {
            Call::Request => {
                if answered {
                    state.twint = Some(Side::Offered);
                    return write(Write::Offered);
                }
                write(Write::Event(CheckInEvent::StartFailed))
            }
            Call::Monitor if answered => self.carry_out(state, state.twint),
            Call::Monitor => Plan::default(),
            Call::Cancel => {
                let is_over = state.twint == Some(Side::Ended);
                if is_done && (is_over || !self.quirks.cancels_without_effect) {
                    state.twint = Some(Side::Ended);
                }
                if answered && state.twint == Some(Side::Ended) {
                    return write(Write::Event(CheckInEvent::Cancelled));
                }
                Plan::default()
            }
            Call::StartOrder(_) => {
                state.on_the_way = came == Came::LostOnTheWay;
                let is_taken = is_done && self.takes_order(state);
                state.orders += u8::from(is_taken);
                match came {
                    Came::Answer if is_taken => write(Write::Payment(Phase::Captured)),
                    Came::Answer | Came::NotSent => write(Write::Payment(Phase::Failed)),
                    Came::Lost | Came::LostThoughDone | Came::LostOnTheWay => {
                        write(Write::Payment(Phase::Uncertain))
                    }
                }
            }
            // The payment waits until TWINT is done with what was sent.
            Call::Find if !answered || state.on_the_way => Plan::default(),
            Call::Find if state.orders > 0 => write(Write::Payment(Phase::Captured)),
            Call::Find => write(Write::Payment(Phase::Failed)),
        }
    }

    fn takes_order(&self, state: &State) -> bool {
        !self.quirks.declines_order && matches!(state.twint, Some(Side::Approved(_)))
    }

    fn write(state: &mut State, write: Write) {
        let Some(row) = &mut state.row else {
            state.row = Some(Row {
                phase: CheckInPhase::Waiting,
                is_offered: false,
                chosen: None,
                has_data: false,
                payment: None,
            });
            return;
        };
        let event = match write {
            Write::Created => None,
            Write::Offered => {
                row.is_offered = true;
                None
            }
            Write::Event(event) => Some(event),
            Write::Approved(choice) => {
                row.chosen = Some(choice);
                row.has_data = true;
                Some(CheckInEvent::Approved)
            }
            Write::Order => {
                row.payment = Some(Phase::Created);
                Some(CheckInEvent::OrderStarted)
            }
            Write::Payment(phase) => {
                row.payment = Some(phase);
                None
            }
        };
        if let Some(event) = event {
            let edge = check_in_transition(row.phase, event).expect("the table has it");
            row.phase = edge.to;
            row.has_data &= edge.to.keeps_data();
        }
    }

    /// The state after a plan, which may be cut short by a death.
    fn after(mut state: State, plan: &Plan, writes: usize) -> State {
        state.waits = None;
        for write in &plan.writes[..writes] {
            Self::write(&mut state, *write);
        }
        if writes == plan.writes.len() {
            state.waits = plan.call;
        }
        state
    }

    /// Every step that can come next.
    fn steps(&self, state: &State) -> Vec<(Step, State)> {
        let mut steps = Vec::new();
        let mut add = |step, state| steps.push((step, state));
        match (state.waits, state.row) {
            (Some(call), _) => {
                let many = matches!(call, Call::StartOrder(_));
                for came in [
                    Came::Answer,
                    Came::NotSent,
                    Came::Lost,
                    Came::LostThoughDone,
                    Came::LostOnTheWay,
                ] {
                    if came == Came::LostOnTheWay && !many {
                        continue;
                    }
                    let mut heard = *state;
                    let plan = self.heard(&mut heard, call, came);
                    if came != Came::NotSent {
                        heard.sent += u8::from(many);
                    }
                    let whole = plan.writes.len();
                    add(Step::Hears(call, came), Self::after(heard, &plan, whole));
                    for writes in 0..whole {
                        add(
                            Step::DiesAfter(call, came, writes),
                            Self::after(heard, &plan, writes),
                        );
                    }
                }
                // One that dies later in a call, before it writes anything, is among those above.
                let unheard = Plan::default();
                add(Step::DiesIn(call), Self::after(*state, &unheard, 0));
            }
            (None, None) => {
                let plan = Plan {
                    writes: vec![Write::Created],
                    call: Some(Call::Request),
                };
                add(Step::Taps, Self::after(*state, &plan, 1));
            }
            (None, Some(row)) if row.phase != CheckInPhase::Over => {
                let plan = self.carry_out(state, None);
                let whole = plan.writes.len();
                add(Step::Turn, Self::after(*state, &plan, whole));
                for writes in 0..whole {
                    add(
                        Step::TurnDiesAfter(writes),
                        Self::after(*state, &plan, writes),
                    );
                }
            }
            (None, Some(_)) => {}
        }
        self.world(state, &mut add);
        steps
    }

    /// What others do.
    fn world(&self, state: &State, add: &mut impl FnMut(Step, State)) {
        match state.twint {
            Some(Side::Offered) => {
                for choice in [Choice::Post, Choice::PickUp, Choice::Drone] {
                    let twint = Some(Side::Approved(choice));
                    add(Step::Chooses(choice), State { twint, ..*state });
                }
            }
            Some(Side::Approved(Choice::Post)) if self.quirks.choice_changes => {
                let twint = Some(Side::Approved(Choice::PickUp));
                add(Step::Chooses(Choice::PickUp), State { twint, ..*state });
            }
            Some(Side::Approved(_) | Side::Ended) | None => {}
        }
        let ended = State {
            twint: Some(Side::Ended),
            ..*state
        };
        if matches!(state.twint, Some(Side::Offered | Side::Approved(_))) {
            add(Step::Declines, ended);
            if state.age == Age::PastShelfLife {
                add(Step::Lapses, ended);
            }
        }
        if state.row.is_some() && !state.is_end_wished {
            let is_end_wished = true;
            add(
                Step::EndIsWished,
                State {
                    is_end_wished,
                    ..*state
                },
            );
        }
        let age = match state.age {
            Age::Young => Some(Age::PastPatience),
            Age::PastPatience => Some(Age::PastShelfLife),
            Age::PastShelfLife => None,
        };
        if let (Some(age), Some(_)) = (age, state.row) {
            add(Step::Ages, State { age, ..*state });
        }
        if state.on_the_way {
            let mut arrived = *state;
            arrived.on_the_way = false;
            add(Step::IsDropped, arrived);
            arrived.orders += u8::from(self.takes_order(state));
            add(Step::Arrives, arrived);
        }
    }
}

/// The rule that is broken in the step from one state to another.
fn broken_rule(before: &State, step: Step, after: &State) -> Option<&'static str> {
    let sends = after.waits.filter(|_| before.waits != after.waits);
    let row = after.row;
    if after.sent > 1 || after.orders > 1 {
        return Some("the order of a check-in was started twice");
    }
    if after.orders > 0 && row.is_none_or(|row| row.payment.is_none()) {
        return Some("TWINT holds an order of which the books know nothing");
    }
    if row.is_some_and(|row| row.has_data && !row.phase.keeps_data()) {
        return Some("the buyer's data are kept longer than needed");
    }
    let is_settled = row.is_some_and(|row| row.phase == CheckInPhase::Over);
    let is_failed = row.is_some_and(|row| row.payment == Some(Phase::Failed));
    if is_settled && is_failed && (after.orders > 0 || after.on_the_way) {
        return Some("it is over, and TWINT holds an order for it");
    }
    let was_settled = before
        .row
        .is_some_and(|row| row.phase == CheckInPhase::Over);
    let is_open = matches!(after.twint, Some(Side::Offered | Side::Approved(_)));
    if is_settled && !was_settled && is_failed && is_open && after.age < Age::PastShelfLife {
        return Some("no order came of it, and the buyer's app still waits for one");
    }
    let saw = match step {
        Step::Hears(Call::Monitor, Came::Answer) => before.twint,
        _ => None,
    };
    match sends {
        Some(Call::StartOrder(amount)) => {
            let Some(Side::Approved(choice)) = saw else {
                return Some("an order is started that TWINT does not show as approved");
            };
            if choice.total() != Some(amount) {
                return Some("an order is started over another amount than was approved");
            }
            let is_written = row.is_some_and(|row| {
                row.payment == Some(Phase::Created) && row.chosen == Some(choice)
            });
            if !is_written || before.is_end_wished {
                return Some("an order is started that is not written down, or that nobody wants");
            }
        }
        Some(Call::Cancel) => {
            let has_order = row.is_some_and(|row| row.payment.is_some() && !is_failed);
            if saw.is_none() || has_order || after.orders > 0 {
                return Some(
                    "a check-in is cancelled that nobody asked about or that has an order",
                );
            }
        }
        Some(Call::Request | Call::Monitor | Call::Find) | None => {}
    }
    None
}

/// Walks everything that can happen to one check-in with such a TWINT.
pub fn walk(quirks: Quirks, decide: Decide) -> Seen {
    let method = |(id, amount): (&str, &str)| ShippingMethod {
        id: id.parse().expect("an id"),
        label: id.parse().expect("a label"),
        description: None,
        amount: amount.parse().expect("an amount"),
    };
    let methods = [("post", "7.00"), ("pick-up", "0")].map(method);
    let life = Life {
        quirks,
        decide,
        offered: ShippingMethods::new(methods.into()).expect("two methods"),
        net: "10.00".parse().expect("an amount"),
    };
    let first = State {
        row: None,
        age: Age::Young,
        is_end_wished: false,
        twint: None,
        orders: 0,
        sent: 0,
        on_the_way: false,
        waits: None,
    };
    let mut from: HashMap<State, Option<(State, Step)>> = HashMap::from([(first, None)]);
    let mut automatic: HashMap<State, Vec<State>> = HashMap::new();
    let mut queue = VecDeque::from([first]);
    while let Some(state) = queue.pop_front() {
        for (step, next) in life.steps(&state) {
            if let Some(rule) = broken_rule(&state, step, &next) {
                let mut story = vec![format!("{step:?} -> {next:?}")];
                let mut place = state;
                while let Some((before, step)) = from[&place] {
                    story.push(format!("{step:?} -> {place:?}"));
                    place = before;
                }
                story.push(rule.to_owned());
                story.reverse();
                return Seen {
                    states: from.len(),
                    broken: Some(story.join("\n")),
                    without_way_on: 0,
                };
            }
            if step.is_automatic() {
                automatic.entry(next).or_default().push(state);
            }
            from.entry(next).or_insert_with(|| {
                queue.push_back(next);
                Some((state, step))
            });
        }
    }
    let is_end = |state: &State| state.row.is_none_or(|row| row.phase == CheckInPhase::Over);
    let mut leads: Vec<State> = from.keys().copied().filter(is_end).collect();
    let mut reached: HashSet<State> = leads.iter().copied().collect();
    while let Some(state) = leads.pop() {
        for before in automatic.get(&state).into_iter().flatten() {
            if reached.insert(*before) {
                leads.push(*before);
            }
        }
    }
    Seen {
        states: from.len(),
        broken: None,
        without_way_on: from.len() - reached.len(),
    }
}
