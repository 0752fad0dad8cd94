//! Takes the money of an approved order.

use super::attempt;
use super::poll::poll;
use super::positive;
use super::recovery::SentCapture;
use super::until_clear::until_clear;
use crate::twint::error::Error;
use crate::twint::exchange::exchange_by;
use crate::twint::merchant::Merchant;
use crate::twint::operations::ConfirmOrder;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::money::Chf;
use crate::twint::values::order::Order;

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

    fn call(self) -> SentCapture {
        SentCapture {
            amount: self.amount,
            closing: self.closing,
            captured_before: self.captured_before,
            before: None,
        }
    }
}

/// Takes the money; the order that comes back proves it.
///
/// The caller holds the only right to move this order's money and has not closed it before.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] where it was not carried out and cannot be;
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] where the order does not tell, which a part that leaves the order open often does
/// not. Both carry the order.
pub fn capture(
    merchant: &Merchant,
    order: OrderUuid,
    capture: CaptureRequest,
) -> Result<Order, Error> {
    positive(capture.amount)?;
    let deadline = merchant.flow_deadline();
    until_clear(
        merchant,
        order,
        deadline,
        attempt::begin(capture.call()),
        || {
            let request = ConfirmOrder::new(
                merchant.information(),
                order,
                capture.amount,
                capture.closing,
            );
            exchange_by(merchant, &request, deadline)
        },
    )
}

/// Finds out what became of a capture whose answer was lost long enough ago that TWINT is done with it. Nothing is sent again.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] where it was not carried out, and
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] where only a human can tell. Both carry the order.
pub fn find_out_capture(
    merchant: &Merchant,
    order: OrderUuid,
    lost: CaptureRequest,
) -> Result<Order, Error> {
    positive(lost.amount)?;
    attempt::find_out(&lost.call(), poll(merchant, order))
}
