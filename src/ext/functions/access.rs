//! With which of the merchant's sets of access data a payment begins.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::result::Result;
use crate::books::access::{self, Circumstances};
use crate::ext::{arguments, rows};
use crate::twint::error::Error;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(applying_access))
        .function(wrap_function!(access_covered_by))
}

/// The set of access data that applies to a payment.
#[php_function]
#[php(name = "Twint\\applying_access")]
fn applying_access(
    rules: &ZendHashTable,
    language: BinarySlice<u8>,
    domain: BinarySlice<u8>,
    customerGroup: i64,
) -> Result<Option<i64>> {
    let at = Circumstances {
        language: arguments::text("language", &language)?,
        domain: arguments::text("domain", &domain)?,
        customer_group: number("customerGroup", customerGroup)?,
    };
    Ok(access::applying(&rows::access_rules(rules)?, &at).and_then(|set| i64::try_from(set).ok()))
}

/// The set of access data that applies wherever this one would.
#[php_function]
#[php(name = "Twint\\access_covered_by")]
fn access_covered_by(rules: &ZendHashTable, set: i64) -> Result<Option<i64>> {
    let covered_by = access::covered_by(&rows::access_rules(rules)?, number("set", set)?);
    Ok(covered_by.and_then(|set| i64::try_from(set).ok()))
}

fn number(name: &str, number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| Error::invalid(name, "is negative"))
}
