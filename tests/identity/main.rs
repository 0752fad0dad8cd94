//! Opening certificates: every form a portal ever delivered, and a word for everything that can be wrong.

#[path = "../support/certificates.rs"]
mod certificates;
#[path = "../support/own_process.rs"]
mod own_process;
#[path = "../support/pkcs12_by_hand.rs"]
mod pkcs12_by_hand;

mod checksums;
mod configurations;
mod encodings;
mod hostile_files;
mod inspection;
mod other_files;
mod passphrases;
mod pem_text;
mod pkcs12_files;
mod several_pairs;
mod words;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use certificates::{
    Issued, STORE_UUID, Wish, intermediate, merchant, merchant_wish, name, new_key, now, rsa_key,
    twint_authority,
};
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::md::Md;
use openssl::nid::Nid;
use openssl::pkcs12::Pkcs12;
use openssl::stack::Stack;
use openssl::symm::Cipher;
use proptest::prelude::*;
use twint::twint::identity::certificate_problem::CertificateProblem as Problem;
use twint::twint::identity::{Identity, Inspection, inspect};
use twint::twint::values::passphrase::Passphrase;

const PASS: &str = "Grüezi 123!";

fn open(file: impl AsRef<[u8]>, passphrase: &str) -> Result<Identity, Problem> {
    Identity::open(file.as_ref(), &Passphrase::new(passphrase))
}

fn look(file: impl AsRef<[u8]>, passphrase: &str) -> Inspection {
    inspect(
        file.as_ref(),
        &Passphrase::new(passphrase),
        SystemTime::now(),
    )
}

fn problem(file: impl AsRef<[u8]>, passphrase: &str) -> Option<Problem> {
    let file = file.as_ref();
    let problem = open(file, passphrase).err();
    assert_eq!(
        look(file, passphrase).problems.first().copied(),
        problem,
        "inspect and open agree"
    );
    problem
}

fn pkcs12(
    of: &Issued,
    above: &[&Issued],
    passphrase: &str,
    change: impl FnOnce(&mut openssl::pkcs12::Pkcs12Builder),
) -> Vec<u8> {
    let mut builder = Pkcs12::builder();
    builder.name("twint").pkey(&of.key).cert(&of.certificate);
    let mut chain = Stack::new().unwrap();
    for issuer in above {
        chain.push(issuer.certificate.clone()).unwrap();
    }
    builder.ca(chain);
    change(&mut builder);
    builder.build2(passphrase).unwrap().to_der().unwrap()
}

fn plain_pkcs12(of: &Issued, passphrase: &str) -> Vec<u8> {
    pkcs12(of, &[], passphrase, |_| {})
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

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("twint-identity-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn utf8(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// PKCS#12 as the command line makes it, which knows RC2; `None` where the command is missing or too new for it.
fn by_command(
    of: &Issued,
    above: &[&Issued],
    passphrase: impl AsRef<OsStr>,
    more: &[&str],
) -> Option<Vec<u8>> {
    let folder = Folder::new();
    let key = folder.file("key.pem", &of.key_pem());
    let leaf = folder.file("leaf.pem", &of.certificate_pem());
    let chain: String = above
        .iter()
        .map(|issuer| issuer.certificate_pem())
        .collect();
    let chain = folder.file("chain.pem", &chain);
    let mut pass = OsString::from("pass:");
    pass.push(passphrase);
    let mut command = Command::new("openssl");
    command.args([
        "pkcs12",
        "-export",
        "-legacy",
        "-inkey",
        utf8(&key),
        "-in",
        utf8(&leaf),
        "-passout",
    ]);
    command.arg(&pass);
    if !above.is_empty() {
        command.args(["-certfile", utf8(&chain)]);
    }
    let output = command.args(more).output();
    match output {
        Ok(output) if output.status.success() => Some(output.stdout),
        Ok(output) => {
            println!(
                "skipped: openssl pkcs12: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            None
        }
        Err(error) => {
            println!("skipped: no openssl command: {error}");
            None
        }
    }
}

#[test]
fn dates_are_judged_when_asked_not_when_opened() {
    let root = twint_authority();
    let (from, to) = (now() + 1000, now() + 2000);
    let identity = open(merchant_wish().by(&root).valid(from, to).issue().pem(), "").unwrap();
    assert_eq!((identity.valid_from(), identity.valid_to()), (from, to));
    let at = |second: i64| UNIX_EPOCH + Duration::from_secs(second.try_into().unwrap());
    assert_eq!(
        identity.problem_at(SystemTime::now()),
        Some(Problem::NotYetValid)
    );
    assert_eq!(identity.problem_at(at(from)), None);
    assert_eq!(identity.problem_at(at(to)), None);
    assert_eq!(identity.problem_at(at(to + 1)), Some(Problem::Expired));
}

#[test]
fn dates_beyond_2050_are_read() {
    let to = 4_102_444_800; // 2100
    let identity = open(merchant_wish().valid(0, to).issue().pem(), "").unwrap();
    assert_eq!((identity.valid_from(), identity.valid_to()), (0, to));
}

#[test]
fn a_nul_in_the_passphrase_is_named() {
    let merchant = merchant(&twint_authority());
    for file in [plain_pkcs12(&merchant, PASS), merchant.pem().into_bytes()] {
        assert_eq!(problem(&file, "a\0b"), Some(Problem::NulInPassphrase));
        assert_eq!(look(&file, "a\0b").problems, [Problem::NulInPassphrase]);
    }
}

#[test]
fn an_opened_identity_is_remembered_but_a_failure_is_not() {
    let file = plain_pkcs12(&merchant(&twint_authority()), PASS);
    let cached = |passphrase: &str| Identity::open_cached(&file, &Passphrase::new(passphrase));
    assert_eq!(cached("wrong").unwrap_err(), Problem::WrongPassphrase);
    let first = cached(PASS).unwrap();
    assert!(Arc::ptr_eq(&first, &cached(PASS).unwrap()));
    assert_eq!(
        cached("wrong").unwrap_err(),
        Problem::WrongPassphrase,
        "a wrong passphrase never hits"
    );
}

#[test]
fn debug_shows_the_fingerprint_and_nothing_else() {
    let merchant = merchant(&twint_authority());
    let shown = format!("{:?}", open(merchant.pem(), "").unwrap());
    assert!(
        shown.starts_with("Identity { certificate_sha256: "),
        "{shown}"
    );
    assert!(
        !shown.contains("PRIVATE") && !shown.contains(STORE_UUID),
        "{shown}"
    );
}

#[test]
fn openssl_errors_of_ours_stay_with_us() {
    assert!(
        open(
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            ""
        )
        .is_err()
    );
    assert!(look([0x30, 0x80], "").store_uuid.is_none());
    assert!(ErrorStack::get().errors().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_and_no_passphrase_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), passphrase in ".*") {
        let _ = problem(&bytes, &passphrase);
    }

    #[test]
    fn no_pem_like_text_makes_it_panic(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("-----BEGIN CERTIFICATE-----".to_owned()),
                Just("-----END CERTIFICATE-----".to_owned()),
                Just("-----BEGIN ENCRYPTED PRIVATE KEY-----".to_owned()),
                Just("-----END ENCRYPTED PRIVATE KEY-----".to_owned()),
                Just("Proc-Type: 4,ENCRYPTED".to_owned()),
                Just("DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF".to_owned()),
                Just("\r\n".to_owned()), Just("\n".to_owned()),
                "[A-Za-z0-9+/=]{0,64}", "\\PC{0,10}",
            ],
            0..20,
        ),
        passphrase in "\\PC{0,10}",
    ) {
        let _ = problem(parts.join("\n"), &passphrase);
    }

    #[test]
    fn no_flipped_bit_makes_it_panic(at in 0usize..2000, bit in 0u8..8) {
        static FILE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let mut file = FILE.get_or_init(|| plain_pkcs12(&merchant(&twint_authority()), "x")).clone();
        let at = at % file.len();
        file[at] ^= 1 << bit;
        let _ = problem(&file, "x");
    }
}
