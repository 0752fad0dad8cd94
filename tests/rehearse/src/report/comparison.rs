//! The rehearsal beside the same rehearsal with the simulator.

use serde::{Deserialize, Serialize};

use crate::finding::Question;
use crate::rehearsal::Run;
use crate::shape::differences;
use crate::steps::closing;

/// What differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// Findings that the simulator's are not.
    pub disagreements: Vec<Disagreement>,
    /// Calls that went otherwise.
    pub outcomes: Vec<Difference>,
    /// Shapes of answers to calls that went the same way, each difference once.
    pub shapes: Vec<Grouped>,
}

/// A finding that contradicts the simulator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Disagreement {
    /// About what.
    pub question: Question,
    /// What was seen.
    pub seen: String,
    /// What the simulator does.
    pub simulator: Vec<String>,
}

/// A call that went otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// The step and what the call was for.
    pub call: String,
    /// What came of it.
    pub seen: String,
    /// What comes of it at the simulator.
    pub simulator: String,
}

/// A difference of shape, and where it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Grouped {
    /// What differs.
    pub what: String,
    /// In the answers to which calls.
    pub calls: Vec<String>,
}

impl Comparison {
    /// Lays one beside the other, call by call.
    pub fn new(run: &Run, defaults: &Run) -> Self {
        let mut comparison = Self {
            disagreements: disagreements(run, defaults),
            ..Self::default()
        };
        let theirs = defaults.recording.last_of_each();
        for entry in run.recording.last_of_each() {
            let Some(like) = theirs.iter().find(|like| like.is_for_what(entry)) else {
                continue;
            };
            if entry.step == closing::NAME {
                continue; // it depends on what was left over
            }
            let call = format!("{}, {} ({})", entry.step, entry.label, entry.operation);
            if entry.outcome != like.outcome {
                comparison.outcomes.push(Difference {
                    call,
                    seen: entry.outcome.clone(),
                    simulator: like.outcome.clone(),
                });
                continue;
            }
            if let (Some(shape), Some(like)) = (&entry.shape, &like.shape) {
                for what in differences(shape, like) {
                    comparison.shape(what, &call);
                }
            }
        }
        comparison
    }

    fn shape(&mut self, what: String, call: &str) {
        match self.shapes.iter_mut().find(|known| known.what == what) {
            Some(known) => known.calls.push(call.to_owned()),
            None => self.shapes.push(Grouped {
                what,
                calls: vec![call.to_owned()],
            }),
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.disagreements.is_empty() && self.outcomes.is_empty() && self.shapes.is_empty()
    }
}

fn disagreements(run: &Run, defaults: &Run) -> Vec<Disagreement> {
    let mut list = Vec::new();
    for found in &run.found {
        let question = found.finding.question();
        let theirs: Vec<_> = defaults
            .found
            .iter()
            .filter(|like| like.version == found.version && like.finding.question() == question)
            .collect();
        let agrees = theirs
            .iter()
            .any(|like| like.finding.agrees_with(&found.finding));
        if !theirs.is_empty() && !agrees {
            list.push(Disagreement {
                question,
                seen: found.finding.sentence(),
                simulator: theirs.iter().map(|like| like.finding.sentence()).collect(),
            });
        }
    }
    list
}
