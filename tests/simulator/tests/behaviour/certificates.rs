//! The merchants' certificates, good and bad, and their renewal.

use std::time::Duration;

use openssl::base64;
use openssl::pkcs12::Pkcs12;
use openssl::ssl::SslVersion;
use openssl::x509::X509;
use twint_simulator::{CertificateValidity, ClientCertificate, MerchantCertificate, Simulator};

use crate::client::Client;

const DAY: Duration = Duration::from_secs(86_400);

fn open(certificate: &ClientCertificate) -> openssl::pkcs12::ParsedPkcs12_2 {
    Pkcs12::from_der(&certificate.pkcs12)
        .unwrap()
        .parse2(&certificate.passphrase)
        .unwrap()
}

fn subject(certificate: &X509) -> Vec<String> {
    certificate
        .subject_name()
        .entries()
        .map(|e| {
            let name = e.object().nid().short_name().unwrap();
            format!("{name}={}", e.data().to_string().unwrap())
        })
        .collect()
}

#[test]
fn the_valid_certificate_looks_like_twints() {
    let sim = Simulator::start();
    let opened = open(&sim.certificate(MerchantCertificate::Valid));
    let leaf = opened.cert.unwrap();
    assert_eq!(
        subject(&leaf),
        [
            "C=CH",
            "O=TWINT AG",
            "OU=MerchantCustomers",
            "CN=TWINT-TechUser 1000001",
            &format!("UID={}", sim.store_uuid())
        ]
    );
    let issuer: Vec<_> = leaf
        .issuer_name()
        .entries()
        .map(|e| e.data().to_string().unwrap())
        .collect();
    assert_eq!(issuer[..2], ["CH", "TWINT AG"]);
    assert_eq!(opened.ca.unwrap().len(), 2);
    assert_eq!(opened.pkey.unwrap().bits(), 2048);
}

#[test]
fn bad_certificates_are_refused_by_an_alert_of_their_own() {
    for tls in [SslVersion::TLS1_2, SslVersion::TLS1_3] {
        for (bad, alert) in [
            (MerchantCertificate::Expired, "certificate expired"),
            (MerchantCertificate::NotYetValid, "bad certificate"),
            (MerchantCertificate::Revoked, "certificate revoked"),
            (MerchantCertificate::WrongIssuer, "unknown ca"),
        ] {
            let sim = Simulator::start();
            let mut client = Client::with(&sim, bad, Some(tls));
            let error = client.try_status().unwrap_err().to_string();
            assert!(error.contains(alert), "{bad:?}: {error}");
            assert_eq!(sim.counters().refused_handshakes, 1);
        }
    }
}

#[test]
fn another_merchants_certificate_is_an_invalid_merchant() {
    let sim = Simulator::start();
    let mut client = Client::with(&sim, MerchantCertificate::OtherMerchant, None);
    assert_eq!(client.status().fault().unwrap(), "InvalidMerchant");
}

#[test]
fn one_certificate_serves_both_stores_of_its_merchant() {
    let sim = Simulator::start();
    for which in [MerchantCertificate::Valid, MerchantCertificate::SecondStore] {
        for store in [sim.store_uuid(), &sim.second_store_uuid()] {
            let mut client = Client::with(&sim, which, None);
            store.clone_into(&mut client.merchant);
            assert_eq!(client.status().status, 200, "{which:?} for {store}");
        }
    }
    let mut client = Client::with(&sim, MerchantCertificate::OtherMerchant, None);
    client.merchant = sim.second_store_uuid();
    assert_eq!(client.status().fault().unwrap(), "InvalidMerchant");
    assert_ne!(sim.store_uuid(), sim.second_store_uuid());
}

#[test]
fn every_encryption_holds_a_working_certificate() {
    let sim = Simulator::start();
    for which in [MerchantCertificate::Legacy, MerchantCertificate::TripleDes] {
        assert_eq!(Client::with(&sim, which, None).status().status, 200);
    }
    assert!(
        open(&sim.certificate(MerchantCertificate::TripleDes))
            .cert
            .is_some()
    );
    let legacy = sim.certificate(MerchantCertificate::Legacy);
    let readable = Pkcs12::from_der(&legacy.pkcs12)
        .unwrap()
        .parse2(&legacy.passphrase)
        .is_ok();
    assert!(
        !readable,
        "RC2 needs the legacy provider, which nobody loaded here"
    );
}

#[test]
fn validity_is_told_with_zone_and_renewal_opens_ninety_days_before_the_end() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let answer = client.validity();
    let date = answer.element("CertificateExpiryDate").unwrap();
    assert_eq!(date.len(), "2026-08-09+02:00".len(), "{date}");
    assert_eq!(answer.element("RenewalAllowed").unwrap(), "false");
    let refused = client.renew("secret");
    assert_eq!(refused.fault().unwrap(), "CertificateRenewalRefused");
    assert_eq!(refused.body.len(), 867, "recorded");
    sim.advance(DAY * (3 * 365 - 91));
    assert_eq!(
        client.validity().element("RenewalAllowed").unwrap(),
        "false"
    );
    sim.advance(DAY * 2);
    assert_eq!(client.validity().element("RenewalAllowed").unwrap(), "true");
}

#[test]
fn a_renewed_certificate_works_and_the_old_one_for_a_while() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    sim.advance(DAY * (3 * 365 - 80));
    let renewed = client.renew("neues Passwort");
    assert_eq!(renewed.status, 200);
    let pkcs12 = base64::decode_block(&renewed.element("MerchantCertificate").unwrap()).unwrap();
    let opened = Pkcs12::from_der(&pkcs12)
        .unwrap()
        .parse2("neues Passwort")
        .unwrap();
    let key = opened.pkey.unwrap().private_key_to_pem_pkcs8().unwrap();
    let mut pem = String::from_utf8(key).unwrap();
    for certificate in std::iter::once(opened.cert.unwrap()).chain(opened.ca.unwrap()) {
        pem.push_str(&String::from_utf8(certificate.to_pem().unwrap()).unwrap());
    }
    let certificate = ClientCertificate {
        pkcs12,
        passphrase: "neues Passwort".to_owned(),
        pem,
    };
    let mut new = Client::showing(&sim, Some(&certificate), None);
    assert_eq!(new.status().status, 200);
    assert_eq!(new.validity().element("RenewalAllowed").unwrap(), "false");
    assert_eq!(Client::of(&sim).status().status, 200);
    sim.advance(DAY * 31);
    let refused = Client::of(&sim).try_status().unwrap_err().to_string();
    assert!(refused.contains("certificate revoked"), "{refused}");
    let mut later = Client::showing(&sim, Some(&certificate), None);
    assert_eq!(later.status().status, 200);
}

#[test]
fn certificates_age_with_the_simulators_clock() {
    let sim = Simulator::start();
    sim.advance(DAY * (3 * 365 + 1));
    let error = Client::of(&sim).try_status().unwrap_err().to_string();
    assert!(error.contains("certificate expired"), "{error}");
}

#[test]
fn a_test_may_say_what_the_validity_is() {
    let sim = Simulator::start();
    sim.set_certificate_validity(CertificateValidity {
        expiry_date: Some("2026-08-09+02:00".to_owned()),
        renewal_allowed: Some(true),
    });
    let mut client = Client::of(&sim);
    let answer = client.validity();
    assert_eq!(
        answer.element("CertificateExpiryDate").unwrap(),
        "2026-08-09+02:00"
    );
    assert_eq!(answer.element("RenewalAllowed").unwrap(), "true");
    assert_eq!(client.renew("secret").status, 200);
    assert_eq!(client.renew("").fault().unwrap(), "InvalidParameter");
}
