//! What somebody typed into a form.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::result::Result;
use crate::books::typed;
use crate::ext::arguments;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(typed_number))
        .function(wrap_function!(typed_amount))
}

/// A number as somebody typed it, as a plain decimal.
#[php_function]
#[php(name = "Twint\\typed_number")]
fn typed_number(typed: BinarySlice<u8>) -> Result<String> {
    Ok(typed::number(arguments::text("typed", &typed)?))
}

/// An amount as somebody typed it, with two decimals.
#[php_function]
#[php(name = "Twint\\typed_amount")]
fn typed_amount(typed: BinarySlice<u8>) -> Result<String> {
    Ok(typed::amount(arguments::text("typed", &typed)?))
}
