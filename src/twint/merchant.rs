//! A merchant: the store that is paid, its certificate, and how TWINT is reached.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::twint::error::{Cause, Error, ErrorKind};
use crate::twint::identity::Identity;
use crate::twint::operations::MerchantInformation;
use crate::twint::soap::writer::ClientSoftware;
use crate::twint::transport::{Deadline, Limits, Proxy, Roots, Route};
use crate::twint::values::api_version::ApiVersion;
use crate::twint::values::identifiers::{CashRegisterId, SoftwareName, StoreUuid};
use crate::twint::values::passphrase::Passphrase;

/// TWINT's systems.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Environment {
    /// The system that moves real money.
    #[default]
    Production,
    /// TWINT's test system, which TWINT calls PAT.
    Testing,
}

impl Environment {
    /// The URL of the merchant service, without a path.
    pub fn endpoint(self) -> &'static str {
        match self {
            Self::Production => "https://service.twint.ch",
            Self::Testing => "https://service-pat.twint.ch",
        }
    }

    /// The URL of the server that lists the bank apps, without a path.
    pub fn app_schemes_endpoint(self) -> &'static str {
        match self {
            Self::Production => "https://app.scheme.twint.ch",
            Self::Testing => "https://app.scheme-pat.twint.ch",
        }
    }
}

/// Optional settings of a [`Merchant`]; `None` means the default.
///
/// Not `Debug`: the proxy's URL may hold a password.
#[derive(Clone, Default)]
pub struct Options {
    /// `https://host[:port]` instead of the environment's merchant service.
    pub endpoint: Option<String>,
    /// `https://host[:port]` instead of the environment's list of bank apps.
    pub app_schemes_endpoint: Option<String>,
    /// A file with the CA certificates to trust instead of the system's.
    pub ca_file: Option<String>,
    /// The CA certificates to trust instead of the system's, as PEM text; not together with `ca_file`.
    pub ca_pem: Option<String>,
    /// The version of TWINT's interface: `8.5`, `8.6` (default), `8.7`, `9` or `10`.
    pub api_version: Option<String>,
    /// Milliseconds within which a connection must be made, as a part of `timeout_ms`; 100 to 60,000, default 3,000.
    pub connect_timeout_ms: Option<i64>,
    /// Milliseconds for one exchange with TWINT, connection included; 100 to 120,000, default 10,000.
    pub timeout_ms: Option<i64>,
    /// Milliseconds for a whole function of [`flow`](crate::twint::flow), which may need several exchanges: enrolment, repetition,
    /// reading the order after a lost answer, all orders of `poll_many`; 100 to 600,000, default 30,000 or `timeout_ms` if that is
    /// more.
    pub flow_timeout_ms: Option<i64>,
    /// `ClientSoftwareName` in the message header; default `twint-php`.
    pub client_name: Option<String>,
    /// `ClientSoftwareVersion` in the message header; default the version of this crate.
    pub client_version: Option<String>,
    /// A proxy's URL, or `environment` to follow `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`; no proxy by default.
    pub proxy: Option<String>,
}

/// A merchant with an opened certificate and checked settings; the first argument of every function of
/// [`flow`](crate::twint::flow).
#[derive(Clone)]
pub struct Merchant {
    store: StoreUuid,
    cash_register: CashRegisterId,
    identity: Arc<Identity>,
    route: Route,
    app_schemes_route: Route,
    version: ApiVersion,
    limits: Limits,
    flow_limit: Duration,
    client: ClientSoftware,
}

impl Merchant {
    /// Checks everything that can be checked without a call to TWINT.
    ///
    /// `store_uuid` is the store's UUID, which TWINT's portal calls System ID. `certificate` is PKCS#12 bytes or PEM text; one that this
    /// process has opened before is not opened again. `cash_register_id` is a name that the merchant chooses.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] if an argument or option is out of its range, and [`ErrorKind::Certificate`] if the certificate
    /// cannot be used.
    ///
    /// # Examples
    ///
    /// In TWINT's test system, with a limit of five seconds for each exchange:
    ///
    /// ```no_run
    /// use twint::twint::merchant::{Environment, Merchant, Options};
    /// use twint::twint::values::passphrase::Passphrase;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let merchant = Merchant::new(
    ///     "b3c4d5e6-0000-4000-8000-000000000001",
    ///     &std::fs::read("merchant.p12")?,
    ///     &Passphrase::new(std::env::var("CERTIFICATE_PASSPHRASE")?),
    ///     "webshop",
    ///     Environment::Testing,
    ///     Options {
    ///         timeout_ms: Some(5_000),
    ///         ..Options::default()
    ///     },
    /// )?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(
        store_uuid: &str,
        certificate: &[u8],
        passphrase: &Passphrase,
        cash_register_id: &str,
        environment: Environment,
        options: Options,
    ) -> Result<Self, Error> {
        let store = store_uuid
            .parse()
            .map_err(|why| Error::invalid("storeUuid", why))?;
        let cash_register = cash_register_id
            .parse()
            .map_err(|why| Error::invalid("cashRegisterId", why))?;
        let version = match &options.api_version {
            None => ApiVersion::default(),
            Some(text) => text
                .parse()
                .map_err(|why| Error::invalid("options['apiVersion']", why))?,
        };
        let limits = Limits {
            connect: milliseconds(
                "connectTimeoutMs",
                options.connect_timeout_ms,
                3_000,
                60_000,
            )?,
            total: milliseconds("timeoutMs", options.timeout_ms, 10_000, 120_000)?,
        };
        let flow_limit = match options.flow_timeout_ms {
            None => limits.total.max(Duration::from_secs(30)),
            given => milliseconds("flowTimeoutMs", given, 30_000, 600_000)?,
        };
        let software = |key: &str, text: Option<String>, default: &str| {
            text.as_deref()
                .unwrap_or(default)
                .parse::<SoftwareName>()
                .map_err(|why| Error::invalid(&format!("options['{key}']"), why))
        };
        let client = ClientSoftware {
            name: software("clientName", options.client_name, "twint-php")?,
            version: software(
                "clientVersion",
                options.client_version,
                env!("CARGO_PKG_VERSION"),
            )?,
        };
        let roots = match (options.ca_file, options.ca_pem) {
            (Some(_), Some(_)) => {
                return Err(Error::invalid("options", "have both caFile and caPem"));
            }
            (Some(file), None) => Roots::File(PathBuf::from(file)),
            (None, Some(pem)) => Roots::Pem(pem),
            (None, None) => Roots::System,
        };
        let proxy = match options.proxy.as_deref() {
            None | Some("") => Proxy::None,
            Some("environment") => Proxy::FromEnvironment,
            Some(url) => Proxy::Url(url.to_owned()),
        };
        let route = |endpoint: Option<String>, default: &str| Route {
            base_url: endpoint.unwrap_or_else(|| default.to_owned()),
            roots: roots.clone(),
            proxy: proxy.clone(),
        };
        let app_schemes_route = route(
            options.app_schemes_endpoint,
            environment.app_schemes_endpoint(),
        );
        let route = route(options.endpoint, environment.endpoint());
        for checked in [&route, &app_schemes_route] {
            checked.check().map_err(|why| {
                Error::new(ErrorKind::InvalidArgument, Cause::Argument(why.to_string()))
            })?;
        }
        let identity = Identity::open_cached(certificate, passphrase)?;
        Ok(Self {
            store,
            cash_register,
            identity,
            route,
            app_schemes_route,
            version,
            limits,
            flow_limit,
            client,
        })
    }

    /// The UUID of the store that is paid.
    pub fn store(&self) -> StoreUuid {
        self.store
    }

    /// The cash register that every request names.
    pub fn cash_register(&self) -> &CashRegisterId {
        &self.cash_register
    }

    /// Store and cash register, as most requests name them.
    pub fn information(&self) -> MerchantInformation<'_> {
        MerchantInformation {
            store: self.store,
            cash_register: &self.cash_register,
        }
    }

    pub(crate) fn identity(&self) -> &Arc<Identity> {
        &self.identity
    }

    pub(crate) fn route(&self) -> &Route {
        &self.route
    }

    pub(crate) fn app_schemes_route(&self) -> &Route {
        &self.app_schemes_route
    }

    pub(crate) fn version(&self) -> ApiVersion {
        self.version
    }

    /// The deadline of a function of [`flow`](crate::twint::flow) that begins now, with all its exchanges.
    pub(crate) fn flow_deadline(&self) -> Deadline {
        Deadline::after(self.flow_limit)
    }

    /// The deadline of an exchange that begins now, as part of a call with the deadline `flow`.
    pub(crate) fn exchange_deadline(&self, flow: Deadline) -> Deadline {
        Deadline::after(self.limits.total).min(flow)
    }

    /// The time limits of the transport for an exchange with this deadline.
    pub(crate) fn limits(&self, exchange: Deadline) -> Limits {
        Limits {
            connect: self.limits.connect,
            total: exchange.left().unwrap_or_default(),
        }
    }

    pub(crate) fn client(&self) -> &ClientSoftware {
        &self.client
    }
}

impl fmt::Debug for Merchant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Merchant")
            .field("store", &self.store)
            .field("cash_register", &self.cash_register)
            .field("endpoint", &self.route.base_url)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// Reads a time limit from the options: 100 to `most` milliseconds.
fn milliseconds(key: &str, value: Option<i64>, default: u64, most: u64) -> Result<Duration, Error> {
    let value = value.map_or(Ok(default), u64::try_from);
    match value {
        Ok(value) if (100..=most).contains(&value) => Ok(Duration::from_millis(value)),
        _ => Err(Error::invalid(
            &format!("options['{key}']"),
            format!("is not between 100 and {most}"),
        )),
    }
}
