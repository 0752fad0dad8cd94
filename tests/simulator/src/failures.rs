//! Failures on command: what goes wrong, for which operation, at which call.

use serde::{Deserialize, Serialize};

use crate::dice::Dice;
use crate::faults::FaultKind;

/// Names a failure that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FailureId(pub u64);

/// A failure to be produced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Failure {
    /// The operation it strikes (`StartOrder`); `None` is every one. Connection failures ignore it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// At which of the matching calls (for connection failures: connections).
    #[serde(default)]
    pub when: When,
    /// What happens.
    pub what: What,
}

impl Failure {
    /// At every call of every operation.
    pub fn always(what: What) -> Self {
        Self {
            operation: None,
            when: When::Always,
            what,
        }
    }

    /// At the next call only.
    pub fn once(what: What) -> Self {
        Self {
            operation: None,
            when: When::First(1),
            what,
        }
    }

    /// Only for this operation.
    #[must_use]
    pub fn of(mut self, operation: &str) -> Self {
        self.operation = Some(operation.to_owned());
        self
    }

    /// Only then.
    #[must_use]
    pub fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    /// What keeps it from ever happening: a fault outside the table, a probability outside 0…1.
    pub(crate) fn problem(&self) -> Option<String> {
        if let What::Fault { element, .. } = &self.what
            && FaultKind::of(element).is_none()
        {
            return Some(format!("{element:?} is not in TWINT's fault table"));
        }
        if let When::Probability { p, .. } = self.when
            && !(0.0..=1.0).contains(&p)
        {
            return Some(format!("{p} is not a probability"));
        }
        None
    }
}

/// At which of the matching calls, counted from the moment the failure was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum When {
    /// At each.
    #[default]
    Always,
    /// At the nth only, the first is 1.
    Nth(u64),
    /// At the first n.
    First(u64),
    /// At each with probability `p`; the same seed strikes the same calls.
    Probability {
        /// Between 0 and 1.
        p: f64,
        /// Of the dice.
        #[serde(default)]
        seed: u64,
    },
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum What {
    /// Connections are refused. With [`When::Always`] the listener is closed and open connections are dropped, so that a client
    /// sees `ECONNREFUSED`; else, since refusals happen in the kernel and cannot be counted, each connection it strikes is
    /// accepted and reset before the first byte of TLS.
    RefuseConnection,
    /// The TLS handshake ends with an alert (`internal_error`); strikes connections, not calls.
    TlsHandshakeAlert,
    /// TCP reset after the request's head has come and before its body is read. Not processed.
    ResetBeforeRead,
    /// TCP reset after the whole request was read. Not processed.
    ResetAfterRequest,
    /// Processed, then TCP reset instead of an answer.
    ResetAfterProcessing,
    /// Processed, then the connection is closed cleanly without an answer.
    CloseAfterProcessing,
    /// Processed; the answer's head (with its full Content-Length) and this many bytes of its body are sent, then TCP ends.
    CutBody(usize),
    /// This many milliseconds pass before processing.
    Slow(u64),
    /// This many milliseconds pass after processing, before the answer.
    SlowAnswer(u64),
    /// The connection stays open and silent until the client gives up.
    NeverAnswer {
        /// Whether the call was processed all the same.
        #[serde(default)]
        processed: bool,
    },
    /// A fault of TWINT's table.
    Fault {
        /// Its element, `SystemError`.
        element: String,
        /// Whether the call was processed all the same.
        #[serde(default)]
        processed: bool,
    },
    /// An HTML page of the front server with this status, 502 or 503 for example. Not processed.
    Html(u16),
    /// The same although the call was processed.
    HtmlAfterProcessing(u16),
    /// Processed, answered with bytes that are no XML under the usual content type.
    Garbage,
    /// Processed, answered with half an envelope in a complete HTTP answer.
    TruncatedXml,
    /// Processed, answered with an envelope stretched to at least this many bytes by a comment.
    Oversized(usize),
    /// Processed, answered correctly but as `text/plain`.
    WrongContentType,
    /// Processed, answered with another call's `MessageId`.
    ForeignMessageId,
    /// Processed, answered 200 with an empty body.
    EmptyBody,
    /// A fatal TLS alert (`bad_record_mac`) instead of an answer. Not processed.
    TlsAlert,
    /// Answered, then the pooled connection is closed although nothing announced it.
    CloseConnectionAfterAnswer,
    /// Answered; the connection is closed when the next request arrives on it, unread.
    CloseConnectionBeforeNext,
}

/// When in the life of a connection a failure strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Connection,
    Head,
    Call,
}

impl What {
    fn stage(&self) -> Stage {
        match self {
            Self::RefuseConnection | Self::TlsHandshakeAlert => Stage::Connection,
            Self::ResetBeforeRead => Stage::Head,
            _ => Stage::Call,
        }
    }

    /// Its name and parameter as in JSON, for the log.
    pub(crate) fn label(&self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            Ok(other) => other.to_string(),
            Err(_) => String::new(),
        }
    }
}

/// The failures asked for, each with its own count of the calls it matched.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    next: u64,
    armed: Vec<Armed>,
}

#[derive(Debug)]
struct Armed {
    id: FailureId,
    failure: Failure,
    seen: u64,
    struck: u64,
    dice: Dice,
}

impl Failures {
    pub(crate) fn add(&mut self, failure: Failure) -> FailureId {
        self.next += 1;
        let id = FailureId(self.next);
        let seed = match failure.when {
            When::Probability { seed, .. } => seed,
            _ => 0,
        };
        self.armed.push(Armed {
            id,
            failure,
            seen: 0,
            struck: 0,
            dice: Dice::seeded(seed),
        });
        id
    }

    pub(crate) fn remove(&mut self, id: FailureId) -> bool {
        let before = self.armed.len();
        self.armed.retain(|a| a.id != id);
        self.armed.len() < before
    }

    pub(crate) fn clear(&mut self) {
        self.armed.clear();
    }

    /// Whether the listener must stay closed.
    pub(crate) fn refuse_all(&self) -> bool {
        self.armed
            .iter()
            .any(|a| a.failure.what == What::RefuseConnection && a.failure.when == When::Always)
    }

    /// Counts the call (or connection) for every failure it matches and returns those that strike now.
    pub(crate) fn strike(&mut self, stage: Stage, operation: &str) -> Vec<What> {
        let mut struck = Vec::new();
        for armed in &mut self.armed {
            let matches = armed.failure.what.stage() == stage
                && (stage == Stage::Connection
                    || armed
                        .failure
                        .operation
                        .as_deref()
                        .is_none_or(|o| o == operation));
            if !matches {
                continue;
            }
            armed.seen += 1;
            let strikes = match armed.failure.when {
                When::Always => true,
                When::Nth(n) => armed.seen == n,
                When::First(n) => armed.seen <= n,
                When::Probability { p, .. } => armed.dice.chance(p),
            };
            if strikes {
                armed.struck += 1;
                struck.push(armed.failure.what.clone());
            }
        }
        struck
    }

    pub(crate) fn list(&self) -> Vec<FailureView> {
        self.armed
            .iter()
            .map(|a| FailureView {
                id: a.id,
                failure: a.failure.clone(),
                seen: a.seen,
                struck: a.struck,
            })
            .collect()
    }
}

/// A failure that was asked for and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FailureView {
    /// Its name.
    pub id: FailureId,
    /// What was asked for.
    #[serde(flatten)]
    pub failure: Failure,
    /// How many calls matched so far.
    pub seen: u64,
    /// How many of them it struck.
    pub struck: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn struck(when: When, calls: usize) -> Vec<bool> {
        let mut failures = Failures::default();
        failures.add(Failure::always(What::Garbage).when(when));
        (0..calls)
            .map(|_| !failures.strike(Stage::Call, "StartOrder").is_empty())
            .collect()
    }

    #[test]
    fn each_when_strikes_the_calls_it_names() {
        assert_eq!(struck(When::Always, 3), [true, true, true]);
        assert_eq!(struck(When::Nth(2), 3), [false, true, false]);
        assert_eq!(struck(When::First(2), 3), [true, true, false]);
        let dice = When::Probability { p: 0.5, seed: 9 };
        assert_eq!(struck(dice, 50), struck(dice, 50));
        assert!(struck(dice, 50).contains(&true));
        assert!(struck(dice, 50).contains(&false));
    }

    #[test]
    fn a_failure_of_one_operation_leaves_the_others_alone() {
        let mut failures = Failures::default();
        failures.add(
            Failure::always(What::Garbage)
                .of("StartOrder")
                .when(When::Nth(1)),
        );
        assert!(failures.strike(Stage::Call, "MonitorOrder").is_empty());
        assert_eq!(failures.strike(Stage::Call, "StartOrder"), [What::Garbage]);
    }

    #[test]
    fn json_names_are_the_rust_names() {
        let failure: Failure = serde_json::from_str(
            r#"{"operation":"StartOrder","when":{"nth":2},"what":{"fault":{"element":"SystemError","processed":true}}}"#,
        )
        .unwrap();
        assert_eq!(
            failure,
            Failure::always(What::Fault {
                element: "SystemError".into(),
                processed: true
            })
            .of("StartOrder")
            .when(When::Nth(2))
        );
        let short: Failure = serde_json::from_str(r#"{"what":"garbage"}"#).unwrap();
        assert_eq!(short, Failure::always(What::Garbage));
        assert!(serde_json::from_str::<Failure>(r#"{"what":"garbage","wen":"always"}"#).is_err());
    }

    #[test]
    fn a_fault_outside_the_table_is_not_taken() {
        let what = What::Fault {
            element: "NoSuchFault".into(),
            processed: false,
        };
        assert!(Failure::always(what).problem().is_some());
    }
}
