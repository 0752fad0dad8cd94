//! What went wrong with TLS, in the three kinds somebody can do something about.

use std::io;

use openssl::ssl::{Error, ErrorCode, SslRef};
use openssl::x509::X509VerifyResult;
use thiserror::Error as ThisError;

/// A failure of TLS itself, as opposed to one of the network below it.
#[derive(Debug, ThisError)]
pub(crate) enum TlsFailure {
    /// The server said by an alert that it does not accept our certificate, or that it wants one.
    #[error("{0}")]
    CertificateRefused(String),
    /// We do not accept the server's certificate.
    #[error("{0}")]
    ServerNotTrusted(String),
    /// Anything else: no common version or cipher, damaged records, an end without farewell.
    #[error("{0}")]
    Other(String),
}

/// `ERR_LIB_SSL` of openssl/err.h.
const LIBRARY: i32 = 20;
/// `SSL_R_CERTIFICATE_VERIFY_FAILED` of openssl/sslerr.h.
const VERIFY_FAILED: i32 = 134;
/// `SSL_R_UNEXPECTED_EOF_WHILE_READING` of openssl/sslerr.h.
const UNEXPECTED_EOF: i32 = 294;
/// OpenSSL reports alert *n* of the peer as reason 1000 + *n*.
const ALERTS: std::ops::Range<i32> = 1000..1256;
/// The alert that servers of TLS 1.2 send when they miss a client certificate, and others when no cipher is common.
const HANDSHAKE_FAILURE: i32 = 40;

/// What OpenSSL's `error` on the connection `ssl` means: an error of the network below, or one of TLS.
pub(crate) fn judge(error: Error, ssl: &SslRef) -> Result<io::Error, TlsFailure> {
    let error = match error.into_io_error() {
        Ok(network) => return Ok(network),
        Err(error) => error,
    };
    let reason = error
        .ssl_error()
        .and_then(|stack| stack.errors().iter().find(|e| e.library_code() == LIBRARY));
    let code = reason.map_or(0, openssl::error::Error::reason_code);
    if ALERTS.contains(&code) {
        return Err(alert(code - ALERTS.start, ssl));
    }
    // A session's old result does not count unless this is what OpenSSL complains about.
    let verified = ssl.verify_result();
    if code == VERIFY_FAILED && verified != X509VerifyResult::OK {
        return Err(TlsFailure::ServerNotTrusted(
            verified.error_string().to_owned(),
        ));
    }
    if error.code() == ErrorCode::SYSCALL || code == UNEXPECTED_EOF {
        return Err(TlsFailure::Other(
            "the server closed the connection in the middle".to_owned(),
        ));
    }
    let text = reason
        .and_then(openssl::error::Error::reason)
        .unwrap_or("TLS failed");
    Err(TlsFailure::Other(text.to_owned()))
}

fn alert(number: i32, ssl: &SslRef) -> TlsFailure {
    let name = alert_name(number);
    let of_our_certificate = match number {
        41..=46 | 48 | 49 | 116 => true,
        // Before the server has shown its own certificate this is about versions and ciphers; afterwards only our
        // certificate (or its absence) is left to dislike.
        HANDSHAKE_FAILURE | 51 => ssl.peer_certificate().is_some(),
        _ => false,
    };
    let text = format!("the server sent the TLS alert {name} ({number})");
    if of_our_certificate {
        TlsFailure::CertificateRefused(text)
    } else {
        TlsFailure::Other(text)
    }
}

/// Names of RFC 8446, section 6, and of its predecessors.
fn alert_name(number: i32) -> &'static str {
    match number {
        10 => "unexpected_message",
        20 => "bad_record_mac",
        22 => "record_overflow",
        40 => "handshake_failure",
        41 => "no_certificate",
        42 => "bad_certificate",
        43 => "unsupported_certificate",
        44 => "certificate_revoked",
        45 => "certificate_expired",
        46 => "certificate_unknown",
        47 => "illegal_parameter",
        48 => "unknown_ca",
        49 => "access_denied",
        50 => "decode_error",
        51 => "decrypt_error",
        70 => "protocol_version",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        90 => "user_canceled",
        109 => "missing_extension",
        110 => "unsupported_extension",
        112 => "unrecognized_name",
        113 => "bad_certificate_status_response",
        115 => "unknown_psk_identity",
        116 => "certificate_required",
        120 => "no_application_protocol",
        _ => "of another kind",
    }
}
