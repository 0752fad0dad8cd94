//! What went wrong, named by what the merchant can do about it.

use std::fmt;

use super::certificate_problem::CertificateProblem;
use super::fault::Fault;
use super::identifiers::MessageId;
use super::operation::Operation;
use super::order::Order;

/// The classes of exceptions PHP sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// We, or TWINT's validation, refused the input; nothing happened.
    InvalidArgument,
    /// The certificate cannot be used.
    Certificate(CertificateProblem),
    /// TWINT refuses this merchant, register or environment, or our settings make no sense.
    Configuration,
    /// TWINT or the buyer's bank said no.
    Declined,
    /// The order is not in a state for this, or TWINT does not know it.
    StateConflict,
    /// Nothing was changed at TWINT; safe to try again.
    Unavailable,
    /// It may have reached TWINT; find out before anything else.
    OutcomeUnknown,
}

impl ErrorKind {
    /// One sentence to the merchant.
    pub fn advice(self) -> &'static str {
        match self {
            Self::InvalidArgument => {
                "The request was refused and nothing happened; correct the value and try again."
            }
            Self::Certificate(problem) => problem.advice(),
            Self::Configuration => {
                "TWINT does not accept these settings; check System ID, certificate and environment (test or live)."
            }
            Self::Declined => {
                "TWINT declined; the buyer may try again or choose another way to pay."
            }
            Self::StateConflict => {
                "The TWINT order does not allow this in its present state; refresh its status."
            }
            Self::Unavailable => {
                "TWINT cannot be reached at the moment; nothing was changed, try again shortly."
            }
            Self::OutcomeUnknown => {
                "It is not known whether TWINT carried this out; refresh the status before doing anything else."
            }
        }
    }
}

/// An error with everything a merchant and a developer need, and never a secret.
#[derive(Debug, Clone)]
pub struct Error {
    /// What the merchant can do.
    pub kind: ErrorKind,
    /// One sentence to the merchant.
    pub advice: &'static str,
    /// What happened, one sentence for the developer.
    pub detail: String,
    /// What was being done.
    pub operation: Option<Operation>,
    /// TWINT's own words, if it answered with a fault.
    pub fault: Option<Box<Fault>>,
    /// The message it is about.
    pub message_id: Option<MessageId>,
    /// Whether the same call may simply be made again.
    pub retryable: bool,
    /// The order as it was read afterwards, if it could be.
    pub order: Option<Box<Order>>,
}

impl Error {
    /// An error of this kind; retryable exactly when nothing was changed and trying again can help.
    pub fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            advice: kind.advice(),
            detail: detail.into(),
            operation: None,
            fault: None,
            message_id: None,
            retryable: kind == ErrorKind::Unavailable,
            order: None,
        }
    }

    /// A value we refuse before anything is sent; `what` is followed by why.
    pub fn invalid(what: &str, why: impl fmt::Display) -> Self {
        Self::new(ErrorKind::InvalidArgument, format!("{what} {why}"))
    }

    /// Names the operation and its message.
    #[must_use]
    pub fn during(mut self, operation: Operation, message_id: Option<MessageId>) -> Self {
        self.operation = Some(operation);
        self.message_id = message_id;
        self
    }

    /// Gives better advice than the kind's.
    #[must_use]
    pub fn advise(mut self, advice: &'static str) -> Self {
        self.advice = advice;
        self
    }

    /// Carries the order as it stands.
    #[must_use]
    pub fn with_order(mut self, order: Order) -> Self {
        self.order = Some(Box::new(order));
        self
    }
}

impl From<CertificateProblem> for Error {
    fn from(problem: CertificateProblem) -> Self {
        Self::new(
            ErrorKind::Certificate(problem),
            format!("certificate: {}", problem.word()),
        )
    }
}

impl fmt::Display for Error {
    /// What to do, then in brackets what happened.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation {
            Some(operation) => write!(f, "{} [{}: {}]", self.advice, operation.name(), self.detail),
            None => write!(f, "{} [{}]", self.advice, self.detail),
        }
    }
}

impl std::error::Error for Error {}
