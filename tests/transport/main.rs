//! The transport against a server that does exactly what it is told: what is reused, what is refused, and what a
//! failure says about whether the request left this machine.

#[path = "../support/certificates.rs"]
mod certificates;
#[path = "../support/own_process.rs"]
mod own_process;
#[path = "../support/tls_server.rs"]
mod tls_server;

mod a_call;
mod a_client_certificate;
mod a_connection;
mod a_lost_answer;
mod a_proxy;
mod nothing_is_sent;
mod the_process;
mod trust;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use certificates::{
    Issued, Wish, intermediate, merchant, merchant_wish, name, server, twint_authority,
};
use openssl::error::ErrorStack;
use openssl::ssl::SslVersion;
use openssl::x509::X509;
use tls_server::{Conversation, Notes, Server, Tls, response};
use twint::twint::identity::Identity;
use twint::twint::transport::{
    Answer, Failure, LARGEST_ANSWER, Limits, Method, PoolSettings, Proxy, Request, Roots, Route,
    agent, configure, statistics,
};
use twint::twint::values::passphrase::Passphrase;

const TLS_VERSIONS: [SslVersion; 2] = [SslVersion::TLS1_2, SslVersion::TLS1_3];
const SECOND: Duration = Duration::from_secs(1);
const PATIENT: Limits = Limits {
    connect: Duration::from_secs(10),
    total: Duration::from_secs(20),
};

/// Certificates of one little world.
struct World {
    root: Issued,
    server: Issued,
    identity: Arc<Identity>,
}

impl World {
    fn new() -> Self {
        let root = twint_authority();
        let server = server(&root, &["localhost", "127.0.0.1", "::1"]);
        let identity = opened(&merchant(&root).pem());
        Self {
            root,
            server,
            identity,
        }
    }

    fn tls(&self, version: SslVersion) -> Tls {
        Tls::new(self.server.clone(), version).for_clients_of(&self.root)
    }

    fn route(&self, server: &Server) -> Route {
        self.route_to(server.url("localhost"))
    }

    fn route_to(&self, base_url: String) -> Route {
        Route {
            base_url,
            roots: Roots::Pem(self.root.certificate_pem()),
            proxy: Proxy::None,
        }
    }

    fn post(&self, server: &Server) -> Result<Answer, Failure> {
        self.post_within(server, PATIENT)
    }

    fn post_within(&self, server: &Server, limits: Limits) -> Result<Answer, Failure> {
        post(&self.route(server), Some(&self.identity), limits)
    }
}

fn opened(pem: &str) -> Arc<Identity> {
    Arc::new(Identity::open(pem.as_bytes(), &Passphrase::new("")).unwrap())
}

fn post(
    route: &Route,
    identity: Option<&Arc<Identity>>,
    limits: Limits,
) -> Result<Answer, Failure> {
    let request = Request {
        method: Method::Post,
        path: "/merchant/service",
        headers: &[
            ("Content-Type", "text/xml; charset=\"utf-8\""),
            ("User-Agent", "test"),
        ],
        body: b"<Envelope/>",
    };
    let answer = agent(route, identity)?.call(&request, &limits);
    assert!(
        ErrorStack::get().errors().is_empty(),
        "OpenSSL's error queue is left empty"
    );
    answer
}

fn answers(conversation: &mut Conversation, notes: &Notes) {
    while conversation.request(notes).is_some() {
        if conversation.ok("<ok/>").is_err() {
            return;
        }
    }
}

/// Counts connections rather than requests.
fn connections(server: &Server) -> usize {
    server.handshakes().len()
}

/// At this deadline and not at another, which is seconds away; a busy machine may notice it late.
fn near(took: Duration, expected: Duration) {
    assert!(
        took >= expected && took < expected + Duration::from_millis(1500),
        "{took:?} instead of {expected:?}"
    );
}
