//! A request and its answer.

use std::fmt;
use std::time::Duration;

/// The largest body of an answer that is read, in bytes.
pub const LARGEST_ANSWER: usize = 1024 * 1024;

/// The two methods TWINT knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`, without a body.
    Get,
    /// `POST`, with a body.
    Post,
}

/// One request.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// GET or POST.
    pub method: Method,
    /// The path below the route's base URL, with its leading slash.
    pub path: &'a str,
    /// Header fields, `User-Agent` and `Content-Type` among them; those of the connection and of the body's form are added.
    pub headers: &'a [(&'a str, &'a str)],
    /// The bytes to post; not sent with GET.
    pub body: &'a [u8],
}

/// A complete answer, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; a SOAP fault comes as 500.
    pub status: u16,
    /// The `Content-Type` as it came.
    pub content_type: Option<String>,
    /// The names of its header fields in lower case, in the order in which they came; one that came twice stands once.
    pub header_names: Vec<String>,
    /// How long the server says it keeps the idle connection (`Keep-Alive: timeout=…`).
    pub keep_alive: Option<Duration>,
    /// The body, at most [`LARGEST_ANSWER`] bytes.
    pub body: Vec<u8>,
    /// Whether it came over a connection of an earlier call.
    pub reused_connection: bool,
}

impl fmt::Debug for Answer {
    /// Without the body, which may hold tokens of buyers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("bytes", &self.body.len())
            .field("reused_connection", &self.reused_connection)
            .finish_non_exhaustive()
    }
}
