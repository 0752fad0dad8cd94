//! The two versions of the merchant service spoken here: a path and a namespace suffix each.

use serde::Serialize;

/// A version of TWINT's merchant service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum ApiVersion {
    /// 8.6
    #[serde(rename = "8.6")]
    V8_6,
    /// 10
    #[serde(rename = "10")]
    V10,
}

/// TWINT's schemas, each with its own namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Operations and orders.
    Merchant,
    /// Amounts, identifiers, merchants.
    Base,
    /// The SOAP header.
    Header,
    /// Faults.
    Fault,
}

impl ApiVersion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V8_6, Self::V10];

    /// The end of its namespaces.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::V8_6 => "v8_6",
            Self::V10 => "v10",
        }
    }

    /// Where it is served.
    pub const fn path(self) -> &'static str {
        match self {
            Self::V8_6 => "/merchant/service/TWINTMerchantServiceV8_6",
            Self::V10 => "/merchant/service/TWINTMerchantServiceV10",
        }
    }

    /// The version served at a path.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.path() == path)
    }

    /// The namespace of one of its schemas.
    pub const fn namespace(self, schema: Schema) -> &'static str {
        match (self, schema) {
            (Self::V8_6, Schema::Merchant) => "http://service.twint.ch/merchant/types/v8_6",
            (Self::V8_6, Schema::Base) => "http://service.twint.ch/base/types/v8_6",
            (Self::V8_6, Schema::Header) => "http://service.twint.ch/header/types/v8_6",
            (Self::V8_6, Schema::Fault) => "http://service.twint.ch/fault/types/v8_6",
            (Self::V10, Schema::Merchant) => "http://service.twint.ch/merchant/types/v10",
            (Self::V10, Schema::Base) => "http://service.twint.ch/base/types/v10",
            (Self::V10, Schema::Header) => "http://service.twint.ch/header/types/v10",
            (Self::V10, Schema::Fault) => "http://service.twint.ch/fault/types/v10",
        }
    }
}
