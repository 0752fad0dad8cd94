//! The SOAP port: connections, handshakes, calls, and everything that may go wrong with them on command.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_openssl::SslStream;

use crate::api_version::ApiVersion;
use crate::call_log::{Call, Meters};
use crate::clock::swiss_timestamp;
use crate::envelope::{self, Request};
use crate::failures::{Stage, What};
use crate::faults::Fault;
use crate::grammar::Operation;
use crate::http1::{Answer, Head, Reader};
use crate::service::{self, Context, Trace};
use crate::shared::Shared;
use crate::tls::{self, Acceptor, Peer};
use crate::wire::Wire;

const XML: &str = "text/xml;charset=UTF-8";
const HSTS: &str = "max-age=15724800; includeSubDomains";
const HTML: &str = "text/html; charset=iso-8859-1";

type Stream = SslStream<Wire>;

/// Takes a connection in; the future serves it to its end.
pub(crate) fn serve(
    shared: Arc<Shared>,
    acceptor: Arc<Acceptor>,
    tcp: TcpStream,
) -> impl Future<Output = ()> + Send {
    Meters::count(&shared.meters.connections);
    let number = shared.meters.open_connection();
    let mut hang_up = shared.hang_up.subscribe();
    async move {
        let _open = OpenConnection(&shared, number);
        tokio::select! {
            _ = hang_up.changed() => {}
            _ = connection(&shared, &acceptor, tcp, number) => {}
        }
    }
}

struct OpenConnection<'a>(&'a Shared, u64);

impl Drop for OpenConnection<'_> {
    fn drop(&mut self) {
        self.0.meters.close_connection(self.1);
    }
}

async fn connection(
    shared: &Shared,
    acceptor: &Acceptor,
    tcp: TcpStream,
    number: u64,
) -> io::Result<()> {
    let wire = Wire::new(tcp);
    let struck = shared.strike(Stage::Connection, "");
    if struck.contains(&What::RefuseConnection) {
        wire.reset_on_close();
        return Ok(());
    }
    let ssl = acceptor
        .connection(struck.contains(&What::TlsHandshakeAlert))
        .map_err(io::Error::other)?;
    let mut stream = SslStream::new(ssl, wire).map_err(io::Error::other)?;
    let shaken = std::future::poll_fn(|context| {
        let polled = Pin::new(&mut stream).poll_accept(context);
        if polled.is_pending() {
            // Its result, if it is bad, comes back with the next read.
            let _ = stream.get_mut().poll_release(context);
        }
        polled
    })
    .await;
    if let Err(error) = shaken {
        let verified = stream.ssl().verify_result();
        shared
            .meters
            .refused(format!("{error}; certificate: {verified}"));
        stream.get_mut().release().await?;
        // The alert is on its way; a close with unread bytes would reset it away.
        return drain(stream.get_mut()).await;
    }
    Meters::count(if stream.ssl().session_reused() {
        &shared.meters.resumed
    } else {
        &shared.meters.full
    });
    stream.get_mut().release().await?;
    let peer = tls::peer(stream.ssl());
    let mut line = Line {
        shared,
        peer,
        number,
        reader: Reader::default(),
        close_before_next: false,
    };
    while line.call(&mut stream).await?.is_continue() {}
    Ok(())
}

/// Ends the sending side and reads what is still to come, for a moment.
async fn drain(wire: &mut Wire) -> io::Result<()> {
    wire.shutdown().await?;
    let mut rest = [0; 1024];
    let end = async {
        while wire.read(&mut rest).await? > 0 {}
        io::Result::Ok(())
    };
    tokio::time::timeout(Duration::from_millis(500), end)
        .await
        .unwrap_or(Ok(()))
}

/// A connection between calls.
struct Line<'a> {
    shared: &'a Shared,
    peer: Option<Peer>,
    number: u64,
    reader: Reader,
    close_before_next: bool,
}

type Flow = std::ops::ControlFlow<()>;

/// What processing made of a call.
struct Done {
    status: u16,
    xml: String,
    fault: Option<&'static str>,
    trace: Trace,
    processed: bool,
}

impl Line<'_> {
    /// One request and what becomes of it.
    async fn call(&mut self, stream: &mut Stream) -> io::Result<Flow> {
        if !self.reader.begins(stream).await? {
            let _ = stream.shutdown().await;
            return Ok(Flow::Break(()));
        }
        if self.close_before_next {
            return Ok(Flow::Break(()));
        }
        let Some(head) = self.reader.head(stream).await? else {
            return Ok(Flow::Break(()));
        };
        let action = head.header("SOAPAction").map(str::to_owned);
        let named = action
            .as_deref()
            .unwrap_or_default()
            .trim_matches('"')
            .to_owned();
        let mut call = Call {
            at: swiss_timestamp(self.shared.clock.now()),
            operation: named,
            api_version: ApiVersion::at(head.path()),
            connection: self.number,
            ..Call::default()
        };
        if let Some(what) = self.shared.strike(Stage::Head, &call.operation).first() {
            call.failure = Some(what.label());
            self.log(call);
            stream.get_ref().reset_on_close();
            return Ok(Flow::Break(()));
        }
        let body = self.reader.body(stream, &head).await?;
        let Some(version) = call.api_version else {
            return self.not_found(stream, &head, call).await;
        };
        let started = Instant::now();
        let mut request = Request::read(version, action.as_deref(), &body);
        complain_about_head(&head, &mut request);
        if call.operation.is_empty() {
            let name = request.operation.map_or("", Operation::name);
            name.clone_into(&mut call.operation);
        }
        call.message_id.clone_from(&request.message_id);
        call.cash_register = service::cash_register(&request.body);
        call.reference = service::reference(&request.body);
        let struck = self.shared.strike(Stage::Call, &call.operation);
        if !struck.is_empty() {
            let labels: Vec<_> = struck.iter().map(What::label).collect();
            call.failure = Some(labels.join("+"));
        }
        self.answer(stream, &head, version, &request, struck, call, started)
            .await
    }

    #[allow(clippy::too_many_arguments)] // one call, taken apart
    async fn answer(
        &mut self,
        stream: &mut Stream,
        head: &Head,
        version: ApiVersion,
        request: &Request,
        struck: Vec<What>,
        mut call: Call,
        started: Instant,
    ) -> io::Result<Flow> {
        let mut slow = Duration::ZERO;
        let mut slow_answer = self.shared.engine().settings.latency();
        let mut failure = None;
        for what in struck {
            match what {
                What::Slow(ms) => slow += Duration::from_millis(ms),
                What::SlowAnswer(ms) => slow_answer += Duration::from_millis(ms),
                other => failure = failure.or(Some(other)),
            }
        }
        pause(slow).await;
        let done = if unprocessed(failure.as_ref()) {
            Self::skip(version, request, failure.as_ref())
        } else {
            let waited = self.long_poll(request).await;
            call.held_ms = u64::try_from(waited.as_millis()).unwrap_or(u64::MAX);
            let mut done = self.process(version, request);
            if let Some(What::Fault { .. }) = failure {
                let fault = Self::skip(version, request, failure.as_ref());
                (done.status, done.xml, done.fault) = (fault.status, fault.xml, fault.fault);
            }
            done
        };
        pause(slow_answer).await;
        self.fill(&mut call, request, &done);
        call.duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let mut answer = Answer::new(done.status, XML, done.xml);
        if done.status == 500 || !head.keep_alive() {
            answer = answer.closing();
        }
        let answer = answer.with("Strict-Transport-Security", HSTS);
        self.send(stream, answer, failure, call).await
    }

    /// Sends the answer, or whatever the failure makes of it.
    async fn send(
        &mut self,
        stream: &mut Stream,
        mut answer: Answer,
        failure: Option<What>,
        mut call: Call,
    ) -> io::Result<Flow> {
        let mut silent_close = false;
        let body = |answer: &Answer| String::from_utf8_lossy(&answer.body).into_owned();
        match &failure {
            Some(What::ResetAfterRequest | What::ResetAfterProcessing) => {
                self.log(call);
                stream.get_ref().reset_on_close();
                return Ok(Flow::Break(()));
            }
            Some(What::CloseAfterProcessing) => {
                self.log(call);
                let _ = stream.shutdown().await;
                return Ok(Flow::Break(()));
            }
            Some(What::TlsAlert) => {
                self.log(call);
                stream.get_mut().forge_next_record();
                let _ = stream.read(&mut [0; 1]).await;
                return drain(stream.get_mut()).await.map(|()| Flow::Break(()));
            }
            Some(What::NeverAnswer { .. }) => {
                self.log(call);
                let mut ignored = [0; 1024];
                while stream.read(&mut ignored).await? > 0 {}
                return Ok(Flow::Break(()));
            }
            Some(What::CutBody(kept)) => {
                let (bytes, head) = answer.bytes(self.shared.clock.now());
                call.http_status = Some(answer.status);
                self.log(call);
                let end = (head + kept).min(bytes.len());
                stream.write_all(&bytes[..end]).await?;
                stream.flush().await?;
                // No close_notify: the line is cut, not hung up.
                let _ = stream.get_mut().shutdown().await;
                return Ok(Flow::Break(()));
            }
            Some(What::Html(status) | What::HtmlAfterProcessing(status)) => {
                let page = format!(
                    "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>{status}</title>\n</head><body>\n\
                     <h1>Service Temporarily Unavailable</h1>\n<p>The server is temporarily unable to service your\n\
                     request due to maintenance downtime or capacity\nproblems. Please try again later.</p>\n</body></html>\n"
                );
                answer = Answer::new(*status, HTML, page).closing();
                call.fault = None;
            }
            Some(What::Garbage) => {
                answer.body = (0..400_u32).map(|i| ((i * 167 + 13) % 251) as u8).collect();
            }
            Some(What::TruncatedXml) => {
                let half = answer.body.len() / 2;
                answer.body.truncate(half);
            }
            Some(What::Oversized(bytes)) => {
                let stretched = stretch(&body(&answer), *bytes);
                answer.body = stretched.into_bytes();
            }
            Some(What::WrongContentType) => answer.content_type = "text/plain",
            Some(What::ForeignMessageId) => {
                let foreign = self.shared.engine().dice.uuid().to_string();
                let own = call.message_id.clone().unwrap_or_default();
                answer.body = body(&answer).replacen(&own, &foreign, 1).into_bytes();
            }
            Some(What::EmptyBody) => {
                answer.status = 200;
                answer.body.clear();
            }
            Some(What::CloseConnectionAfterAnswer) => silent_close = true,
            Some(What::CloseConnectionBeforeNext) => self.close_before_next = true,
            _ => {}
        }
        call.http_status = Some(answer.status);
        self.log(call);
        answer.send(stream, self.shared.clock.now()).await?;
        if answer.close || silent_close {
            let _ = stream.shutdown().await;
            let _ = drain(stream.get_mut()).await;
            return Ok(Flow::Break(()));
        }
        Ok(Flow::Continue(()))
    }

    fn log(&self, call: Call) {
        self.shared.engine().log.add(call);
    }

    async fn not_found(
        &mut self,
        stream: &mut Stream,
        head: &Head,
        mut call: Call,
    ) -> io::Result<Flow> {
        call.http_status = Some(404);
        call.complaints
            .push(format!("nothing is served at {}", head.path()));
        self.log(call);
        let page =
            "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>";
        Answer::new(404, HTML, page)
            .closing()
            .send(stream, self.shared.clock.now())
            .await?;
        let _ = stream.shutdown().await;
        Ok(Flow::Break(()))
    }

    /// Holds a `MonitorOrder` with `WaitForResponse` until its order changes, the merchant's turn has come, or time is up; how long.
    async fn long_poll(&self, request: &Request) -> Duration {
        if request.operation != Some(Operation::MonitorOrder)
            || !request.complaints.is_empty()
            || !service::awaits(&request.body)
        {
            return Duration::ZERO;
        }
        let started = tokio::time::Instant::now();
        let mut first = None;
        loop {
            let changed = self.shared.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let until = {
                let mut engine = self.shared.engine();
                let Some(index) = service::order_meant(&engine, &request.body) else {
                    return Duration::ZERO;
                };
                let now = self.shared.clock.now();
                let engine = &mut *engine;
                engine.book.settle(index, now, &engine.settings);
                let order = engine.book.get(index);
                if !order.waits_for_customer() || *first.get_or_insert(order.state) != order.state {
                    let bound = Duration::from_millis(engine.settings.quirks.long_poll_ms);
                    return started.elapsed().min(bound);
                }
                let settings = &engine.settings;
                let limit = started + Duration::from_millis(settings.quirks.long_poll_ms);
                match order.next_event(settings.auto_approve_after_ms, &settings.quirks) {
                    Some((at, _)) => {
                        let in_ms = u64::try_from(at - now).unwrap_or(0) + 1;
                        limit.min(tokio::time::Instant::now() + Duration::from_millis(in_ms))
                    }
                    None => limit,
                }
            };
            let bound = self.shared.engine().settings.quirks.long_poll_ms;
            let bound = Duration::from_millis(bound);
            if started.elapsed() >= bound {
                return bound;
            }
            tokio::select! {
                () = &mut changed => {}
                () = tokio::time::sleep_until(until) => {}
            }
        }
    }

    fn process(&self, version: ApiVersion, request: &Request) -> Done {
        let mut trace = Trace::default();
        let (operation, outcome) = match (request.operation, &request.complaints[..]) {
            (Some(operation), []) => {
                let context = Context {
                    shared: self.shared,
                    version,
                    operation,
                    body: &request.body,
                    merchant: self.peer.as_ref().and_then(|p| p.merchant.as_deref()),
                    certificate: self.peer.as_ref().map(Peer::certificate),
                    now: self.shared.clock.now(),
                };
                let outcome = {
                    let mut engine = self.shared.engine();
                    service::run(&context, &mut engine, &mut trace)
                };
                let changes = matches!(
                    operation,
                    Operation::ConfirmOrder | Operation::CancelOrder | Operation::CancelCheckIn
                );
                if changes && outcome.is_ok() {
                    self.shared.changed.notify_waiters();
                }
                (operation, outcome)
            }
            (operation, complaints) => {
                let fault = request.fault.clone().unwrap_or_else(|| {
                    Fault::new("InvalidParameter", "The request is not valid.")
                        .described(complaints.join("; "))
                });
                (
                    operation.unwrap_or(Operation::CheckSystemStatus),
                    Err(fault),
                )
            }
        };
        let id = request.message_id.as_deref();
        match outcome {
            Ok(content) => Done {
                status: 200,
                xml: envelope::answer(version, id.unwrap_or_default(), operation, &content),
                fault: None,
                processed: trace.carried_out.unwrap_or(true),
                trace,
            },
            Err(fault) => Done {
                status: 500,
                xml: envelope::fault(version, id, &fault),
                fault: Some(fault.kind.element),
                processed: trace.carried_out.unwrap_or(false),
                trace,
            },
        }
    }

    /// The answer to a call that a failure keeps from being processed.
    fn skip(version: ApiVersion, request: &Request, failure: Option<&What>) -> Done {
        let id = request.message_id.as_deref();
        let (xml, fault) = match failure {
            Some(What::Fault { element, .. }) => {
                let fault = Fault::new(element, "The simulator was asked for this fault.");
                (
                    envelope::fault(version, id, &fault),
                    Some(fault.kind.element),
                )
            }
            _ => (String::new(), None),
        };
        Done {
            status: 500,
            xml,
            fault,
            trace: Trace::default(),
            processed: false,
        }
    }

    /// What the log says about the order.
    fn fill(&self, call: &mut Call, request: &Request, done: &Done) {
        call.complaints.clone_from(&request.complaints);
        call.complaints.extend(done.trace.complaint.clone());
        call.fault = done.fault.map(str::to_owned);
        call.processed = done.processed;
        let engine = self.shared.engine();
        let meant = done.trace.order;
        if let Some(index) = meant.or_else(|| service::order_meant(&engine, &request.body)) {
            let order = engine.book.get(index);
            call.order_uuid = Some(order.wish.uuid.to_string());
            call.reference
                .get_or_insert_with(|| order.wish.reference.clone());
            let after = service::state_text(&engine, index);
            let created = request.operation == Some(Operation::StartOrder);
            call.state_before = done
                .trace
                .before
                .clone()
                .or_else(|| (!created).then(|| after.clone()));
            call.state_after = Some(after);
        }
    }
}

async fn pause(time: Duration) {
    if !time.is_zero() {
        tokio::time::sleep(time).await;
    }
}

fn unprocessed(failure: Option<&What>) -> bool {
    matches!(
        failure,
        Some(
            What::ResetAfterRequest
                | What::Html(_)
                | What::TlsAlert
                | What::NeverAnswer { processed: false }
                | What::Fault {
                    processed: false,
                    ..
                }
        )
    )
}

fn complain_about_head(head: &Head, request: &mut Request) {
    if head.method != "POST" {
        request
            .complaints
            .push(format!("expected POST, found {}", head.method));
    }
    let kind = head
        .header("Content-Type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let mut parts = kind.split(';').map(str::trim);
    if parts.next() != Some("text/xml") {
        request
            .complaints
            .push(format!("expected Content-Type text/xml, found {kind:?}"));
    }
    let charset = parts.find_map(|p| p.strip_prefix("charset="));
    if charset.is_some_and(|c| c.trim_matches('"') != "utf-8") {
        request
            .complaints
            .push(format!("expected charset utf-8, found {kind:?}"));
    }
}

/// The same envelope with a comment that makes it long.
fn stretch(xml: &str, bytes: usize) -> String {
    let padding = format!("<!--{}--></soap:Body>", "x".repeat(bytes));
    xml.replacen("</soap:Body>", &padding, 1)
}
