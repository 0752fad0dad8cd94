//! HTTP/1.1 by hand: a server that must withhold, cut and forge answers needs every byte in its own hands.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::clock::{Millis, http_date};

const MOST_HEAD: usize = 64 * 1024;
const MOST_BODY: usize = 16 * 1024 * 1024;

/// The head of a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub method: String,
    pub target: String,
    headers: Vec<(String, String)>,
    keep_alive: bool,
}

impl Head {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v.as_str())
    }

    pub(crate) fn keep_alive(&self) -> bool {
        self.keep_alive
    }

    /// The target without its query.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// A parameter of the query, as it stands.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v)
    }
}

/// The reading side of a connection, with what was read too early.
#[derive(Default)]
pub(crate) struct Reader {
    buffer: Vec<u8>,
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

impl Reader {
    /// Waits for the first byte of a request; false when the client has gone.
    pub(crate) async fn begins<S: AsyncRead + Unpin>(
        &mut self,
        stream: &mut S,
    ) -> io::Result<bool> {
        if self.buffer.is_empty() {
            return Ok(self.more(stream).await? > 0);
        }
        Ok(true)
    }

    async fn more<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> io::Result<usize> {
        self.buffer.reserve(16 * 1024);
        stream.read_buf(&mut self.buffer).await
    }

    /// The next head; `None` when the client has gone in between.
    pub(crate) async fn head<S: AsyncRead + Unpin>(
        &mut self,
        stream: &mut S,
    ) -> io::Result<Option<Head>> {
        loop {
            if let Some((head, length)) = parse(&self.buffer)? {
                self.buffer.drain(..length);
                return Ok(Some(head));
            }
            if self.buffer.len() > MOST_HEAD {
                return Err(broken("the head is too long"));
            }
            if self.more(stream).await? == 0 {
                return if self.buffer.is_empty() {
                    Ok(None)
                } else {
                    Err(broken("the connection ended inside a head"))
                };
            }
        }
    }

    /// The body that belongs to the head.
    pub(crate) async fn body<S: AsyncRead + AsyncWrite + Unpin>(
        &mut self,
        stream: &mut S,
        head: &Head,
    ) -> io::Result<Vec<u8>> {
        if head
            .header("Expect")
            .is_some_and(|e| e.eq_ignore_ascii_case("100-continue"))
        {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
            stream.flush().await?;
        }
        if head
            .header("Transfer-Encoding")
            .is_some_and(|e| e.to_ascii_lowercase().contains("chunked"))
        {
            return self.chunks(stream).await;
        }
        let length = match head.header("Content-Length") {
            None => 0,
            Some(text) => text
                .trim()
                .parse()
                .map_err(|_| broken("bad Content-Length"))?,
        };
        self.exactly(stream, length).await
    }

    async fn exactly<S: AsyncRead + Unpin>(
        &mut self,
        stream: &mut S,
        length: usize,
    ) -> io::Result<Vec<u8>> {
        if length > MOST_BODY {
            return Err(broken("the body is too long"));
        }
        while self.buffer.len() < length {
            if self.more(stream).await? == 0 {
                return Err(broken("the connection ended inside a body"));
            }
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    async fn line<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> io::Result<String> {
        loop {
            if let Some(end) = self.buffer.windows(2).position(|w| w == b"\r\n") {
                let line = self.exactly(stream, end + 2).await?;
                return Ok(String::from_utf8_lossy(&line[..end]).into_owned());
            }
            if self.buffer.len() > MOST_HEAD || self.more(stream).await? == 0 {
                return Err(broken("bad chunk"));
            }
        }
    }

    async fn chunks<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line(stream).await?;
            let size = line.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).map_err(|_| broken("bad chunk size"))?;
            if size == 0 {
                while !self.line(stream).await?.is_empty() {}
                return Ok(body);
            }
            if body.len() + size > MOST_BODY {
                return Err(broken("the body is too long"));
            }
            body.append(&mut self.exactly(stream, size).await?);
            if !self.line(stream).await?.is_empty() {
                return Err(broken("bad chunk end"));
            }
        }
    }
}

fn parse(buffer: &[u8]) -> io::Result<Option<(Head, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(length) =
        request.parse(buffer).map_err(|e| broken(&e.to_string()))?
    else {
        return Ok(None);
    };
    let headers: Vec<(String, String)> = request
        .headers
        .iter()
        .map(|h| {
            (
                h.name.to_owned(),
                String::from_utf8_lossy(h.value).trim().to_owned(),
            )
        })
        .collect();
    let mut head = Head {
        method: request.method.unwrap_or_default().to_owned(),
        target: request.path.unwrap_or_default().to_owned(),
        headers,
        keep_alive: true,
    };
    let connection = head
        .header("Connection")
        .unwrap_or_default()
        .to_ascii_lowercase();
    head.keep_alive = match request.version {
        Some(1) => !connection.contains("close"),
        _ => connection.contains("keep-alive"),
    };
    Ok(Some((head, length)))
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Says `Connection: close`, and means it.
    pub close: bool,
}

impl Answer {
    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type,
            headers: Vec::new(),
            body: body.into(),
            close: false,
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn closing(mut self) -> Self {
        self.close = true;
        self
    }

    /// Head and body as they go over the wire at a moment, and where the body begins.
    pub(crate) fn bytes(&self, now: Millis) -> (Vec<u8>, usize) {
        use std::io::Write;
        let mut bytes = Vec::with_capacity(self.body.len() + 300);
        begin(&mut bytes, self.status, now);
        for (name, value) in &self.headers {
            let _ = write!(bytes, "{name}: {value}\r\n");
        }
        let _ = write!(bytes, "Content-Type: {}\r\n", self.content_type);
        let _ = write!(bytes, "Content-Length: {}\r\n", self.body.len());
        if self.close {
            bytes.extend_from_slice(b"Connection: close\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        let head = bytes.len();
        bytes.extend_from_slice(&self.body);
        (bytes, head)
    }

    pub(crate) async fn send<S: AsyncWrite + Unpin>(
        &self,
        stream: &mut S,
        now: Millis,
    ) -> io::Result<()> {
        stream.write_all(&self.bytes(now).0).await?;
        stream.flush().await
    }
}

/// What every answer begins with.
pub(crate) fn begin(bytes: &mut Vec<u8>, status: u16, now: Millis) {
    use std::io::Write;
    let (reason, date) = (reason(status), http_date(now));
    let _ = write!(
        bytes,
        "HTTP/1.1 {status} {reason}\r\nDate: {date}\r\nServer: Apache\r\n"
    );
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Status",
    }
}
