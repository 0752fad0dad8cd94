//! TLS sessions to resume: they save a round trip and most of the work of a new connection.
//!
//! A resumed session is not verified again: neither the server's certificate nor its name. So sessions never leave the
//! client (identity and roots) they were made by, each is kept under its host and port, and after an hour the server
//! must show its certificate again.
#![allow(unsafe_code)] // the openssl crate leaves one precondition of resuming to its caller

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use once_cell::sync::OnceCell;
use openssl::error::ErrorStack;
use openssl::ex_data::Index;
use openssl::ssl::{Ssl, SslContextBuilder, SslRef, SslSession, SslVersion};

use crate::twint::process::error_queue;

/// How many tickets one server may leave with us. A server gives two for a full handshake and one for a resumed one;
/// eight connections at once is what polling opens by default.
const TICKETS: usize = 8;

/// How long one verification of the server's certificate counts.
const VERIFIED_FOR: Duration = Duration::from_secs(3600);

/// `host:port` of a connection, for the callback that receives its sessions.
static TARGET: OnceCell<Index<Ssl, String>> = OnceCell::new();

/// The sessions of one client.
#[derive(Default, Clone)]
pub(crate) struct Sessions(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    by_target: HashMap<String, VecDeque<SslSession>>,
    verified: Option<Instant>,
}

impl Sessions {
    /// Has the context hand its sessions to us.
    pub(super) fn collect(&self, builder: &mut SslContextBuilder) -> Result<(), ErrorStack> {
        let index = target()?;
        let sessions = self.clone();
        builder.set_new_session_callback(move |ssl, session| {
            if let Some(target) = ssl.ex_data(index) {
                sessions.keep(target, session, ssl.session_reused(), Instant::now());
            }
        });
        Ok(())
    }

    /// Marks `ssl` as going to `host:port` and lets it resume a session with that server, if there is one.
    pub(super) fn resume(&self, ssl: &mut SslRef, host: &str, port: u16) -> Result<(), ErrorStack> {
        let target_name = format!("{host}:{port}");
        if let Some(session) = self.take(&target_name, Instant::now()) {
            // SAFETY: the session must come from the context of `ssl`. `collect` is called once for each `Sessions`,
            // when the one context of a `Client` is built, and only that client calls `resume`.
            if unsafe { ssl.set_session(&session) }.is_err() {
                error_queue::drain(); // not worth a failure: the handshake will be a full one
            }
        }
        ssl.set_ex_data(target()?, target_name);
        Ok(())
    }

    pub(super) fn verified(&self) {
        self.kept().verified = Some(Instant::now());
    }

    pub(super) fn forget(&self) {
        *self.kept() = Kept::default();
    }

    fn keep(&self, target: &str, session: SslSession, resumed: bool, now: Instant) {
        let mut kept = self.kept();
        if kept.verified.is_none() {
            if resumed {
                return; // descends from a verification that no longer counts
            }
            kept.verified = Some(now); // TLS 1.2 delivers its session at the end of a handshake, just before `verified`
        }
        let queue = kept.by_target.entry(target.to_owned()).or_default();
        queue.push_back(session);
        if queue.len() > TICKETS {
            queue.pop_front();
        }
    }

    /// The newest session. A ticket of TLS 1.3 is used once, lest an observer link our connections; a session of
    /// TLS 1.2 stays.
    fn take(&self, target: &str, now: Instant) -> Option<SslSession> {
        let mut kept = self.kept();
        if kept.verified? + VERIFIED_FOR <= now {
            *kept = Kept::default();
            return None;
        }
        let queue = kept.by_target.get_mut(target)?;
        let newest = queue.pop_back()?;
        if newest.protocol_version() == SslVersion::TLS1_2 {
            queue.push_back(newest.clone());
        }
        Some(newest)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn target() -> Result<Index<Ssl, String>, ErrorStack> {
    TARGET.get_or_try_init(Ssl::new_ex_index).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use openssl::asn1::Asn1Time;
    use openssl::ec::{EcGroup, EcKey};
    use openssl::hash::MessageDigest;
    use openssl::nid::Nid;
    use openssl::pkey::PKey;
    use openssl::ssl::{SslContext, SslMethod, SslSessionCacheMode, SslStream};
    use openssl::x509::X509;
    use std::os::unix::net::UnixStream;
    use std::thread;

    const SERVER: &str = "localhost:443";

    fn session(version: SslVersion) -> SslSession {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
        let key = PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap();
        let mut certificate = X509::builder().unwrap();
        certificate.set_pubkey(&key).unwrap();
        let today = Asn1Time::days_from_now(0).unwrap();
        certificate.set_not_before(&today).unwrap();
        certificate.set_not_after(&today).unwrap();
        certificate.sign(&key, MessageDigest::sha256()).unwrap();
        let mut server = SslContext::builder(SslMethod::tls_server()).unwrap();
        server.set_certificate(&certificate.build()).unwrap();
        server.set_private_key(&key).unwrap();
        let server = server.build();
        let (ours, theirs) = UnixStream::pair().unwrap();
        thread::scope(|scope| {
            scope.spawn(move || {
                let mut stream = SslStream::new(Ssl::new(&server).unwrap(), theirs).unwrap();
                stream.accept().unwrap();
                stream.ssl_write(b"x").unwrap();
            });
            let got = Arc::new(Mutex::new(None));
            let keep = got.clone();
            let mut client = SslContext::builder(SslMethod::tls_client()).unwrap();
            client.set_max_proto_version(Some(version)).unwrap();
            client.set_session_cache_mode(SslSessionCacheMode::CLIENT);
            client
                .set_new_session_callback(move |_, session| *keep.lock().unwrap() = Some(session));
            let mut stream = SslStream::new(Ssl::new(&client.build()).unwrap(), ours).unwrap();
            stream.connect().unwrap();
            stream.ssl_read(&mut [0]).unwrap();
            got.lock().unwrap().take().unwrap()
        })
    }

    #[test]
    fn a_ticket_serves_once_and_a_session_of_tls_1_2_again_and_again() {
        let now = Instant::now();
        for (version, lasts) in [(SslVersion::TLS1_3, false), (SslVersion::TLS1_2, true)] {
            let sessions = Sessions::default();
            sessions.keep(SERVER, session(version), false, now);
            assert!(
                sessions.take("localhost:444", now).is_none(),
                "of another server"
            );
            assert!(sessions.take(SERVER, now).is_some());
            assert_eq!(sessions.take(SERVER, now).is_some(), lasts);
        }
    }

    #[test]
    fn an_hour_after_the_certificate_was_shown_it_must_be_shown_again() {
        let now = Instant::now();
        let sessions = Sessions::default();
        let session = session(SslVersion::TLS1_2);
        sessions.keep(SERVER, session.clone(), false, now);
        let later = now + VERIFIED_FOR.checked_sub(Duration::from_secs(1)).unwrap();
        sessions.keep(SERVER, session.clone(), true, later);
        assert!(sessions.take(SERVER, later).is_some());
        let too_late = now + VERIFIED_FOR;
        assert!(sessions.take(SERVER, too_late).is_none());
        sessions.keep(SERVER, session, true, too_late);
        assert!(
            sessions.take(SERVER, too_late).is_none(),
            "a resumed session proves nothing"
        );
    }

    #[test]
    fn no_more_are_kept_than_can_be_used() {
        let now = Instant::now();
        let sessions = Sessions::default();
        let session = session(SslVersion::TLS1_3);
        for _ in 0..20 {
            sessions.keep(SERVER, session.clone(), false, now);
        }
        let taken = std::iter::from_fn(|| sessions.take(SERVER, now)).count();
        assert_eq!(taken, TICKETS);
    }
}
