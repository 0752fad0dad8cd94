//! `Twint\CertificateInfo`, `Twint\CertificateValidity`, `Twint\RenewedCertificate`.

use ext_php_rs::convert::IntoZval;
use ext_php_rs::flags::DataType;
use ext_php_rs::types::{ZendStr, Zval};

use crate::ext::native_class::native_class;
use crate::twint::identity::Inspection;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::operations::{CertificateValidity, RenewedCertificate};
use crate::twint::values::moment::Moment;

native_class! { "Twint\\CertificateInfo", Inspection as info {
    /// To whom it was issued: its distinguished name.
    subject: &str = &info.subject;
    /// Who issued it: the issuer's distinguished name.
    issuer: &str = &info.issuer;
    /// Its number at the issuer, hexadecimal.
    serial: &str = &info.serial;
    /// SHA-256, hexadecimal.
    fingerprint: &str = &info.fingerprint_sha256;
    /// The store it was issued for.
    storeUuid: Option<&str> = info.store_uuid.as_deref();
    /// Such as "2026-08-09T12:00:00Z".
    validFrom: Option<String> = info.valid_from.and_then(rfc3339);
    /// Such as "2027-08-09T12:00:00Z".
    validTo: Option<String> = info.valid_to.and_then(rfc3339);
    /// The words of CertificateException::$problem, the worst first, and as a warning {words}.
    ///
    /// @var list<string>
    #[words(warnings)]
    problems: Vec<&str> = info.problems.iter().map(|problem| problem.word()).collect();
    /// Whether payments can be made with it: nothing worse than a warning.
    usable: bool = info.problems.iter().all(|problem| problem.is_warning());
} }

native_class! { "Twint\\CertificateValidity", CertificateValidity as validity {
    /// Its last day in Swiss time, such as "2026-08-09".
    expiryDate: &str = &validity.expiry_date;
    /// Whether renew_certificate() would get the next one now.
    renewalAllowed: bool = validity.renewal_allowed;
} }

native_class! { "Twint\\RenewedCertificate", RenewedCertificate as renewed {
    /// PKCS#12 bytes that open with the passphrase that was sent.
    certificate: Bytes = Bytes(&renewed.pkcs12);
    /// As TWINT wrote it.
    expiresAt: &str = renewed.expires_at.as_deref().unwrap_or_default();
} }

/// The words of what does not keep a certificate from being used.
fn warnings() -> Vec<&'static str> {
    CertificateProblem::ALL
        .iter()
        .filter(|problem| problem.is_warning())
        .map(|problem| problem.word())
        .collect()
}

/// A secret that PHP gets as a text: PHP's own copy is the only one.
struct Bytes<'a>(&'a [u8]);

impl IntoZval for Bytes<'_> {
    const TYPE: DataType = DataType::String;
    const NULLABLE: bool = false;

    fn set_zval(self, zval: &mut Zval, persistent: bool) -> ext_php_rs::error::Result<()> {
        zval.set_zend_string(ZendStr::new(self.0, persistent));
        Ok(())
    }
}

/// Seconds since 1970 as `2026-08-09T12:00:00Z`.
fn rfc3339(seconds: i64) -> Option<String> {
    let moment = Moment::from_unix_seconds(seconds).ok()?;
    Some(moment.to_string())
}
