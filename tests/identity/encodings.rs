//! PKCS#12 in BER: lengths that are indefinite or longer than they have to be, and octet strings in pieces.

use super::*;
use crate::pkcs12_by_hand::{
    BAGS, LOCKED_KEY, PLAIN_KEY, bag, certificate_bag, data, der, encrypted, encrypted_data,
    indefinite, locked, locked_key, sequence, split, with_checksum_of_kind,
};

#[test]
fn of_indefinite_length_open_whatever_openssl_wrote() {
    let root = twint_authority();
    let merchant = merchant_wish().by(&root).rsa().issue();
    for more in [
        &["-keypbe", "AES-256-CBC", "-certpbe", "AES-256-CBC"][..],
        &["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-40"],
        &["-nomac"],
    ] {
        let Some(file) = by_command(&merchant, &[&root], PASS, more) else {
            return;
        };
        let file = indefinite(&file);
        assert!(Pkcs12::from_der(&file).is_ok(), "OpenSSL reads it");
        assert!(open(&file, PASS).is_ok(), "{more:?}");
    }
}

#[test]
fn of_indefinite_length_throughout_open() {
    let merchant = merchant(&twint_authority());
    let key = merchant.key.private_key_to_pkcs8().unwrap();
    let certificate = merchant.certificate.to_der().unwrap();
    for is_indefinite in [false, true] {
        let form = |der: &[u8]| {
            if is_indefinite {
                indefinite(der)
            } else {
                der.to_vec()
            }
        };
        let certificate = form(&sequence(&[&certificate_bag(&certificate)]));
        let (scheme, content) = encrypted(b"", &certificate);
        let certificate = encrypted_data(&scheme, &content, is_indefinite);
        let (scheme, locked_bytes) = encrypted(b"", &form(&key));
        for bags in [
            bag(PLAIN_KEY, &key),
            bag(LOCKED_KEY, &locked_key(&scheme, &locked_bytes)),
            bag(BAGS, &sequence(&[&bag(PLAIN_KEY, &key)])),
        ] {
            let key = form(&sequence(&[&bags]));
            // The pieces of the encrypted part are in this form already.
            let safe = sequence(&[&data(&key), &certificate]);
            let file = form(&locked(&safe));
            assert_eq!(look(&file, "").problems, [], "{is_indefinite}");
        }
    }
}

#[test]
fn with_octet_strings_in_pieces_of_definite_length_open() {
    let merchant = merchant(&twint_authority());
    let file = plain_pkcs12(&merchant, PASS);
    // SEQUENCE { version, SEQUENCE { data, [0] { OCTET STRING } }, checksum }
    let (inside, _) = split(&file);
    let (version, rest) = inside.split_at(3);
    let (contents, checksum) = split(rest);
    let (name, octets) = contents.split_at(11);
    let (octets, _) = split(octets);
    let (octets, _) = split(octets);
    let pieces: Vec<u8> = octets
        .chunks(200)
        .flat_map(|piece| der(0x04, &[piece]))
        .collect();
    let nested = der(0x24, &[&der(0x24, &[&pieces])]);
    let contents = sequence(&[name, &der(0xa0, &[&nested])]);
    let file = sequence(&[version, &contents, checksum]);
    assert_eq!(look(&file, PASS).problems, []);
}

#[test]
fn with_something_behind_them_open() {
    let merchant = merchant(&twint_authority());
    let file = plain_pkcs12(&merchant, PASS);
    for behind in [&b"\n"[..], b"\0\0\0\0", b"--boundary--\r\n"] {
        for file in [&file, &indefinite(&file)] {
            assert!(open([file, behind].concat(), PASS).is_ok());
        }
    }
}

#[test]
fn with_a_checksum_of_another_length_are_refused() {
    let safe = sequence(&[&data(&sequence(&[]))]);
    let sha1 = b"\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00";
    for checksum in [&[][..], &[7; 19], &[7; 21]] {
        let file = with_checksum_of_kind(sha1, &safe, checksum, b"\x01");
        assert_eq!(problem(&file, ""), Some(Problem::WrongPassphrase));
    }
}
