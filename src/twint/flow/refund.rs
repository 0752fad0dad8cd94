//! Pays back.

use super::lookup::find_by;
use super::poll::poll_by;
use super::positive;
use super::reversing::{Next, Refund};
use crate::twint::error::Error;
use crate::twint::exchange::{enrol_once, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::{ConfirmOrder, Reversal};
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::money::Chf;
use crate::twint::values::order::Order;

/// Pays `amount` of a confirmed order back under a reference never used before; the answer is the reversal's own order.
///
/// It is sent once. After [`crate::twint::error::ErrorKind::OutcomeUnknown`], [`super::find_out_refund`] before anything else.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] with the payment's order where that is in no state for it,
/// [`crate::twint::error::ErrorKind::Declined`] where TWINT says no, [`crate::twint::error::ErrorKind::OutcomeUnknown`] where it may
/// have been carried out.
pub fn refund(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    positive(amount)?;
    let deadline = merchant.flow_deadline();
    enrol_once(merchant, deadline)?;
    let answer = exchange_by(
        merchant,
        &Reversal::new(merchant.information(), original, reference, amount),
        deadline,
    );
    let refund = Refund { original, amount };
    until_its_end(merchant, refund, deadline, refund.was_sent(answer))
}

/// Finds out what became of a refund of `original` whose answer was lost long enough ago that TWINT is done with it; it is never sent
/// again.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] where TWINT holds nothing under the reference, and
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] where only a human can tell: what it holds there is another amount, no reversal,
/// or one of another order.
pub fn find_out_refund(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    positive(amount)?;
    let refund = Refund { original, amount };
    let deadline = merchant.flow_deadline();
    let found = find_by(merchant, reference, deadline);
    until_its_end(merchant, refund, deadline, refund.was_searched(found))
}

fn until_its_end(
    merchant: &Merchant,
    refund: Refund,
    deadline: Deadline,
    mut next: Next,
) -> Result<Order, Error> {
    loop {
        next = match next {
            Next::Confirm(confirming) => {
                let uuid = confirming.reversal.uuid;
                let confirm = ConfirmOrder::new(merchant.information(), uuid, refund.amount, true);
                confirming.was_confirmed(exchange_by(merchant, &confirm, deadline))
            }
            Next::ReadOriginal(reading) => {
                reading.was_read(poll_by(merchant, refund.original, deadline))
            }
            Next::GiveBack(result) => return result,
        };
    }
}
