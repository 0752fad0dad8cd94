//! Calls one server as one identity.

use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ureq::AsSendBody;
use ureq::http::{HeaderMap, Uri, header};
use ureq::unversioned::transport::{ConnectProxyConnector, Connector};

use super::connector::Secure;
use super::failure::Failure;
use super::resolver::{self, RememberingResolver};
use super::route::Route;
use super::statistics::Counters;
use super::{Answer, Limits, Method, Request, cache, call, settings};
use crate::twint::identity::Identity;
use crate::twint::process::error_queue;
use crate::twint::process::lru::Key;
use crate::twint::tls::Client;

/// The largest body of an answer that is read, in bytes.
pub const LARGEST_ANSWER: u64 = 1024 * 1024;

/// Longer than anybody waits, and within the range of every clock.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// One record of TLS. ureq's default of 128 kB, four times for each connection, is for downloads.
const BUFFER: usize = 16 * 1024;

/// Calls one server as one identity, over connections that stay open. Any number of threads may use it at once.
pub struct Agent {
    ureq: ureq::Agent,
    base: Uri,
    key: Key,
}

impl Agent {
    pub(super) fn new(
        route: &Route,
        identity: Option<&Arc<Identity>>,
        key: Key,
    ) -> Result<Self, Failure> {
        let opened = route.open()?;
        let client = Client::new(&route.trust()?, identity.map(|identity| &**identity)).map_err(
            |errors| match identity {
                Some(_) => Failure::CertificateRefused {
                    cause: format!("this machine's OpenSSL does not use it: {errors}"),
                },
                None => Failure::bad_route(format!("TLS cannot be set up: {errors}")),
            },
        )?;
        let settings = settings::current();
        let config = ureq::Agent::config_builder()
            .https_only(true)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(opened.proxy)
            .user_agent("")
            .accept("")
            .input_buffer_size(BUFFER)
            .output_buffer_size(BUFFER)
            .max_idle_connections(settings.idle_connections)
            .max_idle_connections_per_host(settings.idle_connections)
            .max_idle_age(settings.idle_age)
            .build();
        let connector = ConnectProxyConnector::default().chain(Secure::new(Arc::new(client)));
        Ok(Self {
            ureq: ureq::Agent::with_parts(config, connector, RememberingResolver),
            base: opened.base,
            key,
        })
    }

    /// Sends the request once and reads the whole answer.
    pub fn call(&self, request: &Request, limits: &Limits) -> Result<Answer, Failure> {
        let _clean = error_queue::Clean::start();
        let _forget_if_broken = ForgetOnPanic(&self.key);
        let counters = Counters::of_this_process();
        counters.call_made();
        let url = self.url(request.path)?;
        let limits = Limits {
            connect: limits.connect.min(limits.total).min(LONGEST),
            total: limits.total.min(LONGEST),
        };
        call::start(&limits);
        match self.send(&url, request, &limits) {
            Ok(answer) => {
                if answer.reused_connection {
                    counters.connection_reused();
                }
                Ok(answer)
            }
            Err(error) => {
                let failure = Failure::of_call(error);
                if matches!(failure, Failure::NotSent { .. }) {
                    resolver::forget(&url);
                }
                Err(failure)
            }
        }
    }

    fn url(&self, path: &str) -> Result<Uri, Failure> {
        let bad = || Failure::bad_route("the path of the request is not one");
        if !path.starts_with('/') || path.contains('#') {
            return Err(bad());
        }
        let mut parts = self.base.clone().into_parts();
        parts.path_and_query = Some(path.parse().map_err(|_| bad())?);
        Uri::from_parts(parts).map_err(|_| bad())
    }

    fn send(&self, url: &Uri, request: &Request, limits: &Limits) -> Result<Answer, ureq::Error> {
        let mut head = ureq::http::Request::builder()
            .uri(url)
            .header(header::CONNECTION, "keep-alive"); // Apache then says for how long
        for (name, value) in request.headers {
            head = head.header(*name, *value);
        }
        match request.method {
            Method::Get => self.run(head.method("GET").body(())?, limits),
            Method::Post => self.run(head.method("POST").body(request.body)?, limits),
        }
    }

    fn run(
        &self,
        request: ureq::http::Request<impl AsSendBody>,
        limits: &Limits,
    ) -> Result<Answer, ureq::Error> {
        let request = self
            .ureq
            .configure_request(request)
            .timeout_global(Some(limits.total))
            .timeout_connect(Some(limits.connect))
            .build();
        let mut response = self.ureq.run(request)?;
        call::answered(keep_alive(response.headers()));
        // To its end, also that of a fault: only then does the connection go back.
        let body = response
            .body_mut()
            .with_config()
            .limit(LARGEST_ANSWER)
            .read_to_vec()?;
        Ok(Answer {
            status: response.status().as_u16(),
            content_type: response
                .headers()
                .get(header::CONTENT_TYPE)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            header_names: response.headers().keys().map(ToString::to_string).collect(),
            keep_alive: keep_alive(response.headers()),
            body,
            reused_connection: !call::has_opened(),
        })
    }
}

/// `timeout` of `Keep-Alive: timeout=5, max=100`.
fn keep_alive(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("keep-alive")?.to_str().ok()?;
    value.split(',').find_map(|parameter| {
        let (name, seconds) = parameter.split_once('=')?;
        if !name.trim().eq_ignore_ascii_case("timeout") {
            return None;
        }
        seconds.trim().parse().ok().map(Duration::from_secs)
    })
}

/// ureq's pool is useless once a thread has panicked in it.
struct ForgetOnPanic<'a>(&'a Key);

impl Drop for ForgetOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            cache::forget(self.0);
        }
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
}
