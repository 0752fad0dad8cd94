//! Which key and certificate of a file belong together, and which of several pairs is used.

use std::time::SystemTime;

use openssl::pkey::{PKey, Private};
use openssl::x509::{X509, X509NameRef, X509Ref};

use super::contents::Contents;
use super::validity::Validity;
use super::{names, security_level};
use crate::twint::identity::certificate_problem::CertificateProblem;

/// The most certificates in a chain; TWINT has one or two above the merchant's.
const LONGEST_CHAIN: usize = 10;
/// The most pairs whose chains are looked for: a renewed certificate beside the old one, and some more.
const MOST_PAIRS: usize = 8;

/// A key, the certificate it belongs to, and what stands above that.
pub(super) struct Pair {
    pub(super) key: PKey<Private>,
    pub(super) leaf: X509,
    pub(super) validity: Validity,
    /// The issuers in order, without the root: the server has the root, or does not trust us anyway.
    pub(super) intermediates: Vec<X509>,
    /// Why the OpenSSL of this server does not use the pair.
    pub(super) problem: Option<CertificateProblem>,
    /// Whether the certificate issued another one of the file.
    is_issuer: bool,
}

/// Chooses the pair that is used at `now`: one that is valid and that OpenSSL takes, if there is one, and rather one that is not yet valid
/// than one that is expired. Of several it is TWINT's, and then the one that is valid for longest. A certificate that issued another one of
/// the file is not the merchant's.
pub(super) fn best<'a>(
    pairs: impl Iterator<Item = &'a Pair>,
    now: SystemTime,
) -> Option<(usize, &'a Pair)> {
    let rank = |pair: &Pair| {
        let date = match pair.validity.problem_at(now) {
            None => 2,
            Some(CertificateProblem::NotYetValid) => 1,
            Some(_) => 0,
        };
        (
            !pair.is_issuer,
            date,
            pair.problem.is_none(),
            names::is_from_twint(&pair.leaf),
            pair.validity.to,
        )
    };
    pairs.enumerate().reduce(|best, next| {
        // Of equal pairs the first is used.
        if rank(next.1) > rank(best.1) {
            next
        } else {
            best
        }
    })
}

/// All pairs in the order of the file, at least one, or the first reason why there is none.
pub(super) fn pairs(contents: &Contents) -> Result<Vec<Pair>, CertificateProblem> {
    let certificates = &contents.certificates;
    let matching: Vec<_> = certificates
        .iter()
        .filter_map(|certificate| {
            let public = certificate.public_key().ok()?;
            let key = contents.keys.iter().find(|key| key.public_eq(&public))?;
            Some((key, certificate))
        })
        .collect();
    if matching.is_empty() {
        return Err(contents.problem.unwrap_or(if certificates.is_empty() {
            CertificateProblem::NoCertificate
        } else if contents.keys.is_empty() {
            CertificateProblem::NoPrivateKey
        } else {
            CertificateProblem::KeyMismatch
        }));
    }
    if matching.len() > MOST_PAIRS {
        return Err(CertificateProblem::Excessive);
    }
    let pairs: Vec<_> = matching
        .into_iter()
        .filter_map(|(key, leaf)| {
            let intermediates = chain_above(leaf, certificates);
            Some(Pair {
                validity: Validity::from_certificate(leaf)?,
                problem: security_level::problem(leaf, key, &intermediates),
                intermediates,
                is_issuer: issued_another(leaf, certificates),
                key: key.clone(),
                leaf: leaf.clone(),
            })
        })
        .collect();
    if pairs.is_empty() {
        return Err(CertificateProblem::Damaged);
    }
    Ok(pairs)
}

/// The certificate to show when no key says which one it is: the first that issued none of the others.
pub(super) fn likely_leaf(certificates: &[X509]) -> Option<&X509> {
    certificates
        .iter()
        .find(|candidate| !issued_another(candidate, certificates))
        .or(certificates.first())
}

fn issued_another(candidate: &X509Ref, certificates: &[X509]) -> bool {
    certificates
        .iter()
        .any(|other| same_name(other.issuer_name(), candidate.subject_name()) && !is_root(other))
}

fn chain_above(leaf: &X509Ref, certificates: &[X509]) -> Vec<X509> {
    let mut chain: Vec<X509> = Vec::new();
    loop {
        let top: &X509Ref = chain.last().map_or(leaf, |certificate| certificate);
        let issuer = certificates.iter().find(|candidate| {
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

fn is_root(certificate: &X509Ref) -> bool {
    same_name(certificate.subject_name(), certificate.issuer_name())
}

fn same_name(one: &X509NameRef, other: &X509NameRef) -> bool {
    one.try_cmp(other).is_ok_and(std::cmp::Ordering::is_eq)
}
