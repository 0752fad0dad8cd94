//! The versions of TWINT's interface, as data.

use std::fmt;

use strum::{EnumString, IntoStaticStr, VariantArray};

/// A version of the merchant service; namespaces and path differ, what we send and read does not.
///
/// [`ApiVersion::VARIANTS`] lists them, newest last.
///
/// ```
/// use twint::twint::values::api_version::ApiVersion;
///
/// assert_eq!("8.6".parse(), Ok(ApiVersion::default()));
/// let error = "8.60".parse::<ApiVersion>().unwrap_err();
/// assert_eq!(error.to_string(), "is none of 8.5, 8.6, 8.7, 9, 10");
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(parse_err_ty = UnknownApiVersion, parse_err_fn = unknown)]
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
    /// The name an administrator chooses, such as `8.6`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The last part of every namespace, such as `v8_6`.
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

/// A name that no [`ApiVersion`] has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownApiVersion;

impl fmt::Display for UnknownApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = ApiVersion::VARIANTS
            .iter()
            .map(|version| version.name())
            .collect();
        write!(f, "is none of {}", names.join(", "))
    }
}

impl std::error::Error for UnknownApiVersion {}

fn unknown(_: &str) -> UnknownApiVersion {
    UnknownApiVersion
}
