//! One TLS connection as ureq's pool holds it.

use std::fmt;
use std::process;
use std::sync::Arc;
use std::time::{Duration, Instant};

use openssl::ssl::{ErrorCode, ShutdownState, SslStream};
use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};
use ureq::{Error, Timeout};

use super::call;
use super::failure::into_ureq;
use super::statistics::Counters;
use super::wire::Wire;
use crate::twint::process::error_queue;
use crate::twint::tls::{Client, TlsFailure, judge};

/// Less than a server says it waits, since its clock started with the answer and ours when we read it.
const KEEP_ALIVE_MARGIN: Duration = Duration::from_secs(1);

/// A handshaken connection.
pub(super) struct Connection {
    stream: SslStream<Wire>,
    buffers: LazyBuffers,
    client: Arc<Client>,
    counters: &'static Counters,
    pid: u32,
    /// When the server will have closed it, if the server said so.
    use_until: Option<Instant>,
    /// The head of a request whose body comes next.
    held: Vec<u8>,
}

impl Connection {
    pub(super) fn new(stream: SslStream<Wire>, buffers: LazyBuffers, client: Arc<Client>) -> Self {
        let counters = Counters::of_this_process();
        counters.connection_opened(stream.ssl().session_reused());
        Self {
            stream,
            buffers,
            client,
            counters,
            pid: process::id(),
            use_until: None,
            held: Vec::new(),
        }
    }

    /// Sends bytes of the request.
    fn send(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let _clean = error_queue::Clean::start();
        let wire = self.stream.get_mut();
        wire.work_until(call::deadline());
        wire.carry_request(true);
        let mut rest = bytes;
        let mut written = Ok(());
        while !rest.is_empty() {
            match self.stream.ssl_write(rest) {
                Ok(bytes) => rest = &rest[bytes..],
                Err(e) if e.code() == ErrorCode::WANT_READ && e.io_error().is_none() => {}
                Err(e) => {
                    written = Err(e);
                    break;
                }
            }
        }
        self.stream.get_mut().carry_request(false);
        written.map_err(|error| match self.failure(error) {
            timeout @ Error::Timeout(_) => timeout,
            other => self.parting_alert().unwrap_or(other),
        })
    }

    fn failure(&self, error: openssl::ssl::Error) -> Error {
        let failure = judge(error, self.stream.ssl());
        if matches!(failure, Err(TlsFailure::CertificateRefused(_))) {
            self.client.forget_sessions();
        }
        into_ureq(failure, Timeout::Global)
    }

    /// The alert that a server sent before it closed on us, which a failed write does not show.
    fn parting_alert(&mut self) -> Option<Error> {
        if !self.stream.get_mut().set_nonblocking(true) {
            return None;
        }
        error_queue::drain();
        let error = self.stream.ssl_read(&mut [0]).err()?;
        match judge(error, self.stream.ssl()) {
            refused @ Err(TlsFailure::CertificateRefused(_)) => {
                self.client.forget_sessions();
                Some(into_ureq(refused, Timeout::Global))
            }
            _ => None,
        }
    }

    /// Whether nothing has come since the last answer, neither a farewell nor anything else. What belongs to TLS, such
    /// as a session ticket, is taken in.
    fn is_quiet(&mut self) -> bool {
        if let Some(quiet) = self.stream.get_mut().tunnel_is_quiet() {
            return quiet;
        }
        if !self.stream.get_mut().set_nonblocking(true) {
            return false;
        }
        let _clean = error_queue::Clean::start();
        let quiet = self
            .stream
            .ssl_read(&mut [0])
            .is_err_and(|e| e.code() == ErrorCode::WANT_READ);
        quiet && self.stream.get_mut().set_nonblocking(false)
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    /// ureq sends head and body apart. Together they are one record of TLS and one packet, so a head that a body follows
    /// waits for it.
    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), Error> {
        let mut bytes = std::mem::take(&mut self.held);
        let is_first = bytes.is_empty();
        bytes.extend_from_slice(&self.buffers.output()[..amount]);
        if is_first && bytes.starts_with(b"POST ") && bytes.ends_with(b"\r\n\r\n") {
            self.held = bytes;
            return Ok(());
        }
        self.send(&bytes)
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, Error> {
        let head_without_body = std::mem::take(&mut self.held);
        self.send(&head_without_body)?;
        let _clean = error_queue::Clean::start();
        self.stream.get_mut().work_until(call::deadline());
        loop {
            match self.stream.ssl_read(self.buffers.input_append_buf()) {
                Ok(bytes) => {
                    self.buffers.input_appended(bytes);
                    return Ok(bytes > 0);
                }
                Err(e) if e.code() == ErrorCode::ZERO_RETURN => return Ok(false),
                Err(e) if e.code() == ErrorCode::WANT_READ && e.io_error().is_none() => {}
                Err(e) => return Err(self.failure(e)),
            }
        }
    }

    /// Asked when a call gives the connection back and when the next one wants it; only then is it worth looking.
    fn is_open(&mut self) -> bool {
        if !self.held.is_empty() {
            return false; // an abandoned request
        }
        let now = Instant::now();
        if call::has_answer() {
            self.use_until = call::keep_alive()
                .and_then(|stays| now.checked_add(stays.saturating_sub(KEEP_ALIVE_MARGIN)));
            return true;
        }
        self.use_until.is_none_or(|until| now < until) && self.is_quiet()
    }

    fn is_tls(&self) -> bool {
        true
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // In a forked child this is the parent's connection: not a byte may go out on it.
        if self.pid == process::id() {
            let _clean = error_queue::Clean::start();
            if self.stream.get_mut().set_nonblocking(true) {
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
