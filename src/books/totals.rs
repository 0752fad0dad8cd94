//! Sums of money that moved in both directions, for the merchant's bookkeeping.

use rust_decimal::Decimal;

/// Decimal places of a franc.
const PLACES: u32 = 2;

/// Adds `change` to `total`; both may be negative. Absent where either has parts of a Rappen, or the sum is too large.
pub fn added(total: Decimal, change: Decimal) -> Option<Decimal> {
    if total.normalize().scale() > PLACES || change.normalize().scale() > PLACES {
        return None;
    }
    let mut sum = total.checked_add(change)?;
    sum.rescale(PLACES);
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_in_and_out_adds_up_to_the_rappen() {
        for (total, change, sum) in [
            ("0", "57.30", Some("57.30")),
            ("57.30", "-57.30", Some("0.00")),
            ("0.10", "0.20", Some("0.30")),
            ("57.35", "0.05", Some("57.40")),
            ("-5", "2.5", Some("-2.50")),
            ("1.005", "1", None),
            ("1", "0.001", None),
            ("79228162514264337593543950335", "1", None),
        ] {
            let francs = |text: &str| Decimal::from_str_exact(text).unwrap();
            let expected = sum.map(str::to_owned);
            assert_eq!(
                added(francs(total), francs(change)).map(|sum| sum.to_string()),
                expected,
                "{total} + {change}"
            );
        }
    }
}
