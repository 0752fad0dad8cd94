//! Asks how orders stand.

use std::num::NonZeroUsize;

use super::each::each;
use crate::twint::error::Error;
use crate::twint::exchange::exchange;
use crate::twint::merchant::Merchant;
use crate::twint::operations::MonitorOrder;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// Asks about one order: one exchange.
pub fn poll(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    exchange(
        merchant,
        &MonitorOrder {
            merchant: merchant.information(),
            order,
            wait: false,
        },
    )
}

/// Asks about many, at most `concurrency` at once; the answers come in the order of the questions, each its own.
pub fn poll_many(
    merchant: &Merchant,
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
) -> Vec<Result<Order, Error>> {
    each(orders, concurrency, |order| poll(merchant, order))
}
