//! Why a payment is cancelled, and what is said of one that ended.

use ext_php_rs::prelude::*;

use crate::books::ending::{self, CancelIntent, EndReason};
use crate::books::next_step::EndWish;
use crate::books::phases::Event;

/// Adds them to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(cancel_intent))
        .function(wrap_function!(end_wish))
        .function(wrap_function!(sent_for))
        .function(wrap_function!(end_reason))
}

/// Why to cancel a payment that nobody has approved.
#[php_function]
#[php(name = "Twint\\cancel_intent")]
fn cancel_intent(
    wish: Option<CancelIntent>,
    canBePaid: bool,
    expired: bool,
) -> Option<CancelIntent> {
    ending::cancel_intent(wish, canBePaid, expired)
}

/// What `next_step()` is told of an intent.
#[php_function]
#[php(name = "Twint\\end_wish")]
fn end_wish(intent: CancelIntent) -> EndWish {
    intent.wish()
}

/// What `next_step()` is told of the intent of a cancellation that was sent.
#[php_function]
#[php(name = "Twint\\sent_for")]
fn sent_for(intent: CancelIntent) -> Option<EndWish> {
    intent.sent_for()
}

/// Why a payment ended.
#[php_function]
#[php(name = "Twint\\end_reason")]
fn end_reason(event: Event, lastCancel: Option<CancelIntent>) -> Option<EndReason> {
    ending::end_reason(event, lastCancel)
}
