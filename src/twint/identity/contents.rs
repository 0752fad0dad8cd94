//! What a certificate file held.

use openssl::pkcs7::Pkcs7;
use openssl::pkey::{PKey, Private};
use openssl::x509::X509;

use crate::twint::identity::certificate_problem::CertificateProblem;

/// The most certificates that are kept of one file: far more than belong together. Each is compared with every other and may have signed
/// any.
const MOST_CERTIFICATES: usize = 64;

/// Keys and certificates in the order of the file, and what was wrong with reading it.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) keys: Vec<PKey<Private>>,
    pub(super) certificates: Vec<X509>,
    /// The first reason why something could not be read.
    pub(super) problem: Option<CertificateProblem>,
    pub(super) has_no_checksum: bool,
}

impl Contents {
    /// A file of which nothing could be read.
    pub(super) fn failed(problem: CertificateProblem) -> Self {
        Self {
            problem: Some(problem),
            ..Self::default()
        }
    }

    pub(super) fn add_key(&mut self, key: Result<PKey<Private>, CertificateProblem>) {
        match key {
            Ok(key) => self.keys.push(key),
            Err(problem) => self.note(problem),
        }
    }

    /// Adds a certificate in DER or BER and ignores what follows it.
    pub(super) fn add_certificate(&mut self, der: &[u8]) {
        match X509::from_der(der) {
            Ok(certificate) => self.keep(certificate),
            Err(_) => self.note(CertificateProblem::Damaged),
        }
    }

    /// Adds all certificates of a PKCS#7 bundle, which never holds a key; `false` where `der` is no bundle.
    pub(super) fn add_bundle(&mut self, der: &[u8]) -> bool {
        let bundle = Pkcs7::from_der(der);
        let Some(signed) = bundle.as_ref().ok().and_then(|bundle| bundle.signed()) else {
            return false;
        };
        for certificate in signed.certificates().into_iter().flatten() {
            self.keep(certificate.to_owned());
        }
        true
    }

    /// Takes over what a file within this one held.
    pub(super) fn absorb(&mut self, inner: Self) {
        self.keys.extend(inner.keys);
        inner.certificates.into_iter().for_each(|c| self.keep(c));
        inner.problem.into_iter().for_each(|p| self.note(p));
        self.has_no_checksum |= inner.has_no_checksum;
    }

    /// Keeps a certificate; one that the file holds twice is kept once.
    fn keep(&mut self, certificate: X509) {
        if self.certificates.contains(&certificate) {
            return;
        }
        if self.certificates.len() == MOST_CERTIFICATES {
            self.note(CertificateProblem::Excessive);
        } else {
            self.certificates.push(certificate);
        }
    }

    /// Notes that a part could not be read. The first reason counts, but `Excessive` replaces any other.
    pub(super) fn note(&mut self, problem: CertificateProblem) {
        if problem == CertificateProblem::Excessive {
            self.problem = Some(problem);
        }
        self.problem.get_or_insert(problem);
    }
}
