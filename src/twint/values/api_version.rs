//! The versions of TWINT's interface, as data.

use std::str::FromStr;

/// A version of the merchant service; namespaces and path differ, what we send and read does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ApiVersion {
    /// 8.5, with which the official SDK began.
    V8_5,
    /// 8.6, what most released plugins speak.
    #[default]
    V8_6,
    /// 8.7; its path and namespaces are inferred from the others.
    V8_7,
    /// 9; its path and namespaces are inferred from the others.
    V9,
    /// 10, the official SDK's newest.
    V10,
}

impl ApiVersion {
    /// Every version, newest last.
    pub const ALL: [Self; 5] = [Self::V8_5, Self::V8_6, Self::V8_7, Self::V9, Self::V10];

    /// The name an administrator chooses.
    pub fn name(self) -> &'static str {
        match self {
            Self::V8_5 => "8.5",
            Self::V8_6 => "8.6",
            Self::V8_7 => "8.7",
            Self::V9 => "9",
            Self::V10 => "10",
        }
    }

    /// The last part of every namespace.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::V8_5 => "v8_5",
            Self::V8_6 => "v8_6",
            Self::V8_7 => "v8_7",
            Self::V9 => "v9",
            Self::V10 => "v10",
        }
    }

    /// Where the service listens on its host.
    pub fn path(self) -> &'static str {
        match self {
            Self::V8_5 => "/merchant/service/TWINTMerchantServiceV8_5",
            Self::V8_6 => "/merchant/service/TWINTMerchantServiceV8_6",
            Self::V8_7 => "/merchant/service/TWINTMerchantServiceV8_7",
            Self::V9 => "/merchant/service/TWINTMerchantServiceV9",
            Self::V10 => "/merchant/service/TWINTMerchantServiceV10",
        }
    }
}

impl FromStr for ApiVersion {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|version| version.name() == text)
            .ok_or(())
    }
}
