//! PKCS#12 written byte by byte, with contents and locks that no builder makes.
#![allow(dead_code)] // each test binary uses a part of it

use openssl::hash::{MessageDigest, hash};
use openssl::pkcs5;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use openssl::symm::{self, Cipher};

const DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
const ENCRYPTED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06";
const SHA1: &[u8] = b"\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00";
const HMAC_SHA256: &[u8] = b"\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x09\x05\x00";
pub const AES_128: &[u8] = b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x01\x02";
const AES_256: &[u8] = b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x01\x2a";
const X509: &[u8] = b"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x09\x16\x01";
pub const PBES2: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d";
pub const PBKDF2: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c";
pub const PBMAC1: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0e";
pub const PLAIN_KEY: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x01";
pub const LOCKED_KEY: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x02";
pub const CERTIFICATE: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x03";
pub const BAGS: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x06";
const SALT: &[u8] = b"saltsalt";
const VECTOR: &[u8] = &[7; 16];
const ROUNDS: &[u8] = b"\x02\x01\x01";

/// One element of DER, but for its length, which is longer than it has to be.
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

fn octets(content: &[u8]) -> Vec<u8> {
    der(0x04, &[content])
}

/// A `ContentInfo` of type `data`.
pub fn data(content: &[u8]) -> Vec<u8> {
    sequence(&[DATA, &der(0xa0, &[&octets(content)])])
}

/// A `ContentInfo` of type `encryptedData`, in one piece or in several.
pub fn encrypted_data(scheme: &[u8], locked: &[u8], in_pieces: bool) -> Vec<u8> {
    let content = if in_pieces {
        let pieces: Vec<u8> = locked.chunks(100).flat_map(octets).collect();
        [b"\xa0\x80", &pieces[..], b"\0\0"].concat()
    } else {
        der(0x80, &[locked])
    };
    let content = sequence(&[DATA, scheme, &content]);
    let data = sequence(&[b"\x02\x01\x00", &content]);
    sequence(&[ENCRYPTED_DATA, &der(0xa0, &[&data])])
}

/// A `SafeBag`.
pub fn bag(kind: &[u8], content: &[u8]) -> Vec<u8> {
    sequence(&[kind, &der(0xa0, &[content])])
}

/// A `SafeBag` with a certificate.
pub fn certificate_bag(certificate: &[u8]) -> Vec<u8> {
    bag(
        CERTIFICATE,
        &sequence(&[X509, &der(0xa0, &[&octets(certificate)])]),
    )
}

/// An `EncryptedPrivateKeyInfo`.
pub fn locked_key(scheme: &[u8], locked: &[u8]) -> Vec<u8> {
    sequence(&[scheme, &octets(locked)])
}

/// PBES2 with these parameters.
pub fn pbes2(derivation: &[u8], cipher: &[u8]) -> Vec<u8> {
    sequence(&[PBES2, &sequence(&[derivation, cipher])])
}

fn pbkdf2_scheme(length: &[u8]) -> Vec<u8> {
    let parameters = sequence(&[&octets(SALT), ROUNDS, length, &sequence(&[HMAC_SHA256])]);
    sequence(&[PBKDF2, &parameters])
}

fn pbkdf2(passphrase: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    pkcs5::pbkdf2_hmac(passphrase, SALT, 1, MessageDigest::sha256(), &mut key).unwrap();
    key
}

/// What PBES2 with PBKDF2 and AES-256 makes of `content`: the scheme and the ciphertext.
pub fn encrypted(passphrase: &[u8], content: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let cipher = sequence(&[AES_256, &octets(VECTOR)]);
    let locked = symm::encrypt(
        Cipher::aes_256_cbc(),
        &pbkdf2(passphrase),
        Some(VECTOR),
        content,
    );
    (pbes2(&pbkdf2_scheme(b""), &cipher), locked.unwrap())
}

/// The file around an `AuthenticatedSafe`, with the checksum that opens with the empty passphrase.
pub fn locked(safe: &[u8]) -> Vec<u8> {
    locked_by(b"\0\0", safe)
}

/// The file around an `AuthenticatedSafe`, with the checksum that a passphrase makes in one round (RFC 7292, appendix B).
pub fn locked_by(wide_passphrase: &[u8], safe: &[u8]) -> Vec<u8> {
    let repeated = |bytes: &[u8]| -> Vec<u8> {
        let length = bytes.len().div_ceil(64) * 64;
        bytes.iter().copied().cycle().take(length).collect()
    };
    let key = hash(
        MessageDigest::sha1(),
        &[&[3; 64], &repeated(SALT)[..], &repeated(wide_passphrase)].concat(),
    );
    let checksum = hmac(MessageDigest::sha1(), &key.unwrap(), safe);
    with_checksum(safe, &checksum, b"\x01")
}

fn hmac(digest: MessageDigest, key: &[u8], content: &[u8]) -> Vec<u8> {
    let key = PKey::hmac(key).unwrap();
    let mut signer = Signer::new(digest, &key).unwrap();
    signer.sign_oneshot_to_vec(content).unwrap()
}

/// The file with any checksum, made in so many rounds by its own account.
pub fn with_checksum(safe: &[u8], checksum: &[u8], rounds: &[u8]) -> Vec<u8> {
    with_checksum_of_kind(SHA1, safe, checksum, rounds)
}

/// The file with a checksum of any kind.
pub fn with_checksum_of_kind(kind: &[u8], safe: &[u8], checksum: &[u8], rounds: &[u8]) -> Vec<u8> {
    let checksum = sequence(&[&sequence(&[kind]), &octets(checksum)]);
    let lock = sequence(&[&checksum, &octets(SALT), &der(0x02, &[rounds])]);
    sequence(&[b"\x02\x01\x03", &data(safe), &lock])
}

/// The file with the checksum of RFC 9579, as OpenSSL 3.4 writes it with `-pbmac1_pbkdf2`.
pub fn with_pbmac1(passphrase: &str, safe: &[u8]) -> Vec<u8> {
    let derivation = pbkdf2_scheme(b"\x02\x01\x20");
    let kind = [PBMAC1, &sequence(&[&derivation, &sequence(&[HMAC_SHA256])])].concat();
    let checksum = hmac(
        MessageDigest::sha256(),
        &pbkdf2(passphrase.as_bytes()),
        safe,
    );
    with_checksum_of_kind(&kind, safe, &checksum, b"\x01")
}

/// The file without a checksum.
pub fn without_checksum(safe: &[u8]) -> Vec<u8> {
    sequence(&[b"\x02\x01\x03", &data(safe)])
}

/// Text as PKCS#12 derives keys from it.
pub fn wide(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().chain([0]);
    units.flat_map(u16::to_be_bytes).collect()
}

/// The same with every constructed element of indefinite length, and every octet string in pieces.
pub fn indefinite(der: &[u8]) -> Vec<u8> {
    let mut rest = der;
    let mut ber = Vec::new();
    while let [tag, ..] = *rest {
        let (content, after) = split(rest);
        match tag {
            0x04 => {
                ber.extend([0x24, 0x80]);
                ber.extend(content.chunks(50).flat_map(octets));
                ber.extend([0, 0]);
            }
            constructed if constructed & 0x20 != 0 => {
                ber.extend([constructed, 0x80]);
                ber.extend(indefinite(content));
                ber.extend([0, 0]);
            }
            _ => ber.extend(&rest[..rest.len() - after.len()]),
        }
        rest = after;
    }
    ber
}

/// The content of the first element of DER, and what comes after it.
pub fn split(der: &[u8]) -> (&[u8], &[u8]) {
    let (length, rest) = match der[1] {
        short @ 0..=0x7f => (usize::from(short), &der[2..]),
        long => {
            let (bytes, rest) = der[2..].split_at(usize::from(long & 0x7f));
            let length = bytes.iter().fold(0, |l, b| l << 8 | usize::from(*b));
            (length, rest)
        }
    };
    rest.split_at(length)
}
