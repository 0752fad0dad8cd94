//! What kind of file somebody handed in, and what it holds.

use openssl::x509::X509;

use super::contents::Contents;
use super::effort::Effort;
use super::passphrase_forms::PassphraseForms;
use super::{ber, locked_key, pem, pkcs12, private_key, text};
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::values::passphrase::Passphrase;

/// The largest file that is read, in bytes: ten times what a key with its whole chain takes.
const LARGEST: usize = 128 * 1024;

/// How ZIP, 7z, RAR, gzip, bzip2 and xz begin.
const ARCHIVES: [&[u8]; 6] = [
    b"PK\x03\x04",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
];
/// How Java's JKS and JCEKS begin.
const JAVA_KEYSTORES: [&[u8]; 2] = [b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce"];

/// Reads a file of any kind as far as it can be read.
pub(super) fn read(file: &[u8], passphrase: &Passphrase) -> Contents {
    if passphrase.has_nul() {
        return Contents::failed(CertificateProblem::NulInPassphrase);
    }
    let contents = read_with(file, passphrase);
    if !contents.keys.is_empty() || contents.problem != Some(CertificateProblem::WrongPassphrase) {
        return contents;
    }
    match passphrase
        .without_blanks_around()
        .map(|trimmed| read_with(file, &trimmed))
    {
        Some(opened) if opened.problem != contents.problem => Contents {
            problem: Some(CertificateProblem::BlankInPassphrase),
            keys: Vec::new(),
            ..opened
        },
        _ => contents,
    }
}

fn read_with(file: &[u8], passphrase: &Passphrase) -> Contents {
    let contents = match text::utf16(file) {
        Some(text) => read_text_or_binary(text.as_bytes(), passphrase),
        None => read_text_or_binary(file, passphrase),
    };
    if contents.problem == Some(CertificateProblem::Excessive) {
        return Contents::failed(CertificateProblem::Excessive);
    }
    contents
}

fn read_text_or_binary(file: &[u8], passphrase: &Passphrase) -> Contents {
    let begins_like = |kinds: &[&[u8]]| kinds.iter().any(|kind| file.starts_with(kind));
    if begins_like(&ARCHIVES) {
        return Contents::failed(CertificateProblem::Archive);
    }
    if begins_like(&JAVA_KEYSTORES) {
        return Contents::failed(CertificateProblem::JavaKeystore);
    }
    if file.len() > LARGEST {
        return Contents::failed(CertificateProblem::NotPkcs12);
    }
    if pem::looks_like_it(file) {
        return pem::read(file, passphrase, &mut Effort::new());
    }
    // This is a binary file in base64, as a message or a form carries it.
    match text::base64(file).filter(|bytes| begins_like_der(bytes)) {
        Some(bytes) => read_binary(&bytes, passphrase),
        None => read_binary(file, passphrase),
    }
}

fn read_binary(file: &[u8], passphrase: &Passphrase) -> Contents {
    let Some(der) = ber::to_der(file) else {
        return Contents::failed(if begins_like_der(file) {
            CertificateProblem::Damaged
        } else {
            CertificateProblem::NotPkcs12
        });
    };
    let mut contents = Contents::default();
    let mut effort = Effort::new();
    if pkcs12::looks_like_it(&der) {
        return pkcs12::read(&der, passphrase, &mut effort);
    }
    if X509::from_der(file).is_ok() {
        contents.add_certificate(file); // a .cer or .crt
    } else if locked_key::looks_like_it(&der) {
        let forms = PassphraseForms::for_pem(passphrase);
        let key = locked_key::unlocked(&der, &forms, &mut effort);
        contents.add_key(key.and_then(|key| private_key::read(&key)));
    } else if !contents.add_bundle(&der) {
        contents.note(CertificateProblem::NotPkcs12);
    }
    contents
}

/// Whether the file begins with a sequence of more than 127 bytes, as every binary certificate file does and no text.
fn begins_like_der(file: &[u8]) -> bool {
    matches!(file, [0x30, 0x80..=0x84, ..])
}
