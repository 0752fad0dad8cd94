//! Every quirk with what it may be, for whoever draws TWINT's behaviour at random.

use serde::Serialize;
use serde_json::{Value, json};
use strum::VariantArray;

use crate::check_in_quirks::{
    CancelWhenOver, CheckInQuirks, ExpressAmount, ExpressOrder, Scanned, SecondOrder,
    UnknownPairing, WithoutTwintId,
};
use crate::quirks::{
    AmountForm, AmountsWhenPartial, CancelAfterCapture, ClosedWithRest, CollidingReversal,
    ConfirmFault, EmptyForm, FailureReason, Moment, OptionalElement, OverRefund, PairingStatus,
    PartialCaptureFault, PartialCaptures, PartialConfirmation, Quirks, ReversalAnswer,
};

/// A quirk and values worth trying: all there are of a word, some of a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quirk {
    /// Its name in JSON.
    pub name: &'static str,
    /// The default first, each once; [`Quirks::with`] takes any of them.
    pub values: Vec<Value>,
}

impl Quirks {
    /// All quirks, each with its values, in the order of the README.
    pub fn catalogue() -> Vec<Quirk> {
        default_first(&json!(Self::default()), choices())
    }
}

impl CheckInQuirks {
    /// The same of check-ins.
    pub fn catalogue() -> Vec<Quirk> {
        default_first(&json!(Self::default()), choices_of_check_ins())
    }
}

fn default_first(usual: &Value, choices: Vec<(&'static str, Vec<Value>)>) -> Vec<Quirk> {
    choices
        .into_iter()
        .map(|(name, others)| {
            let mut values = vec![usual[name].clone()];
            values.extend(others.into_iter().filter(|value| *value != usual[name]));
            Quirk { name, values }
        })
        .collect()
}

/// All words of a kind.
fn words<T: VariantArray + Serialize>() -> Vec<Value> {
    T::VARIANTS.iter().map(|word| json!(word)).collect()
}

/// None of a kind, each alone, all at once.
fn sets<T: VariantArray + Serialize>() -> Vec<Value> {
    let alone = T::VARIANTS.iter().map(|word| json!([word]));
    alone.chain([json!(T::VARIANTS)]).collect()
}

fn some<const N: usize>(values: [Value; N]) -> Vec<Value> {
    values.into()
}

fn how_often() -> Vec<Value> {
    some([json!({"first": 1}), json!({"first": 3}), json!("always")])
}

fn choices_of_check_ins() -> Vec<(&'static str, Vec<Value>)> {
    vec![
        ("timeoutMs", some([json!(300_000), json!(900_000)])),
        ("approvedTimeoutMs", some([json!(60_000), json!(600_000)])),
        ("scanned", words::<Scanned>()),
        ("withoutTwintId", words::<WithoutTwintId>()),
        ("unknownPairing", words::<UnknownPairing>()),
        ("cancelWithoutEffect", how_often()),
        ("cancelWhenOver", words::<CancelWhenOver>()),
        ("order", words::<ExpressOrder>()),
        ("amount", words::<ExpressAmount>()),
        ("secondOrder", words::<SecondOrder>()),
    ]
}

fn choices() -> Vec<(&'static str, Vec<Value>)> {
    let switch = || some([json!(true), json!(false)]);
    vec![
        // the customer
        ("customerTimeoutMs", some([json!(120_000), json!(900_000)])),
        ("scannedTimeoutMs", some([json!(60_000), json!(180_000)])),
        ("declineReason", words::<FailureReason>()),
        ("clientAbortCode", some([json!(0)])),
        ("pairingStatusWhenFailed", words::<PairingStatus>()),
        // the reservation
        (
            "confirmationWindowMs",
            some([json!(600_000), json!(86_400_000)]),
        ),
        ("reservationDays", some([json!(1), json!(7), json!(30)])),
        ("confirmationExpiryReason", words::<FailureReason>()),
        // captures
        ("confirmInWrongState", words::<ConfirmFault>()),
        ("confirmWithoutEffect", how_often()),
        ("confirmShowsStateBefore", how_often()),
        ("partialCaptures", words::<PartialCaptures>()),
        ("partialCaptureFault", words::<PartialCaptureFault>()),
        ("partialConfirmation", words::<PartialConfirmation>()),
        ("closedWithRest", words::<ClosedWithRest>()),
        ("amountsWhenPartial", words::<AmountsWhenPartial>()),
        ("deferredAlwaysNeedsConfirmation", switch()),
        // cancellations
        ("cancelAfterCapture", words::<CancelAfterCapture>()),
        ("cancelWithoutEffect", how_often()),
        ("cancelShowsStateBefore", how_often()),
        // reversals
        ("overRefund", words::<OverRefund>()),
        ("collidingReversal", words::<CollidingReversal>()),
        ("reversal", words::<ReversalAnswer>()),
        // how answers are written
        ("unknownReason", sets::<Moment>()),
        ("unknownStatus", sets::<Moment>()),
        ("emptyElements", sets::<OptionalElement>()),
        ("emptyForm", words::<EmptyForm>()),
        ("amountForm", words::<AmountForm>()),
        ("emptyBnplData", switch()),
        ("feePerMille", some([json!(13), json!(-13)])),
        ("apiToken", switch()),
        // the rest
        ("longPollMs", some([json!(0), json!(500), json!(30_000)])),
        ("renewalWindowDays", some([json!(30), json!(365)])),
        ("oldCertificateDays", some([json!(0), Value::Null])),
        ("findOrderLimit", some([json!(1), json!(100)])),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;

    #[test]
    fn the_catalogue_names_every_quirk_once() {
        let listed: Vec<_> = Quirks::catalogue()
            .into_iter()
            .map(|q| q.name.to_owned())
            .collect();
        let Value::Object(all) = json!(Quirks::default()) else {
            unreachable!("quirks are an object");
        };
        assert_eq!(listed.len(), listed.iter().collect::<HashSet<_>>().len());
        assert_eq!(
            listed.into_iter().collect::<BTreeSet<_>>(),
            all.keys().cloned().collect()
        );
    }

    #[test]
    fn each_value_of_the_catalogue_can_be_set_and_is_another_one() {
        for Quirk { name, values } in Quirks::catalogue() {
            assert!(values.len() > 1, "{name} has no choice");
            let mut seen = Vec::new();
            for value in values {
                let quirks = Quirks::default().with(name, &value).unwrap();
                assert_eq!(json!(quirks)[name], value);
                assert_eq!(
                    quirks == Quirks::default(),
                    seen.is_empty(),
                    "{name}: the default is first"
                );
                assert!(!seen.contains(&value), "{name}: {value} comes twice");
                seen.push(value);
            }
        }
    }

    #[test]
    fn the_catalogue_of_check_ins_names_every_quirk_once_and_each_value_can_be_set() {
        let catalogue = CheckInQuirks::catalogue();
        let Value::Object(all) = json!(CheckInQuirks::default()) else {
            unreachable!("quirks are an object");
        };
        let listed: Vec<_> = catalogue.iter().map(|quirk| quirk.name).collect();
        assert_eq!(listed.len(), all.len());
        for Quirk { name, values } in catalogue {
            assert!(values.len() > 1, "{name} has no choice");
            assert_eq!(values[0], all[name], "{name}: the default is first");
            for (index, value) in values.iter().enumerate() {
                let quirks = CheckInQuirks::default().with(name, value).unwrap();
                assert_eq!(json!(quirks)[name], *value);
                assert!(
                    !values[..index].contains(value),
                    "{name}: {value} comes twice"
                );
            }
        }
        assert!(
            CheckInQuirks::default()
                .with("nonsense", &json!(1))
                .is_err()
        );
    }

    #[test]
    fn what_is_in_no_catalogue_cannot_be_set() {
        assert!(Quirks::default().with("nonsense", &json!(1)).is_err());
        assert!(
            Quirks::default()
                .with("reversal", &json!("nonsense"))
                .is_err()
        );
    }

    /// The first column is the name, the second the values, the default first.
    #[test]
    fn the_readme_has_a_row_for_each_quirk_with_each_of_its_words() {
        let readme = include_str!("../README.md");
        let (_, table) = readme.split_once("## Quirks").expect("a section");
        let rows: Vec<Vec<&str>> = table
            .lines()
            .filter(|line| line.starts_with("| `"))
            .map(|line| line.split('|').map(str::trim).skip(1).collect())
            .collect();
        let named: Vec<_> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
        let catalogue = Quirks::catalogue();
        let expected: Vec<_> = catalogue.iter().map(|quirk| quirk.name).collect();
        assert_eq!(named[..expected.len()], expected);
        for (row, quirk) in rows.iter().zip(&catalogue) {
            for value in quirk.values.iter().filter_map(Value::as_str) {
                assert!(
                    row[1].contains(value),
                    "{}: {value} is not in {}",
                    quirk.name,
                    row[1]
                );
            }
        }
    }
}
