//! Takes the money of an approved order.

use super::poll::poll;
use super::until_clear::until_clear;
use super::{positive, untold};
use crate::twint::error::{Error, ErrorKind};
use crate::twint::exchange::exchange;
use crate::twint::flow::recovery::{Decision, after_capture, after_last_part, long_after_capture};
use crate::twint::merchant::Merchant;
use crate::twint::operations::ConfirmOrder;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Order, OrderState};

/// Takes `amount`; with `last` the order is closed, otherwise more can be captured later.
///
/// The caller holds the only right to move this order's money and has not closed it before. At most two exchanges
/// that move money, each within the merchant's time limit, and readings of the order in between.
pub fn capture(
    merchant: &Merchant,
    order: OrderUuid,
    amount: Chf,
    last: bool,
) -> Result<Order, Error> {
    let amount = positive(amount)?;
    until_clear(
        merchant,
        order,
        || confirm(merchant, order, amount, last),
        |trouble, now| after_capture(trouble, now, amount, last),
    )
}

/// Takes `amount`, the last part of an order of which parts were taken before, and closes the order.
///
/// TWINT closes an order by itself when the time for its rest is over, and afterwards that looks the same as a capture that
/// closed it. So the order is read before anything is sent.
pub fn capture_last_part(
    merchant: &Merchant,
    order: OrderUuid,
    amount: Chf,
) -> Result<Order, Error> {
    let amount = positive(amount)?;
    let now = poll(merchant, order)?;
    match now.state {
        OrderState::AwaitingConfirmation | OrderState::PartiallySucceeded => until_clear(
            merchant,
            order,
            || confirm(merchant, order, amount, true),
            |trouble, now| after_last_part(trouble, now, amount),
        ),
        OrderState::AwaitingCustomer | OrderState::Failed | OrderState::Succeeded => {
            Err(Error::new(
                ErrorKind::StateConflict,
                "TWINT has closed the order: nothing more can be captured",
            )
            .with_order(now))
        }
    }
}

/// Finds out what became of a capture whose answer was lost long enough ago that TWINT is done with it.
///
/// `parts_before`: parts were captured before it. The order comes back where it was carried out (at the latest now),
/// [`ErrorKind::StateConflict`] where it was not, and [`ErrorKind::OutcomeUnknown`] where only a human can tell.
pub fn find_out_capture(
    merchant: &Merchant,
    order: OrderUuid,
    amount: Chf,
    last: bool,
    parts_before: bool,
) -> Result<Order, Error> {
    let amount = positive(amount)?;
    // A refusal to speak of the order says nothing about its money.
    let now = poll(merchant, order).map_err(untold)?;
    match long_after_capture(&now, last, parts_before) {
        Decision::Done => Ok(now),
        Decision::Conflict => Err(Error::new(
            ErrorKind::StateConflict,
            "the capture was not carried out",
        )
        .with_order(now)),
        Decision::Unknown => Err(Error::new(
            ErrorKind::OutcomeUnknown,
            "the order looks the same with and without the capture",
        )
        .with_order(now)),
        // It closes the order if that is still open. If not, the first did, or the time for the rest was over.
        Decision::Repeat => capture_last_part(merchant, order, amount).map_err(untold),
    }
}

fn confirm(merchant: &Merchant, order: OrderUuid, amount: Chf, last: bool) -> Result<Order, Error> {
    exchange(
        merchant,
        &ConfirmOrder::new(merchant.information(), order, amount, last),
    )
}
