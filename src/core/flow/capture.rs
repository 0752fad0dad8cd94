//! Takes the money of an approved order.

use super::positive;
use super::until_clear::until_clear;
use crate::core::error::Error;
use crate::core::exchange::exchange;
use crate::core::identifiers::OrderUuid;
use crate::core::merchant::Merchant;
use crate::core::money::Chf;
use crate::core::operations::ConfirmOrder;
use crate::core::order::Order;
use crate::core::payment::recovery::after_capture;

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
        || {
            exchange(
                merchant,
                &ConfirmOrder::new(merchant.information(), order, amount, last),
            )
        },
        |trouble, now| after_capture(trouble, now, amount, last),
    )
}
