//! Starts a payment.

use super::positive;
use crate::twint::error::{Error, ErrorKind};
use crate::twint::exchange::{enrol_once, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::StartOrder;
use crate::twint::values::identifiers::Reference;
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Capture, Order, OrderState};

/// Starts a payment of `amount` under a reference never used before; the order has a token and a QR code for the buyer.
///
/// It is sent once. After [`ErrorKind::OutcomeUnknown`], [`super::find`] the reference before anything else.
pub fn payment_init(
    merchant: &Merchant,
    reference: &Reference,
    amount: Chf,
    capture: Capture,
) -> Result<Order, Error> {
    let amount = positive(amount)?;
    let deadline = merchant.flow_deadline();
    enrol_once(merchant, deadline)?;
    let order = exchange_by(
        merchant,
        &StartOrder::new(merchant.information(), reference, amount, capture),
        deadline,
    )?;
    accepted(order)
}

/// An order that is over as soon as it starts was declined.
pub(super) fn accepted(order: Order) -> Result<Order, Error> {
    if order.state == OrderState::Failed {
        let detail = format!("started as {} {}", order.status, order.reason);
        return Err(Error::new(ErrorKind::Declined, detail).with_order(order));
    }
    Ok(order)
}
