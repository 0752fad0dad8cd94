//! What a certificate file held, and how its parts belong together.

use openssl::pkey::{PKey, Private};
use openssl::x509::{X509, X509NameRef, X509Ref};

use super::{names, pem, pkcs12};
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::identity::legacy_pkcs12::Bytes;
use crate::twint::values::passphrase::Passphrase;

/// Ten times what a key with its whole chain takes.
const LARGEST_FILE: usize = 128 * 1024;
/// Far more than belong together. Each is compared with each, and may have signed any.
const MOST_CERTIFICATES: usize = 64;
/// A file of ours has one.
pub(super) const MOST_KEYS: usize = 4;
/// TWINT's has one or two above the merchant's certificate.
const LONGEST_CHAIN: usize = 10;

/// Keys and certificates in the order of the file, and what was wrong with reading it.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) keys: Vec<PKey<Private>>,
    pub(super) certificates: Vec<X509>,
    pub(super) problem: Option<CertificateProblem>,
}

/// A key and the certificate it belongs to.
pub(super) struct Pair {
    pub(super) key: PKey<Private>,
    pub(super) leaf: X509,
    /// Its first and last second, in Unix time.
    pub(super) validity: (i64, i64),
}

impl Contents {
    /// Reads PKCS#12 bytes or PEM text as far as it can be read.
    pub(super) fn read(file: &[u8], passphrase: &Passphrase) -> Self {
        let contents = Self::read_all(file, passphrase);
        if contents.certificates.len() > MOST_CERTIFICATES || contents.keys.len() > MOST_KEYS {
            return Self::failed(CertificateProblem::NotPkcs12);
        }
        contents
    }

    fn read_all(file: &[u8], passphrase: &Passphrase) -> Self {
        if passphrase.has_nul() {
            return Self::failed(CertificateProblem::NulInPassphrase);
        }
        if file.len() > LARGEST_FILE {
            return Self::failed(CertificateProblem::NotPkcs12);
        }
        if pem::looks_like_it(file) {
            return pem::read(file, passphrase);
        }
        if let Ok(certificate) = X509::from_der(file) {
            // A .cer or .crt: the certificate alone.
            return Self {
                certificates: vec![certificate],
                ..Self::default()
            };
        }
        pkcs12::read(file, passphrase)
    }

    pub(super) fn failed(problem: CertificateProblem) -> Self {
        Self {
            problem: Some(problem),
            ..Self::default()
        }
    }

    /// Objects of the process's own library context, whichever context the bytes were read in.
    pub(super) fn from_bytes(bytes: &Bytes) -> Self {
        let keys: Result<Vec<_>, _> = bytes
            .keys
            .iter()
            .map(|der| PKey::private_key_from_der(der))
            .collect();
        let certificates: Result<Vec<_>, _> = bytes
            .certificates
            .iter()
            .map(|der| X509::from_der(der))
            .collect();
        match (keys, certificates) {
            (Ok(keys), Ok(certificates)) => Self {
                keys,
                certificates,
                problem: None,
            },
            _ => Self::failed(CertificateProblem::NotPkcs12),
        }
    }

    /// The key with its certificate, or the first reason why there is none.
    pub(super) fn pair(&self) -> Result<Pair, CertificateProblem> {
        if let Some((key, leaf)) = self.matching() {
            let validity = names::validity(&leaf).ok_or(CertificateProblem::NotPkcs12)?;
            return Ok(Pair {
                key,
                leaf,
                validity,
            });
        }
        Err(self.problem.unwrap_or(if self.certificates.is_empty() {
            CertificateProblem::NoCertificate
        } else if self.keys.is_empty() {
            CertificateProblem::NoPrivateKey
        } else {
            CertificateProblem::KeyMismatch
        }))
    }

    fn matching(&self) -> Option<(PKey<Private>, X509)> {
        self.certificates.iter().find_map(|certificate| {
            let public = certificate.public_key().ok()?;
            let key = self.keys.iter().find(|key| key.public_eq(&public))?;
            Some((key.clone(), certificate.clone()))
        })
    }

    /// The certificate to show when no key says which one it is: the first that issued none of the others.
    pub(super) fn likely_leaf(&self) -> Option<X509> {
        let issues_another = |candidate: &X509| {
            self.certificates.iter().any(|other| {
                same_name(other.issuer_name(), candidate.subject_name()) && !is_root(other)
            })
        };
        let first = self.certificates.first();
        self.certificates
            .iter()
            .find(|c| !issues_another(c))
            .or(first)
            .cloned()
    }

    /// The issuers of `leaf` in order, without the root: the server has that one or does not trust us anyway.
    pub(super) fn chain_above(&self, leaf: &X509Ref) -> Vec<X509> {
        let mut chain: Vec<X509> = Vec::new();
        loop {
            let top: &X509Ref = chain.last().map_or(leaf, |c| c);
            let issuer = self.certificates.iter().find(|candidate| {
                same_name(candidate.subject_name(), top.issuer_name())
                    && !is_root(candidate)
                    && candidate
                        .public_key()
                        .is_ok_and(|key| top.verify(&key).unwrap_or(false))
            });
            match issuer {
                // Two certificates may have issued each other.
                Some(issuer) if chain.len() < LONGEST_CHAIN => chain.push(issuer.clone()),
                _ => return chain,
            }
        }
    }
}

fn is_root(certificate: &X509Ref) -> bool {
    same_name(certificate.subject_name(), certificate.issuer_name())
}

fn same_name(one: &X509NameRef, other: &X509NameRef) -> bool {
    one.try_cmp(other).is_ok_and(std::cmp::Ordering::is_eq)
}
