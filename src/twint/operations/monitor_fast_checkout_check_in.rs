//! `MonitorFastCheckoutCheckIn`: how does a check-in stand?

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::{MerchantInformation, read_check_in};
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::check_in::CheckIn;
use crate::twint::values::identifiers::PairingUuid;
use crate::twint::values::operation::Operation;

/// `MonitorFastCheckoutCheckInRequestElement`.
#[derive(Debug, Serialize)]
#[serde(rename = "m:MonitorFastCheckoutCheckInRequestElement")]
pub struct MonitorFastCheckoutCheckIn<'a> {
    /// The store and the cash register that ask.
    #[serde(rename = "m:MerchantInformation")]
    pub merchant: MerchantInformation<'a>,
    /// The check-in that they ask about.
    #[serde(rename = "m:PairingUuid")]
    pub pairing: PairingUuid,
    /// Whether TWINT holds the answer back until something changes; how long is not documented.
    #[serde(rename = "m:WaitForResponse")]
    pub wait: bool,
}

impl SoapRequest for MonitorFastCheckoutCheckIn<'_> {
    type Answer = CheckIn;
    const OPERATION: Operation = Operation::MonitorFastCheckoutCheckIn;

    fn read_response(&self, response: &Element) -> Result<CheckIn, ReadError> {
        read_check_in(response, Some(self.pairing))
    }
}
