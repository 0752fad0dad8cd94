//! The simulator's own authority: root, intermediate, server certificate and the merchants' certificates, good and bad.

use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use openssl::asn1::Asn1Time;
use openssl::bn::{BigNum, MsbOption};
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkcs12::Pkcs12;
use openssl::pkey::{PKey, PKeyRef, Private};
use openssl::stack::Stack;
use openssl::x509::extension::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectAlternativeName,
    SubjectKeyIdentifier,
};
use openssl::x509::{X509, X509Name, X509NameRef, X509Ref};
use serde::Serialize;
use uuid::Uuid;

use crate::clock::{DAY_MS, Millis};
use crate::dice::Dice;
use crate::keys::{keys, renewed_key};
use crate::settings::ServerCertificate;

/// Opens every PKCS#12 of the simulator.
pub(crate) const PASSPHRASE: &str = "simulator-passphrase";

/// TWINT's certificates live three years.
const LIFETIME_DAYS: Millis = 3 * 365;

/// The merchant certificates the simulator hands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum MerchantCertificate {
    /// AES-256, as from the portal.
    Valid,
    /// Ended yesterday; TLS refuses it.
    Expired,
    /// Begins in a month; TLS refuses it.
    NotYetValid,
    /// TLS refuses it with the alert `certificate_revoked`.
    Revoked,
    /// The valid certificate encrypted with RC2-40, which OpenSSL 3 reads only with its legacy provider.
    Legacy,
    /// From an issuer the server does not trust; TLS refuses it.
    WrongIssuer,
    /// Accepted by TLS, but of another merchant: `InvalidMerchant`.
    OtherMerchant,
    /// Names the merchant's second store, and is good for the first as well.
    SecondStore,
    /// The valid certificate encrypted with triple DES and SHA-1, as older portals did.
    TripleDes,
}

impl MerchantCertificate {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Valid,
        Self::Expired,
        Self::NotYetValid,
        Self::Revoked,
        Self::Legacy,
        Self::WrongIssuer,
        Self::OtherMerchant,
        Self::SecondStore,
        Self::TripleDes,
    ];

    /// As in JSON and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Expired => "expired",
            Self::NotYetValid => "notYetValid",
            Self::Revoked => "revoked",
            Self::Legacy => "legacy",
            Self::WrongIssuer => "wrongIssuer",
            Self::OtherMerchant => "otherMerchant",
            Self::SecondStore => "secondStore",
            Self::TripleDes => "tripleDes",
        }
    }

    /// By that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }
}

/// A merchant's certificate with key and chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    /// The file as from the portal.
    pub pkcs12: Vec<u8>,
    /// Opens it.
    pub passphrase: String,
    /// The same unencrypted: key, certificate, intermediate, root.
    pub pem: String,
}

/// What `RenewCertificate` issues.
pub(crate) struct Renewed {
    pub pkcs12: Vec<u8>,
    pub expires: Millis,
}

/// Root, intermediate and everything they have signed.
pub(crate) struct Authority {
    root: X509,
    intermediate: X509,
    ca_pem: String,
    store_uuid: String,
    second_uuid: String,
    other_uuid: String,
    merchants: Mutex<HashMap<MerchantCertificate, Issued>>,
    legacy: Mutex<Option<Result<Vec<u8>, String>>>,
    /// Serial number to the moment from which TLS refuses it.
    revoked: Mutex<HashMap<String, Millis>>,
    born: Millis,
}

#[derive(Clone)]
struct Issued {
    certificate: X509,
    chain: Vec<X509>,
}

impl Authority {
    pub(crate) fn new(store_uuid: Uuid, other_uuid: &str, now: Millis) -> Self {
        let keys = keys();
        let from = now - 30 * DAY_MS;
        // Simulators of one process share keys; the name keeps them from trusting each other.
        let own = format!("{:08X}", Dice::any_seed() >> 32);
        let (root_name, intermediate_name) = (
            format!("TWINT Simulator Root {own}"),
            format!("TWINT Simulator Customer CA {own}"),
        );
        let root = issue(&Draft {
            subject: &name(&[("C", "CH"), ("O", "TWINT AG"), ("CN", &root_name)]),
            key: &keys.root,
            issuer: None,
            from,
            until: now + 20 * 365 * DAY_MS,
            role: Role::Authority,
        });
        let intermediate = issue(&Draft {
            subject: &name(&[("C", "CH"), ("O", "TWINT AG"), ("CN", &intermediate_name)]),
            key: &keys.intermediate,
            issuer: Some((&root, &keys.root)),
            from,
            until: now + 20 * 365 * DAY_MS,
            role: Role::Authority,
        });
        let ca_pem = pem(&root);
        Self {
            root,
            intermediate,
            ca_pem,
            store_uuid: store_uuid.to_string(),
            second_uuid: second_store(store_uuid).to_string(),
            other_uuid: other_uuid.to_owned(),
            merchants: Mutex::default(),
            legacy: Mutex::default(),
            revoked: Mutex::default(),
            born: now,
        }
    }

    /// The root, which clients must trust.
    pub(crate) fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    pub(crate) fn root(&self) -> &X509Ref {
        &self.root
    }

    pub(crate) fn intermediate(&self) -> &X509Ref {
        &self.intermediate
    }

    /// The server's certificate; its key is `keys().server`.
    pub(crate) fn server(&self, which: ServerCertificate) -> X509 {
        let keys = keys();
        let host = match which {
            ServerCertificate::WrongHost => "another.host.invalid",
            _ => "localhost",
        };
        let (from, until) = match which {
            ServerCertificate::Expired => (self.born - 30 * DAY_MS, self.born - DAY_MS),
            _ => (self.born - DAY_MS, self.born + 10 * 365 * DAY_MS),
        };
        let subject = name(&[("C", "CH"), ("O", "TWINT AG"), ("CN", host)]);
        let issuer = (&*self.root, &*keys.root);
        issue(&Draft {
            subject: &subject,
            key: &keys.server,
            issuer: (which != ServerCertificate::SelfSigned).then_some(issuer),
            from,
            until,
            role: Role::Server {
                host,
                loopback: which != ServerCertificate::WrongHost,
            },
        })
    }

    /// A merchant's certificate; an error only where the `openssl` command is needed and missing.
    pub(crate) fn merchant(&self, which: MerchantCertificate) -> Result<ClientCertificate, String> {
        let key = &keys().client;
        let issued = self.issued(which);
        let aes = (Nid::AES_256_CBC, MessageDigest::sha256());
        let pkcs12 = match which {
            MerchantCertificate::Legacy => self.legacy(&issued)?,
            MerchantCertificate::TripleDes => {
                let des = Nid::PBE_WITHSHA1AND3_KEY_TRIPLEDES_CBC;
                pkcs12(&issued, key, PASSPHRASE, (des, MessageDigest::sha1()))
            }
            _ => pkcs12(&issued, key, PASSPHRASE, aes),
        };
        Ok(ClientCertificate {
            pkcs12,
            passphrase: PASSPHRASE.to_owned(),
            pem: pem_bundle(&issued, key),
        })
    }

    fn issued(&self, which: MerchantCertificate) -> Issued {
        let same = match which {
            MerchantCertificate::Legacy | MerchantCertificate::TripleDes => {
                MerchantCertificate::Valid
            }
            other => other,
        };
        let mut merchants = crate::shared::lock(&self.merchants);
        merchants
            .entry(same)
            .or_insert_with(|| {
                let issued = self.issue_merchant(same);
                if same == MerchantCertificate::Revoked {
                    self.revoke(&issued.certificate, Millis::MIN);
                }
                issued
            })
            .clone()
    }

    fn issue_merchant(&self, which: MerchantCertificate) -> Issued {
        let day = |offset: Millis| self.born + offset * DAY_MS;
        let (from, until) = match which {
            MerchantCertificate::Expired => (day(-LIFETIME_DAYS), day(-1)),
            MerchantCertificate::NotYetValid => (day(30), day(30 + LIFETIME_DAYS)),
            _ => (day(-1), day(LIFETIME_DAYS)),
        };
        let uuid = match which {
            MerchantCertificate::OtherMerchant => &self.other_uuid,
            MerchantCertificate::SecondStore => &self.second_uuid,
            _ => &self.store_uuid,
        };
        if which == MerchantCertificate::WrongIssuer {
            return self.issue_foreign(uuid, from, until);
        }
        let key = &keys().client;
        self.issue_leaf(uuid, key, from, until)
    }

    fn issue_leaf(&self, uuid: &str, key: &PKey<Private>, from: Millis, until: Millis) -> Issued {
        let certificate = issue(&Draft {
            subject: &tech_user(uuid),
            key,
            issuer: Some((&self.intermediate, &keys().intermediate)),
            from,
            until,
            role: Role::Client,
        });
        Issued {
            certificate,
            chain: vec![self.intermediate.clone(), self.root.clone()],
        }
    }

    /// The same subject under an authority of its own that nobody trusts.
    fn issue_foreign(&self, uuid: &str, from: Millis, until: Millis) -> Issued {
        let keys = keys();
        let subject = name(&[
            ("C", "LI"),
            ("O", "Wrong Issuer"),
            ("CN", "Wrong Issuer CA"),
        ]);
        let authority = issue(&Draft {
            subject: &subject,
            key: &keys.server,
            issuer: None,
            from: self.born - 30 * DAY_MS,
            until: self.born + 20 * 365 * DAY_MS,
            role: Role::Authority,
        });
        let certificate = issue(&Draft {
            subject: &tech_user(uuid),
            key: &keys.client,
            issuer: Some((&authority, &keys.server)),
            from,
            until,
            role: Role::Client,
        });
        Issued {
            certificate,
            chain: vec![authority],
        }
    }

    /// A new certificate for the merchant, encrypted with the password the merchant sent.
    pub(crate) fn renew(&self, password: &str, now: Millis) -> Result<Renewed, String> {
        if password.contains('\0') {
            return Err("the password holds a NUL character".to_owned());
        }
        let until = (now + LIFETIME_DAYS * DAY_MS) / 1000 * 1000;
        let key = renewed_key();
        let issued = self.issue_leaf(&self.store_uuid, key, now - DAY_MS, until);
        let aes = (Nid::AES_256_CBC, MessageDigest::sha256());
        Ok(Renewed {
            pkcs12: pkcs12(&issued, key, password, aes),
            expires: until,
        })
    }

    /// TLS refuses the certificate from then on.
    pub(crate) fn revoke(&self, certificate: &X509Ref, from: Millis) {
        crate::shared::lock(&self.revoked)
            .entry(serial(certificate))
            .or_insert(from);
    }

    pub(crate) fn is_revoked(&self, certificate: &X509Ref, now: Millis) -> bool {
        crate::shared::lock(&self.revoked)
            .get(&serial(certificate))
            .is_some_and(|from| *from <= now)
    }

    /// RC2-40 by the `openssl` command: loading the legacy provider here would change the whole process.
    fn legacy(&self, issued: &Issued) -> Result<Vec<u8>, String> {
        crate::shared::lock(&self.legacy)
            .get_or_insert_with(|| {
                let bundle = pem_bundle(issued, &keys().client);
                let mut command = Command::new("openssl");
                command
                    .args(["pkcs12", "-export", "-legacy", "-name", "twint"])
                    .args(["-certpbe", "PBE-SHA1-RC2-40", "-keypbe", "PBE-SHA1-RC2-40"])
                    .args(["-macalg", "sha1", "-passout", "env:TWINT_SIMULATOR_PASS"])
                    .env("TWINT_SIMULATOR_PASS", PASSPHRASE);
                run(&mut command, bundle.as_bytes())
            })
            .clone()
    }
}

fn run(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, String> {
    let failed = |e: std::io::Error| format!("running the openssl command: {e}");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    child
        .stdin
        .take()
        .expect("it was piped")
        .write_all(input)
        .map_err(failed)?;
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("the openssl command failed: {}", said.trim()))
    }
}

/// What a certificate may be used for.
enum Role<'a> {
    Authority,
    Server { host: &'a str, loopback: bool },
    Client,
}

struct Draft<'a> {
    subject: &'a X509NameRef,
    key: &'a PKeyRef<Private>,
    /// `None` signs with its own key.
    issuer: Option<(&'a X509Ref, &'a PKeyRef<Private>)>,
    from: Millis,
    until: Millis,
    role: Role<'a>,
}

fn issue(draft: &Draft<'_>) -> X509 {
    try_issue(draft).expect("OpenSSL issues certificates")
}

fn try_issue(draft: &Draft<'_>) -> Result<X509, ErrorStack> {
    let mut builder = X509::builder()?;
    builder.set_version(2)?;
    let mut serial = BigNum::new()?;
    serial.rand(127, MsbOption::MAYBE_ZERO, false)?;
    let serial = serial.to_asn1_integer()?;
    builder.set_serial_number(&serial)?;
    builder.set_subject_name(draft.subject)?;
    builder.set_pubkey(draft.key)?;
    let not_before = Asn1Time::from_unix(draft.from.div_euclid(1000))?;
    let not_after = Asn1Time::from_unix(draft.until.div_euclid(1000))?;
    builder.set_not_before(&not_before)?;
    builder.set_not_after(&not_after)?;
    let (issuer, signing_key) = if let Some((issuer, key)) = draft.issuer {
        builder.set_issuer_name(issuer.subject_name())?;
        (Some(issuer), key)
    } else {
        builder.set_issuer_name(draft.subject)?;
        (None, draft.key)
    };
    match draft.role {
        Role::Authority => {
            builder.append_extension(BasicConstraints::new().critical().ca().build()?)?;
            let usage = KeyUsage::new()
                .critical()
                .key_cert_sign()
                .crl_sign()
                .build()?;
            builder.append_extension(usage)?;
        }
        Role::Server { host, loopback } => {
            builder.append_extension(BasicConstraints::new().critical().build()?)?;
            let mut usage = KeyUsage::new();
            let usage = usage.critical().digital_signature().key_encipherment();
            builder.append_extension(usage.build()?)?;
            builder.append_extension(ExtendedKeyUsage::new().server_auth().build()?)?;
            let mut names = SubjectAlternativeName::new();
            names.dns(host);
            if loopback {
                names.ip("127.0.0.1").ip("::1");
            }
            let names = names.build(&builder.x509v3_context(issuer, None))?;
            builder.append_extension(names)?;
        }
        Role::Client => {
            builder.append_extension(BasicConstraints::new().critical().build()?)?;
            let mut usage = KeyUsage::new();
            let usage = usage.critical().digital_signature().key_encipherment();
            builder.append_extension(usage.build()?)?;
            builder.append_extension(ExtendedKeyUsage::new().client_auth().build()?)?;
        }
    }
    let subject_key = SubjectKeyIdentifier::new().build(&builder.x509v3_context(issuer, None))?;
    builder.append_extension(subject_key)?;
    if issuer.is_some() {
        let mut authority_key = AuthorityKeyIdentifier::new();
        let authority_key = authority_key
            .keyid(true)
            .build(&builder.x509v3_context(issuer, None))?;
        builder.append_extension(authority_key)?;
    }
    builder.sign(signing_key, MessageDigest::sha256())?;
    Ok(builder.build())
}

fn name(entries: &[(&str, &str)]) -> X509Name {
    let mut builder = X509Name::builder().expect("memory");
    for (field, value) in entries {
        builder
            .append_entry_by_text(field, value)
            .expect("a field OpenSSL knows");
    }
    builder.build()
}

/// The subject of a merchant's certificate, as TWINT writes it.
fn tech_user(uuid: &str) -> X509Name {
    name(&[
        ("C", "CH"),
        ("O", "TWINT AG"),
        ("OU", "MerchantCustomers"),
        ("CN", "TWINT-TechUser 1000001"),
        ("UID", uuid),
    ])
}

/// The merchant's second store.
pub(crate) fn second_store(first: Uuid) -> Uuid {
    Uuid::from_u128(first.as_u128() ^ 1)
}

/// The store a certificate names.
pub(crate) fn merchant_uuid(certificate: &X509Ref) -> Option<String> {
    let entry = certificate
        .subject_name()
        .entries_by_nid(Nid::USERID)
        .next()?;
    entry.data().to_string().ok()
}

/// The last moment of a certificate.
pub(crate) fn expires(certificate: &X509Ref) -> Option<Millis> {
    let epoch = Asn1Time::from_unix(0).ok()?;
    let diff = epoch.diff(certificate.not_after()).ok()?;
    Some(Millis::from(diff.days) * DAY_MS + Millis::from(diff.secs) * 1000)
}

fn serial(certificate: &X509Ref) -> String {
    certificate
        .serial_number()
        .to_bn()
        .and_then(|bn| Ok(bn.to_hex_str()?.to_string()))
        .unwrap_or_default()
}

fn pkcs12(
    issued: &Issued,
    key: &PKey<Private>,
    password: &str,
    (encryption, mac): (Nid, MessageDigest),
) -> Vec<u8> {
    let build = || -> Result<Vec<u8>, ErrorStack> {
        let mut chain = Stack::new()?;
        for certificate in &issued.chain {
            chain.push(certificate.clone())?;
        }
        Pkcs12::builder()
            .name("twint")
            .pkey(key)
            .cert(&issued.certificate)
            .ca(chain)
            .key_algorithm(encryption)
            .cert_algorithm(encryption)
            .mac_md(mac)
            .build2(password)?
            .to_der()
    };
    build().expect("OpenSSL writes PKCS#12")
}

fn pem(certificate: &X509Ref) -> String {
    let pem = certificate.to_pem().expect("OpenSSL writes PEM");
    String::from_utf8(pem).expect("PEM is ASCII")
}

fn pem_bundle(issued: &Issued, key: &PKey<Private>) -> String {
    let key = key.private_key_to_pem_pkcs8().expect("OpenSSL writes PEM");
    let mut text = String::from_utf8(key).expect("PEM is ASCII");
    text.push_str(&pem(&issued.certificate));
    for certificate in &issued.chain {
        text.push_str(&pem(certificate));
    }
    text
}
