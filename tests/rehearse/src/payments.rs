//! What the rehearsal started and took, so that it can give everything back.

use serde::{Deserialize, Serialize};
use twint::twint::values::money::Chf;

use crate::state::State;

/// A payment of the rehearsal, with what is believed of it. Amounts in Rappen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// The step that started it.
    pub step: String,
    /// Our name for it.
    pub reference: String,
    /// TWINT's name for it; `None` where the start was not answered.
    pub uuid: Option<String>,
    /// What was asked for.
    pub requested: u64,
    /// What was captured, as far as the answers say.
    pub captured: u64,
    /// What was given back.
    pub refunded: u64,
    /// Refunds that were sent and not answered yet: they may have been carried out.
    pub unanswered_refunds: Vec<SentRefund>,
    /// Whether a part was captured, and more may follow.
    pub more_parts: bool,
    /// When the buyer's approval was seen, in seconds since 1970.
    pub approved_at: Option<i64>,
    /// How it was last seen.
    pub state: Option<State>,
    /// When that was, in seconds since 1970.
    pub seen_at: Option<i64>,
    /// Whether it is left open on purpose, to see when TWINT ends it.
    pub kept: bool,
    /// Whether nothing is left to be done.
    pub settled: bool,
    /// Why it could not be settled.
    pub trouble: Option<String>,
}

/// A refund that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SentRefund {
    /// Our name for it.
    pub reference: String,
    /// How much, in Rappen.
    pub amount: u64,
}

impl Payment {
    /// One that is about to be started.
    pub fn new(step: &str, reference: String, requested: u64) -> Self {
        Self {
            step: step.to_owned(),
            reference,
            uuid: None,
            requested,
            captured: 0,
            refunded: 0,
            unanswered_refunds: Vec::new(),
            more_parts: false,
            approved_at: None,
            state: None,
            seen_at: None,
            kept: false,
            settled: false,
            trouble: None,
        }
    }

    /// What is still to be given back.
    pub fn owed(&self) -> u64 {
        self.captured.saturating_sub(self.refunded)
    }

    /// Whether something may be left of it at TWINT: money to be given back, or an order that is open.
    pub fn may_be_left(&self) -> bool {
        let over = self.state.as_ref().is_some_and(|state| {
            state.failed() || (state.succeeded() && self.captured > 0 && !self.more_parts)
        });
        let given_back = self.owed() == 0 && self.unanswered_refunds.is_empty();
        !(self.settled || (over && given_back))
    }

    /// One line for a human.
    pub fn line(&self) -> String {
        let state = self
            .state
            .as_ref()
            .map_or_else(|| "not seen".to_owned(), ToString::to_string);
        let mut line = format!(
            "{} {} CHF {}, captured {}, refunded {}, last seen as {state} (step {})",
            self.reference,
            self.uuid.as_deref().unwrap_or("without UUID"),
            francs(self.requested),
            francs(self.captured),
            francs(self.refunded),
            self.step,
        );
        if let Some(trouble) = &self.trouble {
            line.push_str(": ");
            line.push_str(trouble);
        }
        line
    }
}

/// Rappen as francs, `0.50`.
pub fn francs(rappen: u64) -> String {
    format!("{}.{:02}", rappen / 100, rappen % 100)
}

/// Rappen as the client wants them; the rehearsal's amounts are far below the most there can be.
pub fn chf(rappen: u64) -> Chf {
    Chf::from_rappen(rappen).unwrap_or(Chf::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_of_what_is_over_and_given_back() {
        let success = State::new("SUCCESS", "ORDER_OK");
        let mut payment = Payment::new("immediate", "REH-1".to_owned(), 50);
        assert!(payment.may_be_left(), "nobody knows whether it was started");
        payment.state = Some(success);
        assert!(
            payment.may_be_left(),
            "a success of which nobody captured anything"
        );
        payment.captured = 50;
        payment.refunded = 49;
        assert!(payment.may_be_left());
        payment.refunded = 50;
        assert!(!payment.may_be_left());
        payment.more_parts = true;
        assert!(payment.may_be_left(), "the rest may be reserved still");
        payment.state = Some(State::new("FAILURE", "MERCHANT_ABORT"));
        assert!(!payment.may_be_left());
    }

    #[test]
    fn a_line_names_what_a_human_needs_to_find_the_payment() {
        let mut payment = Payment::new("immediate", "REH-1".to_owned(), 50);
        payment.captured = 30;
        payment.refunded = 5;
        payment.state = Some(State::new("SUCCESS", "ORDER_PARTIAL_OK"));
        payment.trouble = Some("the refund was refused".to_owned());
        assert_eq!(
            payment.line(),
            "REH-1 without UUID CHF 0.50, captured 0.30, refunded 0.05, last seen as SUCCESS/ORDER_PARTIAL_OK (step immediate): \
             the refund was refused"
        );
        assert_eq!(payment.owed(), 25);
    }
}
