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
