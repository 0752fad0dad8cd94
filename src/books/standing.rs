//! A payment as the merchant's books have it.

use super::phases::Phase;
use crate::twint::values::identifiers::Reference;
use crate::twint::values::money::Chf;
use crate::twint::values::order::Capture;

/// One attempt to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its phase.
    pub phase: Phase,
    /// Whether it captures by itself.
    pub capture: Capture,
    /// The merchant's name for it at TWINT.
    pub reference: Reference,
    /// What the buyer approved, or is asked to.
    pub authorised: Chf,
    /// Of that.
    pub captured: Chf,
    /// Of that.
    pub refunded: Chf,
    /// Whether nothing more can be captured.
    pub closed: bool,
}

impl Standing {
    /// Whether anything was captured, whatever the phase says of it now.
    pub fn has_captured(&self) -> bool {
        match self.phase {
            Phase::PartiallyCaptured | Phase::PartiallyRefunded => true,
            Phase::Created
            | Phase::Pending
            | Phase::Authorised
            | Phase::Uncertain
            | Phase::Captured
            | Phase::Refunded
            | Phase::Cancelled
            | Phase::Failed => !self.captured.is_zero(),
        }
    }
}
