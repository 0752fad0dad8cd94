//! `GetCertificateValidity`: until when, and may it be renewed?

use serde::Serialize;

use super::soap_request::SoapRequest;
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::StoreUuid;
use crate::twint::values::moment::Moment;
use crate::twint::values::operation::Operation;

/// `GetCertificateValidityRequestElement`.
#[derive(Debug, Serialize)]
#[serde(rename = "m:GetCertificateValidityRequestElement")]
pub struct GetCertificateValidity {
    /// The store whose certificate is asked about.
    #[serde(rename = "m:MerchantUuid")]
    pub store: StoreUuid,
}

/// What TWINT says of the certificate (`GetCertificateValidityResponseElement`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateValidity {
    /// Its last day, `YYYY-MM-DD` in Swiss time (`CertificateExpiryDate`, `xs:date` without its zone).
    pub expiry_date: String,
    /// Whether `RenewCertificate` is open (`RenewalAllowed`); not unless TWINT says so.
    pub renewal_allowed: bool,
}

impl SoapRequest for GetCertificateValidity {
    type Answer = CertificateValidity;
    const OPERATION: Operation = Operation::GetCertificateValidity;

    fn read_response(&self, response: &Element) -> Result<CertificateValidity, ReadError> {
        let expiry_date = response
            .required_text_of("CertificateExpiryDate")?
            .get(..10)
            .filter(|date| is_day(date))
            .ok_or(ReadError::Missing("CertificateExpiryDate"))?;
        Ok(CertificateValidity {
            expiry_date: expiry_date.to_owned(),
            renewal_allowed: matches!(response.text_of("RenewalAllowed"), Some("true" | "1")),
        })
    }
}

/// Whether the calendar has the day and it is written `YYYY-MM-DD`.
fn is_day(date: &str) -> bool {
    format!("{date}T00:00:00Z").parse::<Moment>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for date in ["2026-08-09", "2028-02-29", "0000-01-01"] {
            assert!(is_day(date), "{date}");
        }
        for text in [
            "2026-02-29",
            "2026-99-99",
            "2026-8-9",
            "2026/08/09",
            "-2026-08-0",
            "09.08.2026",
            "",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }
}
