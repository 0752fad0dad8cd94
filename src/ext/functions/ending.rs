//! Why a payment is cancelled.

use ext_php_rs::prelude::*;

use crate::books::ending::{self, CancelIntent};
use crate::books::next_step::EndWish;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(cancel_intent))
        .function(wrap_function!(end_wish))
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
