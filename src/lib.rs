//! TWINT payments for PHP, in three wings.
//!
//! [`twint`] is the client of TWINT's merchant interface, [`books`] decides what a payment means for the merchant; neither knows PHP. `ext` is the
//! thin boundary through which PHP calls both.

pub mod books;
pub mod twint;

// Zend's symbols exist only inside a running PHP, so unit tests of this crate must not reach for them.
#[cfg(all(feature = "php", not(test)))]
mod ext;
