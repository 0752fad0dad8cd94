//! Why there is no answer, told apart by what the caller can do next.

use std::io;

use thiserror::Error as ThisError;
use ureq::{Error, Timeout};

use super::call;
use crate::twint::tls::TlsFailure;

/// Why a call brought no answer. Never holds a body, a header or a secret.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
pub enum Failure {
    /// Nothing of the request left this machine: no name, no connection, no TLS, or the deadline came first.
    #[error("nothing was sent: {cause}")]
    NotSent {
        /// What happened, for a log.
        cause: String,
        /// Whether it was a deadline.
        timeout: bool,
    },
    /// The server may have read some of the request; there is no complete answer.
    #[error("the answer was lost: {cause}")]
    Lost {
        /// What happened, for a log.
        cause: String,
        /// Whether it was a deadline.
        timeout: bool,
    },
    /// The server does not accept our certificate or wants one. It has not looked at the request.
    #[error("the server refused the client certificate: {cause}")]
    CertificateRefused {
        /// The alert it sent.
        cause: String,
    },
    /// The server's certificate does not hold. Nothing was sent.
    #[error("the server's certificate is not trusted: {cause}")]
    ServerNotTrusted {
        /// What is wrong with it.
        cause: String,
    },
    /// The answer is larger than any of TWINT's. The server has read the request.
    #[error("the answer is too large")]
    AnswerTooLarge,
    /// The settings cannot work: base URL, CA file, proxy, header. Nothing was sent.
    #[error("{cause}")]
    BadRoute {
        /// Which setting, and why.
        cause: String,
    },
}

impl Failure {
    pub(super) fn bad_route(cause: impl Into<String>) -> Self {
        Self::BadRoute {
            cause: cause.into(),
        }
    }

    /// What ureq's error means, given what this thread's call has sent so far.
    pub(super) fn of_call(error: Error) -> Self {
        let (cause, timeout) = match error {
            Error::Other(other) => match other.downcast::<TlsFailure>() {
                Ok(tls) => match *tls {
                    TlsFailure::CertificateRefused(cause) => {
                        return Self::CertificateRefused { cause };
                    }
                    TlsFailure::ServerNotTrusted(cause) => {
                        return Self::ServerNotTrusted { cause };
                    }
                    TlsFailure::Other(cause) => (cause, false),
                },
                Err(other) => (other.to_string(), false),
            },
            Error::Timeout(Timeout::Resolve) => ("name lookup took too long".to_owned(), true),
            Error::Timeout(Timeout::Connect) => ("connecting took too long".to_owned(), true),
            Error::Timeout(_) => ("the deadline passed".to_owned(), true),
            Error::Io(error) => (network_cause(&error), false),
            Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) => {
                return Self::AnswerTooLarge;
            }
            Error::HostNotFound => ("the host's name has no address".to_owned(), false),
            Error::BadUri(_) => return Self::bad_route("the URL is not one"),
            Error::Http(_) => {
                return Self::bad_route("a header or the path has forbidden characters");
            }
            Error::Protocol(error) => (format!("the answer is not HTTP: {error}"), false),
            other => (other.to_string(), false),
        };
        if call::has_sent() {
            Self::Lost { cause, timeout }
        } else {
            Self::NotSent { cause, timeout }
        }
    }
}

fn network_cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "connection refused".to_owned(),
        io::ErrorKind::ConnectionReset => "connection reset".to_owned(),
        io::ErrorKind::UnexpectedEof => {
            "the server closed the connection without an answer".to_owned()
        }
        _ => error.to_string(),
    }
}

/// An error below ureq in ureq's terms, from which [`Failure::of_call`] gets it back.
pub(super) fn into_ureq(failure: Result<io::Error, TlsFailure>, on_timeout: Timeout) -> Error {
    match failure {
        Ok(error) if error.kind() == io::ErrorKind::TimedOut => Error::Timeout(on_timeout),
        Ok(error) => Error::from(error),
        Err(tls) => Error::Other(Box::new(tls)),
    }
}
