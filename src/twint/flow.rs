//! What a merchant does with TWINT: each function is one or a few exchanges and ends in a clear answer.

pub mod attempt;
mod cancel;
mod capture;
mod carry_out;
mod certificate;
mod check_in;
mod ending_check_in;
mod for_each_order;
mod lookup;
#[cfg(test)]
mod outcome_table;
mod payment_init;
mod poll;
pub mod recovery;
mod refund;
pub mod refund_steps;
mod refusals;
mod setup;
mod start_answer;

pub use cancel::{cancel, cancel_many};
pub use capture::{CaptureRequest, capture, find_out_capture};
pub use certificate::{certificate_validity, renew_certificate};
pub use check_in::{check_in_cancel, check_in_poll, check_in_start};
pub use for_each_order::MAX_CONCURRENCY;
pub use lookup::{find, find_between, get_order};
pub use payment_init::{payment_init, payment_init_for_check_in, payment_init_on_twints_page};
pub use poll::{poll, poll_many, poll_waiting};
pub use refund::{find_out_refund, read_refund, refund};
pub use setup::{app_schemes, enroll, system_status};
