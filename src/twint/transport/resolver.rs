//! Addresses of hosts, remembered for a minute.
//!
//! ureq asks before every call, even when a connection waits in its pool; without a memory that is a thread and a
//! question to the name server for each poll.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use ureq::{Error, Timeout};

use super::call;
use crate::twint::process::per_process::PerProcess;
use crate::twint::process::threads;

/// How long an answer of the name server counts.
const MEMORY: Duration = Duration::from_secs(60);
/// How many hosts are remembered: TWINT's two or three, and those of tests.
const HOSTS: usize = 32;
/// How many addresses of one host are tried, ureq's own limit.
const ADDRESSES: usize = 16;

type Target = (String, u16);

struct Remembered {
    addresses: Vec<SocketAddr>,
    until: Instant,
}

static NAMES: PerProcess<Mutex<HashMap<Target, Remembered>>> =
    PerProcess::new(|| Mutex::new(HashMap::new()));

/// Answers ureq from memory where it can.
#[derive(Debug)]
pub(super) struct RememberingResolver;

impl Resolver for RememberingResolver {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let target = target(uri).ok_or(Error::HostNotFound)?;
        let addresses = if let Ok(ip) = target.0.parse::<IpAddr>() {
            vec![SocketAddr::new(ip, target.1)]
        } else if let Some(known) = recall(&target, Instant::now()) {
            known
        } else {
            let found = look_up(&target)?;
            remember(target, found.clone(), Instant::now());
            found
        };
        let mut resolved = self.empty();
        for address in addresses.into_iter().take(ADDRESSES) {
            resolved.push(address);
        }
        if resolved.is_empty() {
            return Err(Error::HostNotFound);
        }
        Ok(resolved)
    }
}

/// Forgets the addresses of a host that could not be connected to.
pub(super) fn forget(uri: &Uri) {
    if let Some(target) = target(uri) {
        names().remove(&target);
    }
}

/// Puts the address that answered first, so that later connections need not wait for those that did not.
pub(super) fn prefer(uri: &Uri, address: SocketAddr) {
    let Some(target) = target(uri) else { return };
    if let Some(known) = names().get_mut(&target) {
        known.addresses.sort_by_key(|known| *known != address);
    }
}

fn target(uri: &Uri) -> Option<Target> {
    let host = uri.host()?.trim_start_matches('[').trim_end_matches(']');
    let port = uri.port_u16().or(match uri.scheme_str()? {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    })?;
    Some((host.to_owned(), port))
}

fn recall(target: &Target, now: Instant) -> Option<Vec<SocketAddr>> {
    let names = names();
    let known = names.get(target)?;
    (known.until > now).then(|| known.addresses.clone())
}

fn remember(target: Target, addresses: Vec<SocketAddr>, now: Instant) {
    let mut names = names();
    if names.len() >= HOSTS {
        names.clear();
    }
    let until = now + MEMORY;
    names.insert(target, Remembered { addresses, until });
}

/// On a thread of its own, since `getaddrinfo` knows no deadline but that of resolv.conf, half a minute and more.
fn look_up(target: &Target) -> Result<Vec<SocketAddr>, Error> {
    let (sender, receiver) = sync_channel(1);
    let wanted = target.clone();
    let look_up = move || {
        let found = wanted.to_socket_addrs().map(Iterator::collect);
        let _ = sender.send(found); // nobody listens any more after the deadline
    };
    let thread = thread::Builder::new()
        .name("twint-dns".to_owned())
        .stack_size(256 * 1024);
    threads::while_starting(|| thread.spawn(look_up))?;
    let answer = match call::connect_by() {
        None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(by) => receiver.recv_timeout(by.saturating_duration_since(Instant::now())),
    };
    match answer {
        Ok(found) => found.map_err(|_| Error::HostNotFound),
        Err(RecvTimeoutError::Timeout) => Err(Error::Timeout(Timeout::Resolve)),
        Err(RecvTimeoutError::Disconnected) => Err(Error::HostNotFound),
    }
}

fn names() -> MutexGuard<'static, HashMap<Target, Remembered>> {
    NAMES.get().lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
    }

    #[test]
    fn a_host_is_remembered_for_a_minute_and_forgotten_on_failure() {
        let (uri, now) = (uri("https://remembered.example"), Instant::now());
        let host = target(&uri).unwrap();
        let address: SocketAddr = "192.0.2.1:443".parse().unwrap();
        remember(host.clone(), vec![address], now);
        assert_eq!(recall(&host, now), Some(vec![address]));
        assert_eq!(recall(&host, now + MEMORY), None);
        forget(&uri);
        assert_eq!(recall(&host, now), None);
    }

    #[test]
    fn the_address_that_answered_comes_first() {
        let (uri, now) = (uri("https://preferred.example:8443"), Instant::now());
        let host = target(&uri).unwrap();
        let addresses: Vec<SocketAddr> = ["[2001:db8::1]:8443", "192.0.2.1:8443", "192.0.2.2:8443"]
            .map(|text| text.parse().unwrap())
            .into();
        remember(host.clone(), addresses.clone(), now);
        prefer(&uri, addresses[1]);
        assert_eq!(
            recall(&host, now),
            Some(vec![addresses[1], addresses[0], addresses[2]])
        );
    }

    #[test]
    fn names_lose_their_brackets_and_gain_their_port() {
        assert_eq!(target(&uri("https://[::1]")), Some(("::1".to_owned(), 443)));
        assert_eq!(target(&uri("http://proxy")), Some(("proxy".to_owned(), 80)));
        assert_eq!(target(&uri("https://a:1")), Some(("a".to_owned(), 1)));
    }
}
