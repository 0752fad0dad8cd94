//! Files made to keep whoever opens them busy, or to make two readings differ.

use super::*;
use crate::pkcs12_by_hand::{
    AES_128, BAGS, LOCKED_KEY, PBES2, PBKDF2, PLAIN_KEY, bag, data, der, encrypted, encrypted_data,
    locked, locked_key, sequence, with_checksum,
};

const SCRYPT: &[u8] = b"\x06\x09\x2b\x06\x01\x04\x01\xda\x47\x04\x0b";
const TRIPLE_DES: &[u8] = b"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01\x03";
const RSA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";
const DSA: &[u8] = b"\x06\x07\x2a\x86\x48\xce\x38\x04\x01";
const TWO_BILLION: &[u8] = b"\x7f\xff\xff\xff";

/// Refused with this word, and at once.
fn refused(file: impl AsRef<[u8]>, word: Problem, what: &str) {
    let began = std::time::Instant::now();
    assert_eq!(problem(file, ""), Some(word), "{what}");
    assert!(began.elapsed() < Duration::from_secs(5), "{what}");
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
    locked_key(&sequence(&[&algorithm]), &[7; 64])
}

/// A file that holds these bags, unencrypted.
fn plainly(bags: &[u8]) -> Vec<u8> {
    locked(&sequence(&[&data(&sequence(&[bags]))]))
}

/// A file that holds these bags, encrypted with the empty passphrase.
fn encrypted_part(bags: &[u8]) -> Vec<u8> {
    let (scheme, content) = encrypted(b"", &sequence(&[bags]));
    locked(&sequence(&[&encrypted_data(&scheme, &content, false)]))
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

/// An RSA key whose numbers are that long.
fn rsa_key_of(bytes: usize) -> Vec<u8> {
    let number = |bytes| der(0x02, &[&vec![0x7f; bytes]]);
    let (long, half) = (number(bytes), number(bytes / 2));
    sequence(&[
        b"\x02\x01\x00",
        &long,
        b"\x02\x03\x01\x00\x01",
        &long,
        &half,
        &half,
        &half,
        &half,
        &half,
    ])
}

/// The same in PKCS#8.
fn in_pkcs8(key: &[u8]) -> Vec<u8> {
    sequence(&[b"\x02\x01\x00", &sequence(&[RSA]), &der(0x04, &[key])])
}

#[test]
fn with_two_billion_rounds_are_refused_unopened() {
    let contents = sequence(&[&data(&sequence(&[]))]);
    let file = with_checksum(&contents, &[7; 20], TWO_BILLION);
    refused(file, Problem::Excessive, "checksum");
    for (what, derivation, numbers) in [
        ("PBKDF2", PBKDF2, &[TWO_BILLION][..]),
        ("3DES", TRIPLE_DES, &[TWO_BILLION]),
        (
            "scrypt, time",
            SCRYPT,
            &[b"\x02\x00", b"\x01", b"\x01\xff\xff"],
        ),
        (
            "scrypt, memory",
            SCRYPT,
            &[b"\x02\x00\x00\x00", b"\x01", b"\x01"],
        ),
    ] {
        let key = encrypted_key(derivation, numbers);
        let bag = bag(LOCKED_KEY, &key);
        refused(plainly(&bag), Problem::Excessive, what);
        refused(encrypted_part(&bag), Problem::Excessive, what);
        refused(pem("ENCRYPTED PRIVATE KEY", &key), Problem::Excessive, what);
        refused(key, Problem::Excessive, what);
    }
}

#[test]
fn with_rounds_that_are_no_number_of_rounds_are_damaged() {
    for rounds in [&b"\x00"[..], b"\xff", b"", &[1; 9]] {
        for derivation in [PBKDF2, TRIPLE_DES] {
            let key = encrypted_key(derivation, &[rounds]);
            let file = plainly(&bag(LOCKED_KEY, &key));
            refused(file, Problem::Damaged, "rounds");
        }
    }
    let key = plainly(&bag(LOCKED_KEY, &encrypted_key(PBKDF2, &[])));
    refused(key, Problem::Damaged, "no rounds");
}

#[test]
fn whose_demands_add_up_are_refused() {
    let half = &3_100_000_u32.to_be_bytes()[1..];
    let key = bag(LOCKED_KEY, &encrypted_key(PBKDF2, &[half]));
    assert_eq!(
        problem(plainly(&key.repeat(2)), ""),
        Some(Problem::Excessive)
    );
    let key = bag(LOCKED_KEY, &encrypted_key(PBKDF2, &[b"\x01"]));
    refused(plainly(&key.repeat(5)), Problem::Excessive, "keys");
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
    let key = huge_dsa_key();
    let traditional = sequence(&[b"\x02\x01\x00", &der(0x02, &[&[0x7f; 9000]]).repeat(5)]);
    let (scheme, locked_twice) = encrypted(b"", &key);
    let locked_twice = locked_key(&scheme, &locked_twice);
    for (what, file) in [
        ("PEM", pem("PRIVATE KEY", &key).into_bytes()),
        ("DER", key.clone()),
        ("PKCS#12", plainly(&bag(PLAIN_KEY, &key))),
        ("encrypted", encrypted_part(&bag(PLAIN_KEY, &key))),
        ("twice", encrypted_part(&bag(LOCKED_KEY, &locked_twice))),
        (
            "locked PEM",
            pem("ENCRYPTED PRIVATE KEY", &locked_twice).into_bytes(),
        ),
        (
            "traditional",
            pem("DSA PRIVATE KEY", &traditional).into_bytes(),
        ),
    ] {
        refused(file, Problem::UnsupportedKey, what);
    }
}

#[test]
fn with_hundreds_of_certificates_or_keys_are_refused() {
    let root = twint_authority();
    let merchant = merchant(&root);
    let many: String = (0..65)
        .map(|_| intermediate(&root).certificate_pem())
        .collect();
    let file = merchant.pem() + &many;
    refused(file, Problem::Excessive, "certificates");
    let key = pem("ENCRYPTED PRIVATE KEY", &encrypted_key(PBKDF2, &[b"\x01"]));
    let file = key.repeat(100) + &merchant.pem();
    refused(file, Problem::Excessive, "keys");
    let renewed = || merchant_wish().by(&root).key(merchant.key.clone()).issue();
    let many: String = (0..9).map(|_| renewed().certificate_pem()).collect();
    let file = many + &merchant.key_pem();
    refused(file, Problem::Excessive, "pairs");
}

#[test]
fn of_several_hundred_kilobytes_are_refused() {
    let merchant = merchant(&twint_authority());
    let word = Problem::NotPkcs12;
    refused(merchant.pem() + &"#".repeat(500_000), word, "padding");
    refused(
        format!("{}{}", "-----BEGIN A-----\n".repeat(20_000), merchant.pem()),
        word,
        "nesting",
    );
}

#[test]
fn that_nest_without_end_are_refused() {
    refused(b"\x30\x80".repeat(60_000), Problem::Damaged, "BER");
    refused(b"\x24\x80".repeat(60_000), Problem::NotPkcs12, "octets");
    let mut bags = bag(PLAIN_KEY, &rsa_key_of(10));
    for _ in 0..10 {
        bags = bag(BAGS, &sequence(&[&bags]));
    }
    refused(plainly(&bags), Problem::Excessive, "bags");
}

#[test]
fn with_nested_blocks_are_read_by_the_innermost() {
    let merchant = merchant(&twint_authority());
    let nested = "-----BEGIN CERTIFICATE-----\n".repeat(1000) + &merchant.pem();
    assert!(open(nested, "").is_ok());
}

#[test]
fn with_a_key_of_16384_bits_are_read_and_of_more_refused() {
    for (bytes, word) in [(2048, Problem::NoCertificate), (2056, Problem::Excessive)] {
        let key = rsa_key_of(bytes);
        refused(pem("RSA PRIVATE KEY", &key), word, "PKCS#1");
        refused(pem("PRIVATE KEY", &in_pkcs8(&key)), word, "PKCS#8");
        let bag = bag(PLAIN_KEY, &in_pkcs8(&key));
        refused(encrypted_part(&bag), word, "PKCS#12");
    }
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
    assert_eq!(problem(&file, ""), Some(Problem::Damaged));
    assert_eq!(look(&file, "").valid_to, None);
}
