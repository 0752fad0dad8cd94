//! `RequestFastCheckoutCheckIn`: a code with which the buyer's phone hands address and choice of shipping to the shop. Never idempotent.

use serde::Serialize;

use super::soap_request::SoapRequest;
use super::types::{CurrencyAmount, MerchantInformation, read_check_in};
use crate::twint::soap::{Element, ReadError};
use crate::twint::values::api_version::ApiVersion;
use crate::twint::values::check_in::{CheckIn, CheckInRequest};
use crate::twint::values::operation::Operation;
use crate::twint::values::scope::Scopes;
use crate::twint::values::shipping::{Label, ShippingMethod, ShippingMethodId};

/// `RequestFastCheckoutCheckInRequestElement`.
#[derive(Debug, Serialize)]
#[serde(rename = "m:RequestFastCheckoutCheckInRequestElement")]
pub struct RequestFastCheckoutCheckIn<'a> {
    #[serde(rename = "m:MerchantInformation")]
    merchant: MerchantInformation<'a>,
    #[serde(rename = "m:NetAmount")]
    net: CurrencyAmount,
    #[serde(rename = "m:RequestedScopes")]
    scopes: &'a Scopes,
    #[serde(rename = "m:ShippingMethods", skip_serializing_if = "Vec::is_empty")]
    shipping: Vec<ShippingMethodReference<'a>>,
    #[serde(rename = "m:QRCodeRendering")]
    qr_code_rendering: bool,
}

/// `ShippingMethodReferenceType`.
#[derive(Debug, Serialize)]
struct ShippingMethodReference<'a> {
    #[serde(rename = "m:ShippingMethodId")]
    id: &'a ShippingMethodId,
    #[serde(rename = "m:ShippingMethodLabel")]
    label: &'a Label,
    #[serde(
        rename = "m:ShippingMethodDescription",
        skip_serializing_if = "Option::is_none"
    )]
    description: Option<&'a Label>,
    #[serde(rename = "m:ShippingMethodAmount")]
    amount: CurrencyAmount,
}

impl<'a> RequestFastCheckoutCheckIn<'a> {
    /// A request with the elements that `version` knows; 8.5 has no check-ins at all.
    pub fn new(
        merchant: MerchantInformation<'a>,
        request: &'a CheckInRequest,
        version: ApiVersion,
    ) -> Self {
        let described = |method: &'a ShippingMethod| ShippingMethodReference {
            id: &method.id,
            label: &method.label,
            description: has_description(version)
                .then_some(method.description.as_ref())
                .flatten(),
            amount: method.amount.into(),
        };
        Self {
            merchant,
            net: request.net.into(),
            scopes: &request.scopes,
            shipping: request.shipping.iter().map(described).collect(),
            qr_code_rendering: true,
        }
    }
}

/// Whether a version knows `ShippingMethodDescription`.
fn has_description(version: ApiVersion) -> bool {
    match version {
        ApiVersion::V8_5 | ApiVersion::V8_6 => false,
        ApiVersion::V8_7 | ApiVersion::V9 | ApiVersion::V10 => true,
    }
}

impl SoapRequest for RequestFastCheckoutCheckIn<'_> {
    type Answer = CheckIn;
    const OPERATION: Operation = Operation::RequestFastCheckoutCheckIn;

    /// Nothing can be done with a check-in that has no name or that nobody can scan.
    fn read_response(&self, response: &Element) -> Result<CheckIn, ReadError> {
        let check_in = read_check_in(response, None)?;
        if check_in.token.is_none() && check_in.qr_code.is_none() {
            return Err(ReadError::Missing("Token"));
        }
        Ok(check_in)
    }
}
