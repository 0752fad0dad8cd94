//! Who we are to TWINT: a private key, its certificate and the certificates between it and TWINT's root.

mod algorithm;
mod ber;
pub mod certificate_problem;
mod checksum;
mod contents;
mod decryption;
mod derivation;
mod effort;
mod file;
mod inspection;
mod locked_key;
mod names;
mod pairs;
mod passphrase_forms;
mod pem;
mod pkcs12;
mod pkcs12_key;
mod private_key;
mod security_level;
mod text;
mod validity;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use openssl::pkey::{PKey, Private};
use openssl::x509::X509;

use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::process::error_queue;
use crate::twint::process::fingerprint::Fingerprint;
use crate::twint::process::lru::{Key, Lru};
use crate::twint::process::per_process::PerProcess;
use crate::twint::values::passphrase::Passphrase;
pub use inspection::{Inspection, inspect};
use pairs::Pair;

/// How many opened files a process remembers.
const CACHED: usize = 16;

/// Every key of a file with its certificate, shared with whoever uses one.
type OpenedFile = Arc<[Arc<Identity>]>;

static CACHE: PerProcess<Mutex<Lru<OpenedFile>>> = PerProcess::new(|| Mutex::new(Lru::new()));

/// A merchant's certificate, opened.
pub struct Identity {
    fingerprint: Key,
    pair: Pair,
    store_uuid: Option<String>,
}

impl Identity {
    /// Opens PKCS#12 bytes or PEM text. Of several certificates with their keys it takes the one that is valid now.
    ///
    /// It judges neither dates nor issuer: see [`problem_at`](Self::problem_at) and [`inspect`].
    ///
    /// # Errors
    /// Why there is no key with a certificate that OpenSSL would use.
    pub fn open(certificate: &[u8], passphrase: &Passphrase) -> Result<Self, CertificateProblem> {
        let key = fingerprint(certificate, passphrase);
        let mut identities = Self::open_all(&key, certificate, passphrase)?;
        let best = best(identities.iter())?;
        Ok(identities.swap_remove(best))
    }

    /// Opens a file as [`open`](Self::open) does, but once per process: deriving the file's key costs milliseconds, and PHP starts anew
    /// with every request. A failure is not remembered.
    ///
    /// # Errors
    /// The errors of [`open`](Self::open).
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
        if let Some(identities) = known {
            return best_of(&identities);
        }
        let opened = Self::open_all(&key, certificate, passphrase)?;
        let opened = opened.into_iter().map(Arc::new).collect();
        let (identities, _gone) = cache
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .keep(key, opened, CACHED);
        best_of(&identities)
    }

    /// Every key of the file with its certificate; at least one.
    fn open_all(
        file: &Key,
        certificate: &[u8],
        passphrase: &Passphrase,
    ) -> Result<Vec<Self>, CertificateProblem> {
        let _clean = error_queue::Clean::start();
        let pairs = pairs::pairs(&file::read(certificate, passphrase))?;
        Ok(pairs
            .into_iter()
            .map(|pair| Self::new(file, pair))
            .collect())
    }

    fn new(file: &Key, pair: Pair) -> Self {
        Self {
            fingerprint: Fingerprint::new()
                .field(file)
                .field(names::sha256(&pair.leaf).as_bytes())
                .finish(),
            store_uuid: names::store_uuid(&pair.leaf),
            pair,
        }
    }

    /// Why OpenSSL, as it is set up on this machine now, does not use the certificate; the set-up may differ from when the file was opened.
    /// `None` also where TLS itself cannot be set up.
    pub(crate) fn problem_here(&self) -> Option<CertificateProblem> {
        let pair = &self.pair;
        security_level::problem(&pair.leaf, &pair.key, &pair.intermediates)
    }

    /// Whether the certificate is expired or not yet valid at `now`.
    pub fn problem_at(&self, now: SystemTime) -> Option<CertificateProblem> {
        self.pair.validity.problem_at(now)
    }

    /// The first second at which the certificate is valid, in Unix time.
    pub fn valid_from(&self) -> i64 {
        self.pair.validity.from
    }

    /// The last second at which the certificate is valid, in Unix time.
    pub fn valid_to(&self) -> i64 {
        self.pair.validity.to
    }

    /// The merchant's UUID as TWINT writes it into the certificate (the subject's `UID`).
    pub fn store_uuid(&self) -> Option<&str> {
        self.store_uuid.as_deref()
    }

    /// SHA-256 of the file, its passphrase and the certificate, for caches of what is built from this identity.
    pub(crate) fn fingerprint(&self) -> &Key {
        &self.fingerprint
    }

    pub(crate) fn key(&self) -> &PKey<Private> {
        &self.pair.key
    }

    pub(crate) fn leaf(&self) -> &X509 {
        &self.pair.leaf
    }

    pub(crate) fn intermediates(&self) -> &[X509] {
        &self.pair.intermediates
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("certificate_sha256", &names::sha256(&self.pair.leaf))
            .finish_non_exhaustive()
    }
}

/// The index of the identity that is used now.
fn best<'a>(identities: impl Iterator<Item = &'a Identity>) -> Result<usize, CertificateProblem> {
    let pairs = identities.map(|identity| &identity.pair);
    let (index, best) =
        pairs::best(pairs, SystemTime::now()).ok_or(CertificateProblem::NoCertificate)?;
    best.problem.map_or(Ok(index), Err)
}

fn best_of(identities: &[Arc<Identity>]) -> Result<Arc<Identity>, CertificateProblem> {
    best(identities.iter().map(|identity| &**identity)).map(|best| Arc::clone(&identities[best]))
}

fn fingerprint(certificate: &[u8], passphrase: &Passphrase) -> Key {
    Fingerprint::new()
        .field(certificate)
        .field(passphrase.expose().as_bytes())
        .finish()
}

#[cfg(test)]
impl Identity {
    /// An identity with a new key and a certificate signed by that key, valid until tomorrow.
    pub(crate) fn generated() -> Self {
        use openssl::asn1::Asn1Time;
        use openssl::ec::{EcGroup, EcKey};
        use openssl::hash::MessageDigest;
        use openssl::nid::Nid;

        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
        let key = PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap();
        let mut certificate = X509::builder().unwrap();
        certificate.set_pubkey(&key).unwrap();
        let (today, tomorrow) = (Asn1Time::days_from_now(0), Asn1Time::days_from_now(1));
        certificate.set_not_before(&today.unwrap()).unwrap();
        certificate.set_not_after(&tomorrow.unwrap()).unwrap();
        certificate.sign(&key, MessageDigest::sha256()).unwrap();
        let mut pem = certificate.build().to_pem().unwrap();
        pem.extend(key.private_key_to_pem_pkcs8().unwrap());
        Self::open(&pem, &Passphrase::new("")).unwrap()
    }

    /// This certificate with the key of another identity: a pair that OpenSSL does not use.
    pub(crate) fn with_key_of(mut self, other: Self) -> Self {
        self.pair.key = other.pair.key;
        self
    }
}
