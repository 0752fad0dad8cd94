//! What can be said of a certificate offline.

use super::*;

#[test]
fn of_a_good_certificate_shows_everything_and_no_problem() {
    let root = twint_authority();
    let file = plain_pkcs12(&merchant(&root), PASS);
    let shown = look(&file, PASS);
    assert_eq!(shown.problems, []);
    assert_eq!(
        shown.subject,
        format!("C=CH, O=TWINT AG, CN=TWINT-TechUser Test, UID={STORE_UUID}")
    );
    assert_eq!(shown.issuer, "C=CH, O=TWINT AG, CN=TWINT Test CA");
    assert_eq!(shown.store_uuid.as_deref(), Some(STORE_UUID));
    assert_eq!(shown.fingerprint_sha256.len(), 64);
    assert!(!shown.serial.is_empty());
    assert!(shown.valid_from.unwrap() < now() && now() < shown.valid_to.unwrap());
}

#[test]
fn names_all_problems_at_once() {
    let foreign = Wish::new(name("DE", "Somebody", "CA", None))
        .authority()
        .issue();
    let expired = merchant_wish().by(&foreign).expired().issue();
    assert_eq!(
        look(expired.pem(), "").problems,
        [Problem::Expired, Problem::ForeignIssuer]
    );
    assert_eq!(
        look(expired.certificate_pem(), "").problems,
        [
            Problem::NoPrivateKey,
            Problem::Expired,
            Problem::ForeignIssuer
        ]
    );
    let locked = expired
        .key
        .private_key_to_pem_pkcs8_passphrase(Cipher::aes_256_cbc(), b"x")
        .unwrap();
    let locked = expired.certificate_pem() + &String::from_utf8(locked).unwrap();
    let shown = look(locked, "wrong");
    assert_eq!(
        shown.problems,
        [
            Problem::WrongPassphrase,
            Problem::Expired,
            Problem::ForeignIssuer
        ]
    );
    assert_eq!(shown.store_uuid.as_deref(), Some(STORE_UUID));
}

#[test]
fn of_a_chain_without_its_key_shows_the_merchant() {
    let root = twint_authority();
    let issuing = intermediate(&root);
    let merchant = merchant(&issuing);
    let file = root.certificate_pem() + &issuing.certificate_pem() + &merchant.certificate_pem();
    assert_eq!(look(file, "").store_uuid.as_deref(), Some(STORE_UUID));
}

#[test]
fn of_nothing_says_that_and_shows_nothing() {
    let shown = look("", "");
    assert_eq!(
        shown,
        Inspection {
            problems: vec![Problem::NotPkcs12],
            ..Inspection::default()
        }
    );
}
