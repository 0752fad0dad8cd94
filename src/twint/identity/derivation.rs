//! How a file makes a key of a passphrase.

use der::Sequence;
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use openssl::asn1::Asn1Object;
use openssl::hash::MessageDigest;
use openssl::pkcs5;
use openssl::symm;
use zeroize::Zeroizing;

use super::algorithm::{Algorithm, decode_as};
use super::passphrase_forms::{Form, PassphraseForms};
use super::pkcs12_key::{self, KeyPurpose};
use crate::twint::identity::certificate_problem::CertificateProblem;

const PBKDF2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.12");
const SCRYPT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.11591.4.11");

/// The most memory that scrypt may use, in bytes; OpenSSL has the same limit.
const MOST_MEMORY: u64 = 32 * 1024 * 1024;
/// The longest key or checksum, in bytes: no standard has a longer one.
const LONGEST_KEY: usize = 256;

/// How a key is derived from a passphrase: the method, with all its parameters.
pub(super) enum Derivation<'a> {
    /// The method that PKCS#12 defines itself (RFC 7292, appendix B).
    Pkcs12 {
        digest: MessageDigest,
        salt: &'a [u8],
        rounds: u64,
    },
    /// PBKDF1 of PKCS#5, which makes a key of eight bytes and an initial vector of eight bytes.
    Pbkdf1 {
        digest: MessageDigest,
        salt: &'a [u8],
        rounds: u64,
    },
    /// PBKDF2 of PKCS#5 (RFC 8018).
    Pbkdf2 {
        digest: MessageDigest,
        salt: &'a [u8],
        rounds: u64,
        length: Option<usize>,
    },
    /// scrypt (RFC 7914).
    Scrypt {
        salt: &'a [u8],
        cost: u64,
        block_size: u64,
        parallel: u64,
        length: Option<usize>,
    },
}

/// `SEQUENCE { salt, iterations }` of the older schemes.
#[derive(Sequence)]
struct SaltAndRounds<'a> {
    salt: &'a OctetStringRef,
    rounds: u64,
}

/// `PBKDF2-params` of RFC 8018.
#[derive(Sequence)]
struct Pbkdf2Parameters<'a> {
    salt: AnyRef<'a>,
    rounds: u64,
    length: Option<u32>,
    digest: Option<Algorithm<'a>>,
}

/// `scrypt-params` of RFC 7914.
#[derive(Sequence)]
struct ScryptParameters<'a> {
    salt: &'a OctetStringRef,
    cost: u64,
    block_size: u64,
    parallel: u64,
    length: Option<u32>,
}

impl ScryptParameters<'_> {
    /// The memory that scrypt uses with these parameters, in bytes.
    fn memory(&self) -> u64 {
        let blocks = self.cost.saturating_add(self.parallel).saturating_add(2);
        blocks.saturating_mul(self.block_size).saturating_mul(128)
    }
}

impl<'a> Derivation<'a> {
    /// PKCS#12's own derivation, with the parameters of `scheme`.
    pub(super) fn pkcs12(
        scheme: &Algorithm<'a>,
        digest: MessageDigest,
    ) -> Result<Self, CertificateProblem> {
        let SaltAndRounds { salt, rounds } = scheme.parameters()?;
        Self::pkcs12_with(digest, salt, rounds)
    }

    /// PKCS#12's own derivation, with parameters that the file gives outside of a scheme.
    pub(super) fn pkcs12_with(
        digest: MessageDigest,
        salt: &'a OctetStringRef,
        rounds: u64,
    ) -> Result<Self, CertificateProblem> {
        Ok(Self::Pkcs12 {
            digest,
            salt: salt.as_bytes(),
            rounds: at_least_one(rounds)?,
        })
    }

    /// PKCS#5's first derivation, with the parameters of `scheme`.
    pub(super) fn pbkdf1(
        scheme: &Algorithm<'a>,
        digest: MessageDigest,
    ) -> Result<Self, CertificateProblem> {
        let SaltAndRounds { salt, rounds } = scheme.parameters()?;
        if salt.as_bytes().len() != 8 {
            return Err(CertificateProblem::Damaged);
        }
        Ok(Self::Pbkdf1 {
            digest,
            salt: salt.as_bytes(),
            rounds: at_least_one(rounds)?,
        })
    }

    /// The derivation that the file names beside the cipher or the checksum, as PBES2 and PBMAC1 do.
    pub(super) fn named(derivation: &Algorithm<'a>) -> Result<Self, CertificateProblem> {
        match derivation.name {
            PBKDF2 => {
                let parameters: Pbkdf2Parameters = derivation.parameters()?;
                let digest = match parameters.digest {
                    None => MessageDigest::sha1(),
                    Some(hmac) => digest_of_hmac(hmac.name)?,
                };
                Ok(Self::Pbkdf2 {
                    digest,
                    salt: decode_as::<&OctetStringRef>(parameters.salt)?.as_bytes(),
                    rounds: at_least_one(parameters.rounds)?,
                    length: parameters.length.map(|length| length as usize),
                })
            }
            SCRYPT => {
                let parameters: ScryptParameters = derivation.parameters()?;
                if parameters.memory() > MOST_MEMORY {
                    return Err(CertificateProblem::Excessive);
                }
                Ok(Self::Scrypt {
                    salt: parameters.salt.as_bytes(),
                    cost: parameters.cost,
                    block_size: parameters.block_size,
                    parallel: parameters.parallel,
                    length: parameters.length.map(|length| length as usize),
                })
            }
            _ => Err(CertificateProblem::UnsupportedEncryption),
        }
    }

    /// The forms of the passphrase from which this derivation makes keys.
    pub(super) fn forms<'f>(&self, forms: &'f PassphraseForms) -> &'f [Form] {
        match self {
            Self::Pkcs12 { .. } => forms.wide(),
            Self::Pbkdf1 { .. } | Self::Pbkdf2 { .. } | Self::Scrypt { .. } => forms.narrow(),
        }
    }

    /// The length of the key in bytes, where the file names it.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Self::Pkcs12 { .. } | Self::Pbkdf1 { .. } => None,
            Self::Pbkdf2 { length, .. } | Self::Scrypt { length, .. } => *length,
        }
    }

    /// How many rounds of hashing it takes to make a key of `length` bytes.
    pub(super) fn rounds(&self, length: usize) -> u64 {
        let (digest, rounds) = match self {
            Self::Pkcs12 { digest, rounds, .. }
            | Self::Pbkdf1 { digest, rounds, .. }
            | Self::Pbkdf2 { digest, rounds, .. } => (digest, *rounds),
            Self::Scrypt {
                cost,
                block_size,
                parallel,
                ..
            } => {
                // Each block is mixed four times, about as slowly as a hash.
                return [*cost, *block_size, *parallel]
                    .iter()
                    .fold(4, |product, factor| product.saturating_mul(*factor));
            }
        };
        let pieces = length.div_ceil(digest.size().max(1));
        rounds.saturating_mul(pieces.try_into().unwrap_or(u64::MAX))
    }

    /// Makes `length` bytes of key.
    pub(super) fn derive(
        &self,
        passphrase: &[u8],
        purpose: KeyPurpose,
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, CertificateProblem> {
        if length > LONGEST_KEY {
            return Err(CertificateProblem::Excessive);
        }
        let mut key = Zeroizing::new(vec![0; length]);
        if length == 0 {
            return Ok(key); // the initial vector of RC4
        }
        let derived = match self {
            Self::Pkcs12 {
                digest,
                salt,
                rounds,
            } => pkcs12_key::derive(*digest, passphrase, salt, *rounds, purpose, &mut key),
            Self::Pbkdf1 {
                digest,
                salt,
                rounds,
            } => pbkdf1(*digest, passphrase, salt, *rounds, purpose, &mut key),
            Self::Pbkdf2 {
                digest,
                salt,
                rounds,
                length: _,
            } => usize::try_from(*rounds).ok().and_then(|rounds| {
                pkcs5::pbkdf2_hmac(passphrase, salt, rounds, *digest, &mut key).ok()
            }),
            Self::Scrypt {
                salt,
                cost,
                block_size,
                parallel,
                length: _,
            } => pkcs5::scrypt(
                passphrase,
                salt,
                *cost,
                *block_size,
                *parallel,
                MOST_MEMORY,
                &mut key,
            )
            .ok(),
        };
        derived.ok_or(CertificateProblem::UnsupportedEncryption)?;
        Ok(key)
    }
}

fn at_least_one(rounds: u64) -> Result<u64, CertificateProblem> {
    if rounds == 0 {
        return Err(CertificateProblem::Damaged);
    }
    Ok(rounds)
}

/// Derives a key by PBKDF1. As far as one digest reaches, `EVP_BytesToKey` does the same: it makes eight bytes of key, then the initial
/// vector of a cipher with blocks of eight bytes, such as DES.
fn pbkdf1(
    digest: MessageDigest,
    passphrase: &[u8],
    salt: &[u8],
    rounds: u64,
    purpose: KeyPurpose,
    key: &mut [u8],
) -> Option<()> {
    let (cipher, rounds) = (symm::Cipher::des_cbc(), i32::try_from(rounds).ok()?);
    let pair = pkcs5::bytes_to_key(cipher, digest, passphrase, Some(salt), rounds).ok()?;
    let (first, second) = (Zeroizing::new(pair.key), pair.iv?);
    let made = match purpose {
        KeyPurpose::Encryption => &*first,
        KeyPurpose::InitialVector => &second,
        KeyPurpose::Checksum => return None,
    };
    key.copy_from_slice(made.get(..key.len())?);
    Some(())
}

/// The digest with this object identifier.
pub(super) fn digest_named(name: ObjectIdentifier) -> Result<MessageDigest, CertificateProblem> {
    Asn1Object::from_str(&name.to_string())
        .ok()
        .and_then(|object| MessageDigest::from_nid(object.nid()))
        .ok_or(CertificateProblem::UnsupportedEncryption)
}

/// The digest inside the HMAC with this object identifier of RSA or NIST.
pub(super) fn digest_of_hmac(name: ObjectIdentifier) -> Result<MessageDigest, CertificateProblem> {
    let digest = match name.to_string().as_str() {
        "1.2.840.113549.2.7" => "1.3.14.3.2.26",
        "1.2.840.113549.2.8" => "2.16.840.1.101.3.4.2.4",
        "1.2.840.113549.2.9" => "2.16.840.1.101.3.4.2.1",
        "1.2.840.113549.2.10" => "2.16.840.1.101.3.4.2.2",
        "1.2.840.113549.2.11" => "2.16.840.1.101.3.4.2.3",
        "1.2.840.113549.2.12" => "2.16.840.1.101.3.4.2.5",
        "1.2.840.113549.2.13" => "2.16.840.1.101.3.4.2.6",
        "2.16.840.1.101.3.4.2.13" => "2.16.840.1.101.3.4.2.7",
        "2.16.840.1.101.3.4.2.14" => "2.16.840.1.101.3.4.2.8",
        "2.16.840.1.101.3.4.2.15" => "2.16.840.1.101.3.4.2.9",
        "2.16.840.1.101.3.4.2.16" => "2.16.840.1.101.3.4.2.10",
        _ => return Err(CertificateProblem::UnsupportedEncryption),
    };
    digest_named(ObjectIdentifier::new_unwrap(digest))
}
