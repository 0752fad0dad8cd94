//! PKCS#12, in today's encryption and in those of the last twenty years.

use openssl::error::ErrorStack;
use openssl::pkcs12::{ParsedPkcs12_2, Pkcs12};
use zeroize::Zeroizing;

use super::contents::Contents;
use super::effort;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::identity::legacy_pkcs12::{Bytes, LegacyUnavailable, with_legacy_ciphers};
use crate::twint::values::passphrase::Passphrase;

/// `ERR_LIB_EVP` of openssl/err.h.
const CIPHERS: i32 = 6;
/// `ERR_LIB_PKCS12` of openssl/err.h.
const LIBRARY: i32 = 35;
/// `PKCS12_R_MAC_VERIFY_FAILURE` of openssl/pkcs12err.h: the checksum over the file does not fit the passphrase.
const MAC_VERIFY_FAILURE: i32 = 113;
/// `PKCS12_R_MAC_ABSENT` of openssl/pkcs12err.h, which comes together with the former.
const MAC_ABSENT: i32 = 108;

/// Reads the file; `passphrase` holds no NUL.
pub(super) fn read(file: &[u8], passphrase: &Passphrase) -> Contents {
    let Ok(archive) = Pkcs12::from_der(file) else {
        return Contents::failed(CertificateProblem::NotPkcs12);
    };
    // Written anew, since the file itself may be in BER.
    if archive.to_der().is_ok_and(|der| effort::is_absurd(&der)) {
        return Contents::failed(CertificateProblem::NotPkcs12);
    }
    match archive.parse2(passphrase.expose()) {
        Ok(parsed) => contents(parsed),
        Err(errors) if is_wrong_passphrase(&errors) => {
            Contents::failed(CertificateProblem::WrongPassphrase)
        }
        Err(errors) => read_legacy(file, passphrase, is_unsupported(&errors)),
    }
}

fn contents(parsed: ParsedPkcs12_2) -> Contents {
    Contents {
        keys: parsed.pkey.into_iter().collect(),
        certificates: parsed
            .cert
            .into_iter()
            .chain(parsed.ca.into_iter().flatten())
            .collect(),
        problem: None,
    }
}

/// The same once more where the old ciphers are known.
fn read_legacy(file: &[u8], passphrase: &Passphrase, unsupported: bool) -> Contents {
    let read = with_legacy_ciphers(|| {
        let parsed = Pkcs12::from_der(file)?.parse2(passphrase.expose())?;
        let contents = contents(parsed);
        let mut bytes = Bytes::default();
        for key in &contents.keys {
            bytes.keys.push(Zeroizing::new(key.private_key_to_pkcs8()?));
        }
        for certificate in &contents.certificates {
            bytes.certificates.push(certificate.to_der()?);
        }
        Ok::<_, ErrorStack>(bytes)
    });
    match read {
        Ok(Ok(bytes)) => Contents::from_bytes(&bytes),
        Err(LegacyUnavailable) if unsupported => {
            Contents::failed(CertificateProblem::LegacyUnavailable)
        }
        Ok(Err(errors)) if is_unsupported(&errors) => {
            Contents::failed(CertificateProblem::LegacyUnavailable)
        }
        Ok(Err(_)) | Err(LegacyUnavailable) => Contents::failed(CertificateProblem::NotPkcs12),
    }
}

fn is_wrong_passphrase(errors: &ErrorStack) -> bool {
    let has = |reason| {
        errors
            .errors()
            .iter()
            .any(|e| e.library_code() == LIBRARY && e.reason_code() == reason)
    };
    has(MAC_VERIFY_FAILURE) && !has(MAC_ABSENT)
}

/// Whether OpenSSL lacks a cipher or digest that the file names. Decoders say "unsupported" too, of any nonsense, such
/// as comes out of decryption with a wrong passphrase; so only the libraries that look for ciphers count.
pub(super) fn is_unsupported(errors: &ErrorStack) -> bool {
    errors.errors().iter().any(|e| {
        matches!(e.library_code(), CIPHERS | LIBRARY)
            && e.reason()
                .is_some_and(|text| text.contains("unsupported") || text.starts_with("unknown"))
    })
}
