//! The bytes below TLS.

use std::io::{self, Read, Write};
use std::net::TcpStream;

use super::limits::Deadline;

/// A TCP connection that reads and writes until a deadline, and counts what the kernel took.
pub(super) struct Wire {
    stream: TcpStream,
    until: Deadline,
    waits: bool,
    written: u64,
}

impl Wire {
    pub(super) fn new(stream: TcpStream, until: Deadline) -> Self {
        Self {
            stream,
            until,
            waits: true,
            written: 0,
        }
    }

    /// From now on reading and writing fail with `TimedOut` at this deadline.
    pub(super) fn work_until(&mut self, until: Deadline) {
        self.until = until;
    }

    /// Sets whether reading and writing wait for the peer, or fail with `WouldBlock`.
    pub(super) fn set_waiting(&mut self, yes: bool) -> io::Result<()> {
        self.stream.set_nonblocking(!yes)?;
        self.waits = yes;
        Ok(())
    }

    /// How many bytes left this process so far.
    pub(super) fn written(&self) -> u64 {
        self.written
    }

    /// Works until it succeeds, fails, or time is up. A signal is no failure (Linux does not restart what has a timeout),
    /// nor is the kernel's timer that runs out a trifle early.
    fn persist(
        &mut self,
        mut work: impl FnMut(&mut TcpStream, Option<std::time::Duration>) -> io::Result<usize>,
    ) -> io::Result<usize> {
        loop {
            let left = self.until.left().ok_or(io::ErrorKind::TimedOut)?;
            match work(&mut self.stream, self.waits.then_some(left)) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if e.kind() == io::ErrorKind::WouldBlock && self.waits => {}
                other => return other,
            }
        }
    }
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.persist(|stream, wait| {
            if wait.is_some() {
                stream.set_read_timeout(wait)?;
            }
            stream.read(buffer)
        })
    }
}

impl Write for Wire {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.persist(|stream, wait| {
            if wait.is_some() {
                stream.set_write_timeout(wait)?;
            }
            stream.write(buffer)
        })?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
