//! Pays back.

use super::lookup::find;
use super::payment_init::accepted;
use super::poll::poll;
use super::{positive, untold};
use crate::twint::error::{Error, ErrorKind};
use crate::twint::exchange::{enrol_once, exchange};
use crate::twint::merchant::Merchant;
use crate::twint::operations::{ConfirmOrder, Reversal};
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Order, OrderState};

/// Pays `amount` of a confirmed order back under a reference never used before; the answer is the reversal's own order.
///
/// It is sent once. After [`ErrorKind::OutcomeUnknown`], [`super::find`] the reference before anything else.
pub fn refund(
    merchant: &Merchant,
    original: OrderUuid,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    let amount = positive(amount)?;
    enrol_once(merchant, merchant.flow_deadline())?;
    let reversal = exchange(
        merchant,
        &Reversal::new(merchant.information(), original, reference, amount),
    );
    let reversal = reversal.map_err(|failed| explain(merchant, original, failed))?;
    settle(merchant, accepted(reversal)?, amount)
}

/// Finds out what became of a refund whose answer was lost long enough ago that TWINT is done with it; it is never sent again.
///
/// The reversal comes back where it was carried out, [`ErrorKind::StateConflict`] where TWINT holds none under the
/// reference, and [`ErrorKind::OutcomeUnknown`] where only a human can tell.
pub fn find_out_refund(
    merchant: &Merchant,
    reference: &Reference,
    amount: Chf,
) -> Result<Order, Error> {
    let amount = positive(amount)?;
    let mut found = find(merchant, reference).map_err(untold)?;
    match found.pop() {
        None => Err(Error::new(
            ErrorKind::StateConflict,
            "TWINT holds no refund under the reference",
        )),
        Some(reversal) if found.is_empty() && reversal.requested.is(amount) => {
            settle(merchant, accepted(reversal)?, amount)
        }
        Some(_) => Err(Error::new(
            ErrorKind::OutcomeUnknown,
            "TWINT holds something else under the refund's reference",
        )),
    }
}

/// Waits for nothing: a reversal that is not done is not known to be.
fn settle(merchant: &Merchant, reversal: Order, amount: Chf) -> Result<Order, Error> {
    // TWINT answers with success at once; should it ask for a confirmation, it gets it.
    let reversal = if reversal.state == OrderState::AwaitingConfirmation {
        let confirm = ConfirmOrder::new(merchant.information(), reversal.uuid, amount, true);
        exchange(merchant, &confirm).map_err(|failed| Error {
            kind: ErrorKind::OutcomeUnknown,
            advice: ErrorKind::OutcomeUnknown.advice(),
            retryable: false,
            ..failed.with_order(reversal)
        })?
    } else {
        reversal
    };
    if reversal.state != OrderState::Succeeded {
        let unfinished = Error::new(
            ErrorKind::OutcomeUnknown,
            "TWINT has not finished the refund",
        );
        return Err(unfinished.with_order(reversal));
    }
    Ok(reversal)
}

/// When the payment is in no state for it, shows the state it is in.
fn explain(merchant: &Merchant, original: OrderUuid, failed: Error) -> Error {
    if failed.kind != ErrorKind::StateConflict {
        return failed;
    }
    match poll(merchant, original) {
        Ok(order) => failed.with_order(order),
        Err(_) => failed,
    }
}
