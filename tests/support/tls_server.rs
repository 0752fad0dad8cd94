//! A TLS server that does exactly what a test says, byte by byte.
#![allow(dead_code)] // each test binary uses a part of it
#![allow(unsafe_code)] // the openssl crate does not ask a client for its certificate after the handshake

use std::ffi::{c_int, c_void};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use openssl::ssl::{
    ErrorCode, Ssl, SslContext, SslMethod, SslRef, SslSessionCacheMode, SslStream, SslVerifyMode,
    SslVersion,
};
use openssl::x509::X509;
use openssl::x509::store::X509StoreBuilder;

use crate::certificates::Issued;

unsafe extern "C" {
    fn SSL_set_verify(ssl: *mut c_void, mode: c_int, callback: *const c_void);
    fn SSL_verify_client_post_handshake(ssl: *mut c_void) -> c_int;
}

/// How the server shakes hands.
pub struct Tls {
    pub server: Issued,
    pub chain: Vec<X509>,
    pub version: SslVersion,
    /// Clients must have a certificate of this authority.
    pub client_authority: Option<X509>,
    /// It is asked for by [`Conversation::ask_for_certificate`] only, not in the handshake.
    pub asks_later: bool,
    pub ciphers: Option<&'static str>,
}

impl Tls {
    pub fn new(server: Issued, version: SslVersion) -> Self {
        Self {
            server,
            chain: Vec::new(),
            version,
            client_authority: None,
            asks_later: false,
            ciphers: None,
        }
    }

    pub fn for_clients_of(mut self, authority: &Issued) -> Self {
        self.client_authority = Some(authority.certificate.clone());
        self
    }

    fn context(&self) -> SslContext {
        let mut builder = SslContext::builder(SslMethod::tls_server()).unwrap();
        builder.set_min_proto_version(Some(self.version)).unwrap();
        builder.set_max_proto_version(Some(self.version)).unwrap();
        builder
            .set_cipher_list(self.ciphers.unwrap_or("ALL:@SECLEVEL=0"))
            .unwrap();
        builder.set_certificate(&self.server.certificate).unwrap();
        builder.set_private_key(&self.server.key).unwrap();
        for certificate in &self.chain {
            builder.add_extra_chain_cert(certificate.clone()).unwrap();
        }
        builder.set_session_id_context(b"test").unwrap();
        builder.set_session_cache_mode(SslSessionCacheMode::SERVER);
        if let Some(authority) = &self.client_authority {
            let mut store = X509StoreBuilder::new().unwrap();
            store.add_cert(authority.clone()).unwrap();
            builder.set_cert_store(store.build());
        }
        if self.client_authority.is_some() && !self.asks_later {
            builder.set_verify(SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT);
        }
        builder.build()
    }
}

/// One accepted connection.
pub struct Conversation {
    /// Counted from zero.
    pub number: usize,
    pub stream: SslStream<TcpStream>,
}

/// What the server saw.
#[derive(Default)]
pub struct Seen {
    /// One entry for each accepted TCP connection: its handshake's end.
    pub handshakes: Vec<Result<Handshake, String>>,
    /// Requests in the order in which they were read.
    pub requests: Vec<String>,
    /// Conversations whose script is over and whose connection is closed.
    pub ended: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handshake {
    pub resumed: bool,
    pub client_certificates: usize,
}

pub struct Server {
    pub address: SocketAddr,
    notes: Notes,
    stop: Arc<AtomicBool>,
}

impl Server {
    /// Speaks TLS, then plays `script` on each connection.
    pub fn start(
        tls: &Tls,
        script: impl Fn(&mut Conversation, &Notes) + Send + Sync + 'static,
    ) -> Self {
        Self::start_on(loopback(), tls, script)
    }

    /// As [`start`](Self::start), with a listener of the test's own.
    pub fn start_on(
        listener: TcpListener,
        tls: &Tls,
        script: impl Fn(&mut Conversation, &Notes) + Send + Sync + 'static,
    ) -> Self {
        let context = tls.context();
        Self::listen(listener, move |number, tcp, seen| {
            let mut stream = SslStream::new(Ssl::new(&context).unwrap(), tcp).unwrap();
            let ended = match stream.accept() {
                Ok(()) => Ok(Handshake {
                    resumed: stream.ssl().session_reused(),
                    client_certificates: stream
                        .ssl()
                        .peer_cert_chain()
                        .map_or(0, openssl::stack::StackRef::len)
                        + usize::from(stream.ssl().peer_certificate().is_some()),
                }),
                Err(error) => Err(error.to_string()),
            };
            let good = ended.is_ok();
            seen.0.lock().unwrap().handshakes.push(ended);
            if good {
                script(&mut Conversation { number, stream }, seen);
                seen.0.lock().unwrap().ended += 1;
            }
        })
    }

    /// Plays `script` on each connection, without TLS.
    pub fn start_raw(script: impl Fn(usize, TcpStream, &Notes) + Send + Sync + 'static) -> Self {
        Self::listen(loopback(), script)
    }

    fn listen(
        listener: TcpListener,
        script: impl Fn(usize, TcpStream, &Notes) + Send + Sync + 'static,
    ) -> Self {
        let address = listener.local_addr().unwrap();
        let notes = Notes::default();
        let stop = Arc::new(AtomicBool::new(false));
        let script = Arc::new(script);
        let (for_scripts, ended) = (notes.clone(), stop.clone());
        thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                if ended.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { return };
                stream
                    .set_read_timeout(Some(Duration::from_secs(20)))
                    .unwrap();
                stream.set_nodelay(true).unwrap();
                let (script, notes) = (script.clone(), for_scripts.clone());
                thread::spawn(move || script(number, stream, &notes));
            }
        });
        Self {
            address,
            notes,
            stop,
        }
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// `https://localhost:port`, or another name for this machine.
    pub fn url(&self, host: &str) -> String {
        format!("https://{host}:{}", self.port())
    }

    pub fn handshakes(&self) -> Vec<Result<Handshake, String>> {
        self.notes.0.lock().unwrap().handshakes.clone()
    }

    pub fn requests(&self) -> Vec<String> {
        self.notes.0.lock().unwrap().requests.clone()
    }

    /// Waits until the server has closed so many connections.
    pub fn wait_until_closed(&self, connections: usize) {
        while self.notes.0.lock().unwrap().ended < connections {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

fn loopback() -> TcpListener {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap()
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address); // wakes the thread that accepts
    }
}

/// Where a script writes down what it saw.
#[derive(Clone, Default)]
pub struct Notes(Arc<Mutex<Seen>>);

impl Notes {
    pub fn request(&self, text: String) {
        self.0.lock().unwrap().requests.push(text);
    }
}

impl Conversation {
    /// Reads one request with its body; `None` at the end of the connection.
    pub fn request(&mut self, seen: &Notes) -> Option<String> {
        let text = read_request(&mut self.stream)?;
        seen.request(text.clone());
        Some(text)
    }

    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// An answer with its length.
    pub fn answer(&mut self, status: &str, headers: &str, body: &[u8]) -> io::Result<()> {
        self.send(&response(status, headers, body))
    }

    pub fn ok(&mut self, body: &str) -> io::Result<()> {
        self.answer(
            "200 OK",
            "Content-Type: text/xml;charset=UTF-8\r\n",
            body.as_bytes(),
        )
    }

    /// Asks for the client's certificate now, as TLS 1.3 allows, and waits until it is verified.
    pub fn ask_for_certificate(&mut self) -> Result<(), String> {
        let ssl: *const SslRef = self.stream.ssl();
        let mode = SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT;
        // SAFETY: such a reference is the address of OpenSSL's `SSL`, and nobody else uses this one meanwhile.
        let asked = unsafe {
            SSL_set_verify(ssl.cast_mut().cast(), mode.bits(), std::ptr::null());
            SSL_verify_client_post_handshake(ssl.cast_mut().cast())
        };
        if asked != 1 {
            return Err("the client does not offer it".to_owned());
        }
        self.stream.do_handshake().map_err(|e| e.to_string())?;
        self.tcp().set_nonblocking(true).unwrap();
        let verified = loop {
            match self.stream.ssl_read(&mut [0]) {
                Err(e) if e.code() == ErrorCode::WANT_READ => {}
                Err(e) => break Err(e.to_string()),
                Ok(_) => break Err("the client spoke out of turn".to_owned()),
            }
            if self.stream.ssl().peer_certificate().is_some() {
                break Ok(());
            }
            thread::sleep(Duration::from_millis(2));
        };
        self.tcp().set_nonblocking(false).unwrap();
        verified
    }

    /// Says farewell in TLS and closes.
    pub fn close(&mut self) {
        let _ = self.stream.shutdown();
    }

    pub fn tcp(&self) -> &TcpStream {
        self.stream.get_ref()
    }
}

pub fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub fn read_request(stream: &mut impl Read) -> Option<String> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some(end) = text.find("\r\n\r\n") {
            let length = text
                .lines()
                .find_map(|line| {
                    line.to_ascii_lowercase()
                        .strip_prefix("content-length:")?
                        .trim()
                        .parse()
                        .ok()
                })
                .unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return Some(text.into_owned());
            }
        }
        match stream.read(&mut chunk) {
            Ok(n) if n > 0 => bytes.extend_from_slice(&chunk[..n]),
            _ => return None,
        }
    }
}
