//! Decides whether the merchant may enter that a call was not carried out, after TWINT was asked about it once more.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::operation::OperationKind;

/// What TWINT answered about a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray)]
pub enum Answered {
    /// Nothing: it could not be asked.
    Nothing,
    /// Under the call's reference it has an order that is another one.
    AnotherOrder,
    /// It has the call's order, in a state that does not tell the outcome.
    ItsOrder,
}

/// Why the merchant may not enter that a call was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum DenialRefusal {
    /// TWINT could not be asked, so that it may know better.
    NotAsked,
    /// TWINT has it, and may carry it out yet.
    StillUnderway,
}

/// Decides whether the merchant may enter that a call was not carried out, as TWINT's portal shows it.
pub fn why_not_denied(kind: OperationKind, answered: Answered) -> Option<DenialRefusal> {
    match (kind, answered) {
        // No answer would tell.
        (OperationKind::Start | OperationKind::Capture | OperationKind::Cancel, _)
        | (OperationKind::Refund, Answered::AnotherOrder) => None,
        (OperationKind::Refund, Answered::Nothing) => Some(DenialRefusal::NotAsked),
        (OperationKind::Refund, Answered::ItsOrder) => Some(DenialRefusal::StillUnderway),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refund_that_twint_may_have_is_not_denied() {
        for &kind in OperationKind::VARIANTS {
            for &answered in Answered::VARIANTS {
                let expected = match (kind, answered) {
                    (OperationKind::Refund, Answered::Nothing) => Some(DenialRefusal::NotAsked),
                    (OperationKind::Refund, Answered::ItsOrder) => {
                        Some(DenialRefusal::StillUnderway)
                    }
                    _ => None,
                };
                assert_eq!(
                    why_not_denied(kind, answered),
                    expected,
                    "{kind:?} {answered:?}"
                );
            }
        }
    }
}
