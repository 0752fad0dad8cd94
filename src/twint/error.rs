//! What went wrong, named by what the merchant can do about it.

mod cause;
pub mod fault;
mod kind;

use std::fmt;

pub use cause::{Cause, CauseWord, Finding};
pub use kind::{ErrorClass, ErrorKind};

use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::transport::Failure;
use crate::twint::values::identifiers::MessageId;
use crate::twint::values::operation::Operation;
use crate::twint::values::order::Order;

/// An error with everything a merchant and a developer need, and never a secret.
#[derive(Debug, Clone)]
pub struct Error {
    kind: ErrorKind,
    cause: Cause,
    operation: Option<Operation>,
    message_id: Option<MessageId>,
    order: Option<Box<Order>>,
}

impl Error {
    /// An error of this kind, for this reason.
    pub fn new(kind: ErrorKind, cause: Cause) -> Self {
        Self {
            kind,
            cause,
            operation: None,
            message_id: None,
            order: None,
        }
    }

    /// A value we refuse before anything is sent; `what` is followed by why.
    pub fn invalid(what: &str, why: impl fmt::Display) -> Self {
        Self::new(
            ErrorKind::InvalidArgument,
            Cause::Argument(format!("{what} {why}")),
        )
    }

    /// What the order shows instead of what was wanted.
    pub(crate) fn found(kind: ErrorKind, finding: Finding) -> Self {
        Self::new(kind, Cause::Order(finding))
    }

    /// Names the operation and its message.
    #[must_use]
    pub(crate) fn during(self, operation: Operation, message_id: Option<MessageId>) -> Self {
        Self {
            operation: Some(operation),
            message_id,
            ..self
        }
    }

    /// Carries the order as it was read afterwards.
    #[must_use]
    pub(crate) fn with_order(self, order: Order) -> Self {
        Self {
            order: Some(Box::new(order)),
            ..self
        }
    }

    /// The same cause, but by now more is known of what the merchant can do.
    #[must_use]
    pub(crate) fn into_kind(self, kind: ErrorKind) -> Self {
        Self { kind, ..self }
    }

    /// What the merchant can do.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What happened.
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// One sentence to the merchant.
    pub fn advice(&self) -> &'static str {
        match &self.cause {
            Cause::Transport(Failure::ServerNotTrusted { .. }) => {
                "TWINT's server could not be verified and nothing was sent; check the CA file and the server's clock."
            }
            Cause::Transport(Failure::BadRoute { .. }) => {
                "The connection settings cannot be used; correct endpoint, CA file or proxy."
            }
            Cause::Transport(
                Failure::NotSent { .. }
                | Failure::Lost { .. }
                | Failure::CertificateRefused { .. }
                | Failure::AnswerTooLarge,
            )
            | Cause::Argument(_)
            | Cause::Books(_)
            | Cause::Certificate(_)
            | Cause::Unreadable(_)
            | Cause::Fault(_)
            | Cause::Order(_) => self.kind.advice(),
        }
    }

    /// What was being done, if anything was sent or was to be.
    pub fn operation(&self) -> Option<Operation> {
        self.operation
    }

    /// TWINT's own words, if it answered with a fault.
    pub fn fault(&self) -> Option<&fault::Fault> {
        match &self.cause {
            Cause::Fault(fault) => Some(fault),
            Cause::Argument(_)
            | Cause::Books(_)
            | Cause::Certificate(_)
            | Cause::Transport(_)
            | Cause::Unreadable(_)
            | Cause::Order(_) => None,
        }
    }

    /// The message it is about.
    pub fn message_id(&self) -> Option<MessageId> {
        self.message_id
    }

    /// Whether the same call may simply be made again: nothing was changed, and trying again can help.
    pub fn is_retryable(&self) -> bool {
        self.kind == ErrorKind::Unavailable
    }

    /// The order as it was read afterwards, if it could be.
    pub fn order(&self) -> Option<&Order> {
        self.order.as_deref()
    }
}

impl From<CertificateProblem> for Error {
    fn from(problem: CertificateProblem) -> Self {
        Self::new(ErrorKind::Certificate(problem), Cause::Certificate(problem))
    }
}

impl fmt::Display for Error {
    /// What to do, then in brackets what happened.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (advice, cause) = (self.advice(), &self.cause);
        match self.operation {
            Some(operation) => write!(f, "{advice} [{}: {cause}]", operation.name()),
            None => write!(f, "{advice} [{cause}]"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
