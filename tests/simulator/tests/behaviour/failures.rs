//! Each failure as a client sees it.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use twint_simulator::{Failure, Simulator, What, When};

use crate::client::{Client, MESSAGE};

fn failing(what: What) -> (Simulator, Client) {
    let sim = Simulator::start();
    let client = Client::enrolled(&sim);
    sim.fail(Failure::always(what).of("StartOrder").when(When::Nth(1)));
    (sim, client)
}

fn start(client: &mut Client) -> std::io::Result<crate::client::Answer> {
    let inside = client.start_xml("R", "10");
    client.try_call("StartOrder", &inside)
}

/// The connection is gone, and nothing but a new one helps.
fn assert_reset(result: std::io::Result<crate::client::Answer>) {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}");
}

#[test]
fn a_reset_before_the_request_is_read_leaves_no_order() {
    let (sim, mut client) = failing(What::ResetBeforeRead);
    assert_reset(start(&mut client));
    assert!(sim.orders().is_empty());
    assert_eq!(start(&mut client).unwrap().status, 200);
}

#[test]
fn a_reset_after_the_request_leaves_no_order() {
    let (sim, mut client) = failing(What::ResetAfterRequest);
    assert_reset(start(&mut client));
    assert!(sim.orders().is_empty());
}

#[test]
fn a_reset_after_processing_leaves_an_order_the_client_never_heard_of() {
    let (sim, mut client) = failing(What::ResetAfterProcessing);
    assert_reset(start(&mut client));
    assert_eq!(sim.orders().len(), 1);
    let call = sim.calls().pop().unwrap();
    assert!(call.processed);
    assert_eq!(call.http_status, None);
    assert_eq!(call.failure.as_deref(), Some("resetAfterProcessing"));
    assert_eq!(
        call.state_after.as_deref(),
        Some("IN_PROGRESS/ORDER_RECEIVED")
    );
}

#[test]
fn a_clean_close_after_processing_is_no_answer_either() {
    let (sim, mut client) = failing(What::CloseAfterProcessing);
    let error = start(&mut client).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    assert_eq!(sim.orders().len(), 1);
}

#[test]
fn an_answer_may_be_cut_inside_its_body() {
    let (sim, mut client) = failing(What::CutBody(100));
    assert!(start(&mut client).is_err());
    assert_eq!(sim.orders().len(), 1);
    assert_eq!(start(&mut client).unwrap().status, 200);
}

#[test]
fn slowness_comes_before_or_after_processing() {
    for what in [What::Slow(200), What::SlowAnswer(200)] {
        let (_sim, mut client) = failing(what);
        let started = Instant::now();
        assert_eq!(start(&mut client).unwrap().status, 200);
        assert!(started.elapsed() >= Duration::from_millis(195));
    }
    let (sim, mut client) = failing(What::Slow(300));
    std::thread::scope(|scope| {
        scope.spawn(|| start(&mut client).unwrap());
        std::thread::sleep(Duration::from_millis(100));
        assert!(sim.orders().is_empty());
    });
}

#[test]
fn latency_is_added_to_every_answer() {
    let sim = Simulator::builder()
        .latency(Duration::from_millis(60))
        .start();
    let started = Instant::now();
    Client::of(&sim).status();
    assert!(started.elapsed() >= Duration::from_millis(60));
}

#[test]
fn an_answer_may_never_come_whether_the_call_was_processed_or_not() {
    for processed in [false, true] {
        let (sim, mut client) = failing(What::NeverAnswer { processed });
        let inside = client.start_xml("R", "10");
        client
            .connect()
            .unwrap()
            .get_ref()
            .set_read_timeout(Some(Duration::from_millis(200)))
            .unwrap();
        let error = client.try_call("StartOrder", &inside).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WouldBlock);
        assert_eq!(sim.orders().len(), usize::from(processed));
    }
}

#[test]
fn every_fault_of_the_table_can_be_had() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    for (element, code) in [
        ("SystemError", "1000"),
        ("InvalidAmount", "1113"),
        ("FundsError", "1209"),
        ("UofNotAllowed", "0"),
    ] {
        let what = What::Fault {
            element: element.to_owned(),
            processed: false,
        };
        sim.fail(Failure::once(what).of("StartOrder"));
        let answer = start(&mut client).unwrap();
        assert_eq!(answer.status, 500);
        assert_eq!(answer.fault().unwrap(), element);
        assert_eq!(answer.element("Code").unwrap(), code);
        assert_eq!(answer.element("MessageId").unwrap(), MESSAGE);
        sim.clear_failures();
    }
    assert!(sim.orders().is_empty());
}

#[test]
fn a_fault_may_hide_that_the_call_was_processed() {
    let (sim, mut client) = failing(What::Fault {
        element: "SystemError".to_owned(),
        processed: true,
    });
    assert_eq!(start(&mut client).unwrap().fault().unwrap(), "SystemError");
    assert_eq!(sim.orders().len(), 1);
}

#[test]
fn a_maintenance_page_is_html() {
    let (sim, mut client) = failing(What::Html(503));
    let answer = start(&mut client).unwrap();
    assert_eq!(answer.status, 503);
    assert!(
        answer
            .header("Content-Type")
            .unwrap()
            .starts_with("text/html")
    );
    assert!(answer.text().contains("<h1>"));
    assert!(sim.orders().is_empty());
    sim.fail(Failure::once(What::HtmlAfterProcessing(502)));
    assert_eq!(start(&mut client).unwrap().status, 502);
    assert_eq!(sim.orders().len(), 1);
}

#[test]
fn answers_may_be_garbage_truncated_oversized_or_empty() {
    let (sim, mut client) = failing(What::Garbage);
    let garbage = start(&mut client).unwrap();
    assert_eq!(garbage.status, 200);
    assert!(std::str::from_utf8(&garbage.body).is_err());

    sim.clear_failures();
    sim.fail(Failure::once(What::TruncatedXml));
    let truncated = start(&mut client).unwrap().text();
    assert!(truncated.starts_with("<soap:Envelope") && !truncated.ends_with("</soap:Envelope>"));

    sim.clear_failures();
    sim.fail(Failure::once(What::Oversized(2_000_000)));
    let oversized = start(&mut client).unwrap();
    assert!(oversized.body.len() > 2_000_000);
    assert!(oversized.text().ends_with("</soap:Envelope>"));

    sim.clear_failures();
    sim.fail(Failure::once(What::EmptyBody));
    let empty = start(&mut client).unwrap();
    assert_eq!((empty.status, empty.body.len()), (200, 0));
    assert_eq!(sim.orders().len(), 4);
    assert_eq!(client.connections, 1);
}

#[test]
fn answers_may_have_the_wrong_type_or_another_calls_message_id() {
    let (sim, mut client) = failing(What::WrongContentType);
    let answer = start(&mut client).unwrap();
    assert_eq!(answer.header("Content-Type"), Some("text/plain"));
    assert_eq!(answer.state(), "IN_PROGRESS/ORDER_RECEIVED");
    sim.fail(Failure::once(What::ForeignMessageId));
    assert_ne!(
        start(&mut client).unwrap().element("MessageId").unwrap(),
        MESSAGE
    );
}

#[test]
fn a_tls_alert_may_come_instead_of_an_answer() {
    let (sim, mut client) = failing(What::TlsAlert);
    let error = start(&mut client).unwrap_err().to_string();
    assert!(error.contains("bad record mac"), "{error}");
    assert!(sim.orders().is_empty());
    assert_eq!(start(&mut client).unwrap().status, 200);
}

#[test]
fn a_handshake_may_end_in_an_alert() {
    let sim = Simulator::start();
    sim.fail(Failure::once(What::TlsHandshakeAlert));
    let error = Client::of(&sim).try_status().unwrap_err().to_string();
    assert!(error.contains("alert internal error"), "{error}");
    assert_eq!(Client::of(&sim).status().status, 200);
    assert_eq!(sim.counters().refused_handshakes, 1);
}

#[test]
fn a_pooled_connection_may_be_closed_after_an_answer_or_before_the_next_call() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    sim.fail(Failure::once(What::CloseConnectionAfterAnswer));
    let answer = client.status();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("Connection"), None);
    assert!(client.try_status().is_err());
    sim.clear_failures();
    sim.fail(Failure::once(What::CloseConnectionBeforeNext));
    assert_eq!(client.status().status, 200);
    assert!(start(&mut client).is_err());
    assert!(sim.orders().is_empty());
    assert_eq!(client.status().status, 200);
}

#[test]
fn connections_may_be_refused_and_taken_again_on_the_same_port() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    sim.refuse_connections(true);
    assert!(client.try_status().is_err());
    assert_eq!(
        client.try_status().unwrap_err().kind(),
        ErrorKind::ConnectionRefused
    );
    sim.refuse_connections(false);
    assert_eq!(client.status().status, 200);

    let id = sim.fail(Failure::always(What::RefuseConnection));
    client.disconnect();
    assert_eq!(
        client.try_status().unwrap_err().kind(),
        ErrorKind::ConnectionRefused
    );
    assert!(sim.clear_failure(id));
    assert_eq!(client.status().status, 200);
}

#[test]
fn a_counted_refusal_resets_the_connection_before_tls() {
    let sim = Simulator::start();
    sim.fail(Failure::once(What::RefuseConnection));
    assert!(Client::of(&sim).try_status().is_err());
    assert_eq!(Client::of(&sim).status().status, 200);
    assert_eq!(sim.counters().full_handshakes, 1);
}

#[test]
fn faults_close_the_connection_and_answers_keep_it() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    client.status();
    client.status();
    assert_eq!(client.connections, 1);
    client.monitor("00000000-0000-4000-8000-000000000000");
    client.status();
    assert_eq!(client.connections, 2);
    assert_eq!(sim.counters().connections, 2);
}

#[test]
fn failures_strike_by_probability_and_seed() {
    let struck = || {
        let sim = Simulator::start();
        sim.fail(
            Failure::always(What::WrongContentType).when(When::Probability { p: 0.5, seed: 3 }),
        );
        let mut client = Client::of(&sim);
        (0..20)
            .map(|_| client.status().header("Content-Type") == Some("text/plain"))
            .collect::<Vec<_>>()
    };
    let first = struck();
    assert!(first.contains(&true) && first.contains(&false));
    assert_eq!(first, struck());
}

#[test]
fn open_connections_may_be_dropped() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    sim.drop_connections();
    assert!(client.try_status().is_err());
    assert_eq!(client.status().status, 200);
}
