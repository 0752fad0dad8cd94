//! Asks how orders stand.

use std::num::NonZeroUsize;

use super::each::each;
use crate::twint::error::Error;
use crate::twint::exchange::exchange_by;
use crate::twint::merchant::Merchant;
use crate::twint::operations::MonitorOrder;
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// Asks about one order: one exchange.
pub fn poll(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    poll_by(merchant, order, merchant.flow_deadline())
}

/// Asks about one order as part of a call that has to be over by the deadline.
pub(super) fn poll_by(
    merchant: &Merchant,
    order: OrderUuid,
    deadline: Deadline,
) -> Result<Order, Error> {
    exchange_by(
        merchant,
        &MonitorOrder {
            merchant: merchant.information(),
            order,
            wait: false,
        },
        deadline,
    )
}

/// Asks about many, at most `concurrency` at once; the answers come in the order of the questions, each its own. The time
/// limit of a call is that of them all: an order whose turn does not come before it is [`ErrorKind::Unavailable`].
///
/// [`ErrorKind::Unavailable`]: crate::twint::error::ErrorKind::Unavailable
pub fn poll_many(
    merchant: &Merchant,
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
) -> Vec<Result<Order, Error>> {
    let deadline = merchant.flow_deadline();
    each(orders, concurrency, deadline, |order| {
        poll_by(merchant, order, deadline)
    })
}
