//! The plugin's `PayState`, which also pages without the extension show, is written from `src/books/pay_state.rs`; with
//! `TWINT_UPDATE_DOCS=1` this test writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use strum::{EnumMessage, VariantArray};
use twint::books::ending::EndReason;
use twint::books::pay_state::{PayState, pay_state};
use twint::books::phases::Phase;
use twint::twint::values::order::{Capture, Reason};

const FILE: &str = "php/jtl_twint/src/Checkout/PayState.php";

const HEAD: &str = "\
<?php

declare(strict_types=1);

namespace Plugin\\jtl_twint\\src\\Checkout;

use Plugin\\jtl_twint\\src\\Payment\\Phases;
use Plugin\\jtl_twint\\src\\Payment\\Transaction;

/**
 * How an attempt stands in the buyer's eyes, also on pages that are shown where the extension is missing.
 *
 * Written from src/books/pay_state.rs by tests/pay_state.rs; do not change it by hand.
 */
enum PayState: string
{
";

const FOOT: &str = "
    public static function of(Transaction $transaction): self
    {
        // What a newer version writes says nothing to this one.
        $states = self::STATES[$transaction->phase] ?? [self::OTHERWISE => self::Uncertain];
        $order = $transaction->twintUuid === null ? self::WITHOUT_ORDER : self::OTHERWISE;

        return (
            $states[$transaction->captureMode] ?? $states[(string) $transaction->reason] ?? $states[$order]
            ?? $states[self::OTHERWISE]
        );
    }

    /** Nothing will happen any more without the buyer's or the merchant's doing. */
    public function isFinal(): bool
    {
        return in_array($this, self::FINAL, true);
    }

    public function isSuccess(): bool
    {
        return in_array($this, self::SUCCESS, true);
    }

    /** The buyer may want to try again. */
    public function isFailure(): bool
    {
        return in_array($this, self::FAILURE, true);
    }
}
";

const OTHERWISE: &str = "otherwise";
const WITHOUT_ORDER: &str = "without_order";

/// What may matter of an attempt beside its phase, in the order in which the plugin looks.
fn keys() -> Vec<(&'static str, Capture, Option<&'static str>, bool)> {
    let deferred: &str = Capture::Deferred.into();
    let words = EndReason::VARIANTS
        .iter()
        .map(|&reason| reason.into())
        .chain(Reason::VARIANTS.iter().map(|&reason| reason.into()));
    let mut keys = vec![(deferred, Capture::Deferred, None, true)];
    keys.extend(words.map(|word| (word, Capture::Immediate, Some(word), true)));
    keys.push((WITHOUT_ORDER, Capture::Immediate, None, false));
    keys
}

/// The states of a phase, by what matters beside it.
fn states(phase: Phase) -> Vec<(&'static str, PayState)> {
    let usual = pay_state(phase, Capture::Immediate, None, true);
    let mut states: Vec<_> = keys()
        .into_iter()
        .map(|(key, capture, reason, had_order)| {
            (key, pay_state(phase, capture, reason, had_order))
        })
        .filter(|(_, state)| *state != usual)
        .collect();
    states.push((OTHERWISE, usual));
    states
}

fn key(key: &str) -> String {
    match key {
        OTHERWISE => "self::OTHERWISE".to_owned(),
        WITHOUT_ORDER => "self::WITHOUT_ORDER".to_owned(),
        word => format!("'{word}'"),
    }
}

fn set(name: &str, question: fn(PayState) -> bool) -> String {
    let states = PayState::VARIANTS
        .iter()
        .filter(|state| question(**state))
        .map(|state| format!("        self::{state:?},\n"));
    let states: String = states.collect();
    format!("\n    private const {name} = [\n{states}    ];\n")
}

fn drawn() -> String {
    let mut text = HEAD.to_owned();
    for &state in PayState::VARIANTS {
        let (word, meaning) = (<&str>::from(state), state.get_documentation());
        writeln!(text, "    /** {} */", meaning.expect("documentation")).unwrap();
        writeln!(text, "    case {state:?} = '{word}';").unwrap();
    }
    writeln!(text, "\n    private const OTHERWISE = '{OTHERWISE}';").unwrap();
    writeln!(text, "    private const WITHOUT_ORDER = '{WITHOUT_ORDER}';").unwrap();
    text.push_str("\n    /** By phase, then by what else matters of the attempt. */\n");
    text.push_str("    private const STATES = [\n");
    for &phase in Phase::VARIANTS {
        let name = phase.to_string().to_uppercase();
        let states = states(phase);
        if let [(only, state)] = states.as_slice() {
            writeln!(
                text,
                "        Phases::{name} => [{} => self::{state:?}],",
                key(only)
            )
            .unwrap();
            continue;
        }
        writeln!(text, "        Phases::{name} => [").unwrap();
        for (what, state) in states {
            writeln!(text, "            {} => self::{state:?},", key(what)).unwrap();
        }
        text.push_str("        ],\n");
    }
    text.push_str("    ];\n");
    text.push_str(&set("FINAL", PayState::is_final));
    text.push_str(&set("SUCCESS", PayState::is_success));
    text.push_str(&set("FAILURE", PayState::is_failure));
    text.push_str(FOOT);
    text
}

#[test]
fn the_plugins_states_are_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("TWINT_UPDATE_DOCS").is_some() {
        std::fs::write(&path, drawn()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn(),
        "{FILE} is out of date; run TWINT_UPDATE_DOCS=1 cargo test --test pay_state"
    );
}

/// As `PayState::of()` looks up: one thing that matters is enough.
#[test]
fn the_plugin_finds_every_state_in_the_table() {
    let reasons = keys().into_iter().map(|(_, _, reason, _)| reason);
    for reason in reasons.chain([Some("anything else")]) {
        for &phase in Phase::VARIANTS {
            for &capture in Capture::VARIANTS {
                for had_order in [true, false] {
                    let states = states(phase);
                    let at = |key: &str| {
                        states
                            .iter()
                            .find(|(found, _)| *found == key)
                            .map(|(_, state)| *state)
                    };
                    let order = if had_order { OTHERWISE } else { WITHOUT_ORDER };
                    let found = at(capture.into())
                        .or_else(|| at(reason.unwrap_or_default()))
                        .or_else(|| at(order))
                        .or_else(|| at(OTHERWISE));
                    assert_eq!(
                        found,
                        Some(pay_state(phase, capture, reason, had_order)),
                        "{phase:?} {capture:?} {reason:?} {had_order}"
                    );
                }
            }
        }
    }
}
