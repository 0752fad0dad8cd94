//! Who is told what by mail.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::result::Result;
use crate::books::mails::{self, Mail, OrderStanding};
use crate::ext::arguments;
use crate::ext::classes::Payment;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(mail_of))
        .function(wrap_function!(confirmation_is_due))
        .function(wrap_function!(mail_of_cancellation))
}

/// Which mail says what became of a payment.
#[php_function]
#[php(name = "Twint\\mail_of")]
fn mail_of(
    payment: &Payment,
    standing: OrderStanding,
    orderTotal: Option<BinarySlice<u8>>,
    isReplaced: bool,
    tellsRefunds: bool,
) -> Result<Option<Mail>> {
    let order_total = orderTotal
        .map(|total| arguments::parsed("orderTotal", &total))
        .transpose()?;
    Ok(mails::mail_of(
        payment.inner(),
        standing,
        order_total,
        isReplaced,
        tellsRefunds,
    ))
}

/// Whether the confirmation of the order is sent now.
#[php_function]
#[php(name = "Twint\\confirmation_is_due")]
fn confirmation_is_due(payment: &Payment, confirmationWaits: bool, byCheckIn: bool) -> bool {
    mails::confirmation_is_due(payment.inner(), confirmationWaits, byCheckIn)
}

/// Which mail follows when an order that nobody paid was cancelled.
#[php_function]
#[php(name = "Twint\\mail_of_cancellation")]
fn mail_of_cancellation(isPromised: bool, confirmationWaits: bool, byBuyer: bool) -> Option<Mail> {
    mails::mail_of_cancellation(isPromised, confirmationWaits, byBuyer)
}
