//! `RenewCertificate`: order the next certificate. TWINT answers once; what is lost then is lost.

use std::fmt;

use serde::Serialize;
use zeroize::Zeroizing;

use super::soap_request::SoapRequest;
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::StoreUuid;
use crate::twint::values::operation::Operation;
use crate::twint::values::passphrase::Passphrase;

/// `RenewCertificateRequestElement`.
#[derive(Serialize)]
#[serde(rename = "m:RenewCertificateRequestElement")]
pub struct RenewCertificate<'a> {
    #[serde(rename = "m:MerchantUuid")]
    store: StoreUuid,
    #[serde(rename = "m:CertificatePassword", serialize_with = "plainly")]
    password: Zeroizing<String>,
    #[serde(skip)]
    passphrase: &'a Passphrase,
}

fn plainly<S: serde::Serializer>(
    text: &Zeroizing<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

impl<'a> RenewCertificate<'a> {
    /// Orders a certificate whose PKCS#12 opens with `passphrase`.
    pub fn new(store: StoreUuid, passphrase: &'a Passphrase) -> Self {
        Self {
            store,
            password: Zeroizing::new(openssl::base64::encode_block(
                passphrase.expose().as_bytes(),
            )),
            passphrase,
        }
    }
}

impl fmt::Debug for RenewCertificate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RenewCertificate")
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}

/// The next certificate (`RenewCertificateResponseElement`).
#[derive(Clone)]
pub struct RenewedCertificate {
    /// PKCS#12 bytes (`MerchantCertificate`), encrypted with the passphrase that was sent.
    pub pkcs12: Zeroizing<Vec<u8>>,
    /// Its last moment (`ExpirationDate`, `xs:dateTime`) as it came, with a zone or without. The certificate itself says it, too.
    pub expires_at: Option<String>,
}

impl fmt::Debug for RenewedCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RenewedCertificate")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl SoapRequest for RenewCertificate<'_> {
    type Answer = RenewedCertificate;
    const OPERATION: Operation = Operation::RenewCertificate;

    fn secrets(&self) -> Vec<&str> {
        vec![&self.password, self.passphrase.expose()]
    }

    /// A missing date is no reason to lose the certificate.
    fn read_response(&self, response: &Element) -> Result<RenewedCertificate, ReadError> {
        let base64: Zeroizing<String> = Zeroizing::new(
            response
                .required_text_of("MerchantCertificate")?
                .split_ascii_whitespace()
                .collect(),
        );
        let bytes = openssl::base64::decode_block(&base64)
            .map_err(|_| ReadError::Missing("MerchantCertificate"))?;
        Ok(RenewedCertificate {
            pkcs12: Zeroizing::new(bytes),
            expires_at: response.text_of("ExpirationDate").map(str::to_owned),
        })
    }
}
