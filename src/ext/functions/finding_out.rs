//! What became of an operation whose answer was lost.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::result::Result;
use crate::books::calls::{self, EntryRefusal};
use crate::books::denial::{self, Answered, DenialRefusal};
use crate::books::operation::{self, Inquiry, OperationAge, OperationKind, OperationState};
use crate::books::phases::{Event, Phase};
use crate::ext::classes::{MerchantObject, OrderSeen};
use crate::ext::{arguments, rows};
use crate::twint::error::CauseWord;
use crate::twint::flow::{self, recovery};
use crate::twint::values::order::Order;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(find_out_capture))
        .function(wrap_function!(find_out_refund))
        .function(wrap_function!(read_refund))
        .function(wrap_function!(capture_is_traceless))
        .function(wrap_function!(needs_merchant))
        .function(wrap_function!(inquiry))
        .function(wrap_function!(obscures_order))
        .function(wrap_function!(event_of_loss))
        .function(wrap_function!(is_cancellation_underway))
        .function(wrap_function!(why_not_denied))
        .function(wrap_function!(is_denial_contradicted))
        .function(wrap_function!(why_not_entered))
}

/// Finds out what became of a capture whose answer was lost.
#[php_function]
#[php(name = "Twint\\find_out_capture")]
fn find_out_capture(
    merchant: &MerchantObject,
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
    merchant: &MerchantObject,
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

/// Reads how a refund stands and changes nothing.
#[php_function]
#[php(name = "Twint\\read_refund")]
fn read_refund(
    merchant: &MerchantObject,
    orderUuid: BinarySlice<u8>,
    reference: BinarySlice<u8>,
    amount: BinarySlice<u8>,
) -> Result<Order> {
    flow::read_refund(
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

/// How to find out the outcome of a call by hand that is not booked yet.
#[php_function]
#[php(name = "Twint\\inquiry")]
fn inquiry(kind: OperationKind, state: OperationState, isOld: bool) -> Inquiry {
    let age = if isOld {
        OperationAge::Old
    } else {
        OperationAge::Young
    };
    operation::inquiry(kind, state, age)
}

/// Whether the order says nothing reliable while the outcome of such a call is not known.
#[php_function]
#[php(name = "Twint\\obscures_order")]
fn obscures_order(kind: OperationKind) -> bool {
    kind.obscures_order()
}

/// What happened to the payment when the answer to such a call was lost.
#[php_function]
#[php(name = "Twint\\event_of_loss")]
fn event_of_loss(kind: OperationKind) -> Event {
    kind.event_of_loss()
}

/// Whether TWINT may still be at the last cancellation.
#[php_function]
#[php(name = "Twint\\is_cancellation_underway")]
fn is_cancellation_underway(calls: &ZendHashTable) -> Result<bool> {
    Ok(calls::is_cancellation_underway(&rows::calls(calls)?))
}

/// Why the merchant may not enter that a call was not carried out.
#[php_function]
#[php(name = "Twint\\why_not_denied")]
fn why_not_denied(
    kind: OperationKind,
    order: Option<OrderSeen>,
    cause: Option<CauseWord>,
) -> Option<DenialRefusal> {
    denial::why_not_denied(kind, answered(order.as_ref(), cause))
}

/// Whether what TWINT shows now can mean that a refund was carried out that the merchant entered as not carried out.
#[php_function]
#[php(name = "Twint\\is_denial_contradicted")]
fn is_denial_contradicted(order: Option<OrderSeen>, cause: Option<CauseWord>) -> bool {
    denial::is_denial_contradicted(answered(order.as_ref(), cause))
}

fn answered(order: Option<&OrderSeen>, cause: Option<CauseWord>) -> Answered<'_> {
    match (order, cause) {
        (None, _) => Answered::Nothing,
        (Some(_), Some(CauseWord::AnotherOrder)) => Answered::AnotherOrder,
        (Some(order), _) => Answered::ItsOrder(order.seen()),
    }
}

/// Why the merchant cannot enter how a payment ended, after TWINT was asked once more.
#[php_function]
#[php(name = "Twint\\why_not_entered")]
fn why_not_entered(phase: Phase, calls: &ZendHashTable) -> Result<Option<EntryRefusal>> {
    Ok(calls::why_not_entered(phase, &rows::calls(calls)?))
}
