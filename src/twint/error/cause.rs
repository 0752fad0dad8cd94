//! What happened, for the developer and for programs that ask.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::fault::Fault;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::transport::Failure;

/// What happened. Its text is one sentence for the developer; its [`word`](Self::word) is for programs.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Cause {
    /// A value was refused before anything was sent: which one, and why.
    #[error("{0}")]
    Argument(String),
    /// The merchant's books do not allow the operation: why.
    #[error("{0}")]
    Books(String),
    /// The certificate cannot be used.
    #[error("certificate: {}", .0.word())]
    Certificate(CertificateProblem),
    /// The transport brought no answer.
    #[error(transparent)]
    Transport(Failure),
    /// Something answered in TWINT's place that the service is away: with what.
    #[error("{0}")]
    ServiceAway(String),
    /// Something came back, but it is not the answer to the request: why.
    #[error("{0}")]
    Unreadable(String),
    /// TWINT answered with a fault.
    #[error("{}", .0.summary())]
    Fault(Box<Fault>),
    /// The order does not show that the operation was carried out.
    #[error("{0}")]
    Order(Finding),
}

/// What an order, or a search for it, shows instead of what was wanted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The order was over as soon as it started.
    #[error("the order started as {status} {reason}")]
    DeclinedAtOnce {
        /// TWINT's status as it came.
        status: String,
        /// TWINT's reason as it came.
        reason: String,
    },
    /// The reversal failed.
    #[error("the reversal ended as {status} {reason}")]
    RefundDeclined {
        /// TWINT's status as it came.
        status: String,
        /// TWINT's reason as it came.
        reason: String,
    },
    /// TWINT has closed the order already.
    #[error("TWINT has closed the order: nothing more can be captured")]
    Closed,
    /// The order would look different if the operation had been carried out.
    #[error("it was not carried out")]
    NotDone,
    /// TWINT answered, but the order in its answer does not prove that the operation was carried out.
    #[error("TWINT answered with {status} {reason}, which does not prove it")]
    Unproven {
        /// TWINT's status as it came.
        status: String,
        /// TWINT's reason as it came.
        reason: String,
    },
    /// The order is in a state that this version does not know, so nothing was sent.
    #[error("the order stands at {status} {reason}, which nobody knows: nothing was sent")]
    Unrecognised {
        /// TWINT's status as it came.
        status: String,
        /// TWINT's reason as it came.
        reason: String,
    },
    /// The order looks the same whether or not the operation was carried out.
    #[error("the order looks the same with and without it")]
    SameEitherWay,
    /// TWINT holds no order under the refund's reference.
    #[error("TWINT holds no refund under the reference")]
    Missing,
    /// TWINT holds an order under the refund's reference that is not this refund.
    #[error("TWINT holds something else under the refund's reference")]
    AnotherOrder,
    /// The time limit of a call for many orders passed before this order's turn.
    #[error("its turn did not come within the time limit of the whole call")]
    NoTime,
    /// The check-in was cancelled, but TWINT does not show it as over.
    #[error("the check-in stands at \"{pairing_status}\", which does not prove it")]
    CheckInStands {
        /// TWINT's status as it came.
        pairing_status: String,
    },
    /// The reversal's order does not show that it was carried out.
    #[error("the reversal stands at {status} {reason}, which does not prove it")]
    UnprovenRefund {
        /// TWINT's status as it came.
        status: String,
        /// TWINT's reason as it came.
        reason: String,
    },
}

/// The cases of [`Cause`], and of the transport's failures, without their details; `Twint\Cause` in PHP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CauseWord {
    /// A value was refused before anything was sent.
    Argument,
    /// The merchant's books do not allow the operation.
    Books,
    /// The certificate cannot be used, or the server refused it.
    Certificate,
    /// Nothing left this machine.
    NotSent,
    /// The answer was lost.
    AnswerLost,
    /// The answer is larger than any of TWINT's.
    AnswerTooLarge,
    /// Something answered in TWINT's place that the service is away.
    ServiceAway,
    /// What came back is not the answer to the request.
    AnswerUnreadable,
    /// The server's certificate could not be verified.
    ServerNotTrusted,
    /// Endpoint, CA file or proxy cannot be used.
    Settings,
    /// TWINT answered with a fault.
    Fault,
    /// TWINT holds an order under the refund's reference that is not this refund.
    AnotherOrder,
    /// The order does not show that the operation was carried out.
    Order,
}

impl Cause {
    /// The word for this cause.
    pub fn word(&self) -> CauseWord {
        match self {
            Self::Argument(_) => CauseWord::Argument,
            Self::Books(_) => CauseWord::Books,
            Self::Certificate(_)
            | Self::Transport(
                Failure::CertificateRefused { .. } | Failure::CertificateUnusable { .. },
            ) => CauseWord::Certificate,
            Self::Transport(Failure::NotSent { .. }) => CauseWord::NotSent,
            Self::Transport(Failure::Lost { .. }) => CauseWord::AnswerLost,
            Self::Transport(Failure::AnswerTooLarge) => CauseWord::AnswerTooLarge,
            Self::Transport(Failure::ServerNotTrusted { .. }) => CauseWord::ServerNotTrusted,
            Self::Transport(Failure::BadRoute { .. }) => CauseWord::Settings,
            Self::ServiceAway(_) => CauseWord::ServiceAway,
            Self::Unreadable(_) => CauseWord::AnswerUnreadable,
            Self::Fault(_) => CauseWord::Fault,
            Self::Order(Finding::AnotherOrder) => CauseWord::AnotherOrder,
            Self::Order(
                Finding::DeclinedAtOnce { .. }
                | Finding::RefundDeclined { .. }
                | Finding::Closed
                | Finding::NotDone
                | Finding::Unproven { .. }
                | Finding::Unrecognised { .. }
                | Finding::SameEitherWay
                | Finding::Missing
                | Finding::NoTime
                | Finding::CheckInStands { .. }
                | Finding::UnprovenRefund { .. },
            ) => CauseWord::Order,
        }
    }
}
