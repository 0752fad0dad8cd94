//! Pays back.

use super::lookup::find_by;
use super::payment_init::not_declined;
use super::poll::poll_by;
use super::{no_refusal, positive};
use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::exchange::{enrol_once, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::{ConfirmOrder, Reversal};
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Kind, Order, OrderLink, OrderState};

/// Pays `amount` of a confirmed order back under a reference never used before; the answer is the reversal's own order.
///
/// It is sent once. After [`ErrorKind::OutcomeUnknown`], [`super::find_out_refund`] before anything else.
///
/// # Errors
/// [`ErrorKind::StateConflict`] with the payment's order where that is in no state for it, [`ErrorKind::Declined`] where TWINT says no,
/// [`ErrorKind::OutcomeUnknown`] where it may have been carried out.
pub fn refund(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    positive(amount)?;
    let deadline = merchant.flow_deadline();
    enrol_once(merchant, deadline)?;
    let reversal = exchange_by(
        merchant,
        &Reversal::new(merchant.information(), original, reference, amount),
        deadline,
    )
    .map_err(|failed| with_original(merchant, original, deadline, failed))?;
    finish(merchant, not_declined(reversal)?, amount, deadline)
}

/// Finds out what became of a refund of `original` whose answer was lost long enough ago that TWINT is done with it; it is never sent again.
///
/// # Errors
/// [`ErrorKind::StateConflict`] where TWINT holds nothing under the reference, and [`ErrorKind::OutcomeUnknown`] where only a human can
/// tell: what it holds there is another amount, no reversal, or one of another order.
pub fn find_out_refund(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    positive(amount)?;
    let deadline = merchant.flow_deadline();
    let mut found = find_by(merchant, reference, deadline).map_err(no_refusal)?;
    match found.pop() {
        None => Err(Error::found(ErrorKind::StateConflict, Finding::Missing)),
        Some(reversal) if found.is_empty() && pays_back(&reversal, original, amount) => {
            finish(merchant, not_declined(reversal)?, amount, deadline)
        }
        Some(other) => {
            Err(Error::found(ErrorKind::OutcomeUnknown, Finding::AnotherOrder).with_order(other))
        }
    }
}

/// Whether the order is a reversal of `original` over `amount`. TWINT may leave the link out; the reference is the refund's own.
fn pays_back(order: &Order, original: OrderUuid, amount: Chf) -> bool {
    let of_original = match &order.link {
        Some(OrderLink::Uuid(uuid)) => *uuid == original,
        // We name the original by TWINT's name, and TWINT repeats what it was asked.
        Some(OrderLink::Reference(_)) => false,
        None => true,
    };
    order.known_kind() == Some(Kind::Reversal) && of_original && order.requested.is(amount)
}

/// A reversal counts as done where its order is a success. TWINT answers so at once; should it ask for a confirmation, it gets it.
fn finish(
    merchant: &Merchant,
    reversal: Order,
    amount: Chf,
    deadline: Deadline,
) -> Result<Order, Error> {
    let reversal = match reversal.state {
        OrderState::AwaitingConfirmation => {
            let confirm = ConfirmOrder::new(merchant.information(), reversal.uuid, amount, true);
            exchange_by(merchant, &confirm, deadline).map_err(|failed| {
                failed
                    .into_kind(ErrorKind::OutcomeUnknown)
                    .with_order(reversal)
            })?
        }
        OrderState::AwaitingCustomer
        | OrderState::Succeeded
        | OrderState::PartiallySucceeded
        | OrderState::Failed
        | OrderState::Unrecognised => reversal,
    };
    match reversal.state {
        OrderState::Succeeded => Ok(reversal),
        OrderState::AwaitingCustomer
        | OrderState::AwaitingConfirmation
        | OrderState::PartiallySucceeded
        | OrderState::Failed
        | OrderState::Unrecognised => {
            Err(Error::found(ErrorKind::OutcomeUnknown, Finding::Unfinished).with_order(reversal))
        }
    }
}

/// When the payment is in no state for it, shows the state it is in.
fn with_original(
    merchant: &Merchant,
    original: OrderUuid,
    deadline: Deadline,
    failed: Error,
) -> Error {
    match failed.kind() {
        ErrorKind::StateConflict => match poll_by(merchant, original, deadline) {
            Ok(order) => failed.with_order(order),
            Err(_) => failed,
        },
        ErrorKind::InvalidArgument
        | ErrorKind::Certificate(_)
        | ErrorKind::Configuration
        | ErrorKind::Declined
        | ErrorKind::Unavailable
        | ErrorKind::OutcomeUnknown => failed,
    }
}
