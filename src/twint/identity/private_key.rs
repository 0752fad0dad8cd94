//! Private keys in PKCS#8, PKCS#1 and SEC 1. Kind and length of a key are checked before OpenSSL computes with it.

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Tag, Tagged};
use openssl::pkey::{PKey, Private};
use zeroize::Zeroizing;

use super::algorithm::{Algorithm, decode, decode_as};
use super::ber;
use crate::twint::identity::certificate_problem::CertificateProblem;

/// The longest number of an RSA key that OpenSSL computes with, in bytes, with a zero in front.
const LONGEST_NUMBER: usize = 16_384 / 8 + 1;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const ELLIPTIC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const ED448: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.113");

/// The form of a private key in DER, as the types of its parts show it.
enum Shape<'a> {
    /// `OneAsymmetricKey` of RFC 5958.
    Pkcs8(Algorithm<'a>, &'a OctetStringRef),
    /// `RSAPrivateKey` of RFC 8017, or the like of it for DSA: a version, then numbers.
    Numbers(Vec<AnyRef<'a>>),
    /// `ECPrivateKey` of RFC 5915, with its explicit parameters.
    Sec1(Option<AnyRef<'a>>),
}

impl<'a> Shape<'a> {
    /// Recognises the form of a key; `None` where `der` is no private key.
    fn recognise(der: &'a [u8]) -> Option<Self> {
        let parts: Vec<AnyRef> = decode(der).ok()?;
        let (version, rest) = parts.split_first()?;
        if version.tag() != Tag::Integer {
            return None;
        }
        match rest {
            [algorithm, key, ..] if key.tag() == Tag::OctetString => Some(Self::Pkcs8(
                decode_as(*algorithm).ok()?,
                decode_as(*key).ok()?,
            )),
            [key, rest @ ..] if key.tag() == Tag::OctetString => {
                let is_curve = |part: &&AnyRef| matches!(part.tag(), Tag::ContextSpecific { number, .. } if number.value() == 0);
                Some(Self::Sec1(rest.iter().find(is_curve).copied()))
            }
            [first, ..] if first.tag() == Tag::Integer => Some(Self::Numbers(parts)),
            _ => None,
        }
    }
}

/// An unlocked private key of any kind, in DER; `None` where it is something else.
pub(super) fn in_der(bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    ber::to_der(bytes).filter(|der| Shape::recognise(der).is_some())
}

/// Reads an unlocked key, given in DER.
///
/// OpenSSL computes the public half of a DSA key, however large its numbers are, so such a key is not even decoded. Nor is
/// one on a curve of the file's own: TLS uses neither.
pub(super) fn read(der: &[u8]) -> Result<PKey<Private>, CertificateProblem> {
    match Shape::recognise(der).ok_or(CertificateProblem::Damaged)? {
        Shape::Pkcs8(algorithm, key) => match algorithm.name {
            RSA | RSA_PSS => {
                let numbers = ber::to_der(key.as_bytes()).ok_or(CertificateProblem::Damaged)?;
                check_numbers(&decode::<Vec<AnyRef>>(&numbers)?)?;
            }
            ELLIPTIC => check_curve(algorithm.parameters().ok())?,
            ED25519 | ED448 => {}
            _ => return Err(CertificateProblem::UnsupportedKey),
        },
        Shape::Numbers(numbers) => check_numbers(&numbers)?,
        Shape::Sec1(curve) => {
            let curve: Option<AnyRef> =
                curve.map(|explicit| decode(explicit.value())).transpose()?;
            check_curve(curve)?;
        }
    }
    PKey::private_key_from_der(der).map_err(|_| CertificateProblem::UnsupportedKey)
}

/// An RSA key has a version and eight numbers, and perhaps more primes; a DSA key has fewer.
fn check_numbers(numbers: &[AnyRef]) -> Result<(), CertificateProblem> {
    if numbers.len() < 9 {
        return Err(CertificateProblem::UnsupportedKey);
    }
    let too_long = |number: &AnyRef| number.value().len() > LONGEST_NUMBER;
    if numbers.iter().any(too_long) {
        return Err(CertificateProblem::Excessive);
    }
    Ok(())
}

/// A curve has to be named.
fn check_curve(curve: Option<AnyRef>) -> Result<(), CertificateProblem> {
    match curve {
        Some(curve) if curve.tag() == Tag::ObjectIdentifier => Ok(()),
        _ => Err(CertificateProblem::UnsupportedKey),
    }
}
