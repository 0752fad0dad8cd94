//! The TCP stream under TLS, with the few rough things a simulator must be able to do to it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// A TCP stream that can be reset, fed with rubbish, and held back during the handshake, so that a handshake is counted
/// before the client learns of its end.
pub(crate) struct Wire {
    tcp: TcpStream,
    /// How much of the forged record has been read.
    forged: Option<usize>,
    /// Bytes kept back while the handshake is not counted yet.
    held: Option<Vec<u8>>,
}

/// A TLS record no key ever made: the reader must answer with the alert `bad_record_mac`.
const FORGED_RECORD: [u8; 69] = {
    let mut record = [0x5a; 69];
    record[0] = 23; // application data
    record[1] = 3;
    record[2] = 3;
    record[3] = 0;
    record[4] = 64;
    record
};

impl Wire {
    pub(crate) fn new(tcp: TcpStream) -> Self {
        let _ = tcp.set_nodelay(true);
        Self {
            tcp,
            forged: None,
            held: Some(Vec::new()),
        }
    }

    /// Sends what was kept back.
    pub(crate) fn poll_release(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(held) = self.held.as_mut().filter(|h| !h.is_empty()) {
            match Pin::new(&mut self.tcp).poll_write(context, held) {
                Poll::Ready(Ok(n)) => drop(held.drain(..n)),
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Sends what was kept back and keeps nothing back from now on.
    pub(crate) async fn release(&mut self) -> io::Result<()> {
        std::future::poll_fn(|context| self.poll_release(context)).await?;
        self.held = None;
        Ok(())
    }

    /// Whatever closes the stream from now on closes it with RST.
    pub(crate) fn reset_on_close(&self) {
        let _ = self.tcp.set_zero_linger();
    }

    /// The next read returns a forged record, once.
    pub(crate) fn forge_next_record(&mut self) {
        self.forged = Some(0);
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(done) = self.forged {
            let left = &FORGED_RECORD[done..];
            let taken = left.len().min(buffer.remaining());
            buffer.put_slice(&left[..taken]);
            self.forged = (taken < left.len()).then_some(done + taken);
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Some(held) = &mut self.held {
            held.extend_from_slice(bytes);
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}
