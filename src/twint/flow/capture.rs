//! Captures the money of an approved order, and finds out the outcome of a capture whose answer was lost.

use super::attempt;
use super::carry_out::carry_out;
use super::poll::poll;
use super::recovery::SentCapture;
use super::refusals::check_amount;
use crate::twint::error::Error;
use crate::twint::exchange::exchange_by;
use crate::twint::merchant::Merchant;
use crate::twint::operations::ConfirmOrder;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::money::Chf;
use crate::twint::values::order::Order;

/// A capture that the merchant asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaptureRequest {
    /// The amount to capture; more than zero.
    pub amount: Chf,
    /// Whether the capture closes the order. If not, more can be captured later.
    pub closing: bool,
    /// The sum of all earlier captures of this order, by the merchant's books.
    pub captured_before: Chf,
}

impl CaptureRequest {
    /// The only capture of an order: it takes `amount` and closes the order.
    pub fn whole(amount: Chf) -> Self {
        Self {
            amount,
            closing: true,
            captured_before: Chf::ZERO,
        }
    }

    fn to_send(self) -> SentCapture {
        SentCapture {
            amount: self.amount,
            closing: self.closing,
            captured_before: self.captured_before,
            before: None,
        }
    }
}

/// Captures money of an order that the buyer approved. The order that comes back proves that the money was captured.
///
/// The caller makes sure that nobody else moves money of this order meanwhile (rule of money 5 in `docs/architecture.md`) and that no
/// earlier capture closed the order.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] if the capture was not carried out and cannot be;
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] if the order does not show whether it was, as it often does not after a capture
/// that leaves the order open. Both carry the order if it could be read. [`crate::twint::error::ErrorKind::InvalidArgument`] if the
/// amount is zero, and any other kind if nothing was captured.
///
/// # Examples
///
/// Two parcels of one order. After a lost answer [`find_out_capture`] comes before anything else:
///
/// ```no_run
/// use twint::twint::error::{Error, ErrorKind};
/// use twint::twint::flow::{CaptureRequest, capture};
/// use twint::twint::merchant::Merchant;
/// use twint::twint::values::identifiers::OrderUuid;
/// use twint::twint::values::money::Chf;
///
/// fn ship(merchant: &Merchant, order: OrderUuid) -> Result<(), Error> {
///     let first = CaptureRequest {
///         amount: "20.00".parse().unwrap(),
///         closing: false,
///         captured_before: Chf::ZERO,
///     };
///     let last = CaptureRequest {
///         amount: "29.90".parse().unwrap(),
///         closing: true,
///         captured_before: first.amount,
///     };
///     for parcel in [first, last] {
///         match capture(merchant, order, parcel) {
///             Ok(_) => println!("captured {}", parcel.amount),
///             Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
///                 println!("find out before anything else: {error}");
///                 return Err(error);
///             }
///             Err(error) => return Err(error),
///         }
///     }
///     Ok(())
/// }
/// ```
pub fn capture(
    merchant: &Merchant,
    order: OrderUuid,
    request: CaptureRequest,
) -> Result<Order, Error> {
    check_amount(request.amount)?;
    let deadline = merchant.flow_deadline();
    let first = attempt::begin(request.to_send());
    carry_out(merchant, order, deadline, first, || {
        let confirm = ConfirmOrder::new(
            merchant.information(),
            order,
            request.amount,
            request.closing,
        );
        exchange_by(merchant, &confirm, deadline)
    })
}

/// Finds out the outcome of a capture whose answer was lost so long ago that TWINT has certainly finished it. Nothing is sent again.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] if the capture was not carried out;
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] if no order shows it, so that the merchant has to look into TWINT's portal.
/// [`crate::twint::error::ErrorKind::Unavailable`] if the order could not be read; the same call may be made again.
pub fn find_out_capture(
    merchant: &Merchant,
    order: OrderUuid,
    lost: CaptureRequest,
) -> Result<Order, Error> {
    check_amount(lost.amount)?;
    attempt::find_out(&lost.to_send(), poll(merchant, order))
}
