//! Draws `docs/outcomes.md`: what every order that TWINT may answer with proves about every call, so that each change of a decision shows.
//! With `TWINT_UPDATE_DOCS=1` the test writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use strum::VariantArray;

use super::recovery::{Decision, OrderBefore, SentCapture, Sight, decide_cancel};
use super::refund_steps::{Refund, RefundStep, Unconfirmed};
use super::start_answer::not_declined;
use crate::twint::error::ErrorKind;
use crate::twint::values::money::{Amount, Chf};
use crate::twint::values::order::{Order, OrderState, Reason, Status};

const HEAD: &str = "\
# What an order proves about a call

Drawn by `src/twint/flow/outcome_table.rs` from the decisions in `flow/recovery.rs`, `flow/refund_steps.rs` and `flow/start_answer.rs`, which it
asks for every status and reason, known or not. An order is worth 100.00.

**done**: the call was carried out. **not**: it was not. **again**: it is sent once more, since TWINT cannot carry it out twice. **?**:
nobody can tell by this order. The first columns say what the order shows: its status and reason, and a sum of captured parts. The next say
when it was seen: in the *answer* to the call; read because the answer was lost or proved nothing (*unclear*); read because TWINT *refused*
the call, or refused it the *second time* it was sent; read *long after*, when TWINT has certainly finished it. The last says what it showed
when it was read before the call: its state, and the sum of the parts before.
";

/// The whole amount of the order, in francs.
const REQUESTED: u64 = 100;
/// A sum that no capture here explains.
const ANOTHER_SUM: u64 = 7;

fn chf(francs: u64) -> Chf {
    Chf::from_rappen(francs * 100).unwrap()
}

/// The statuses and reasons, known or not, that say the same: the name of their class, and each pair.
fn classes() -> BTreeMap<String, Vec<(&'static str, &'static str)>> {
    let mut classes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let reasons: Vec<&str> = Reason::VARIANTS.iter().map(Into::into).collect();
    for status in Status::VARIANTS.iter().map(Into::into).chain(["NEW", ""]) {
        for reason in reasons.iter().copied().chain(["NEW", ""]) {
            let class = match OrderState::read(status, reason) {
                OrderState::AwaitingCustomer
                | OrderState::AwaitingConfirmation
                | OrderState::Succeeded
                | OrderState::PartiallySucceeded => format!("{status}/{reason}"),
                OrderState::Failed => "FAILURE, for a reason of TWINT's".to_owned(),
                OrderState::Unrecognised => "anything else".to_owned(),
            };
            classes.entry(class).or_default().push((status, reason));
        }
    }
    classes
}

fn order((status, reason): (&str, &str), shown: Option<u64>) -> Order {
    Order {
        kind: "PAYMENT_DEFERRED".to_owned(),
        requested: Amount::from(chf(REQUESTED)),
        payment: shown.map(|francs| Amount::from(chf(francs))),
        ..Order::answered(status, reason)
    }
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Done => "done",
        Decision::Repeat => "again",
        Decision::NotDone => "not",
        Decision::Unknown => "?",
    }
}

/// What is decided at each sight of the order.
fn at_each_sight(decide: impl Fn(Sight) -> Decision) -> String {
    let words = Sight::VARIANTS.iter().map(|sight| word(decide(*sight)));
    words.collect::<Vec<_>>().join(" | ")
}

/// The one row that all pairs of a class have.
fn common(pairs: &[(&str, &str)], row: impl Fn((&str, &str)) -> String) -> String {
    let first = row(pairs[0]);
    for pair in pairs {
        assert_eq!(row(*pair), first, "{pair:?} is not as {:?}", pairs[0]);
    }
    first
}

/// A capture of `amount` after `before` of the order's 100 francs.
struct Case {
    before: u64,
    amount: u64,
    closing: bool,
}

impl Case {
    fn title(&self) -> String {
        let kind = if self.closing { "closing" } else { "part" };
        match self.before {
            0 => format!("Capture of {}.00, {kind}", self.amount),
            before => format!("Capture of {}.00 after {before}.00, {kind}", self.amount),
        }
    }

    /// How the order was seen before the capture was sent: its name, and what it showed.
    fn seen_before(&self) -> Vec<(String, Option<OrderBefore>)> {
        let mut all = vec![("not read".to_owned(), None)];
        if self.before == 0 {
            return all;
        }
        for state in OrderState::VARIANTS {
            for captured in [None, Some(chf(self.before))] {
                let sum = captured.map_or("no sum", |_| "the sum");
                all.push((
                    format!("{state:?}, {sum}"),
                    Some(OrderBefore {
                        state: *state,
                        captured,
                    }),
                ));
            }
        }
        all
    }

    /// The sums that the order may show: their names, and francs.
    fn shown(&self) -> Vec<(&'static str, Option<u64>)> {
        let mut all = vec![("nothing", None), ("another sum", Some(ANOTHER_SUM))];
        if self.before > 0 {
            all.push(("the sum before", Some(self.before)));
        }
        if self.before + self.amount < REQUESTED {
            all.push(("the sum after", Some(self.before + self.amount)));
        }
        all.push(("100.00", Some(REQUESTED)));
        all
    }

    /// Rows that are the same are one row.
    fn draw(&self, drawn: &mut String) {
        write!(drawn, "\n## {}\n\n", self.title()).unwrap();
        drawn.push_str("| the order shows | a sum of | answer | unclear | refused | second time | long after | read before |\n");
        drawn.push_str("|---|---|---|---|---|---|---|---|\n");
        for (class, pairs) in classes() {
            let mut rows: BTreeMap<String, BTreeMap<String, Vec<&str>>> = BTreeMap::new();
            for (before, seen) in self.seen_before() {
                for (sum, shown) in self.shown() {
                    let sent = SentCapture {
                        amount: chf(self.amount),
                        closing: self.closing,
                        captured_before: chf(self.before),
                        before: seen,
                    };
                    let cells = common(&pairs, |pair| {
                        let order = order(pair, shown);
                        at_each_sight(|sight| sent.decide(sight, &order))
                    });
                    let sums = rows.entry(cells).or_default();
                    sums.entry(before.clone()).or_default().push(sum);
                }
            }
            for (cells, by_before) in rows {
                let mut by_sums: BTreeMap<Vec<&str>, Vec<String>> = BTreeMap::new();
                for (before, sums) in by_before {
                    by_sums.entry(sums).or_default().push(before);
                }
                for (sums, before) in by_sums {
                    let sums = listed(&sums, self.shown().len());
                    let before = listed(&in_short(before), self.seen_before().len());
                    writeln!(drawn, "| {class} | {sums} | {cells} | {before} |").unwrap();
                }
            }
        }
    }
}

/// All states of an order with the same sum under one name.
fn in_short(mut names: Vec<String>) -> Vec<String> {
    if names.len() > 2 * OrderState::VARIANTS.len() {
        return names;
    }
    for sum in ["no sum", "the sum"] {
        let is_with_it = |name: &String| name.ends_with(sum);
        if names.iter().filter(|name| is_with_it(name)).count() == OrderState::VARIANTS.len() {
            names.retain(|name| !is_with_it(name));
            names.push(format!("in any state, {sum}"));
        }
    }
    names
}

fn listed(names: &[impl AsRef<str>], all: usize) -> String {
    if names.len() == all {
        return "any".to_owned();
    }
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join("; ")
}

const CAPTURES: [Case; 11] = [
    case(0, 100, true),
    case(0, 60, true),
    case(0, 50, true),
    case(0, 100, false),
    case(0, 40, false),
    case(60, 40, true),
    case(60, 30, true),
    case(20, 20, true),
    case(60, 40, false),
    case(60, 20, false),
    case(20, 20, false),
];

const fn case(before: u64, amount: u64, closing: bool) -> Case {
    Case {
        before,
        amount,
        closing,
    }
}

fn draw_cancellation(drawn: &mut String) {
    drawn.push_str("\n## Cancellation\n\n");
    drawn.push_str("| the order shows | answer | unclear | refused | second time | long after |\n|---|---|---|---|---|---|\n");
    for (class, pairs) in classes() {
        let cells = common(&pairs, |pair| {
            at_each_sight(|sight| decide_cancel(sight, &order(pair, None)))
        });
        writeln!(drawn, "| {class} | {cells} |").unwrap();
    }
}

fn draw_start(drawn: &mut String) {
    drawn.push_str("\n## Start\n\n| the answer shows | it is |\n|---|---|\n");
    for (class, pairs) in classes() {
        let cells = common(&pairs, |pair| {
            let word = match not_declined(order(pair, None)) {
                Ok(_) => "started",
                Err(_) => "declined",
            };
            word.to_owned()
        });
        writeln!(drawn, "| {class} | {cells} |").unwrap();
    }
}

fn after_refund(step: RefundStep) -> &'static str {
    match step {
        RefundStep::Confirm(_) => "confirm it",
        RefundStep::ReadOriginal(_) => "read the order that it pays back",
        RefundStep::GiveBack(Ok(_)) => "done",
        RefundStep::GiveBack(Err(failed)) => match failed.kind() {
            ErrorKind::Declined => "declined",
            ErrorKind::OutcomeUnknown => "?",
            ErrorKind::StateConflict
            | ErrorKind::InvalidArgument
            | ErrorKind::Certificate(_)
            | ErrorKind::Configuration
            | ErrorKind::Unavailable => "not",
        },
    }
}

fn draw_refund(drawn: &mut String) {
    drawn.push_str(
        "\n## Refund\n\nOf a refund that is found long after, the link and the amount are as they should be; with others it is always **?**.\n\n",
    );
    drawn.push_str("| the reversal shows | answer | long after | only looked at | after it was confirmed |\n|---|---|---|---|---|\n");
    let refund = |unconfirmed| Refund {
        original: "8d3bd2a3-9d1f-4f3c-8d57-3f6f3b7c6c55".parse().unwrap(),
        amount: chf(REQUESTED),
        unconfirmed,
    };
    let reversal = |pair: (&str, &str)| Order {
        kind: "REVERSAL".to_owned(),
        ..order(pair, None)
    };
    for (class, pairs) in classes() {
        let cells = common(&pairs, |pair| {
            let wanted = refund(Unconfirmed::Confirm);
            let looked_at = refund(Unconfirmed::Leave);
            let to_confirm =
                wanted.was_sent(Ok(reversal(("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"))));
            let RefundStep::Confirm(confirming) = to_confirm else {
                panic!("it is to be confirmed");
            };
            [
                wanted.was_sent(Ok(reversal(pair))),
                wanted.was_searched(Ok(vec![reversal(pair)])),
                looked_at.was_searched(Ok(vec![reversal(pair)])),
                confirming.was_confirmed(Ok(reversal(pair))),
            ]
            .map(after_refund)
            .join(" | ")
        });
        writeln!(drawn, "| {class} | {cells} |").unwrap();
    }
}

#[test]
fn every_answer_to_every_call_is_decided_as_in_the_document() {
    let mut drawn = HEAD.to_owned();
    draw_start(&mut drawn);
    for case in &CAPTURES {
        case.draw(&mut drawn);
    }
    draw_cancellation(&mut drawn);
    draw_refund(&mut drawn);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/outcomes.md");
    if std::env::var_os("TWINT_UPDATE_DOCS").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "docs/outcomes.md is out of date; see what changed with TWINT_UPDATE_DOCS=1 cargo test --lib outcome_table"
    );
}
