//! What moved of a payment, for the merchant's bookkeeping.

use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;
use strum::VariantArray as _;

use super::result::Result;
use crate::books::movements::{self, Movement};
use crate::books::phases::Event;
use crate::ext::classes::Payment;
use crate::ext::rows;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(movements))
        .function(wrap_function!(ending_events))
        .function(wrap_function!(fee_due))
}

/// All that moved of a payment.
#[php_function]
#[php(name = "Twint\\movements")]
fn movements(
    payment: &Payment,
    wasReserved: bool,
    done: &ZendHashTable,
    events: &ZendHashTable,
) -> Result<Vec<Movement>> {
    let calls = rows::done_calls(done)?;
    let events = rows::past_events(events)?;
    Ok(movements::movements(
        payment.inner(),
        wasReserved,
        &calls,
        &events,
    ))
}

/// The events at which something that no call moved may stand.
#[php_function]
#[php(name = "Twint\\ending_events")]
fn ending_events() -> Vec<Event> {
    let all = Event::VARIANTS.iter().copied();
    all.filter(|&event| movements::ends_reservation(event))
        .collect()
}

/// Whether the fee of the whole payment is due.
#[php_function]
#[php(name = "Twint\\fee_due")]
fn fee_due(payment: &Payment) -> bool {
    movements::fee_due(payment.inner())
}
