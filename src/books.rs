//! What a payment means for the merchant: its phase, its amounts and what to do next. Pure functions of values, without input or
//! output.
//!
//! This module uses [`crate::twint::values`] and nothing else of the client.
#![forbid(unsafe_code)]

pub mod access;
pub mod aftermath;
pub mod attempts;
pub mod balance;
pub mod booking;
pub mod calls;
pub mod check_in;
pub mod denial;
pub mod ending;
pub mod holding;
pub mod mails;
pub mod movements;
pub mod next_step;
pub mod operation;
pub mod order;
pub mod order_status;
pub mod pauses;
pub mod pay_link;
pub mod pay_state;
pub mod permitted;
pub mod phases;
pub mod prices;
pub mod quantity;
pub mod quote;
pub mod rates;
pub mod reconciliation;
pub mod reservation;
pub mod resumption;
pub mod standing;
pub mod totals;
pub mod typed;
pub mod unpaid_order;
pub mod wawi;
