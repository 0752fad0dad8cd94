//! One question to TWINT and its answer: from a request type to what the answer means or an error that says what to do.

mod enrolment;
pub mod last_exchange;

use std::time::{Duration, Instant, SystemTime};

use crate::twint::error::fault::{Fault, FaultMeaning};
use crate::twint::error::{Error, ErrorKind};
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::merchant::Merchant;
use crate::twint::operations::{EnrollCashRegister, Request};
use crate::twint::soap::reader::Body;
use crate::twint::soap::{envelope, reader};
use crate::twint::transport::{self, Failure, Limits, Method};
use crate::twint::values::identifiers::MessageId;
use crate::twint::values::operation::Operation;

/// What TWINT's web server sees of us.
pub(crate) const USER_AGENT: &str = concat!("twint-php/", env!("CARGO_PKG_VERSION"));

/// Asks TWINT within the merchant's time limit.
///
/// A call that changes nothing is repeated once if its connection broke; any other is sent exactly once. A register
/// that TWINT does not know is enrolled, and the call, which TWINT then did not look at, is repeated.
///
/// A merchant's doings are in [`crate::twint::flow`], which also knows what to do without a plain answer.
pub fn exchange<R: Request>(merchant: &Merchant, request: &R) -> Result<R::Answer, Error> {
    let deadline = Instant::now() + merchant.limits().total;
    let first = attempt(merchant, request, deadline);
    match first {
        Err(failed) if failed.not_enrolled && R::OPERATION != Operation::EnrollCashRegister => {
            enrolment::forget(merchant);
            enrol(merchant)?;
            Ok(attempt(
                merchant,
                request,
                Instant::now() + merchant.limits().total,
            )?)
        }
        Err(failed) if failed.broken_connection && R::OPERATION.is_harmless() => {
            Ok(attempt(merchant, request, deadline)?)
        }
        other => Ok(other?),
    }
}

/// Enrols the merchant's cash register, whether or not it is known.
pub(crate) fn enrol(merchant: &Merchant) -> Result<(), Error> {
    let deadline = Instant::now() + merchant.limits().total;
    attempt(
        merchant,
        &EnrollCashRegister::new(merchant.information()),
        deadline,
    )?;
    enrolment::remember(merchant);
    Ok(())
}

/// Enrols it unless this process has.
pub(crate) fn enrol_once(merchant: &Merchant) -> Result<(), Error> {
    if enrolment::is_known(merchant) {
        Ok(())
    } else {
        enrol(merchant)
    }
}

/// An error with what only the next lines need.
struct Failed {
    error: Error,
    not_enrolled: bool,
    broken_connection: bool,
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
            broken_connection: false,
        }
    }
}

fn attempt<R: Request>(
    merchant: &Merchant,
    request: &R,
    deadline: Instant,
) -> Result<R::Answer, Failed> {
    let message_id = MessageId::random();
    send(merchant, request, message_id, deadline).map_err(|mut failed| {
        failed.error = failed.error.during(R::OPERATION, Some(message_id));
        failed
    })
}

fn send<R: Request>(
    merchant: &Merchant,
    request: &R,
    message_id: MessageId,
    deadline: Instant,
) -> Result<R::Answer, Failed> {
    last_exchange::forget();
    if let Some(problem) = merchant.identity().problem_at(SystemTime::now()) {
        return Err(Error::from(problem).into());
    }
    let body = envelope::write(merchant.version(), message_id, merchant.client(), request)
        .map_err(|error| {
            Error::new(
                ErrorKind::InvalidArgument,
                format!("the request cannot be written: {error}"),
            )
        })?;
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
    let limits = Limits {
        total: deadline
            .saturating_duration_since(Instant::now())
            .max(Duration::from_millis(1)),
        ..merchant.limits()
    };
    let started = Instant::now();
    let called = agent.call(&request_bytes, &limits);
    let took = started.elapsed();
    let meaning = called
        .as_ref()
        .map_err(|failure| failed(failure, R::OPERATION))
        .and_then(|answer| understand(request, message_id, answer));
    last_exchange::keep(R::OPERATION, body, called.ok(), took);
    meaning
}

/// What an answer means.
fn understand<R: Request>(
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
    if echoed.is_some_and(|echoed| MessageId::parse(echoed) != Ok(message_id)) {
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
                .read(&response)
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
fn unreadable(operation: Operation, detail: String) -> Error {
    Error::new(without_answer(operation), detail)
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
    let detail = failure.to_string();
    match failure {
        Failure::NotSent { .. } => Error::new(ErrorKind::Unavailable, detail),
        Failure::Lost { .. } | Failure::AnswerTooLarge => Error::new(without_answer(operation), detail),
        Failure::CertificateRefused { .. } => {
            Error::new(ErrorKind::Certificate(CertificateProblem::RefusedByServer), detail)
        }
        Failure::ServerNotTrusted { .. } => Error::new(ErrorKind::Configuration, detail)
            .advise("TWINT's server could not be verified and nothing was sent; check the CA file and the server's clock."),
        Failure::BadRoute { .. } => Error::new(ErrorKind::Configuration, detail)
            .advise("The connection settings cannot be used; correct endpoint, CA file or proxy."),
    }
}

fn failed(failure: &Failure, operation: Operation) -> Failed {
    let broken_connection = matches!(
        failure,
        Failure::NotSent { timeout: false, .. } | Failure::Lost { timeout: false, .. }
    );
    Failed {
        error: transport_error(failure, operation),
        not_enrolled: false,
        broken_connection,
    }
}

fn fault(fault: Fault, operation: Operation) -> Failed {
    let not_enrolled = fault.meaning() == FaultMeaning::NotEnrolled;
    let mut error = Error::new(fault.kind(operation), fault.summary());
    error.fault = Some(Box::new(fault));
    Failed {
        error,
        not_enrolled,
        broken_connection: false,
    }
}
