//! PEM text: blocks in any order, any line ends, with anything between them.

use std::str;

use openssl::error::ErrorStack;
use openssl::pkey::{PKey, Private};
use openssl::x509::X509;
use zeroize::Zeroizing;

use super::contents::{Contents, MOST_KEYS};
use super::effort;
use super::pkcs12::is_unsupported;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::identity::legacy_pkcs12::{Bytes, LegacyUnavailable, with_legacy_ciphers};
use crate::twint::values::passphrase::Passphrase;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const RULE: &str = "-----";

/// One block, its lines trimmed and ended by LF.
struct Block {
    label: String,
    text: Zeroizing<String>,
}

impl Block {
    fn is_key(&self) -> bool {
        self.label.ends_with("PRIVATE KEY")
    }

    /// A key below headers is locked in the way of PKCS#1, with a single round of MD5.
    fn is_absurd(&self) -> bool {
        if self.text.contains(':') {
            return false;
        }
        let body = self.text.lines().filter(|line| !line.starts_with(RULE));
        let body: Zeroizing<String> =
            Zeroizing::new(body.flat_map(str::split_ascii_whitespace).collect());
        openssl::base64::decode_block(&body)
            .map(Zeroizing::new)
            .is_ok_and(|der| effort::is_absurd(&der))
    }
}

/// Whether the file is PEM text rather than DER.
pub(super) fn looks_like_it(file: &[u8]) -> bool {
    file.windows(BEGIN.len()).any(|w| w == BEGIN.as_bytes())
}

/// Reads all keys and certificates. A key that the passphrase does not open leaves the certificates readable.
pub(super) fn read(file: &[u8], passphrase: &Passphrase) -> Contents {
    let mut contents = Contents::default();
    let blocks = blocks(file);
    if blocks.iter().filter(|block| block.is_key()).count() > MOST_KEYS {
        return Contents::failed(CertificateProblem::NotPkcs12);
    }
    for block in &blocks {
        match block.label.as_str() {
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
                match X509::from_pem(block.text.as_bytes()) {
                    Ok(certificate) => contents.certificates.push(certificate),
                    Err(_) => contents.problem = Some(CertificateProblem::NotPkcs12),
                }
            }
            _ if block.is_key() => match key(block, passphrase) {
                Ok(key) => contents.keys.push(key),
                Err(problem) => contents.problem = Some(problem),
            },
            _ => {} // parameters of a curve, a signing request …
        }
    }
    if contents.keys.is_empty() && contents.certificates.is_empty() && contents.problem.is_none() {
        contents.problem = Some(CertificateProblem::NotPkcs12);
    }
    contents
}

fn key(block: &Block, passphrase: &Passphrase) -> Result<PKey<Private>, CertificateProblem> {
    if block.is_absurd() {
        return Err(CertificateProblem::NotPkcs12);
    }
    let errors = match open(block, passphrase) {
        Ok(key) => return Ok(key),
        Err(errors) => errors,
    };
    let encrypted = block.label == "ENCRYPTED PRIVATE KEY" || block.text.contains("ENCRYPTED");
    if !encrypted {
        return Err(CertificateProblem::NotPkcs12);
    }
    if !is_unsupported(&errors) {
        return Err(CertificateProblem::WrongPassphrase);
    }
    let read = with_legacy_ciphers(|| {
        let key = open(block, passphrase)?.private_key_to_pkcs8()?;
        Ok::<_, ErrorStack>(Bytes {
            keys: vec![Zeroizing::new(key)],
            certificates: Vec::new(),
        })
    });
    match read {
        Ok(Ok(bytes)) => Contents::from_bytes(&bytes)
            .keys
            .pop()
            .ok_or(CertificateProblem::NotPkcs12),
        Ok(Err(errors)) if is_unsupported(&errors) => Err(CertificateProblem::LegacyUnavailable),
        Ok(Err(_)) => Err(CertificateProblem::WrongPassphrase),
        Err(LegacyUnavailable) => Err(CertificateProblem::LegacyUnavailable),
    }
}

/// With a callback, since OpenSSL would otherwise ask on the terminal.
fn open(block: &Block, passphrase: &Passphrase) -> Result<PKey<Private>, ErrorStack> {
    let secret = passphrase.expose().as_bytes();
    PKey::private_key_from_pem_callback(block.text.as_bytes(), |buffer| {
        // Longer than OpenSSL takes: no bytes, so that it is a wrong passphrase.
        let Some(place) = buffer.get_mut(..secret.len()) else {
            return Ok(0);
        };
        place.copy_from_slice(secret);
        Ok(secret.len())
    })
}

/// The blocks that have both ends.
fn blocks(file: &[u8]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    // Trimming takes the CR of CRLF; where there is no LF at all, CR ends the lines.
    let line_end = if file.contains(&b'\n') { b'\n' } else { b'\r' };
    for line in file.split(|byte| *byte == line_end) {
        let Ok(line) = str::from_utf8(line) else {
            continue; // a friendly name in Latin-1 between the blocks
        };
        let line = line.trim_start_matches('\u{feff}').trim();
        if let Some(label) = label(line, BEGIN) {
            let mut text = Zeroizing::new(String::with_capacity(file.len().min(16 * 1024)));
            text.push_str(line);
            text.push('\n');
            open = Some(Block {
                label: label.to_owned(),
                text,
            });
        } else if let Some(mut block) = open.take() {
            let ends = label(line, END);
            // The empty line divides the headers of an encrypted PKCS#1 key from its body; others are an editor's.
            if !line.is_empty() || (block.text.contains(':') && !block.text.contains("\n\n")) {
                block.text.push_str(line);
                block.text.push('\n');
            }
            match ends {
                Some(label) if label == block.label => blocks.push(block),
                Some(_) => {}
                None => open = Some(block),
            }
        }
    }
    blocks
}

fn label<'a>(line: &'a str, fence: &str) -> Option<&'a str> {
    line.strip_prefix(fence)?.strip_suffix(RULE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        blocks(text.as_bytes())
            .into_iter()
            .map(|b| b.label)
            .collect()
    }

    #[test]
    fn text_around_blocks_is_skipped() {
        let text = "Bag Attributes\n  friendlyName: x\n-----BEGIN A-----\r\nAA==\r\n-----END A-----\r\nsubject=\n  -----BEGIN B-----\nAA==\n-----END B-----";
        assert_eq!(labels(text), ["A", "B"]);
    }

    #[test]
    fn a_block_without_its_end_is_none() {
        assert!(labels("-----BEGIN A-----\nAA==\n").is_empty());
        assert!(labels("-----BEGIN A-----\nAA==\n-----END B-----\n").is_empty());
    }

    #[test]
    fn headers_keep_their_empty_line_whatever_the_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = [
                "-----BEGIN A-----",
                "Proc-Type: 4,ENCRYPTED",
                "DEK-Info: x",
                "",
                "AA==",
                "-----END A-----",
            ];
            let found = blocks(text.join(end).as_bytes());
            assert_eq!(
                found[0].text.as_str(),
                "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nAA==\n-----END A-----\n"
            );
        }
    }
}
