//! `docs/phases.md` and the plugin's sets of phases are written from the tables in `src/books`; with `TWINT_UPDATE_DOCS=1` these tests write them
//! anew.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use strum::VariantArray;
use twint::books::check_in::{
    CHECK_IN_TRANSITIONS, CheckInPhase, CheckInStanding, ObservedCheckIn, PATIENCE, SHELF_LIFE,
    Stage, check_in_step,
};
use twint::books::permitted::{Underway, permitted};
use twint::books::phases::{Actor, Phase, TRANSITIONS, Transition};
use twint::books::standing::Standing;
use twint::books::wawi::step::{WawiAction, wawi_step};
use twint::books::wawi::wish::WawiWish;
use twint::twint::values::check_in::CheckInState;
use twint::twint::values::money::Chf;
use twint::twint::values::order::Capture;
use twint::twint::values::shipping::ShippingMethods;

const HEAD: &str = "\
# The phases of a payment

Drawn from the tables in `src/books/phases.rs` and `wawi/step.rs` by `tests/phases.rs`. Edges that change nothing are left out.

";

const FOOT: &str = "
Buyer, admin, cron and Wawi may each be the first to notice what TWINT did, so most edges are open to anyone; those that move
the merchant's money by decision are not open to the buyer. Duties are written down together with the phase and struck out
one by one, so that a crash between them loses none; each is safe to do again.
";

const WAWI: &str = "
## What Wawi's news do

To a deferred payment of 50.00, of which 20.00 are captured or refunded where it is in part, by the merchant's settings. **Bold**: the merchant is
told. Something to do leads to the events `part_captured` or `closed`, `cancelled_by_merchant`, `part_refunded` or
`fully_refunded` above, by `wawi`, or to their lost ones.

| in the phase | shipped | cancelled, to release | cancelled, to refund | made smaller | made larger | reactivated |
|---|---|---|---|---|---|---|
";

const CHECK_INS: &str = "
## The phases of a check-in

Drawn from the table in `src/books/check_in.rs`. A check-in moves no money; the order that it pays for has a payment as above, written
down together with `order_started` and before its start is sent. The buyer's data are kept with a check-in in `data_received` only.

```mermaid
stateDiagram-v2
    [*] --> waiting
";

const NEXT_OF_CHECK_IN: &str = "
What is done with one, by what TWINT shows. Each cell is the event, if there is one, and the action; *wished*: the buyer left, or the
shop cannot take the order. Once the order was started, only its payment is looked after, and the check-in is `settled` when that is paid or over; where the start came
to nothing, it is cancelled first, for as long as it may be used.

| TWINT shows | in `waiting` | in `data_received` |
|---|---|---|
";

/// What is done with a check-in of goods without shipping.
fn next_of_check_in(stage: Stage, age: Duration, seen: Option<CheckInState>, wish: bool) -> String {
    let standing = CheckInStanding {
        stage,
        net: "10".parse().unwrap(),
        offered: &ShippingMethods::default(),
        age,
    };
    let observed = seen.map(|state| ObservedCheckIn {
        state,
        chosen: None,
    });
    let step = check_in_step(&standing, observed, wish);
    let event = step.event.map(<&str>::from);
    let reason = step.cancel_reason.map(<&str>::from);
    let action = <&str>::from(step.action).to_owned()
        + &reason.map_or_else(String::new, |reason| format!(" ({reason})"));
    event.map_or(action.clone(), |event| format!("{event}, {action}"))
}

fn draw_next_of_check_ins(text: &mut String) {
    use CheckInState::{Approved, Ended, Unrecognised, Waiting};
    let minutes = |time: Duration| time.as_secs() / 60;
    let (patience, shelf_life) = (minutes(PATIENCE), minutes(SHELF_LIFE));
    let young = Duration::ZERO;
    for (shown, age, seen, wish) in [
        ("not asked yet".to_owned(), young, None, false),
        ("waiting".to_owned(), young, Some(Waiting), false),
        (
            format!("waiting, after {patience} minutes"),
            PATIENCE,
            Some(Waiting),
            false,
        ),
        (
            "what nobody knows".to_owned(),
            young,
            Some(Unrecognised),
            false,
        ),
        (
            format!("what nobody knows, after {patience} minutes"),
            PATIENCE,
            Some(Unrecognised),
            false,
        ),
        ("approved".to_owned(), young, Some(Approved), false),
        (
            format!("approved, after {shelf_life} minutes"),
            SHELF_LIFE,
            Some(Approved),
            false,
        ),
        ("ended".to_owned(), young, Some(Ended), false),
        ("not asked yet, *wished*".to_owned(), young, None, true),
        ("waiting, *wished*".to_owned(), young, Some(Waiting), true),
        ("approved, *wished*".to_owned(), young, Some(Approved), true),
        ("ended, *wished*".to_owned(), young, Some(Ended), true),
    ] {
        let cells = [
            Stage::Waiting { is_offered: true },
            Stage::DataReceived { chosen: None },
        ]
        .map(|stage| next_of_check_in(stage, age, seen, wish));
        writeln!(text, "| {shown} | {} |", cells.join(" | ")).unwrap();
    }
}

/// What a change of the order in Wawi does to a payment in a phase.
fn cell(wish: WawiWish, phase: Phase, order: &str) -> String {
    let chf = |text: &str| -> Chf { text.parse().unwrap() };
    let (captured, refunded, closed) = match phase {
        Phase::PartiallyCaptured => ("20", "0", false),
        Phase::PartiallyRefunded => ("50", "20", true),
        Phase::Captured => ("50", "0", true),
        Phase::Refunded => ("50", "50", true),
        _ => ("0", "0", false),
    };
    let step = wawi_step(
        wish,
        &Standing {
            phase,
            capture: Capture::Deferred,
            authorised: chf("50"),
            captured: chf(captured),
            refunded: chf(refunded),
            closed,
            reference: "R".parse().unwrap(),
        },
        Some(chf(order)),
    );
    let finding: &str = step.finding.into();
    match step.action {
        WawiAction::Wait => format!("wait: {finding}"),
        WawiAction::Nothing if step.finding.needs_attention() => format!("**{finding}**"),
        WawiAction::Nothing => finding.to_owned(),
        WawiAction::CaptureAll | WawiAction::CaptureDelivered => "capture".to_owned(),
        WawiAction::Cancel => "cancel".to_owned(),
        WawiAction::Refund => format!("refund {}", step.amount.unwrap()),
    }
}

/// The transitions that change something.
fn changes() -> impl Iterator<Item = &'static Transition> {
    TRANSITIONS
        .iter()
        .filter(|edge| edge.from != edge.to || !edge.duties.is_empty())
}

fn draw() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("```mermaid\nstateDiagram-v2\n    [*] --> created\n");
    for &from in Phase::VARIANTS {
        for &to in Phase::VARIANTS {
            let events: Vec<_> = changes()
                .filter(|edge| (edge.from, edge.to) == (from, to))
                .map(|edge| <&str>::from(edge.event))
                .collect();
            if !events.is_empty() {
                writeln!(text, "    {from} --> {to}: {}", events.join(", ")).unwrap();
            }
        }
    }
    text.push_str("```\n\n| from | event | to | by | then |\n|---|---|---|---|---|\n");
    for edge in changes() {
        let anyone = edge.actors.len() == Actor::VARIANTS.len();
        let actors: Vec<_> = edge.actors.iter().map(<&str>::from).collect();
        let duties: Vec<_> = edge.duties.iter().map(<&str>::from).collect();
        writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            edge.from,
            edge.event,
            edge.to,
            if anyone {
                "anyone".to_owned()
            } else {
                actors.join(", ")
            },
            duties.join(", ")
        )
        .unwrap();
    }
    text.push_str(FOOT);
    text.push_str(WAWI);
    for &phase in Phase::VARIANTS {
        let cells = [
            cell(WawiWish::CaptureAll, phase, "50"),
            cell(WawiWish::Release, phase, "50"),
            cell(WawiWish::Refund, phase, "50"),
            cell(WawiWish::Compare, phase, "40"),
            cell(WawiWish::Compare, phase, "60"),
            cell(WawiWish::Revive, phase, "50"),
        ];
        writeln!(text, "| {phase} | {} |", cells.join(" | ")).unwrap();
    }
    text.push_str(CHECK_INS);
    for &from in CheckInPhase::VARIANTS {
        for &to in CheckInPhase::VARIANTS {
            let edges = CHECK_IN_TRANSITIONS.iter();
            let events: Vec<_> = edges
                .filter(|edge| (edge.from, edge.to) == (from, to) && from != to)
                .map(|edge| <&str>::from(edge.event))
                .collect();
            if !events.is_empty() {
                writeln!(text, "    {from} --> {to}: {}", events.join(", ")).unwrap();
            }
        }
    }
    text.push_str("```\n");
    text.push_str(NEXT_OF_CHECK_IN);
    draw_next_of_check_ins(&mut text);
    text
}

const PHP_HEAD: &str = r"<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/**
 * The words of Twint\Phase and sets of them, for queries and for pages that are also shown where the extension is missing.
 *
 * Written from src/books/phases.rs by tests/phases.rs; do not change it by hand.
 */
final class Phases
{
";

const PHP_FOOT: &str = r#"
    /**
     * @param non-empty-list<string> $phases
     * @return string for a query, such as "('created', 'pending')"
     */
    public static function sql(array $phases): string
    {
        return "('" . implode("', '", $phases) . "')";
    }
}
"#;

type Question = fn(Phase) -> bool;

/// The sets of phases that PHP knows, each with the question that it answers.
const SETS: &[(&str, &str, Question)] = &[
    (
        "ALL",
        "In the order in which a merchant meets them.",
        |_| true,
    ),
    (
        "OPEN",
        "The buyer may still pay the attempt, or may have paid it unnoticed.",
        Phase::is_open,
    ),
    (
        "AWAITING_BUYER",
        "The buyer has not decided yet.",
        Phase::awaits_buyer,
    ),
    (
        "UNSETTLED",
        "Something may still happen at TWINT: the attempt is open, or more can be captured.",
        Phase::is_unsettled,
    ),
    (
        "CAPTURABLE",
        "More can be captured, unless the order is closed.",
        is_capturable,
    ),
    (
        "PAID",
        "Money was captured, even if it was refunded later.",
        Phase::is_paid,
    ),
    (
        "HOLDING_MONEY",
        "Money of the buyer is held: reserved, or captured and not refunded in full.",
        Phase::holds_money,
    ),
    (
        "RESERVED",
        "Money is reserved that is lost unless it is captured in time.",
        Phase::has_reservation,
    ),
    (
        "OVER",
        "The attempt ended without a capture.",
        Phase::is_over,
    ),
];

/// Whether a deferred payment in this phase, of which nothing was captured, may be captured.
fn is_capturable(phase: Phase) -> bool {
    let payment = Standing {
        phase,
        capture: Capture::Deferred,
        authorised: "1".parse().unwrap(),
        captured: Chf::ZERO,
        refunded: Chf::ZERO,
        closed: false,
        reference: "R".parse().unwrap(),
    };
    permitted(&payment, Underway::Nothing, std::time::Duration::ZERO)
        .capture
        .is_none()
}

fn php_sets() -> String {
    let mut text = PHP_HEAD.to_owned();
    for phase in Phase::VARIANTS {
        let name = phase.to_string();
        let constant = name.to_uppercase();
        writeln!(text, "    public const {constant} = '{name}';").unwrap();
    }
    for (name, meaning, question) in SETS {
        let phases: Vec<_> = Phase::VARIANTS
            .iter()
            .filter(|phase| question(**phase))
            .map(|phase| format!("self::{}", phase.to_string().to_uppercase()))
            .collect();
        let list = match phases.as_slice() {
            short if short.len() <= 3 => format!("[{}]", short.join(", ")),
            long => format!("[\n        {},\n    ]", long.join(",\n        ")),
        };
        writeln!(
            text,
            "\n    /** {meaning} */\n    public const {name} = {list};"
        )
        .unwrap();
    }
    text.push_str(PHP_FOOT);
    text
}

#[test]
fn the_drawing_is_up_to_date() {
    assert_up_to_date("docs/phases.md", &draw());
}

#[test]
fn the_sets_of_phases_in_php_are_up_to_date() {
    assert_up_to_date("php/jtl_twint/src/Payment/Phases.php", &php_sets());
}

fn assert_up_to_date(file: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("TWINT_UPDATE_DOCS").is_some() {
        std::fs::write(&path, drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "{file} is out of date; run TWINT_UPDATE_DOCS=1 cargo test --test phases"
    );
}
