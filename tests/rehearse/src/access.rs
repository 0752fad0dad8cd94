//! Which TWINT is rehearsed with, and as whom.

use strum::VariantArray;
use twint::twint::error::Error;
use twint::twint::merchant::{Environment, Merchant, Options};
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::passphrase::Passphrase;
use zeroize::Zeroizing;

use crate::censor::Censor;
use crate::control::SimulatorAccess;
use crate::next_certificate::NextCertificate;

/// Which TWINT.
#[derive(Clone)]
pub enum System {
    /// TWINT's test system, which the official plugins call by this name, too ("PAT").
    Testing,
    /// TWINT's integration system ("INT"), whose portal lets merchants register for tests.
    Integration,
    /// The one with real money.
    Production,
    /// A simulator on this machine.
    Simulator(SimulatorAccess),
}

impl System {
    /// Its name in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Testing => "TWINT's test system (PAT)",
            Self::Integration => "TWINT's integration system (INT)",
            Self::Production => "TWINT, with real money",
            Self::Simulator(_) => "the simulator",
        }
    }

    /// The one that is asked for. `production` alone is not enough: whoever means real money says it twice.
    ///
    /// # Errors
    /// When only one of the two was said.
    pub fn asked_for(
        integration: bool,
        production: bool,
        real_money: bool,
    ) -> Result<Self, &'static str> {
        match (production, real_money) {
            (true, true) if integration => Err("--integration and --production exclude each other"),
            (true, true) => Ok(Self::Production),
            (true, false) => {
                Err("--production moves real money; if you mean it, say --yes-real-money, too")
            }
            (false, true) => {
                Err("--yes-real-money goes with --production; without it no real money moves")
            }
            (false, false) if integration => Ok(Self::Integration),
            (false, false) => Ok(Self::Testing),
        }
    }
}

/// What opens TWINT's door.
pub struct Access {
    /// Which TWINT.
    pub system: System,
    /// The certificate file's bytes.
    pub certificate: Zeroizing<Vec<u8>>,
    /// What opens it.
    pub passphrase: Passphrase,
    /// The store's UUID, "System ID" in the portal.
    pub store: String,
}

/// The till of a rehearsal, the same each time: TWINT keeps those it has enrolled.
pub const CASH_REGISTER: &str = "twint-rehearsal";

/// How long an exchange may take where nothing is waited for.
const TIMEOUT_MS: i64 = 30_000;

/// The longest time an exchange may take: what the client allows at most.
pub const LONGEST_EXCHANGE_MS: i64 = 120_000;

/// Everyone the rehearsal speaks as.
pub struct Parties {
    /// Version 8.6.
    pub v8_6: Merchant,
    /// Version 10.
    pub v10: Merchant,
    /// The same merchant in every version of the interface.
    pub each_version: Vec<(ApiVersion, Merchant)>,
    /// Version 8.6 with the patience for `WaitForResponse`.
    pub patient: Merchant,
}

impl Access {
    /// Knows what must not be written down: the passphrases, as they are and as they travel, and the store's UUID, by which a
    /// merchant can be told from others.
    pub fn censor(&self, next: Option<&NextCertificate>) -> Censor {
        let next = next.map(|next| next.passphrase.expose());
        let passphrases = std::iter::once(self.passphrase.expose()).chain(next);
        let words = passphrases.flat_map(|passphrase| {
            [
                passphrase.to_owned(),
                openssl::base64::encode_block(passphrase.as_bytes()),
            ]
        });
        Censor::new(words.chain([self.store.clone(), self.store.to_lowercase()]))
    }

    /// Opens the certificate; nothing is sent.
    ///
    /// # Errors
    /// When certificate, passphrase or store UUID are not what they should be; the error says which.
    pub fn parties(&self) -> Result<Parties, Error> {
        Ok(Parties {
            v8_6: self.merchant(ApiVersion::V8_6, TIMEOUT_MS)?,
            v10: self.merchant(ApiVersion::V10, TIMEOUT_MS)?,
            each_version: ApiVersion::VARIANTS
                .iter()
                .map(|version| Ok((*version, self.merchant(*version, TIMEOUT_MS)?)))
                .collect::<Result<_, Error>>()?,
            patient: self.merchant(ApiVersion::V8_6, LONGEST_EXCHANGE_MS)?,
        })
    }

    fn merchant(&self, version: ApiVersion, timeout_ms: i64) -> Result<Merchant, Error> {
        self.with(&self.certificate, &self.passphrase, version, timeout_ms)
    }

    /// The same merchant with another certificate, in version 8.6.
    ///
    /// # Errors
    /// As [`Self::parties`].
    pub fn merchant_with(
        &self,
        certificate: &[u8],
        passphrase: &Passphrase,
    ) -> Result<Merchant, Error> {
        self.with(certificate, passphrase, ApiVersion::V8_6, TIMEOUT_MS)
    }

    /// The same merchant at the simulator, in version 8.6, whose connections resume no TLS session: a server does not look at a
    /// certificate again that it saw in an earlier handshake. `attempt` is another number each time.
    ///
    /// # Errors
    /// As [`Self::parties`].
    pub fn unacquainted(&self, attempt: usize) -> Result<Merchant, Error> {
        // The client keeps sessions for each server and each text of roots; blank lines make another text of the same roots.
        let system = match &self.system {
            System::Simulator(at) => Some(SimulatorAccess {
                ca_pem: format!("{}{}", at.ca_pem, "\n".repeat(attempt + 1)),
                ..at.clone()
            }),
            System::Testing | System::Integration | System::Production => None,
        };
        let access = Self {
            system: system.map_or(self.system.clone(), System::Simulator),
            certificate: self.certificate.clone(),
            passphrase: self.passphrase.clone(),
            store: self.store.clone(),
        };
        access.merchant(ApiVersion::V8_6, TIMEOUT_MS)
    }

    fn with(
        &self,
        certificate: &[u8],
        passphrase: &Passphrase,
        version: ApiVersion,
        timeout_ms: i64,
    ) -> Result<Merchant, Error> {
        let (environment, endpoint, app_schemes_endpoint, ca_pem) = match &self.system {
            System::Testing => (Environment::Testing, None, None, None),
            System::Integration => (
                Environment::Testing,
                Some("https://service-int.twint.ch".to_owned()),
                None,
                None,
            ),
            System::Production => (Environment::Production, None, None, None),
            System::Simulator(at) => (
                Environment::Testing,
                Some(at.endpoint.clone()),
                Some(at.app_schemes_endpoint.clone()),
                Some(at.ca_pem.clone()),
            ),
        };
        Merchant::new(
            &self.store,
            certificate,
            passphrase,
            CASH_REGISTER,
            environment,
            Options {
                endpoint,
                app_schemes_endpoint,
                ca_pem,
                api_version: Some(version.name().to_owned()),
                timeout_ms: Some(timeout_ms),
                client_name: Some("twint-rehearse".to_owned()),
                ..Options::default()
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_money_is_asked_for_twice() {
        let asked = |integration, production, real_money| {
            System::asked_for(integration, production, real_money).map(|system| system.name())
        };
        assert_eq!(asked(false, false, false), Ok("TWINT's test system (PAT)"));
        assert_eq!(
            asked(true, false, false),
            Ok("TWINT's integration system (INT)")
        );
        assert_eq!(asked(false, true, true), Ok("TWINT, with real money"));
        for refused in [
            asked(false, true, false),
            asked(false, false, true),
            asked(true, true, false),
            asked(true, false, true),
            asked(true, true, true),
        ] {
            assert!(refused.is_err());
        }
    }
}
