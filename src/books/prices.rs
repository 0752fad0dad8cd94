//! Converts the shop's prices (net, for one piece, in the shop's currency) to the Rappen that the rows of an order cost, and what the shop
//! says that they cost together to the amount that the buyer owes.

use rust_decimal::prelude::FromPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::quote::rappen;
use crate::twint::values::money::Chf;

/// The only currency that TWINT takes.
const CURRENCY: &str = "CHF";

/// Decimal places of an amount.
const PLACES: u32 = 2;

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
    /// Whether that difference is no more than rounding can make. An order does not add up while the shop, told by JTL-Wawi, writes its
    /// rows anew one by one: its total is there already.
    pub adds_up: bool,
}

/// What rounding a whole order to five Rappen may make, with a reserve.
const ROUNDING_OF_ORDER: i64 = 5;

/// The amount that the buyer owes for what the shop says comes to `total`. `rate` is the amount in the buyer's currency for one unit of the
/// shop's currency.
///
/// The shop computes in floating point and does not round its totals. Of both numbers 15 digits count, which is what such a number holds:
/// 1.005 is a little less in binary, and still half a Rappen above 1.00. The product is exact and rounded once, halves away from zero. An
/// order that discounts take below zero comes to nothing.
///
/// `None` if a number is none or too large for any shop.
pub fn owed(total: f64, rate: f64) -> Option<Decimal> {
    let product = Decimal::from_f64(total)?.checked_mul(Decimal::from_f64(rate)?)?;
    let mut owed = rounded(product.max(Decimal::ZERO));
    owed.rescale(PLACES);
    // A larger number has no room for both decimals.
    (owed.scale() == PLACES).then_some(owed)
}

/// Decides whether an order that comes to `total` in `currency` can be paid with TWINT: there have to be francs to pay.
pub fn is_payable(total: Decimal, currency: &str) -> bool {
    currency == CURRENCY && in_rappen(total).is_some_and(|rappen| rappen > 0)
}

/// Converts the rows of an order to Rappen. Each row is rounded once, as a whole.
///
/// `factor` is the number of francs for one unit of the shop's currency. `credit` is in the shop's currency, and lessens what is owed
/// whatever its sign: the shop stores a negative number at checkout and JTL-Wawi's positive one after an edit. `charged` is the amount that
/// the buyer was asked for.
///
/// `None` if a number overflows or a row exceeds [`Chf::MAX`]; no shop has such prices.
pub fn prices(rows: &[ShopRow], factor: Decimal, credit: Decimal, charged: Chf) -> Option<Prices> {
    let credit = -in_rappen(credit.abs().checked_mul(factor)?)?;
    let by_rounding = rows
        .iter()
        .map(rounding_of_row)
        .try_fold(ROUNDING_OF_ORDER, i64::checked_add)?;
    let rows: Vec<RowPrice> = rows
        .iter()
        .map(|row| row_price(row, factor))
        .collect::<Option<_>>()?;
    let sum = rows
        .iter()
        .try_fold(credit, |sum, row| sum.checked_add(row.gross))?;
    let rounding = rappen(charged).checked_sub(sum)?;
    Some(Prices {
        rows,
        credit,
        rounding,
        adds_up: rounding.abs() <= by_rounding,
    })
}

/// The shop may round the price of each piece, in Rappen.
fn rounding_of_row(row: &ShopRow) -> i64 {
    i64::try_from(row.quantity.abs().ceil().mantissa()).unwrap_or(i64::MAX / 4)
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
pub(super) fn in_rappen(francs: Decimal) -> Option<i64> {
    let mut rounded = rounded(francs);
    rounded.rescale(PLACES);
    let rappen = i64::try_from(rounded.mantissa()).ok()?;
    // The limit also keeps every sum of rows within i64.
    (rappen.unsigned_abs() <= Chf::MAX.rappen()).then_some(rappen)
}

/// Rounds an amount to two decimals, halves away from zero.
fn rounded(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero)
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
    fn a_total_of_the_shop_is_owed_to_the_rappen() {
        for (total, rate, owed) in [
            (54.36, 1.0, Some("54.36")),
            (0.1 + 0.2, 1.0, Some("0.30")),
            // What the shop stores of 54.36 that Wawi sent, at the rate of that day and at another.
            (54.36 / 0.95, 0.95, Some("54.36")),
            (54.36 / 1.02, 1.0, Some("53.29")),
            // Halves are no halves in binary; either one below its half or one above it.
            (1.005, 1.0, Some("1.01")),
            (2.675, 1.0, Some("2.68")),
            (8.325, 1.0, Some("8.33")),
            (1.0049, 1.0, Some("1.00")),
            (1.1 * 1.1 * 1.1 * 0.5, 1.0, Some("0.67")),
            (0.125, 0.1, Some("0.01")),
            (0.05, 0.1, Some("0.01")),
            (0.049, 0.1, Some("0.00")),
            (1e-300, 1.0, Some("0.00")),
            (0.0, 1.0, Some("0.00")),
            (-0.0, 1.0, Some("0.00")),
            (-5.0, 1.0, Some("0.00")),
            (999_999_999.99, 1.0, Some("999999999.99")),
            // More than TWINT takes, which is_payable() says.
            (1e12, 1.0, Some("1000000000000.00")),
            (1e28, 1.0, None),
            (1e20, 1e20, None),
            (1e300, 1.0, None),
            (f64::NAN, 1.0, None),
            (1.0, f64::NAN, None),
            (f64::INFINITY, 1.0, None),
            (1.0, f64::NEG_INFINITY, None),
        ] {
            let expected = owed.map(str::to_owned);
            assert_eq!(
                super::owed(total, rate).map(|owed| owed.to_string()),
                expected,
                "{total} at {rate}"
            );
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
    fn a_credit_lessens_what_is_owed_whatever_its_sign() {
        let rows = [shop_row("50", "1", "0"), shop_row("50", "1", "0")];
        for credit in ["-20", "20"] {
            let charged = "80.00".parse().unwrap();
            let prices =
                super::prices(&rows, Decimal::ONE, credit.parse().unwrap(), charged).unwrap();
            assert_eq!((prices.credit, prices.rounding), (-2000, 0), "{credit}");
        }
    }

    #[test]
    fn an_order_adds_up_as_far_as_rounding_goes() {
        let whole = [shop_row("50", "1", "0"), shop_row("0.934", "100", "8.1")];
        for (rows, charged, adds_up) in [
            (&whole[..], "150.97", true),
            // Each piece at 1.01 francs.
            (&whole[..], "151.00", true),
            (&whole[..], "153.00", false),
            (&whole[..1], "50.00", true),
            (&whole[..1], "50.06", true),
            (&whole[..1], "50.07", false),
            (&whole[..1], "49.94", true),
            (&whole[..1], "49.93", false),
            (&whole[..1], "151.00", false),
            (&[], "0.05", true),
            (&[], "0.06", false),
        ] {
            let charged_francs = charged.parse().unwrap();
            let prices = super::prices(rows, Decimal::ONE, Decimal::ZERO, charged_francs).unwrap();
            assert_eq!(prices.adds_up, adds_up, "{} rows, {charged}", rows.len());
        }
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
        fn every_amount_of_francs_is_owed_as_it_is_whatever_rate_the_shop_divided_it_by(
            rappen in 0..=Chf::MAX.rappen(),
            millionths in 1_000..1_000_000_000_u32,
        ) {
            let francs = Chf::from_rappen(rappen).unwrap().to_string();
            let rate = f64::from(millionths) / 1e6;
            let stored = francs.parse::<f64>().unwrap() / rate;
            prop_assert_eq!(super::owed(stored, rate).unwrap().to_string(), francs);
        }

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
