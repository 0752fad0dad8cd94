//! Whether the OpenSSL of this server uses a certificate, which its configuration may forbid.

use openssl::error::ErrorStack;
use openssl::pkey::{PKeyRef, Private};
use openssl::ssl::{SslContext, SslMethod};
use openssl::x509::{X509, X509Ref};

use crate::twint::identity::certificate_problem::CertificateProblem;

/// `ERR_LIB_SSL` of openssl/err.h.
const LIBRARY: i32 = 20;
/// `SSL_R_CA_KEY_TOO_SMALL`, `SSL_R_CA_MD_TOO_WEAK` and `SSL_R_EE_KEY_TOO_SMALL` of openssl/sslerr.h.
const TOO_WEAK: [i32; 3] = [397, 398, 399];

/// Tries what every connection does with a certificate, its key and its chain.
pub(super) fn problem(
    leaf: &X509Ref,
    key: &PKeyRef<Private>,
    intermediates: &[X509],
) -> Option<CertificateProblem> {
    // Where TLS cannot be set up at all, the certificate is not to blame.
    let mut builder = SslContext::builder(SslMethod::tls_client()).ok()?;
    // A chain is not looked at before the handshake, so each of its certificates is tried as if it were ours.
    let errors = intermediates
        .iter()
        .try_for_each(|certificate| builder.set_certificate(certificate))
        .and_then(|()| builder.set_certificate(leaf))
        .and_then(|()| builder.set_private_key(key))
        .err()?;
    Some(if is_too_weak(&errors) {
        CertificateProblem::TooWeak
    } else {
        CertificateProblem::UnsupportedKey
    })
}

fn is_too_weak(errors: &ErrorStack) -> bool {
    let mut errors = errors.errors().iter();
    errors.any(|error| error.library_code() == LIBRARY && TOO_WEAK.contains(&error.reason_code()))
}
