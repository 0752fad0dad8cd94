//! What a server's `openssl.cnf` does to certificates.

use super::*;
use crate::own_process::prepared;

/// A configuration that activates the legacy provider and forgets the default one.
const ONLY_LEGACY: &str = "openssl_conf = init
[init]
providers = providers
[providers]
legacy = legacy
[legacy]
activate = 1
";

fn with_security_level(level: u8) -> String {
    format!(
        "openssl_conf = init
[init]
ssl_conf = ssl
[ssl]
system_default = tls
[tls]
CipherString = DEFAULT@SECLEVEL={level}
"
    )
}

/// Runs `body` with the files that were made here, in a process that is configured in this way.
fn configured(
    name: &str,
    configuration: &str,
    make: impl FnOnce() -> Vec<(&'static str, Vec<u8>)>,
    body: impl FnOnce(&dyn Fn(&str) -> Option<Vec<u8>>),
) {
    prepared(
        name,
        |run| {
            let folder = Folder::new();
            for (name, content) in make() {
                fs::write(folder.0.join(name), content).unwrap();
            }
            let configuration = folder.file("openssl.cnf", configuration);
            run(&[
                ("OPENSSL_CONF", utf8(&configuration)),
                ("TWINT_TEST_FILES", utf8(&folder.0)),
            ]);
        },
        || {
            let folder = PathBuf::from(std::env::var_os("TWINT_TEST_FILES").unwrap());
            body(&|name| fs::read(folder.join(name)).ok());
        },
    );
}

#[test]
fn that_knows_only_old_ciphers_opens_every_file() {
    configured(
        "configurations::that_knows_only_old_ciphers_opens_every_file",
        ONLY_LEGACY,
        || {
            let root = twint_authority();
            let merchant = merchant_wish().by(&root).rsa().issue();
            let rsa = merchant.key.rsa().unwrap();
            let traditional = rsa.private_key_to_pem_passphrase(Cipher::aes_256_cbc(), b"x");
            let modern = merchant
                .key
                .private_key_to_pem_pkcs8_passphrase(Cipher::aes_256_cbc(), b"x");
            let both = |key: Vec<u8>| [merchant.certificate_pem().into_bytes(), key].concat();
            let mut files = vec![
                ("aes.p12", pkcs12(&merchant, &[&root], "x", |_| {})),
                ("plain.pem", merchant.pem().into_bytes()),
                ("traditional.pem", both(traditional.unwrap())),
                ("modern.pem", both(modern.unwrap())),
            ];
            files.extend(by_command(&merchant, &[], "x", &[]).map(|file| ("rc2.p12", file)));
            let des = ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"];
            files.extend(by_command(&merchant, &[], "x", &des).map(|file| ("des.p12", file)));
            files
        },
        |file| {
            assert!(Md::fetch(None, "SHA256", None).is_err(), "it is configured");
            for name in [
                "aes.p12",
                "plain.pem",
                "traditional.pem",
                "modern.pem",
                "rc2.p12",
                "des.p12",
            ] {
                let Some(file) = file(name) else {
                    continue; // not made without the command
                };
                let shown = look(&file, "x");
                assert_eq!(shown.problems, [], "{name}");
                assert_eq!(shown.fingerprint_sha256.len(), 64, "{name}");
                assert!(open(&file, "x").is_ok(), "{name}");
                if name != "plain.pem" {
                    assert_eq!(
                        problem(&file, "y"),
                        Some(Problem::WrongPassphrase),
                        "{name}"
                    );
                }
            }
            assert!(
                Md::fetch(None, "SHA256", None).is_err(),
                "it is left as it was"
            );
        },
    );
}

#[test]
fn that_wants_stronger_keys_is_told_of_at_once() {
    configured(
        "configurations::that_wants_stronger_keys_is_told_of_at_once",
        &with_security_level(3),
        || {
            let root = Wish::new(name("CH", "TWINT AG", "TWINT Test CA", None))
                .authority()
                .key(rsa_key(4096))
                .issue();
            let with = |bits| merchant_wish().by(&root).key(rsa_key(bits)).issue();
            let (weak, strong) = (with(2048), with(3072));
            let old_issuer = Wish::new(name("CH", "TWINT AG", "TWINT Issuing CA", None))
                .authority()
                .by(&root)
                .key(rsa_key(2048))
                .issue();
            let below = merchant_wish()
                .by(&old_issuer)
                .key(strong.key.clone())
                .issue();
            vec![
                ("weak.p12", plain_pkcs12(&weak, "x")),
                ("strong.p12", plain_pkcs12(&strong, "x")),
                ("chain.p12", pkcs12(&below, &[&old_issuer], "x", |_| {})),
            ]
        },
        |file| {
            for (name, expected) in [
                ("weak.p12", Some(Problem::TooWeak)),
                ("strong.p12", None),
                ("chain.p12", Some(Problem::TooWeak)),
            ] {
                let file = file(name).unwrap();
                assert_eq!(problem(&file, "x"), expected, "{name}");
                assert_eq!(look(&file, "x").store_uuid.as_deref(), Some(STORE_UUID));
            }
        },
    );
}

#[test]
fn that_is_openssls_own_does_not_use_keys_and_signatures_of_long_ago() {
    let root = Wish::new(name("CH", "TWINT AG", "TWINT Test CA", None))
        .authority()
        .rsa()
        .issue();
    let short = merchant_wish().by(&root).key(rsa_key(1024)).issue();
    let sha1 = merchant_wish()
        .by(&root)
        .rsa()
        .digest(MessageDigest::sha1())
        .issue();
    for (what, of) in [("RSA-1024", short), ("SHA-1", sha1)] {
        for file in [of.pem().into_bytes(), plain_pkcs12(&of, "")] {
            assert_eq!(problem(&file, ""), Some(Problem::TooWeak), "{what}");
        }
    }
}
