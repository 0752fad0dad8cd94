//! PEM in all its forms.

use super::*;

/// The forms in which a private key comes, with whether it takes a passphrase.
fn key_forms(of: &Issued) -> Vec<(&'static str, String, bool)> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let rsa = of.key.rsa().unwrap();
    let cipher = Cipher::aes_256_cbc();
    let secret = PASS.as_bytes();
    vec![
        ("PKCS#8", of.key_pem(), false),
        (
            "encrypted PKCS#8",
            text(
                of.key
                    .private_key_to_pem_pkcs8_passphrase(cipher, secret)
                    .unwrap(),
            ),
            true,
        ),
        ("PKCS#1", text(rsa.private_key_to_pem().unwrap()), false),
        (
            "encrypted PKCS#1",
            text(rsa.private_key_to_pem_passphrase(cipher, secret).unwrap()),
            true,
        ),
    ]
}

#[test]
fn opens_in_any_order_with_any_line_ends_and_any_form_of_key() {
    let root = twint_authority();
    let issuing = intermediate(&root);
    let merchant = merchant_wish().by(&issuing).rsa().issue();
    let bag =
        "Bag Attributes\n    friendlyName: Zürich\n    localKeyID: 01\nsubject=/C=CH/O=TWINT AG\n";
    for (form, key, encrypted) in key_forms(&merchant) {
        let leaf = merchant.certificate_pem();
        let (above, top) = (issuing.certificate_pem(), root.certificate_pem());
        let orders = [
            vec![&key, &leaf],
            vec![&leaf, &key],
            vec![&key, &leaf, &above],
            vec![&above, &leaf, &key],
            vec![&top, &above, &key, &leaf],
        ];
        for order in orders {
            for line_end in ["\n", "\r\n", "\r"] {
                for between in ["", "\n", bag] {
                    let blocks: Vec<String> = order
                        .iter()
                        .map(|block| format!("{between}{block}"))
                        .collect();
                    let file = blocks.concat().replace('\n', line_end);
                    let identity =
                        open(&file, PASS).unwrap_or_else(|e| panic!("{form}, {line_end:?}: {e:?}"));
                    assert_eq!(identity.store_uuid(), Some(STORE_UUID));
                }
            }
        }
        let file = leaf + &key;
        assert_eq!(
            problem(&file, "wrong"),
            encrypted.then_some(Problem::WrongPassphrase),
            "{form}"
        );
        assert_eq!(
            problem(&file, &"x".repeat(5000)),
            encrypted.then_some(Problem::WrongPassphrase),
            "{form}"
        );
    }
}

#[test]
fn opens_with_a_byte_order_mark_indentation_and_without_a_last_line_end() {
    let merchant = merchant(&twint_authority());
    let pem = merchant.pem();
    let indented = pem
        .lines()
        .map(|line| format!("  {line} "))
        .collect::<Vec<_>>()
        .join("\n");
    let file = format!("\u{feff}{}", indented.trim_end());
    assert!(open(file, "").is_ok());
}

#[test]
fn with_a_key_in_old_encryption_opens_too() {
    let merchant = merchant(&twint_authority());
    let folder = Folder::new();
    let key = folder.file("key.pem", &merchant.key_pem());
    for cipher in ["PBE-SHA1-RC2-40", "PBE-MD5-DES", "PBE-SHA1-3DES"] {
        let made = Command::new("openssl")
            .args([
                "pkcs8",
                "-topk8",
                "-provider",
                "legacy",
                "-provider",
                "default",
            ])
            .args(["-v1", cipher, "-in", utf8(&key), "-passout", "pass:x"])
            .output();
        let Some(made) = made.ok().filter(|made| made.status.success()) else {
            println!("skipped: openssl pkcs8 -v1 {cipher}");
            continue;
        };
        let file = merchant.certificate_pem() + &String::from_utf8(made.stdout).unwrap();
        assert!(open(&file, "x").is_ok(), "{cipher}");
        assert_eq!(
            problem(&file, "wrong"),
            Some(Problem::WrongPassphrase),
            "{cipher}"
        );
    }
}

#[test]
fn with_a_key_locked_by_its_header_opens_whatever_the_cipher() {
    let merchant = merchant_wish().by(&twint_authority()).rsa().issue();
    let folder = Folder::new();
    let key = folder.file("key.pem", &merchant.key_pem());
    for cipher in [
        "-aes128",
        "-aes192",
        "-aes256",
        "-camellia256",
        "-des3",
        "-des-ede-cbc",
        "-des",
        "-rc2-cbc",
    ] {
        let made = Command::new("openssl")
            .args(["rsa", "-traditional", "-provider", "legacy"])
            .args(["-provider", "default", cipher, "-in", utf8(&key)])
            .args(["-passout", "pass:x"])
            .output();
        let Some(made) = made.ok().filter(|made| made.status.success()) else {
            println!("skipped: openssl rsa {cipher}");
            continue;
        };
        let key = String::from_utf8(made.stdout).unwrap();
        assert!(key.contains("DEK-Info:"), "{cipher}");
        let file = merchant.certificate_pem() + &key;
        assert!(open(&file, "x").is_ok(), "{cipher}");
        let wrong = Some(Problem::WrongPassphrase);
        assert_eq!(problem(&file, "wrong"), wrong, "{cipher}");
        let cut = file.replace("DEK-Info: ", "DEK-Info: X");
        let word = Some(Problem::UnsupportedEncryption);
        assert_eq!(problem(cut, "x"), word, "an unknown cipher");
    }
}

#[test]
fn that_lost_its_line_ends_on_the_way_opens() {
    let merchant = merchant(&twint_authority());
    for blank in [" ", "", "\t", "\n\n"] {
        let file = merchant.pem().replace('\n', blank);
        assert!(open(&file, "").is_ok(), "{blank:?}");
    }
}

#[test]
fn with_a_trusted_certificate_opens() {
    let merchant = merchant(&twint_authority());
    let folder = Folder::new();
    let path = folder.file("leaf.pem", &merchant.certificate_pem());
    let made = Command::new("openssl")
        .args([
            "x509",
            "-trustout",
            "-addtrust",
            "clientAuth",
            "-setalias",
            "twint",
        ])
        .args(["-in", utf8(&path)])
        .output();
    let Some(made) = made.ok().filter(|made| made.status.success()) else {
        println!("skipped: openssl x509 -trustout");
        return;
    };
    let trusted = String::from_utf8(made.stdout).unwrap();
    assert!(trusted.contains("BEGIN TRUSTED CERTIFICATE"));
    assert_eq!(look(trusted + &merchant.key_pem(), "").problems, []);
}

#[test]
fn with_a_wrong_passphrase_is_never_taken_for_something_else() {
    // One in 256 wrong keys leaves padding that looks right, and nonsense behind it.
    let merchant = merchant(&twint_authority());
    let key = merchant
        .key
        .private_key_to_pem_pkcs8_passphrase(Cipher::aes_256_cbc(), b"right")
        .unwrap();
    let file = merchant.certificate_pem() + &String::from_utf8(key).unwrap();
    for number in 0..1500 {
        let opened = open(&file, &format!("wrong {number}"));
        assert_eq!(opened.err(), Some(Problem::WrongPassphrase), "{number}");
    }
}

#[test]
fn without_key_or_certificate_or_with_a_foreign_one_says_so() {
    let root = twint_authority();
    let (one, other) = (merchant(&root), merchant(&root));
    assert_eq!(problem(one.key_pem(), ""), Some(Problem::NoCertificate));
    assert_eq!(
        problem(one.certificate_pem(), ""),
        Some(Problem::NoPrivateKey)
    );
    assert_eq!(
        problem(one.certificate_pem() + &other.key_pem(), ""),
        Some(Problem::KeyMismatch)
    );
    let damaged = one.pem().replace(
        "-----BEGIN CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA",
    );
    assert_eq!(problem(damaged, ""), Some(Problem::Damaged));
}

#[test]
fn finds_the_matching_key_among_several() {
    let root = twint_authority();
    let (one, other) = (merchant(&root), merchant(&root));
    assert!(open(other.key_pem() + &one.pem(), "").is_ok());
}
