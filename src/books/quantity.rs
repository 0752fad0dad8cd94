//! Quantities of goods; a shop may sell half a piece.

use std::fmt;
use std::str::FromStr;

/// The text is not a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "is not a quantity such as 2 or 1.5, with at most nine digits before and six after the point"
)]
pub struct NotAQuantity;

/// A quantity of goods: zero or more, exact to a millionth of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity(u64);

impl Quantity {
    /// The number of decimal places.
    const PLACES: usize = 6;
    /// One piece in millionths.
    const ONE: u64 = 1_000_000;

    /// The quantity in millionths of a piece; below 10^15 if it was parsed.
    pub fn millionths(self) -> u64 {
        self.0
    }

    /// Whether the quantity is zero.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum of both quantities.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, or zero where `other` is more.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl FromStr for Quantity {
    type Err = NotAQuantity;

    /// Reads `2`, `1.5` or `2.500000`: at most nine digits before the point and six after it.
    ///
    /// # Errors
    /// [`NotAQuantity`] for anything else, such as a sign, an exponent or a comma.
    fn from_str(text: &str) -> Result<Self, NotAQuantity> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || whole.len() > 9 || part.len() > Self::PLACES {
            return Err(NotAQuantity);
        }
        let number = |text: &str| text.parse::<u64>().map_err(|_| NotAQuantity);
        Ok(Self(
            number(whole)? * Self::ONE + number(&format!("{part:0<6}"))?,
        ))
    }
}

impl fmt::Display for Quantity {
    /// Writes the quantity without trailing zeros: `2`, `1.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / Self::ONE, self.0 % Self::ONE);
        let part = format!(".{part:06}");
        write!(
            f,
            "{whole}{}",
            part.trim_end_matches('0').trim_end_matches('.')
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_plain_quantities_are_read() {
        for (text, shown) in [
            ("2", "2"),
            ("0", "0"),
            ("1.5", "1.5"),
            ("2.500000", "2.5"),
            ("0.000001", "0.000001"),
            ("999999999.999999", "999999999.999999"),
        ] {
            assert_eq!(text.parse::<Quantity>().unwrap().to_string(), shown);
        }
        for text in [
            "",
            ".",
            "1.",
            ".5",
            "-1",
            "+1",
            "1,5",
            "1e3",
            "0.0000001",
            "1000000000",
            "٣",
        ] {
            assert_eq!(text.parse::<Quantity>(), Err(NotAQuantity), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_written_quantity_reads_back(millionths in 0..1_000_000_000_000_000_u64) {
            let quantity = Quantity(millionths);
            prop_assert_eq!(quantity.to_string().parse::<Quantity>(), Ok(quantity));
        }
    }
}
