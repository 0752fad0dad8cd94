//! The life of a payment: the table of phases, and what an order means for it.

use std::time::Duration;

use ext_php_rs::prelude::*;

use super::Result;
use crate::books::next_step::{self, EndWish, PastCalls, Step};
use crate::books::phases::{self, Actor, Event, Phase, TRANSITIONS, Transition};
use crate::books::resumption::{self, Resumption};
use crate::ext::classes::{OrderSeen, Payment};
use crate::twint::error::{Cause, Error, ErrorKind};

/// Adds them to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(transition))
        .function(wrap_function!(transitions))
        .function(wrap_function!(next_step))
        .function(wrap_function!(resumption))
        .function(wrap_function!(is_doubtful_without_answer))
        .function(wrap_function!(pays_order))
}

/// Which phase an event leads to, and what the shop has to do then.
#[php_function]
#[php(name = "Twint\\transition")]
fn transition(phase: Phase, event: Event, actor: Actor) -> Result<Transition> {
    let edge = phases::transition(phase, event, actor).copied();
    edge.map_err(|none| Error::new(ErrorKind::StateConflict, Cause::Books(none.to_string())))
}

/// The whole table of phases.
#[php_function]
#[php(name = "Twint\\transitions")]
fn transitions() -> Vec<Transition> {
    TRANSITIONS.to_vec()
}

/// What an order, as TWINT described it just now, means for a payment.
#[allow(clippy::too_many_arguments, clippy::fn_params_excessive_bools)] // PHP calls it with named arguments
#[php_function]
#[php(
    name = "Twint\\next_step",
    optional = "wish",
    defaults(
        cancelledLongAgo = false,
        partLost = false,
        unrecognisedSeconds = 0,
        cancelLost = false,
        approved = false
    )
)]
fn next_step(
    payment: &Payment,
    order: Option<OrderSeen>,
    wish: Option<EndWish>,
    cancelledFor: Option<EndWish>,
    cancelledLongAgo: bool,
    partLost: bool,
    unrecognisedSeconds: i64,
    cancelLost: bool,
    approved: bool,
) -> Step {
    next_step::next_step(
        payment.inner(),
        order.as_ref().map(OrderSeen::seen),
        wish,
        PastCalls {
            cancelled_for: cancelledFor,
            cancelled_long_ago: cancelledLongAgo,
            part_capture_unknown: partLost,
            cancel_outcome_unknown: cancelLost,
            approved,
            unrecognised_for: Duration::from_secs(
                unrecognisedSeconds.try_into().unwrap_or_default(),
            ),
        },
    )
}

/// What to do with an order at TWINT whose payment is over in the merchant's books.
#[php_function]
#[php(name = "Twint\\resumption")]
fn resumption(order: OrderSeen, isCancelled: bool, others: Vec<Phase>) -> Resumption {
    resumption::resumption(order.seen(), isCancelled, &others)
}

/// Whether a payment becomes doubtful because TWINT could not be asked about it.
#[php_function]
#[php(name = "Twint\\is_doubtful_without_answer")]
fn is_doubtful_without_answer(phase: Phase, expired: bool) -> bool {
    next_step::is_doubtful_without_answer(phase, expired)
}

/// Whether an attempt in this phase pays its order.
#[php_function]
#[php(name = "Twint\\pays_order")]
fn pays_order(phase: Phase) -> bool {
    phase.pays_order()
}
