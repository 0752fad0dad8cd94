//! What a capture, a refund or a parcel comes to.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::result::Result;
use crate::books::quote::{self, Limit, Wanted};
use crate::ext::classes::{Payment, QuoteOutcome};
use crate::ext::{arguments, rows};

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(quote_capture))
        .function(wrap_function!(quote_refund))
        .function(wrap_function!(quote_capture_all))
        .function(wrap_function!(quote_refund_all))
        .function(wrap_function!(quote_parcel))
}

/// What a capture comes to.
#[php_function]
#[php(name = "Twint\\quote_capture")]
fn quote_capture(
    payment: &Payment,
    rows: &ZendHashTable,
    portions: &ZendHashTable,
    amount: Option<BinarySlice<u8>>,
) -> Result<QuoteOutcome> {
    let limit = capturable(payment);
    let portions = rows::typed(portions, "portions")?;
    let amount = typed("amount", amount.as_ref())?;
    let result = quote::capture(limit, &rows::rows(rows)?, &wanted(&portions), amount);
    Ok(QuoteOutcome::new(limit, result))
}

/// What a refund comes to.
#[php_function]
#[php(name = "Twint\\quote_refund")]
fn quote_refund(
    payment: &Payment,
    rows: &ZendHashTable,
    portions: &ZendHashTable,
    adjustment: Option<BinarySlice<u8>>,
    fee: Option<BinarySlice<u8>>,
) -> Result<QuoteOutcome> {
    let limit = refundable(payment);
    let portions = rows::typed(portions, "portions")?;
    let result = quote::refund(
        limit,
        &rows::rows(rows)?,
        &wanted(&portions),
        typed("adjustment", adjustment.as_ref())?,
        typed("fee", fee.as_ref())?,
    );
    Ok(QuoteOutcome::new(limit, result))
}

/// What a capture of all that is reserved comes to.
#[php_function]
#[php(name = "Twint\\quote_capture_all")]
fn quote_capture_all(payment: &Payment) -> QuoteOutcome {
    let limit = capturable(payment);
    QuoteOutcome::new(limit, quote::capture_all(limit, payment.inner()))
}

/// What a refund of all that is kept comes to.
#[php_function]
#[php(name = "Twint\\quote_refund_all")]
fn quote_refund_all(payment: &Payment, fee: Option<BinarySlice<u8>>) -> Result<QuoteOutcome> {
    let limit = refundable(payment);
    let fee = typed("fee", fee.as_ref())?;
    let result = quote::refund_all(limit, payment.inner(), fee);
    Ok(QuoteOutcome::new(limit, result))
}

/// What is owed for all that was delivered until now.
#[php_function]
#[php(name = "Twint\\quote_parcel")]
fn quote_parcel(
    payment: &Payment,
    rows: &ZendHashTable,
    delivered: &ZendHashTable,
) -> Result<QuoteOutcome> {
    let limit = capturable(payment);
    let delivered = rows::typed(delivered, "delivered")?;
    let result = quote::parcel(limit, &rows::rows(rows)?, &wanted(&delivered));
    Ok(QuoteOutcome::new(limit, result))
}

/// As somebody typed it: what is wrong with it as an amount is an answer, not an exception.
fn typed<'a>(name: &str, bytes: Option<&'a BinarySlice<u8>>) -> Result<Option<&'a str>> {
    bytes.map(|bytes| arguments::text(name, bytes)).transpose()
}

fn wanted(typed: &[rows::Typed]) -> Vec<Wanted<'_>> {
    typed.iter().map(rows::Typed::wanted).collect()
}

/// What can be captured.
fn capturable(payment: &Payment) -> Limit {
    let payment = payment.inner();
    Limit {
        most: payment.authorised,
        so_far: payment.captured,
    }
}

/// What can be paid back.
fn refundable(payment: &Payment) -> Limit {
    let payment = payment.inner();
    Limit {
        most: payment.captured,
        so_far: payment.refunded,
    }
}
