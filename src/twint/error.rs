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

/// What went wrong: a kind and advice for the merchant, a cause for the developer, and never a secret.
///
/// Its text is the advice, followed in brackets by the operation and the cause.
#[derive(Debug, Clone)]
pub struct Error {
    kind: ErrorKind,
    cause: Cause,
    operation: Option<Operation>,
    message_id: Option<MessageId>,
    order: Option<Box<Order>>,
}

impl Error {
    /// An error of this kind with this cause.
    pub fn new(kind: ErrorKind, cause: Cause) -> Self {
        Self {
            kind,
            cause,
            operation: None,
            message_id: None,
            order: None,
        }
    }

    /// An error for a value that is refused before anything is sent. Its text is `what` followed by `why`, such as "amount is zero".
    pub fn invalid(what: &str, why: impl fmt::Display) -> Self {
        Self::new(
            ErrorKind::InvalidArgument,
            Cause::Argument(format!("{what} {why}")),
        )
    }

    /// An error for an order that does not show what was wanted.
    pub(crate) fn found(kind: ErrorKind, finding: Finding) -> Self {
        Self::new(kind, Cause::Order(finding))
    }

    /// Adds the operation and the id of its message.
    #[must_use]
    pub(crate) fn during(self, operation: Operation, message_id: Option<MessageId>) -> Self {
        Self {
            operation: Some(operation),
            message_id,
            ..self
        }
    }

    /// Adds the order as TWINT described it last.
    #[must_use]
    pub(crate) fn with_order(self, order: Order) -> Self {
        Self {
            order: Some(Box::new(order)),
            ..self
        }
    }

    /// The same error with another kind, once more is known about what the merchant can do.
    #[must_use]
    pub(crate) fn into_kind(self, kind: ErrorKind) -> Self {
        Self { kind, ..self }
    }

    /// The kind of error: what the merchant can do about it.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What happened, for the developer.
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// One sentence for the merchant: what to do.
    pub fn advice(&self) -> &'static str {
        match &self.cause {
            Cause::Transport(Failure::ServerNotTrusted { .. }) => {
                "TWINT's server could not be verified and nothing was sent; check the CA file and the server's clock."
            }
            Cause::Transport(Failure::BadRoute { .. }) => {
                "The connection settings cannot be used; correct endpoint, CA file or proxy."
            }
            Cause::Order(Finding::RefundDeclined { .. }) => {
                "TWINT declined the refund and paid nothing back; look at the payment in TWINT's portal."
            }
            Cause::Unreadable(_) if self.kind == ErrorKind::Unavailable => {
                "TWINT answered something that cannot be read, and nothing was changed; try again shortly, and send it to support if it stays."
            }
            Cause::Transport(
                Failure::NotSent { .. }
                | Failure::Lost { .. }
                | Failure::CertificateRefused { .. }
                | Failure::CertificateUnusable { .. }
                | Failure::AnswerTooLarge,
            )
            | Cause::Argument(_)
            | Cause::Books(_)
            | Cause::Certificate(_)
            | Cause::ServiceAway(_)
            | Cause::Unreadable(_)
            | Cause::Fault(_)
            | Cause::Order(
                Finding::DeclinedAtOnce { .. }
                | Finding::Closed
                | Finding::NotDone
                | Finding::Unproven { .. }
                | Finding::Unrecognised { .. }
                | Finding::SameEitherWay
                | Finding::Missing
                | Finding::AnotherOrder
                | Finding::NoTime
                | Finding::CheckInStands { .. }
                | Finding::UnprovenRefund { .. },
            ) => self.kind.advice(),
        }
    }

    /// The operation that failed, or `None` if the error has nothing to do with one.
    pub fn operation(&self) -> Option<Operation> {
        self.operation
    }

    /// TWINT's fault, if it answered with one.
    pub fn fault(&self) -> Option<&fault::Fault> {
        match &self.cause {
            Cause::Fault(fault) => Some(fault),
            Cause::Argument(_)
            | Cause::Books(_)
            | Cause::Certificate(_)
            | Cause::Transport(_)
            | Cause::ServiceAway(_)
            | Cause::Unreadable(_)
            | Cause::Order(_) => None,
        }
    }

    /// The id of the message that failed, for questions to TWINT's support.
    pub fn message_id(&self) -> Option<MessageId> {
        self.message_id
    }

    /// Whether the same call may be made again: nothing was changed at TWINT, and trying again can help.
    pub fn is_retryable(&self) -> bool {
        self.kind == ErrorKind::Unavailable
    }

    /// The order as TWINT described it last, if it was read.
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
    /// Writes the advice, then in brackets the operation and the cause.
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
