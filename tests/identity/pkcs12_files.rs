//! PKCS#12 in all its encryptions.

use super::*;

#[test]
fn of_every_encryption_open_with_their_passphrase_and_no_other() {
    let root = twint_authority();
    let issuing = intermediate(&root);
    let merchant = merchant(&issuing);
    let encryptions = [
        ("AES-256", Nid::AES_256_CBC, MessageDigest::sha256()),
        ("AES-128", Nid::AES_128_CBC, MessageDigest::sha256()),
        (
            "3DES",
            Nid::PBE_WITHSHA1AND3_KEY_TRIPLEDES_CBC,
            MessageDigest::sha1(),
        ),
    ];
    for (label, cipher, mac) in encryptions {
        for passphrase in [PASS, "", "x", &"long ".repeat(50)] {
            let file = pkcs12(&merchant, &[&issuing, &root], passphrase, |builder| {
                builder
                    .key_algorithm(cipher)
                    .cert_algorithm(cipher)
                    .mac_md(mac);
            });
            let identity = open(&file, passphrase).unwrap_or_else(|e| panic!("{label}: {e:?}"));
            assert_eq!(identity.store_uuid(), Some(STORE_UUID));
            assert_eq!(
                problem(&file, "wrong"),
                Some(Problem::WrongPassphrase),
                "{label}"
            );
        }
    }
}

#[test]
fn of_rc2_open_although_the_process_does_not_know_rc2() {
    let root = twint_authority();
    let merchant = merchant(&root);
    let variants: [&[&str]; 4] = [
        &[],
        &[
            "-certpbe",
            "PBE-SHA1-RC2-128",
            "-keypbe",
            "PBE-SHA1-RC2-128",
        ],
        &["-certpbe", "PBE-SHA1-RC2-40", "-keypbe", "PBE-SHA1-RC2-40"],
        &["-certpbe", "PBE-SHA1-RC4-128", "-keypbe", "PBE-SHA1-3DES"],
    ];
    for variant in variants {
        for passphrase in ["portal-2009", ""] {
            let Some(file) = by_command(&merchant, &[&root], passphrase, variant) else {
                return;
            };
            let identity = open(&file, passphrase).unwrap_or_else(|e| panic!("{variant:?}: {e:?}"));
            assert_eq!(identity.store_uuid(), Some(STORE_UUID));
            assert_eq!(
                problem(&file, "wrong"),
                Some(Problem::WrongPassphrase),
                "{variant:?}"
            );
        }
    }
}

#[test]
fn of_every_cipher_that_openssl_knows_open() {
    let merchant = merchant(&twint_authority());
    for cipher in [
        "AES-128-CBC",
        "AES-192-CBC",
        "CAMELLIA-256-CBC",
        "ARIA-128-CBC",
        "DES-EDE3-CBC",
        "DES-CBC",
        "RC2-CBC",
        "RC2-64-CBC",
        "RC2-40-CBC",
        "SEED-CBC",
        "BF-CBC",
        "CAST5-CBC",
    ] {
        let more = ["-keypbe", cipher, "-certpbe", cipher];
        let Some(file) = by_command(&merchant, &[], PASS, &more) else {
            continue; // not every OpenSSL is built with all of them
        };
        assert_eq!(look(&file, PASS).problems, [], "{cipher}");
        assert_eq!(
            problem(&file, "wrong"),
            Some(Problem::WrongPassphrase),
            "{cipher}"
        );
    }
}

#[test]
fn of_rc2_leave_openssl_as_it_was() {
    own_process::alone("pkcs12_files::of_rc2_leave_openssl_as_it_was", || {
        let Some(file) = by_command(&merchant(&twint_authority()), &[], PASS, &[]) else {
            return;
        };
        let rc2_known = || {
            let known = openssl::cipher::Cipher::fetch(None, "RC2-40-CBC", None).is_ok();
            let md4_known = Md::fetch(None, "MD4", None).is_ok();
            let _ = ErrorStack::get();
            (known, md4_known)
        };
        let before = rc2_known();
        for _ in 0..3 {
            assert!(open(&file, PASS).is_ok());
            assert_eq!(rc2_known(), before, "legacy ciphers are where they were");
            assert!(
                Md::fetch(None, "SHA256", None).is_ok(),
                "SHA-256 is still there"
            );
            assert!(Md::fetch(None, "MD5", None).is_ok(), "MD5 is still there");
        }
        assert_eq!(
            before,
            (false, false),
            "this machine's configuration enables the legacy provider"
        );
    });
}

#[test]
fn of_rc2_without_the_legacy_provider_say_so() {
    let name = "pkcs12_files::of_rc2_without_the_legacy_provider_say_so";
    own_process::alone_with(name, &[("OPENSSL_MODULES", "/nonexistent")], || {
        let merchant = merchant(&twint_authority());
        let modern = plain_pkcs12(&merchant, PASS);
        assert!(open(&modern, PASS).is_ok());
        // The command inherits the missing module, so the file is made with the variable unset.
        let folder = Folder::new();
        let pem = folder.file("both.pem", &merchant.pem());
        let made = Command::new("openssl")
            .env_remove("OPENSSL_MODULES")
            .args([
                "pkcs12",
                "-export",
                "-legacy",
                "-in",
                utf8(&pem),
                "-passout",
                "pass:x",
            ])
            .output();
        match made {
            Ok(made) if made.status.success() => {
                assert_eq!(problem(&made.stdout, "x"), Some(Problem::LegacyUnavailable));
                assert_eq!(
                    problem(&made.stdout, "wrong"),
                    Some(Problem::WrongPassphrase)
                );
            }
            _ => println!("skipped: no openssl command with -legacy"),
        }
    });
}

#[test]
fn without_a_key_or_certificate_say_which_is_missing() {
    let merchant = merchant(&twint_authority());
    let mut only_key = Pkcs12::builder();
    only_key.pkey(&merchant.key);
    let only_key = only_key.build2(PASS).unwrap().to_der().unwrap();
    assert_eq!(problem(&only_key, PASS), Some(Problem::NoCertificate));

    let mut only_certificate = Pkcs12::builder();
    only_certificate.cert(&merchant.certificate);
    let only_certificate = only_certificate.build2(PASS).unwrap().to_der().unwrap();
    assert_eq!(
        problem(&only_certificate, PASS),
        Some(Problem::NoPrivateKey)
    );
    assert_eq!(
        look(&only_certificate, PASS).store_uuid.as_deref(),
        Some(STORE_UUID)
    );
}

#[test]
fn with_the_certificate_of_another_key_say_so() {
    let root = twint_authority();
    let (one, other) = (merchant(&root), merchant(&root));
    let mut mixed = Pkcs12::builder();
    mixed.pkey(&one.key);
    let mut stack = Stack::new().unwrap();
    stack.push(other.certificate).unwrap();
    mixed.ca(stack);
    let mixed = mixed.build2(PASS).unwrap().to_der().unwrap();
    assert_eq!(problem(&mixed, PASS), Some(Problem::KeyMismatch));
}
