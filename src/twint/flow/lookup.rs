//! Looks orders up.

use crate::twint::error::Error;
use crate::twint::exchange::exchange;
use crate::twint::merchant::Merchant;
use crate::twint::operations::{FindOrder, GetOrder, Search};
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::order::Order;
use crate::twint::values::timestamp::Timestamp;

/// Every order TWINT holds under the reference, none if there is none.
pub fn find(merchant: &Merchant, reference: &Reference) -> Result<Vec<Order>, Error> {
    exchange(
        merchant,
        &FindOrder::new(merchant.store(), &Search::Reference(reference)),
    )
}

/// Every order made from one moment to another.
pub fn find_between(
    merchant: &Merchant,
    from: &Timestamp,
    to: &Timestamp,
) -> Result<Vec<Order>, Error> {
    if from.milliseconds() > to.milliseconds() {
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
