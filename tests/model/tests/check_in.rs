//! No interleaving of one check-in breaks a rule, each comes to an end by itself, and the walk would notice a broken decision.

use twint::books::check_in::{
    CheckInAction, CheckInEvent, CheckInStanding, CheckInStep, ObservedCheckIn, Stage,
    check_in_step,
};
use twint::books::phases::Phase;
use twint::twint::values::check_in::CheckInState;
use twint_model::check_in::{Decide, Quirks, REAL, walk};

#[test]
fn no_interleaving_breaks_a_rule_and_each_comes_to_an_end() {
    let mut states = 0;
    for quirks in Quirks::every() {
        let seen = walk(quirks, REAL);
        if let Some(story) = seen.broken {
            panic!("{quirks:?}: {story}");
        }
        assert_eq!(seen.without_way_on, 0, "{quirks:?}");
        states += seen.states;
    }
    assert!(states > 2_000, "{states}");
}

fn is_noticed(decide: Decide) -> bool {
    Quirks::every().any(|quirks| {
        let seen = walk(quirks, decide);
        seen.broken.is_some() || seen.without_way_on > 0
    })
}

const START: CheckInStep = CheckInStep {
    event: Some(CheckInEvent::Approved),
    action: CheckInAction::StartOrder,
    amount: None,
    cancel_reason: None,
};

/// The real step, over what the goods alone cost.
fn without_shipping(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    wish: bool,
) -> CheckInStep {
    let step = check_in_step(standing, seen, wish);
    CheckInStep {
        amount: step.amount.map(|_| standing.net),
        ..step
    }
}

fn without_asking(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    wish: bool,
) -> CheckInStep {
    match (standing.stage, seen) {
        (Stage::DataReceived { .. }, None) => CheckInStep {
            event: None,
            amount: Some(standing.net),
            ..START
        },
        _ => check_in_step(standing, seen, wish),
    }
}

fn cancelling_without_asking(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    wish: bool,
) -> CheckInStep {
    match (standing.stage, seen, wish) {
        (Stage::Waiting { is_offered: true }, None, true) => CheckInStep {
            event: None,
            action: CheckInAction::Cancel,
            ..START
        },
        _ => check_in_step(standing, seen, wish),
    }
}

fn whatever_was_chosen_before(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    wish: bool,
) -> CheckInStep {
    match (standing.stage, seen) {
        (Stage::DataReceived { chosen: Some(id) }, Some(observed))
            if observed.state == CheckInState::Approved && !wish =>
        {
            let shipping = standing.offered.get(id).map(|method| method.amount);
            CheckInStep {
                amount: shipping.and_then(|amount| standing.net.checked_add(amount)),
                ..START
            }
        }
        _ => check_in_step(standing, seen, wish),
    }
}

fn against_the_buyers_wish(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    _: bool,
) -> CheckInStep {
    check_in_step(standing, seen, false)
}

fn waiting_for_ever(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    wish: bool,
) -> CheckInStep {
    match standing.stage {
        Stage::Waiting { is_offered: false } => CheckInStep {
            event: None,
            action: CheckInAction::Poll,
            ..START
        },
        _ => check_in_step(standing, seen, wish),
    }
}

fn left_to_the_app(
    standing: &CheckInStanding,
    seen: Option<ObservedCheckIn>,
    wish: bool,
) -> CheckInStep {
    match standing.stage {
        Stage::OrderStarted {
            payment: Phase::Failed,
            ..
        } => CheckInStep {
            event: Some(CheckInEvent::Settled),
            action: CheckInAction::Nothing,
            ..START
        },
        _ => check_in_step(standing, seen, wish),
    }
}

#[test]
fn broken_decisions_are_noticed() {
    let broken: [(&str, Decide); 7] = [
        ("without shipping", without_shipping),
        ("started without asking", without_asking),
        ("cancelled without asking", cancelling_without_asking),
        ("the choice of before", whatever_was_chosen_before),
        ("against the buyer's wish", against_the_buyers_wish),
        ("a lost start is waited for", waiting_for_ever),
        ("what came to nothing is left to the app", left_to_the_app),
    ];
    for (name, decide) in broken {
        assert!(is_noticed(decide), "{name}");
    }
}
