//! `EnrollCashRegister`: make a till known to TWINT, once.

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::MerchantInformation;
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::operation::Operation;

/// `EnrollCashRegisterRequestElement` for an online shop.
#[derive(Debug, Serialize)]
#[serde(rename = "m:EnrollCashRegisterRequestElement")]
pub struct EnrollCashRegister<'a> {
    #[serde(rename = "m:MerchantInformation")]
    merchant: MerchantInformation<'a>,
    #[serde(rename = "m:CashRegisterType")]
    kind: &'static str,
}

impl<'a> EnrollCashRegister<'a> {
    /// The merchant's till, type `EPOS`.
    pub fn new(merchant: MerchantInformation<'a>) -> Self {
        Self {
            merchant,
            kind: "EPOS",
        }
    }
}

impl SoapRequest for EnrollCashRegister<'_> {
    type Answer = ();
    const OPERATION: Operation = Operation::EnrollCashRegister;

    /// Versions from 9 on answer quite differently from those before, and nothing in either answer is needed. `Terminal/Status` stays
    /// unread: the schema calls it a "potential problem status" of a request that succeeded, and says of none of its values that the
    /// terminal cannot be used. `INVALID_IBAN` may as well be about the payout. A till that cannot be used is refused by the order's own
    /// fault; `./dev rehearse` notes which status comes.
    fn read_response(&self, _response: &Element) -> Result<(), ReadError> {
        Ok(())
    }
}
