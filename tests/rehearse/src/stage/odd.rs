//! What is odd about any answer, whichever step it belongs to.

use std::collections::BTreeSet;

use twint::twint::values::api_version::ApiVersion;

use crate::answer::Answer;
use crate::finding::{Content, Finding};
use crate::recording::Recorded;

/// Collects while the steps play.
#[derive(Debug, Default)]
pub struct Oddities {
    bnpl: Vec<Content>,
    unknown_words: BTreeSet<String>,
    empty: BTreeSet<String>,
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
        for order in &answer.orders {
            if !order.state.is_known() {
                self.unknown_words.insert(order.state.to_string());
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
            let list = |set: &BTreeSet<String>| set.iter().cloned().collect();
            findings.push(Finding::UnknownWords(list(&self.unknown_words)));
            findings.push(Finding::EmptyElements(list(&self.empty)));
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
