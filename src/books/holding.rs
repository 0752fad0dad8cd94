//! What TWINT holds of an order's money, for the comparison of TWINT's orders with the merchant's books (reconciliation).

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::twint::values::order::OrderState;

/// What TWINT holds of an order's money, by the order's state.
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
    /// TWINT's state is one this version does not know, so nothing is concluded from it.
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
