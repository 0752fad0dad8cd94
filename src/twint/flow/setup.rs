//! What is needed before the first payment.

use crate::twint::error::{Cause, Error, ErrorKind};
use crate::twint::exchange::{USER_AGENT, enrol, exchange, may_repeat, transport_error};
use crate::twint::merchant::Merchant;
use crate::twint::operations::CheckSystemStatus;
use crate::twint::operations::app_schemes::{self, AppScheme};
use crate::twint::transport::{self, Method, Request};
use crate::twint::values::operation::Operation;

/// Makes the merchant's cash register known to TWINT; doing it again is harmless.
pub fn enroll(merchant: &Merchant) -> Result<(), Error> {
    enrol(merchant, merchant.flow_deadline())
}

/// Whether TWINT works for this merchant: the check of the access data.
pub fn system_status(merchant: &Merchant) -> Result<bool, Error> {
    exchange(merchant, &CheckSystemStatus::new(merchant.store()))
}

/// The bank apps that open a TWINT payment on iOS; needs no certificate. Cache it: it changes a few times a year.
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
        .then(|| app_schemes::read(&answer.body))
        .flatten();
    list.ok_or_else(|| {
        let why = format!("HTTP {} without a list of apps", answer.status);
        during(Error::new(ErrorKind::Unavailable, Cause::Unreadable(why)))
    })
}
