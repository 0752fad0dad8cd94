//! PEM text: blocks in any order, any line ends or none, with anything between them.

use std::str;

use openssl::hash::MessageDigest;
use openssl::pkcs5;
use openssl::symm;
use zeroize::Zeroizing;

use super::contents::Contents;
use super::decryption::{cipher_named, decrypt};
use super::effort::Effort;
use super::passphrase_forms::{PassphraseForms, try_each};
use super::{ber, locked_key, pkcs12, private_key, text};
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::values::passphrase::Passphrase;

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const RULE: &[u8] = b"-----";

/// What stands between a BEGIN and its END.
struct Block<'a> {
    label: &'a [u8],
    body: &'a [u8],
}

/// Whether the file is PEM text rather than DER.
pub(super) fn looks_like_it(file: &[u8]) -> bool {
    split(file, BEGIN).is_some()
}

/// Reads all keys and certificates. A key that the passphrase does not open leaves the certificates readable.
pub(super) fn read(file: &[u8], passphrase: &Passphrase, effort: &mut Effort) -> Contents {
    let forms = PassphraseForms::for_pem(passphrase);
    let mut contents = Contents::default();
    let blocks = blocks(file);
    if blocks.is_empty() {
        contents.note(CertificateProblem::Damaged);
    }
    for block in blocks {
        let read = if block.label == b"PKCS12" {
            block
                .pkcs12(passphrase, effort)
                .map(|inner| contents.absorb(inner))
        } else {
            block.read_into(&mut contents, &forms, effort)
        };
        if let Err(problem) = read {
            contents.note(problem);
        }
    }
    contents
}

impl Block<'_> {
    fn read_into(
        &self,
        contents: &mut Contents,
        forms: &PassphraseForms,
        effort: &mut Effort,
    ) -> Result<(), CertificateProblem> {
        match self.label {
            // The trust settings of a trusted certificate follow it and are ignored.
            b"CERTIFICATE" | b"X509 CERTIFICATE" | b"TRUSTED CERTIFICATE" => {
                contents.add_certificate(&self.bytes()?);
            }
            b"PKCS7" | b"PKCS #7 SIGNED DATA" | b"CMS" => {
                let is_one = contents.add_bundle(&self.bytes()?);
                is_one.then_some(()).ok_or(CertificateProblem::Damaged)?;
            }
            b"OPENSSH PRIVATE KEY" => return Err(CertificateProblem::UnsupportedKey),
            label if label.ends_with(b"PRIVATE KEY") => {
                effort.look_at_key()?;
                let key = self.key(forms, effort)?;
                contents.add_key(private_key::read(&key));
            }
            _ => {} // parameters of a curve, a signing request …
        }
        Ok(())
    }

    /// Reads a PKCS#12 file inside a block of PEM, as `GnuTLS` writes it.
    fn pkcs12(
        &self,
        passphrase: &Passphrase,
        effort: &mut Effort,
    ) -> Result<Contents, CertificateProblem> {
        let der = ber::to_der(&self.bytes()?).ok_or(CertificateProblem::Damaged)?;
        Ok(pkcs12::read(&der, passphrase, effort))
    }

    /// Returns the key in DER, unlocked if it was locked.
    fn key(
        &self,
        forms: &PassphraseForms,
        effort: &mut Effort,
    ) -> Result<Zeroizing<Vec<u8>>, CertificateProblem> {
        let bytes = self.bytes()?;
        match self.header(b"DEK-Info:") {
            Some(lock) => unlock_by_header(lock, &bytes, forms, effort),
            None => locked_key::unlocked(&bytes, forms, effort),
        }
    }

    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        self.body.split(|byte| matches!(byte, b'\r' | b'\n'))
    }

    /// The value of a header, such as that of `DEK-Info: AES-256-CBC,…`.
    fn header(&self, name: &[u8]) -> Option<&str> {
        let value = self
            .lines()
            .find_map(|line| line.trim_ascii_start().strip_prefix(name))?;
        str::from_utf8(value).ok().map(str::trim)
    }

    /// The bytes of the block: its base64, without its headers.
    fn bytes(&self) -> Result<Zeroizing<Vec<u8>>, CertificateProblem> {
        let mut body = Zeroizing::new(Vec::with_capacity(self.body.len()));
        for line in self.lines().filter(|line| !line.contains(&b':')) {
            body.extend_from_slice(line);
        }
        text::base64(&body).ok_or(CertificateProblem::Damaged)
    }
}

/// The old way of PEM: the header names a cipher and its initial vector, and one round of MD5 makes the key.
fn unlock_by_header(
    lock: &str,
    locked: &[u8],
    forms: &PassphraseForms,
    effort: &mut Effort,
) -> Result<Zeroizing<Vec<u8>>, CertificateProblem> {
    let (cipher, vector) = lock.split_once(',').ok_or(CertificateProblem::Damaged)?;
    let cipher = cipher_named(cipher.trim())?;
    let vector = text::hexadecimal(vector.trim())
        .filter(|vector| vector.len() == cipher.iv_length())
        .ok_or(CertificateProblem::Damaged)?;
    let salt = vector.get(..8).ok_or(CertificateProblem::Damaged)?;
    try_each(forms.narrow(), 1, effort, |form| {
        // A shorter key is the beginning of a longer one.
        let longest = symm::Cipher::aes_256_cbc();
        let key = pkcs5::bytes_to_key(longest, MessageDigest::md5(), form, Some(salt), 1)
            .map_err(|_| CertificateProblem::UnsupportedEncryption)?;
        let key = Zeroizing::new(key.key);
        let key = key
            .get(..cipher.key_length())
            .ok_or(CertificateProblem::UnsupportedEncryption)?;
        let opened = decrypt(&cipher, key, &vector, locked)?;
        Ok(opened
            .as_deref()
            .and_then(|opened| private_key::in_der(opened)))
    })
}

/// The blocks that have both ends. Where one begins within another, the inner one counts.
fn blocks(file: &[u8]) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = file;
    while let Some((_, begun)) = split(rest, BEGIN) {
        let Some((label, inside)) = split(begun, RULE) else {
            break;
        };
        let Some((body, _)) = split(inside, RULE) else {
            break;
        };
        rest = &inside[body.len()..];
        let ended = [END, label, RULE]
            .iter()
            .try_fold(rest, |rest, part| rest.strip_prefix(*part));
        if let Some(after) = ended {
            blocks.push(Block { label, body });
            rest = after;
        }
    }
    blocks
}

/// What stands before and after the first `fence`.
fn split<'a>(text: &'a [u8], fence: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = text
        .windows(fence.len())
        .position(|window| window == fence)?;
    Some((&text[..at], &text[at + fence.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        blocks(text.as_bytes())
            .into_iter()
            .map(|block| String::from_utf8_lossy(block.label).into_owned())
            .collect()
    }

    #[test]
    fn text_around_blocks_is_skipped() {
        let text = "Bag Attributes\n  friendlyName: x\n-----BEGIN A-----\r\nAA==\r\n-----END A-----\r\nsubject=\n  -----BEGIN B-----\nAA==\n-----END B-----";
        assert_eq!(labels(text), ["A", "B"]);
        assert_eq!(labels("-----BEGIN A----- AA== -----END A-----"), ["A"]);
    }

    #[test]
    fn a_block_without_its_end_is_none() {
        assert!(labels("-----BEGIN A-----\nAA==\n").is_empty());
        assert!(labels("-----BEGIN A-----\nAA==\n-----END B-----\n").is_empty());
        assert_eq!(
            labels("-----BEGIN A-----\n-----BEGIN B-----\n-----END B-----\n-----END A-----"),
            ["B"]
        );
    }

    #[test]
    fn headers_are_no_part_of_the_body_whatever_the_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = [
                "-----BEGIN A-----",
                "Proc-Type: 4,ENCRYPTED",
                " DEK-Info: x ",
                "",
                "AA==",
                "-----END A-----",
            ];
            let text = text.join(end);
            let found = blocks(text.as_bytes());
            assert_eq!(found[0].header(b"DEK-Info:"), Some("x"));
            assert_eq!(found[0].bytes().unwrap().as_slice(), [0]);
        }
    }
}
