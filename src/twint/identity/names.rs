//! What a certificate says about itself, as text.

use std::fmt::Write as _;

use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::x509::{X509NameRef, X509Ref};

/// The subject's `UID`.
pub(super) fn store_uuid(certificate: &X509Ref) -> Option<String> {
    entry(certificate.subject_name(), Nid::USERID)
}

/// Whether the issuer bears TWINT's country and company. This only checks plausibility: nothing here verifies a signature.
pub(super) fn is_from_twint(certificate: &X509Ref) -> bool {
    let issuer = certificate.issuer_name();
    entry(issuer, Nid::COUNTRYNAME).as_deref() == Some("CH")
        && entry(issuer, Nid::ORGANIZATIONNAME).as_deref() == Some("TWINT AG")
}

fn entry(name: &X509NameRef, nid: Nid) -> Option<String> {
    let entry = name.entries_by_nid(nid).next()?;
    entry.data().to_string().ok()
}

/// Writes a name as one line such as `C=CH, O=TWINT AG, …`, in the order of the certificate.
pub(super) fn line(name: &X509NameRef) -> String {
    let mut line = String::new();
    for entry in name.entries() {
        if !line.is_empty() {
            line.push_str(", ");
        }
        let object = entry.object();
        match object.nid().short_name() {
            Ok(short) if object.nid() != Nid::UNDEF => line.push_str(short),
            _ => line.push_str(&object.to_string()),
        }
        line.push('=');
        match entry.data().to_string() {
            Ok(value) => line.extend(value.chars().filter(|c| !c.is_control())),
            Err(_) => line.push('?'),
        }
    }
    line
}

/// The serial number in hexadecimal.
pub(super) fn serial(certificate: &X509Ref) -> String {
    certificate
        .serial_number()
        .to_bn()
        .and_then(|number| number.to_hex_str())
        .map(|hex| hex.to_string())
        .unwrap_or_default()
}

/// SHA-256 of the certificate in lower-case hexadecimal, as `openssl_x509_fingerprint` prints it.
pub(super) fn sha256(certificate: &X509Ref) -> String {
    let Ok(digest) = certificate.digest(MessageDigest::sha256()) else {
        return String::new();
    };
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}"); // a String takes all
        hex
    })
}
