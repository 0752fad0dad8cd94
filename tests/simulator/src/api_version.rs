//! The versions of the merchant service: a path and a namespace suffix each, older ones before newer ones.

use serde::{Serialize, Serializer};

/// A version of TWINT's merchant service. The paths of 8.7 and 9 are inferred from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApiVersion {
    /// 8.5, with which the official SDK began.
    V8_5,
    /// 8.6
    V8_6,
    /// 8.7
    V8_7,
    /// 9
    V9,
    /// 10
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

impl Schema {
    const fn name(self) -> &'static str {
        match self {
            Self::Merchant => "merchant",
            Self::Base => "base",
            Self::Header => "header",
            Self::Fault => "fault",
        }
    }
}

impl ApiVersion {
    /// All, the oldest first.
    pub const ALL: [Self; 5] = [Self::V8_5, Self::V8_6, Self::V8_7, Self::V9, Self::V10];

    /// As TWINT numbers it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V8_5 => "8.5",
            Self::V8_6 => "8.6",
            Self::V8_7 => "8.7",
            Self::V9 => "9",
            Self::V10 => "10",
        }
    }

    /// The end of its namespaces.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::V8_5 => "v8_5",
            Self::V8_6 => "v8_6",
            Self::V8_7 => "v8_7",
            Self::V9 => "v9",
            Self::V10 => "v10",
        }
    }

    /// Where it is served.
    pub const fn path(self) -> &'static str {
        match self {
            Self::V8_5 => "/merchant/service/TWINTMerchantServiceV8_5",
            Self::V8_6 => "/merchant/service/TWINTMerchantServiceV8_6",
            Self::V8_7 => "/merchant/service/TWINTMerchantServiceV8_7",
            Self::V9 => "/merchant/service/TWINTMerchantServiceV9",
            Self::V10 => "/merchant/service/TWINTMerchantServiceV10",
        }
    }

    /// The version served at a path.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.path() == path)
    }

    /// The namespace of one of its schemas.
    pub fn namespace(self, schema: Schema) -> String {
        let (name, suffix) = (schema.name(), self.suffix());
        format!("http://service.twint.ch/{name}/types/{suffix}")
    }
}

impl Serialize for ApiVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The versions in which something exists, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Versions {
    from: ApiVersion,
    until: ApiVersion,
}

impl Versions {
    pub(crate) const ALL: Self = Self::between(ApiVersion::V8_5, ApiVersion::V10);

    pub(crate) const fn since(from: ApiVersion) -> Self {
        Self::between(from, ApiVersion::V10)
    }

    pub(crate) const fn until(until: ApiVersion) -> Self {
        Self::between(ApiVersion::V8_5, until)
    }

    const fn between(from: ApiVersion, until: ApiVersion) -> Self {
        Self { from, until }
    }

    pub(crate) fn include(self, version: ApiVersion) -> bool {
        (self.from..=self.until).contains(&version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_is_found_at_its_own_path() {
        for version in ApiVersion::ALL {
            assert_eq!(ApiVersion::at(version.path()), Some(version));
        }
        assert_eq!(
            ApiVersion::at("/merchant/service/TWINTMerchantServiceV8"),
            None
        );
    }

    #[test]
    fn versions_are_older_and_newer() {
        let until = Versions::until(ApiVersion::V8_7);
        let since = Versions::since(ApiVersion::V9);
        for version in ApiVersion::ALL {
            assert!(Versions::ALL.include(version));
            assert_ne!(
                until.include(version),
                since.include(version),
                "{version:?}"
            );
        }
        assert!(since.include(ApiVersion::V10) && until.include(ApiVersion::V8_5));
    }
}
