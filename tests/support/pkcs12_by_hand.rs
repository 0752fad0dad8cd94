//! PKCS#12 written byte by byte, with contents that no builder makes.
#![allow(dead_code)] // each test binary uses its part

use openssl::hash::{MessageDigest, hash};
use openssl::pkey::PKey;
use openssl::sign::Signer;

const DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
const SHA1: &[u8] = b"\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00";
const SALT: &[u8] = b"saltsalt";

/// One element of DER.
pub fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let length = match content.len() {
        short @ 0..=0x7f => vec![u8::try_from(short).unwrap()],
        _ => [&[0x84], &length[..]].concat(),
    };
    [&[tag], &length[..], &content].concat()
}

/// `SEQUENCE { … }`.
pub fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    der(0x30, parts)
}

/// A `ContentInfo` of type `data`.
pub fn data(content: &[u8]) -> Vec<u8> {
    sequence(&[DATA, &der(0xa0, &[&der(0x04, &[content])])])
}

/// The file around an `AuthenticatedSafe`, with the checksum that opens with the empty passphrase (RFC 7292, appendix B).
pub fn locked(safe: &[u8]) -> Vec<u8> {
    let salt: Vec<u8> = SALT.iter().cycle().take(64).copied().collect();
    let key = hash(
        MessageDigest::sha1(),
        &[&[3; 64], &salt[..], &[0; 64]].concat(),
    );
    let key = PKey::hmac(&key.unwrap()).unwrap();
    let mut signer = Signer::new(MessageDigest::sha1(), &key).unwrap();
    with_checksum(safe, &signer.sign_oneshot_to_vec(safe).unwrap(), b"\x01")
}

/// The file with any checksum, made in so many rounds by its own account.
pub fn with_checksum(safe: &[u8], checksum: &[u8], rounds: &[u8]) -> Vec<u8> {
    let checksum = sequence(&[&sequence(&[SHA1]), &der(0x04, &[checksum])]);
    let lock = sequence(&[&checksum, &der(0x04, &[SALT]), &der(0x02, &[rounds])]);
    sequence(&[b"\x02\x01\x03", &data(safe), &lock])
}
