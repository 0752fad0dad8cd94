//! Amounts inside the simulator: whole Rappen, never a float.

use std::fmt;
use std::iter::Sum;

use serde::{Serialize, Serializer};

/// An amount in Rappen; prints and serialises as a decimal with two places (`12.35`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rappen(pub u64);

/// Why a lexically valid `xs:decimal` is not an amount of Swiss francs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAnAmount {
    /// A third decimal place that is not zero.
    TooPrecise,
    /// Larger than the simulator counts.
    TooLarge,
    /// Not a decimal at all, or a negative one.
    NotADecimal,
}

impl Rappen {
    /// No money: 0 Rappen.
    pub const ZERO: Self = Self(0);

    /// Reads an `xs:decimal`: `100`, `99.95`, `+9.5`, `9.500`; never `9.505`, `-1` or `1e2`.
    ///
    /// # Errors
    /// [`NotAnAmount`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotAnAmount> {
        let text = text.trim();
        let text = text.strip_prefix('+').unwrap_or(text);
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if whole.is_empty() && fraction.is_empty()
            || !whole.bytes().all(|b| b.is_ascii_digit())
            || !fraction.bytes().all(|b| b.is_ascii_digit())
        {
            return Err(NotAnAmount::NotADecimal);
        }
        let (kept, rest) = fraction.split_at(fraction.len().min(2));
        if rest.bytes().any(|b| b != b'0') {
            return Err(NotAnAmount::TooPrecise);
        }
        let francs: u64 = match whole {
            "" => 0,
            digits => digits.parse().map_err(|_| NotAnAmount::TooLarge)?,
        };
        let rappen: u64 = format!("{kept:0<2}").parse().unwrap_or(0);
        francs
            .checked_mul(100)
            .and_then(|f| f.checked_add(rappen))
            .map(Self)
            .ok_or(NotAnAmount::TooLarge)
    }

    /// Subtraction that stops at zero.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Add for Rappen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Rappen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |a, b| a + b)
    }
}

impl fmt::Display for Rappen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl PartialEq<&str> for Rappen {
    /// Compares with the printed form, so that a test can say `order.captured == "12.35"`.
    fn eq(&self, other: &&str) -> bool {
        self.to_string() == **other
    }
}

impl Serialize for Rappen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_become_rappen_exactly() {
        for (text, rappen) in [
            ("100", 10_000),
            ("99.95", 9_995),
            ("0.1", 10),
            (".5", 50),
            ("5.", 500),
            ("+7.500", 750),
            ("0", 0),
        ] {
            assert_eq!(Rappen::parse(text), Ok(Rappen(rappen)), "{text}");
        }
    }

    #[test]
    fn a_third_place_is_not_rounded_away() {
        assert_eq!(Rappen::parse("8.605"), Err(NotAnAmount::TooPrecise));
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in ["", ".", "-1", "1e2", "1,5", "CHF", "1.2.3"] {
            assert_eq!(Rappen::parse(text), Err(NotAnAmount::NotADecimal), "{text}");
        }
        assert_eq!(
            Rappen::parse("99999999999999999999"),
            Err(NotAnAmount::TooLarge)
        );
    }

    #[test]
    fn amounts_print_with_two_places() {
        assert_eq!(Rappen(5).to_string(), "0.05");
        assert!(Rappen(1_235) == "12.35");
    }
}
