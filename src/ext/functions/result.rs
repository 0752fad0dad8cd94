//! What the functions return, or throw.

use crate::twint::error::Error;

pub(super) type Result<T> = std::result::Result<T, Error>;
