//! Swiss francs, and the amounts TWINT reports.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// Why a text is no amount we send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChfError {
    /// Empty, signed, grouped, with an exponent, or otherwise not digits with an optional point.
    #[error("is not a plain decimal number such as 12.35")]
    NotPlain,
    /// More than two decimals; nothing is rounded silently.
    #[error("has more than two decimals")]
    TooPrecise,
    /// Above [`Chf::MAX`].
    #[error("is more than 999999999.99")]
    TooLarge,
}

/// An amount in Swiss francs: 0.00 to 999,999,999.99, always whole Rappen.
///
/// TWINT's schema (`CurrencyAmountType`) sets no upper bound and no number of decimals; these bounds are ours,
/// far above what a payment can be and low enough that no sum overflows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chf(Decimal);

impl Chf {
    /// The largest amount: 999,999,999.99.
    pub const MAX: Self = Self(Decimal::from_parts(1_215_752_191, 23, 0, false, 2));
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, 2));

    /// From whole Rappen, or `None` above [`Chf::MAX`].
    pub fn from_rappen(rappen: u64) -> Option<Self> {
        let decimal = Decimal::new(i64::try_from(rappen).ok()?, 2);
        (decimal <= Self::MAX.0).then_some(Self(decimal))
    }

    /// In whole Rappen.
    pub fn rappen(self) -> u64 {
        // Never negative and never above MAX, so the mantissa fits.
        u64::try_from(self.0.mantissa()).unwrap_or(u64::MAX)
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The sum, or `None` above [`Chf::MAX`].
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Self::from_rappen(self.rappen().checked_add(other.rappen())?)
    }

    /// The difference, or `None` below zero.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        Self::from_rappen(self.rappen().checked_sub(other.rappen())?)
    }
}

impl FromStr for Chf {
    type Err = ChfError;

    /// Reads `12`, `12.3` or `12.35`; anything else is refused.
    fn from_str(text: &str) -> Result<Self, ChfError> {
        let (francs, rappen) = text
            .split_once('.')
            .map_or((text, None), |(f, r)| (f, Some(r)));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(francs)
            || rappen.is_some_and(|r| !digits(r))
            || (francs.len() > 1 && francs.starts_with('0'))
        {
            return Err(ChfError::NotPlain);
        }
        let rappen = rappen.unwrap_or("");
        if rappen.len() > 2 {
            return Err(ChfError::TooPrecise);
        }
        if francs.len() > 9 {
            return Err(ChfError::TooLarge);
        }
        // At most eleven digits: cannot overflow.
        let mantissa: i64 = format!("{francs}{rappen:0<2}")
            .parse()
            .map_err(|_| ChfError::TooLarge)?;
        Ok(Self(Decimal::new(mantissa, 2)))
    }
}

impl fmt::Display for Chf {
    /// Always two decimals, as PHP gets it and as TWINT is sent it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Chf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CHF {}", self.0)
    }
}

impl Serialize for Chf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// An amount as TWINT reports it (`CurrencyAmountType`): any scale, any currency.
///
/// Orders that other software started may carry what we would never send, and one of them must not spoil a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    decimal: Decimal,
    /// The currency as it came, `CHF` in practice.
    pub currency: String,
}

impl Amount {
    /// What we ask for, in the form TWINT answers with.
    pub fn from_chf(chf: Chf) -> Self {
        Self {
            decimal: chf.0,
            currency: "CHF".to_owned(),
        }
    }

    /// Reads the lexical form of `xs:decimal` that TWINT's `PositiveDecimal` allows, a plus sign included; `None` for
    /// anything else.
    pub fn read(decimal: &str, currency: &str) -> Option<Self> {
        let text = decimal.trim();
        let text = text.strip_prefix('+').unwrap_or(text);
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let decimal = if plain {
            Decimal::from_str(text).ok()?
        } else {
            return None;
        };
        Some(Self {
            decimal,
            currency: currency.trim().to_owned(),
        })
    }

    /// The sum, `None` where the currencies differ or nobody could count so far.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.decimal.checked_add(other.decimal))
            .flatten()
            .map(|decimal| Self {
                decimal,
                currency: self.currency.clone(),
            })
    }

    /// The amount in francs, if it is one.
    pub fn chf(&self) -> Option<Chf> {
        if self.currency != "CHF" {
            return None;
        }
        self.decimal.normalize().to_string().parse().ok()
    }

    /// Compares with francs.
    pub fn is(&self, chf: Chf) -> bool {
        self.chf() == Some(chf)
    }
}

impl fmt::Display for Amount {
    /// At least two decimals and no needless zero behind them: `12.00`, `12.35`, `8.605`. Currency not included.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut decimal = self.decimal.normalize();
        if decimal.scale() < 2 {
            decimal.rescale(2);
        }
        decimal.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_plain_decimals_only() {
        for (text, rappen) in [
            ("0", 0),
            ("0.01", 1),
            ("12", 1200),
            ("12.3", 1230),
            ("12.35", 1235),
            ("999999999.99", 99_999_999_999),
        ] {
            assert_eq!(text.parse::<Chf>().map(Chf::rappen), Ok(rappen), "{text}");
        }
        for (text, error) in [
            ("", ChfError::NotPlain),
            (".5", ChfError::NotPlain),
            ("5.", ChfError::NotPlain),
            ("-1", ChfError::NotPlain),
            ("+1", ChfError::NotPlain),
            ("1e3", ChfError::NotPlain),
            ("1_000", ChfError::NotPlain),
            ("1'000", ChfError::NotPlain),
            ("1,5", ChfError::NotPlain),
            (" 1", ChfError::NotPlain),
            ("01", ChfError::NotPlain),
            ("1.2.3", ChfError::NotPlain),
            ("٣", ChfError::NotPlain),
            ("NaN", ChfError::NotPlain),
            ("1\0", ChfError::NotPlain),
            ("1.000", ChfError::TooPrecise),
            ("8.605", ChfError::TooPrecise),
            ("1000000000", ChfError::TooLarge),
        ] {
            assert_eq!(text.parse::<Chf>(), Err(error), "{text}");
        }
    }

    #[test]
    fn arithmetic_stays_between_nothing_and_the_maximum() {
        let one = Chf::from_rappen(1).unwrap();
        assert_eq!(Chf::MAX.rappen(), 99_999_999_999);
        assert_eq!(Chf::MAX.checked_add(one), None);
        assert_eq!(Chf::ZERO.checked_sub(one), None);
        assert_eq!(one.checked_sub(one), Some(Chf::ZERO));
        assert_eq!(Chf::from_rappen(99_999_999_999 + 1), None);
    }

    #[test]
    fn amounts_from_twint_keep_what_they_say() {
        for (read, shown) in [
            ("100", "100.00"),
            ("99.95", "99.95"),
            ("99.950", "99.95"),
            ("8.605", "8.605"),
            ("0", "0.00"),
        ] {
            assert_eq!(
                Amount::read(read, "CHF").unwrap().to_string(),
                shown,
                "{read}"
            );
        }
        assert!(Amount::read("1E2", "CHF").is_none());
        assert!(Amount::read("-1", "CHF").is_none());
        assert!(Amount::read("8.605", "CHF").unwrap().chf().is_none());
        assert!(Amount::read("8.60", "EUR").unwrap().chf().is_none());
        assert!(
            Amount::read("100", "CHF")
                .unwrap()
                .is("100.00".parse().unwrap())
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(rappen in 0..=99_999_999_999_u64) {
            let chf = Chf::from_rappen(rappen).unwrap();
            prop_assert_eq!(chf.to_string().parse::<Chf>(), Ok(chf));
            prop_assert_eq!(chf.to_string().rsplit_once('.').unwrap().1.len(), 2);
            prop_assert_eq!(Amount::from_chf(chf).chf(), Some(chf));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            if let Ok(chf) = text.parse::<Chf>() {
                prop_assert!(chf <= Chf::MAX);
            }
            let _ = Amount::read(&text, &text);
        }

        #[test]
        fn adding_and_taking_away_again_changes_nothing(a in 0..=50_000_000_000_u64, b in 0..=49_999_999_999_u64) {
            let (a, b) = (Chf::from_rappen(a).unwrap(), Chf::from_rappen(b).unwrap());
            prop_assert_eq!(a.checked_add(b).and_then(|sum| sum.checked_sub(b)), Some(a));
        }
    }
}
