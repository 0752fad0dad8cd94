//! What became of an operation whose answer was lost.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::Result;
use crate::books::operation::{self, OperationAge, OperationKind, OperationState};
use crate::ext::arguments;
use crate::ext::classes::Merchant;
use crate::twint::flow::{self, recovery};
use crate::twint::values::order::Order;

/// Adds them to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(find_out_capture))
        .function(wrap_function!(find_out_refund))
        .function(wrap_function!(capture_is_traceless))
        .function(wrap_function!(needs_merchant))
}

/// Finds out what became of a capture whose answer was lost.
#[php_function]
#[php(name = "Twint\\find_out_capture")]
fn find_out_capture(
    merchant: &Merchant,
    orderUuid: BinarySlice<u8>,
    amount: BinarySlice<u8>,
    r#final: bool,
    capturedBefore: BinarySlice<u8>,
) -> Result<Order> {
    flow::find_out_capture(
        merchant.inner(),
        arguments::parsed("orderUuid", &orderUuid)?,
        arguments::capture_request(&amount, r#final, Some(&capturedBefore))?,
    )
}

/// Finds out what became of a refund whose answer was lost.
#[php_function]
#[php(name = "Twint\\find_out_refund")]
fn find_out_refund(
    merchant: &Merchant,
    orderUuid: BinarySlice<u8>,
    reference: BinarySlice<u8>,
    amount: BinarySlice<u8>,
) -> Result<Order> {
    flow::find_out_refund(
        merchant.inner(),
        arguments::parsed("orderUuid", &orderUuid)?,
        &arguments::parsed("reference", &reference)?,
        arguments::parsed("amount", &amount)?,
    )
}

/// Whether nobody but the merchant can tell what became of a capture whose answer was lost.
#[php_function]
#[php(name = "Twint\\capture_is_traceless")]
fn capture_is_traceless(r#final: bool, capturedBefore: BinarySlice<u8>) -> Result<bool> {
    let captured_before = arguments::parsed("capturedBefore", &capturedBefore)?;
    Ok(recovery::capture_is_traceless(r#final, captured_before))
}

/// Whether only the merchant can tell what became of a call.
#[php_function]
#[php(name = "Twint\\needs_merchant")]
fn needs_merchant(
    kind: OperationKind,
    state: OperationState,
    isOld: bool,
    isLongAgo: bool,
    r#final: bool,
    capturedBefore: BinarySlice<u8>,
) -> Result<bool> {
    let age = match (isOld, isLongAgo) {
        (_, true) => OperationAge::Long,
        (true, false) => OperationAge::Old,
        (false, false) => OperationAge::Young,
    };
    let captured_before = arguments::parsed("capturedBefore", &capturedBefore)?;
    let traceless = recovery::capture_is_traceless(r#final, captured_before);
    Ok(operation::needs_merchant(kind, state, age, traceless))
}
