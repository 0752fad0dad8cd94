//! The life of a payment: the table of phases, and what an order means for it.

use std::time::Duration;

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::result::Result;
use crate::books::aftermath::{self, Aftermath};
use crate::books::attempts;
use crate::books::calls;
use crate::books::ending::CancelIntent;
use crate::books::next_step::{self, EndWish, PastCalls, Step};
use crate::books::phases::{self, Actor, Event, NoTransition, Phase, TRANSITIONS, Transition};
use crate::books::resumption::{self, Resumption};
use crate::ext::classes::{OrderSeen, Payment};
use crate::ext::{arguments, rows};
use crate::twint::error::{Cause, Error, ErrorKind};
use crate::twint::values::moment::Moment;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(transition))
        .function(wrap_function!(transitions))
        .function(wrap_function!(next_step))
        .function(wrap_function!(resumption))
        .function(wrap_function!(is_doubtful_without_answer))
        .function(wrap_function!(only_waits))
        .function(wrap_function!(is_unsettled))
        .function(wrap_function!(awaits_buyer))
        .function(wrap_function!(pays_order))
        .function(wrap_function!(is_replaced))
        .function(wrap_function!(is_from_before))
        .function(wrap_function!(aftermath))
}

/// Which phase an event leads to, and what the shop has to do then.
#[php_function]
#[php(name = "Twint\\transition")]
fn transition(phase: Phase, event: Event, actor: Actor) -> Result<Transition> {
    let edge = phases::transition(phase, event, actor).copied();
    edge.map_err(conflict)
}

fn conflict(none: NoTransition) -> Error {
    Error::new(ErrorKind::StateConflict, Cause::Books(none.to_string()))
}

/// The whole table of phases.
#[php_function]
#[php(name = "Twint\\transitions")]
fn transitions() -> Vec<Transition> {
    TRANSITIONS.to_vec()
}

/// What an order, as TWINT described it just now, means for a payment.
#[php_function]
#[php(
    name = "Twint\\next_step",
    optional = "wish",
    defaults(unrecognisedSeconds = 0, approved = false, checkedIn = false)
)]
fn next_step(
    payment: &Payment,
    order: Option<OrderSeen>,
    wish: Option<EndWish>,
    calls: Option<&ZendHashTable>,
    unrecognisedSeconds: i64,
    approved: bool,
    checkedIn: bool,
) -> Result<Step> {
    let calls = calls.map_or_else(|| Ok(Vec::new()), rows::calls)?;
    let calls = PastCalls {
        approved,
        start_may_arrive: checkedIn && calls::is_start_underway(&calls),
        unrecognised_for: Duration::from_secs(unrecognisedSeconds.try_into().unwrap_or_default()),
        ..calls::past_calls(&calls)
    };
    let order = order.as_ref().map(OrderSeen::seen);
    Ok(next_step::next_step(payment.inner(), order, wish, calls))
}

/// What to do with an order at TWINT whose payment is over in the merchant's books.
#[php_function]
#[php(name = "Twint\\resumption")]
fn resumption(
    payment: &Payment,
    order: OrderSeen,
    isCancelled: bool,
    others: Vec<Phase>,
) -> Resumption {
    resumption::resumption(payment.inner(), order.seen(), isCancelled, &others)
}

/// Whether a payment becomes doubtful because TWINT could not be asked about it.
#[php_function]
#[php(name = "Twint\\is_doubtful_without_answer")]
fn is_doubtful_without_answer(phase: Phase, expired: bool) -> bool {
    next_step::is_doubtful_without_answer(phase, expired)
}

/// Whether nothing is to be done for a payment as long as TWINT's order has no news.
#[php_function]
#[php(name = "Twint\\only_waits")]
fn only_waits(phase: Phase, expired: bool, hasDuties: bool) -> bool {
    next_step::only_waits(phase, expired, hasDuties)
}

/// Whether something may still happen at TWINT to an attempt in this phase.
#[php_function]
#[php(name = "Twint\\is_unsettled")]
fn is_unsettled(phase: Phase) -> bool {
    phase.is_unsettled()
}

/// Whether an attempt in this phase waits for the buyer.
#[php_function]
#[php(name = "Twint\\awaits_buyer")]
fn awaits_buyer(phase: Phase) -> bool {
    phase.awaits_buyer()
}

/// Whether an attempt in this phase pays its order.
#[php_function]
#[php(name = "Twint\\pays_order")]
fn pays_order(phase: Phase) -> bool {
    phase.pays_order()
}

/// Whether another attempt pays the order.
#[php_function]
#[php(name = "Twint\\is_replaced")]
fn is_replaced(others: Vec<Phase>) -> bool {
    attempts::is_replaced(&others)
}

/// Whether an order that was found under an attempt's reference is from before the attempt.
#[php_function]
#[php(name = "Twint\\is_from_before")]
fn is_from_before(createdAt: Option<BinarySlice<u8>>, begunAt: i64) -> Result<bool> {
    let created: Option<Moment> = createdAt
        .map(|text| arguments::parsed("createdAt", &text))
        .transpose()?;
    let begun = Moment::from_unix_seconds(begunAt);
    let begun = begun.map_err(|why| Error::invalid("begunAt", why))?;
    Ok(attempts::is_from_before(created.as_ref(), &begun))
}

/// What an event changes in a payment's row beside phase and sums.
#[php_function]
#[php(name = "Twint\\aftermath")]
fn aftermath(
    phase: Phase,
    event: Event,
    lastCancel: Option<CancelIntent>,
    reason: Option<BinarySlice<u8>>,
) -> Result<Aftermath> {
    let reason = reason
        .as_ref()
        .map(|reason| arguments::text("reason", reason));
    aftermath::aftermath(phase, event, lastCancel, reason.transpose()?).map_err(conflict)
}
