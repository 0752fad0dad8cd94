//! Starts a payment.

use super::positive;
use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::exchange::{enrol_once, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::StartOrder;
use crate::twint::values::identifiers::Reference;
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Capture, Order, OrderState};

/// Starts a payment of `amount` under a reference never used before; the order has a token and a QR code for the buyer.
///
/// It is sent once. After [`ErrorKind::OutcomeUnknown`], [`super::find`] the reference before anything else.
///
/// # Errors
/// [`ErrorKind::Declined`] where TWINT says no at once, [`ErrorKind::OutcomeUnknown`] where the answer was lost.
pub fn payment_init(
    merchant: &Merchant,
    reference: &Reference,
    amount: Chf,
    capture: Capture,
) -> Result<Order, Error> {
    positive(amount)?;
    let deadline = merchant.flow_deadline();
    enrol_once(merchant, deadline)?;
    let order = exchange_by(
        merchant,
        &StartOrder::new(merchant.information(), reference, amount, capture),
        deadline,
    )?;
    not_declined(order)
}

/// An order that is over as soon as it starts was declined; any other was started, since it has a name at TWINT.
pub(super) fn not_declined(order: Order) -> Result<Order, Error> {
    match order.state {
        OrderState::Failed => {
            let finding = Finding::DeclinedAtOnce {
                status: order.status.clone(),
                reason: order.reason.clone(),
            };
            Err(Error::found(ErrorKind::Declined, finding).with_order(order))
        }
        OrderState::AwaitingCustomer
        | OrderState::AwaitingConfirmation
        | OrderState::Succeeded
        | OrderState::PartiallySucceeded
        | OrderState::Unrecognised => Ok(order),
    }
}
