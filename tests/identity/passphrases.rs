//! Passphrases: how text becomes bytes, and what comes along when it is pasted.

use std::os::unix::ffi::OsStrExt as _;

use super::*;
use crate::pkcs12_by_hand::{
    LOCKED_KEY, bag, certificate_bag, data, encrypted, encrypted_data, locked_by, locked_key,
    sequence, wide,
};

const AES: &[&str] = &["-keypbe", "AES-256-CBC", "-certpbe", "AES-256-CBC"];
const TRIPLE_DES: &[&str] = &["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"];

/// UTF-8 read as Latin-1 and encoded once more: of this OpenSSL makes what OpenSSL until 1.0 made of the original.
fn read_as_latin1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

/// A file whose checksum is made by `wide` and whose parts are encrypted with `narrow`.
fn file_by(merchant: &Issued, wide: &[u8], narrow: &[u8]) -> Vec<u8> {
    let certificate = sequence(&[&certificate_bag(&merchant.certificate.to_der().unwrap())]);
    let (scheme, content) = encrypted(narrow, &certificate);
    let certificate = encrypted_data(&scheme, &content, false);
    let (scheme, key) = encrypted(narrow, &merchant.key.private_key_to_pkcs8().unwrap());
    let key = sequence(&[&bag(LOCKED_KEY, &locked_key(&scheme, &key))]);
    locked_by(wide, &sequence(&[&certificate, &data(&key)]))
}

#[test]
fn of_every_script_open_what_openssl_locked() {
    let merchant = merchant(&twint_authority());
    for passphrase in [
        "Zürich",
        "naïve café",
        "Пароль",
        "密码",
        "pass 😀",
        "€uro",
        "ÿ",
        "~!@#$%^&*()",
    ] {
        for more in [AES, TRIPLE_DES] {
            let Some(file) = by_command(&merchant, &[], passphrase, more) else {
                return;
            };
            assert!(open(&file, passphrase).is_ok(), "{passphrase}");
            assert_eq!(problem(&file, "Zurich"), Some(Problem::WrongPassphrase));
        }
    }
}

#[test]
fn with_an_umlaut_open_what_openssl_locked_until_1_0() {
    let merchant = merchant(&twint_authority());
    for passphrase in ["Zürich", "Пароль", "pass 😀"] {
        let of_old = read_as_latin1(passphrase);
        let Some(file) = by_command(&merchant, &[], &of_old, TRIPLE_DES) else {
            return;
        };
        assert!(open(&file, passphrase).is_ok(), "{passphrase}");
        let file = file_by(&merchant, &wide(&of_old), passphrase.as_bytes());
        assert!(open(&file, passphrase).is_ok(), "{passphrase}, PBES2");
        assert_eq!(problem(&file, "Zurich"), Some(Problem::WrongPassphrase));
    }
}

#[test]
fn with_an_umlaut_open_what_was_locked_in_latin1() {
    let merchant = merchant(&twint_authority());
    for more in [AES, TRIPLE_DES] {
        let Some(file) = by_command(&merchant, &[], OsStr::from_bytes(b"Z\xfcrich"), more) else {
            return;
        };
        assert!(open(&file, "Zürich").is_ok(), "{more:?}");
    }
    let key = merchant
        .key
        .private_key_to_pem_pkcs8_passphrase(Cipher::aes_256_cbc(), b"Z\xfcrich");
    let file = merchant.certificate_pem() + &String::from_utf8(key.unwrap()).unwrap();
    assert!(open(&file, "Zürich").is_ok());
    assert_eq!(problem(&file, "Zurich"), Some(Problem::WrongPassphrase));
}

#[test]
fn open_what_was_locked_with_their_wide_form_throughout() {
    let merchant = merchant(&twint_authority());
    for passphrase in ["Zürich", "plain", ""] {
        let file = file_by(&merchant, &wide(passphrase), &wide(passphrase));
        assert!(open(&file, passphrase).is_ok(), "{passphrase:?}");
        assert_eq!(problem(&file, "wrong"), Some(Problem::WrongPassphrase));
    }
}

#[test]
fn that_are_empty_open_what_was_locked_with_the_empty_one_or_with_none() {
    let merchant = merchant(&twint_authority());
    for none_or_empty in [&b""[..], b"\0\0"] {
        let file = file_by(&merchant, none_or_empty, b"");
        assert!(open(&file, "").is_ok());
        assert_eq!(problem(&file, "x"), Some(Problem::WrongPassphrase));
        assert_eq!(problem(&file, " "), Some(Problem::BlankInPassphrase));
    }
}

#[test]
fn that_open_the_file_and_not_what_is_in_it_are_wrong() {
    let merchant = merchant(&twint_authority());
    let file = file_by(&merchant, &wide("store"), b"key");
    for passphrase in ["store", "key"] {
        assert_eq!(problem(&file, passphrase), Some(Problem::WrongPassphrase));
    }
}

#[test]
fn with_something_pasted_around_them_get_a_hint() {
    let merchant = merchant(&twint_authority());
    let key = merchant
        .key
        .private_key_to_pem_pkcs8_passphrase(Cipher::aes_256_cbc(), PASS.as_bytes());
    let locked_pem = merchant.certificate_pem() + &String::from_utf8(key.unwrap()).unwrap();
    let files = [plain_pkcs12(&merchant, PASS), locked_pem.into_bytes()];
    for file in &files {
        for pasted in [
            "{} ",
            " {}",
            "{}\n",
            "{}\r\n",
            "\t{}",
            "{}\u{a0}",
            "\u{feff}{}",
            "{}\u{200b}",
        ] {
            let passphrase = pasted.replace("{}", PASS);
            let shown = look(file, &passphrase);
            assert_eq!(shown.problems, [Problem::BlankInPassphrase], "{pasted:?}");
            assert_eq!(shown.store_uuid.as_deref(), Some(STORE_UUID));
            assert_eq!(problem(file, &passphrase), Some(Problem::BlankInPassphrase));
            let wrong = pasted.replace("{}", "wrong");
            assert_eq!(problem(file, &wrong), Some(Problem::WrongPassphrase));
        }
    }
    for passphrase in [" ", "a b", " x ", "x\n"] {
        let file = plain_pkcs12(&merchant, passphrase);
        assert_eq!(
            look(file, passphrase).problems,
            [],
            "{passphrase:?} is right"
        );
    }
    assert_eq!(look(merchant.pem(), " ").problems, [], "none is needed");
}
