//! Rules of money, as pure functions.

pub mod recovery;
