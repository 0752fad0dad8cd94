//! `CancelCheckIn`: end a check-in. Ending it twice does no harm.

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::MerchantInformation;
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::PairingUuid;
use crate::twint::values::operation::Operation;

/// `CancelCheckInRequestElement`.
#[derive(Debug, Serialize)]
#[serde(rename = "m:CancelCheckInRequestElement")]
pub struct CancelCheckIn<'a> {
    #[serde(rename = "m:MerchantInformation")]
    merchant: MerchantInformation<'a>,
    #[serde(rename = "m:Reason")]
    reason: &'static str,
    #[serde(rename = "m:PairingUuid")]
    pairing: PairingUuid,
}

impl<'a> CancelCheckIn<'a> {
    /// Ends the check-in `pairing`, with the reason that the official client gives.
    pub fn new(merchant: MerchantInformation<'a>, pairing: PairingUuid) -> Self {
        Self {
            merchant,
            reason: "PAYMENT_ABORT",
            pairing,
        }
    }
}

impl SoapRequest for CancelCheckIn<'_> {
    type Answer = bool;
    const OPERATION: Operation = Operation::CancelCheckIn;

    /// Whether `Status` is `OK`; the schema's other word is `ERROR`.
    fn read_response(&self, response: &Element) -> Result<bool, ReadError> {
        Ok(response.required_text_of("Status")? == "OK")
    }
}
