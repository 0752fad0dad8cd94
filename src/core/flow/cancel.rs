//! Ends an order that was not confirmed.

use std::num::NonZeroUsize;

use super::each::each;
use super::until_clear::until_clear;
use crate::core::error::Error;
use crate::core::exchange::exchange;
use crate::core::identifiers::OrderUuid;
use crate::core::merchant::Merchant;
use crate::core::operations::CancelOrder;
use crate::core::order::Order;
use crate::core::payment::recovery::after_cancel;

/// Ends the order and frees the buyer's money; an order that has already failed stays as it is.
///
/// A confirmed order is a [`crate::core::error::ErrorKind::StateConflict`]: only a refund gives that money back.
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
    each(orders, concurrency, |order| cancel(merchant, order))
}
