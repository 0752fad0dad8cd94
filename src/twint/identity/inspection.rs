//! Everything that can be said about a certificate without asking TWINT.

use std::time::SystemTime;

use super::validity::Validity;
use super::{file, names, pairs};
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::process::error_queue;
use crate::twint::values::passphrase::Passphrase;

/// What a certificate file holds. What could not be read is empty, and `problems` says why.
///
/// Of several certificates with their keys it shows the one that is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inspection {
    /// Whom the certificate names, `C=CH, O=TWINT AG, …`.
    pub subject: String,
    /// Who signed the certificate.
    pub issuer: String,
    /// The certificate's serial number in hexadecimal.
    pub serial: String,
    /// SHA-256 of the certificate in lower-case hexadecimal.
    pub fingerprint_sha256: String,
    /// The merchant's UUID (the subject's `UID`).
    pub store_uuid: Option<String>,
    /// The first second at which the certificate is valid, in Unix time.
    pub valid_from: Option<i64>,
    /// The last second at which the certificate is valid, in Unix time.
    pub valid_to: Option<i64>,
    /// All that is wrong with the certificate, the worst first.
    pub problems: Vec<CertificateProblem>,
}

/// Looks into a certificate file of any kind. Never fails.
pub fn inspect(certificate: &[u8], passphrase: &Passphrase, now: SystemTime) -> Inspection {
    let _clean = error_queue::Clean::start();
    let contents = file::read(certificate, passphrase);
    let pairs = pairs::pairs(&contents);
    let (leaf, fatal) = match &pairs {
        Ok(pairs) => {
            let best = pairs::best(pairs.iter(), now).map(|(_, pair)| pair);
            (
                best.map(|pair| &pair.leaf),
                best.and_then(|pair| pair.problem),
            )
        }
        Err(problem) => (pairs::likely_leaf(&contents.certificates), Some(*problem)),
    };
    let mut problems: Vec<_> = fatal.into_iter().collect();
    let mut inspection = Inspection::default();
    if let Some(leaf) = leaf {
        let validity = Validity::from_certificate(leaf);
        problems.extend(validity.and_then(|validity| validity.problem_at(now)));
        if !names::is_from_twint(leaf) {
            problems.push(CertificateProblem::ForeignIssuer);
        }
        inspection = Inspection {
            subject: names::line(leaf.subject_name()),
            issuer: names::line(leaf.issuer_name()),
            serial: names::serial(leaf),
            fingerprint_sha256: names::sha256(leaf),
            store_uuid: names::store_uuid(leaf),
            valid_from: validity.map(|validity| validity.from),
            valid_to: validity.map(|validity| validity.to),
            problems: Vec::new(),
        };
    }
    if pairs.is_ok_and(|pairs| pairs.len() > 1) {
        problems.push(CertificateProblem::SeveralCertificates);
    }
    if contents.has_no_checksum {
        problems.push(CertificateProblem::WithoutChecksum);
    }
    Inspection {
        problems,
        ..inspection
    }
}
