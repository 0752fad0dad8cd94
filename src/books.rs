//! What a payment means for the merchant: phases, amounts, what to do next. Pure functions of values, without any input or output.
//!
//! Of the client it knows [`crate::twint::values`] and nothing else.
#![forbid(unsafe_code)]

pub mod booking;
pub mod holding;
pub mod next_step;
pub mod permitted;
pub mod phases;
pub mod prices;
pub mod quantity;
pub mod quote;
pub mod standing;
pub mod wawi;
