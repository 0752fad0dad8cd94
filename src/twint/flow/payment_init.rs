//! Starts a payment.

use super::refusals::{check_amount, has_check_ins};
use super::start_answer::not_declined;
use crate::twint::error::Error;
use crate::twint::exchange::{enrol_once, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::StartOrder;
use crate::twint::values::identifiers::{PairingUuid, Reference};
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Capture, Order};
use crate::twint::values::payment_page::NotificationUrl;

/// Starts a payment of `amount`. The order that comes back has a token and a QR code for the buyer.
///
/// `reference` is the merchant's reference of the order and was never used before. The start is sent once (rule of money 2 in
/// `docs/architecture.md`). After [`crate::twint::error::ErrorKind::OutcomeUnknown`] look the reference up with [`super::find`] before
/// anything else.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::Declined`] if TWINT declines at once,
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] if the answer was lost,
/// [`crate::twint::error::ErrorKind::InvalidArgument`] if the amount is zero.
pub fn payment_init(
    merchant: &Merchant,
    reference: &Reference,
    amount: Chf,
    capture: Capture,
) -> Result<Order, Error> {
    start(
        merchant,
        &StartOrder::new(merchant.information(), reference, amount, capture),
        amount,
    )
}

/// Starts a payment on TWINT's own page. The order that comes back has the page's address and the token, and no QR code. TWINT may tell
/// `notification` when the order changes. For the rest it is as [`payment_init`].
///
/// # Errors
/// As for [`payment_init`].
pub fn payment_init_on_twints_page(
    merchant: &Merchant,
    reference: &Reference,
    amount: Chf,
    capture: Capture,
    notification: Option<&NotificationUrl>,
) -> Result<Order, Error> {
    let order = StartOrder::new(merchant.information(), reference, amount, capture);
    start(merchant, &order.on_twints_page(notification), amount)
}

/// Starts a payment by the buyer who approved the check-in `pairing`: of what the goods and the chosen shipping method cost. TWINT asks
/// the buyer nothing more, so the order that comes back has neither token nor QR code. For the rest it is as [`payment_init`].
///
/// # Errors
/// As for [`payment_init`]; [`crate::twint::error::ErrorKind::InvalidArgument`] also if the merchant speaks version 8.5,
/// which has no check-ins.
pub fn payment_init_for_check_in(
    merchant: &Merchant,
    reference: &Reference,
    amount: Chf,
    capture: Capture,
    pairing: PairingUuid,
) -> Result<Order, Error> {
    has_check_ins(merchant.version())?;
    let order = StartOrder::new(merchant.information(), reference, amount, capture);
    start(merchant, &order.paid_by(pairing), amount)
}

fn start(merchant: &Merchant, order: &StartOrder, amount: Chf) -> Result<Order, Error> {
    check_amount(amount)?;
    let deadline = merchant.flow_deadline();
    enrol_once(merchant, deadline)?;
    not_declined(exchange_by(merchant, order, deadline)?)
}
