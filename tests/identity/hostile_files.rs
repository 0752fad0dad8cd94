//! Files made to keep whoever opens them busy, or to make two readings differ.

use super::*;
use crate::pkcs12_by_hand::{data, der, locked, sequence, with_checksum};

const PBES2: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d";
const PBKDF2: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c";
const SCRYPT: &[u8] = b"\x06\x09\x2b\x06\x01\x04\x01\xda\x47\x04\x0b";
const TRIPLE_DES: &[u8] = b"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01\x03";
const AES_128: &[u8] = b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x01\x02";
const SHROUDED_KEY: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x02";
const PLAIN_KEY: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x01";
const DSA: &[u8] = b"\x06\x07\x2a\x86\x48\xce\x38\x04\x01";
const TWO_BILLION: &[u8] = b"\x7f\xff\xff\xff";

/// Refused as no certificate file at all, and at once.
fn refused(file: impl AsRef<[u8]>, what: &str) {
    let began = std::time::Instant::now();
    assert_eq!(problem(file, ""), Some(Problem::NotPkcs12), "{what}");
    assert!(began.elapsed() < Duration::from_secs(5), "{what}");
}

fn pem(label: &str, der: &[u8]) -> String {
    let body = openssl::base64::encode_block(der);
    let lines: Vec<_> = body
        .as_bytes()
        .chunks(64)
        .map(String::from_utf8_lossy)
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}

/// An encrypted key that names a derivation with so many rounds.
fn encrypted_key(derivation: &[u8], numbers: &[&[u8]]) -> Vec<u8> {
    let salt = der(0x04, &[b"saltsalt"]);
    let numbers: Vec<u8> = numbers.iter().flat_map(|n| der(0x02, &[n])).collect();
    let derivation = [derivation, &sequence(&[&salt, &numbers])].concat();
    let algorithm = if derivation.starts_with(TRIPLE_DES) {
        derivation
    } else {
        let cipher = sequence(&[AES_128, &der(0x04, &[&[7; 16]])]);
        [PBES2, &sequence(&[&sequence(&[&derivation]), &cipher])].concat()
    };
    sequence(&[&sequence(&[&algorithm]), &der(0x04, &[&[7; 64]])])
}

fn bag(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let bags = sequence(&[&sequence(&[kind, &der(0xa0, &[content])])]);
    locked(&sequence(&[&data(&bags)]))
}

/// A DSA key without its public half, which OpenSSL would compute in cubic time.
fn huge_dsa_key() -> Vec<u8> {
    let number = der(0x02, &[&[0x7f; 9000]]);
    let algorithm = [
        DSA,
        &sequence(&[&number, &der(0x02, &[b"\x03"]), &der(0x02, &[b"\x02"])]),
    ]
    .concat();
    sequence(&[
        b"\x02\x01\x00",
        &sequence(&[&algorithm]),
        &der(0x04, &[&number]),
    ])
}

#[test]
fn with_two_billion_rounds_are_refused_unopened() {
    let contents = sequence(&[&data(&sequence(&[]))]);
    refused(with_checksum(&contents, &[7; 20], TWO_BILLION), "checksum");
    for (what, derivation, numbers) in [
        ("PBKDF2", PBKDF2, &[TWO_BILLION][..]),
        ("3DES", TRIPLE_DES, &[TWO_BILLION]),
        (
            "scrypt",
            SCRYPT,
            &[b"\x02\x00\x00", b"\x01", b"\x01\xff\xff"],
        ),
    ] {
        let key = encrypted_key(derivation, numbers);
        refused(bag(SHROUDED_KEY, &key), what);
        refused(pem("ENCRYPTED PRIVATE KEY", &key), what);
    }
}

#[test]
fn with_a_million_rounds_open() {
    let merchant = merchant(&twint_authority());
    let file = pkcs12(&merchant, &[], PASS, |builder| {
        builder.key_iter(1_000_000).mac_iter(1_000_000);
    });
    assert!(open(file, PASS).is_ok());
}

#[test]
fn with_a_huge_key_of_an_unused_kind_are_refused_unopened() {
    refused(pem("PRIVATE KEY", &huge_dsa_key()), "PEM");
    refused(bag(PLAIN_KEY, &huge_dsa_key()), "PKCS#12");
}

#[test]
fn with_hundreds_of_certificates_or_keys_are_refused() {
    let root = twint_authority();
    let merchant = merchant(&root);
    refused(
        root.certificate_pem().repeat(100) + &merchant.pem(),
        "certificates",
    );
    let key = pem(
        "ENCRYPTED PRIVATE KEY",
        &encrypted_key(PBKDF2, &[b"\x2f\xff\xff"]),
    );
    refused(key.repeat(100) + &merchant.pem(), "keys");
}

#[test]
fn of_several_hundred_kilobytes_are_refused() {
    let merchant = merchant(&twint_authority());
    refused(merchant.pem() + &"#".repeat(500_000), "padding");
    refused(
        format!("{}{}", "-----BEGIN A-----\n".repeat(20_000), merchant.pem()),
        "nesting",
    );
}

#[test]
fn with_nested_blocks_are_read_by_the_innermost() {
    let merchant = merchant(&twint_authority());
    let nested = "-----BEGIN CERTIFICATE-----\n".repeat(1000) + &merchant.pem();
    assert!(open(nested, "").is_ok());
}

#[test]
fn with_a_key_of_16384_bits_are_read() {
    let number = |bytes| der(0x02, &[&vec![0x7f; bytes]]);
    let (long, half) = (number(2048), number(1024));
    let key = sequence(&[
        b"\x02\x01\x00",
        &long,
        b"\x02\x03\x01\x00\x01",
        &long,
        &half,
        &half,
        &half,
        &half,
        &half,
    ]);
    assert_eq!(
        problem(pem("RSA PRIVATE KEY", &key), ""),
        Some(Problem::NoCertificate)
    );
}

#[test]
fn whose_dates_cannot_be_read_are_usable_to_nobody() {
    let merchant = merchant(&twint_authority());
    let mut certificate = merchant.certificate.to_der().unwrap();
    let date = certificate
        .windows(3)
        .position(|w| w == b"\x17\x0d2")
        .unwrap();
    certificate[date + 2..date + 4].copy_from_slice(b"xx");
    let file = merchant.key_pem() + &pem("CERTIFICATE", &certificate);
    assert_eq!(problem(&file, ""), Some(Problem::NotPkcs12));
    assert_eq!(look(&file, "").valid_to, None);
}
