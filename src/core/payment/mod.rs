//! Rules of money and the life of a payment, as pure functions.

pub mod next_step;
pub mod phases;
pub mod recovery;
