//! Swiss francs, and the amounts TWINT reports.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// Why a text is no amount we send; each error completes a sentence that begins with the field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChfError {
    /// The text is empty, signed, grouped, has an exponent, or is otherwise not digits with an optional point.
    #[error("is not a plain decimal number such as 12.35")]
    NotPlain,
    /// The text has more than two decimals; nothing is rounded silently.
    #[error("has more than two decimals")]
    TooPrecise,
    /// The amount is above [`Chf::MAX`].
    #[error("is more than 999999999.99")]
    TooLarge,
}

/// An amount in Swiss francs: 0.00 to 999,999,999.99, always whole Rappen.
///
/// TWINT's schema (`CurrencyAmountType`) sets no upper bound and no number of decimals; these bounds are ours,
/// far above what a payment can be and low enough that no sum overflows.
///
/// ```
/// use twint::twint::values::money::{Chf, ChfError};
///
/// let price: Chf = "12.3".parse()?;
/// assert_eq!((price.rappen(), price.to_string()), (1230, "12.30".to_owned()));
/// assert_eq!(price.checked_sub("12.31".parse()?), None);
/// assert_eq!("8.605".parse::<Chf>(), Err(ChfError::TooPrecise));
/// # Ok::<(), ChfError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chf(Decimal);

impl Chf {
    /// The largest amount: 999,999,999.99.
    pub const MAX: Self = Self(Decimal::from_parts(1_215_752_191, 23, 0, false, 2));
    /// No money: 0.00.
    pub const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, 2));

    /// The amount of so many Rappen (hundredths of a franc), or `None` above [`Chf::MAX`].
    pub fn from_rappen(rappen: u64) -> Option<Self> {
        let decimal = Decimal::new(i64::try_from(rappen).ok()?, 2);
        (decimal <= Self::MAX.0).then_some(Self(decimal))
    }

    /// The amount in Rappen, 0 to 99,999,999,999.
    pub fn rappen(self) -> u64 {
        // An amount is never negative and never above `MAX`, so the mantissa fits.
        u64::try_from(self.0.mantissa()).unwrap_or(u64::MAX)
    }

    /// Whether the amount is zero.
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

    /// Reads `12`, `12.3` or `12.35`: digits without leading zeros, then at most two decimals behind a point.
    ///
    /// # Errors
    /// [`ChfError`] says which rule any other text breaks.
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
        // At most eleven digits cannot overflow.
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

/// Why a text is no amount that TWINT reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a decimal number of at most 28 digits without a minus sign")]
pub struct AmountError;

/// An amount as TWINT reports it (`CurrencyAmountType`): zero or more, with any number of decimals, in any currency.
///
/// Orders that other software started may carry what we would never send, and one of them must not spoil a search.
///
/// ```
/// use twint::twint::values::money::{Amount, AmountError, Chf};
///
/// let fee = Amount::new("+0.250", "CHF")?;
/// assert_eq!(fee.to_string(), "0.25");
/// assert_eq!(fee, Chf::from_rappen(25).unwrap());
/// assert_eq!(Amount::new("8.605", "CHF")?.chf(), None, "not whole Rappen");
/// assert_eq!(Amount::new("-1", "CHF"), Err(AmountError));
/// # Ok::<(), AmountError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    decimal: Decimal,
    /// The currency as it came (ISO 4217), `CHF` in practice.
    pub currency: String,
}

impl Amount {
    /// Reads the lexical form of `xs:decimal` that TWINT's `PositiveDecimal` allows, a plus sign included; blanks around either
    /// text do not count.
    ///
    /// # Errors
    /// [`AmountError`] for anything else, and for more digits than can be held without rounding.
    pub fn new(decimal: &str, currency: &str) -> Result<Self, AmountError> {
        let text = decimal.trim();
        let text = text.strip_prefix('+').unwrap_or(text);
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let decimal = Some(text)
            .filter(|_| plain)
            .and_then(|text| Decimal::from_str_exact(text).ok())
            .ok_or(AmountError)?;
        Ok(Self {
            decimal,
            currency: currency.trim().to_owned(),
        })
    }

    /// The sum, `None` where the currencies differ or it has more digits than can be held.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        let decimal = self.decimal.checked_add(other.decimal)?;
        // Where the digits do not suffice, `Decimal` gives up decimals.
        let exact = decimal.scale() == self.decimal.scale().max(other.decimal.scale());
        exact.then(|| Self {
            decimal,
            currency: self.currency.clone(),
        })
    }

    /// The amount in francs; `None` for another currency, parts of a Rappen and more than [`Chf::MAX`].
    pub fn chf(&self) -> Option<Chf> {
        if self.currency != "CHF" {
            return None;
        }
        self.decimal.normalize().to_string().parse().ok()
    }
}

impl From<Chf> for Amount {
    /// What we ask for, in the form TWINT answers with.
    fn from(chf: Chf) -> Self {
        Self {
            decimal: chf.0,
            currency: "CHF".to_owned(),
        }
    }
}

impl PartialEq<Chf> for Amount {
    fn eq(&self, other: &Chf) -> bool {
        self.chf() == Some(*other)
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
            ("+42.00", "42.00"),
            (".5", "0.50"),
            ("5.", "5.00"),
            (" 1.5 ", "1.50"),
        ] {
            assert_eq!(
                Amount::new(read, "CHF").unwrap().to_string(),
                shown,
                "{read}"
            );
        }
        let francs: Chf = "100.00".parse().unwrap();
        assert_eq!(Amount::new("100", "CHF").unwrap(), francs);
        assert_ne!(Amount::new("100.001", "CHF").unwrap(), francs);
        assert_ne!(Amount::new("100", "EUR").unwrap(), francs);
        assert_eq!(Amount::new("8.605", "CHF").unwrap().chf(), None);
        assert_eq!(Amount::new("8.60", "EUR").unwrap().chf(), None);
    }

    #[test]
    fn what_is_no_amount_or_would_be_rounded_is_refused() {
        for text in [
            "",
            "+",
            ".",
            "1.2.3",
            "-1",
            "++1",
            "1E2",
            "1_000",
            "1'000",
            "NaN",
            "12.3500000000000000000000000000001",
            "123456789012345678901234567890",
        ] {
            assert_eq!(Amount::new(text, "CHF"), Err(AmountError), "{text}");
        }
    }

    #[test]
    fn sums_are_of_one_currency_and_exact() {
        let amount = |text: &str| Amount::new(text, "CHF").unwrap();
        assert_eq!(
            amount("0.1").checked_add(&amount("0.20")),
            Some(amount("0.3"))
        );
        let euros = Amount::new("1", "EUR").unwrap();
        assert_eq!(amount("1").checked_add(&euros), None);
        let huge = amount("79228162514264337593543950335");
        assert_eq!(huge.checked_add(&huge), None);
        assert_eq!(huge.checked_add(&amount("0.1")), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(rappen in 0..=99_999_999_999_u64) {
            let chf = Chf::from_rappen(rappen).unwrap();
            prop_assert_eq!(chf.to_string().parse::<Chf>(), Ok(chf));
            prop_assert_eq!(chf.to_string().rsplit_once('.').unwrap().1.len(), 2);
            prop_assert_eq!(Amount::from(chf).chf(), Some(chf));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            if let Ok(chf) = text.parse::<Chf>() {
                prop_assert!(chf <= Chf::MAX);
            }
            let _ = Amount::new(&text, &text);
        }

        #[test]
        fn adding_and_taking_away_again_changes_nothing(a in 0..=50_000_000_000_u64, b in 0..=49_999_999_999_u64) {
            let (a, b) = (Chf::from_rappen(a).unwrap(), Chf::from_rappen(b).unwrap());
            prop_assert_eq!(a.checked_add(b).and_then(|sum| sum.checked_sub(b)), Some(a));
        }
    }
}
