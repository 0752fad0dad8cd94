//! The checksum over a PKCS#12 file: of every kind, unknown, or none.

use super::*;
use crate::pkcs12_by_hand::{
    PBMAC1, PLAIN_KEY, bag, certificate_bag, data, locked_by, sequence, wide,
    with_checksum_of_kind, with_pbmac1, without_checksum,
};

/// GOST R 34.11-2012, which the OpenSSL of no distribution knows.
const STREEBOG: &[u8] = b"\x06\x08\x2a\x85\x03\x07\x01\x01\x02\x02";

/// The unencrypted inside of a file.
fn safe(of: &Issued) -> Vec<u8> {
    let key = bag(PLAIN_KEY, &of.key.private_key_to_pkcs8().unwrap());
    let certificate = certificate_bag(&of.certificate.to_der().unwrap());
    sequence(&[&data(&sequence(&[&key, &certificate]))])
}

#[test]
fn of_every_digest_is_checked() {
    let merchant = merchant(&twint_authority());
    for digest in [
        "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3-256",
    ] {
        let Some(file) = by_command(&merchant, &[], PASS, &["-macalg", digest]) else {
            return;
        };
        assert_eq!(look(&file, PASS).problems, [], "{digest}");
        assert_eq!(
            problem(&file, "x"),
            Some(Problem::WrongPassphrase),
            "{digest}"
        );
    }
}

#[test]
fn of_today_with_the_encryption_of_yesterday_and_the_other_way_round_opens() {
    let merchant = merchant(&twint_authority());
    let (aes, des) = ("AES-256-CBC", "PBE-SHA1-3DES");
    for (mac, key, certificate) in [
        ("sha1", aes, aes),
        ("sha256", des, des),
        ("sha1", aes, "PBE-SHA1-RC2-40"),
        ("sha512", des, "NONE"),
        ("sha256", "NONE", aes),
    ] {
        let more = ["-macalg", mac, "-keypbe", key, "-certpbe", certificate];
        let Some(file) = by_command(&merchant, &[], PASS, &more) else {
            return;
        };
        assert_eq!(look(&file, PASS).problems, [], "{more:?}");
        assert_eq!(
            problem(&file, "x"),
            Some(Problem::WrongPassphrase),
            "{more:?}"
        );
    }
}

#[test]
fn missing_is_a_warning_whatever_the_passphrase_does() {
    let merchant = merchant(&twint_authority());
    let warning = [Problem::WithoutChecksum];
    for cipher in ["AES-256-CBC", "PBE-SHA1-3DES", "PBE-SHA1-RC2-40"] {
        let more = ["-nomac", "-keypbe", cipher, "-certpbe", cipher];
        for passphrase in [PASS, ""] {
            let Some(file) = by_command(&merchant, &[], passphrase, &more) else {
                return;
            };
            assert_eq!(look(&file, passphrase).problems, warning, "{cipher}");
            assert!(open(&file, passphrase).is_ok(), "{cipher}");
            let wrong = look(&file, "wrong").problems;
            assert_eq!(wrong, [Problem::WrongPassphrase, Problem::WithoutChecksum]);
        }
    }
    for passphrase in [PASS, ""] {
        let plain = without_checksum(&safe(&merchant));
        assert_eq!(look(&plain, passphrase).problems, warning);
        assert!(open(&plain, passphrase).is_ok());
    }
}

#[test]
fn of_rfc_9579_is_checked_whatever_the_openssl() {
    let merchant = merchant(&twint_authority());
    for passphrase in [PASS, "x", ""] {
        let file = with_pbmac1(passphrase, &safe(&merchant));
        assert_eq!(look(&file, passphrase).problems, [], "{passphrase:?}");
        assert_eq!(problem(&file, "wrong"), Some(Problem::WrongPassphrase));
    }
}

#[test]
fn that_nothing_here_knows_is_never_a_wrong_passphrase() {
    let merchant = merchant(&twint_authority());
    let scheme = |name: &[u8]| sequence(&[name]);
    let empty = [PBMAC1, &sequence(&[&scheme(STREEBOG), &scheme(STREEBOG)])].concat();
    for (what, kind) in [("GOST", STREEBOG), ("PBMAC1 with GOST", &empty)] {
        let file = with_checksum_of_kind(kind, &safe(&merchant), &[7; 32], b"\x01");
        for passphrase in [PASS, ""] {
            assert_eq!(
                problem(&file, passphrase),
                Some(Problem::UnsupportedEncryption),
                "{what}"
            );
        }
    }
    // RFC 9579 forbids to leave the length out, and OpenSSL would not open it.
    let file = with_checksum_of_kind(PBMAC1, &safe(&merchant), &[7; 32], b"\x01");
    assert_eq!(problem(&file, PASS), Some(Problem::Damaged));
}

#[test]
fn that_was_changed_is_a_wrong_passphrase() {
    // Nothing tells the two apart.
    let merchant = merchant(&twint_authority());
    let mut file = locked_by(&wide(PASS), &safe(&merchant));
    assert!(open(&file, PASS).is_ok());
    let at = file.len() / 2;
    file[at] ^= 1;
    assert_eq!(problem(&file, PASS), Some(Problem::WrongPassphrase));
}
