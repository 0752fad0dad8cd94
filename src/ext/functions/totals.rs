//! Sums for the merchant's bookkeeping.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::result::Result;
use crate::books::totals;
use crate::ext::arguments;
use crate::twint::error::Error;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module.function(wrap_function!(add_amounts))
}

/// What a total comes to after a change; both may be negative.
#[php_function]
#[php(name = "Twint\\add_amounts")]
fn add_amounts(total: BinarySlice<u8>, change: BinarySlice<u8>) -> Result<String> {
    let sum = totals::added(
        arguments::decimal("total", &total)?,
        arguments::decimal("change", &change)?,
    );
    sum.map(|sum| sum.to_string())
        .ok_or_else(|| Error::invalid("change", "cannot be added: parts of a Rappen, or too large"))
}
