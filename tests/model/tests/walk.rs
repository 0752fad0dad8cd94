//! No interleaving breaks a rule of money, and the walk would notice: a decision that is broken on purpose is found out.

use std::time::Duration;

use twint::books::permitted::{Forbidden, Permitted, Underway, permitted};
use twint::books::phases::{self, Actor, Event, NoTransition, Phase, Transition};
use twint::books::standing::Standing;
use twint::twint::flow::recovery::{Decision, SentCapture, Sight};
use twint::twint::values::order::{Capture, Order};
use twint_model::decisions::Decisions;
use twint_model::life::Life;
use twint_model::quirks::{Moment, Quirks, Reversal, Unknown};
use twint_model::walk::walk;
use twint_model::worlds::{Begin, Hands, World, every_world};

/// `./dev model` goes deeper.
const DEPTH: usize = 6;
/// The same from the approval on, where merchant and Wawi act from the first step: deeper, there are too many states for a test of seconds.
const DEPTH_FROM_APPROVAL: usize = 4;
/// Deep enough for a refund that is denied, arrives and is looked at again.
const DEPTH_OF_DENIAL: usize = 13;
/// Deep enough, from the approval on, for a part that the merchant captures and refunds in part, and for one of Wawi's after it.
const DEPTH_OF_MEETING: usize = 9;
/// Deep enough for the other broken decisions below.
const DEPTH_OF_BROKEN: usize = 10;

#[test]
fn no_interleaving_breaks_a_rule() {
    let mut states = 0;
    for world in every_world() {
        let life = Life {
            world,
            decisions: Decisions::REAL,
        };
        let depth = match world.begin {
            Begin::Start => world.depth(DEPTH),
            Begin::Approval => DEPTH_FROM_APPROVAL,
        };
        let seen = walk(&life, depth);
        if let Some(broken) = seen.broken {
            panic!("{world}: {}\n{}", broken.rule, broken.story);
        }
        if let Some(stuck) = seen.stuck {
            panic!("{world}: nothing leads on by itself\n{stuck}");
        }
        states += seen.states;
    }
    assert!(states > 10_000, "{states}");
}

fn is_noticed(decisions: Decisions) -> bool {
    every_world().into_iter().any(|world| {
        let life = Life { world, decisions };
        walk(&life, DEPTH_OF_BROKEN).broken.is_some()
    })
}

#[test]
fn believing_any_answer_to_a_capture_is_noticed() {
    fn believe(sent: &SentCapture, sight: Sight, order: &Order) -> Decision {
        match sight {
            Sight::InAnswer => Decision::Done,
            Sight::AfterUnclear
            | Sight::AfterRefusal
            | Sight::AfterSecondRefusal
            | Sight::LongAfter => sent.decide(sight, order),
        }
    }
    assert!(is_noticed(Decisions {
        capture: believe,
        ..Decisions::REAL
    }));
}

/// What nobody knows about an order leaves its payment uncertain, unless the merchant may say how it ended.
#[test]
fn a_payment_that_nothing_leads_on_is_noticed() {
    fn never_entered(payment: &Standing, underway: Underway, since: Duration) -> Permitted {
        Permitted {
            enter_outcome: Some(Forbidden::NothingToEnter),
            ..permitted(payment, underway, since)
        }
    }
    let never = Decisions {
        permitted: never_entered,
        ..Decisions::REAL
    };
    let unknown = every_world().into_iter().find(|world| {
        world.quirks.unknown == Some((Unknown::Status, Some(Moment::Failed)))
            && world.capture == Capture::Immediate
    });
    let world = unknown.expect("a world in which nobody knows how an order failed");
    for (decisions, is_stuck) in [(Decisions::REAL, false), (never, true)] {
        let seen = walk(&Life { world, decisions }, DEPTH_OF_BROKEN);
        assert_eq!(seen.stuck.is_some(), is_stuck);
    }
}

/// A refund that the merchant may enter as not carried out may arrive all the same: only a look at TWINT leads on from there.
#[test]
fn a_refund_that_arrives_though_it_was_denied_is_noticed() {
    let never = Decisions {
        is_contradicted: |_| false,
        ..Decisions::REAL
    };
    let in_progress = every_world().into_iter().find(|world| {
        world.quirks.unknown == Some((Unknown::Reason, Some(Moment::Reversal)))
            && world.quirks.reversal == Reversal::SettlesLater
            && world.capture == Capture::Immediate
    });
    let world = in_progress.expect("a world in which nobody knows why a refund takes its time");
    for (decisions, is_stuck) in [(Decisions::REAL, false), (never, true)] {
        let seen = walk(&Life { world, decisions }, DEPTH_OF_DENIAL);
        assert!(seen.broken.is_none());
        assert_eq!(seen.stuck.is_some(), is_stuck);
    }
}

/// Only where merchant and Wawi both act does Wawi capture of an order of which a part was given back: alone it gives back everything.
#[test]
fn what_only_merchant_and_wawi_together_reach_is_reached() {
    fn wawi_ends_with_a_refund(
        phase: Phase,
        event: Event,
        actor: Actor,
    ) -> Result<&'static Transition, NoTransition> {
        let nobody = || phases::transition(Phase::Failed, Event::PartCaptured, Actor::Wawi);
        match (phase, event, actor) {
            (
                Phase::PartiallyRefunded,
                Event::Closed | Event::PartCaptured,
                Actor::Wawi | Actor::Twint,
            ) => nobody(),
            _ => phases::transition(phase, event, actor),
        }
    }
    let decisions = Decisions {
        transition: wawi_ends_with_a_refund,
        ..Decisions::REAL
    };
    for (hands, is_noticed) in [
        (Hands::Admin, false),
        (Hands::Wawi, false),
        (Hands::Both, true),
    ] {
        let world = World {
            capture: Capture::Deferred,
            hands,
            quirks: Quirks::default(),
            begin: Begin::Approval,
        };
        let seen = walk(&Life { world, decisions }, DEPTH_OF_MEETING);
        assert_eq!(seen.broken.is_some(), is_noticed, "{hands:?}");
    }
}
