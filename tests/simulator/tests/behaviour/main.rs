//! The simulator as its clients see it.

mod certificates;
mod check_ins;
mod client;
mod control;
mod failures;
mod http;
mod orders;
mod program;
mod quirks;
mod reversals;
mod schemas;
mod tls;
mod validation;
