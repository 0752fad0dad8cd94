//! One question to TWINT and its answer: from a request type to what the answer means or an error that says what to do.

mod enrolment;
pub mod last_exchange;

use std::time::{Instant, SystemTime};

use crate::twint::error::fault::{Fault, FaultMeaning};
use crate::twint::error::{Cause, Error, ErrorKind};
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::merchant::Merchant;
use crate::twint::operations::{EnrollCashRegister, SoapRequest};
use crate::twint::soap::reader::Body;
use crate::twint::soap::{reader, writer};
use crate::twint::transport::{self, Deadline, Failure, Method};
use crate::twint::values::identifiers::MessageId;
use crate::twint::values::operation::Operation;

/// What TWINT's web server sees of us.
pub(crate) const USER_AGENT: &str = concat!("twint-php/", env!("CARGO_PKG_VERSION"));

/// Asks TWINT, as the only thing a call of ours does.
///
/// A merchant's doings are in [`crate::twint::flow`], which also knows what to do without a plain answer.
pub fn exchange<R: SoapRequest>(merchant: &Merchant, request: &R) -> Result<R::Answer, Error> {
    exchange_by(merchant, request, merchant.flow_deadline())
}

/// Asks TWINT, within the merchant's time limit for an exchange and before the deadline of the call it is part of.
///
/// What did not leave this machine is sent once more, and so is what changes nothing if its connection broke; all else is
/// sent exactly once. A register that TWINT does not know is enrolled, and the call, which TWINT then did not look at, is
/// repeated.
pub(crate) fn exchange_by<R: SoapRequest>(
    merchant: &Merchant,
    request: &R,
    deadline: Deadline,
) -> Result<R::Answer, Error> {
    match ask(merchant, request, deadline) {
        Err(failed) if failed.not_enrolled && R::OPERATION != Operation::EnrollCashRegister => {
            enrolment::forget(merchant);
            enrol(merchant, deadline)?;
            Ok(ask(merchant, request, deadline)?)
        }
        other => Ok(other?),
    }
}

/// Enrols the merchant's cash register, whether or not it is known.
pub(crate) fn enrol(merchant: &Merchant, deadline: Deadline) -> Result<(), Error> {
    ask(
        merchant,
        &EnrollCashRegister::new(merchant.information()),
        deadline,
    )?;
    enrolment::remember(merchant);
    Ok(())
}

/// Enrols it unless this process has.
pub(crate) fn enrol_once(merchant: &Merchant, deadline: Deadline) -> Result<(), Error> {
    if enrolment::is_known(merchant) {
        Ok(())
    } else {
        enrol(merchant, deadline)
    }
}

/// Whether the same call may be made once more: nothing of it left, or it changes nothing and its connection broke. Not
/// when a time limit ended it, for then there is no time.
pub(crate) fn may_repeat(failure: &Failure, operation: Operation) -> bool {
    match failure {
        Failure::NotSent { timeout, .. } => !timeout,
        Failure::Lost { timeout, .. } => !timeout && operation.is_harmless(),
        Failure::CertificateRefused { .. }
        | Failure::ServerNotTrusted { .. }
        | Failure::AnswerTooLarge
        | Failure::BadRoute { .. } => false,
    }
}

/// An error with what only the next lines need.
struct Failed {
    error: Error,
    not_enrolled: bool,
    may_repeat: bool,
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Self {
        failed.error
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self {
            error,
            not_enrolled: false,
            may_repeat: false,
        }
    }
}

/// Asks once, or twice where that is safe, within one time limit.
fn ask<R: SoapRequest>(
    merchant: &Merchant,
    request: &R,
    flow: Deadline,
) -> Result<R::Answer, Failed> {
    let deadline = merchant.exchange_deadline(flow);
    match attempt(merchant, request, deadline) {
        Err(failed) if failed.may_repeat => attempt(merchant, request, deadline),
        other => other,
    }
}

fn attempt<R: SoapRequest>(
    merchant: &Merchant,
    request: &R,
    deadline: Deadline,
) -> Result<R::Answer, Failed> {
    let message_id = MessageId::random();
    send(merchant, request, message_id, deadline).map_err(|mut failed| {
        failed.error = failed.error.during(R::OPERATION, Some(message_id));
        failed
    })
}

fn send<R: SoapRequest>(
    merchant: &Merchant,
    request: &R,
    message_id: MessageId,
    deadline: Deadline,
) -> Result<R::Answer, Failed> {
    last_exchange::forget();
    if let Some(problem) = merchant.identity().problem_at(SystemTime::now()) {
        return Err(Error::from(problem).into());
    }
    let body = writer::write(merchant.version(), message_id, merchant.client(), request)
        .map_err(|error| Error::invalid("the request", format!("cannot be written: {error}")))?;
    let action = format!("\"{}\"", R::OPERATION.name());
    let request_bytes = transport::Request {
        method: Method::Post,
        path: merchant.version().path(),
        headers: &[
            ("Content-Type", "text/xml; charset=\"utf-8\""),
            ("SOAPAction", &action),
            ("User-Agent", USER_AGENT),
        ],
        body: body.as_bytes(),
    };
    let agent = transport::agent(merchant.route(), Some(merchant.identity()))
        .map_err(|failure| failed(&failure, R::OPERATION))?;
    let started = Instant::now();
    let called = agent.call(&request_bytes, &merchant.limits(deadline));
    let took = started.elapsed();
    let meaning = called
        .as_ref()
        .map_err(|failure| failed(failure, R::OPERATION))
        .and_then(|answer| understand(request, message_id, answer));
    last_exchange::keep(R::OPERATION, body, called.ok(), took);
    meaning
}

/// What an answer means.
fn understand<R: SoapRequest>(
    request: &R,
    message_id: MessageId,
    answer: &transport::Answer,
) -> Result<R::Answer, Failed> {
    let envelope = reader::read(&answer.body).map_err(|why| {
        let kind = answer.content_type.as_deref().unwrap_or("no content type");
        unreadable(
            R::OPERATION,
            format!("HTTP {} with {kind}: {why}", answer.status),
        )
    })?;
    let echoed = envelope.message_id.as_deref();
    if echoed.is_some_and(|echoed| echoed.parse() != Ok(message_id)) {
        return Err(unreadable(
            R::OPERATION,
            "the answer belongs to another message".to_owned(),
        )
        .into());
    }
    match envelope.body {
        Body::Fault(node) => {
            let told = Fault::read(&node, &request.secrets());
            Err(fault(told, R::OPERATION))
        }
        Body::Response(response)
            if response.name().strip_suffix("ResponseElement") == Some(R::OPERATION.name()) =>
        {
            Ok(request
                .read_response(&response)
                .map_err(|why| unreadable(R::OPERATION, why.to_string()))?)
        }
        Body::Response(_) => Err(unreadable(
            R::OPERATION,
            "the answer belongs to another operation".to_owned(),
        )
        .into()),
    }
}

/// TWINT was reached, but what came back is no answer.
fn unreadable(operation: Operation, why: String) -> Error {
    Error::new(without_answer(operation), Cause::Unreadable(why))
}

/// What it means that a request may have been read but not answered.
fn without_answer(operation: Operation) -> ErrorKind {
    if operation.is_harmless() {
        ErrorKind::Unavailable
    } else {
        ErrorKind::OutcomeUnknown
    }
}

/// What a failed call means, by what left this machine.
pub(crate) fn transport_error(failure: &Failure, operation: Operation) -> Error {
    let kind = match failure {
        Failure::NotSent { .. } => ErrorKind::Unavailable,
        Failure::Lost { .. } | Failure::AnswerTooLarge => without_answer(operation),
        Failure::CertificateRefused { .. } => {
            ErrorKind::Certificate(CertificateProblem::RefusedByServer)
        }
        Failure::ServerNotTrusted { .. } | Failure::BadRoute { .. } => ErrorKind::Configuration,
    };
    Error::new(kind, Cause::Transport(failure.clone()))
}

fn failed(failure: &Failure, operation: Operation) -> Failed {
    Failed {
        error: transport_error(failure, operation),
        not_enrolled: false,
        may_repeat: may_repeat(failure, operation),
    }
}

fn fault(fault: Fault, operation: Operation) -> Failed {
    let not_enrolled = fault.meaning() == FaultMeaning::NotEnrolled;
    Failed {
        error: Error::new(fault.kind(operation), Cause::Fault(Box::new(fault))),
        not_enrolled,
        may_repeat: false,
    }
}
