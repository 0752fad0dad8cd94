//! What the rows of an order come to.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::Result;
use crate::books::prices::{self, Prices};
use crate::ext::{arguments, rows};
use crate::twint::error::Error;

/// Adds it to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module.function(wrap_function!(price_rows))
}

/// What the rows of an order come to.
#[php_function]
#[php(name = "Twint\\price_rows")]
fn price_rows(
    rows: &ZendHashTable,
    factor: BinarySlice<u8>,
    credit: BinarySlice<u8>,
    charged: BinarySlice<u8>,
) -> Result<Prices> {
    let prices = prices::prices(
        &rows::prices(rows)?,
        arguments::decimal("factor", &factor)?,
        arguments::decimal("credit", &credit)?,
        arguments::parsed("charged", &charged)?,
    );
    prices.ok_or_else(|| Error::invalid("rows", "hold prices that no shop has"))
}
