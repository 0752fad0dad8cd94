//! Carries an attempt out: sends, reads and waits as it says.

use std::thread::sleep;

use super::attempt::AttemptStep;
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
/// As in [`AttemptStep::GiveBack`].
pub(super) fn carry_out<S: SentCall>(
    merchant: &Merchant,
    order: OrderUuid,
    deadline: Deadline,
    mut next: AttemptStep<S>,
    send: impl Fn() -> Result<Order, Error>,
) -> Result<Order, Error> {
    loop {
        next = match next {
            AttemptStep::Send(sending) => sending.was_sent(send()),
            AttemptStep::Read(reading) => {
                sleep(reading.pause().min(deadline.left().unwrap_or_default()));
                reading.was_read(poll_by(merchant, order, deadline))
            }
            AttemptStep::GiveBack(result) => return result,
        };
    }
}
