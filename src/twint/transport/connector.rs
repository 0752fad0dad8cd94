//! Opens connections: TCP to one of the server's addresses or a proxy's tunnel, and TLS over it.

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use openssl::ssl::SslStream;
use ureq::unversioned::transport::{
    ConnectionDetails, Connector, Either, LazyBuffers, TcpConnector, Transport, TransportAdapter,
};
use ureq::{Error, Timeout};

use super::call;
use super::connection::Connection;
use super::failure::into_ureq;
use super::resolver;
use super::wire::Wire;
use crate::twint::process::error_queue;
use crate::twint::tls::{Client, TlsFailure, judge};

/// The end of ureq's chain of connectors, behind the one that asks a proxy for a tunnel.
pub(super) struct Secure {
    client: Arc<Client>,
}

impl Secure {
    pub(super) fn new(client: Arc<Client>) -> Self {
        Self { client }
    }
}

/// What the connector for proxies hands on: nothing, or a tunnel.
type Tunnel = Either<(), Box<dyn Transport>>;

impl Connector<Tunnel> for Secure {
    type Out = Box<dyn Transport>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        tunnel: Option<Tunnel>,
    ) -> Result<Option<Self::Out>, Error> {
        if !details.needs_tls() {
            // The way to the proxy itself. What goes to TWINT is https, see `Route`.
            let plain = TcpConnector::default().connect(details, None::<()>)?;
            return Ok(plain.map(|tcp| Box::new(tcp) as Box<dyn Transport>));
        }
        let wire = match tunnel {
            Some(tunnel) => Wire::tunnel(TransportAdapter::new(
                Box::new(tunnel),
                details.current_time.clone(),
            )),
            None => Wire::socket(dial(details)?),
        };
        let stream = self.shake_hands(details, wire)?;
        call::opened();
        let buffers = LazyBuffers::new(
            details.config.input_buffer_size(),
            details.config.output_buffer_size(),
        );
        let connection = Connection::new(stream, buffers, self.client.clone());
        Ok(Some(Box::new(connection)))
    }
}

impl Secure {
    fn shake_hands(
        &self,
        details: &ConnectionDetails,
        mut wire: Wire,
    ) -> Result<SslStream<Wire>, Error> {
        let _clean = error_queue::Clean::start();
        let host = details.uri.host().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = details.uri.port_u16().unwrap_or(443);
        let prepare = |errors: openssl::error::ErrorStack| {
            Error::Other(Box::new(TlsFailure::Other(errors.to_string())))
        };
        wire.work_until(call::connect_by());
        let ssl = self.client.ssl(host, port).map_err(prepare)?;
        let mut stream = SslStream::new(ssl, wire).map_err(prepare)?;
        if let Err(error) = stream.connect() {
            let failure = judge(error, stream.ssl());
            if failure.is_err() {
                self.client.forget_sessions();
            }
            return Err(into_ureq(failure, Timeout::Connect));
        }
        if !stream.ssl().session_reused() {
            self.client.verified();
        }
        Ok(stream)
    }
}

/// Connects to the first address that answers.
fn dial(details: &ConnectionDetails) -> Result<TcpStream, Error> {
    let mut last = Error::HostNotFound;
    let addresses: &[SocketAddr] = &details.addrs;
    for (tried, address) in addresses.iter().enumerate() {
        match dial_one(address, addresses.len() - tried) {
            Ok(stream) => {
                if tried > 0 {
                    resolver::prefer(details.uri, *address);
                }
                return Ok(stream);
            }
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                last = Error::Timeout(Timeout::Connect);
            }
            Err(error) => last = Error::Io(error),
        }
    }
    Err(last)
}

/// Leaves half of the time for the addresses that come after.
fn dial_one(address: &SocketAddr, remaining: usize) -> io::Result<TcpStream> {
    let stream = match call::connect_by() {
        None => TcpStream::connect(address)?,
        Some(by) => {
            let left = by.saturating_duration_since(Instant::now());
            let share = if remaining > 1 { left / 2 } else { left };
            if share < Duration::from_millis(1) {
                return Err(io::ErrorKind::TimedOut.into());
            }
            TcpStream::connect_timeout(address, share)?
        }
    };
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl fmt::Debug for Secure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secure").finish_non_exhaustive()
    }
}
