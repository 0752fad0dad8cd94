//! Opens connections to one server: its name, TCP to it or through a proxy's tunnel, and TLS over that.

use std::net::SocketAddr;
use std::sync::Arc;

use ureq_proto::http::Uri;

use super::connection::Connection;
use super::dial::dial;
use super::failure::Broken;
use super::limits::Deadline;
use super::wire::Wire;
use super::{names, tunnel};
use crate::twint::tls::Client;

/// A server, and how to connect to it.
pub(super) struct Connector {
    client: Arc<Client>,
    /// The host as it stands in a URL: an IPv6 address has its brackets.
    host: String,
    port: u16,
    proxy: Option<ureq::Proxy>,
}

impl Connector {
    /// `base` is `https://host[:port]`; hosts that the proxy is not for are reached without it.
    pub(super) fn new(client: Client, base: &Uri, proxy: Option<ureq::Proxy>) -> Self {
        Self {
            client: Arc::new(client),
            host: base.host().unwrap_or_default().to_owned(),
            port: base.port_u16().unwrap_or(443),
            proxy: proxy.filter(|proxy| !proxy.is_no_proxy(base)),
        }
    }

    /// Opens a connection before the deadline.
    pub(super) fn connect(&self, by: Deadline) -> Result<Connection, Broken> {
        let (host, port) = match &self.proxy {
            None => (bare(&self.host), self.port),
            Some(proxy) => (bare(proxy.host()), proxy.port()),
        };
        let connected = self.connect_over(host, port, by);
        if connected.is_err() {
            names::forget(host); // the server may have moved
        }
        connected
    }

    fn connect_over(&self, host: &str, port: u16, by: Deadline) -> Result<Connection, Broken> {
        let mut wire = reach(host, port, by)?;
        if let Some(proxy) = &self.proxy {
            tunnel::open(&mut wire, proxy, &format!("{}:{}", self.host, self.port))?;
        }
        Connection::handshake(self.client.clone(), wire, bare(&self.host), self.port)
    }
}

fn reach(host: &str, port: u16, by: Deadline) -> Result<Wire, Broken> {
    let found = names::addresses(host, by)?;
    let addresses: Vec<_> = found
        .iter()
        .map(|address| SocketAddr::new(*address, port))
        .collect();
    let (stream, address) =
        dial(&addresses, by).map_err(|e| Broken::network(&e, "connecting took too long"))?;
    if Some(&address) != addresses.first() {
        names::prefer(host, address.ip());
    }
    Ok(Wire::new(stream, by))
}

/// A host without the brackets that an IPv6 address has in a URL.
fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}
