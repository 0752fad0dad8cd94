//! Calls one server as one identity.

use std::fmt;
use std::time::Instant;

use ureq_proto::http::{Uri, header};

use super::connection::Connection;
use super::connector::Connector;
use super::failure::{Broken, Failure};
use super::http::{self, Prepared, Reply};
use super::limits::{Deadline, Limits};
use super::message::{Answer, Request};
use super::pool::Pool;
use super::route::Route;
use super::settings;
use super::statistics::Counters;
use crate::twint::identity::Identity;
use crate::twint::process::error_queue;
use crate::twint::tls::Client;

/// What is said when the deadline had passed before the call was made.
const NO_TIME: &str = "there was no time left";

/// Calls one server as one identity, over connections that stay open. Any number of threads may use it at once.
pub struct Agent {
    base: Uri,
    connector: Connector,
    idle: Pool<Connection>,
}

impl Agent {
    pub(super) fn new(route: &Route, identity: Option<&Identity>) -> Result<Self, Failure> {
        let opened = route.open()?;
        let client = Client::new(&route.trust()?, identity).map_err(|errors| {
            match identity.and_then(Identity::problem_here) {
                Some(problem) => Failure::CertificateUnusable {
                    problem,
                    cause: errors.to_string(),
                },
                None => Failure::bad_route(format!("TLS cannot be set up: {errors}")),
            }
        })?;
        Ok(Self {
            connector: Connector::new(client, &opened.base, opened.proxy),
            base: opened.base,
            idle: Pool::new(&settings::current()),
        })
    }

    /// Sends the request once and reads the whole answer.
    ///
    /// # Errors
    /// The [`Failure`] that says whether anything of the request left this machine.
    pub fn call(&self, request: &Request, limits: &Limits) -> Result<Answer, Failure> {
        let _clean = error_queue::Clean::start();
        let counters = Counters::of_this_process();
        counters.call_made();
        let until = Deadline::after(limits.total);
        let connect_by = Deadline::after(limits.connect).min(until);
        let prepared = http::prepare(&self.base, request)?;
        if until.left().is_none() {
            return Err(Failure::before_sending(Broken::Deadline(NO_TIME)));
        }
        let (mut connection, reused) = self
            .connection(connect_by, until)
            .map_err(Failure::before_sending)?;

        let before = connection.written();
        let reply = exchange(&mut connection, prepared).map_err(|broken| {
            if reused && !matches!(broken, Broken::Deadline(_)) {
                self.idle.clear();
            }
            if connection.written() == before {
                Failure::before_sending(broken)
            } else {
                Failure::after_sending(broken, reused)
            }
        })?;
        if reply.reusable {
            let keep_alive = http::keep_alive(&reply.headers);
            self.idle.put(connection, keep_alive, Instant::now());
        }
        if reused {
            counters.connection_reused();
        }
        Ok(answer(reply, reused))
    }

    /// The freshest idle connection that is still open, or a new one; and whether it is of an earlier call.
    fn connection(
        &self,
        connect_by: Deadline,
        until: Deadline,
    ) -> Result<(Connection, bool), Broken> {
        while let Some(mut idle) = self.idle.take(Instant::now()) {
            idle.work_until(until);
            if idle.is_quiet() {
                return Ok((idle, true));
            }
        }
        let mut new = self.connector.connect(connect_by)?;
        new.work_until(until);
        Ok((new, false))
    }
}

fn exchange(connection: &mut Connection, prepared: Prepared) -> Result<Reply, Broken> {
    connection.send(&prepared.bytes)?;
    http::read_answer(prepared.answer, |input: &mut Vec<u8>| {
        connection.receive(input)
    })
}

fn answer(reply: Reply, reused_connection: bool) -> Answer {
    let content_type = reply.headers.get(header::CONTENT_TYPE);
    Answer {
        status: reply.status,
        content_type: content_type
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
        header_names: reply.headers.keys().map(ToString::to_string).collect(),
        keep_alive: http::keep_alive(&reply.headers),
        body: reply.body,
        reused_connection,
    }
}

impl fmt::Debug for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Agent")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::identity::certificate_problem::CertificateProblem;
    use crate::twint::transport::{Proxy, Roots};

    #[test]
    fn a_certificate_that_openssl_does_not_use_any_more_is_not_called_refused_by_the_server() {
        let route = Route {
            base_url: "https://localhost".to_owned(),
            roots: Roots::System,
            proxy: Proxy::None,
        };
        assert!(Agent::new(&route, Some(&Identity::generated())).is_ok());
        let broken = Identity::generated().with_key_of(Identity::generated());
        match Agent::new(&route, Some(&broken)).map(|_| ()) {
            Err(Failure::CertificateUnusable { problem, cause }) => {
                assert_eq!(problem, CertificateProblem::UnsupportedKey);
                assert!(cause.contains("key"), "{cause}");
            }
            other => panic!("{other:?}"),
        }
    }
}
