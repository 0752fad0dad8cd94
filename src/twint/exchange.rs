//! One exchange with TWINT: sends a request, reads the answer and turns every failure into an [`Error`] that says what to do.
//!
//! The other files: the enrolment of cash registers, and the transcript of the last exchange.

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

/// The `User-Agent` header of every request.
pub(crate) const USER_AGENT: &str = concat!("twint-php/", env!("CARGO_PKG_VERSION"));

/// Carries out one exchange that is a whole call of ours, within the merchant's time limit for a call. What a merchant does is in
/// [`crate::twint::flow`], which also knows what to do without a plain answer.
///
/// # Errors
/// As for `exchange_by`.
pub fn exchange<R: SoapRequest>(merchant: &Merchant, request: &R) -> Result<R::Answer, Error> {
    exchange_by(merchant, request, merchant.flow_deadline())
}

/// Carries out one exchange, within the merchant's time limit for an exchange and before `deadline`, the end of the call it is part of.
///
/// A request that did not leave this machine is sent once more, and so is one that changes nothing if its connection broke. Any other
/// request is sent exactly once. If TWINT does not know the cash register, it has not carried the request out: the register is
/// enrolled and the request repeated.
///
/// # Errors
/// [`ErrorKind::Unavailable`] if nothing was changed at TWINT, [`ErrorKind::OutcomeUnknown`] if a request that changes something may
/// have arrived, and the kind of TWINT's fault if it answered with one.
pub(crate) fn exchange_by<R: SoapRequest>(
    merchant: &Merchant,
    request: &R,
    deadline: Deadline,
) -> Result<R::Answer, Error> {
    match send_twice_at_most(merchant, request, deadline) {
        Err(failed) if failed.not_enrolled && R::OPERATION != Operation::EnrollCashRegister => {
            enrolment::forget(merchant);
            enrol(merchant, deadline)?;
            Ok(send_twice_at_most(merchant, request, deadline)?)
        }
        other => Ok(other?),
    }
}

/// Enrols the merchant's cash register, even if this process has enrolled it before.
pub(crate) fn enrol(merchant: &Merchant, deadline: Deadline) -> Result<(), Error> {
    send_twice_at_most(
        merchant,
        &EnrollCashRegister::new(merchant.information()),
        deadline,
    )?;
    enrolment::remember(merchant);
    Ok(())
}

/// Enrols the merchant's cash register unless this process has enrolled it before.
pub(crate) fn enrol_once(merchant: &Merchant, deadline: Deadline) -> Result<(), Error> {
    if enrolment::is_known(merchant) {
        Ok(())
    } else {
        enrol(merchant, deadline)
    }
}

/// Whether a failed request may be sent once more: nothing of it left this machine, or it changes nothing and its connection broke.
/// Never after a time limit, because no time is left then.
pub(crate) fn may_repeat(failure: &Failure, operation: Operation) -> bool {
    match failure {
        Failure::NotSent { timeout, .. } => !timeout,
        Failure::Lost { timeout, .. } => !timeout && operation.is_harmless(),
        Failure::CertificateRefused { .. }
        | Failure::CertificateUnusable { .. }
        | Failure::ServerNotTrusted { .. }
        | Failure::AnswerTooLarge
        | Failure::BadRoute { .. } => false,
    }
}

/// A failed attempt: the error, and what [`exchange_by`] may do so that the request succeeds after all.
struct FailedAttempt {
    error: Error,
    /// TWINT answered that it does not know the cash register.
    not_enrolled: bool,
    /// The same request may be sent once more.
    may_repeat: bool,
}

impl From<FailedAttempt> for Error {
    fn from(failed: FailedAttempt) -> Self {
        failed.error
    }
}

impl From<Error> for FailedAttempt {
    fn from(error: Error) -> Self {
        Self {
            error,
            not_enrolled: false,
            may_repeat: false,
        }
    }
}

/// Sends a request once, or twice where that is safe, within the time limit of one exchange.
fn send_twice_at_most<R: SoapRequest>(
    merchant: &Merchant,
    request: &R,
    flow: Deadline,
) -> Result<R::Answer, FailedAttempt> {
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
) -> Result<R::Answer, FailedAttempt> {
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
) -> Result<R::Answer, FailedAttempt> {
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
        .map_err(|failure| not_transported(&failure, R::OPERATION))?;
    let started = Instant::now();
    let called = agent.call(&request_bytes, &merchant.limits(deadline));
    let took = started.elapsed();
    let meaning = called
        .as_ref()
        .map_err(|failure| not_transported(failure, R::OPERATION))
        .and_then(|answer| read_answer(request, message_id, answer));
    last_exchange::store(R::OPERATION, body, called.ok(), took);
    meaning
}

/// Reads an answer. It must be a fault or the response to this very request.
fn read_answer<R: SoapRequest>(
    request: &R,
    message_id: MessageId,
    answer: &transport::Answer,
) -> Result<R::Answer, FailedAttempt> {
    let envelope = reader::read(&answer.body).map_err(|why| {
        let kind = answer.content_type.as_deref().unwrap_or("no content type");
        let what = format!("HTTP {} with {kind}: {why}", answer.status);
        if says_away(answer.status) {
            Error::new(kind_of_lost_answer(R::OPERATION), Cause::ServiceAway(what))
        } else {
            unreadable(R::OPERATION, what)
        }
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
            let fault = Fault::read(&node, &request.secrets());
            Err(fault_answered(fault, R::OPERATION))
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

/// Whether a status without an answer of TWINT's says that the service is away: an error of a server, or too much to do.
pub(crate) fn says_away(status: u16) -> bool {
    status >= 500 || status == 429
}

/// The error for an answer that cannot be read or belongs to another request.
fn unreadable(operation: Operation, why: String) -> Error {
    Error::new(kind_of_lost_answer(operation), Cause::Unreadable(why))
}

/// The kind of error after TWINT may have read a request whose answer is lost.
fn kind_of_lost_answer(operation: Operation) -> ErrorKind {
    if operation.is_harmless() {
        ErrorKind::Unavailable
    } else {
        ErrorKind::OutcomeUnknown
    }
}

/// The error for a failure of the transport, by whether anything of the request left this machine.
pub(crate) fn transport_error(failure: &Failure, operation: Operation) -> Error {
    let kind = match failure {
        Failure::NotSent { .. } => ErrorKind::Unavailable,
        Failure::Lost { .. } | Failure::AnswerTooLarge => kind_of_lost_answer(operation),
        Failure::CertificateRefused { .. } => {
            ErrorKind::Certificate(CertificateProblem::RefusedByServer)
        }
        Failure::CertificateUnusable { problem, .. } => ErrorKind::Certificate(*problem),
        Failure::ServerNotTrusted { .. } | Failure::BadRoute { .. } => ErrorKind::Configuration,
    };
    Error::new(kind, Cause::Transport(failure.clone()))
}

/// The failed attempt that the transport could not complete.
fn not_transported(failure: &Failure, operation: Operation) -> FailedAttempt {
    FailedAttempt {
        error: transport_error(failure, operation),
        not_enrolled: false,
        may_repeat: may_repeat(failure, operation),
    }
}

/// The failed attempt that TWINT answered with a fault.
fn fault_answered(fault: Fault, operation: Operation) -> FailedAttempt {
    let not_enrolled = fault.meaning() == FaultMeaning::NotEnrolled;
    FailedAttempt {
        error: Error::new(fault.kind(operation), Cause::Fault(Box::new(fault))),
        not_enrolled,
        may_repeat: false,
    }
}
