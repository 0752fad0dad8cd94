//! The versions of TWINT's interface, as data.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// A version of the merchant service, newest last; namespaces and path differ, what we send and read does not.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, EnumString, IntoStaticStr, VariantArray,
)]
pub enum ApiVersion {
    /// 8.5, with which the official SDK began.
    #[strum(serialize = "8.5")]
    V8_5,
    /// 8.6, what most released plugins speak.
    #[default]
    #[strum(serialize = "8.6")]
    V8_6,
    /// 8.7; its path and namespaces are inferred from the others.
    #[strum(serialize = "8.7")]
    V8_7,
    /// 9; its path and namespaces are inferred from the others.
    #[strum(serialize = "9")]
    V9,
    /// 10, the official SDK's newest.
    #[strum(serialize = "10")]
    V10,
}

impl ApiVersion {
    /// The name an administrator chooses.
    pub fn name(self) -> &'static str {
        self.into()
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
