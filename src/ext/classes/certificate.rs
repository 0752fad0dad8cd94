//! `Twint\CertificateInfo`, `Twint\CertificateValidity`, `Twint\RenewedCertificate`.

use ext_php_rs::binary::Binary;
use ext_php_rs::convert::IntoZval;
use ext_php_rs::types::Zval;

use crate::ext::native_class::{NativeClass, Slot, Type};
use crate::twint::identity::Inspection;
use crate::twint::operations;
use crate::twint::values::moment::Moment;

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
            info.valid_from.and_then(rfc3339).into_zval(false)?,
            info.valid_to.and_then(rfc3339).into_zval(false)?,
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
            Binary::from(self.0.pkcs12.to_vec()).into_zval(false)?,
            self.0.expires_at.unwrap_or_default().into_zval(false)?,
        ])
    }
}

/// Seconds since 1970 as `2026-08-09T12:00:00Z`.
fn rfc3339(seconds: i64) -> Option<String> {
    let moment = Moment::from_unix_seconds(seconds).ok()?;
    Some(moment.to_string())
}
