//! The versions of TWINT's interface, as data.

use std::str::FromStr;

/// A version of the merchant service; namespaces and path differ, the flow does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ApiVersion {
    /// 8.6, what most released plugins speak.
    #[default]
    V8_6,
    /// 10, the official SDK's newest.
    V10,
}

impl ApiVersion {
    /// Every version, newest last.
    pub const ALL: [Self; 2] = [Self::V8_6, Self::V10];

    /// The name an administrator chooses.
    pub fn name(self) -> &'static str {
        match self {
            Self::V8_6 => "8.6",
            Self::V10 => "10",
        }
    }

    /// The last part of every namespace.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::V8_6 => "v8_6",
            Self::V10 => "v10",
        }
    }

    /// Where the service listens on its host.
    pub fn path(self) -> &'static str {
        match self {
            Self::V8_6 => "/merchant/service/TWINTMerchantServiceV8_6",
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
