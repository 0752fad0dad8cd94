//! What an operation that was carried out makes of a payment, and what of it is still to be recorded in the shop.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::result::Result;
use crate::books::balance::{self, Balance};
use crate::books::booking::{self, Booking};
use crate::ext::arguments;
use crate::ext::classes::Payment;
use crate::twint::error::Error;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(book_capture))
        .function(wrap_function!(book_refund))
        .function(wrap_function!(book_entered))
        .function(wrap_function!(unrecorded_amount))
        .function(wrap_function!(balance))
}

/// What a capture that was carried out makes of a payment.
#[php_function]
#[php(name = "Twint\\book_capture")]
fn book_capture(payment: &Payment, amount: BinarySlice<u8>, r#final: bool) -> Result<Booking> {
    let amount = arguments::parsed("amount", &amount)?;
    booking::after_capture(payment.inner(), amount, r#final)
        .ok_or_else(|| Error::invalid("amount", "was never authorised"))
}

/// What a refund that was carried out makes of a payment.
#[php_function]
#[php(name = "Twint\\book_refund")]
fn book_refund(payment: &Payment, amount: BinarySlice<u8>) -> Result<Booking> {
    let amount = arguments::parsed("amount", &amount)?;
    booking::after_refund(payment.inner(), amount)
        .ok_or_else(|| Error::invalid("amount", "was never captured"))
}

/// What the outcome that the merchant read in TWINT's portal makes of a payment.
#[php_function]
#[php(name = "Twint\\book_entered")]
fn book_entered(payment: &Payment, captured: BinarySlice<u8>) -> Result<Booking> {
    let captured = arguments::parsed("captured", &captured)?;
    booking::as_entered(payment.inner(), captured).ok_or_else(|| {
        Error::invalid(
            "captured",
            "is less than is booked or more than was authorised",
        )
    })
}

/// What was captured and is not recorded in the shop yet.
#[php_function]
#[php(name = "Twint\\unrecorded_amount")]
fn unrecorded_amount(payment: &Payment, recorded: BinarySlice<u8>) -> Result<Option<String>> {
    let recorded = arguments::parsed("recorded", &recorded)?;
    Ok(booking::unrecorded(payment.inner(), recorded).map(|left| left.to_string()))
}

/// What became of a payment's amount.
#[php_function]
#[php(name = "Twint\\balance")]
fn balance(payment: &Payment, wasReserved: bool) -> Balance {
    balance::balance(payment.inner(), wasReserved)
}
