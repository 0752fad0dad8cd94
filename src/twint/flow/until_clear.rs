//! Carries an attempt out: sends, reads and waits as it says.

use std::thread::sleep;

use super::attempt::Next;
use super::poll::poll_by;
use super::recovery::SentCall;
use crate::twint::error::Error;
use crate::twint::merchant::Merchant;
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// Does what is to be done next until it is clear what became of the call, by the deadline.
///
/// # Errors
/// As in [`Next::GiveBack`].
pub(super) fn until_clear<S: SentCall>(
    merchant: &Merchant,
    order: OrderUuid,
    deadline: Deadline,
    mut next: Next<S>,
    send: impl Fn() -> Result<Order, Error>,
) -> Result<Order, Error> {
    loop {
        next = match next {
            Next::Send(sending) => sending.was_sent(send()),
            Next::Read(reading) => {
                sleep(reading.pause().min(deadline.left().unwrap_or_default()));
                reading.was_read(poll_by(merchant, order, deadline))
            }
            Next::GiveBack(result) => return result,
        };
    }
}
