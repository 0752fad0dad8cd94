//! Calls that a shop makes before its first payment: enrolment, the check of the access data, and the list of bank apps.

use crate::twint::error::{Cause, Error, ErrorKind};
use crate::twint::exchange::{USER_AGENT, enrol, exchange, may_repeat, says_away, transport_error};
use crate::twint::merchant::Merchant;
use crate::twint::operations::CheckSystemStatus;
use crate::twint::operations::app_schemes::{self, AppScheme};
use crate::twint::transport::{self, Method, Request};
use crate::twint::values::operation::Operation;

/// Enrols the merchant's cash register at TWINT. Enrolling it again changes nothing.
///
/// # Errors
/// [`ErrorKind::Configuration`] if TWINT refuses the merchant or the register, and the kinds of any exchange.
pub fn enroll(merchant: &Merchant) -> Result<(), Error> {
    enrol(merchant, merchant.flow_deadline())
}

/// Asks TWINT whether it works for this merchant, which also checks the access data.
///
/// # Errors
/// [`ErrorKind::Certificate`] or [`ErrorKind::Configuration`] if TWINT refuses the access data; [`ErrorKind::Unavailable`] if it did not
/// answer.
pub fn system_status(merchant: &Merchant) -> Result<bool, Error> {
    exchange(merchant, &CheckSystemStatus::new(merchant.store()))
}

/// Fetches the list of bank apps that open a TWINT payment on iOS. It needs no certificate, changes a few times a year and should be
/// cached.
///
/// # Errors
/// [`ErrorKind::Unavailable`] if the server did not answer with such a list; [`ErrorKind::Configuration`] if the server cannot be
/// trusted or the connection settings cannot be used.
pub fn app_schemes(merchant: &Merchant) -> Result<Vec<AppScheme>, Error> {
    let request = Request {
        method: Method::Get,
        path: "/appSwitch/v1/configs",
        headers: &[("Accept", "application/json"), ("User-Agent", USER_AGENT)],
        body: b"",
    };
    let during = |error: Error| error.during(Operation::AppSchemes, None);
    let deadline = merchant.exchange_deadline(merchant.flow_deadline());
    let ask = || {
        transport::agent(merchant.app_schemes_route(), None)?
            .call(&request, &merchant.limits(deadline))
    };
    let answer = match ask() {
        Err(failure) if may_repeat(&failure, Operation::AppSchemes) => ask(),
        other => other,
    };
    let answer =
        answer.map_err(|failure| during(transport_error(&failure, Operation::AppSchemes)))?;
    let list = (answer.status == 200)
        .then(|| app_schemes::read(&answer.body).ok())
        .flatten();
    list.ok_or_else(|| {
        let why = format!("HTTP {} without a list of apps", answer.status);
        let cause = if says_away(answer.status) {
            Cause::ServiceAway(why)
        } else {
            Cause::Unreadable(why)
        };
        during(Error::new(ErrorKind::Unavailable, cause))
    })
}
