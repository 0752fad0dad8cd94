//! The kinds of errors, by what the merchant can do.

use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

use crate::twint::identity::certificate_problem::CertificateProblem;

/// What the merchant can do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumDiscriminants)]
#[strum_discriminants(
    name(ErrorClass),
    derive(IntoStaticStr, VariantArray),
    doc = "The kinds without what some of them carry: one for each class of exceptions that PHP sees."
)]
pub enum ErrorKind {
    /// The input was refused, before sending or by TWINT's validation; nothing was changed.
    InvalidArgument,
    /// The certificate cannot be used.
    Certificate(CertificateProblem),
    /// TWINT refuses this merchant, cash register or environment, or the connection settings cannot be used.
    Configuration,
    /// TWINT, the buyer or the buyer's bank declined.
    Declined,
    /// The order's state does not allow the operation, or TWINT does not know the order.
    StateConflict,
    /// TWINT could not be reached or did not answer; nothing was changed, and the same call may be made again.
    Unavailable,
    /// TWINT may have carried the operation out; the caller must find out before doing anything else.
    OutcomeUnknown,
}

impl ErrorKind {
    /// One sentence for the merchant: what to do.
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
