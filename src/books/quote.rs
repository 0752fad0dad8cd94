//! Calculates the amount of a capture, a refund or a parcel, in Rappen.
//!
//! Portions are cut from a row as a whole: the first `p` of `Q` pieces cost `round(gross · p / Q)`, and a portion costs the
//! difference of two such sums. So the portions of a row always add up to the row, whatever their order (rule of money 7 in
//! `docs/architecture.md`).

use strum::{IntoStaticStr, VariantArray};

use super::balance;
use super::quantity::Quantity;
use super::standing::Standing;
use crate::twint::values::money::Chf;

/// A row of an order, and how much of it was captured (or, for a refund, refunded) so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The row's number in the plugin's table.
    pub id: u64,
    /// Whether the row is goods, delivered piece by piece. Shipping, surcharges and discounts belong to the order as a whole.
    pub goods: bool,
    /// The number of pieces in the row.
    pub quantity: Quantity,
    /// The gross price of the whole row, in Rappen; negative for a discount.
    pub gross: i64,
    /// The number of pieces captured (or refunded) so far.
    pub taken_quantity: Quantity,
    /// The amount captured (or refunded) of the row so far, in Rappen; signed as `gross`.
    pub taken: i64,
}

/// How much of a row is wanted, as somebody typed it: an amount, or else the price of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The [`Row::id`] of the row.
    pub id: u64,
    /// The number of pieces, such as `2` or `1.5`; nothing typed means zero.
    pub quantity: Option<&'a str>,
    /// The amount in francs, such as `12.35`, signed as the row. If it is given, it counts instead of the pieces' price.
    pub amount: Option<&'a str>,
}

/// How much of a row an operation moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// The [`Row::id`] of the row.
    pub id: u64,
    /// The number of pieces.
    pub quantity: Quantity,
    /// The amount in Rappen, signed as the row; in a parcel of the other sign where earlier portions took too much.
    pub rappen: i64,
}

/// The limit of an operation. For a capture: authorised and captured. For a refund: captured and refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The largest sum of all operations of this kind.
    pub most: Chf,
    /// The sum of all operations of this kind so far.
    pub so_far: Chf,
}

impl Limit {
    /// What the next operation may move at most; zero if `so_far` exceeds `most`.
    pub fn open(self) -> Chf {
        self.most.checked_sub(self.so_far).unwrap_or(Chf::ZERO)
    }
}

/// The amount of an operation, and what is left after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The amount to capture or refund; more than zero.
    pub amount: Chf,
    /// The sum of all operations of this kind after this one.
    pub after: Chf,
    /// What may still be moved after this operation.
    pub open: Chf,
    /// Whether this is the last operation: nothing is left, or everything was delivered.
    pub last: bool,
    /// How much of each row; rows of which nothing is moved are left out.
    pub portions: Vec<Portion>,
}

/// Why an operation is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    /// The amount would be zero or negative.
    Nothing,
    /// A typed amount is not an amount in francs.
    NotAnAmount,
    /// A typed quantity is not a quantity.
    NotAQuantity,
    /// The order has no such row.
    UnknownPosition,
    /// The same row was given twice.
    PositionTwice,
    /// More pieces than the row has left.
    QuantityExceeded,
    /// More money than the row has left.
    PositionExceeded,
    /// More than is authorised and not captured yet.
    MoreThanAuthorised,
    /// More than is captured and not refunded yet.
    MoreThanCaptured,
    /// The fee is as high as the refund or higher.
    FeeTooHigh,
}

/// Calculates a capture of portions of rows plus a free amount.
///
/// `free` is an amount in francs that belongs to no row, as somebody typed it.
///
/// # Errors
/// A [`Refusal`] if something typed cannot be read, a row has less left, or the sum is not within `limit`.
///
/// # Examples
///
/// One of three pieces that cost 10 francs together:
///
/// ```
/// use twint::books::quantity::Quantity;
/// use twint::books::quote::{Limit, Row, Wanted, capture};
/// use twint::twint::values::money::Chf;
///
/// let rows = [Row {
///     id: 1,
///     goods: true,
///     quantity: "3".parse().unwrap(),
///     gross: 1000,
///     taken_quantity: Quantity::default(),
///     taken: 0,
/// }];
/// let limit = Limit { most: "10.00".parse().unwrap(), so_far: Chf::ZERO };
/// let wanted = [Wanted { id: 1, quantity: Some("1"), amount: None }];
///
/// let quote = capture(limit, &rows, &wanted, None).unwrap();
/// assert_eq!(quote.amount.to_string(), "3.33");
/// assert_eq!(quote.open.to_string(), "6.67");
/// ```
pub fn capture(
    limit: Limit,
    rows: &[Row],
    wanted: &[Wanted],
    free: Option<&str>,
) -> Result<Quote, Refusal> {
    let portions = portions(rows, wanted)?;
    let sum = sum(&portions).saturating_add(typed_amount(free)?);
    quote_within(limit, sum, portions, Refusal::MoreThanAuthorised)
}

/// Calculates the capture of all that is reserved and not captured yet.
///
/// # Errors
/// [`Refusal::Nothing`] if nothing is.
pub fn capture_all(limit: Limit, payment: &Standing) -> Result<Quote, Refusal> {
    let open = rappen(balance::open(payment, false));
    quote_within(limit, open, Vec::new(), Refusal::MoreThanAuthorised)
}

/// Calculates the refund of all that was captured and not paid back, less a fee that the merchant keeps, as somebody typed it.
///
/// # Errors
/// A [`Refusal`] if the fee cannot be read or leaves nothing, or nothing is left to pay back.
pub fn refund_all(limit: Limit, payment: &Standing, fee: Option<&str>) -> Result<Quote, Refusal> {
    let kept = balance::kept(payment).to_string();
    refund(limit, &[], &[], Some(&kept), fee)
}

/// Calculates a refund of portions of rows plus an adjustment, less a fee that the merchant keeps.
///
/// `adjustment` and `fee` are amounts in francs, as somebody typed them.
///
/// # Errors
/// A [`Refusal`] if something typed cannot be read, a row has less left, the fee leaves nothing, or the sum is not within `limit`.
pub fn refund(
    limit: Limit,
    rows: &[Row],
    wanted: &[Wanted],
    adjustment: Option<&str>,
    fee: Option<&str>,
) -> Result<Quote, Refusal> {
    let portions = portions(rows, wanted)?;
    let whole = sum(&portions).saturating_add(typed_amount(adjustment)?);
    let fee = typed_amount(fee)?;
    if whole > 0 && fee >= whole {
        return Err(Refusal::FeeTooHigh);
    }
    quote_within(limit, whole - fee, portions, Refusal::MoreThanCaptured)
}

/// Calculates the capture for everything that was delivered until now and is not captured yet.
///
/// `delivered` holds the quantities since the first parcel, so a delivery note that arrives twice or out of order changes nothing.
/// Goods are owed by the piece, shipping and surcharges with the first goods, discounts in proportion. The sum of all captures is
/// `round(order · delivered / all)`, where `delivered` and `all` are values without discounts; it grows with every parcel and ends
/// at the order.
///
/// # Errors
/// A [`Refusal`] if a quantity cannot be read or exceeds its row, nothing is owed, or more is owed than `limit` allows.
pub fn parcel(limit: Limit, rows: &[Row], delivered: &[Wanted]) -> Result<Quote, Refusal> {
    let delivered = delivered_quantities(rows, delivered)?;
    let is_goods = |row: &Row| row.goods && row.gross >= 0;
    let begun = delivered.iter().any(|quantity| !quantity.is_zero());
    let complete = rows
        .iter()
        .zip(&delivered)
        .all(|(row, delivered)| !row.goods || *delivered == row.quantity);

    let mut owed: Vec<i64> = rows
        .iter()
        .zip(&delivered)
        .map(|(row, delivered)| match (is_goods(row), row.gross > 0) {
            (true, _) => share(row.gross, delivered.millionths(), row.quantity.millionths()),
            (false, true) if begun || complete => row.gross,
            (false, _) => 0,
        })
        .collect();
    let gained: i64 = owed.iter().sum();
    let all: i64 = rows.iter().map(|row| row.gross.max(0)).sum();
    let order: i64 = rows.iter().map(|row| row.gross).sum();
    let in_proportion = |rappen: i64| share(rappen, gained.unsigned_abs(), all.unsigned_abs());

    // The last discount absorbs the rounding of the others, so that the portions add up to the total.
    let total = if all == 0 { 0 } else { in_proportion(order) };
    let mut discount = total - gained;
    let discounts: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].gross < 0).collect();
    for (&i, is_last) in discounts
        .iter()
        .zip((0..discounts.len()).rev().map(|left| left == 0))
    {
        owed[i] = if is_last {
            discount
        } else {
            in_proportion(rows[i].gross)
        };
        discount -= owed[i];
    }

    let portions = rows
        .iter()
        .zip(&delivered)
        .zip(owed)
        .map(|((row, delivered), owed)| Portion {
            id: row.id,
            quantity: delivered.minus(row.taken_quantity),
            rappen: owed - row.taken,
        })
        .filter(|portion| portion.rappen != 0 || !portion.quantity.is_zero())
        .collect();
    let so_far = rappen(limit.so_far);
    let quote = quote_within(limit, total - so_far, portions, Refusal::MoreThanAuthorised)?;
    Ok(Quote {
        last: quote.last || complete,
        ..quote
    })
}

/// `rappen · part / total`, rounded to the nearest Rappen, halves away from zero; all of `rappen` if `total` is zero.
fn share(rappen: i64, part: u64, total: u64) -> i64 {
    if total == 0 {
        return rappen;
    }
    let (part, total) = (i128::from(part.min(total)), i128::from(total));
    let rounded = (i128::from(rappen.unsigned_abs()) * part * 2 + total) / (total * 2);
    // At most `rappen`, because `part` is at most `total`.
    i64::try_from(rounded).unwrap_or(i64::MAX) * rappen.signum()
}

/// An amount as a signed number of Rappen; [`Chf::MAX`] fits.
pub(super) fn rappen(chf: Chf) -> i64 {
    i64::try_from(chf.rappen()).unwrap_or(i64::MAX)
}

fn sum(portions: &[Portion]) -> i64 {
    portions
        .iter()
        .map(|portion| portion.rappen)
        .fold(0, i64::saturating_add)
}

/// A typed amount in Rappen; nothing typed is zero.
fn typed_amount(text: Option<&str>) -> Result<i64, Refusal> {
    match text {
        None | Some("") => Ok(0),
        Some(text) => text.parse().map(rappen).map_err(|_| Refusal::NotAnAmount),
    }
}

/// Reads an amount in francs with an optional minus sign, such as `-5.00`, as Rappen. `None` if it is not an amount.
pub fn parse_signed(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(unsigned) => unsigned.parse().ok().map(|chf| -rappen(chf)),
        None => text.parse().ok().map(rappen),
    }
}

/// Writes Rappen as francs with two decimals, such as `-5.00`; the opposite of [`parse_signed`].
pub fn signed_text(rappen: i64) -> String {
    let sign = if rappen < 0 { "-" } else { "" };
    let rappen = rappen.unsigned_abs();
    format!("{sign}{}.{:02}", rappen / 100, rappen % 100)
}

fn portions(rows: &[Row], wanted: &[Wanted]) -> Result<Vec<Portion>, Refusal> {
    let mut portions: Vec<Portion> = Vec::with_capacity(wanted.len());
    for wanted in wanted {
        let Some(row) = rows.iter().find(|row| row.id == wanted.id) else {
            return Err(Refusal::UnknownPosition);
        };
        if portions.iter().any(|portion| portion.id == row.id) {
            return Err(Refusal::PositionTwice);
        }
        portions.push(portion(row, wanted)?);
    }
    portions.retain(|portion| portion.rappen != 0 || !portion.quantity.is_zero());
    Ok(portions)
}

fn portion(row: &Row, wanted: &Wanted) -> Result<Portion, Refusal> {
    let quantity = quantity(wanted.quantity)?;
    let after = row.taken_quantity.plus(quantity);
    if !quantity.is_zero() && after > row.quantity {
        return Err(Refusal::QuantityExceeded);
    }
    let left = row.gross - row.taken;
    let within_row = |rappen: i64| {
        rappen == 0
            || rappen.signum() == row.gross.signum()
                && rappen.abs() <= left.abs()
                && left.signum() == row.gross.signum()
    };
    let rappen = match wanted.amount {
        Some(text) if !text.is_empty() => {
            let rappen = parse_signed(text).ok_or(Refusal::NotAnAmount)?;
            if !within_row(rappen) {
                return Err(Refusal::PositionExceeded);
            }
            rappen
        }
        // Where no number of pieces is given, or zero, this comes to nothing.
        _ => {
            let total = row.quantity.millionths();
            let rappen = share(row.gross, after.millionths(), total)
                - share(row.gross, row.taken_quantity.millionths(), total);
            // Typed amounts may have taken more of the row than the price of their pieces.
            match row.gross.signum() {
                -1 => rappen.max(left.min(0)),
                _ => rappen.min(left.max(0)),
            }
        }
    };
    Ok(Portion {
        id: row.id,
        quantity,
        rappen,
    })
}

fn quantity(text: Option<&str>) -> Result<Quantity, Refusal> {
    match text {
        None | Some("") => Ok(Quantity::default()),
        Some(text) => text.parse().map_err(|_| Refusal::NotAQuantity),
    }
}

/// The delivered quantity of each row, in the order of `rows`; zero where `delivered` does not name the row.
fn delivered_quantities(rows: &[Row], delivered: &[Wanted]) -> Result<Vec<Quantity>, Refusal> {
    if delivered
        .iter()
        .any(|entry| rows.iter().all(|row| row.id != entry.id))
    {
        return Err(Refusal::UnknownPosition);
    }
    rows.iter()
        .map(|row| {
            let mut entries = delivered.iter().filter(|entry| entry.id == row.id);
            let quantity = quantity(entries.next().and_then(|entry| entry.quantity))?;
            match entries.next() {
                Some(_) => Err(Refusal::PositionTwice),
                None if quantity > row.quantity => Err(Refusal::QuantityExceeded),
                None => Ok(quantity),
            }
        })
        .collect()
}

/// The quote for an amount of `rappen`, or why it is refused; `exceeded` is the refusal beyond the limit.
fn quote_within(
    limit: Limit,
    rappen: i64,
    portions: Vec<Portion>,
    exceeded: Refusal,
) -> Result<Quote, Refusal> {
    let rappen = u64::try_from(rappen).map_err(|_| Refusal::Nothing)?;
    let amount = Chf::from_rappen(rappen).ok_or(exceeded)?;
    if amount.is_zero() {
        return Err(Refusal::Nothing);
    }
    let open = limit.open().checked_sub(amount).ok_or(exceeded)?;
    Ok(Quote {
        amount,
        after: limit.so_far.checked_add(amount).ok_or(exceeded)?,
        open,
        last: open.is_zero(),
        portions,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chf(text: &str) -> Chf {
        text.parse().unwrap()
    }

    fn limit(most: &str, so_far: &str) -> Limit {
        Limit {
            most: chf(most),
            so_far: chf(so_far),
        }
    }

    fn row(id: u64, goods: bool, quantity: &str, gross: &str) -> Row {
        Row {
            id,
            goods,
            quantity: quantity.parse().unwrap(),
            gross: parse_signed(gross).unwrap(),
            taken_quantity: Quantity::default(),
            taken: 0,
        }
    }

    fn pieces(id: u64, quantity: &str) -> Wanted<'_> {
        Wanted {
            id,
            quantity: Some(quantity),
            amount: None,
        }
    }

    fn for_amount(id: u64, amount: &str) -> Wanted<'_> {
        Wanted {
            id,
            quantity: None,
            amount: Some(amount),
        }
    }

    fn book(rows: &mut [Row], quote: &Quote) {
        for portion in &quote.portions {
            let row = rows.iter_mut().find(|row| row.id == portion.id).unwrap();
            row.taken_quantity = row.taken_quantity.plus(portion.quantity);
            row.taken += portion.rappen;
        }
    }

    #[test]
    fn three_pieces_for_ten_francs_are_3_33_then_3_34_then_3_33() {
        let mut rows = [row(1, true, "3", "10.00")];
        let mut so_far = Chf::ZERO;
        for expected in ["3.33", "3.34", "3.33"] {
            let limit = Limit {
                most: chf("10"),
                so_far,
            };
            let quote = capture(limit, &rows, &[pieces(1, "1")], None).unwrap();
            assert_eq!(quote.amount, chf(expected));
            book(&mut rows, &quote);
            so_far = quote.after;
        }
        assert_eq!(so_far, chf("10"));
    }

    #[test]
    fn portions_free_amounts_and_fees_add_up() {
        let rows = [row(1, true, "1.5", "30.00"), row(2, false, "1", "-5.00")];
        let quote = |wanted: &[Wanted], free, fee| {
            refund(limit("100", "20"), &rows, wanted, free, fee)
                .map(|quote| (quote.amount, quote.open))
        };
        assert_eq!(
            quote(&[pieces(1, "0.5")], None, None),
            Ok((chf("10"), chf("70")))
        );
        assert_eq!(
            quote(&[pieces(1, "1.5"), pieces(2, "1")], None, None),
            Ok((chf("25"), chf("55")))
        );
        assert_eq!(
            quote(&[pieces(1, "1.5")], Some("2.50"), Some("2.49")),
            Ok((chf("30.01"), chf("49.99")))
        );
        assert_eq!(quote(&[], Some("80"), None), Ok((chf("80"), Chf::ZERO)));
        assert_eq!(
            quote(&[pieces(1, "0"), pieces(2, "")], Some("0.01"), None),
            Ok((chf("0.01"), chf("79.99")))
        );
        assert_eq!(
            quote(&[for_amount(1, "7.77"), for_amount(2, "-1.11")], None, None),
            Ok((chf("6.66"), chf("73.34")))
        );
    }

    #[test]
    fn each_impossible_request_has_its_own_refusal() {
        use Refusal as R;
        let rows = [row(1, true, "2", "30.00"), row(2, false, "1", "-5.00")];
        let most = limit("100", "80");
        let refused = |wanted: &[Wanted], free| capture(most, &rows, wanted, free).map(|_| ());
        for (wanted, free, refusal) in [
            (&[][..], None, R::Nothing),
            (&[pieces(1, "0")], Some("0.00"), R::Nothing),
            (&[pieces(2, "1")], None, R::Nothing),
            (&[pieces(9, "1")], None, R::UnknownPosition),
            (&[pieces(1, "1"), pieces(1, "1")], None, R::PositionTwice),
            (&[pieces(1, "2.1")], None, R::QuantityExceeded),
            (&[pieces(1, "one")], None, R::NotAQuantity),
            (&[pieces(1, "-1")], None, R::NotAQuantity),
            (&[for_amount(1, "1.001")], None, R::NotAnAmount),
            (&[for_amount(1, "-1")], None, R::PositionExceeded),
            (&[for_amount(1, "30.01")], None, R::PositionExceeded),
            (&[for_amount(2, "5.00")], None, R::PositionExceeded),
            (&[for_amount(2, "-5.01")], Some("10"), R::PositionExceeded),
            (&[], Some("-1"), R::NotAnAmount),
            (&[], Some("20.01"), R::MoreThanAuthorised),
            (&[], Some("999999999.99"), R::MoreThanAuthorised),
            (&[pieces(1, "1")], Some("5.01"), R::MoreThanAuthorised),
        ] {
            assert_eq!(refused(wanted, free), Err(refusal), "{wanted:?} {free:?}");
        }
        let refund = |free, fee| super::refund(most, &rows, &[], free, fee).map(|_| ());
        assert_eq!(refund(Some("20.01"), None), Err(R::MoreThanCaptured));
        assert_eq!(refund(Some("5"), Some("5")), Err(R::FeeTooHigh));
        assert_eq!(refund(None, Some("5")), Err(R::Nothing));
    }

    #[test]
    fn pieces_after_typed_amounts_never_exceed_the_row() {
        let mut rows = [row(1, true, "3", "30.00")];
        let typed = capture(limit("30", "0"), &rows, &[for_amount(1, "5")], None).unwrap();
        book(&mut rows, &typed);
        let rest = capture(limit("30", "5"), &rows, &[pieces(1, "3")], None).unwrap();
        assert_eq!((rest.amount, rest.last), (chf("25"), true));
    }

    #[test]
    fn what_was_typed_of_a_voucher_is_not_taken_again_with_its_piece() {
        let mut rows = [row(1, true, "1", "30.00"), row(2, false, "1", "-5.00")];
        let typed = [for_amount(1, "10"), for_amount(2, "-4")];
        let first = capture(limit("25", "0"), &rows, &typed, None).unwrap();
        book(&mut rows, &first);
        let both = [pieces(1, "1"), pieces(2, "1")];
        let rest = capture(limit("25", "6"), &rows, &both, None).unwrap();
        assert_eq!((rest.amount, rest.last), (chf("19"), true));
    }

    #[test]
    fn an_empty_field_is_none_and_a_free_article_is_in_the_quote() {
        let rows = [row(1, true, "2", "30.00"), row(2, true, "1", "0.00")];
        let wanted = [
            Wanted {
                amount: Some(""),
                ..pieces(1, "1")
            },
            pieces(2, "1"),
        ];
        let quote = capture(limit("30", "0"), &rows, &wanted, None).unwrap();
        let ids = |quote: &Quote| quote.portions.iter().map(|p| p.id).collect::<Vec<_>>();
        assert_eq!((quote.amount, ids(&quote)), (chf("15"), vec![1, 2]));
        let none = [pieces(1, "1"), pieces(2, "0")];
        let quote = capture(limit("30", "0"), &rows, &none, None).unwrap();
        assert_eq!(ids(&quote), [1], "what nothing is wanted of is not in it");
    }

    #[test]
    fn an_amount_with_a_sign_is_read_as_it_is_written() {
        for (rappen, text) in [
            (0, "0.00"),
            (-5, "-0.05"),
            (500, "5.00"),
            (-12_345, "-123.45"),
        ] {
            assert_eq!(signed_text(rappen), text);
            assert_eq!(parse_signed(text), Some(rappen));
        }
    }

    #[test]
    fn no_more_is_delivered_than_was_ordered() {
        let rows = [row(1, true, "2", "20.00")];
        assert_eq!(
            parcel(limit("20", "0"), &rows, &[pieces(1, "2.000001")]),
            Err(Refusal::QuantityExceeded)
        );
    }

    #[test]
    fn parcels_share_a_voucher_and_the_first_one_pays_the_shipping() {
        let mut rows = [
            row(1, true, "2", "20.00"),
            row(2, true, "1", "10.00"),
            row(3, false, "1", "7.00"),
            row(4, false, "1", "-10.00"),
        ];
        let order = chf("27");
        let first = parcel(
            Limit {
                most: order,
                so_far: Chf::ZERO,
            },
            &rows,
            &[pieces(1, "1")],
        )
        .unwrap();
        // 17 of 37 francs are delivered, less the same share of the voucher.
        assert_eq!((first.amount, first.last), (chf("12.41"), false));
        book(&mut rows, &first);
        let so_far = Limit {
            most: order,
            so_far: first.after,
        };
        assert_eq!(
            parcel(so_far, &rows, &[pieces(1, "1")]),
            Err(Refusal::Nothing),
            "the same delivery note twice"
        );
        let rest = parcel(so_far, &rows, &[pieces(1, "2"), pieces(2, "1")]).unwrap();
        assert_eq!(
            (rest.amount, rest.open, rest.last),
            (chf("14.59"), Chf::ZERO, true)
        );
        book(&mut rows, &rest);
        assert!(rows.iter().all(|row| row.taken == row.gross));
    }

    #[test]
    fn a_parcel_names_each_row_and_the_last_of_several_vouchers_takes_the_rounding() {
        let rows = [
            row(1, true, "2", "20.00"),
            row(2, true, "1", "0.00"),
            row(3, false, "1", "7.00"),
            row(4, false, "1", "-3.33"),
            row(5, false, "1", "-6.67"),
            row(6, true, "1", "0.00"),
            row(7, false, "1", "0.00"),
        ];
        assert_eq!(
            parcel(limit("17", "0"), &rows, &[]),
            Err(Refusal::Nothing),
            "the shipping is owed with the first goods"
        );
        let first = parcel(limit("17", "0"), &rows, &[pieces(1, "1"), pieces(2, "1")]).unwrap();
        let portions: Vec<_> = first
            .portions
            .iter()
            .map(|portion| (portion.id, portion.quantity.millionths(), portion.rappen))
            .collect();
        assert_eq!(
            portions,
            [
                (1, 1_000_000, 1000),
                (2, 1_000_000, 0),
                (3, 0, 700),
                (4, 0, -210),
                (5, 0, -420),
            ]
        );
        assert_eq!((first.amount, first.last), (chf("10.70"), false));
    }

    #[test]
    fn a_row_that_costs_nothing_takes_no_rounding() {
        let rows = [
            row(1, true, "2", "20.00"),
            row(2, false, "1", "-0.05"),
            row(3, false, "1", "-0.05"),
            row(4, false, "1", "0.00"),
        ];
        let half = parcel(limit("19.90", "0"), &rows, &[pieces(1, "1")]).unwrap();
        let portions: Vec<_> = half.portions.iter().map(|p| (p.id, p.rappen)).collect();
        assert_eq!(portions, [(1, 1000), (2, -3), (3, -2)]);
    }

    #[test]
    fn a_cheaper_order_is_closed_below_the_authorised_amount() {
        let rows = [row(1, true, "1", "20.00")];
        let all = parcel(limit("50", "0"), &rows, &[pieces(1, "1")]).unwrap();
        assert_eq!(
            (all.amount, all.open, all.last),
            (chf("20"), chf("30"), true)
        );
        assert_eq!(
            parcel(limit("15", "0"), &rows, &[pieces(1, "1")]),
            Err(Refusal::MoreThanAuthorised)
        );
    }

    fn any_row() -> impl Strategy<Value = Row> {
        (any::<bool>(), 0..5_000_000_u64, -20_000..2_000_000_i64).prop_map(
            |(goods, millionths, gross)| Row {
                id: 0,
                goods,
                quantity: format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
                    .parse()
                    .unwrap(),
                gross,
                taken_quantity: Quantity::default(),
                taken: 0,
            },
        )
    }

    fn any_rows() -> impl Strategy<Value = Vec<Row>> {
        proptest::collection::vec(any_row(), 1..8).prop_map(|mut rows| {
            for (id, row) in (1..).zip(&mut rows) {
                row.id = id;
            }
            rows
        })
    }

    /// For each parcel and row, how much is delivered by then, in thousandths of the row.
    fn any_cuts() -> impl Strategy<Value = Vec<Vec<u64>>> {
        proptest::collection::vec(proptest::collection::vec(0..=1000_u64, 8), 0..6)
    }

    fn part_of(quantity: Quantity, thousandths: u64) -> String {
        let millionths = quantity.millionths() * thousandths / 1000;
        format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
    }

    proptest! {
        #[test]
        fn portions_of_a_row_add_up_to_the_row(row in any_row(), cuts in proptest::collection::vec(0..=1000_u64, 0..6)) {
            let mut row = Row { id: 1, ..row };
            let mut cuts = cuts;
            cuts.push(1000);
            cuts.sort_unstable();
            for cut in cuts {
                let until: Quantity = part_of(row.quantity, cut).parse().unwrap();
                let now = until.minus(row.taken_quantity).to_string();
                let taken = portion(&row, &pieces(1, &now)).unwrap();
                row.taken_quantity = row.taken_quantity.plus(taken.quantity);
                row.taken += taken.rappen;
                prop_assert!(row.taken.abs() <= row.gross.abs());
            }
            // A row without a quantity cannot be taken by the piece.
            prop_assert!(row.quantity.is_zero() || row.taken == row.gross);
        }

        #[test]
        fn parcels_in_any_cut_add_up_to_the_order_and_are_never_negative(rows in any_rows(), cuts in any_cuts()) {
            let order: i64 = rows.iter().map(|row| row.gross).sum();
            prop_assume!(order > 0);
            let most = Chf::from_rappen(order.unsigned_abs()).unwrap();
            let mut rows = rows;
            let mut so_far = Chf::ZERO;
            let mut reached = [0; 8];
            for cut in cuts.into_iter().chain([vec![1000; 8]]) {
                for (reached, cut) in reached.iter_mut().zip(cut) {
                    *reached = cut.max(*reached);
                }
                let delivered: Vec<_> = rows.iter().zip(reached).filter(|(row, _)| row.goods)
                    .map(|(row, cut)| (row.id, part_of(row.quantity, cut))).collect();
                let delivered: Vec<_> = delivered.iter().map(|(id, quantity)| pieces(*id, quantity)).collect();
                match parcel(Limit { most, so_far }, &rows, &delivered) {
                    Ok(quote) => {
                        let sum: i64 = quote.portions.iter().map(|portion| portion.rappen).sum();
                        prop_assert_eq!(sum, rappen(quote.amount));
                        prop_assert_eq!(quote.after.checked_sub(so_far), Some(quote.amount));
                        book(&mut rows, &quote);
                        so_far = quote.after;
                    }
                    Err(refusal) => prop_assert_eq!(refusal, Refusal::Nothing),
                }
            }
            prop_assert_eq!(so_far, most);
            let left: i64 = rows.iter().map(|row| row.gross - row.taken).sum();
            prop_assert_eq!(left, 0);
        }

        #[test]
        fn no_typed_text_overflows_or_exceeds_the_limit(
            gross in "-?[0-9]{1,9}\\.[0-9]{2}", taken in "-?[0-9]{1,9}", row_quantity in "[0-9]{1,9}", quantity in "[0-9.]{0,12}",
            amount in "-?[0-9.]{0,14}", free in "-?[0-9.]{0,14}", fee in "[0-9.]{0,14}", most in 0..=99_999_999_999_u64, so_far in any::<u64>(),
        ) {
            let (Some(gross), Some(taken)) = (parse_signed(&gross), parse_signed(&taken)) else { return Ok(()); };
            let most = Chf::from_rappen(most).unwrap();
            let limit = Limit { most, so_far: Chf::from_rappen(so_far % (most.rappen() + 1)).unwrap() };
            let rows = [Row { gross, taken, ..row(1, true, &row_quantity, "0") }, Row { gross, taken, ..row(2, true, &row_quantity, "0") }];
            let wanted = [pieces(1, &quantity), for_amount(2, &amount)];
            for quote in [
                capture(limit, &rows, &wanted, Some(&free)),
                refund(limit, &rows, &wanted, Some(&free), Some(&fee)),
                parcel(limit, &rows, &wanted[..1]),
            ].into_iter().flatten() {
                prop_assert!(!quote.amount.is_zero() && quote.after <= most);
                prop_assert_eq!(limit.so_far.checked_add(quote.amount), Some(quote.after));
                prop_assert_eq!(quote.after.checked_add(quote.open), Some(most));
            }
        }
    }
}
