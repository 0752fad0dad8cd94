//! What a payment means for the shop's order.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::Result;
use crate::books::mails::OrderStanding;
use crate::books::order::{self, UnpaidOrder};
use crate::books::phases::Phase;
use crate::ext::arguments;
use crate::ext::classes::Payment;

/// Adds them to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(is_shippable))
        .function(wrap_function!(is_withheld))
        .function(wrap_function!(is_paid_in_full))
        .function(wrap_function!(phase_of_order))
        .function(wrap_function!(after_unpaid))
}

/// Whether Wawi may fetch the order.
#[php_function]
#[php(name = "Twint\\is_shippable")]
fn is_shippable(payment: &Payment, releasesReserved: bool) -> bool {
    order::is_shippable(payment.inner(), releasesReserved)
}

/// Whether the order is withheld from Wawi.
#[php_function]
#[php(name = "Twint\\is_withheld")]
fn is_withheld(payment: &Payment, isReplaced: bool) -> bool {
    order::is_withheld(payment.inner(), isReplaced)
}

/// Whether what was captured covers the order.
#[php_function]
#[php(name = "Twint\\is_paid_in_full")]
fn is_paid_in_full(payment: &Payment, orderTotal: Option<BinarySlice<u8>>) -> Result<bool> {
    let total = orderTotal
        .map(|total| arguments::parsed("orderTotal", &total))
        .transpose()?;
    Ok(payment.inner().pays_in_full(total))
}

/// For which phase the status of the order is set.
#[php_function]
#[php(name = "Twint\\phase_of_order")]
fn phase_of_order(payment: &Payment, orderTotal: Option<BinarySlice<u8>>) -> Result<Phase> {
    let total = orderTotal
        .map(|total| arguments::parsed("orderTotal", &total))
        .transpose()?;
    Ok(order::phase_of_order(payment.inner(), total))
}

/// What happens to an order whose payment ended without money.
#[php_function]
#[php(name = "Twint\\after_unpaid")]
fn after_unpaid(
    payment: &Payment,
    standing: OrderStanding,
    isHeld: bool,
    isReplaced: bool,
) -> UnpaidOrder {
    order::after_unpaid(payment.inner(), standing, isHeld, isReplaced)
}
