//! `Twint\CertificateInfo`, `Twint\CertificateValidity`, `Twint\RenewedCertificate`.

use ext_php_rs::convert::IntoZval;
use ext_php_rs::types::{ZendStr, Zval};

use crate::ext::native_class::{NativeClass, Slot, Type};
use crate::twint::identity::Inspection;
use crate::twint::operations;

static INFO: Slot = Slot::new();
static VALIDITY: Slot = Slot::new();
static RENEWED: Slot = Slot::new();

/// What a certificate says of itself.
pub struct CertificateInfo(pub Inspection);

impl NativeClass for CertificateInfo {
    const NAME: &'static str = "Twint\\CertificateInfo";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("subject", Type::String),
        ("issuer", Type::String),
        ("serial", Type::String),
        ("fingerprint", Type::String),
        ("storeUuid", Type::NullableString),
        ("validFrom", Type::NullableString),
        ("validTo", Type::NullableString),
        ("problems", Type::Array),
        ("usable", Type::Bool),
    ];

    fn slot() -> &'static Slot {
        &INFO
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let info = self.0;
        let usable = info.problems.iter().all(|problem| problem.is_warning());
        let problems: Vec<&str> = info.problems.iter().map(|problem| problem.word()).collect();
        Ok(vec![
            info.subject.into_zval(false)?,
            info.issuer.into_zval(false)?,
            info.serial.into_zval(false)?,
            info.fingerprint_sha256.into_zval(false)?,
            info.store_uuid.into_zval(false)?,
            info.valid_from.map(rfc3339).into_zval(false)?,
            info.valid_to.map(rfc3339).into_zval(false)?,
            problems.into_zval(false)?,
            usable.into_zval(false)?,
        ])
    }
}

/// What TWINT says of the certificate.
pub struct CertificateValidity(pub operations::CertificateValidity);

impl NativeClass for CertificateValidity {
    const NAME: &'static str = "Twint\\CertificateValidity";
    const PROPERTIES: &'static [(&'static str, Type)] =
        &[("expiryDate", Type::String), ("renewalAllowed", Type::Bool)];

    fn slot() -> &'static Slot {
        &VALIDITY
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        Ok(vec![
            self.0.expiry_date.into_zval(false)?,
            self.0.renewal_allowed.into_zval(false)?,
        ])
    }
}

/// The next certificate.
pub struct RenewedCertificate(pub operations::RenewedCertificate);

impl NativeClass for RenewedCertificate {
    const NAME: &'static str = "Twint\\RenewedCertificate";
    const PROPERTIES: &'static [(&'static str, Type)] =
        &[("certificate", Type::String), ("expiresAt", Type::String)];

    fn slot() -> &'static Slot {
        &RENEWED
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        Ok(vec![
            bytes(&self.0.pkcs12),
            self.0.expires_at.into_zval(false)?,
        ])
    }
}

/// PHP's own copy of it, and no other.
fn bytes(bytes: &[u8]) -> Zval {
    let mut value = Zval::new();
    value.set_zend_string(ZendStr::new(bytes, false));
    value
}

/// Seconds since 1970 as `2026-08-09T12:00:00Z`.
fn rfc3339(seconds: i64) -> String {
    crate::twint::values::timestamp::Timestamp::from_unix(seconds).to_string()
}
