//! What went to and fro, without secrets.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use twint::twint::error::Error;
use twint::twint::exchange::last_exchange::Transcript;
use twint::twint::values::api_version::ApiVersion;

use crate::answer::Answer;
use crate::censor::Censor;
use crate::shape::Shape;
use crate::span::milliseconds;

/// An exchange, and what it was for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recorded {
    /// The step it belongs to.
    pub step: String,
    /// What it was for; repeated where the step looked until something had happened.
    pub label: String,
    /// `8.6` or `10`.
    pub api_version: String,
    /// The operation.
    pub operation: String,
    /// What came of it, in a few words.
    pub outcome: String,
    /// How long it took.
    pub duration_ms: u64,
    /// The pause before it, where there was an exchange before.
    pub pause_ms: Option<u64>,
    /// `Keep-Alive: timeout=`, in seconds.
    pub keep_alive_s: Option<u64>,
    /// Whether it came over a connection of an earlier call.
    pub reused_connection: bool,
    /// The answer's shape.
    pub shape: Option<Shape>,
    /// The message sent.
    pub request: String,
    /// What came back.
    pub answer: Option<String>,
}

/// What an exchange was for.
#[derive(Debug, Clone, Copy)]
pub struct Purpose<'a> {
    /// The step it belongs to.
    pub step: &'a str,
    /// What it is for in that step.
    pub label: &'a str,
    /// The version of the interface.
    pub version: ApiVersion,
}

impl Recorded {
    /// Writes an exchange down; `failed` is what our client made of it.
    pub fn new(
        purpose: Purpose<'_>,
        exchange: &Transcript,
        failed: Option<&Error>,
        pause: Option<Duration>,
        censor: &Censor,
    ) -> Self {
        let text = exchange.answer.as_deref();
        let head = exchange.head.as_ref();
        let read = text.and_then(Answer::read);
        let outcome = read.map_or_else(
            || {
                let why =
                    failed.map_or_else(|| "nothing".to_owned(), |error| error.cause().to_string());
                censor.text(&format!("no usable answer ({why})"))
            },
            |answer| answer.outcome,
        );
        Self {
            step: purpose.step.to_owned(),
            label: purpose.label.to_owned(),
            api_version: purpose.version.name().to_owned(),
            operation: exchange.operation.name().to_owned(),
            outcome,
            duration_ms: milliseconds(exchange.duration),
            pause_ms: pause.map(milliseconds),
            keep_alive_s: head
                .and_then(|head| head.keep_alive)
                .map(|time| time.as_secs()),
            reused_connection: head.is_some_and(|head| head.reused_connection),
            shape: head.zip(text).map(|(head, text)| {
                Shape::read(
                    head.status,
                    head.content_type.as_deref(),
                    &head.header_names,
                    text,
                )
            }),
            request: censor.message(&exchange.request),
            answer: text.map(|text| censor.message(text)),
        }
    }
}

/// All exchanges of a rehearsal, in their order.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    entries: Vec<Recorded>,
}

impl Recording {
    /// Adds one.
    pub fn add(&mut self, entry: Recorded) {
        self.entries.push(entry);
    }

    /// All of them.
    pub fn entries(&self) -> &[Recorded] {
        &self.entries
    }

    /// The last exchange of each purpose, in the order in which they were first made: what happened in the end, where a step
    /// looked several times.
    pub fn last_of_each(&self) -> Vec<&Recorded> {
        let mut last: Vec<&Recorded> = Vec::new();
        for entry in &self.entries {
            match last.iter_mut().find(|known| known.is_for_what(entry)) {
                Some(known) => *known = entry,
                None => last.push(entry),
            }
        }
        last
    }
}

impl Recorded {
    /// Whether both were made for the same.
    pub fn is_for_what(&self, other: &Self) -> bool {
        (&self.step, &self.label, &self.api_version)
            == (&other.step, &other.label, &other.api_version)
    }
}
