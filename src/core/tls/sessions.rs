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

use super::error_queue;

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
                sessions.keep(target, session, Instant::now());
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

    fn keep(&self, target: &str, session: SslSession, now: Instant) {
        let mut kept = self.kept();
        kept.verified.get_or_insert(now);
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
