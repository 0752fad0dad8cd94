//! Who we are to TWINT: a private key, its certificate and the certificates between it and TWINT's root.

pub mod certificate_problem;
mod contents;
mod effort;
mod inspection;
mod legacy_pkcs12;
mod names;
mod pem;
mod pkcs12;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use openssl::pkey::{PKey, Private};
use openssl::x509::X509;

use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::process::error_queue;
use crate::twint::process::fingerprint::Fingerprint;
use crate::twint::process::lru::{Key, Lru};
use crate::twint::process::per_process::PerProcess;
use crate::twint::values::passphrase::Passphrase;
use contents::Contents;
pub use inspection::{Inspection, inspect};

/// How many opened identities a process remembers.
const CACHED: usize = 16;

static CACHE: PerProcess<Mutex<Lru<Arc<Identity>>>> = PerProcess::new(|| Mutex::new(Lru::new()));

/// A merchant's certificate, opened.
pub struct Identity {
    fingerprint: Key,
    key: PKey<Private>,
    leaf: X509,
    intermediates: Vec<X509>,
    valid_from: i64,
    valid_to: i64,
    store_uuid: Option<String>,
}

impl Identity {
    /// Opens PKCS#12 bytes or PEM text.
    ///
    /// Judges neither dates nor issuer: see [`problem_at`](Self::problem_at) and [`inspect`].
    pub fn open(certificate: &[u8], passphrase: &Passphrase) -> Result<Self, CertificateProblem> {
        let _clean = error_queue::Clean::start();
        let contents = Contents::read(certificate, passphrase);
        let pair = contents.pair()?;
        let (valid_from, valid_to) = pair.validity;
        Ok(Self {
            fingerprint: fingerprint(certificate, passphrase),
            valid_from,
            valid_to,
            store_uuid: names::store_uuid(&pair.leaf),
            intermediates: contents.chain_above(&pair.leaf),
            key: pair.key,
            leaf: pair.leaf,
        })
    }

    /// As [`open`](Self::open), but opened once per process: deriving the file's key costs milliseconds, and PHP starts
    /// anew with every request. A failure is not remembered.
    pub fn open_cached(
        certificate: &[u8],
        passphrase: &Passphrase,
    ) -> Result<Arc<Self>, CertificateProblem> {
        let key = fingerprint(certificate, passphrase);
        let cache = CACHE.get();
        let known = cache
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key);
        if let Some(identity) = known {
            return Ok(identity);
        }
        let opened = Arc::new(Self::open(certificate, passphrase)?);
        let (identity, _gone) = cache
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .keep(key, opened, CACHED);
        Ok(identity)
    }

    /// Whether it is expired or not yet valid at `now`.
    pub fn problem_at(&self, now: SystemTime) -> Option<CertificateProblem> {
        date_problem(self.valid_from, self.valid_to, now)
    }

    /// Its first second, in Unix time.
    pub fn valid_from(&self) -> i64 {
        self.valid_from
    }

    /// Its last second, in Unix time.
    pub fn valid_to(&self) -> i64 {
        self.valid_to
    }

    /// The merchant's UUID as TWINT writes it into the certificate (the subject's `UID`).
    pub fn store_uuid(&self) -> Option<&str> {
        self.store_uuid.as_deref()
    }

    /// SHA-256 of the file and its passphrase, for caches of what is built from this identity.
    pub(crate) fn fingerprint(&self) -> &Key {
        &self.fingerprint
    }

    pub(crate) fn key(&self) -> &PKey<Private> {
        &self.key
    }

    pub(crate) fn leaf(&self) -> &X509 {
        &self.leaf
    }

    pub(crate) fn intermediates(&self) -> &[X509] {
        &self.intermediates
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("certificate_sha256", &names::sha256(&self.leaf))
            .finish_non_exhaustive()
    }
}

fn fingerprint(certificate: &[u8], passphrase: &Passphrase) -> Key {
    Fingerprint::new()
        .field(certificate)
        .field(passphrase.expose().as_bytes())
        .finish()
}

fn date_problem(valid_from: i64, valid_to: i64, now: SystemTime) -> Option<CertificateProblem> {
    let now = match now.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        Err(_) => i64::MIN,
    };
    if now < valid_from {
        Some(CertificateProblem::NotYetValid)
    } else if now > valid_to {
        Some(CertificateProblem::Expired)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn first_and_last_second_are_valid() {
        let at = |second| UNIX_EPOCH + Duration::from_secs(second);
        assert_eq!(
            date_problem(100, 200, at(99)),
            Some(CertificateProblem::NotYetValid)
        );
        assert_eq!(date_problem(100, 200, at(100)), None);
        assert_eq!(date_problem(100, 200, at(200)), None);
        assert_eq!(
            date_problem(100, 200, at(201)),
            Some(CertificateProblem::Expired)
        );
    }
}
