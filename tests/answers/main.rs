//! What each element of each answer is to us: every one of them is emptied, left out, doubled, moved and filled with nonsense, in
//! full answers of two versions, and the table in `table.rs` says what has to come of it.

mod change;
mod full;
mod reading;
mod schema;
mod table;

use std::collections::BTreeSet;

use change::{Change, Place};
use reading::{Answer, Read};
use strum::VariantArray;
use table::{Need, Rule};
use twint::twint::values::api_version::ApiVersion;

/// 8.5 is read as 8.6 is, 8.7 and 9 bring nothing to these answers that is not in 10.
const VERSIONS: [ApiVersion; 2] = [ApiVersion::V8_6, ApiVersion::V10];

#[test]
fn whole_answers_are_read_in_whole() {
    for version in VERSIONS {
        for answer in Answer::VARIANTS {
            let read = reading::read(*answer, &full::xml(*answer, version));
            assert_eq!(read, Some(table::whole(*answer)), "{answer:?} {version:?}");
        }
    }
}

#[test]
fn each_element_is_required_or_optional_or_ignored_as_the_table_says() {
    for version in VERSIONS {
        for answer in Answer::VARIANTS {
            let xml = full::xml(*answer, version);
            let whole = table::whole(*answer);
            for place in change::places(&xml) {
                let rule = rule(*answer, &place.path);
                for change in Change::VARIANTS {
                    let Some(changed) = place.with(&xml, *change) else {
                        continue;
                    };
                    assert_eq!(
                        reading::read(*answer, &changed),
                        expected(&whole, &place, *change, rule),
                        "{answer:?} {version:?}: {} {change:?}\n{changed}",
                        place.path
                    );
                }
            }
        }
    }
}

#[test]
fn the_order_of_elements_means_nothing_but_for_lists() {
    for version in VERSIONS {
        for answer in Answer::VARIANTS {
            let mut expected = table::whole(*answer);
            expected.orders.reverse();
            let reversed = change::reversed(&full::xml(*answer, version));
            let read = reading::read(*answer, &reversed);
            assert_eq!(read, Some(expected), "{answer:?} {version:?}\n{reversed}");
        }
    }
}

/// A rule for an element that no answer has would never be tried.
#[test]
fn no_rule_is_for_nothing() {
    for answer in Answer::VARIANTS {
        let paths: BTreeSet<String> = VERSIONS
            .iter()
            .flat_map(|version| change::places(&full::xml(*answer, *version)))
            .map(|place| place.path)
            .collect();
        for (path, _) in table::rules(*answer) {
            assert!(paths.contains(&path), "{answer:?} has no {path}");
        }
    }
}

/// The rule for an element, which may be that of an ignored one around it.
fn rule(answer: Answer, path: &str) -> Rule {
    let rules = table::rules(answer);
    let exact = rules.iter().find(|(known, _)| known == path);
    let around = || {
        rules.iter().find(|(known, rule)| {
            let ignored = matches!(
                rule,
                Rule::Answer(Need::Ignored) | Rule::Order(Need::Ignored)
            );
            ignored && path.starts_with(&format!("{known}/"))
        })
    };
    let (_, rule) = exact
        .or_else(around)
        .unwrap_or_else(|| panic!("the table has no {path} of {answer:?}"));
    *rule
}

/// What is read of the changed answer; `None` where it is unreadable.
fn expected(whole: &Read, place: &Place, change: Change, rule: Rule) -> Option<Read> {
    if place.is_attribute && change == Change::Doubled {
        return None; // not well-formed
    }
    match rule {
        Rule::Answer(need) => need.after(change, whole, place.index),
        Rule::Order(need) => {
            let order = need.after(change, &whole.orders[place.order], place.index)?;
            let mut read = whole.clone();
            read.orders[place.order] = order;
            Some(read)
        }
    }
}
