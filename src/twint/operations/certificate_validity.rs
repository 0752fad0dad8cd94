//! `GetCertificateValidity`: until when, and may it be renewed?

use serde::Serialize;

use super::SoapRequest;
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::StoreUuid;
use crate::twint::values::operation::Operation;

/// `GetCertificateValidityRequestElement`.
#[derive(Debug, Serialize)]
#[serde(rename = "m:GetCertificateValidityRequestElement")]
pub struct GetCertificateValidity {
    /// Whose certificate.
    #[serde(rename = "m:MerchantUuid")]
    pub store: StoreUuid,
}

/// What TWINT says of the certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateValidity {
    /// Its last day, `YYYY-MM-DD` in Swiss time (`xs:date` without its zone).
    pub expiry_date: String,
    /// Whether `RenewCertificate` is open.
    pub renewal_allowed: bool,
}

impl SoapRequest for GetCertificateValidity {
    type Answer = CertificateValidity;
    const OPERATION: Operation = Operation::GetCertificateValidity;

    fn read_response(&self, response: &Element) -> Result<CertificateValidity, ReadError> {
        let missing = || ReadError::Missing("CertificateExpiryDate");
        let date = response
            .required_text_of("CertificateExpiryDate")?
            .get(..10)
            .ok_or_else(missing)?;
        let shape = date.bytes().enumerate().all(|(at, b)| {
            if matches!(at, 4 | 7) {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
        if !shape {
            return Err(missing());
        }
        Ok(CertificateValidity {
            expiry_date: date.to_owned(),
            renewal_allowed: matches!(response.required_text_of("RenewalAllowed")?, "true" | "1"),
        })
    }
}
