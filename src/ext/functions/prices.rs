//! What an order and its rows come to.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::result::Result;
use crate::books::prices::{self, Prices};
use crate::books::rates;
use crate::ext::{arguments, rows};
use crate::twint::error::Error;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(price_rows))
        .function(wrap_function!(owed_amount))
        .function(wrap_function!(is_rate_of_today))
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

/// What the buyer owes for a total of the shop.
#[php_function]
#[php(name = "Twint\\owed_amount")]
fn owed_amount(shopTotal: f64, rate: f64) -> Result<String> {
    prices::owed(shopTotal, rate)
        .map(|owed| owed.to_string())
        .ok_or_else(|| Error::invalid("shopTotal", "and its rate make no amount"))
}

/// Whether the shop divided an order by today's rate, and nobody heard of it.
#[php_function]
#[php(name = "Twint\\is_rate_of_today")]
fn is_rate_of_today(
    total: BinarySlice<u8>,
    noted: BinarySlice<u8>,
    today: BinarySlice<u8>,
    asked: BinarySlice<u8>,
) -> Result<bool> {
    Ok(rates::is_of_today(
        arguments::decimal("total", &total)?,
        arguments::decimal("noted", &noted)?,
        arguments::decimal("today", &today)?,
        arguments::parsed("asked", &asked)?,
    ))
}
