//! What a rehearsal saw: a file to send back, without secrets.

mod comparison;
mod markdown;

use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

use crate::clock::in_utc;
use crate::finding::{Finding, Question};
use crate::halt::Halt;
use crate::payments::Payment;
use crate::rehearsal::{Run, StepReport};

pub use comparison::{Comparison, Difference, Disagreement, Grouped};

/// Something found: where, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportedFinding {
    /// The day, in UTC.
    pub on: String,
    /// The step.
    pub step: String,
    /// `8.6` or `10`.
    pub api_version: String,
    /// What.
    #[serde(flatten)]
    pub finding: Finding,
}

/// What nobody saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenQuestion {
    /// The question.
    pub question: Question,
    /// How to see it.
    pub how: String,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// When the last rehearsal in it ended, in UTC.
    pub made_at: String,
    /// Which TWINT.
    pub system: String,
    /// The version of this project's client.
    pub client_version: String,
    /// The steps of the last rehearsal.
    pub steps: Vec<StepReport>,
    /// Why it ended before its end, if it did.
    pub ended_by: Option<String>,
    /// What was found, by this rehearsal and those before it.
    pub seen: Vec<ReportedFinding>,
    /// What was not.
    pub unseen: Vec<OpenQuestion>,
    /// Where TWINT is not as the simulator.
    pub comparison: Option<Comparison>,
    /// Every payment of the rehearsal.
    pub payments: Vec<Payment>,
}

impl Report {
    /// Of a rehearsal that ended at `now`, seconds since 1970; `before` is the report that it goes on from.
    pub fn new(
        run: &Run,
        defaults: Option<&Run>,
        system: &str,
        now: i64,
        before: Option<&Self>,
    ) -> Self {
        let made_at = in_utc(now);
        let on = made_at.get(..10).unwrap_or_default();
        let mut seen = before.map_or_else(Vec::new, |before| before.seen.clone());
        for found in &run.found {
            seen.push(ReportedFinding {
                on: on.to_owned(),
                step: found.step.to_owned(),
                api_version: found.version.name().to_owned(),
                finding: found.finding.clone(),
            });
        }
        let answered =
            |question: Question| seen.iter().any(|seen| seen.finding.question() == question);
        let unseen = Question::iter()
            .filter(|question| !answered(*question))
            .map(|question| OpenQuestion {
                question,
                how: question.how_to_observe().to_owned(),
            })
            .collect();
        let comparison = defaults
            .map(|defaults| Comparison::new(run, defaults))
            .or_else(|| before.and_then(|before| before.comparison.clone()));
        Self {
            system: system.to_owned(),
            client_version: env!("CARGO_PKG_VERSION").to_owned(),
            steps: run.steps.clone(),
            ended_by: run.ended_by.as_ref().map(|halt| match halt {
                Halt::Stopped => "somebody pressed Ctrl-C".to_owned(),
                Halt::All(why) | Halt::Step(why) | Halt::LeftOut(why) => why.clone(),
            }),
            seen,
            unseen,
            comparison,
            payments: run.payments.clone(),
            made_at,
        }
    }

    /// What is left: payments that could not be settled, and those that are open on purpose.
    pub fn remaining(&self) -> Vec<&Payment> {
        self.payments
            .iter()
            .filter(|payment| payment.may_be_left())
            .collect()
    }

    /// Everything that was seen about a question.
    pub fn about(&self, question: Question) -> impl Iterator<Item = &Finding> {
        self.seen
            .iter()
            .map(|seen| &seen.finding)
            .filter(move |finding| finding.question() == question)
    }

    /// The report for a human.
    pub fn markdown(&self) -> String {
        markdown::write(self)
    }
}
