//! The life of a check-in as one table, and what to do next with one. A check-in moves no money: what it pays for is an order with a
//! payment of its own, whose life is in [`super::phases`].

use std::time::Duration;

use strum::{Display, EnumMessage, IntoStaticStr, VariantArray};

use super::phases;
use crate::twint::values::check_in::CheckInState;
use crate::twint::values::money::Chf;
use crate::twint::values::shipping::ShippingMethods;

/// How long a check-in waits for the buyer's approval. TWINT's own time is not known; clients of TWINT give up after as long.
pub const PATIENCE: Duration = Duration::from_secs(600);
/// How old an approved check-in may be when its order is started: later nobody expects to be charged any more.
pub const SHELF_LIFE: Duration = Duration::from_secs(1800);

/// Where a check-in stands in its life.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum CheckInPhase {
    /// Written down; the buyer has not approved.
    Waiting,
    /// The buyer approved: address and choice are written down, the order is not.
    DataReceived,
    /// The order and its payment are written down, and the start of the order was sent or is about to be.
    OrderStarted,
    /// Over, with or without an order.
    Over,
}

impl CheckInPhase {
    /// Whether the buyer's data are kept with the check-in. Afterwards the order has them, or nobody.
    pub fn keeps_data(self) -> bool {
        match self {
            Self::DataReceived => true,
            Self::Waiting | Self::OrderStarted | Self::Over => false,
        }
    }
}

/// What happened to a check-in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum CheckInEvent {
    /// TWINT refused the start, or its answer was lost: nobody has the code, so nobody can scan it.
    StartFailed,
    /// The buyer approved, and TWINT handed over what was asked for.
    Approved,
    /// The buyer or TWINT ended it.
    Ended,
    /// The shop ended it, and TWINT shows it.
    Cancelled,
    /// The order and its payment were written down.
    OrderStarted,
    /// The payment is paid or over.
    Settled,
}

use CheckInEvent as E;
use CheckInPhase as P;

/// A row of the table: one event in one phase, and the phase after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckInTransition {
    /// The phase before the event.
    pub from: CheckInPhase,
    /// What happened.
    pub event: CheckInEvent,
    /// The phase after the event.
    pub to: CheckInPhase,
}

/// The table has no such transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{event} cannot happen to a check-in that is {from}")]
pub struct NoCheckInTransition {
    /// The check-in's phase.
    pub from: CheckInPhase,
    /// The event that was reported.
    pub event: CheckInEvent,
}

const fn edge(from: CheckInPhase, event: CheckInEvent, to: CheckInPhase) -> CheckInTransition {
    CheckInTransition { from, event, to }
}

/// The table, sorted by phase. A transition from a phase to itself means that nothing changed. No way leads back from an order that was
/// started: it is started once.
pub const CHECK_IN_TRANSITIONS: &[CheckInTransition] = &[
    edge(P::Waiting, E::StartFailed, P::Over),
    edge(P::Waiting, E::Approved, P::DataReceived),
    edge(P::Waiting, E::Ended, P::Over),
    edge(P::Waiting, E::Cancelled, P::Over),
    //
    edge(P::DataReceived, E::Approved, P::DataReceived),
    edge(P::DataReceived, E::Ended, P::Over),
    edge(P::DataReceived, E::Cancelled, P::Over),
    edge(P::DataReceived, E::OrderStarted, P::OrderStarted),
    //
    edge(P::OrderStarted, E::Cancelled, P::Over),
    edge(P::OrderStarted, E::OrderStarted, P::OrderStarted),
    edge(P::OrderStarted, E::Settled, P::Over),
    //
    edge(P::Over, E::StartFailed, P::Over),
    edge(P::Over, E::Ended, P::Over),
    edge(P::Over, E::Cancelled, P::Over),
    edge(P::Over, E::Settled, P::Over),
];

/// Looks up what `event` does to a check-in in phase `from`.
///
/// # Errors
/// [`NoCheckInTransition`] where the table has no such transition.
pub fn check_in_transition(
    from: CheckInPhase,
    event: CheckInEvent,
) -> Result<&'static CheckInTransition, NoCheckInTransition> {
    CHECK_IN_TRANSITIONS
        .iter()
        .find(|edge| edge.from == from && edge.event == event)
        .ok_or(NoCheckInTransition { from, event })
}

/// A phase with what the books know of a check-in in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage<'a> {
    /// [`CheckInPhase::Waiting`].
    Waiting {
        /// Whether TWINT's answer to the start is written down.
        is_offered: bool,
    },
    /// [`CheckInPhase::DataReceived`].
    DataReceived {
        /// The shipping method that the buyer chose.
        chosen: Option<&'a str>,
    },
    /// [`CheckInPhase::OrderStarted`].
    OrderStarted {
        /// The phase of the order's payment.
        payment: phases::Phase,
        /// Whether TWINT told of the order, in whatever state. Then the check-in has done its work.
        is_at_twint: bool,
    },
    /// [`CheckInPhase::Over`].
    Over,
}

/// A check-in as the merchant's books have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckInStanding<'a> {
    /// Where it stands.
    pub stage: Stage<'a>,
    /// What the goods cost, as the buyer was shown it.
    pub net: Chf,
    /// The shipping methods that the buyer was shown.
    pub offered: &'a ShippingMethods,
    /// How long ago it was written down.
    pub age: Duration,
}

/// A check-in as TWINT described it just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObservedCheckIn<'a> {
    /// What its status means.
    pub state: CheckInState,
    /// The shipping method that the buyer chose.
    pub chosen: Option<&'a str>,
}

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CheckInAction {
    /// Ask TWINT how it stands, now or at the next turn.
    Poll,
    /// Write the order and its payment down, and only then start it.
    StartOrder,
    /// End it at TWINT; it is cancelled once TWINT shows it.
    Cancel,
    /// Look after the payment: its own table decides.
    FollowPayment,
    /// Nothing: it is over.
    Nothing,
}

/// Why a check-in is cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CheckInCancelReason {
    /// The buyer or the shop wants it ended.
    Wished,
    /// The buyer did not approve in time, or the shop did not start the order in time.
    TooLate,
    /// The buyer did not choose one of the shipping methods that were offered.
    ShippingNotOffered,
    /// TWINT tells another shipping method than it told first.
    Changed,
    /// The order could not be started: the buyer's app is not to wait for it any longer.
    NotStarted,
}

/// What is known of a check-in means this: first apply the event, if there is one, then do the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckInStep {
    /// What happened.
    pub event: Option<CheckInEvent>,
    /// What to do.
    pub action: CheckInAction,
    /// What the goods and the chosen shipping method cost, where the order is to be started.
    pub amount: Option<Chf>,
    /// Why it is cancelled, where it is.
    pub cancel_reason: Option<CheckInCancelReason>,
}

impl CheckInStep {
    const fn act(action: CheckInAction) -> Self {
        Self {
            event: None,
            action,
            amount: None,
            cancel_reason: None,
        }
    }

    const fn over(event: CheckInEvent) -> Self {
        Self {
            event: Some(event),
            ..Self::act(CheckInAction::Nothing)
        }
    }

    const fn cancel(reason: CheckInCancelReason) -> Self {
        Self {
            cancel_reason: Some(reason),
            ..Self::act(CheckInAction::Cancel)
        }
    }
}

/// Decides what to do with a check-in, given how TWINT described it just now, where it was asked. `is_end_wished` says that the buyer left
/// or that the shop cannot take the order.
///
/// Only one caller at a time may carry a step out. A check-in is cancelled only after TWINT was asked (rule of money 4), its order is
/// started only while TWINT shows it as approved, and never twice (rule of money 2).
pub fn check_in_step(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    is_end_wished: bool,
) -> CheckInStep {
    match standing.stage {
        // The process that sent the start ended before it wrote the answer down.
        Stage::Waiting { is_offered: false } => CheckInStep::over(E::StartFailed),
        Stage::Waiting { is_offered: true } | Stage::DataReceived { .. } => {
            before_order(standing, seen, is_end_wished)
        }
        Stage::OrderStarted {
            payment,
            is_at_twint,
        } => after_order(standing, payment, is_at_twint, seen),
        Stage::Over => CheckInStep::act(CheckInAction::Nothing),
    }
}

/// What to do before there is an order.
fn before_order(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    is_end_wished: bool,
) -> CheckInStep {
    let Some(seen) = seen else {
        return CheckInStep::act(CheckInAction::Poll);
    };
    let is_late = match seen.state {
        CheckInState::Ended => return CheckInStep::over(E::Ended),
        CheckInState::Waiting | CheckInState::Unrecognised => standing.age >= PATIENCE,
        CheckInState::Approved => standing.age >= SHELF_LIFE,
    };
    if is_end_wished {
        return CheckInStep::cancel(CheckInCancelReason::Wished);
    }
    if is_late {
        return CheckInStep::cancel(CheckInCancelReason::TooLate);
    }
    match seen.state {
        CheckInState::Waiting | CheckInState::Unrecognised | CheckInState::Ended => {
            CheckInStep::act(CheckInAction::Poll)
        }
        CheckInState::Approved if is_changed(standing.stage, seen.chosen) => {
            CheckInStep::cancel(CheckInCancelReason::Changed)
        }
        CheckInState::Approved => match total(standing, seen.chosen) {
            None => CheckInStep::cancel(CheckInCancelReason::ShippingNotOffered),
            Some(amount) => CheckInStep {
                event: Some(E::Approved),
                amount: Some(amount),
                ..CheckInStep::act(CheckInAction::StartOrder)
            },
        },
    }
}

/// What to do once the order was written down. A check-in whose start came to nothing is given back, so that nobody can start it any more
/// and the buyer's app stops waiting; but not for longer than it may be used.
fn after_order(
    standing: &CheckInStanding,
    payment: phases::Phase,
    is_at_twint: bool,
    seen: Option<ObservedCheckIn>,
) -> CheckInStep {
    let came_to_nothing = match payment {
        phases::Phase::Created
        | phases::Phase::Pending
        | phases::Phase::Authorised
        | phases::Phase::Uncertain => return CheckInStep::act(CheckInAction::FollowPayment),
        phases::Phase::PartiallyCaptured
        | phases::Phase::Captured
        | phases::Phase::PartiallyRefunded
        | phases::Phase::Refunded => false,
        phases::Phase::Cancelled | phases::Phase::Failed => !is_at_twint,
    };
    if !came_to_nothing || standing.age >= SHELF_LIFE {
        return CheckInStep::over(E::Settled);
    }
    match seen.map(|seen| seen.state) {
        None => CheckInStep::act(CheckInAction::Poll),
        Some(CheckInState::Ended) => CheckInStep::over(E::Settled),
        Some(CheckInState::Waiting | CheckInState::Approved | CheckInState::Unrecognised) => {
            CheckInStep::cancel(CheckInCancelReason::NotStarted)
        }
    }
}

/// Whether another choice was written down.
fn is_changed(stage: Stage, chosen: Option<&str>) -> bool {
    match stage {
        Stage::DataReceived { chosen: before } => before != chosen,
        Stage::Waiting { .. } | Stage::OrderStarted { .. } | Stage::Over => false,
    }
}

/// The sum that the buyer approved; `None` where the choice is not among what was offered.
fn total(standing: &CheckInStanding, chosen: Option<&str>) -> Option<Chf> {
    match chosen {
        None if standing.offered.is_empty() => Some(standing.net),
        None => None,
        Some(id) => standing.net.checked_add(standing.offered.get(id)?.amount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::values::shipping::ShippingMethod;
    use phases::Phase;

    fn chf(text: &str) -> Chf {
        text.parse().unwrap()
    }

    fn offered(methods: &[(&str, &str)]) -> ShippingMethods {
        let method = |(id, amount): &(&str, &str)| ShippingMethod {
            id: id.parse().unwrap(),
            label: "L".parse().unwrap(),
            description: None,
            amount: chf(amount),
        };
        ShippingMethods::new(methods.iter().map(method).collect()).unwrap()
    }

    /// What TWINT shows of a check-in: its state and the buyer's choice.
    type Sight = (CheckInState, Option<&'static str>);

    /// The step of a check-in over goods for 10.00, with two ways to ship.
    fn step(stage: Stage, age: u64, seen: Option<Sight>, wish: bool) -> CheckInStep {
        let offered = offered(&[("post", "7.00"), ("pick-up", "0")]);
        let standing = CheckInStanding {
            stage,
            net: chf("10.00"),
            offered: &offered,
            age: Duration::from_secs(age),
        };
        check_in_step(&standing, seen.map(observed), wish)
    }

    fn observed((state, chosen): Sight) -> ObservedCheckIn<'static> {
        ObservedCheckIn { state, chosen }
    }

    const WAITING: Stage = Stage::Waiting { is_offered: true };
    const CHOSEN: Stage = Stage::DataReceived {
        chosen: Some("post"),
    };
    const POST: Option<&str> = Some("post");

    fn start(amount: &str) -> CheckInStep {
        CheckInStep {
            event: Some(E::Approved),
            action: CheckInAction::StartOrder,
            amount: Some(chf(amount)),
            cancel_reason: None,
        }
    }

    #[test]
    fn each_state_leads_to_one_step_before_there_is_an_order() {
        use CheckInState::{Approved, Ended, Unrecognised, Waiting};
        let poll = CheckInStep::act(CheckInAction::Poll);
        let ended = CheckInStep::over(E::Ended);
        let late = CheckInStep::cancel(CheckInCancelReason::TooLate);
        for stage in [WAITING, CHOSEN] {
            for (state, in_time, after_patience, after_shelf_life) in [
                (Waiting, poll, late, late),
                (Unrecognised, poll, late, late),
                (Approved, start("17.00"), start("17.00"), late),
                (Ended, ended, ended, ended),
            ] {
                for (age, expected) in [
                    (0, in_time),
                    (599, in_time),
                    (600, after_patience),
                    (1799, after_patience),
                    (1800, after_shelf_life),
                ] {
                    let found = step(stage, age, Some((state, POST)), false);
                    assert_eq!(found, expected, "{stage:?} {state:?} {age}");
                }
            }
        }
    }

    #[test]
    fn what_twint_was_not_asked_about_is_neither_cancelled_nor_started() {
        for stage in [WAITING, CHOSEN] {
            for age in [0, 10_000] {
                for wish in [false, true] {
                    let found = step(stage, age, None, wish);
                    assert_eq!(found, CheckInStep::act(CheckInAction::Poll));
                }
            }
        }
    }

    #[test]
    fn a_wish_to_end_ends_whatever_has_no_order_and_is_not_over() {
        use CheckInState::{Approved, Ended, Unrecognised, Waiting};
        for stage in [WAITING, CHOSEN] {
            for age in [0, 10_000] {
                for state in [Waiting, Approved, Unrecognised] {
                    let found = step(stage, age, Some((state, POST)), true);
                    assert_eq!(found, CheckInStep::cancel(CheckInCancelReason::Wished));
                }
                let found = step(stage, age, Some((Ended, None)), true);
                assert_eq!(found, CheckInStep::over(E::Ended));
            }
        }
    }

    #[test]
    fn the_amount_is_that_of_the_goods_and_the_chosen_shipping() {
        let approved = |chosen| Some((CheckInState::Approved, chosen));
        let refused = CheckInStep::cancel(CheckInCancelReason::ShippingNotOffered);
        assert_eq!(step(WAITING, 0, approved(POST), false), start("17.00"));
        let pick_up = approved(Some("pick-up"));
        assert_eq!(step(WAITING, 0, pick_up, false), start("10.00"));
        assert_eq!(step(WAITING, 0, approved(Some("drone")), false), refused);
        assert_eq!(step(WAITING, 0, approved(None), false), refused);
        let (none, dear) = (offered(&[]), offered(&[("post", "999999999.99")]));
        let without_shipping = |offered, chosen| {
            let standing = CheckInStanding {
                stage: WAITING,
                net: chf("10.00"),
                offered,
                age: Duration::ZERO,
            };
            check_in_step(&standing, approved(chosen).map(observed), false)
        };
        assert_eq!(without_shipping(&none, None), start("10.00"));
        assert_eq!(without_shipping(&none, POST), refused);
        assert_eq!(without_shipping(&dear, POST), refused);
    }

    #[test]
    fn another_choice_than_the_one_written_down_starts_nothing() {
        let changed = CheckInStep::cancel(CheckInCancelReason::Changed);
        for (before, now) in [(POST, Some("pick-up")), (POST, None), (None, POST)] {
            let stage = Stage::DataReceived { chosen: before };
            let found = step(stage, 0, Some((CheckInState::Approved, now)), false);
            assert_eq!(found, changed);
        }
    }

    #[test]
    fn a_start_whose_answer_was_not_written_down_is_over() {
        let stage = Stage::Waiting { is_offered: false };
        for sight in [None, Some((CheckInState::Approved, POST))] {
            for wish in [false, true] {
                let found = step(stage, 0, sight, wish);
                assert_eq!(found, CheckInStep::over(E::StartFailed));
            }
        }
    }

    #[test]
    fn once_the_order_was_started_only_its_payment_counts() {
        for &payment in Phase::VARIANTS {
            let expected = match payment {
                Phase::Created | Phase::Pending | Phase::Authorised | Phase::Uncertain => {
                    CheckInStep::act(CheckInAction::FollowPayment)
                }
                Phase::PartiallyCaptured
                | Phase::Captured
                | Phase::PartiallyRefunded
                | Phase::Refunded
                | Phase::Cancelled
                | Phase::Failed => CheckInStep::over(E::Settled),
            };
            for &state in CheckInState::VARIANTS {
                for wish in [false, true] {
                    for (age, is_at_twint) in [(0, true), (10_000, true), (10_000, false)] {
                        let stage = Stage::OrderStarted {
                            payment,
                            is_at_twint,
                        };
                        let found = step(stage, age, Some((state, POST)), wish);
                        assert_eq!(found, expected, "{payment:?} {state:?} {age}");
                    }
                }
            }
        }
        let over = step(Stage::Over, 0, Some((CheckInState::Approved, POST)), true);
        assert_eq!(over, CheckInStep::act(CheckInAction::Nothing));
    }

    #[test]
    fn a_check_in_whose_order_came_to_nothing_is_given_back() {
        let back = CheckInStep::cancel(CheckInCancelReason::NotStarted);
        let settled = CheckInStep::over(E::Settled);
        for payment in [Phase::Failed, Phase::Cancelled] {
            let stage = Stage::OrderStarted {
                payment,
                is_at_twint: false,
            };
            for wish in [false, true] {
                let unasked = step(stage, 0, None, wish);
                assert_eq!(unasked, CheckInStep::act(CheckInAction::Poll));
                for &state in CheckInState::VARIANTS {
                    let expected = match state {
                        CheckInState::Ended => settled,
                        CheckInState::Waiting
                        | CheckInState::Approved
                        | CheckInState::Unrecognised => back,
                    };
                    let found = step(stage, 1799, Some((state, POST)), wish);
                    assert_eq!(found, expected, "{payment:?} {state:?}");
                }
                assert_eq!(step(stage, 1800, None, wish), settled);
            }
        }
        for payment in [Phase::Captured, Phase::PartiallyRefunded, Phase::Refunded] {
            let stage = Stage::OrderStarted {
                payment,
                is_at_twint: false,
            };
            assert_eq!(step(stage, 0, None, false), settled);
        }
    }

    #[test]
    fn each_transition_is_listed_once_and_found() {
        for &from in CheckInPhase::VARIANTS {
            for &event in CheckInEvent::VARIANTS {
                let edges: Vec<_> = CHECK_IN_TRANSITIONS
                    .iter()
                    .filter(|edge| edge.from == from && edge.event == event)
                    .collect();
                assert!(edges.len() <= 1, "{from:?} {event:?}");
                let found = check_in_transition(from, event);
                match edges.first() {
                    Some(edge) => assert_eq!(found, Ok(*edge)),
                    None => assert_eq!(found, Err(NoCheckInTransition { from, event })),
                }
            }
        }
    }

    #[test]
    fn phases_follow_each_other_in_one_direction_and_all_end() {
        let place = |phase| CheckInPhase::VARIANTS.iter().position(|p| *p == phase);
        for edge in CHECK_IN_TRANSITIONS {
            assert!(place(edge.from) <= place(edge.to), "{edge:?}");
        }
        for &phase in CheckInPhase::VARIANTS {
            let ends = CHECK_IN_TRANSITIONS
                .iter()
                .any(|edge| edge.from == phase && edge.to == P::Over);
            assert!(ends, "{phase:?}");
        }
        for &event in CheckInEvent::VARIANTS {
            let is_listed = CHECK_IN_TRANSITIONS.iter().any(|edge| edge.event == event);
            assert!(is_listed, "{event:?}");
        }
        for &phase in CheckInPhase::VARIANTS {
            assert_eq!(phase.keeps_data(), phase == P::DataReceived);
        }
    }

    #[test]
    fn every_event_of_a_step_is_in_the_table() {
        let stages = [
            (P::Waiting, Stage::Waiting { is_offered: false }),
            (P::Waiting, WAITING),
            (P::DataReceived, CHOSEN),
            (
                P::OrderStarted,
                Stage::OrderStarted {
                    payment: Phase::Captured,
                    is_at_twint: true,
                },
            ),
            (
                P::OrderStarted,
                Stage::OrderStarted {
                    payment: Phase::Failed,
                    is_at_twint: false,
                },
            ),
            (P::Over, Stage::Over),
        ];
        for (phase, stage) in stages {
            for &state in CheckInState::VARIANTS {
                for wish in [false, true] {
                    let found = step(stage, 0, Some((state, POST)), wish);
                    if let Some(event) = found.event {
                        let to = check_in_transition(phase, event).unwrap().to;
                        let starts = found.action == CheckInAction::StartOrder;
                        assert!(!starts || to == P::DataReceived, "{found:?}");
                        let ends = found.action == CheckInAction::Nothing;
                        assert!(!ends || to == P::Over, "{found:?}");
                    }
                }
            }
        }
    }
}
