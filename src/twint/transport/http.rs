//! HTTP/1.1 by ureq's own engine, which turns requests into bytes and bytes into answers and leaves the connection to us.

use std::time::Duration;

use ureq_proto::BodyMode;
use ureq_proto::client::state::{RecvBody, RecvResponse};
use ureq_proto::client::{Call, RecvBodyResult, RecvResponseResult, SendRequestResult};
use ureq_proto::http::{self, HeaderMap, Response, Uri, header};

use super::failure::{Broken, Failure};
use super::message::{LARGEST_ANSWER, Method, Request};

/// The largest head of a request: ours have some hundred bytes.
const LARGEST_REQUEST_HEAD: usize = 8 * 1024;
/// The largest head of an answer that is read.
const LARGEST_ANSWER_HEAD: usize = 64 * 1024;

/// A request as bytes, and what reads its answer.
pub(super) struct Prepared {
    /// Head and body together, so that they are one record of TLS and one packet.
    pub(super) bytes: Vec<u8>,
    pub(super) answer: Call<RecvResponse>,
}

/// A complete answer.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// Whether the connection is ready for the next request.
    pub(super) reusable: bool,
}

/// Appends what came next; `false` when the peer has said that nothing more comes.
pub(super) trait More: FnMut(&mut Vec<u8>) -> Result<bool, Broken> {}

impl<F: FnMut(&mut Vec<u8>) -> Result<bool, Broken>> More for F {}

/// Writes a request to the server at `base`.
pub(super) fn prepare(base: &Uri, request: &Request) -> Result<Prepared, Failure> {
    let mut head = http::Request::builder()
        .uri(url(base, request.path)?)
        .header(header::CONNECTION, "keep-alive") // Apache then says for how long
        .header(header::ACCEPT_ENCODING, "identity");
    for (name, value) in request.headers {
        head = head.header(*name, *value);
    }
    let (head, body) = match request.method {
        Method::Get => (head.method("GET"), [].as_slice()),
        Method::Post => {
            let length = request.body.len();
            let head = head.method("POST").header(header::CONTENT_LENGTH, length);
            (head, request.body)
        }
    };
    let refused = || Failure::bad_route("a header has forbidden characters or is too long");
    let head = head.body(()).map_err(|_| refused())?;
    write(head, body).map_err(|_| refused())
}

fn url(base: &Uri, path: &str) -> Result<Uri, Failure> {
    let bad = || Failure::bad_route("the path of the request is not one");
    if !path.starts_with('/') || path.contains('#') {
        return Err(bad());
    }
    let mut parts = base.clone().into_parts();
    parts.path_and_query = Some(path.parse().map_err(|_| bad())?);
    Uri::from_parts(parts).map_err(|_| bad())
}

/// Writes a request whose head says how long its body is, if it has one.
pub(super) fn write(
    request: http::Request<()>,
    body: &[u8],
) -> Result<Prepared, ureq_proto::Error> {
    let mut head = Call::new(request)?.proceed();
    let mut bytes = vec![0; LARGEST_REQUEST_HEAD];
    let used = head.write(&mut bytes)?;
    bytes.truncate(used);
    let answer = match head.proceed()? {
        Some(SendRequestResult::SendBody(mut call)) => {
            call.consume_direct_write(body.len())?;
            bytes.extend_from_slice(body);
            call.proceed()
        }
        Some(SendRequestResult::RecvResponse(call)) => Some(call),
        // We never send `Expect: 100-continue`.
        Some(SendRequestResult::Await100(_)) | None => None,
    };
    let answer = answer.ok_or(ureq_proto::Error::OutputOverflow)?;
    Ok(Prepared { bytes, answer })
}

/// Reads an answer to its end, also that of a fault: only then can the connection be used again.
pub(super) fn read_answer(
    mut call: Call<RecvResponse>,
    mut more: impl More,
) -> Result<Reply, Broken> {
    let mut input = Vec::new();
    let head = read_head(&mut call, &mut input, &mut more)?;
    let (body, must_close) = match call.proceed() {
        Some(RecvResponseResult::RecvBody(call)) => {
            refuse_encoded(head.headers())?;
            read_body(call, &mut input, &mut more)?
        }
        // A redirect is an answer like any other: it is not followed.
        Some(RecvResponseResult::Redirect(call)) => (Vec::new(), call.must_close_connection()),
        Some(RecvResponseResult::Cleanup(call)) => (Vec::new(), call.must_close_connection()),
        None => return Err(Broken::Other("the answer has no head".to_owned())),
    };
    let (head, ()) = head.into_parts();
    Ok(Reply {
        status: head.status.as_u16(),
        headers: head.headers,
        body,
        // A connection on which more than the answer came is not used again.
        reusable: !must_close && input.is_empty(),
    })
}

/// Reads the head of the answer; what came after it stays in `input`. Interim answers (1xx) are passed over.
pub(super) fn read_head(
    call: &mut Call<RecvResponse>,
    input: &mut Vec<u8>,
    more: &mut impl More,
) -> Result<Response<()>, Broken> {
    loop {
        let (used, head) = call
            .try_response(input, false)
            .map_err(|e| Broken::not_http(&e))?;
        input.drain(..used);
        if let Some(head) = head {
            return Ok(head);
        }
        if used > 0 && !input.is_empty() {
            continue;
        }
        if input.len() > LARGEST_ANSWER_HEAD {
            return Err(Broken::TooLarge);
        }
        if !more(input)? {
            return Err(Broken::Other(
                "the server closed the connection without an answer".to_owned(),
            ));
        }
    }
}

fn read_body(
    mut call: Call<RecvBody>,
    input: &mut Vec<u8>,
    more: &mut impl More,
) -> Result<(Vec<u8>, bool), Broken> {
    let ends_with_connection = call.body_mode() == BodyMode::CloseDelimited;
    let mut body = Vec::new();
    loop {
        take_in(&mut call, input, &mut body)?;
        if body.len() > LARGEST_ANSWER {
            return Err(Broken::TooLarge);
        }
        if call.can_proceed() && !ends_with_connection {
            break;
        }
        if !more(input)? {
            // Some servers leave out the empty line after the last chunk.
            if ends_with_connection || call.is_ended_chunked() {
                return Ok((body, true));
            }
            return Err(Broken::Other(
                "the server closed the connection within the answer".to_owned(),
            ));
        }
    }
    let must_close = match call.proceed() {
        Some(RecvBodyResult::Redirect(call)) => call.must_close_connection(),
        Some(RecvBodyResult::Cleanup(call)) => call.must_close_connection(),
        None => true,
    };
    Ok((body, must_close))
}

/// Moves what belongs to the body from `input` to `body`.
fn take_in(
    call: &mut Call<RecvBody>,
    input: &mut Vec<u8>,
    body: &mut Vec<u8>,
) -> Result<(), Broken> {
    let mut taken = 0;
    while taken < input.len() {
        let filled = body.len();
        body.resize(filled + input.len() - taken, 0);
        let (used, read) = call
            .read(&input[taken..], &mut body[filled..])
            .map_err(|e| Broken::not_http(&e))?;
        body.truncate(filled + read);
        taken += used;
        if used == 0 {
            break;
        }
    }
    input.drain(..taken);
    Ok(())
}

/// Refuses an answer that is compressed or otherwise encoded: we asked for plain bytes, and an error about XML would not name the cause.
fn refuse_encoded(headers: &HeaderMap) -> Result<(), Broken> {
    let fields = [header::CONTENT_ENCODING, header::TRANSFER_ENCODING];
    let encodings = fields.iter().flat_map(|field| headers.get_all(field));
    let words = encodings.flat_map(|value| value.to_str().unwrap_or("unreadable").split(','));
    for word in words.map(str::trim) {
        let plain = ["", "identity", "chunked"];
        if !plain.iter().any(|plain| word.eq_ignore_ascii_case(plain)) {
            return Err(Broken::Other(format!(
                "the answer is encoded ({word}), though nothing but plain bytes was asked for"
            )));
        }
    }
    Ok(())
}

/// The `timeout` of a header such as `Keep-Alive: timeout=5, max=100`.
pub(super) fn keep_alive(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("keep-alive")?.to_str().ok()?;
    value.split(',').find_map(|parameter| {
        let (name, seconds) = parameter.split_once('=')?;
        if !name.trim().eq_ignore_ascii_case("timeout") {
            return None;
        }
        seconds.trim().parse().ok().map(Duration::from_secs)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_how_long_it_keeps_a_connection() {
        let said = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("keep-alive", value.parse().unwrap());
            keep_alive(&headers)
        };
        assert_eq!(said("timeout=5, max=100"), Some(Duration::from_secs(5)));
        assert_eq!(said("max=100, Timeout = 7"), Some(Duration::from_secs(7)));
        assert_eq!(said("max=100"), None);
        assert_eq!(said("timeout=soon"), None);
    }

    fn post(body: &[u8]) -> Prepared {
        let request = Request {
            method: Method::Post,
            path: "/path",
            headers: &[],
            body,
        };
        prepare(&Uri::from_static("https://localhost"), &request).unwrap()
    }

    /// Reads an answer that arrives in pieces of this size, and then the farewell.
    fn read(answer: &[u8], piece: usize) -> Result<Reply, Broken> {
        let mut pieces = answer.chunks(piece);
        read_answer(post(b"x").answer, move |input: &mut Vec<u8>| {
            let next = pieces.next();
            input.extend_from_slice(next.unwrap_or_default());
            Ok(next.is_some())
        })
    }

    #[test]
    fn a_request_is_one_piece_and_may_be_empty() {
        let bytes = String::from_utf8(post(b"<a/>").bytes).unwrap();
        assert!(bytes.starts_with("POST /path HTTP/1.1\r\n"), "{bytes}");
        assert!(bytes.ends_with("\r\n\r\n<a/>"), "{bytes}");
        assert!(post(b"").bytes.ends_with(b"\r\n\r\n"));
    }

    #[test]
    fn it_does_not_matter_in_which_pieces_an_answer_arrives() {
        let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n";
        for (answer, body, reusable) in [
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
                "abcde",
                true,
            ),
            ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", true),
            ("HTTP/1.1 204 No Content\r\n\r\n", "", true),
            (
                "HTTP/1.1 500 Oh\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab",
                "ab",
                false,
            ),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: x\r\n\r\n",
                "abcde",
                true,
            ),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
                "abc",
                false,
            ),
            ("HTTP/1.1 200 OK\r\n\r\nabc", "abc", false),
            (
                "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "abc",
                false,
            ),
        ] {
            for before in ["", interim] {
                let answer = format!("{before}{answer}");
                for piece in [1, 2, 3, 7, answer.len()] {
                    let reply = read(answer.as_bytes(), piece).unwrap();
                    assert_eq!(
                        (reply.body.as_slice(), reply.reusable),
                        (body.as_bytes(), reusable),
                        "{answer} in pieces of {piece}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_ends_too_early_is_no_answer() {
        for whole in [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
        ] {
            for cut in 0..whole.len() {
                // The last chunk's own line break may be missing, see `read_body`.
                let ended = whole[..cut].ends_with("\r\n0\r");
                assert!(ended || read(&whole.as_bytes()[..cut], 4).is_err(), "{cut}");
            }
        }
    }

    #[test]
    fn what_is_left_over_keeps_the_connection_from_the_next_call() {
        let reply = read(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", 100).unwrap();
        assert_eq!(
            (reply.body.as_slice(), reply.reusable),
            (b"a".as_slice(), false)
        );
    }

    #[test]
    fn a_head_without_end_is_given_up() {
        let mut endless = b"HTTP/1.1 200 OK\r\nA: ".to_vec();
        endless.resize(200_000, b'a');
        assert!(matches!(read(&endless, 16_384), Err(Broken::TooLarge)));
    }
}
