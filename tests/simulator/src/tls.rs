//! The TLS side of both HTTPS ports.

use std::sync::Arc;

use openssl::error::ErrorStack;
use openssl::ex_data::Index;
use openssl::ssl::{
    SniError, Ssl, SslAlert, SslContext, SslContextBuilder, SslMethod, SslOptions, SslRef,
    SslSessionCacheMode, SslVerifyMode, SslVersion,
};
use openssl::x509::X509Ref;
use openssl::x509::store::X509StoreBuilder;

use crate::certificates::Authority;
use crate::clock::Clock;
use crate::keys::keys;
use crate::revocation;
use crate::settings::{ServerCertificate, TlsRange};

/// Makes the TLS end of new connections.
pub(crate) struct Acceptor {
    context: SslContext,
    alert: Index<Ssl, bool>,
    clock: Arc<Clock>,
}

impl Acceptor {
    /// Demands a client certificate of the authority.
    pub(crate) fn mutual(
        authority: &Arc<Authority>,
        clock: &Arc<Clock>,
        range: TlsRange,
        certificate: ServerCertificate,
    ) -> Result<Self, ErrorStack> {
        let mut builder = context(authority, range, certificate)?;
        let mut store = X509StoreBuilder::new()?;
        store.add_cert(authority.root().to_owned())?;
        // TWINT's own SDK sends its certificate alone.
        store.add_cert(authority.intermediate().to_owned())?;
        builder.set_verify_cert_store(store.build())?;
        builder.add_client_ca(authority.root())?;
        builder.add_client_ca(authority.intermediate())?;
        let (judge, now) = (Arc::clone(authority), Arc::clone(clock));
        let because = revocation::verdict();
        builder.set_verify_callback(
            SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT,
            move |fine, store| {
                let revoked = store.error_depth() == 0
                    && store
                        .current_cert()
                        .is_some_and(|c| judge.is_revoked(c, now.now()));
                if revoked {
                    store.set_error(because);
                }
                fine && !revoked
            },
        );
        Self::new(builder, clock)
    }

    /// Takes anybody.
    pub(crate) fn open(
        authority: &Arc<Authority>,
        clock: &Arc<Clock>,
        range: TlsRange,
        certificate: ServerCertificate,
    ) -> Result<Self, ErrorStack> {
        Self::new(context(authority, range, certificate)?, clock)
    }

    fn new(mut builder: SslContextBuilder, clock: &Arc<Clock>) -> Result<Self, ErrorStack> {
        let alert = Ssl::new_ex_index()?;
        // OpenSSL asks this callback in every handshake, even where the client names no host.
        builder.set_servername_callback(move |ssl: &mut SslRef, kind: &mut SslAlert| {
            if ssl.ex_data(alert).copied().unwrap_or(false) {
                *kind = SslAlert::INTERNAL_ERROR;
                return Err(SniError::ALERT_FATAL);
            }
            Ok(())
        });
        Ok(Self {
            context: builder.build(),
            alert,
            clock: Arc::clone(clock),
        })
    }

    /// The TLS state of one connection; with `alert` its handshake will end in one.
    pub(crate) fn connection(&self, alert: bool) -> Result<Ssl, ErrorStack> {
        let mut ssl = Ssl::new(&self.context)?;
        ssl.set_ex_data(self.alert, alert);
        // Certificates are judged by the simulator's clock, so that they can be made to expire.
        ssl.param_mut().set_time(self.clock.now() / 1000);
        Ok(ssl)
    }
}

fn context(
    authority: &Authority,
    range: TlsRange,
    certificate: ServerCertificate,
) -> Result<SslContextBuilder, ErrorStack> {
    let mut builder = SslContext::builder(SslMethod::tls_server())?;
    let (least, most) = match range {
        TlsRange::Any => (SslVersion::TLS1_2, SslVersion::TLS1_3),
        TlsRange::Only12 => (SslVersion::TLS1_2, SslVersion::TLS1_2),
        TlsRange::Only13 => (SslVersion::TLS1_3, SslVersion::TLS1_3),
        TlsRange::Only11 => (SslVersion::TLS1_1, SslVersion::TLS1_1),
    };
    builder.set_min_proto_version(Some(least))?;
    builder.set_max_proto_version(Some(most))?;
    if range == TlsRange::Only11 {
        // OpenSSL 3 allows SHA-1 signatures, hence TLS 1.1, at level 0 only.
        builder.set_security_level(0);
    }
    builder.set_options(SslOptions::NO_RENEGOTIATION);
    builder.set_private_key(&keys().server)?;
    let server = authority.server(certificate);
    builder.set_certificate(&server)?;
    if certificate != ServerCertificate::SelfSigned {
        builder.add_extra_chain_cert(authority.root().to_owned())?;
    }
    builder.set_session_id_context(b"twint-simulator")?;
    builder.set_session_cache_mode(SslSessionCacheMode::SERVER);
    builder.check_private_key()?;
    Ok(builder)
}

/// The client certificate of a finished handshake.
pub(crate) fn peer(ssl: &SslRef) -> Option<Peer> {
    let certificate = ssl.peer_certificate()?;
    Some(Peer {
        merchant: crate::certificates::merchant_uuid(&certificate),
        certificate,
    })
}

/// Who is on the other end.
pub(crate) struct Peer {
    certificate: openssl::x509::X509,
    /// The UID of its subject.
    pub merchant: Option<String>,
}

impl Peer {
    pub(crate) fn certificate(&self) -> &X509Ref {
        &self.certificate
    }
}
