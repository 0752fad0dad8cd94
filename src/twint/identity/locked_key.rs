//! A private key in PKCS#8, with or without a lock of its own around it.

use der::Sequence;
use der::asn1::OctetStringRef;
use zeroize::Zeroizing;

use super::algorithm::{Algorithm, decode};
use super::decryption::unlock;
use super::effort::Effort;
use super::passphrase_forms::PassphraseForms;
use super::{ber, private_key};
use crate::twint::identity::certificate_problem::CertificateProblem;

/// `EncryptedPrivateKeyInfo` of RFC 5958.
#[derive(Sequence)]
pub(super) struct LockedKey<'a> {
    scheme: Algorithm<'a>,
    key: &'a OctetStringRef,
}

impl LockedKey<'_> {
    /// Unlocks the key and returns it in DER, as [`private_key::read`] wants it.
    pub(super) fn unlock(
        &self,
        forms: &PassphraseForms,
        effort: &mut Effort,
    ) -> Result<Zeroizing<Vec<u8>>, CertificateProblem> {
        let locked = self.key.as_bytes();
        unlock(&self.scheme, locked, forms, effort, private_key::in_der)
    }
}

/// Returns the key in DER, unlocked if it was locked.
pub(super) fn unlocked(
    bytes: &[u8],
    forms: &PassphraseForms,
    effort: &mut Effort,
) -> Result<Zeroizing<Vec<u8>>, CertificateProblem> {
    let der = ber::to_der(bytes).ok_or(CertificateProblem::Damaged)?;
    match private_key::in_der(&der) {
        Some(key) => Ok(key),
        None => decode::<LockedKey>(&der)?.unlock(forms, effort),
    }
}

/// Whether `der` is a private key in DER, locked or not.
pub(super) fn looks_like_it(der: &[u8]) -> bool {
    private_key::in_der(der).is_some() || decode::<LockedKey>(der).is_ok()
}
