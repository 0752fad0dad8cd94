//! What went wrong, named by what the merchant can do about it.

pub mod fault;
mod kind;

use std::fmt;

pub use kind::ErrorKind;

use crate::twint::error::fault::Fault;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::values::identifiers::MessageId;
use crate::twint::values::operation::Operation;
use crate::twint::values::order::Order;

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
