//! The client: speaks TWINT's merchant SOAP API as one merchant, and says of each answer no more than it proves. No PHP.
//!
//! From the ground up, each may use those before it: `values`, `process`, `soap`, `identity`, `error`, `tls`, `transport`, `operations`,
//! `merchant`, `exchange`, `flow`.

pub mod error;
pub mod exchange;
pub mod flow;
pub mod identity;
pub mod merchant;
pub mod operations;
pub mod process;
pub mod soap;
mod tls;
pub mod transport;
pub mod values;
