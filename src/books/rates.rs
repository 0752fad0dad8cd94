//! Decides by which rate the shop divided the francs of an order that JTL-Wawi sent back, where nobody heard of it.

use rust_decimal::Decimal;

use super::prices::in_rappen;
use crate::twint::values::money::Chf;

/// The shop stores floats: francs that are closer to an amount than this hundredth of a Rappen are that amount.
const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 4);

/// Whether the shop divided an order's francs by `today`'s rate and not by the one that was noted for it, because Wawi sent the order back
/// unchanged and nobody heard of it.
///
/// `total` is what the order comes to in the shop's currency; `asked` is the amount that the buyer was last asked for. True only where there
/// is no other explanation: by today's rate the total is exactly that amount, and by the noted one it is no amount of francs at all, which
/// what Wawi sent and we heard of always is.
pub fn is_of_today(total: Decimal, noted: Decimal, today: Decimal, asked: Chf) -> bool {
    let (Some(by_noted), Some(by_today)) = (total.checked_mul(noted), total.checked_mul(today))
    else {
        return false;
    };
    let is_as_asked = |francs| {
        in_rappen(francs).and_then(|rappen| u64::try_from(rappen).ok()) == Some(asked.rappen())
    };
    !is_as_asked(by_noted) && !is_whole(by_noted) && is_as_asked(by_today) && is_whole(by_today)
}

fn is_whole(francs: Decimal) -> bool {
    (francs - francs.round_dp(2)).abs() < NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn todays_rate_counts_only_where_nothing_else_explains_the_total() {
        for (total, noted, today, asked, expected, why) in [
            // The shop has divided 54.36 by today's rate.
            ("52.249134948", "1.02", "1.0404", "54.36", true, "unheard"),
            ("54.942389327", "1.02", "0.9894", "54.36", true, "falling"),
            (
                "53.294117647",
                "1.02",
                "1.0404",
                "54.36",
                false,
                "as placed",
            ),
            (
                "53.2941",
                "1.02",
                "1.0404",
                "54.36",
                false,
                "as placed, not rounded",
            ),
            ("52.249134948", "1.0404", "1.0404", "54.36", false, "heard"),
            (
                "52.249134948",
                "1.0404",
                "1.06",
                "54.36",
                false,
                "heard, and moved since",
            ),
            (
                "52.249134948",
                "1.02",
                "1.06",
                "54.36",
                false,
                "unheard, and moved since",
            ),
            (
                "48.058438",
                "1.02",
                "1.0404",
                "54.36",
                false,
                "unheard, and smaller",
            ),
            // Smaller by as much as the rate rose: that was heard, for it is whole francs.
            (
                "49",
                "1",
                "1.0204081632653",
                "50.00",
                false,
                "heard, and smaller",
            ),
            (
                "50.001",
                "1",
                "0.99998",
                "50.01",
                false,
                "not by today's either",
            ),
            (
                "50.02",
                "1.0001",
                "0.99987",
                "50.01",
                false,
                "nearly, by today's",
            ),
            (
                "49.9999",
                "1",
                "1.02000204",
                "51.00",
                true,
                "just no whole francs by the noted one",
            ),
            ("-54.36", "2", "1", "54.36", false, "negative"),
            (
                "79228162514264337593543950335",
                "2",
                "1",
                "54.36",
                false,
                "no shop has such prices",
            ),
        ] {
            let decimal = |text: &str| -> Decimal { text.parse().unwrap() };
            let found = is_of_today(
                decimal(total),
                decimal(noted),
                decimal(today),
                asked.parse().unwrap(),
            );
            assert_eq!(found, expected, "{why}");
        }
    }
}
