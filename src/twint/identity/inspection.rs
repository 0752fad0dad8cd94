//! Everything that can be said about a certificate without asking TWINT.

use std::time::SystemTime;

use super::contents::Contents;
use super::{date_problem, names};
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::process::error_queue;
use crate::twint::values::passphrase::Passphrase;

/// What a certificate file holds. What could not be read is empty, and `problems` says why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inspection {
    /// Whom it names, `C=CH, O=TWINT AG, …`.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// Its serial number in hexadecimal.
    pub serial: String,
    /// SHA-256 of the certificate in lower-case hexadecimal.
    pub fingerprint_sha256: String,
    /// The merchant's UUID (the subject's `UID`).
    pub store_uuid: Option<String>,
    /// Its first second, in Unix time.
    pub valid_from: Option<i64>,
    /// Its last second, in Unix time.
    pub valid_to: Option<i64>,
    /// All that is wrong with it, the worst first.
    pub problems: Vec<CertificateProblem>,
}

/// Looks into PKCS#12 bytes or PEM text. Never fails.
pub fn inspect(certificate: &[u8], passphrase: &Passphrase, now: SystemTime) -> Inspection {
    let _clean = error_queue::Clean::start();
    let contents = Contents::read(certificate, passphrase);
    let (leaf, fatal) = match contents.pair() {
        Ok(pair) => (Some(pair.leaf), None),
        Err(problem) => (contents.likely_leaf(), Some(problem)),
    };
    let mut problems: Vec<_> = fatal.into_iter().collect();
    let Some(leaf) = leaf else {
        return Inspection {
            problems,
            ..Inspection::default()
        };
    };
    let validity = names::validity(&leaf);
    problems.extend(validity.and_then(|(from, to)| date_problem(from, to, now)));
    if !names::is_from_twint(&leaf) {
        problems.push(CertificateProblem::ForeignIssuer);
    }
    Inspection {
        subject: names::line(leaf.subject_name()),
        issuer: names::line(leaf.issuer_name()),
        serial: names::serial(&leaf),
        fingerprint_sha256: names::sha256(&leaf),
        store_uuid: names::store_uuid(&leaf),
        valid_from: validity.map(|(from, _)| from),
        valid_to: validity.map(|(_, to)| to),
        problems,
    }
}
