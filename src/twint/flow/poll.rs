//! Reads the state of orders while a payment is under way.

use std::num::NonZeroUsize;

use super::for_each_order::for_each_order;
use crate::twint::error::Error;
use crate::twint::exchange::exchange_by;
use crate::twint::merchant::Merchant;
use crate::twint::operations::MonitorOrder;
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// Reads one order, with one exchange.
///
/// # Errors
/// [`ErrorKind::StateConflict`] if TWINT does not know the order; [`ErrorKind::Unavailable`] if it did not answer; the same call may be
/// made again.
///
/// [`ErrorKind::StateConflict`]: crate::twint::error::ErrorKind::StateConflict
/// [`ErrorKind::Unavailable`]: crate::twint::error::ErrorKind::Unavailable
pub fn poll(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    poll_by(merchant, order, merchant.flow_deadline())
}

/// [`poll`] that TWINT may answer only when the order changes (`WaitForResponse`). How long TWINT waits is not documented: the merchant's
/// time limit ends the call, and then nothing is known but that the time is over.
///
/// # Errors
/// As [`poll`]; [`ErrorKind::Unavailable`] also where nothing changed in time.
///
/// [`ErrorKind::Unavailable`]: crate::twint::error::ErrorKind::Unavailable
pub fn poll_waiting(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    monitor(merchant, order, true, merchant.flow_deadline())
}

/// [`poll`] as part of a call that has to be over by `deadline`.
pub(super) fn poll_by(
    merchant: &Merchant,
    order: OrderUuid,
    deadline: Deadline,
) -> Result<Order, Error> {
    monitor(merchant, order, false, deadline)
}

fn monitor(
    merchant: &Merchant,
    order: OrderUuid,
    wait: bool,
    deadline: Deadline,
) -> Result<Order, Error> {
    exchange_by(
        merchant,
        &MonitorOrder {
            merchant: merchant.information(),
            order,
            wait,
        },
        deadline,
    )
}

/// Reads many orders, at most `concurrency` at once. There is one result for each order, in the order given.
///
/// The time limit of a call holds for all of them together: the result of an order whose turn does not come in time is
/// [`ErrorKind::Unavailable`]. More than [`super::MAX_CONCURRENCY`] at once are never read.
///
/// [`ErrorKind::Unavailable`]: crate::twint::error::ErrorKind::Unavailable
pub fn poll_many(
    merchant: &Merchant,
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
) -> Vec<Result<Order, Error>> {
    let deadline = merchant.flow_deadline();
    for_each_order(orders, concurrency, deadline, |order| {
        poll_by(merchant, order, deadline)
    })
}
