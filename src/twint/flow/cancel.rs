//! Ends an order that was not confirmed.

use std::num::NonZeroUsize;

use super::attempt;
use super::each::each;
use super::recovery::SentCancellation;
use super::until_clear::until_clear;
use crate::twint::error::Error;
use crate::twint::exchange::exchange_by;
use crate::twint::merchant::Merchant;
use crate::twint::operations::CancelOrder;
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// Ends the order and frees the buyer's money; an order that has already failed stays as it is.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] where the money is taken, which only a refund gives back, or where TWINT refuses;
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] where the order does not tell. Both carry the order.
pub fn cancel(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    cancel_by(merchant, order, merchant.flow_deadline())
}

fn cancel_by(merchant: &Merchant, order: OrderUuid, deadline: Deadline) -> Result<Order, Error> {
    until_clear(
        merchant,
        order,
        deadline,
        attempt::begin(SentCancellation),
        || {
            exchange_by(
                merchant,
                &CancelOrder {
                    merchant: merchant.information(),
                    order,
                },
                deadline,
            )
        },
    )
}

/// Ends many, at most `concurrency` at once; the answers come in the order given, each its own. The time limit of a call is that of them
/// all, as with [`super::poll_many`].
pub fn cancel_many(
    merchant: &Merchant,
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
) -> Vec<Result<Order, Error>> {
    let deadline = merchant.flow_deadline();
    each(orders, concurrency, deadline, |order| {
        cancel_by(merchant, order, deadline)
    })
}
