//! TWINT payments for PHP, in three parts.
//!
//! [`twint`] is the client of TWINT's merchant interface. [`books`] decides what a payment means for the merchant. Neither knows
//! PHP. `ext` is the thin boundary through which PHP calls both.
//!
//! `docs/architecture.md` explains why the parts are as they are and lists the rules of money that the code keeps.

pub mod books;
pub mod twint;

// Zend's symbols exist only inside a running PHP, so unit tests of this crate must not reach for them.
#[cfg(all(feature = "php", not(test)))]
mod ext;
