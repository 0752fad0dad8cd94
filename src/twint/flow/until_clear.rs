//! Sends, and when there is no plain answer, reads the order and decides.

use std::thread::sleep;
use std::time::Duration;

use super::poll::poll;
use crate::twint::error::{Error, ErrorKind};
use crate::twint::flow::recovery::{Decision, Trouble};
use crate::twint::merchant::Merchant;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// How often the same thing is sent at most.
const MOST_SENDS: usize = 2;
/// How long to wait before each reading of the order.
const BEFORE_READING: [Duration; 3] = [
    Duration::ZERO,
    Duration::from_millis(100),
    Duration::from_millis(400),
];

/// Sends until it is clear what became of it, twice at most.
pub(super) fn until_clear(
    merchant: &Merchant,
    order: OrderUuid,
    send: impl Fn() -> Result<Order, Error>,
    decide: impl Fn(Trouble, &Order) -> Decision,
) -> Result<Order, Error> {
    let mut sends = 1;
    loop {
        let failed = match send() {
            Ok(order) => return Ok(order),
            Err(failed) => failed,
        };
        let Some(trouble) = Trouble::of(&failed, sends) else {
            return Err(failed);
        };
        let Some(now) = read(merchant, order) else {
            return Err(if sends == 1 { failed } else { unknown(failed) });
        };
        match decide(trouble, &now) {
            Decision::Done => return Ok(now),
            Decision::Repeat if sends < MOST_SENDS => sends += 1,
            Decision::Repeat | Decision::Unknown => return Err(unknown(failed).with_order(now)),
            Decision::Conflict => {
                return Err(of_kind(failed, ErrorKind::StateConflict).with_order(now));
            }
        }
    }
}

/// Reads the order, with patience.
fn read(merchant: &Merchant, order: OrderUuid) -> Option<Order> {
    BEFORE_READING.into_iter().find_map(|pause| {
        sleep(pause);
        poll(merchant, order).ok()
    })
}

fn unknown(failed: Error) -> Error {
    of_kind(failed, ErrorKind::OutcomeUnknown)
}

/// The same story with another end.
fn of_kind(failed: Error, kind: ErrorKind) -> Error {
    Error {
        kind,
        advice: kind.advice(),
        retryable: false,
        ..failed
    }
}
