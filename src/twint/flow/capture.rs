//! Takes the money of an approved order.

use super::poll::poll_by;
use super::recovery::{Before, Decision, SentCapture, Sight};
use super::until_clear::until_clear;
use super::{no_refusal, positive};
use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::exchange::exchange_by;
use crate::twint::merchant::Merchant;
use crate::twint::operations::ConfirmOrder;
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Order, OrderState};

/// A capture that a merchant wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaptureRequest {
    /// How much, more than nothing.
    pub amount: Chf,
    /// Whether it closes the order; otherwise more can be captured later.
    pub closing: bool,
    /// What was captured of the order before, all parts together.
    pub captured_before: Chf,
}

impl CaptureRequest {
    /// The first and only one of an order.
    pub fn whole(amount: Chf) -> Self {
        Self {
            amount,
            closing: true,
            captured_before: Chf::ZERO,
        }
    }

    fn sent(self, before: Option<Before>) -> SentCapture {
        SentCapture {
            amount: self.amount,
            closing: self.closing,
            captured_before: self.captured_before,
            before,
        }
    }
}

/// Takes the money; the order that comes back proves it.
///
/// The caller holds the only right to move this order's money and has not closed it before. After other parts the order is read before
/// anything is sent: TWINT closes an order by itself when the time for its rest is over, and afterwards that looks the same as a
/// capture that closed it.
///
/// # Errors
/// [`ErrorKind::StateConflict`] where it was not carried out and cannot be; [`ErrorKind::OutcomeUnknown`] where the order does not tell,
/// which a part that leaves the order open often does not. Both carry the order.
pub fn capture(
    merchant: &Merchant,
    order: OrderUuid,
    capture: CaptureRequest,
) -> Result<Order, Error> {
    capture_by(merchant, order, capture, merchant.flow_deadline())
}

fn capture_by(
    merchant: &Merchant,
    order: OrderUuid,
    capture: CaptureRequest,
    deadline: Deadline,
) -> Result<Order, Error> {
    positive(capture.amount)?;
    let before = if capture.captured_before.is_zero() {
        None
    } else {
        Some(Before::from(&still_open(merchant, order, deadline)?))
    };
    let sent = capture.sent(before);
    until_clear(
        merchant,
        order,
        deadline,
        || {
            let request = ConfirmOrder::new(
                merchant.information(),
                order,
                capture.amount,
                capture.closing,
            );
            exchange_by(merchant, &request, deadline)
        },
        |sight, now| sent.decide(sight, now),
    )
}

/// Finds out what became of a capture whose answer was lost long enough ago that TWINT is done with it.
///
/// The order comes back where the capture was carried out, at the latest now.
///
/// # Errors
/// [`ErrorKind::StateConflict`] where it was not carried out, and [`ErrorKind::OutcomeUnknown`] where only a human can tell.
pub fn find_out_capture(
    merchant: &Merchant,
    order: OrderUuid,
    lost: CaptureRequest,
) -> Result<Order, Error> {
    positive(lost.amount)?;
    // A refusal to speak of the order says nothing about its money.
    let deadline = merchant.flow_deadline();
    let now = poll_by(merchant, order, deadline).map_err(no_refusal)?;
    match lost.sent(None).decide(Sight::LongAfter, &now) {
        Decision::Done => Ok(now),
        Decision::NotDone => {
            Err(Error::found(ErrorKind::StateConflict, Finding::NotDone).with_order(now))
        }
        Decision::Unknown => {
            Err(Error::found(ErrorKind::OutcomeUnknown, Finding::SameEitherWay).with_order(now))
        }
        // It closes the order if that is still open. If not, the first did, or the time for the rest was over.
        Decision::Repeat => capture_by(merchant, order, lost, deadline).map_err(no_refusal),
    }
}

/// Reads an order of which parts were captured, and refuses one that is closed or in a state that nobody knows.
fn still_open(merchant: &Merchant, order: OrderUuid, deadline: Deadline) -> Result<Order, Error> {
    let now = poll_by(merchant, order, deadline)?;
    let finding = match now.state {
        OrderState::AwaitingConfirmation
        | OrderState::PartiallySucceeded
        // TWINT may say this between two parts.
        | OrderState::AwaitingCustomer => return Ok(now),
        OrderState::Succeeded | OrderState::Failed => Finding::Closed,
        OrderState::Unrecognised => Finding::Unrecognised {
            status: now.status.clone(),
            reason: now.reason.clone(),
        },
    };
    Err(Error::found(ErrorKind::StateConflict, finding).with_order(now))
}
