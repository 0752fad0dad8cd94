//! The checksum over a PKCS#12 file, which only the passphrase makes.

use der::Sequence;
use der::asn1::{ObjectIdentifier, OctetStringRef};
use openssl::hash::MessageDigest;
use openssl::memcmp;
use openssl::pkey::PKey;
use openssl::sign::Signer;

use super::algorithm::Algorithm;
use super::derivation::{Derivation, digest_named, digest_of_hmac};
use super::effort::Effort;
use super::passphrase_forms::{PassphraseForms, try_each};
use super::pkcs12_key::KeyPurpose;
use crate::twint::identity::certificate_problem::CertificateProblem;

const PBMAC1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.14");

/// `MacData` of RFC 7292.
#[derive(Sequence)]
pub(super) struct Checksum<'a> {
    value: DigestInfo<'a>,
    salt: &'a OctetStringRef,
    #[asn1(default = "once")]
    rounds: u64,
}

fn once() -> u64 {
    1
}

#[derive(Sequence)]
struct DigestInfo<'a> {
    algorithm: Algorithm<'a>,
    digest: &'a OctetStringRef,
}

/// `PBMAC1-params` of RFC 8018.
#[derive(Sequence)]
struct Pbmac1Parameters<'a> {
    derivation: Algorithm<'a>,
    hmac: Algorithm<'a>,
}

impl<'a> Checksum<'a> {
    /// Checks that the passphrase makes this checksum of `content`.
    pub(super) fn check(
        &self,
        content: &[u8],
        forms: &PassphraseForms,
        effort: &mut Effort,
    ) -> Result<(), CertificateProblem> {
        let (derivation, digest, length) = self.method()?;
        let rounds = derivation.rounds(length);
        try_each(derivation.forms(forms), rounds, effort, |form| {
            let key = derivation.derive(form, KeyPurpose::Checksum, length)?;
            let made = hmac(digest, &key, content)?;
            let expected = self.value.digest.as_bytes();
            let same = made.len() == expected.len() && memcmp::eq(&made, expected);
            Ok(same.then_some(()))
        })
    }

    /// How the key is derived, the digest of the HMAC, and the length of its key in bytes.
    fn method(&self) -> Result<(Derivation<'a>, MessageDigest, usize), CertificateProblem> {
        let algorithm = &self.value.algorithm;
        if algorithm.name != PBMAC1 {
            let digest = digest_named(algorithm.name)?;
            let derivation = Derivation::pkcs12_with(digest, self.salt, self.rounds)?;
            return Ok((derivation, digest, digest.size()));
        }
        // RFC 9579: salt and rounds of the file do not count, and the length has to be there.
        let parameters: Pbmac1Parameters = algorithm.parameters()?;
        let derivation = Derivation::named(&parameters.derivation)?;
        let length = derivation.length().ok_or(CertificateProblem::Damaged)?;
        Ok((derivation, digest_of_hmac(parameters.hmac.name)?, length))
    }
}

fn hmac(digest: MessageDigest, key: &[u8], content: &[u8]) -> Result<Vec<u8>, CertificateProblem> {
    PKey::hmac(key)
        .and_then(|key| Signer::new(digest, &key)?.sign_oneshot_to_vec(content))
        .map_err(|_| CertificateProblem::UnsupportedEncryption)
}
