//! TWINT payments for PHP.
//!
//! Two doors: [`core`] decides everything and knows no PHP; `ext` is the thin boundary through which PHP calls it.

pub mod core;

// Zend's symbols exist only inside a running PHP, so unit tests of this crate must not reach for them.
#[cfg(all(feature = "php", not(test)))]
mod ext;
