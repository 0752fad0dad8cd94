//! What the merchant's books know of a call that moves money.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

/// What is known of a call that moves money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum OperationState {
    /// It is on its way, or its sender died: TWINT has to be asked.
    Sent,
    /// TWINT carried it out.
    Done,
    /// TWINT did not carry it out.
    Refused,
    /// Its answer was lost: TWINT has to be asked.
    Unknown,
}

/// A kind of call that moves money, or could.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum OperationKind {
    /// The start of a payment.
    Start,
    /// A capture.
    Capture,
    /// A cancellation.
    Cancel,
    /// A refund.
    Refund,
}

/// How long ago a call was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray)]
pub enum OperationAge {
    /// TWINT may still be at it.
    Young,
    /// TWINT is done with it, with whatever outcome.
    Old,
    /// So long that nothing will tell its outcome any more if nothing has until now.
    Long,
}

/// Whether only the merchant can tell the outcome of a call, from TWINT's portal. Not before TWINT is done with it: what the portal shows
/// may change until then. `traceless` says whether no order shows the outcome of this capture.
pub fn needs_merchant(
    kind: OperationKind,
    state: OperationState,
    age: OperationAge,
    traceless: bool,
) -> bool {
    let is_open = match state {
        OperationState::Sent | OperationState::Unknown => true,
        OperationState::Done | OperationState::Refused => false,
    };
    let cannot_be_told = match (kind, age) {
        // The payment's order tells what became of a cancellation, however late.
        (OperationKind::Cancel, _)
        | (_, OperationAge::Young)
        | (OperationKind::Start | OperationKind::Refund, OperationAge::Old) => false,
        (OperationKind::Capture, OperationAge::Old) => traceless,
        (
            OperationKind::Start | OperationKind::Capture | OperationKind::Refund,
            OperationAge::Long,
        ) => true,
    };
    is_open && cannot_be_told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_merchant_is_asked_for_what_nothing_else_can_tell() {
        use OperationAge::{Long, Old};
        use OperationKind::{Capture, Refund, Start};
        use OperationState::{Sent, Unknown};
        for &kind in OperationKind::VARIANTS {
            for &state in OperationState::VARIANTS {
                for &age in OperationAge::VARIANTS {
                    for traceless in [false, true] {
                        let expected = matches!(state, Sent | Unknown)
                            && match (kind, age) {
                                (Start | Capture | Refund, Long) => true,
                                (Capture, Old) => traceless,
                                _ => false,
                            };
                        let needed = needs_merchant(kind, state, age, traceless);
                        assert_eq!(needed, expected, "{kind:?} {state:?} {age:?} {traceless}");
                    }
                }
            }
        }
    }
}
