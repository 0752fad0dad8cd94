//! Orders that TWINT holds, by reference or by time.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::result::Result;
use crate::ext::arguments;
use crate::ext::classes::MerchantObject;
use crate::twint::flow;
use crate::twint::values::order::Order;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(find))
        .function(wrap_function!(find_between))
}

/// Every order TWINT holds under a reference.
#[php_function]
#[php(name = "Twint\\find")]
fn find(merchant: &MerchantObject, reference: BinarySlice<u8>) -> Result<Vec<Order>> {
    flow::find(
        merchant.inner(),
        &arguments::parsed("reference", &reference)?,
    )
}

/// Every order made from one moment to another.
#[php_function]
#[php(name = "Twint\\find_between")]
fn find_between(
    merchant: &MerchantObject,
    from: BinarySlice<u8>,
    to: BinarySlice<u8>,
) -> Result<Vec<Order>> {
    flow::find_between(
        merchant.inner(),
        &arguments::parsed("from", &from)?,
        &arguments::parsed("to", &to)?,
    )
}
