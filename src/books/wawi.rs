//! What changes of an order in JTL-Wawi (shipped, cancelled, edited) mean for its payment.

pub mod after_call;
pub mod attempt;
pub mod comparison;
pub mod earlier_try;
pub mod news;
pub mod step;
pub mod wish;
pub mod withdrawal;
