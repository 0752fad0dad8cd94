//! What Wawi's news mean for a payment.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::Result;
use crate::books::wawi::{self, WawiStep, WawiWish};
use crate::ext::arguments;
use crate::ext::classes::Payment;

/// Adds it to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module.function(wrap_function!(wawi_step))
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
    Ok(wawi::wawi_step(wish, payment.inner(), order.transpose()?))
}
