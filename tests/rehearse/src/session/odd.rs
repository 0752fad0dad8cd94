//! What is odd about any answer, whichever step it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use twint::twint::values::api_version::ApiVersion;

use crate::answer::Answer;
use crate::finding::{Content, EmptyElement, Finding, UnknownWord};
use crate::recording::Recorded;

/// Collects it from every answer.
#[derive(Debug, Default)]
pub struct Oddities {
    bnpl: Vec<Content>,
    unknown_words: Vec<UnknownWord>,
    empty: BTreeSet<EmptyElement>,
    amount_forms: BTreeMap<&'static str, String>,
    orders: bool,
    api_token: Option<bool>,
    promised_s: Option<u64>,
    longest_pause_ms: Option<u64>,
    exchanges: usize,
}

impl Oddities {
    /// Looks at an answer.
    pub(super) fn notice(&mut self, entry: &Recorded, answer: Option<&Answer>) {
        self.exchanges += 1;
        self.promised_s = self.promised_s.max(entry.keep_alive_s);
        if entry.reused_connection {
            self.longest_pause_ms = self.longest_pause_ms.max(entry.pause_ms);
        }
        let Some(answer) = answer else { return };
        self.orders |= !answer.orders.is_empty();
        self.empty.extend(answer.empty.iter().cloned());
        for amount in &answer.amounts {
            if let Some(kind) = unusual(amount) {
                let example = || format!("{kind} ({amount})");
                self.amount_forms.entry(kind).or_insert_with(example);
            }
        }
        for order in &answer.orders {
            let noted = |word: &UnknownWord| word.state == order.state;
            if !order.state.is_known() && !self.unknown_words.iter().any(noted) {
                self.unknown_words.push(UnknownWord {
                    state: order.state.clone(),
                    first_seen: format!("{}: {}", entry.step, entry.label),
                });
            }
            if let Some(bnpl) = &order.bnpl
                && !self.bnpl.contains(bnpl)
            {
                self.bnpl.push(bnpl.clone());
            }
        }
        let may_have_one = matches!(entry.operation.as_str(), "StartOrder" | "GetOrder");
        if entry.api_version == ApiVersion::V10.name() && may_have_one && !answer.orders.is_empty()
        {
            self.api_token = Some(self.api_token == Some(true) || answer.api_token);
        }
    }

    /// What all answers together say.
    pub(super) fn findings(&self) -> Vec<(ApiVersion, Finding)> {
        let mut findings: Vec<_> = self.bnpl.iter().cloned().map(Finding::BnplData).collect();
        if self.orders {
            findings.push(Finding::UnknownWords(self.unknown_words.clone()));
            let empty = self.empty.iter().cloned().collect();
            findings.push(Finding::EmptyElements(empty));
            let forms = self.amount_forms.values().cloned().collect();
            findings.push(Finding::AmountForms(forms));
        }
        if self.exchanges > 1 {
            findings.push(Finding::KeepAlive {
                promised_s: self.promised_s,
                longest_pause_ms: self.longest_pause_ms,
            });
        }
        let token = self
            .api_token
            .map(|sent| (ApiVersion::V10, Finding::ApiToken(sent)));
        findings
            .into_iter()
            .map(|finding| (ApiVersion::V8_6, finding))
            .chain(token)
            .collect()
    }
}

/// In what an amount is unlike `0.50`, if it is.
fn unusual(amount: &str) -> Option<&'static str> {
    let digits = amount.trim_start_matches(['+', '-']);
    let (francs, places) = digits.split_once('.').unwrap_or((digits, ""));
    if amount.starts_with('+') {
        Some("with a plus sign")
    } else if amount.starts_with('-') {
        Some("below zero")
    } else if francs.len() > 1 && francs.starts_with('0') {
        Some("with zeros before it")
    } else if places.len() > 2 {
        Some("with more than two decimals")
    } else if francs.is_empty() || places.len() < 2 {
        Some("with fewer digits")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_from_those_we_send() {
        for (amount, kind) in [
            ("0.50", None),
            ("12.00", None),
            ("+0.50", Some("with a plus sign")),
            ("-0.01", Some("below zero")),
            ("000.50", Some("with zeros before it")),
            ("0.5000", Some("with more than two decimals")),
            ("0.5", Some("with fewer digits")),
            (".5", Some("with fewer digits")),
            ("1", Some("with fewer digits")),
        ] {
            assert_eq!(unusual(amount), kind, "{amount}");
        }
    }
}
