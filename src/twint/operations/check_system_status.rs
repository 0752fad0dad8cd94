//! `CheckSystemStatus`: does TWINT work, and does it know this merchant?

use serde::Serialize;

use super::soap_request::SoapRequest;
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::identifiers::StoreUuid;
use crate::twint::values::operation::Operation;

/// `CheckSystemStatusRequestElement`, for the merchant as a whole.
#[derive(Debug, Serialize)]
#[serde(rename = "m:CheckSystemStatusRequestElement")]
pub struct CheckSystemStatus {
    #[serde(rename = "m:MerchantInformation")]
    merchant: StoreInformation,
}

/// `MerchantInformationBaseType`; the official client sends an empty cash register here, and that is known to work.
#[derive(Debug, Serialize)]
struct StoreInformation {
    #[serde(rename = "b:MerchantUuid")]
    store: StoreUuid,
    #[serde(rename = "b:CashRegisterId")]
    cash_register: &'static str,
}

impl CheckSystemStatus {
    /// Asks for the store.
    pub fn new(store: StoreUuid) -> Self {
        Self {
            merchant: StoreInformation {
                store,
                cash_register: "",
            },
        }
    }
}

impl SoapRequest for CheckSystemStatus {
    type Answer = bool;
    const OPERATION: Operation = Operation::CheckSystemStatus;

    /// Whether `Status` is `OK`; the schema's other word is `ERROR`.
    fn read_response(&self, response: &Element) -> Result<bool, ReadError> {
        Ok(response.required_text_of("Status")? == "OK")
    }
}
