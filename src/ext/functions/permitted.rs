//! What a merchant may do with a payment just now.

use std::time::Duration;

use ext_php_rs::prelude::*;

use crate::books::operation::OperationKind;
use crate::books::permitted::{self, Permitted, Underway};
use crate::ext::classes::Payment;

/// Adds this function to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module.function(wrap_function!(permitted))
}

/// What a merchant may do with a payment just now.
#[php_function]
#[php(name = "Twint\\permitted")]
fn permitted(
    payment: &Payment,
    underway: Option<OperationKind>,
    needsMerchant: bool,
    secondsInPhase: i64,
) -> Permitted {
    let underway = match (underway, needsMerchant) {
        (None, _) => Underway::Nothing,
        (Some(_), true) => Underway::Traceless,
        (Some(OperationKind::Cancel), false) => Underway::Cancellation,
        (Some(OperationKind::Start | OperationKind::Capture | OperationKind::Refund), false) => {
            Underway::Operation
        }
    };
    let in_phase_for = Duration::from_secs(secondsInPhase.try_into().unwrap_or_default());
    permitted::permitted(payment.inner(), underway, in_phase_for)
}
