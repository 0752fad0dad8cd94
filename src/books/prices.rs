//! Converts the shop's prices (net, for one piece, in the shop's currency) to the Rappen that the rows of an order cost.

use rust_decimal::{Decimal, RoundingStrategy};

use super::quote::rappen;
use crate::twint::values::money::Chf;

/// The only currency that TWINT takes.
const CURRENCY: &str = "CHF";

/// A row of an order as the shop stores it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShopRow {
    /// The net price of one piece, in the shop's currency; negative for a discount.
    pub unit_net: Decimal,
    /// The number of pieces.
    pub quantity: Decimal,
    /// The VAT rate in percent, such as 8.1.
    pub vat_rate: Decimal,
}

/// What a whole row costs, in Rappen; negative for a discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPrice {
    /// The price without VAT.
    pub net: i64,
    /// The price with VAT.
    pub gross: i64,
}

/// What the rows of an order cost, and what else belongs to the charged amount. Rows (gross), credit and rounding add up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    /// One entry for each row, in the order of the input.
    pub rows: Vec<RowPrice>,
    /// The customer's store credit that paid a part of the order, in Rappen; zero or negative.
    pub credit: i64,
    /// The difference that the shop's own rounding makes, in Rappen, of either sign.
    pub rounding: i64,
}

/// Decides whether an order that comes to `total` in `currency` can be paid with TWINT: there have to be francs to pay.
pub fn is_payable(total: Decimal, currency: &str) -> bool {
    currency == CURRENCY && in_rappen(total).is_some_and(|rappen| rappen > 0)
}

/// Converts the rows of an order to Rappen. Each row is rounded once, as a whole.
///
/// `factor` is the number of francs for one unit of the shop's currency. `credit` is in the shop's currency, zero or negative.
/// `charged` is the amount that the buyer was asked for.
///
/// `None` if a number overflows or a row exceeds [`Chf::MAX`]; no shop has such prices.
pub fn prices(rows: &[ShopRow], factor: Decimal, credit: Decimal, charged: Chf) -> Option<Prices> {
    let rows: Vec<RowPrice> = rows
        .iter()
        .map(|row| row_price(row, factor))
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

fn row_price(row: &ShopRow, factor: Decimal) -> Option<RowPrice> {
    let net = row
        .unit_net
        .checked_mul(factor)?
        .checked_mul(row.quantity)?;
    let with_vat = row.vat_rate.checked_add(Decimal::ONE_HUNDRED)?;
    Some(RowPrice {
        net: in_rappen(net)?,
        gross: in_rappen(
            net.checked_mul(with_vat)?
                .checked_div(Decimal::ONE_HUNDRED)?,
        )?,
    })
}

/// Rounds francs to the nearest Rappen, halves away from zero. `None` beyond [`Chf::MAX`] in either direction.
fn in_rappen(francs: Decimal) -> Option<i64> {
    let mut rounded = francs.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    let rappen = i64::try_from(rounded.mantissa()).ok()?;
    // The limit also keeps every sum of rows within i64.
    (rappen.unsigned_abs() <= Chf::MAX.rappen()).then_some(rappen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shop_row(price: &str, quantity: &str, vat_rate: &str) -> ShopRow {
        ShopRow {
            unit_net: price.parse().unwrap(),
            quantity: quantity.parse().unwrap(),
            vat_rate: vat_rate.parse().unwrap(),
        }
    }

    fn net_and_gross(row: ShopRow, factor: &str) -> (i64, i64) {
        let prices =
            super::prices(&[row], factor.parse().unwrap(), Decimal::ZERO, Chf::ZERO).unwrap();
        (prices.rows[0].net, prices.rows[0].gross)
    }

    #[test]
    fn only_francs_from_a_rappen_on_can_be_paid() {
        for (total, currency, expected) in [
            ("0.01", "CHF", true),
            ("999999999.99", "CHF", true),
            ("1000000000.00", "CHF", false),
            ("0.00", "CHF", false),
            ("0.004", "CHF", false),
            ("-5.00", "CHF", false),
            ("10.00", "EUR", false),
            ("10.00", "", false),
            ("10.00", "chf", false),
        ] {
            let payable = is_payable(total.parse().unwrap(), currency);
            assert_eq!(payable, expected, "{total} {currency}");
        }
    }

    #[test]
    fn a_row_is_rounded_once_as_a_whole() {
        for (row, factor, expected) in [
            (shop_row("27.7520814061", "1", "8.1"), "1", (2775, 3000)),
            (shop_row("4.6253469010", "3", "8.1"), "1", (1388, 1500)),
            (shop_row("10", "2.5", "0"), "1", (2500, 2500)),
            (shop_row("10", "1", "8.1"), "0.95", (950, 1027)),
            (shop_row("-9.2506938020", "1", "8.1"), "1", (-925, -1000)),
            (shop_row("0.005", "1", "0"), "1", (1, 1)),
            (shop_row("-0.005", "1", "0"), "1", (-1, -1)),
            (shop_row("0.0049999999", "1", "0"), "1", (0, 0)),
            (shop_row("0", "7", "8.1"), "1", (0, 0)),
        ] {
            assert_eq!(net_and_gross(row, factor), expected, "{row:?}");
        }
    }

    #[test]
    fn credit_and_rounding_make_the_rows_add_up_to_what_was_charged() {
        let rows = [shop_row("19.98", "1", "0"), shop_row("-5", "1", "0")];
        let charged = "12.50".parse().unwrap();
        let prices = super::prices(&rows, Decimal::ONE, "-2.5".parse().unwrap(), charged).unwrap();
        assert_eq!((prices.credit, prices.rounding), (-250, 2));
    }

    #[test]
    fn prices_beyond_the_largest_amount_are_refused() {
        let huge = shop_row("79228162514264337593543950335", "1", "0");
        let factor = "1000000".parse().unwrap();
        assert_eq!(
            super::prices(&[huge], factor, Decimal::ZERO, Chf::ZERO),
            None
        );
        let much = shop_row("1000000000", "1", "0");
        assert_eq!(
            super::prices(&[much], Decimal::ONE, Decimal::ZERO, Chf::ZERO),
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
            let rows: Vec<ShopRow> = rows
                .into_iter()
                .map(|(price, quantity, vat_rate)| ShopRow {
                    unit_net: Decimal::new(price, 6),
                    quantity: Decimal::new(quantity, 3),
                    vat_rate: Decimal::new(vat_rate, 2),
                })
                .collect();
            let charged = Chf::from_rappen(charged).unwrap();
            let prices = super::prices(&rows, Decimal::new(95, 2), Decimal::new(credit, 2), charged).unwrap();
            let sum: i64 = prices.rows.iter().map(|row| row.gross).sum();
            prop_assert_eq!(sum + prices.credit + prices.rounding, i64::try_from(charged.rappen()).unwrap());
        }
    }
}
