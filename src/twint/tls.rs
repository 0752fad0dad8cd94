//! TLS towards TWINT: whom we trust, who we are, and what OpenSSL's failures mean.

pub(crate) mod ca_file;
mod failure;
mod post_handshake;
mod roots;
mod sessions;

use std::net::IpAddr;

use openssl::error::ErrorStack;
use openssl::ssl::{
    Ssl, SslContext, SslMethod, SslMode, SslSessionCacheMode, SslVerifyMode, SslVersion,
};
use openssl::x509::verify::X509CheckFlags;

pub(crate) use failure::{TlsFailure, judge};
pub(crate) use roots::{SystemRoots, Trust};

use sessions::Sessions;

use crate::twint::identity::Identity;
use crate::twint::process::error_queue;

/// One identity towards servers under one set of roots, with the sessions they gave us.
pub(crate) struct Client {
    context: SslContext,
    sessions: Sessions,
}

impl Client {
    pub(crate) fn new(trust: &Trust, identity: Option<&Identity>) -> Result<Self, ErrorStack> {
        let _clean = error_queue::Clean::start();
        // Not `SslConnector`: it loads the system's roots each time, 20 ms of work.
        let mut builder = SslContext::builder(SslMethod::tls_client())?;
        builder.set_min_proto_version(Some(SslVersion::TLS1_2))?;
        builder.set_verify(SslVerifyMode::PEER);
        builder.set_cert_store(trust.store()?);
        if let Some(identity) = identity {
            builder.set_certificate(identity.leaf())?;
            builder.set_private_key(identity.key())?;
            builder.check_private_key()?;
            for certificate in identity.intermediates() {
                builder.add_extra_chain_cert(certificate.clone())?;
            }
            post_handshake::offer(&mut builder);
        }
        // Idle connections give their 34 kB of record buffers back.
        builder.set_mode(SslMode::AUTO_RETRY | SslMode::RELEASE_BUFFERS);
        builder.set_read_ahead(true);
        builder
            .set_session_cache_mode(SslSessionCacheMode::CLIENT | SslSessionCacheMode::NO_INTERNAL);
        let sessions = Sessions::default();
        sessions.collect(&mut builder)?;
        Ok(Self {
            context: builder.build(),
            sessions,
        })
    }

    /// A connection-to-be to `host`, which the server's certificate must bear.
    pub(crate) fn ssl(&self, host: &str, port: u16) -> Result<Ssl, ErrorStack> {
        let mut ssl = Ssl::new(&self.context)?;
        if let Ok(address) = host.parse::<IpAddr>() {
            ssl.param_mut().set_ip(address)?;
        } else {
            ssl.param_mut()
                .set_hostflags(X509CheckFlags::NO_PARTIAL_WILDCARDS);
            ssl.param_mut().set_host(host)?;
            ssl.set_hostname(host)?;
        }
        self.sessions.resume(&mut ssl, host, port)?;
        Ok(ssl)
    }

    /// Forgets all sessions, for instance because the server refused our certificate.
    pub(crate) fn forget_sessions(&self) {
        self.sessions.forget();
    }
}
