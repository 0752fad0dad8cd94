//! What Wawi's news mean for a payment.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::result::Result;
use crate::books::operation::OperationState;
use crate::books::phases::Phase;
use crate::books::wawi::after_call::{self, AfterCall, CallOutcome};
use crate::books::wawi::attempt;
use crate::books::wawi::comparison;
use crate::books::wawi::earlier_try::{self, EarlierTry};
use crate::books::wawi::news::{self, WawiNews};
use crate::books::wawi::step::{self, WawiStep};
use crate::books::wawi::wish::{self, CancellationRule, PartShipmentRule, WawiSettings, WawiWish};
use crate::books::wawi::withdrawal;
use crate::ext::classes::{Payment, WawiComparison};
use crate::ext::{arguments, rows};

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(missed_shipment))
        .function(wrap_function!(concerned_attempt))
        .function(wrap_function!(earlier_try))
        .function(wrap_function!(is_withdrawn))
        .function(wrap_function!(after_call))
        .function(wrap_function!(wawi_wish))
        .function(wrap_function!(wawi_step))
        .function(wrap_function!(wawi_difference_is_news))
        .function(wrap_function!(wawi_before_counts))
}

/// Which news were missed of an order that the shop marks as shipped.
#[php_function]
#[php(name = "Twint\\missed_shipment")]
fn missed_shipment(
    ordered: &ZendHashTable,
    delivered: &ZendHashTable,
    partWasTold: bool,
) -> Result<Option<WawiNews>> {
    Ok(news::missed_shipment(
        &rows::pieces(ordered, "ordered")?,
        &rows::pieces(delivered, "delivered")?,
        partWasTold,
    ))
}

/// Which of an order's attempts to pay Wawi's news concern.
#[php_function]
#[php(name = "Twint\\concerned_attempt")]
fn concerned_attempt(phases: Vec<Phase>) -> Option<i64> {
    // An array of PHP has no more than that.
    attempt::concerned_attempt(&phases).and_then(|index| i64::try_from(index).ok())
}

/// What a call that was sent earlier for some news means for them.
#[php_function]
#[php(name = "Twint\\earlier_try")]
fn earlier_try(state: Option<OperationState>, wasAwaited: bool) -> EarlierTry {
    earlier_try::earlier_try(state, wasAwaited)
}

/// Whether nothing is done for some news of Wawi, because later ones undo them.
#[php_function]
#[php(name = "Twint\\is_withdrawn")]
fn is_withdrawn(news: WawiNews, earlier: EarlierTry, isReactivated: bool) -> bool {
    withdrawal::is_withdrawn(news, earlier, isReactivated)
}

/// What follows for some news of Wawi from what became of a call for them.
#[php_function]
#[php(name = "Twint\\after_call")]
fn after_call(outcome: CallOutcome, state: Option<OperationState>) -> AfterCall {
    after_call::after_call(outcome, state)
}

/// What the merchant's settings ask for on some news of Wawi.
#[php_function]
#[php(name = "Twint\\wawi_wish")]
fn wawi_wish(
    news: WawiNews,
    capturesOnShipment: bool,
    onPartShipment: PartShipmentRule,
    capturesOnPaid: bool,
    onCancellation: CancellationRule,
    shippedBefore: bool,
) -> Option<WawiWish> {
    let settings = WawiSettings {
        captures_on_shipment: capturesOnShipment,
        on_part_shipment: onPartShipment,
        captures_on_paid: capturesOnPaid,
        on_cancellation: onCancellation,
    };
    wish::wawi_wish(news, settings, shippedBefore)
}

/// What Wawi's news mean for a payment.
#[php_function]
#[php(name = "Twint\\wawi_step")]
fn wawi_step(
    wish: WawiWish,
    payment: &Payment,
    order: Option<BinarySlice<u8>>,
) -> Result<WawiStep> {
    let order = order.map(|order| arguments::parsed("order", &order));
    Ok(step::wawi_step(wish, payment.inner(), order.transpose()?))
}

/// Whether a difference between an order and its money is one that the merchant has not been told of.
#[php_function]
#[php(name = "Twint\\wawi_difference_is_news")]
fn wawi_difference_is_news(now: &WawiComparison, last: Option<&WawiComparison>) -> bool {
    comparison::is_news(now.inner(), last.map(WawiComparison::inner))
}

/// Whether a capture is judged by how order and money agreed before it.
#[php_function]
#[php(name = "Twint\\wawi_before_counts")]
fn wawi_before_counts(before: Option<&WawiComparison>, now: Option<&WawiComparison>) -> bool {
    comparison::before_counts(
        before.map(WawiComparison::inner),
        now.map(WawiComparison::inner),
    )
}
