//! The HTTP around the answers, as recorded.

use std::time::Duration;

use twint_simulator::{Failure, Simulator, What};

use crate::client::{Answer, Client};

fn names(answer: &Answer) -> Vec<&str> {
    let lines = answer.head.lines().skip(1).filter(|line| !line.is_empty());
    lines
        .filter_map(|line| Some(line.split_once(':')?.0))
        .collect()
}

#[test]
fn an_answer_has_twints_headers_in_twints_order() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let good = client.status();
    let fault = client.call("MonitorOrder", "");
    assert_eq!((good.status, fault.status), (200, 500));
    let known = [
        "Date",
        "Server",
        "Strict-Transport-Security",
        "Content-Type",
        "Content-Length",
    ];
    assert_eq!(names(&good), known);
    assert_eq!(names(&fault), [&known[..], &["Connection"]].concat());
    for answer in [good, fault] {
        let hsts = answer.header("Strict-Transport-Security");
        assert_eq!(hsts, Some("max-age=15724800; includeSubDomains"));
        assert_eq!(answer.header("Server"), Some("Apache"));
        assert_eq!(
            answer.header("Content-Type"),
            Some("text/xml;charset=UTF-8")
        );
    }
}

#[test]
fn every_answer_is_dated_by_the_simulators_clock() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let date = |answer: &Answer| {
        let date = answer.header("Date").unwrap().to_owned();
        assert!(date.len() == 29 && date.ends_with(" GMT"), "{date}");
        date
    };
    let today = date(&client.status());
    let not_found = client.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert_eq!(not_found.status, 404);
    date(&not_found);
    sim.fail(Failure::once(What::Html(503)));
    let unavailable = client.status();
    assert_eq!(unavailable.status, 503);
    date(&unavailable);
    sim.advance(Duration::from_secs(7 * 86_400));
    let in_a_week = date(&client.status());
    assert_ne!(today[5..], in_a_week[5..]);
}
