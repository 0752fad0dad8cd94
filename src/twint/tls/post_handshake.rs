//! Lets a server ask for the client certificate after it has read the request, as TLS 1.3 allows.
#![allow(unsafe_code)] // the openssl crate does not have the switch

use openssl::ssl::SslContextBuilder;

/// Tells servers that they may ask later, as curl does. Apache has to ask later where `SSLVerifyClient` is set for a `<Location>` only, and
/// refuses every client that does not offer it.
pub(super) fn offer(builder: &mut SslContextBuilder) {
    // SAFETY: the context is alive and, being built, ours alone; the call sets a flag in it.
    unsafe { openssl_sys::SSL_CTX_set_post_handshake_auth(builder.as_ptr(), 1) }
}
