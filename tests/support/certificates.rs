//! Certificates made on the spot.
#![allow(dead_code)] // each test binary uses a part of it

use std::net::IpAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use openssl::asn1::Asn1Time;
use openssl::bn::{BigNum, MsbOption};
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::x509::extension::{BasicConstraints, ExtendedKeyUsage, SubjectAlternativeName};
use openssl::x509::{X509, X509Name, X509NameBuilder};

pub const STORE_UUID: &str = "6f1b2c3d-1111-4222-8333-444455556666";
const DAY: i64 = 86_400;

/// A certificate with its key.
#[derive(Clone)]
pub struct Issued {
    pub key: PKey<Private>,
    pub certificate: X509,
}

impl Issued {
    pub fn certificate_pem(&self) -> String {
        String::from_utf8(self.certificate.to_pem().unwrap()).unwrap()
    }

    pub fn key_pem(&self) -> String {
        String::from_utf8(self.key.private_key_to_pem_pkcs8().unwrap()).unwrap()
    }

    /// Certificate and key, as a file.
    pub fn pem(&self) -> String {
        self.certificate_pem() + &self.key_pem()
    }
}

/// What to issue.
pub struct Wish<'a> {
    subject: X509Name,
    issuer: Option<&'a Issued>,
    from: i64,
    to: i64,
    dns: Vec<String>,
    ips: Vec<IpAddr>,
    is_authority: bool,
    for_clients: bool,
    key: Option<PKey<Private>>,
    digest: MessageDigest,
}

/// An authority like TWINT's.
pub fn twint_authority() -> Issued {
    Wish::new(name("CH", "TWINT AG", "TWINT Test CA", None))
        .authority()
        .issue()
}

/// An authority below another.
pub fn intermediate(root: &Issued) -> Issued {
    Wish::new(name("CH", "TWINT AG", "TWINT Issuing CA", None))
        .authority()
        .by(root)
        .issue()
}

/// A merchant's certificate.
pub fn merchant(authority: &Issued) -> Issued {
    merchant_wish().by(authority).issue()
}

pub fn merchant_wish<'a>() -> Wish<'a> {
    Wish::new(name(
        "CH",
        "TWINT AG",
        "TWINT-TechUser Test",
        Some(STORE_UUID),
    ))
}

/// A server's certificate for these DNS names and addresses.
pub fn server(authority: &Issued, names: &[&str]) -> Issued {
    Wish::new(name("CH", "Somebody", "server", None))
        .by(authority)
        .names(names)
        .issue()
}

pub fn name(country: &str, organization: &str, common: &str, uid: Option<&str>) -> X509Name {
    let mut builder = X509NameBuilder::new().unwrap();
    builder
        .append_entry_by_nid(Nid::COUNTRYNAME, country)
        .unwrap();
    builder
        .append_entry_by_nid(Nid::ORGANIZATIONNAME, organization)
        .unwrap();
    builder
        .append_entry_by_nid(Nid::COMMONNAME, common)
        .unwrap();
    if let Some(uid) = uid {
        builder.append_entry_by_nid(Nid::USERID, uid).unwrap();
    }
    builder.build()
}

pub fn now() -> i64 {
    i64::try_from(
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs(),
    )
    .unwrap()
}

impl<'a> Wish<'a> {
    pub fn new(subject: X509Name) -> Self {
        Self {
            subject,
            issuer: None,
            from: now() - DAY,
            to: now() + 365 * DAY,
            dns: Vec::new(),
            ips: Vec::new(),
            is_authority: false,
            for_clients: false,
            key: None,
            digest: MessageDigest::sha256(),
        }
    }

    pub fn by(mut self, issuer: &'a Issued) -> Self {
        self.issuer = Some(issuer);
        self
    }

    pub fn authority(mut self) -> Self {
        self.is_authority = true;
        self
    }

    pub fn for_clients(mut self) -> Self {
        self.for_clients = true;
        self
    }

    pub fn rsa(self) -> Self {
        self.key(rsa_key(2048))
    }

    /// With a key that is there already.
    pub fn key(mut self, key: PKey<Private>) -> Self {
        self.key = Some(key);
        self
    }

    /// Signed over this digest instead of SHA-256.
    pub fn digest(mut self, digest: MessageDigest) -> Self {
        self.digest = digest;
        self
    }

    pub fn valid(mut self, from: i64, to: i64) -> Self {
        (self.from, self.to) = (from, to);
        self
    }

    pub fn expired(self) -> Self {
        let to = now() - DAY;
        self.valid(to - DAY, to)
    }

    pub fn names(mut self, names: &[&str]) -> Self {
        for name in names {
            match name.parse() {
                Ok(ip) => self.ips.push(ip),
                Err(_) => self.dns.push((*name).to_owned()),
            }
        }
        self
    }

    pub fn issue(self) -> Issued {
        let key = self.key.unwrap_or_else(new_key);
        let mut builder = X509::builder().unwrap();
        builder.set_version(2).unwrap();
        let mut serial = BigNum::new().unwrap();
        serial.rand(120, MsbOption::ONE, false).unwrap();
        builder
            .set_serial_number(&serial.to_asn1_integer().unwrap())
            .unwrap();
        builder.set_subject_name(&self.subject).unwrap();
        builder.set_pubkey(&key).unwrap();
        builder
            .set_not_before(&Asn1Time::from_unix(self.from).unwrap())
            .unwrap();
        builder
            .set_not_after(&Asn1Time::from_unix(self.to).unwrap())
            .unwrap();
        if self.is_authority {
            builder
                .append_extension(BasicConstraints::new().critical().ca().build().unwrap())
                .unwrap();
        }
        if self.for_clients {
            let usage = ExtendedKeyUsage::new().client_auth().build().unwrap();
            builder.append_extension(usage).unwrap();
        }
        if !self.dns.is_empty() || !self.ips.is_empty() {
            let mut san = SubjectAlternativeName::new();
            for dns in &self.dns {
                san.dns(dns);
            }
            for ip in &self.ips {
                san.ip(&ip.to_string());
            }
            let san = san.build(&builder.x509v3_context(None, None)).unwrap();
            builder.append_extension(san).unwrap();
        }
        let (issuer_name, issuer_key) = match self.issuer {
            Some(issuer) => (issuer.certificate.subject_name(), &issuer.key),
            None => (&*self.subject, &key),
        };
        builder.set_issuer_name(issuer_name).unwrap();
        builder.sign(issuer_key, self.digest).unwrap();
        Issued {
            certificate: builder.build(),
            key,
        }
    }
}

/// Elliptic, since it is made at once.
pub fn new_key() -> PKey<Private> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
}

/// RSA, where the form or the length of the key matters.
pub fn rsa_key(bits: u32) -> PKey<Private> {
    PKey::from_rsa(Rsa::generate(bits).unwrap()).unwrap()
}
