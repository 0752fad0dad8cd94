//! Check-ins: asks the buyer's phone for address and choice of shipping, before there is an order. No money moves.

use super::ending_check_in::{self, EndingStep};
use super::refusals::{check_request, has_check_ins};
use crate::twint::error::Error;
use crate::twint::exchange::{enrol_once, exchange_by};
use crate::twint::merchant::Merchant;
use crate::twint::operations::{
    CancelCheckIn, MonitorFastCheckoutCheckIn, RequestFastCheckoutCheckIn,
};
use crate::twint::transport::Deadline;
use crate::twint::values::check_in::{CheckIn, CheckInRequest};
use crate::twint::values::identifiers::PairingUuid;

/// Starts a check-in. What comes back has a token and a QR code for the buyer. It is sent once: where the answer is lost, nobody knows the
/// token, so nobody can scan it, and TWINT lets it lapse.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::InvalidArgument`] if the goods cost nothing, or are too dear together with a shipping method, or if
/// the merchant speaks version 8.5, which has no check-ins; [`crate::twint::error::ErrorKind::OutcomeUnknown`] if the answer was lost.
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

/// Reads how a check-in stands. Once it has ended, TWINT does not tell any more what it handed over before.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::Unavailable`] if TWINT did not answer; the same call may be made again.
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

/// Ends a check-in, and returns it as TWINT shows it then: over. Never for one whose order TWINT holds.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::StateConflict`] if TWINT refuses; [`crate::twint::error::ErrorKind::OutcomeUnknown`] if the check-in
/// does not show that it is over, or could not be read.
pub fn check_in_cancel(merchant: &Merchant, pairing: PairingUuid) -> Result<CheckIn, Error> {
    has_check_ins(merchant.version())?;
    let deadline = merchant.flow_deadline();
    let cancel = CancelCheckIn::new(merchant.information(), pairing);
    let mut next = ending_check_in::begin();
    loop {
        next = match next {
            EndingStep::Send(sending) => sending.was_sent(exchange_by(merchant, &cancel, deadline)),
            EndingStep::Read(reading) => reading.was_read(poll_by(merchant, pairing, deadline)),
            EndingStep::GiveBack(result) => return result,
        };
    }
}
