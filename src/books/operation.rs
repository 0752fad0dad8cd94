//! What the merchant's books know of a call that moves money.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::phases::Event;

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

impl OperationState {
    /// Whether nobody knows yet whether TWINT carries it out.
    pub fn is_open(self) -> bool {
        match self {
            Self::Sent | Self::Unknown => true,
            Self::Done | Self::Refused => false,
        }
    }
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

impl OperationKind {
    /// Whether TWINT's order says nothing reliable of the payment while the outcome of such a call is not known: what it shows could be from
    /// before the call or after it.
    pub fn obscures_order(self) -> bool {
        match self {
            Self::Capture | Self::Refund => true,
            Self::Start | Self::Cancel => false,
        }
    }

    /// What happened to the payment when the answer to such a call was lost.
    pub fn event_of_loss(self) -> Event {
        match self {
            Self::Start => Event::StartLost,
            Self::Capture => Event::CaptureLost,
            Self::Cancel => Event::CancelLost,
            Self::Refund => Event::RefundLost,
        }
    }
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
    state.is_open() && cannot_be_told
}

/// How to find out the outcome of a call by hand of which phase and sums do not show one yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Inquiry {
    /// It is known that the call was not carried out; whoever found that out did not come to the rest.
    GiveUp,
    /// It is known that the call was carried out: phase and sums follow from it.
    Book,
    /// TWINT may still be at it.
    TooEarly,
    /// The payment's order shows it.
    Settle,
    /// TWINT is asked about it.
    Ask,
}

/// Decides how to find out the outcome of a call by hand that is not booked yet.
pub fn inquiry(kind: OperationKind, state: OperationState, age: OperationAge) -> Inquiry {
    match (state, kind, age) {
        (OperationState::Refused, _, _) => Inquiry::GiveUp,
        (
            OperationState::Done,
            OperationKind::Start | OperationKind::Capture | OperationKind::Refund,
            _,
        ) => Inquiry::Book,
        (
            OperationState::Sent | OperationState::Unknown | OperationState::Done,
            _,
            OperationAge::Young,
        ) => Inquiry::TooEarly,
        (
            OperationState::Sent | OperationState::Unknown | OperationState::Done,
            OperationKind::Cancel,
            OperationAge::Old | OperationAge::Long,
        ) => Inquiry::Settle,
        (
            OperationState::Sent | OperationState::Unknown,
            OperationKind::Start | OperationKind::Capture | OperationKind::Refund,
            OperationAge::Old | OperationAge::Long,
        ) => Inquiry::Ask,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_moves_money_by_hand_obscures_the_order_and_each_loss_has_its_event() {
        for (kind, obscures, loss) in [
            (OperationKind::Start, false, Event::StartLost),
            (OperationKind::Capture, true, Event::CaptureLost),
            (OperationKind::Cancel, false, Event::CancelLost),
            (OperationKind::Refund, true, Event::RefundLost),
        ] {
            assert_eq!(
                (kind.obscures_order(), kind.event_of_loss()),
                (obscures, loss)
            );
        }
    }

    #[test]
    fn twint_is_asked_only_about_what_is_open_and_old() {
        use OperationAge::{Long, Old, Young};
        use OperationState::{Done, Refused, Sent, Unknown};
        for &kind in OperationKind::VARIANTS {
            let is_cancel = kind == OperationKind::Cancel;
            let asked = if is_cancel {
                Inquiry::Settle
            } else {
                Inquiry::Ask
            };
            for (state, young, old) in [
                (Refused, Inquiry::GiveUp, Inquiry::GiveUp),
                (Sent, Inquiry::TooEarly, asked),
                (Unknown, Inquiry::TooEarly, asked),
                (
                    Done,
                    if is_cancel {
                        Inquiry::TooEarly
                    } else {
                        Inquiry::Book
                    },
                    if is_cancel {
                        Inquiry::Settle
                    } else {
                        Inquiry::Book
                    },
                ),
            ] {
                for (age, expected) in [(Young, young), (Old, old), (Long, old)] {
                    let inquiry = inquiry(kind, state, age);
                    assert_eq!(inquiry, expected, "{kind:?} {state:?} {age:?}");
                }
            }
        }
    }

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
