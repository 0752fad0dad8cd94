//! The shipping methods that TWINT's app offers to the buyer during a check-in.
//!
//! The limits are those of version 8.7 and later, which are the narrowest. The schema of 8.6 allows more, but TWINT is known to
//! refuse labels there, too.

use std::str::FromStr;

use serde::Serialize;

use super::letters::in_ascii;
use super::money::Chf;

/// Why a text is no id of a shipping method; each error completes a sentence that begins with the field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShippingMethodIdError {
    /// Nothing in it.
    #[error("is empty")]
    Empty,
    /// More than 128 characters.
    #[error("is longer than 128 characters")]
    TooLong,
    /// A character that TWINT does not take.
    #[error("holds something else than letters from a to z, digits, -, _ and +")]
    Character,
}

/// The shop's name for a shipping method (`ShippingMethodIdType`).
///
/// ```
/// use twint::twint::values::shipping::{ShippingMethodId, ShippingMethodIdError};
///
/// assert_eq!("3+17".parse::<ShippingMethodId>()?.as_str(), "3+17");
/// assert_eq!("3:17".parse::<ShippingMethodId>(), Err(ShippingMethodIdError::Character));
/// # Ok::<(), ShippingMethodIdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct ShippingMethodId(String);

impl ShippingMethodId {
    /// The text, as it goes over the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ShippingMethodId {
    type Err = ShippingMethodIdError;

    /// Takes 1 to 128 of the characters that TWINT allows.
    ///
    /// # Errors
    /// [`ShippingMethodIdError`] says which rule any other text breaks.
    fn from_str(text: &str) -> Result<Self, ShippingMethodIdError> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+');
        if text.is_empty() {
            Err(ShippingMethodIdError::Empty)
        } else if !text.chars().all(allowed) {
            Err(ShippingMethodIdError::Character)
        } else if text.len() > 128 {
            Err(ShippingMethodIdError::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

/// A text in which no character is left that TWINT can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("holds no character that TWINT can show")]
pub struct EmptyLabel;

/// The most bytes of a label. The schema says 256 characters, the official SDK cuts at 255 and tries 128 umlauts, which are 256 bytes:
/// what is short enough in bytes is short enough either way.
const MAX_LABEL_BYTES: usize = 255;

/// What the buyer reads of a shipping method (`RestrictedLabel256Type`), in characters that TWINT takes.
///
/// ```
/// use twint::twint::values::shipping::Label;
///
/// let label: Label = "Œuvre  postale – „Łódź“, 3.–6. Dez.".parse()?;
/// assert_eq!(label.as_str(), "OEuvre postale – „Lódz“, 3.–6. Dez.");
/// # Ok::<(), twint::twint::values::shipping::EmptyLabel>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Label(String);

impl Label {
    /// The text, as it goes over the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Label {
    type Err = EmptyLabel;

    /// Writes what TWINT does not take in ASCII or leaves it out, makes one blank of several, and cuts what is too long.
    ///
    /// # Errors
    /// [`EmptyLabel`] if nothing is left.
    fn from_str(text: &str) -> Result<Self, EmptyLabel> {
        let mut label = String::with_capacity(text.len().min(MAX_LABEL_BYTES));
        let mut blank = false;
        for original in text.chars() {
            let mut own = [0; 4];
            let shown: &str = if is_taken(original) {
                original.encode_utf8(&mut own)
            } else if original.is_control() || original.is_whitespace() {
                " "
            } else {
                in_ascii(original)
            };
            for c in shown.chars() {
                if c == ' ' {
                    blank = !label.is_empty();
                    continue;
                }
                let needed = usize::from(blank) + c.len_utf8();
                if label.len() + needed > MAX_LABEL_BYTES {
                    return Ok(Self(label));
                }
                if blank {
                    label.push(' ');
                }
                blank = false;
                label.push(c);
            }
        }
        if label.is_empty() {
            Err(EmptyLabel)
        } else {
            Ok(Self(label))
        }
    }
}

/// Whether TWINT takes a character as it is. The schema allows all punctuation, mathematical and currency signs; of those outside of
/// Latin-1 these are the ones that texts of shops have.
fn is_taken(c: char) -> bool {
    let is_latin = matches!(c, ' '..='~' | '\u{a1}'..='\u{ff}');
    let is_soft_hyphen = c == '\u{ad}';
    is_latin && !is_soft_hyphen || "–—‘’‚“”„†‡•…‰‹›€−≤≥≠≈∞".contains(c)
}

/// A way to ship, with its price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippingMethod {
    /// By this name TWINT says which one the buyer chose.
    pub id: ShippingMethodId,
    /// What the buyer reads.
    pub label: Label,
    /// What the buyer reads below it; sent from version 8.7 on, which brought it.
    pub description: Option<Label>,
    /// What it costs; nothing is possible.
    pub amount: Chf,
}

/// Why shipping methods cannot be offered together; each error completes a sentence that begins with the field's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShippingMethodsError {
    /// More than 20.
    #[error("holds more than 20")]
    TooMany,
    /// TWINT could not say which of the two the buyer chose.
    #[error("holds two with the id {0}")]
    SameId(String),
}

/// The shipping methods of one check-in: at most 20, each with an id of its own. Without any, nothing is shipped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShippingMethods(Vec<ShippingMethod>);

impl ShippingMethods {
    /// The most that TWINT takes.
    pub const MAX: usize = 20;

    /// All of them, in the order in which the buyer sees them.
    ///
    /// # Errors
    /// [`ShippingMethodsError`] if there are too many or two have the same id.
    pub fn new(methods: Vec<ShippingMethod>) -> Result<Self, ShippingMethodsError> {
        if methods.len() > Self::MAX {
            return Err(ShippingMethodsError::TooMany);
        }
        for (index, method) in methods.iter().enumerate() {
            if methods[..index].iter().any(|other| other.id == method.id) {
                let id = method.id.as_str().to_owned();
                return Err(ShippingMethodsError::SameId(id));
            }
        }
        Ok(Self(methods))
    }

    /// The methods in the order in which the buyer sees them.
    pub fn iter(&self) -> std::slice::Iter<'_, ShippingMethod> {
        self.0.iter()
    }

    /// Whether nothing is shipped.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one with this id.
    pub fn get(&self, id: &str) -> Option<&ShippingMethod> {
        self.iter().find(|method| method.id.as_str() == id)
    }
}

impl<'a> IntoIterator for &'a ShippingMethods {
    type Item = &'a ShippingMethod;
    type IntoIter = std::slice::Iter<'a, ShippingMethod>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_have_the_letters_of_the_schema() {
        for good in ["1", "post-eco", "3+17", "A_b", &"x".repeat(128)] {
            assert_eq!(good.parse::<ShippingMethodId>().unwrap().as_str(), good);
        }
        for (bad, error) in [
            ("", ShippingMethodIdError::Empty),
            ("a b", ShippingMethodIdError::Character),
            ("a.b", ShippingMethodIdError::Character),
            ("a:b", ShippingMethodIdError::Character),
            ("é", ShippingMethodIdError::Character),
            ("a\n", ShippingMethodIdError::Character),
            (&"x".repeat(129), ShippingMethodIdError::TooLong),
        ] {
            assert_eq!(bad.parse::<ShippingMethodId>(), Err(error), "{bad:?}");
        }
    }

    #[test]
    fn labels_are_written_in_letters_that_twint_takes() {
        for (text, label) in [
            ("Économique ü ß ñ", "Économique ü ß ñ"),
            ("5 € – „Priority“ ½ × 2", "5 € – „Priority“ ½ × 2"),
            ("3.–6. Dez", "3.–6. Dez"),
            ("Košice", "Kosice"),
            ("Почта", "Pochta"),
            ("DHL™", "DHLTM"),
            ("📦 Paket – 中", "Paket –"),
            (" \u{a0}a\t\r\n b\u{ad}c\u{200b} ", "a bc"),
            ("\0a\u{85}b", "a b"),
        ] {
            assert_eq!(text.parse::<Label>().unwrap().as_str(), label, "{text:?}");
        }
        for nothing in ["", "  ", "\u{200b}\u{ad}", "\n", "📦"] {
            assert_eq!(nothing.parse::<Label>(), Err(EmptyLabel), "{nothing:?}");
        }
    }

    #[test]
    fn labels_are_cut_where_they_are_too_long_in_bytes() {
        let ascii: Label = "a".repeat(300).parse().unwrap();
        assert_eq!(ascii.as_str(), "a".repeat(255));
        let umlauts: Label = "ä".repeat(300).parse().unwrap();
        assert_eq!(umlauts.as_str(), "ä".repeat(127));
        let blank_at_the_end: Label = format!("{} b", "a".repeat(254)).parse().unwrap();
        assert_eq!(blank_at_the_end.as_str(), "a".repeat(254));
        let just_enough: Label = format!("{} b", "a".repeat(253)).parse().unwrap();
        assert_eq!(just_enough.as_str().len(), 255);
    }

    fn method(id: &str) -> ShippingMethod {
        ShippingMethod {
            id: id.parse().unwrap(),
            label: id.parse().unwrap(),
            description: None,
            amount: Chf::ZERO,
        }
    }

    #[test]
    fn there_are_at_most_twenty_with_different_ids() {
        let numbered = |count: usize| (0..count).map(|n| method(&n.to_string())).collect();
        let twenty = ShippingMethods::new(numbered(20)).unwrap();
        assert_eq!(twenty.get("19").unwrap().id.as_str(), "19");
        assert_eq!(twenty.get("20"), None);
        assert_eq!(
            ShippingMethods::new(numbered(21)),
            Err(ShippingMethodsError::TooMany)
        );
        assert_eq!(
            ShippingMethods::new(vec![method("a"), method("b"), method("a")]),
            Err(ShippingMethodsError::SameId("a".to_owned()))
        );
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_label_or_nothing(text in "\\PC{0,300}|.{0,300}") {
            if let Ok(label) = text.parse::<Label>() {
                let shown = label.as_str();
                prop_assert!((1..=MAX_LABEL_BYTES).contains(&shown.len()));
                prop_assert!(shown.chars().all(is_taken), "{shown}");
                prop_assert!(!shown.contains("  ") && shown.trim() == shown);
                prop_assert_eq!(shown.parse::<Label>().unwrap(), label.clone());
            }
        }
    }
}
