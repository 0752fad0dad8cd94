//! Names that must have the right form before they reach TWINT.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use uuid::Uuid;

/// Why a text is not the identifier it should be; each error completes a sentence that begins with the field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// The text is not `8-4-4-4-12` or 32 hexadecimal digits.
    #[error("is not a UUID such as 3094877c-352c-4bed-b542-bb69c7c4608c")]
    NotUuid,
    /// The text is empty.
    #[error("is empty")]
    Empty,
    /// The text has more than 50 characters (schema types `Token50Type`, `MerchantTransactionReferenceType`).
    #[error("is longer than 50 characters")]
    TooLong,
    /// `xs:token` would collapse the text's blanks, so the text would come back changed.
    #[error("begins or ends with a blank or has two in a row")]
    Blanks,
    /// The text has control characters, line breaks, tabs or what XML cannot carry.
    #[error("contains a control character")]
    Control,
}

/// TWINT's UUID forms (`UuidType`): hyphenated or 32 digits, either in braces or parentheses or not.
fn parse_uuid(text: &str) -> Result<Uuid, IdentifierError> {
    let bare = [('{', '}'), ('(', ')')]
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(text);
    if !matches!(bare.len(), 32 | 36) {
        return Err(IdentifierError::NotUuid);
    }
    Uuid::try_parse(bare).map_err(|_| IdentifierError::NotUuid)
}

/// Checks that the text is a token of at most 50 characters.
fn check_token(text: &str) -> Result<(), IdentifierError> {
    if text.is_empty() {
        return Err(IdentifierError::Empty);
    }
    if text.chars().count() > 50 {
        return Err(IdentifierError::TooLong);
    }
    if text
        .chars()
        .any(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
    {
        return Err(IdentifierError::Control);
    }
    if text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") {
        return Err(IdentifierError::Blanks);
    }
    Ok(())
}

macro_rules! uuid_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(Uuid);

        impl FromStr for $name {
            type Err = IdentifierError;

            /// Reads any form of the schema's `UuidType`.
            ///
            /// # Errors
            /// [`IdentifierError::NotUuid`] for anything else.
            fn from_str(text: &str) -> Result<Self, IdentifierError> {
                parse_uuid(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            /// Writes the UUID in lower case, as 8-4-4-4-12.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.hyphenated())
            }
        }
    };
}

macro_rules! token_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text, as it goes over the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdentifierError;

            /// Takes 1 to 50 characters (not bytes) that `xs:token` leaves unchanged.
            ///
            /// # Errors
            /// [`IdentifierError::Empty`], [`TooLong`](IdentifierError::TooLong), [`Control`](IdentifierError::Control) or
            /// [`Blanks`](IdentifierError::Blanks), whichever applies first.
            fn from_str(text: &str) -> Result<Self, IdentifierError> {
                check_token(text)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

uuid_type! {
    /// The merchant's store (`MerchantUuid` of `MerchantInformationType`), called "System ID" in the TWINT portal.
    StoreUuid
}
uuid_type! {
    /// TWINT's name for an order (`OrderUuid` of requests and of `StartOrder`'s answer, `Uuid` of `OrderType`).
    ///
    /// ```
    /// use twint::twint::values::identifiers::{IdentifierError, OrderUuid};
    ///
    /// let order: OrderUuid = "{84760185A1AD49A7B521CB4B09A006D4}".parse()?;
    /// assert_eq!(order.to_string(), "84760185-a1ad-49a7-b521-cb4b09a006d4");
    /// assert_eq!("84760185".parse::<OrderUuid>(), Err(IdentifierError::NotUuid));
    /// # Ok::<(), IdentifierError>(())
    /// ```
    OrderUuid
}
uuid_type! {
    /// TWINT's name for the connection of a phone and a check-in (`PairingUuid`).
    PairingUuid
}
uuid_type! {
    /// Our name for one message (`MessageId` of `RequestHeaderElement`); TWINT echoes it in the answer's header.
    MessageId
}
token_type! {
    /// The merchant's own name for an order (`MerchantTransactionReferenceType`): one per attempt, never used twice, for TWINT
    /// accepts a reference any number of times and afterwards finds none of its orders by it but with `FindOrder`.
    ///
    /// ```
    /// use twint::twint::values::identifiers::{IdentifierError, Reference};
    ///
    /// let reference: Reference = "ORDER-1001-a7Kq".parse()?;
    /// assert_eq!(reference.as_str(), "ORDER-1001-a7Kq");
    /// assert_eq!("ORDER 1001 ".parse::<Reference>(), Err(IdentifierError::Blanks));
    /// # Ok::<(), IdentifierError>(())
    /// ```
    Reference
}
token_type! {
    /// The till that asks (`CashRegisterId` of `MerchantInformationType`, `Token50Type`); TWINT knows it after
    /// `EnrollCashRegister`.
    CashRegisterId
}
token_type! {
    /// The name or the version of the software that asks (`ClientSoftwareName` and `ClientSoftwareVersion` of
    /// `RequestHeaderElement`).
    SoftwareName
}

impl MessageId {
    /// A new id of random bits (UUID version 4).
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_come_in_the_forms_of_the_schema() {
        let shown = "3094877c-352c-4bed-b542-bb69c7c4608c";
        for form in [
            shown.to_owned(),
            shown.to_uppercase(),
            shown.replace('-', ""),
            format!("{{{shown}}}"),
            format!("({shown})"),
        ] {
            assert_eq!(
                form.parse::<OrderUuid>().unwrap().to_string(),
                shown,
                "{form}"
            );
        }
        for form in [
            "",
            "x",
            &format!("urn:uuid:{shown}"),
            &shown[1..],
            &format!("{{{shown}"),
            "3094877c-352c-4bed-b542-bb69c7c4608g",
        ] {
            assert_eq!(
                form.parse::<OrderUuid>(),
                Err(IdentifierError::NotUuid),
                "{form}"
            );
        }
    }

    #[test]
    fn references_survive_the_wire_unchanged_or_are_refused() {
        for good in [
            "1",
            "ORDER-1001-a7Kq",
            "Bestellung Zürich 1 <&>",
            &"ä".repeat(50),
        ] {
            assert_eq!(good.parse::<Reference>().unwrap().as_str(), good);
        }
        for (bad, error) in [
            ("", IdentifierError::Empty),
            (" a", IdentifierError::Blanks),
            ("a ", IdentifierError::Blanks),
            ("a  b", IdentifierError::Blanks),
            ("a\tb", IdentifierError::Control),
            ("a\nb", IdentifierError::Control),
            ("a\0", IdentifierError::Control),
            ("a\u{1}", IdentifierError::Control),
            ("a\u{ffff}", IdentifierError::Control),
            (&"a".repeat(51), IdentifierError::TooLong),
        ] {
            assert_eq!(bad.parse::<Reference>(), Err(error), "{bad:?}");
        }
    }
}
