//! What is held of an order's money: what TWINT says, and what the merchant's books say (reconciliation).

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::twint::values::order::OrderState;

/// What is held or was moved of an order's money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Holding {
    /// Nothing yet: the buyer has not decided.
    Waiting,
    /// The buyer approved and the amount is reserved.
    Reserved,
    /// Money was captured, all or a part.
    Moved,
    /// Nothing: the order failed or was cancelled.
    Ended,
    /// It is not known, so nothing is concluded from it.
    Unclear,
}

impl From<OrderState> for Holding {
    fn from(state: OrderState) -> Self {
        match state {
            OrderState::AwaitingCustomer => Self::Waiting,
            OrderState::AwaitingConfirmation => Self::Reserved,
            OrderState::Succeeded | OrderState::PartiallySucceeded => Self::Moved,
            OrderState::Failed => Self::Ended,
            OrderState::Unrecognised => Self::Unclear,
        }
    }
}
