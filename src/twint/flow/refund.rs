//! Refunds captured money, and finds out the outcome of a refund whose answer was lost.

use super::lookup::find_by;
use super::poll::poll_by;
use super::refund_steps::{Refund, RefundStep, Unconfirmed};
use super::refusals::check_amount;
use crate::twint::error::Error;
use crate::twint::exchange::{enrol_once, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::{ConfirmOrder, Reversal};
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::money::Chf;
use crate::twint::values::order::Order;

/// Refunds `amount` of the captured order `original`. TWINT makes an order of its own for the refund, a reversal, which comes back.
///
/// `reference` is the merchant's reference of the reversal and was never used before. The refund is sent once (rule of money 2 in
/// `docs/architecture.md`). After [`crate::twint::error::ErrorKind::OutcomeUnknown`] call [`find_out_refund`] before anything else.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] with the order `original` if its state does not allow a refund,
/// [`crate::twint::error::ErrorKind::Declined`] if TWINT declines, [`crate::twint::error::ErrorKind::OutcomeUnknown`] if the refund may
/// have been carried out.
///
/// # Examples
///
/// The reference is stored before the refund is sent, so that whoever comes after a crash can find out about it:
///
/// ```no_run
/// use twint::twint::error::{Error, ErrorKind};
/// use twint::twint::flow::{find_out_refund, refund};
/// use twint::twint::merchant::Merchant;
/// use twint::twint::values::identifiers::{OrderUuid, Reference};
/// use twint::twint::values::order::Order;
///
/// fn give_back(merchant: &Merchant, order: OrderUuid, stored: &Reference) -> Result<Order, Error> {
///     let amount = "12.50".parse().unwrap();
///     match refund(merchant, order, stored, amount) {
///         Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
///             // Later, when TWINT has certainly finished it.
///             find_out_refund(merchant, order, stored, amount)
///         }
///         known => known,
///     }
/// }
/// ```
pub fn refund(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    check_amount(amount)?;
    let deadline = merchant.flow_deadline();
    enrol_once(merchant, deadline)?;
    let answer = exchange_by(
        merchant,
        &Reversal::new(merchant.information(), original, reference, amount),
        deadline,
    );
    let refund = Refund {
        original,
        amount,
        unconfirmed: Unconfirmed::Confirm,
    };
    until_decided(merchant, refund, deadline, refund.was_sent(answer))
}

/// Finds out the outcome of a refund of `original` whose answer was lost so long ago that TWINT has certainly finished it. The refund is
/// never sent again.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] if TWINT holds no order under the reference, so that nothing was refunded;
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] if the merchant has to look into TWINT's portal, because the order under the
/// reference has another amount, is not a reversal, or reverses another order.
pub fn find_out_refund(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    search(merchant, original, reference, amount, Unconfirmed::Confirm)
}

/// Reads how a refund of `original` stands, long after it was sent, and changes nothing: a reversal that waits for its confirmation goes on
/// waiting. For a refund that the merchant has given up.
///
/// # Errors
/// As [`find_out_refund`]; a reversal that waits for its confirmation is [`crate::twint::error::ErrorKind::OutcomeUnknown`].
pub fn read_refund(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    search(merchant, original, reference, amount, Unconfirmed::Leave)
}

/// Searches for a refund that was sent before, and goes on from what TWINT holds.
fn search(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
    unconfirmed: Unconfirmed,
) -> Result<Order, Error> {
    check_amount(amount)?;
    let refund = Refund {
        original,
        amount,
        unconfirmed,
    };
    let deadline = merchant.flow_deadline();
    let found = find_by(merchant, reference, deadline);
    until_decided(merchant, refund, deadline, refund.was_searched(found))
}

/// Carries out the steps of a refund until its outcome is decided or shown to be unknown.
fn until_decided(
    merchant: &Merchant,
    refund: Refund,
    deadline: Deadline,
    mut next: RefundStep,
) -> Result<Order, Error> {
    loop {
        next = match next {
            RefundStep::Confirm(confirming) => {
                let uuid = confirming.reversal.uuid;
                let confirm = ConfirmOrder::new(merchant.information(), uuid, refund.amount, true);
                confirming.was_confirmed(exchange_by(merchant, &confirm, deadline))
            }
            RefundStep::ReadOriginal(reading) => {
                reading.was_read(poll_by(merchant, refund.original, deadline))
            }
            RefundStep::GiveBack(result) => return result,
        };
    }
}
