//! One TLS connection.

use std::fmt;
use std::process;
use std::sync::Arc;
use std::time::Duration;

use openssl::ssl::{ErrorCode, ShutdownState, SslStream};

use super::failure::Broken;
use super::limits::Deadline;
use super::statistics::Counters;
use super::wire::Wire;
use crate::twint::process::error_queue;
use crate::twint::tls::{Client, TlsFailure, judge};

/// The time limit of a farewell. It is sent without waiting, so any limit will do.
const FAREWELL: Duration = Duration::from_secs(1);

/// The largest record of TLS.
const RECORD: usize = 16 * 1024;

/// A handshaken connection.
pub(super) struct Connection {
    stream: SslStream<Wire>,
    client: Arc<Client>,
    counters: &'static Counters,
    pid: u32,
}

impl Connection {
    /// Shakes hands with `host`, which the server's certificate must bear, before the wire's deadline.
    pub(super) fn handshake(
        client: Arc<Client>,
        wire: Wire,
        host: &str,
        port: u16,
    ) -> Result<Self, Broken> {
        error_queue::drain();
        let unusable = |errors: openssl::error::ErrorStack| Broken::Other(errors.to_string());
        let ssl = client.ssl(host, port).map_err(unusable)?;
        let mut stream = SslStream::new(ssl, wire).map_err(unusable)?;
        if let Err(error) = stream.connect() {
            let failure = judge(error, stream.ssl());
            if failure.is_err() {
                client.forget_sessions();
            }
            return Err(broken(failure, "connecting took too long"));
        }
        let counters = Counters::of_this_process();
        counters.connection_opened(stream.ssl().session_reused());
        Ok(Self {
            stream,
            client,
            counters,
            pid: process::id(),
        })
    }

    /// Makes reading and writing end at this deadline from now on.
    pub(super) fn work_until(&mut self, until: Deadline) {
        self.stream.get_mut().work_until(until);
    }

    /// How many bytes left this process so far, as they are on the wire.
    pub(super) fn written(&self) -> u64 {
        self.stream.get_ref().written()
    }

    pub(super) fn send(&mut self, mut bytes: &[u8]) -> Result<(), Broken> {
        while !bytes.is_empty() {
            error_queue::drain();
            match self.stream.ssl_write(bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(e) if wants_more(&e) => {}
                Err(e) => {
                    return Err(match self.failed(e) {
                        deadline @ Broken::Deadline(_) => deadline,
                        other => self.parting_alert().unwrap_or(other),
                    });
                }
            }
        }
        Ok(())
    }

    /// Appends what the server sends next; `false` when the server has said that nothing more comes.
    pub(super) fn receive(&mut self, input: &mut Vec<u8>) -> Result<bool, Broken> {
        let mut record = [0; RECORD];
        loop {
            error_queue::drain();
            match self.stream.ssl_read(&mut record) {
                Ok(read) => {
                    input.extend_from_slice(&record[..read]);
                    return Ok(read > 0);
                }
                Err(e) if e.code() == ErrorCode::ZERO_RETURN => return Ok(false),
                Err(e) if wants_more(&e) => {}
                Err(e) => return Err(self.failed(e)),
            }
        }
    }

    /// Whether nothing has come since the last answer, neither a farewell nor anything else. What belongs to TLS, such
    /// as a session ticket, is taken in.
    pub(super) fn is_quiet(&mut self) -> bool {
        error_queue::drain();
        self.stream.get_mut().set_waiting(false).is_ok()
            && self
                .stream
                .ssl_read(&mut [0])
                .is_err_and(|e| e.code() == ErrorCode::WANT_READ)
            && self.stream.get_mut().set_waiting(true).is_ok()
    }

    fn failed(&self, error: openssl::ssl::Error) -> Broken {
        let failure = judge(error, self.stream.ssl());
        if matches!(failure, Err(TlsFailure::CertificateRefused(_))) {
            self.client.forget_sessions();
        }
        broken(failure, "the deadline passed")
    }

    /// The alert that a server sent before it closed on us, which a failed write does not show.
    fn parting_alert(&mut self) -> Option<Broken> {
        self.stream.get_mut().set_waiting(false).ok()?;
        error_queue::drain();
        let error = self.stream.ssl_read(&mut [0]).err()?;
        match self.failed(error) {
            alert @ Broken::Tls(TlsFailure::CertificateRefused(_)) => Some(alert),
            _ => None,
        }
    }
}

/// OpenSSL has worked through something that was not for us; the wire itself never says this while it waits.
fn wants_more(error: &openssl::ssl::Error) -> bool {
    error.code() == ErrorCode::WANT_READ && error.io_error().is_none()
}

fn broken(failure: Result<std::io::Error, TlsFailure>, deadline: &'static str) -> Broken {
    match failure {
        Ok(network) => Broken::network(&network, deadline),
        Err(tls) => Broken::Tls(tls),
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // In a forked child this is the parent's connection: not a byte may go out on it.
        if self.pid == process::id() {
            let _clean = error_queue::Clean::start();
            let wire = self.stream.get_mut();
            wire.work_until(Deadline::after(FAREWELL)); // the last call's has passed by now
            if wire.set_waiting(false).is_ok() {
                let _ = self.stream.shutdown(); // a farewell if there is room for it
            }
            self.counters.connection_closed();
        }
        // OpenSSL takes the session of a connection freed without this for damaged and would not resume it.
        self.stream
            .set_shutdown(ShutdownState::SENT | ShutdownState::RECEIVED);
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").finish_non_exhaustive()
    }
}
