//! Looks orders up.

use crate::twint::error::Error;
use crate::twint::exchange::{exchange, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::{FindOrder, GetOrder, Search};
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::moment::Moment;
use crate::twint::values::order::Order;

/// Every order TWINT holds under the reference, none if there is none.
pub fn find(merchant: &Merchant, reference: &Reference) -> Result<Vec<Order>, Error> {
    find_by(merchant, reference, merchant.flow_deadline())
}

/// The same as part of a call that has to be over by the deadline.
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

/// Every order made from one moment to another.
pub fn find_between(merchant: &Merchant, from: &Moment, to: &Moment) -> Result<Vec<Order>, Error> {
    if from.unix_milliseconds() > to.unix_milliseconds() {
        return Err(Error::invalid("from", "is later than to"));
    }
    exchange(
        merchant,
        &FindOrder::new(merchant.store(), &Search::Between(from, to)),
    )
}

/// One order, without a cash register.
pub fn get_order(merchant: &Merchant, order: OrderUuid) -> Result<Order, Error> {
    exchange(
        merchant,
        &GetOrder {
            store: merchant.store(),
            order,
        },
    )
}
