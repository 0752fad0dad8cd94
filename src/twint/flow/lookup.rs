//! Looks orders up, by the merchant's reference, by time, or by TWINT's UUID.

use crate::twint::error::Error;
use crate::twint::exchange::{exchange, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::{FindOrder, GetOrder, Search};
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::moment::Moment;
use crate::twint::values::order::Order;

/// Finds every order that TWINT holds under the merchant's reference; an empty list if there is none.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::Unavailable`] if TWINT did not answer; the same call may be made again.
pub fn find(merchant: &Merchant, reference: &Reference) -> Result<Vec<Order>, Error> {
    find_by(merchant, reference, merchant.flow_deadline())
}

/// [`find`] as part of a call that has to be over by `deadline`.
pub(super) fn find_by(
    merchant: &Merchant,
    reference: &Reference,
    deadline: Deadline,
) -> Result<Vec<Order>, Error> {
    exchange_by(
        merchant,
        &FindOrder::new(merchant.store(), &Search::Reference(reference)),
        deadline,
    )
}

/// Finds every order of the store that was made between two moments.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::InvalidArgument`] if `from` is later than `to`;
/// [`crate::twint::error::ErrorKind::Unavailable`] if TWINT did not answer; the same call may be made again.
pub fn find_between(merchant: &Merchant, from: &Moment, to: &Moment) -> Result<Vec<Order>, Error> {
    if from.unix_milliseconds() > to.unix_milliseconds() {
        return Err(Error::invalid("from", "is later than to"));
    }
    exchange(
        merchant,
        &FindOrder::new(merchant.store(), &Search::Between(from, to)),
    )
}

/// Reads one order without naming a cash register, so that a register which is not enrolled does not matter.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] if TWINT does not know the order;
/// [`crate::twint::error::ErrorKind::Unavailable`] if it did not answer; the same call may be made again.
pub fn get_order(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    exchange(
        merchant,
        &GetOrder {
            store: merchant.store(),
            order,
        },
    )
}
