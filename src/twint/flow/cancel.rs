//! Cancels orders whose money is not captured.

use std::num::NonZeroUsize;

use super::attempt;
use super::carry_out::carry_out;
use super::for_each_order::for_each_order;
use super::recovery::SentCancellation;
use crate::twint::error::Error;
use crate::twint::exchange::exchange_by;
use crate::twint::merchant::Merchant;
use crate::twint::operations::CancelOrder;
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// Cancels the order and releases the buyer's reserved money. An order that has failed already stays as it is and comes back.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] if money was captured, which only a refund gives back, or if TWINT refuses;
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] if the order does not show whether it was cancelled. Both carry the order if it could be
/// read.
pub fn cancel(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    cancel_by(merchant, order, merchant.flow_deadline())
}

fn cancel_by(merchant: &Merchant, order: OrderUuid, deadline: Deadline) -> Result<Order, Error> {
    carry_out(
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

/// Cancels many orders, at most `concurrency` at once. There is one result for each order, in the order given.
///
/// The time limit of a call holds for all of them together, as with [`super::poll_many`].
pub fn cancel_many(
    merchant: &Merchant,
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
) -> Vec<Result<Order, Error>> {
    let deadline = merchant.flow_deadline();
    for_each_order(orders, concurrency, deadline, |order| {
        cancel_by(merchant, order, deadline)
    })
}
