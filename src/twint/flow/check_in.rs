//! Check-ins: asks the buyer's phone for address and choice of shipping, before there is an order. No money moves.

use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::exchange::{enrol_once, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::{
    CancelCheckIn, MonitorFastCheckoutCheckIn, RequestFastCheckoutCheckIn,
};
use crate::twint::transport::Deadline;
use crate::twint::values::api_version::ApiVersion;
use crate::twint::values::check_in::{CheckIn, CheckInRequest, CheckInState};
use crate::twint::values::identifiers::PairingUuid;
use crate::twint::values::money::Chf;
use crate::twint::values::operation::Operation;

/// Starts a check-in. What comes back has a token and a QR code for the buyer. It is sent once: where the answer is lost, nobody knows the
/// token, so nobody can scan it, and TWINT lets it lapse.
///
/// # Errors
/// [`ErrorKind::InvalidArgument`] if the goods cost nothing, or are too dear together with a shipping method, or if the merchant speaks
/// version 8.5, which has no check-ins; [`ErrorKind::OutcomeUnknown`] if the answer was lost.
pub fn check_in_start(merchant: &Merchant, request: &CheckInRequest) -> Result<CheckIn, Error> {
    check_request(merchant.version(), request)?;
    let deadline = merchant.flow_deadline();
    enrol_once(merchant, deadline)?;
    exchange_by(
        merchant,
        &RequestFastCheckoutCheckIn::new(merchant.information(), request, merchant.version()),
        deadline,
    )
}

fn check_request(version: ApiVersion, request: &CheckInRequest) -> Result<(), Error> {
    has_check_ins(version)?;
    if request.net.is_zero() {
        return Err(Error::invalid("net", "is zero"));
    }
    let dearest = request.shipping.iter().map(|method| method.amount).max();
    match request.net.checked_add(dearest.unwrap_or(Chf::ZERO)) {
        Some(_) => Ok(()),
        None => Err(Error::invalid(
            "shippingMethods",
            "come to more than TWINT takes",
        )),
    }
}

/// Refuses what TWINT would not understand.
pub(super) fn has_check_ins(version: ApiVersion) -> Result<(), Error> {
    match version {
        ApiVersion::V8_5 => Err(Error::invalid(
            "apiVersion",
            "8.5 has no check-ins; choose 8.6 or newer",
        )),
        ApiVersion::V8_6 | ApiVersion::V8_7 | ApiVersion::V9 | ApiVersion::V10 => Ok(()),
    }
}

/// Reads how a check-in stands. Once it has ended, TWINT does not tell any more what it handed over before.
///
/// # Errors
/// [`ErrorKind::Unavailable`] if TWINT did not answer; the same call may be made again.
pub fn check_in_poll(merchant: &Merchant, pairing: PairingUuid) -> Result<CheckIn, Error> {
    has_check_ins(merchant.version())?;
    poll_by(merchant, pairing, merchant.flow_deadline())
}

fn poll_by(
    merchant: &Merchant,
    pairing: PairingUuid,
    deadline: Deadline,
) -> Result<CheckIn, Error> {
    exchange_by(
        merchant,
        &MonitorFastCheckoutCheckIn {
            merchant: merchant.information(),
            pairing,
            wait: false,
        },
        deadline,
    )
}

/// Ends a check-in, and returns it as TWINT shows it then: over. Never for one whose order was started.
///
/// What counts is how the check-in stands afterwards, whatever the answer to the cancellation said. It is sent a second time at most, after
/// the check-in was read.
///
/// # Errors
/// [`ErrorKind::StateConflict`] if TWINT refuses; [`ErrorKind::OutcomeUnknown`] if the check-in does not show that it is over, or could not
/// be read.
pub fn check_in_cancel(merchant: &Merchant, pairing: PairingUuid) -> Result<CheckIn, Error> {
    has_check_ins(merchant.version())?;
    let deadline = merchant.flow_deadline();
    let cancel = CancelCheckIn::new(merchant.information(), pairing);
    let first = exchange_by(merchant, &cancel, deadline);
    let seen = match after_cancel(&first, poll_by(merchant, pairing, deadline)) {
        AfterCancel::Over(check_in) => return Ok(check_in),
        AfterCancel::Unclear(error) => return Err(error),
        AfterCancel::Open(check_in) => check_in,
    };
    match first {
        // Nothing says that the first one arrived.
        Err(lost) if is_lost(&lost) => {
            let second = exchange_by(merchant, &cancel, deadline);
            match after_cancel(&second, poll_by(merchant, pairing, deadline)) {
                AfterCancel::Over(check_in) => Ok(check_in),
                AfterCancel::Unclear(error) => Err(error),
                AfterCancel::Open(check_in) => Err(still_open(second, &check_in)),
            }
        }
        answered => Err(still_open(answered, &seen)),
    }
}

/// What is known of a check-in after a cancellation was sent.
enum AfterCancel {
    /// It is over.
    Over(CheckIn),
    /// It is not.
    Open(CheckIn),
    /// Nobody knows.
    Unclear(Error),
}

fn after_cancel(sent: &Result<bool, Error>, read: Result<CheckIn, Error>) -> AfterCancel {
    match read {
        Ok(check_in) => match check_in.state {
            CheckInState::Ended => AfterCancel::Over(check_in),
            CheckInState::Waiting | CheckInState::Approved => AfterCancel::Open(check_in),
            CheckInState::Unrecognised => AfterCancel::Unclear(unproven(&check_in)),
        },
        Err(unread) => AfterCancel::Unclear(match sent {
            Err(refused) if !is_lost(refused) => refused.clone(),
            Ok(_) | Err(_) => unread.into_kind(ErrorKind::OutcomeUnknown),
        }),
    }
}

/// Whether the cancellation may have arrived or not.
fn is_lost(error: &Error) -> bool {
    error.kind() == ErrorKind::OutcomeUnknown
}

/// The error for a check-in that stands although a cancellation was answered.
fn still_open(sent: Result<bool, Error>, check_in: &CheckIn) -> Error {
    match sent {
        Ok(_) => unproven(check_in),
        Err(error) => error,
    }
}

fn unproven(check_in: &CheckIn) -> Error {
    let finding = Finding::CheckInStands {
        pairing_status: check_in.pairing_status.clone(),
    };
    Error::found(ErrorKind::OutcomeUnknown, finding).during(Operation::CancelCheckIn, None)
}
