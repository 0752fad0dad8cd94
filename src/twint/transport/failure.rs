//! Why there is no answer, told apart by what the caller can do next.

use std::io;

use thiserror::Error as ThisError;

use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::tls::TlsFailure;

/// Why a call brought no answer. Never holds a body, a header or a secret.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
pub enum Failure {
    /// Nothing of the request left this machine: no name, no connection, no TLS, or the deadline came first.
    #[error("nothing was sent: {cause}")]
    NotSent {
        /// What happened, for a log.
        cause: String,
        /// Whether a deadline passed.
        timeout: bool,
    },
    /// The server may have read some of the request; there is no complete answer.
    #[error("the answer was lost: {cause}")]
    Lost {
        /// What happened, for a log.
        cause: String,
        /// Whether a deadline passed.
        timeout: bool,
    },
    /// The server does not accept our certificate or wants one, and said so instead of carrying out the request.
    #[error("the server refused the client certificate: {cause}")]
    CertificateRefused {
        /// The alert it sent.
        cause: String,
    },
    /// This machine's OpenSSL does not use our certificate. Nothing was sent.
    #[error("this machine's OpenSSL does not use the client certificate: {cause}")]
    CertificateUnusable {
        /// Why OpenSSL does not use the certificate.
        problem: CertificateProblem,
        /// What OpenSSL says of it, for a log.
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

/// What broke on the way to an answer. What that means depends on whether anything of the request had left.
#[derive(Debug, ThisError)]
pub(super) enum Broken {
    /// A deadline passed.
    #[error("{0}")]
    Deadline(&'static str),
    /// TLS failed, or the peer ended it with an alert.
    #[error(transparent)]
    Tls(TlsFailure),
    /// The name was not found, the connection failed, or what came is no HTTP.
    #[error("{0}")]
    Other(String),
    /// The answer has more bytes than any of TWINT's.
    #[error("the answer is too large")]
    TooLarge,
}

impl Broken {
    /// An error of the network, which `deadline` describes if time was up.
    pub(super) fn network(error: &io::Error, deadline: &'static str) -> Self {
        match error.kind() {
            io::ErrorKind::TimedOut => Self::Deadline(deadline),
            io::ErrorKind::ConnectionRefused => Self::Other("connection refused".to_owned()),
            io::ErrorKind::ConnectionReset => Self::Other("connection reset".to_owned()),
            _ => Self::Other(error.to_string()),
        }
    }

    /// Something that came in place of an answer.
    pub(super) fn not_http(error: &ureq_proto::Error) -> Self {
        Self::Other(format!("the answer is not HTTP: {error}"))
    }
}

impl Failure {
    pub(super) fn bad_route(cause: impl Into<String>) -> Self {
        Self::BadRoute {
            cause: cause.into(),
        }
    }

    /// The failure of a call that broke before a byte of the request had left.
    pub(super) fn before_sending(broken: Broken) -> Self {
        match broken {
            Broken::Tls(TlsFailure::CertificateRefused(cause)) => {
                Self::CertificateRefused { cause }
            }
            Broken::Tls(TlsFailure::ServerNotTrusted(cause)) => Self::ServerNotTrusted { cause },
            Broken::Tls(TlsFailure::Other(_))
            | Broken::Deadline(_)
            | Broken::Other(_)
            | Broken::TooLarge => Self::NotSent {
                cause: broken.to_string(),
                timeout: matches!(broken, Broken::Deadline(_)),
            },
        }
    }

    /// The failure of a call that broke when some of the request may have arrived.
    ///
    /// Under TLS 1.3 a server judges our certificate while the request is already on its way, so on a new connection an
    /// alert about it says that the server let nobody in. On a connection of earlier calls that decision was made long ago:
    /// what else the server did with the request before such an alert is not known.
    pub(super) fn after_sending(broken: Broken, reused_connection: bool) -> Self {
        match broken {
            Broken::Tls(TlsFailure::CertificateRefused(cause)) if !reused_connection => {
                Self::CertificateRefused { cause }
            }
            Broken::TooLarge => Self::AnswerTooLarge,
            Broken::Tls(_) | Broken::Deadline(_) | Broken::Other(_) => Self::Lost {
                cause: broken.to_string(),
                timeout: matches!(broken, Broken::Deadline(_)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused() -> Broken {
        Broken::Tls(TlsFailure::CertificateRefused("unknown_ca".to_owned()))
    }

    #[test]
    fn a_refused_certificate_is_certain_only_where_the_handshake_was_this_calls_own() {
        let certain = Failure::CertificateRefused {
            cause: "unknown_ca".to_owned(),
        };
        assert_eq!(Failure::before_sending(refused()), certain);
        assert_eq!(Failure::after_sending(refused(), false), certain);
        assert_eq!(
            Failure::after_sending(refused(), true),
            Failure::Lost {
                cause: "unknown_ca".to_owned(),
                timeout: false
            }
        );
    }

    #[test]
    fn a_server_that_loses_our_trust_after_the_request_leaves_it_open() {
        let untrusted = || Broken::Tls(TlsFailure::ServerNotTrusted("expired".to_owned()));
        assert!(matches!(
            Failure::before_sending(untrusted()),
            Failure::ServerNotTrusted { .. }
        ));
        for reused in [false, true] {
            assert!(matches!(
                Failure::after_sending(untrusted(), reused),
                Failure::Lost { timeout: false, .. }
            ));
        }
    }

    #[test]
    fn a_deadline_is_one_before_and_after() {
        let passed = || Broken::Deadline("the deadline passed");
        assert!(matches!(
            Failure::before_sending(passed()),
            Failure::NotSent { timeout: true, .. }
        ));
        assert!(matches!(
            Failure::after_sending(passed(), true),
            Failure::Lost { timeout: true, .. }
        ));
    }
}
