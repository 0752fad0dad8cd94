//! The bytes below TLS: a socket, or a tunnel through a proxy.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use ureq::Timeout;
use ureq::unversioned::transport::{NextTimeout, TransportAdapter};

use super::call;

/// Reads and writes until a point in time and counts what belongs to the request.
pub(super) struct Wire {
    path: Path,
    until: Option<Instant>,
    nonblocking: bool,
    carries_request: bool,
}

enum Path {
    Socket(TcpStream),
    Tunnel(TransportAdapter),
}

impl Wire {
    pub(super) fn socket(stream: TcpStream) -> Self {
        Self::new(Path::Socket(stream))
    }

    pub(super) fn tunnel(adapter: TransportAdapter) -> Self {
        Self::new(Path::Tunnel(adapter))
    }

    fn new(path: Path) -> Self {
        Self {
            path,
            until: None,
            nonblocking: false,
            carries_request: false,
        }
    }

    /// Sets when reading and writing fail with `TimedOut`.
    pub(super) fn work_until(&mut self, until: Option<Instant>) {
        self.until = until;
    }

    /// Whether what is written from now on belongs to the request.
    pub(super) fn carry_request(&mut self, yes: bool) {
        self.carries_request = yes;
    }

    /// Makes reading and writing return at once; `false` where that cannot be had.
    pub(super) fn set_nonblocking(&mut self, yes: bool) -> bool {
        match &self.path {
            Path::Socket(stream) if stream.set_nonblocking(yes).is_ok() => {
                self.nonblocking = yes;
                true
            }
            _ => false,
        }
    }

    /// Whether the tunnel is idle and open; `None` for a socket.
    pub(super) fn tunnel_is_quiet(&mut self) -> Option<bool> {
        match &mut self.path {
            Path::Socket(_) => None,
            Path::Tunnel(adapter) => {
                let transport = adapter.get_mut();
                Some(transport.buffers().input().is_empty() && transport.is_open())
            }
        }
    }

    /// A signal came (Linux does not restart what has a timeout), or the kernel's timer ran out a trifle early.
    fn should_go_on(&self, error: &io::Error) -> bool {
        match error.kind() {
            io::ErrorKind::Interrupted => true,
            io::ErrorKind::WouldBlock => !self.nonblocking,
            _ => false,
        }
    }

    /// Time left, `None` without a limit.
    fn left(&self) -> io::Result<Option<Duration>> {
        let Some(until) = self.until.filter(|_| !self.nonblocking) else {
            return Ok(None);
        };
        match until.checked_duration_since(Instant::now()) {
            Some(left) if !left.is_zero() => Ok(Some(left)),
            _ => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    fn set_tunnel_timeout(&mut self, left: Option<Duration>) {
        if let Path::Tunnel(adapter) = &mut self.path {
            adapter.set_timeout(NextTimeout {
                after: left.map_or(
                    ureq::unversioned::transport::time::Duration::NotHappening,
                    Into::into,
                ),
                reason: Timeout::Global,
                ..NextTimeout::default()
            });
        }
    }
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let left = self.left()?;
            self.set_tunnel_timeout(left);
            let read = match &mut self.path {
                Path::Socket(stream) => {
                    if !self.nonblocking {
                        stream.set_read_timeout(left)?;
                    }
                    stream.read(buffer)
                }
                Path::Tunnel(adapter) => adapter.read(buffer),
            };
            match read {
                Err(e) if self.should_go_on(&e) => {}
                other => return other,
            }
        }
    }
}

impl Write for Wire {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        loop {
            let left = self.left()?;
            self.set_tunnel_timeout(left);
            let written = match &mut self.path {
                Path::Socket(stream) => {
                    if !self.nonblocking {
                        stream.set_write_timeout(left)?;
                    }
                    stream.write(buffer)
                }
                Path::Tunnel(adapter) => adapter.write(buffer),
            };
            match written {
                Err(e) if self.should_go_on(&e) => {}
                Ok(bytes) => {
                    if self.carries_request {
                        call::sent(bytes);
                    }
                    return Ok(bytes);
                }
                Err(e) => {
                    if self.carries_request && matches!(self.path, Path::Tunnel(_)) {
                        call::sent(1); // the tunnel does not say how much it had written
                    }
                    return Err(e);
                }
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
