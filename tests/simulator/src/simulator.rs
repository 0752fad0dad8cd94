//! A running simulator: three ports, one state, stopped when dropped.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;
use uuid::Uuid;

use crate::app_schemes::AppSchemes;
use crate::call_log::{Call, Counters};
use crate::certificates::{Authority, ClientCertificate, MerchantCertificate, second_store};
use crate::check_ins::{Approval, CheckInView};
use crate::clock::Clock;
use crate::control_api::{self, Control};
use crate::dice::Dice;
use crate::failures::{Failure, FailureId, FailureView};
use crate::gate::{Doorman, Gate};
use crate::phone::{CheckInMove, Move, PhoneError};
use crate::quirks::Quirks;
use crate::settings::{CertificateValidity, ServerCertificate, Settings, TlsRange};
use crate::shared::Shared;
use crate::tls::Acceptor;
use crate::views::{Books, OrderView};
use crate::{app_schemes_server, soap_server};

/// Where the ports are.
pub(crate) struct Endpoints {
    pub soap: String,
    pub app_schemes: String,
    pub control: String,
}

/// A simulated TWINT. Dropping it closes every port and connection.
pub struct Simulator {
    shared: Arc<Shared>,
    gate: Gate,
    endpoints: Arc<Endpoints>,
    store_uuid: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What a simulator starts with.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    tls: TlsRange,
    server_certificate: ServerCertificate,
    settings: Settings,
    ports: (u16, u16, u16),
    store_uuid: Option<Uuid>,
    seed: Option<u64>,
}

impl Builder {
    /// The TLS versions offered, on both HTTPS ports.
    #[must_use]
    pub fn tls(mut self, range: TlsRange) -> Self {
        self.tls = range;
        self
    }

    /// What the HTTPS ports show of themselves.
    #[must_use]
    pub fn server_certificate(mut self, certificate: ServerCertificate) -> Self {
        self.server_certificate = certificate;
        self
    }

    /// Added to every SOAP answer.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.settings.latency_ms = millis(latency);
        self
    }

    /// The unknowns of the protocol.
    #[must_use]
    pub fn quirks(mut self, quirks: Quirks) -> Self {
        self.settings.quirks = quirks;
        self
    }

    /// Whether order calls need an enrolled cash register (the default).
    #[must_use]
    pub fn enforce_enrolment(mut self, enforce: bool) -> Self {
        self.settings.enforce_enrolment = enforce;
        self
    }

    /// A customer who approves every order by himself after this time.
    #[must_use]
    pub fn auto_approve_after(mut self, time: Duration) -> Self {
        self.settings.auto_approve_after_ms = Some(millis(time));
        self
    }

    /// All run-time settings at once.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Fixed ports; 0 takes a free one.
    #[must_use]
    pub fn ports(mut self, soap: u16, app_schemes: u16, control: u16) -> Self {
        self.ports = (soap, app_schemes, control);
        self
    }

    /// The merchant; by default a new one.
    #[must_use]
    pub fn store_uuid(mut self, uuid: Uuid) -> Self {
        self.store_uuid = Some(uuid);
        self
    }

    /// Deals the same UUIDs and tokens each time.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Starts; returns when the ports are open.
    ///
    /// # Panics
    /// When a port cannot be opened or OpenSSL refuses the TLS settings.
    pub fn start(self) -> Simulator {
        self.try_start()
            .unwrap_or_else(|e| panic!("the TWINT simulator cannot start: {e}"))
    }

    /// Starts.
    ///
    /// # Errors
    /// Names the port that could not be opened, or what OpenSSL refused.
    pub fn try_start(self) -> io::Result<Simulator> {
        let soap = bind(self.ports.0)?;
        let app_schemes = bind(self.ports.1)?;
        let control = bind(self.ports.2)?;
        let at = |listener: &TcpListener, scheme| {
            listener
                .local_addr()
                .map(|address| format!("{scheme}://{address}"))
        };
        let endpoints = Arc::new(Endpoints {
            soap: at(&soap, "https")?,
            app_schemes: at(&app_schemes, "https")?,
            control: at(&control, "http")?,
        });

        let seed = self.seed.unwrap_or_else(Dice::any_seed);
        let mut dice = Dice::seeded(seed);
        let (own, other) = (dice.uuid(), dice.uuid());
        let store_uuid = self.store_uuid.unwrap_or(own);
        let clock = Arc::new(Clock::default());
        let authority = Arc::new(Authority::new(store_uuid, &other.to_string(), clock.now()));
        let mutual = Acceptor::mutual(&authority, &clock, self.tls, self.server_certificate)?;
        let open = Acceptor::open(&authority, &clock, self.tls, self.server_certificate)?;
        let shared = Arc::new(Shared::new(
            clock,
            authority,
            store_uuid,
            self.settings,
            dice.throw(),
        ));
        let (gate, doorman) = Gate::new();
        let control_state = Control {
            shared: Arc::clone(&shared),
            gate: gate.clone(),
            endpoints: Arc::clone(&endpoints),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("twint-simulator")
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let ports = Ports {
            soap: (soap, mutual, doorman),
            app_schemes: (app_schemes, open),
            control: (control, control_state),
        };
        let state = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("twint-simulator".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    match ports.open(&state) {
                        Ok(()) => drop(stopped.await),
                        Err(error) => eprintln!("the TWINT simulator cannot listen: {error}"),
                    }
                });
                runtime.shutdown_timeout(Duration::from_secs(2));
            })?;
        let simulator = Simulator {
            gate,
            endpoints,
            store_uuid: store_uuid.to_string(),
            stop: Some(stop),
            thread: Some(thread),
            shared,
        };
        simulator.gate.follow(&simulator.shared);
        Ok(simulator)
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn bind(port: u16) -> io::Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address)
        .map_err(|e| io::Error::new(e.kind(), format!("{address}: {e}")))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

struct Ports {
    soap: (TcpListener, Acceptor, Doorman),
    app_schemes: (TcpListener, Acceptor),
    control: (TcpListener, Control),
}

impl Ports {
    /// Begins to accept on all ports.
    fn open(self, shared: &Arc<Shared>) -> io::Result<()> {
        let (listener, acceptor, doorman) = self.soap;
        let address = listener.local_addr()?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (state, acceptor) = (Arc::clone(shared), Arc::new(acceptor));
        tokio::spawn(
            doorman.keep(Arc::clone(shared), listener, address, move |tcp| {
                tokio::spawn(soap_server::serve(
                    Arc::clone(&state),
                    Arc::clone(&acceptor),
                    tcp,
                ));
            }),
        );

        let (listener, acceptor) = self.app_schemes;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (state, acceptor) = (Arc::clone(shared), Arc::new(acceptor));
        tokio::spawn(accept(listener, move |tcp| {
            tokio::spawn(app_schemes_server::serve(
                Arc::clone(&state),
                Arc::clone(&acceptor),
                tcp,
            ));
        }));

        let (listener, control) = self.control;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::spawn(accept(listener, move |tcp| {
            tokio::spawn(control_api::serve(control.clone(), tcp));
        }));
        Ok(())
    }
}

async fn accept(listener: tokio::net::TcpListener, hand_on: impl Fn(tokio::net::TcpStream)) {
    loop {
        match listener.accept().await {
            Ok((tcp, _)) => hand_on(tcp),
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

impl Simulator {
    /// A simulator with free ports and the best reading of the protocol.
    ///
    /// # Panics
    /// See [`Builder::start`].
    pub fn start() -> Self {
        Self::builder().start()
    }

    /// Chooses before starting.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// `https://127.0.0.1:PORT` of the SOAP service, which demands a client certificate.
    pub fn endpoint(&self) -> &str {
        &self.endpoints.soap
    }

    /// `https://127.0.0.1:PORT` of the app list.
    pub fn app_schemes_endpoint(&self) -> &str {
        &self.endpoints.app_schemes
    }

    /// `http://127.0.0.1:PORT` of the control API and the phone.
    pub fn control(&self) -> &str {
        &self.endpoints.control
    }

    /// The root certificate to trust.
    pub fn ca_pem(&self) -> &str {
        self.shared.authority.ca_pem()
    }

    /// The merchant, as named in the certificates.
    pub fn store_uuid(&self) -> &str {
        &self.store_uuid
    }

    /// The System ID of the merchant's second store, which every certificate of the merchant is good for.
    pub fn second_store_uuid(&self) -> String {
        second_store(self.shared.store_uuid).to_string()
    }

    /// A merchant certificate.
    ///
    /// # Panics
    /// When `Legacy` is asked for and the `openssl` command is missing or refuses; see [`Self::try_certificate`].
    pub fn certificate(&self, which: MerchantCertificate) -> ClientCertificate {
        self.try_certificate(which)
            .unwrap_or_else(|e| panic!("no {which:?} certificate: {e}"))
    }

    /// A merchant certificate.
    ///
    /// # Errors
    /// Only for `Legacy`: the `openssl` command is missing or refuses.
    pub fn try_certificate(&self, which: MerchantCertificate) -> Result<ClientCertificate, String> {
        self.shared.authority.merchant(which)
    }

    /// A phone takes the order; `id` is its token or UUID, here and below.
    ///
    /// # Errors
    /// [`PhoneError`] if no such order exists or its state does not allow it.
    pub fn pair(&self, id: &str) -> Result<OrderView, PhoneError> {
        self.shared.make(id, Move::Pair)
    }

    /// The customer approves; pairs first if need be.
    ///
    /// # Errors
    /// [`PhoneError`] if no such order exists or its state does not allow it.
    pub fn approve(&self, id: &str) -> Result<OrderView, PhoneError> {
        self.shared.make(id, Move::Approve)
    }

    /// The customer declines.
    ///
    /// # Errors
    /// [`PhoneError`] if no such order exists or its state does not allow it.
    pub fn decline(&self, id: &str) -> Result<OrderView, PhoneError> {
        self.shared.make(id, Move::Decline)
    }

    /// The customer's time, or after approval the confirmation window, runs out.
    ///
    /// # Errors
    /// [`PhoneError`] if no such order exists or its state does not allow it.
    pub fn expire(&self, id: &str) -> Result<OrderView, PhoneError> {
        self.shared.make(id, Move::Expire)
    }

    /// One order, by UUID or token.
    pub fn order(&self, id: &str) -> Option<OrderView> {
        self.shared.order(id)
    }

    /// All orders, oldest first.
    pub fn orders(&self) -> Vec<OrderView> {
        self.shared.orders()
    }

    /// A phone takes the check-in; `id` is its token or UUID, here and below.
    ///
    /// # Errors
    /// [`PhoneError`] if no such check-in exists or its state does not allow it.
    pub fn scan_check_in(&self, id: &str) -> Result<CheckInView, PhoneError> {
        self.shared.make_with_check_in(id, CheckInMove::Scan)
    }

    /// The customer agrees, with or without having it scanned before.
    ///
    /// # Errors
    /// [`PhoneError`] if no such check-in exists, its state does not allow it, or it does not offer the shipping method.
    pub fn approve_check_in(
        &self,
        id: &str,
        approval: Approval,
    ) -> Result<CheckInView, PhoneError> {
        self.shared
            .make_with_check_in(id, CheckInMove::Approve(approval))
    }

    /// The customer ends it.
    ///
    /// # Errors
    /// [`PhoneError`] if no such check-in exists or it is over or paid an order.
    pub fn decline_check_in(&self, id: &str) -> Result<CheckInView, PhoneError> {
        self.shared.make_with_check_in(id, CheckInMove::Decline)
    }

    /// Its time runs out.
    ///
    /// # Errors
    /// [`PhoneError`] if no such check-in exists or it is over or paid an order.
    pub fn expire_check_in(&self, id: &str) -> Result<CheckInView, PhoneError> {
        self.shared.make_with_check_in(id, CheckInMove::Expire)
    }

    /// One check-in, by UUID or token.
    pub fn check_in(&self, id: &str) -> Option<CheckInView> {
        self.shared.check_in(id)
    }

    /// All check-ins, oldest first.
    pub fn check_ins(&self) -> Vec<CheckInView> {
        self.shared.check_ins()
    }

    /// What moved.
    pub fn books(&self) -> Books {
        self.shared.books()
    }

    /// Asks for a failure, counted from now.
    ///
    /// # Panics
    /// When it names a fault outside TWINT's table or a probability outside 0…1.
    pub fn fail(&self, failure: Failure) -> FailureId {
        if let Some(problem) = failure.problem() {
            panic!("{problem}");
        }
        let id = self.shared.engine().failures.add(failure);
        self.gate.follow(&self.shared);
        id
    }

    /// Takes one failure back; false when there is none of that name.
    pub fn clear_failure(&self, id: FailureId) -> bool {
        let removed = self.shared.engine().failures.remove(id);
        self.gate.follow(&self.shared);
        removed
    }

    /// Takes all failures back.
    pub fn clear_failures(&self) {
        self.shared.engine().failures.clear();
        self.gate.follow(&self.shared);
    }

    /// The failures asked for, with what became of them.
    pub fn failures(&self) -> Vec<FailureView> {
        self.shared.engine().failures.list()
    }

    /// Every call so far (the last 50 000), oldest first. A call is written down before its answer leaves.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.engine().log.since(0, usize::MAX)
    }

    /// Forgets the calls so far; numbers and counters go on.
    pub fn clear_calls(&self) {
        self.shared.engine().log.clear();
    }

    /// Connections, handshakes, calls.
    pub fn counters(&self) -> Counters {
        self.shared.meters.read(&self.shared.engine().log)
    }

    /// Moves the clock forward: orders time out, certificates age.
    pub fn advance(&self, by: Duration) {
        self.shared.clock.advance(by);
        self.shared.changed.notify_waiters();
    }

    /// The run-time settings.
    pub fn settings(&self) -> Settings {
        self.shared.engine().settings.clone()
    }

    /// Changes run-time settings: `sim.set(|s| s.latency_ms = 50)`.
    pub fn set(&self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.shared.engine().settings);
        self.gate.follow(&self.shared);
        self.shared.changed.notify_waiters();
    }

    /// What `CheckSystemStatus` says.
    pub fn set_system_status(&self, ok: bool) {
        self.set(|s| s.system_status_ok = ok);
    }

    /// What `GetCertificateValidity` says instead of the truth.
    pub fn set_certificate_validity(&self, validity: CertificateValidity) {
        self.set(|s| s.certificate_validity = validity);
    }

    /// Added to every SOAP answer.
    pub fn set_latency(&self, latency: Duration) {
        self.set(|s| s.latency_ms = millis(latency));
    }

    /// Replaces the app list by this text, be it JSON or not.
    pub fn set_app_schemes(&self, text: &str) {
        self.set_app_schemes_answer(200, text);
    }

    /// The same with an HTTP status.
    pub fn set_app_schemes_answer(&self, status: u16, text: &str) {
        self.shared.engine().app_schemes = AppSchemes {
            status,
            body: text.to_owned(),
        };
    }

    /// Closes the SOAP port's listener and drops its open connections, or opens it again on the same port.
    pub fn refuse_connections(&self, refuse: bool) {
        self.set(|s| s.refuse_connections = refuse);
    }

    /// Closes every open SOAP connection, as a restarting server would.
    pub fn drop_connections(&self) {
        self.shared.drop_connections();
    }

    /// Back to the beginning: no orders, calls, failures or enrolments, the first settings, wall time. Certificates stay.
    pub fn reset(&self) {
        self.shared.reset();
        self.shared.drop_connections();
        self.gate.follow(&self.shared);
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
