//! TLS sessions to resume: they save a round trip and most of the work of a new connection.
//!
//! A resumed session is not verified again: neither the server's certificate nor its name. So sessions never leave the
//! client (identity and roots) they were made by, each is kept under its host and port, and an hour after the handshake in
//! which the server showed its certificate neither that session nor any that descends from it is used any more.
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

/// What the callback that receives a connection's sessions has to know of it.
struct Origin {
    /// The server, as `host:port`.
    target: String,
    /// When the handshake began, in which the server shows its certificate unless it resumes a session.
    began: Instant,
    /// When the server showed its certificate for the session that this connection tries to resume.
    resumes: Option<Instant>,
}

static ORIGIN: OnceCell<Index<Ssl, Origin>> = OnceCell::new();

/// The sessions of one client.
#[derive(Default, Clone)]
pub(crate) struct Sessions(Arc<Mutex<HashMap<String, VecDeque<Kept>>>>);

struct Kept {
    session: SslSession,
    /// When the server showed its certificate for this session, or for the session it descends from.
    verified: Instant,
}

impl Sessions {
    /// Has the context hand its sessions to us.
    pub(super) fn collect(&self, builder: &mut SslContextBuilder) -> Result<(), ErrorStack> {
        let index = origin()?;
        let sessions = self.clone();
        builder.set_new_session_callback(move |ssl, session| {
            if let Some(origin) = ssl.ex_data(index)
                && let Some(verified) = origin.verified(ssl.session_reused())
            {
                sessions.keep(&origin.target, session, verified);
            }
        });
        Ok(())
    }

    /// Marks `ssl` as going to `host:port` and lets it resume a session with that server, if there is one.
    pub(super) fn resume(&self, ssl: &mut SslRef, host: &str, port: u16) -> Result<(), ErrorStack> {
        let mut origin = Origin {
            target: format!("{host}:{port}"),
            began: Instant::now(),
            resumes: None,
        };
        if let Some(kept) = self.take(&origin.target, origin.began) {
            // SAFETY: the session must come from the context of `ssl`. `collect` is called once for each `Sessions`,
            // when the one context of a `Client` is built, and only that client calls `resume`.
            if unsafe { ssl.set_session(&kept.session) }.is_ok() {
                origin.resumes = Some(kept.verified);
            } else {
                error_queue::drain(); // not worth a failure: the handshake will be a full one
            }
        }
        ssl.set_ex_data(self::origin()?, origin);
        Ok(())
    }

    pub(super) fn forget(&self) {
        self.kept().clear();
    }

    fn keep(&self, target: &str, session: SslSession, verified: Instant) {
        let mut kept = self.kept();
        let queue = kept.entry(target.to_owned()).or_default();
        queue.push_back(Kept { session, verified });
        if queue.len() > TICKETS {
            queue.pop_front();
        }
    }

    /// The newest session whose hour is not over. A ticket of TLS 1.3 is used once, lest an observer link our connections;
    /// a session of TLS 1.2 stays.
    fn take(&self, target: &str, now: Instant) -> Option<Kept> {
        let mut kept = self.kept();
        let queue = kept.get_mut(target)?;
        queue.retain(|kept| now.duration_since(kept.verified) < VERIFIED_FOR);
        let newest = queue.pop_back()?;
        if newest.session.protocol_version() == SslVersion::TLS1_2 {
            queue.push_back(Kept {
                session: newest.session.clone(),
                verified: newest.verified,
            });
        }
        Some(newest)
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<String, VecDeque<Kept>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Origin {
    /// When the server showed its certificate for the sessions of this connection, which resumed one or did not.
    fn verified(&self, resumed: bool) -> Option<Instant> {
        if resumed {
            self.resumes
        } else {
            Some(self.began)
        }
    }
}

fn origin() -> Result<Index<Ssl, Origin>, ErrorStack> {
    ORIGIN.get_or_try_init(Ssl::new_ex_index).copied()
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
            sessions.keep(SERVER, session(version), now);
            assert!(
                sessions.take("localhost:444", now).is_none(),
                "of another server"
            );
            assert!(sessions.take(SERVER, now).is_some());
            assert_eq!(sessions.take(SERVER, now).is_some(), lasts);
        }
    }

    #[test]
    fn each_is_used_for_an_hour_from_its_own_verification() {
        let now = Instant::now();
        let sessions = Sessions::default();
        let session = session(SslVersion::TLS1_3);
        let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
        sessions.keep(SERVER, session.clone(), now);
        sessions.keep(SERVER, session.clone(), now + minutes(30));
        sessions.keep(SERVER, session, now + minutes(10));
        assert_eq!(
            sessions.take(SERVER, now + minutes(59)).unwrap().verified,
            now + minutes(10)
        );
        assert_eq!(
            sessions.take(SERVER, now + minutes(60)).unwrap().verified,
            now + minutes(30),
            "the first is too old"
        );
        assert!(sessions.take(SERVER, now + minutes(60)).is_none());
    }

    #[test]
    fn a_resumed_session_proves_nothing_of_its_own() {
        let now = Instant::now();
        let origin = |resumes| Origin {
            target: SERVER.to_owned(),
            began: now,
            resumes,
        };
        let earlier = now.checked_sub(Duration::from_secs(600)).unwrap();
        assert_eq!(origin(Some(earlier)).verified(true), Some(earlier));
        assert_eq!(
            origin(Some(earlier)).verified(false),
            Some(now),
            "the server declined"
        );
        assert_eq!(origin(None).verified(false), Some(now));
        assert_eq!(origin(None).verified(true), None);
    }

    #[test]
    fn no_more_are_kept_than_can_be_used() {
        let now = Instant::now();
        let sessions = Sessions::default();
        let session = session(SslVersion::TLS1_3);
        for _ in 0..20 {
            sessions.keep(SERVER, session.clone(), now);
        }
        let taken = std::iter::from_fn(|| sessions.take(SERVER, now)).count();
        assert_eq!(taken, TICKETS);
    }
}
