//! What a merchant may do with a payment just now.

use ext_php_rs::prelude::*;

use crate::books::permitted::{self, Permitted, Underway};
use crate::ext::classes::Payment;

/// Adds it to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module.function(wrap_function!(permitted))
}

/// What a merchant may do with a payment just now.
#[php_function]
#[php(name = "Twint\\permitted")]
fn permitted(payment: &Payment, operationOpen: bool, traceless: bool) -> Permitted {
    let underway = match (operationOpen, traceless) {
        (false, _) => Underway::Nothing,
        (true, false) => Underway::Operation,
        (true, true) => Underway::Traceless,
    };
    permitted::permitted(payment.inner(), underway)
}
