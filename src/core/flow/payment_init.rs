//! Starts a payment.

use super::positive;
use crate::core::error::{Error, ErrorKind};
use crate::core::exchange::{enrol_once, exchange};
use crate::core::identifiers::Reference;
use crate::core::merchant::Merchant;
use crate::core::money::Chf;
use crate::core::operations::StartOrder;
use crate::core::order::{Capture, Order, OrderState};

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
    enrol_once(merchant)?;
    let order = exchange(
        merchant,
        &StartOrder::new(merchant.information(), reference, amount, capture),
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
