//! One payment in every interleaving: buyer, cron, merchant and Wawi, a TWINT with quirks, a process that dies between any two writes,
//! an answer that is lost before or after TWINT did what it was asked.
//!
//! The decisions are the real ones of `twint::twint::flow` and `twint::books`; what the plugin's PHP writes before and after each call is
//! mirrored in [`plugin`], and TWINT, as the simulator plays it, in [`twint_side`]. [`walk`] visits every state that can be reached, up to
//! a depth, and holds the rules of money against each. A check-in, which comes before there is a payment, is walked as a whole in
//! [`check_in`].

#![allow(clippy::struct_excessive_bools, clippy::large_enum_variant)] // states mirror the rows of the plugin's tables, one at a time
#![allow(
    clippy::trivially_copy_pass_by_ref,
    clippy::unused_self,
    clippy::needless_pass_by_value,
    clippy::match_same_arms
)] // methods mirror those of the plugin
#![allow(clippy::missing_errors_doc, clippy::missing_panics_doc)] // a test crate

pub mod books;
pub mod calls;
pub mod check_in;
pub mod decisions;
pub mod ends;
pub mod life;
pub mod plugin;
pub mod quirks;
pub mod rules;
pub mod shown;
pub mod state;
pub mod story;
pub mod twint_side;
pub mod walk;
pub mod worlds;
