//! Sends, and where the answer does not prove it, reads the order and decides.

use std::thread::sleep;
use std::time::Duration;

use super::poll::poll_by;
use super::recovery::{Decision, Sight};
use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::merchant::Merchant;
use crate::twint::transport::Deadline;
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
/// How long to wait before the order is read because an answer did not prove anything: TWINT may be at it.
const AFTER_UNPROVEN_ANSWER: Duration = Duration::from_millis(200);

/// Sends until it is clear what became of it, twice at most, and by the deadline.
///
/// # Errors
/// [`ErrorKind::StateConflict`] where the order shows that it was not carried out, [`ErrorKind::OutcomeUnknown`] where nobody can tell,
/// each with the order where it could be read; what `send` fails with where nothing was sent.
pub(super) fn until_clear(
    merchant: &Merchant,
    order: OrderUuid,
    deadline: Deadline,
    send: impl Fn() -> Result<Order, Error>,
    decide: impl Fn(Sight, &Order) -> Decision,
) -> Result<Order, Error> {
    let mut was_unclear = false;
    for sends_left in (0..MOST_SENDS).rev() {
        let (sight, failed) = match send() {
            Ok(answer) => match decide(Sight::InAnswer, &answer) {
                Decision::Done => return Ok(answer),
                Decision::NotDone => {
                    let not_done = Error::found(ErrorKind::StateConflict, Finding::NotDone);
                    return Err(not_done.with_order(answer));
                }
                Decision::Repeat | Decision::Unknown => {
                    sleep(AFTER_UNPROVEN_ANSWER.min(deadline.left().unwrap_or_default()));
                    (Sight::AfterUnclear, unproven(answer))
                }
            },
            Err(failed) => match (sight_after(&failed, was_unclear), was_unclear) {
                (Some(sight), _) => (sight, failed),
                (None, false) => return Err(failed),
                // Whatever this one met, the first may still have been carried out.
                (None, true) => (Sight::AfterUnclear, failed),
            },
        };
        was_unclear |= sight == Sight::AfterUnclear;
        let Some(now) = read(merchant, order, deadline) else {
            return Err(if was_unclear { unknown(failed) } else { failed });
        };
        match decide(sight, &now) {
            Decision::Done => return Ok(now),
            Decision::NotDone => {
                return Err(failed.into_kind(ErrorKind::StateConflict).with_order(now));
            }
            Decision::Repeat if sends_left > 0 => {}
            Decision::Repeat | Decision::Unknown => return Err(unknown(failed).with_order(now)),
        }
    }
    unreachable!("the last round returns")
}

/// How the order is seen after an error; `None` where nothing was done and reading the order would tell nothing new.
fn sight_after(failed: &Error, was_unclear: bool) -> Option<Sight> {
    match failed.kind() {
        ErrorKind::OutcomeUnknown => Some(Sight::AfterUnclear),
        ErrorKind::StateConflict if was_unclear => Some(Sight::AfterSecondRefusal),
        ErrorKind::StateConflict => Some(Sight::AfterRefusal),
        ErrorKind::InvalidArgument
        | ErrorKind::Certificate(_)
        | ErrorKind::Configuration
        | ErrorKind::Declined
        | ErrorKind::Unavailable => None,
    }
}

/// Reads the order, with patience, as long as there is time.
fn read(merchant: &Merchant, order: OrderUuid, deadline: Deadline) -> Option<Order> {
    BEFORE_READING.into_iter().find_map(|pause| {
        sleep(pause.min(deadline.left()?));
        poll_by(merchant, order, deadline).ok()
    })
}

fn unproven(answer: Order) -> Error {
    let finding = Finding::Unproven {
        status: answer.status.clone(),
        reason: answer.reason.clone(),
    };
    Error::found(ErrorKind::OutcomeUnknown, finding).with_order(answer)
}

fn unknown(failed: Error) -> Error {
    failed.into_kind(ErrorKind::OutcomeUnknown)
}
