//! Rules of money and the life of a payment, as pure functions.

pub mod booking;
pub mod next_step;
pub mod permitted;
pub mod phases;
pub mod prices;
pub mod quantity;
pub mod quote;
pub mod recovery;
pub mod standing;
pub mod wawi;
