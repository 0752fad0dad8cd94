//! What TWINT holds of an order's money, for whoever lays TWINT's orders beside the merchant's books.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::twint::values::order::OrderState;

/// What TWINT holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Holding {
    /// Nothing yet: the buyer has not decided.
    Waiting,
    /// A reservation.
    Reserved,
    /// Money that was moved, all or a part.
    Moved,
    /// Nothing: the order is over.
    Ended,
    /// Nobody can tell.
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
