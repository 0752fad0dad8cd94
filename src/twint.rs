//! The client: it speaks TWINT's merchant SOAP API on behalf of one merchant and concludes no more from an answer than the answer
//! proves. It knows nothing of PHP.
//!
//! Each module may use those that stand before it in this list: `values`, `process`, `soap`, `identity`, `tls`, `transport`, `error`,
//! `operations`, `merchant`, `exchange`, `flow`. Callers start at [`merchant::Merchant`] and the functions of [`flow`].

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
