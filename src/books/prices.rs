//! What the rows of an order come to, from the shop's prices: net, for one piece, and in the shop's own currency.

use rust_decimal::{Decimal, RoundingStrategy};

use super::quote::rappen;
use crate::twint::values::money::Chf;

/// A row as the shop keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// Net, for one piece, in the shop's currency.
    pub price: Decimal,
    /// How many.
    pub quantity: Decimal,
    /// In percent.
    pub vat_rate: Decimal,
}

/// A row in Rappen; negative for a discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priced {
    /// Without VAT.
    pub net: i64,
    /// With it.
    pub gross: i64,
}

/// What rows come to, and what is left to make them add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    /// In the order they came.
    pub rows: Vec<Priced>,
    /// The customer's credit that was used, in Rappen; negative.
    pub credit: i64,
    /// What the shop rounded, in Rappen: without it the rows would not add up to what was charged.
    pub rounding: i64,
}

/// Reckons; `factor` is the francs to one of the shop's currency, `credit` is in the shop's currency, `charged` is what the
/// buyer was asked for. `None`: no shop has such prices.
pub fn prices(rows: &[Price], factor: Decimal, credit: Decimal, charged: Chf) -> Option<Prices> {
    let rows: Vec<Priced> = rows
        .iter()
        .map(|row| priced(row, factor))
        .collect::<Option<_>>()?;
    let credit = in_rappen(credit.checked_mul(factor)?)?;
    let sum = rows
        .iter()
        .try_fold(credit, |sum, row| sum.checked_add(row.gross))?;
    Some(Prices {
        rows,
        credit,
        rounding: rappen(charged).checked_sub(sum)?,
    })
}

fn priced(row: &Price, factor: Decimal) -> Option<Priced> {
    let net = row.price.checked_mul(factor)?.checked_mul(row.quantity)?;
    let with_vat = row.vat_rate.checked_add(Decimal::ONE_HUNDRED)?;
    Some(Priced {
        net: in_rappen(net)?,
        gross: in_rappen(
            net.checked_mul(with_vat)?
                .checked_div(Decimal::ONE_HUNDRED)?,
        )?,
    })
}

/// To the nearest Rappen, halves away from nothing.
fn in_rappen(francs: Decimal) -> Option<i64> {
    let mut rounded = francs.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    let rappen = i64::try_from(rounded.mantissa()).ok()?;
    // What is no amount is no sum of amounts, either; and so no sum of rows overflows.
    (rappen.unsigned_abs() <= Chf::MAX.rappen()).then_some(rappen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn price(price: &str, quantity: &str, vat_rate: &str) -> Price {
        Price {
            price: price.parse().unwrap(),
            quantity: quantity.parse().unwrap(),
            vat_rate: vat_rate.parse().unwrap(),
        }
    }

    fn one(row: Price, factor: &str) -> (i64, i64) {
        let is = prices(&[row], factor.parse().unwrap(), Decimal::ZERO, Chf::ZERO).unwrap();
        (is.rows[0].net, is.rows[0].gross)
    }

    #[test]
    fn a_row_is_rounded_once_as_a_whole() {
        for (row, factor, net_and_gross) in [
            (price("27.7520814061", "1", "8.1"), "1", (2775, 3000)),
            (price("4.6253469010", "3", "8.1"), "1", (1388, 1500)),
            (price("10", "2.5", "0"), "1", (2500, 2500)),
            (price("10", "1", "8.1"), "0.95", (950, 1027)),
            (price("-9.2506938020", "1", "8.1"), "1", (-925, -1000)),
            (price("0.005", "1", "0"), "1", (1, 1)),
            (price("-0.005", "1", "0"), "1", (-1, -1)),
            (price("0.0049999999", "1", "0"), "1", (0, 0)),
            (price("0", "7", "8.1"), "1", (0, 0)),
        ] {
            assert_eq!(one(row, factor), net_and_gross, "{row:?}");
        }
    }

    #[test]
    fn credit_and_rounding_make_the_rows_add_up_to_what_was_charged() {
        let rows = [price("19.98", "1", "0"), price("-5", "1", "0")];
        let charged = "12.50".parse().unwrap();
        let is = prices(&rows, Decimal::ONE, "-2.5".parse().unwrap(), charged).unwrap();
        assert_eq!((is.credit, is.rounding), (-250, 2));
    }

    #[test]
    fn prices_that_no_shop_has_are_not_reckoned_with() {
        let huge = price("79228162514264337593543950335", "1", "0");
        let factor = "1000000".parse().unwrap();
        assert_eq!(prices(&[huge], factor, Decimal::ZERO, Chf::ZERO), None);
        let much = price("1000000000", "1", "0");
        assert_eq!(
            prices(&[much], Decimal::ONE, Decimal::ZERO, Chf::ZERO),
            None
        );
    }

    proptest! {
        #[test]
        fn rows_credit_and_rounding_add_up_to_what_was_charged(
            rows in proptest::collection::vec((-1_000_000_000_i64..1_000_000_000, 1..100_000_i64, 0..10_000_i64), 0..20),
            credit in -1_000_000_i64..=0,
            charged in 0..10_000_000_u64,
        ) {
            let rows: Vec<Price> = rows
                .into_iter()
                .map(|(price, quantity, vat_rate)| Price {
                    price: Decimal::new(price, 6),
                    quantity: Decimal::new(quantity, 3),
                    vat_rate: Decimal::new(vat_rate, 2),
                })
                .collect();
            let charged = Chf::from_rappen(charged).unwrap();
            let is = prices(&rows, Decimal::new(95, 2), Decimal::new(credit, 2), charged).unwrap();
            let sum: i64 = is.rows.iter().map(|row| row.gross).sum();
            prop_assert_eq!(sum + is.credit + is.rounding, i64::try_from(charged.rappen()).unwrap());
        }
    }
}
