//! What a capture, a refund or a parcel comes to, in Rappen.
//!
//! Portions of a row are cut from the row as a whole: what the first `p` pieces of `Q` come to is `round(gross · p / Q)`, and
//! a portion is the difference of two such sums. So all portions of a row add up to the row, in whatever order they leave.

use strum::{IntoStaticStr, VariantArray};

use super::quantity::Quantity;
use crate::twint::values::money::Chf;

/// A row of the order, and what of it was captured (or refunded) so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub id: u64,
    /// Whether it is delivered piece by piece; the others belong to the order as a whole.
    pub goods: bool,
    /// How many.
    pub quantity: Quantity,
    /// The whole row in Rappen; negative for a discount.
    pub gross: i64,
    /// How many so far.
    pub taken_quantity: Quantity,
    /// What that came to, in Rappen.
    pub taken: i64,
}

/// What somebody wants of a row: an amount, or else what the quantity comes to. As it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The row.
    pub id: u64,
    /// How many.
    pub quantity: Option<&'a str>,
    /// For how much; signed as the row.
    pub amount: Option<&'a str>,
}

/// A portion of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// The row.
    pub id: u64,
    /// How many.
    pub quantity: Quantity,
    /// In Rappen, signed as the row.
    pub rappen: i64,
}

/// The limit of an operation: authorised and captured, or captured and refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// All that there can ever be.
    pub most: Chf,
    /// What there was so far.
    pub so_far: Chf,
}

impl Limit {
    /// What is left.
    pub fn open(self) -> Chf {
        self.most.checked_sub(self.so_far).unwrap_or(Chf::ZERO)
    }
}

/// What it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// To be moved.
    pub amount: Chf,
    /// What there will have been afterwards.
    pub after: Chf,
    /// What will be left.
    pub open: Chf,
    /// Whether nothing follows this one.
    pub last: bool,
    /// What of each row.
    pub portions: Vec<Portion>,
}

/// Why it cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    /// It comes to nothing.
    Nothing,
    /// An amount that is none.
    NotAnAmount,
    /// A quantity that is none.
    NotAQuantity,
    /// A row the order does not have.
    UnknownPosition,
    /// A row twice.
    PositionTwice,
    /// More pieces than are left of a row.
    QuantityExceeded,
    /// More money than is left of a row.
    PositionExceeded,
    /// More than was authorised and not captured.
    MoreThanAuthorised,
    /// More than was captured and not refunded.
    MoreThanCaptured,
    /// The fee eats it all.
    FeeTooHigh,
}

/// Portions of rows and a free amount; `limit` is authorised and captured.
pub fn capture(
    limit: Limit,
    rows: &[Row],
    wanted: &[Wanted],
    free: Option<&str>,
) -> Result<Quote, Refusal> {
    let portions = portions(rows, wanted)?;
    let sum = sum(&portions).saturating_add(free_amount(free)?);
    within(limit, sum, portions, Refusal::MoreThanAuthorised)
}

/// Portions of rows and an adjustment, less a fee kept back; `limit` is captured and refunded.
pub fn refund(
    limit: Limit,
    rows: &[Row],
    wanted: &[Wanted],
    adjustment: Option<&str>,
    fee: Option<&str>,
) -> Result<Quote, Refusal> {
    let portions = portions(rows, wanted)?;
    let whole = sum(&portions).saturating_add(free_amount(adjustment)?);
    let fee = free_amount(fee)?;
    if whole > 0 && fee >= whole {
        return Err(Refusal::FeeTooHigh);
    }
    within(limit, whole - fee, portions, Refusal::MoreThanCaptured)
}

/// What is owed for all that was delivered until now, and was not captured yet.
///
/// `delivered` counts from the first parcel on, so that a delivery note told twice, or told out of order, changes
/// nothing. Goods are owed by the piece, shipping and surcharges with the first of them, discounts in proportion: what is
/// captured in all is `round(order · delivered / all)` by value, which grows with every parcel and ends at the order.
pub fn parcel(limit: Limit, rows: &[Row], delivered: &[Wanted]) -> Result<Quote, Refusal> {
    let delivered = delivered_of(rows, delivered)?;
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

    // The last discount takes what the others' rounding leaves, so that the parcel is exact.
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
    let quote = within(limit, total - so_far, portions, Refusal::MoreThanAuthorised)?;
    Ok(Quote {
        last: quote.last || complete,
        ..quote
    })
}

/// `whole · part / of`, rounded to the nearest Rappen, halves away from nothing; the whole where `of` is nothing.
fn share(whole: i64, part: u64, of: u64) -> i64 {
    if of == 0 {
        return whole;
    }
    let (part, of) = (i128::from(part.min(of)), i128::from(of));
    let rounded = (i128::from(whole.unsigned_abs()) * part * 2 + of) / (of * 2);
    // At most the whole, since the part is.
    i64::try_from(rounded).unwrap_or(i64::MAX) * whole.signum()
}

/// An amount as a signed number; [`Chf::MAX`] fits.
pub(super) fn rappen(chf: Chf) -> i64 {
    i64::try_from(chf.rappen()).unwrap_or(i64::MAX)
}

fn sum(portions: &[Portion]) -> i64 {
    portions
        .iter()
        .map(|portion| portion.rappen)
        .fold(0, i64::saturating_add)
}

fn free_amount(text: Option<&str>) -> Result<i64, Refusal> {
    match text {
        None | Some("") => Ok(0),
        Some(text) => text.parse().map(rappen).map_err(|_| Refusal::NotAnAmount),
    }
}

/// Reads an amount with an optional sign, in Rappen.
pub fn signed(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(unsigned) => unsigned.parse().ok().map(|chf| -rappen(chf)),
        None => text.parse().ok().map(rappen),
    }
}

/// The same the other way round, always with two decimals.
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
            let rappen = signed(text).ok_or(Refusal::NotAnAmount)?;
            if !within_row(rappen) {
                return Err(Refusal::PositionExceeded);
            }
            rappen
        }
        _ if quantity.is_zero() => 0,
        _ => {
            let of = row.quantity.millionths();
            let rappen = share(row.gross, after.millionths(), of)
                - share(row.gross, row.taken_quantity.millionths(), of);
            // Amounts that were typed may have taken more of the row than their pieces come to.
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

/// The quantities in the order of the rows.
fn delivered_of(rows: &[Row], delivered: &[Wanted]) -> Result<Vec<Quantity>, Refusal> {
    if delivered
        .iter()
        .any(|told| rows.iter().all(|row| row.id != told.id))
    {
        return Err(Refusal::UnknownPosition);
    }
    rows.iter()
        .map(|row| {
            let mut told = delivered.iter().filter(|told| told.id == row.id);
            let quantity = quantity(told.next().and_then(|told| told.quantity))?;
            match told.next() {
                Some(_) => Err(Refusal::PositionTwice),
                None if quantity > row.quantity => Err(Refusal::QuantityExceeded),
                None => Ok(quantity),
            }
        })
        .collect()
}

fn within(
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
            gross: signed(gross).unwrap(),
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
    fn what_cannot_be_is_refused_by_its_word() {
        use Refusal as R;
        let rows = [row(1, true, "2", "30.00"), row(2, false, "1", "-5.00")];
        let most = limit("100", "80");
        let is = |wanted: &[Wanted], free| capture(most, &rows, wanted, free).map(|_| ());
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
            assert_eq!(is(wanted, free), Err(refusal), "{wanted:?} {free:?}");
        }
        let back = |free, fee| refund(most, &rows, &[], free, fee).map(|_| ());
        assert_eq!(back(Some("20.01"), None), Err(R::MoreThanCaptured));
        assert_eq!(back(Some("5"), Some("5")), Err(R::FeeTooHigh));
        assert_eq!(back(None, Some("5")), Err(R::Nothing));
    }

    #[test]
    fn pieces_after_typed_amounts_never_take_more_than_the_row() {
        let mut rows = [row(1, true, "3", "30.00")];
        let typed = capture(limit("30", "0"), &rows, &[for_amount(1, "5")], None).unwrap();
        book(&mut rows, &typed);
        let rest = capture(limit("30", "5"), &rows, &[pieces(1, "3")], None).unwrap();
        assert_eq!((rest.amount, rest.last), (chf("25"), true));
    }

    #[test]
    fn parcels_share_a_voucher_and_the_first_brings_the_shipping() {
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
        // 10 + 7 of 37 francs, less as much of the voucher.
        assert_eq!((first.amount, first.last), (chf("12.41"), false));
        book(&mut rows, &first);
        let so_far = Limit {
            most: order,
            so_far: first.after,
        };
        assert_eq!(
            parcel(so_far, &rows, &[pieces(1, "1")]),
            Err(Refusal::Nothing),
            "told twice"
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
    fn an_order_that_became_cheaper_is_closed_below_what_was_authorised() {
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

    /// Cuts into pieces, in thousandths of each row, growing.
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
                let told: Vec<_> = rows.iter().zip(reached).filter(|(row, _)| row.goods)
                    .map(|(row, cut)| (row.id, part_of(row.quantity, cut))).collect();
                let told: Vec<_> = told.iter().map(|(id, quantity)| pieces(*id, quantity)).collect();
                match parcel(Limit { most, so_far }, &rows, &told) {
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
        fn nothing_typed_overflows_or_passes_a_limit(
            gross in "-?[0-9]{1,9}\\.[0-9]{2}", taken in "-?[0-9]{1,9}", of in "[0-9]{1,9}", quantity in "[0-9.]{0,12}",
            amount in "-?[0-9.]{0,14}", free in "-?[0-9.]{0,14}", fee in "[0-9.]{0,14}", most in 0..=99_999_999_999_u64, so_far in any::<u64>(),
        ) {
            let (Some(gross), Some(taken)) = (signed(&gross), signed(&taken)) else { return Ok(()); };
            let most = Chf::from_rappen(most).unwrap();
            let limit = Limit { most, so_far: Chf::from_rappen(so_far % (most.rappen() + 1)).unwrap() };
            let rows = [Row { gross, taken, ..row(1, true, &of, "0") }, Row { gross, taken, ..row(2, true, &of, "0") }];
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
