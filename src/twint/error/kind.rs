//! The kinds of errors.

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
