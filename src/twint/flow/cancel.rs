//! Ends an order that was not confirmed.

use std::num::NonZeroUsize;

use super::each::each;
use super::until_clear::until_clear;
use crate::twint::error::Error;
use crate::twint::exchange::exchange;
use crate::twint::flow::recovery::after_cancel;
use crate::twint::merchant::Merchant;
use crate::twint::operations::CancelOrder;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// Ends the order and frees the buyer's money; an order that has already failed stays as it is.
///
/// A confirmed order is a [`crate::twint::error::ErrorKind::StateConflict`]: only a refund gives that money back.
pub fn cancel(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    until_clear(
        merchant,
        order,
        || {
            exchange(
                merchant,
                &CancelOrder {
                    merchant: merchant.information(),
                    order,
                },
            )
        },
        after_cancel,
    )
}

/// Ends many, at most `concurrency` at once; the answers come in the order given, each its own.
pub fn cancel_many(
    merchant: &Merchant,
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
) -> Vec<Result<Order, Error>> {
    each(orders, concurrency, merchant.flow_deadline(), |order| {
        cancel(merchant, order)
    })
}
