//! What happened, for the developer and for programs that ask.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::fault::Fault;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::transport::Failure;

/// What happened. Its text is one sentence for the developer; its word is for programs.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Cause {
    /// A value that we refuse.
    #[error("{0}")]
    Argument(String),
    /// The merchant's books do not allow it.
    #[error("{0}")]
    Books(String),
    /// The certificate cannot be used.
    #[error("certificate: {}", .0.word())]
    Certificate(CertificateProblem),
    /// The call brought no answer.
    #[error(transparent)]
    Transport(Failure),
    /// Something came back, but not the answer to the question.
    #[error("{0}")]
    Unreadable(String),
    /// TWINT answered with a fault.
    #[error("{}", .0.summary())]
    Fault(Box<Fault>),
    /// The order shows something else than what was wanted.
    #[error("{0}")]
    Order(Finding),
}

/// What an order shows instead of what was wanted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// It was over as soon as it started.
    #[error("the order started as {status} {reason}")]
    DeclinedAtOnce {
        /// TWINT's status.
        status: String,
        /// TWINT's reason.
        reason: String,
    },
    /// It is closed already.
    #[error("TWINT has closed the order: nothing more can be captured")]
    Closed,
    /// It does not show what was wanted, and would if that had been carried out.
    #[error("it was not carried out")]
    NotDone,
    /// TWINT answered, and the order does not show what was wanted.
    #[error("TWINT answered with {status} {reason}, which does not prove it")]
    Unproven {
        /// TWINT's status.
        status: String,
        /// TWINT's reason.
        reason: String,
    },
    /// It is in a state that nobody knows, so nothing was sent.
    #[error("the order stands at {status} {reason}, which nobody knows: nothing was sent")]
    Unrecognised {
        /// TWINT's status.
        status: String,
        /// TWINT's reason.
        reason: String,
    },
    /// It looks the same with and without what was wanted.
    #[error("the order looks the same with and without it")]
    SameEitherWay,
    /// TWINT holds nothing under the reference.
    #[error("TWINT holds no refund under the reference")]
    Missing,
    /// TWINT holds something else under the reference.
    #[error("TWINT holds something else under the refund's reference")]
    AnotherOrder,
    /// Nothing was asked about it.
    #[error("its turn did not come within the time limit of the whole call")]
    NoTime,
    /// TWINT has not finished it.
    #[error("TWINT has not finished the refund")]
    Unfinished,
}

/// The word of a cause, `Twint\Cause` in PHP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CauseWord {
    /// A value was refused.
    Argument,
    /// The merchant's books do not allow it.
    Books,
    /// The certificate cannot be used, or the server refused it.
    Certificate,
    /// Nothing left this machine.
    NotSent,
    /// The answer was lost.
    AnswerLost,
    /// The answer is larger than any of TWINT's.
    AnswerTooLarge,
    /// What came back is not the answer.
    AnswerUnreadable,
    /// The server's certificate does not hold.
    ServerNotTrusted,
    /// Endpoint, CA file or proxy cannot work.
    Settings,
    /// TWINT answered with a fault.
    Fault,
    /// The order shows something else.
    Order,
}

impl Cause {
    /// The word of it.
    pub fn word(&self) -> CauseWord {
        match self {
            Self::Argument(_) => CauseWord::Argument,
            Self::Books(_) => CauseWord::Books,
            Self::Certificate(_) | Self::Transport(Failure::CertificateRefused { .. }) => {
                CauseWord::Certificate
            }
            Self::Transport(Failure::NotSent { .. }) => CauseWord::NotSent,
            Self::Transport(Failure::Lost { .. }) => CauseWord::AnswerLost,
            Self::Transport(Failure::AnswerTooLarge) => CauseWord::AnswerTooLarge,
            Self::Transport(Failure::ServerNotTrusted { .. }) => CauseWord::ServerNotTrusted,
            Self::Transport(Failure::BadRoute { .. }) => CauseWord::Settings,
            Self::Unreadable(_) => CauseWord::AnswerUnreadable,
            Self::Fault(_) => CauseWord::Fault,
            Self::Order(_) => CauseWord::Order,
        }
    }
}
