//! Files that are something else, or a certificate in a wrapping of its own: each opens or has a word of its own.

use openssl::dsa::Dsa;
use openssl::pkey::PKey;

use super::*;
use crate::pkcs12_by_hand::{
    AES_128, LOCKED_KEY, PLAIN_KEY, bag, certificate_bag, data, der, encrypted_data, locked,
    locked_key, pbes2, sequence, with_checksum,
};

/// What the command makes; `None` where it is missing or does not know how.
fn openssl(arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("openssl").args(arguments).output();
    match output {
        Ok(output) if output.status.success() => Some(output.stdout),
        _ => {
            println!("skipped: openssl {arguments:?}");
            None
        }
    }
}

#[test]
fn that_are_no_certificates_say_what_they_are() {
    let table: &[(&str, &[u8], Problem)] = &[
        ("nothing", b"", Problem::NotPkcs12),
        ("a letter", b"x", Problem::NotPkcs12),
        ("a page", b"<html>", Problem::NotPkcs12),
        ("a document", b"%PDF-1.7\n", Problem::NotPkcs12),
        ("zeros", b"\0\0\0", Problem::NotPkcs12),
        ("digits", b"0123456789", Problem::NotPkcs12),
        ("half a fence", b"-----BEGIN", Problem::NotPkcs12),
        ("ZIP", b"PK\x03\x04\x14\0", Problem::Archive),
        ("7z", b"7z\xbc\xaf\x27\x1c", Problem::Archive),
        ("RAR", b"Rar!\x1a\x07", Problem::Archive),
        ("gzip", b"\x1f\x8b\x08", Problem::Archive),
        ("JKS", b"\xfe\xed\xfe\xed\0\0\0\x02", Problem::JavaKeystore),
        (
            "JCEKS",
            b"\xce\xce\xce\xce\0\0\0\x02",
            Problem::JavaKeystore,
        ),
    ];
    for (what, file, word) in table {
        assert_eq!(problem(file, PASS), Some(*word), "{what}");
    }
    let large = vec![0x30; 2 * 1024 * 1024];
    assert_eq!(problem(large, PASS), Some(Problem::NotPkcs12));
}

#[test]
fn that_are_cut_are_damaged() {
    let merchant = merchant(&twint_authority());
    let whole = plain_pkcs12(&merchant, PASS);
    for file in [&whole, &merchant.certificate.to_der().unwrap()] {
        for length in [file.len() - 1, file.len() / 2, 40] {
            let cut = &file[..length];
            assert_eq!(problem(cut, PASS), Some(Problem::Damaged), "{length}");
        }
    }
    let text = merchant.certificate_pem();
    for length in [text.len() - 10, text.len() / 2, 30] {
        let cut = &text[..length];
        assert_eq!(problem(cut, ""), Some(Problem::Damaged), "{length}");
    }
    // What was sent as text: all but ASCII is lost.
    let mangled = String::from_utf8_lossy(&whole).into_owned();
    assert_eq!(problem(mangled, PASS), Some(Problem::NotPkcs12));
    let inside = with_checksum(b"nonsense", &[7; 20], b"\x01");
    assert_eq!(problem(inside, ""), Some(Problem::WrongPassphrase));
    assert_eq!(problem(locked(b"nonsense"), ""), Some(Problem::Damaged));
}

#[test]
fn with_certificates_only_miss_their_key() {
    let root = twint_authority();
    let merchant = merchant(&root);
    let chain = root.certificate_pem() + &merchant.certificate_pem();
    let mut files = vec![
        ("DER", merchant.certificate.to_der().unwrap()),
        ("PEM", merchant.certificate_pem().into_bytes()),
        ("chain", chain.clone().into_bytes()),
    ];
    let folder = Folder::new();
    let chain = folder.file("chain.pem", &chain);
    for (what, form) in [("p7b", "DER"), ("p7b in PEM", "PEM")] {
        let arguments = [
            "crl2pkcs7",
            "-nocrl",
            "-outform",
            form,
            "-certfile",
            utf8(&chain),
        ];
        files.extend(openssl(&arguments).map(|file| (what, file)));
    }
    for (what, file) in files {
        assert_eq!(problem(&file, PASS), Some(Problem::NoPrivateKey), "{what}");
        let shown = look(&file, PASS);
        assert_eq!(shown.store_uuid.as_deref(), Some(STORE_UUID), "{what}");
    }
}

#[test]
fn with_a_key_or_neither_miss_their_certificate() {
    let merchant = merchant(&twint_authority());
    let key = merchant.key_pem();
    let mut files = vec![
        ("PEM", key.clone().into_bytes()),
        ("PKCS#8", merchant.key.private_key_to_pkcs8().unwrap()),
        ("SEC 1", merchant.key.private_key_to_der().unwrap()),
        ("PKCS#1", rsa_key(2048).private_key_to_der().unwrap()),
        (
            "short",
            PKey::generate_ed25519()
                .unwrap()
                .private_key_to_pkcs8()
                .unwrap(),
        ),
        ("public", merchant.key.public_key_to_pem().unwrap()),
        ("no bags", locked(&sequence(&[&data(&sequence(&[]))]))),
    ];
    let request = ["req", "-new", "-subj", "/CN=x", "-key"];
    let folder = Folder::new();
    let path = folder.file("key.pem", &key);
    let made = openssl(&[&request[..], &[utf8(&path)]].concat());
    files.extend(made.map(|file| ("request", file)));
    for (what, file) in files {
        assert_eq!(problem(&file, ""), Some(Problem::NoCertificate), "{what}");
    }
    let locked = merchant
        .key
        .private_key_to_pkcs8_passphrase(Cipher::aes_256_cbc(), b"x")
        .unwrap();
    assert_eq!(problem(&locked, "x"), Some(Problem::NoCertificate));
    assert_eq!(problem(&locked, "y"), Some(Problem::WrongPassphrase));
}

#[test]
fn as_base64_or_utf16_open() {
    let merchant = merchant(&twint_authority());
    let binary = openssl::base64::encode_block(&plain_pkcs12(&merchant, PASS));
    let lines: Vec<_> = binary.as_bytes().chunks(76).collect();
    for file in [binary.clone().into_bytes(), lines.join(&b"\r\n"[..])] {
        assert_eq!(look(&file, PASS).problems, []);
        assert_eq!(problem(&file, "x"), Some(Problem::WrongPassphrase));
    }
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        for text in [merchant.pem(), binary.clone()] {
            let text = format!("\u{feff}{text}");
            let file: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
            assert_eq!(look(&file, PASS).problems, []);
        }
    }
}

#[test]
fn of_pkcs12_in_pem_open() {
    let merchant = merchant(&twint_authority());
    let file = pem("PKCS12", &plain_pkcs12(&merchant, PASS));
    assert_eq!(look(&file, PASS).problems, []);
    assert_eq!(problem(&file, "x"), Some(Problem::WrongPassphrase));
    let file = file + &merchant.pem();
    assert_eq!(look(&file, PASS).problems, [], "the same beside it");
    assert_eq!(problem(pem("PKCS12", b"x"), PASS), Some(Problem::Damaged));
}

#[test]
fn with_every_kind_of_key_for_tls_open() {
    let root = twint_authority();
    let bits = "rsa_keygen_bits:2048";
    let pss = openssl(&["genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", bits]);
    let mut keys = vec![
        ("RSA", rsa_key(2048)),
        ("EC", new_key()),
        ("Ed25519", PKey::generate_ed25519().unwrap()),
        ("Ed448", PKey::generate_ed448().unwrap()),
    ];
    keys.extend(pss.map(|made| ("PSS", PKey::private_key_from_pem(&made).unwrap())));
    for (what, key) in keys {
        let merchant = merchant_wish().by(&root).key(key).issue();
        for file in [merchant.pem().into_bytes(), plain_pkcs12(&merchant, "")] {
            assert_eq!(look(&file, "").problems, [], "{what}");
            assert!(open(&file, "").is_ok(), "{what}");
        }
    }
}

#[test]
fn with_a_key_that_tls_does_not_use_say_so() {
    let merchant = merchant(&twint_authority());
    let dsa = PKey::from_dsa(Dsa::generate(1024).unwrap()).unwrap();
    let agreement = PKey::generate_x25519().unwrap();
    for (what, key) in [("DSA", dsa), ("X25519", agreement)] {
        let pkcs8 = key.private_key_to_pkcs8().unwrap();
        let file = merchant.certificate_pem() + &pem("PRIVATE KEY", &pkcs8);
        assert_eq!(problem(file, ""), Some(Problem::UnsupportedKey), "{what}");
        let bags = [
            bag(PLAIN_KEY, &pkcs8),
            certificate_bag(&merchant.certificate.to_der().unwrap()),
        ];
        let file = locked(&sequence(&[&data(&sequence(&[&bags.concat()]))]));
        assert_eq!(problem(file, ""), Some(Problem::UnsupportedKey), "{what}");
    }
    let curve = ["ecparam", "-name", "prime256v1", "-param_enc", "explicit"];
    if let Some(key) = openssl(&[&curve[..], &["-genkey", "-noout"]].concat()) {
        let file = merchant.certificate_pem() + &String::from_utf8(key).unwrap();
        let word = Some(Problem::UnsupportedKey);
        assert_eq!(problem(file, ""), word, "a curve of its own");
    }
    let ssh = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
    let file = merchant.certificate_pem() + ssh;
    assert_eq!(problem(file, ""), Some(Problem::UnsupportedKey), "SSH");
}

#[test]
fn with_encryption_that_nothing_here_knows_say_so() {
    let merchant = merchant(&twint_authority());
    let certificate = certificate_bag(&merchant.certificate.to_der().unwrap());
    let magma: &[u8] = b"\x06\x06\x2a\x85\x03\x02\x02\x15";
    let unknown = sequence(&[magma]);
    let pbes2_with_unknown = pbes2(&unknown, &sequence(&[AES_128, &der(0x04, &[&[7; 16]])]));
    for scheme in [&unknown, &pbes2_with_unknown] {
        let key = bag(LOCKED_KEY, &locked_key(scheme, &[7; 32]));
        let parts = [
            data(&sequence(&[&key, &certificate])),
            encrypted_data(scheme, &[7; 32], false),
        ];
        for part in parts {
            let file = locked(&sequence(&[&part]));
            assert_eq!(problem(&file, ""), Some(Problem::UnsupportedEncryption));
        }
    }
}
