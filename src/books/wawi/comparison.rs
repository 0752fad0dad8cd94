//! Decides whether the merchant is told that an order and its money differ: once for each finding and amount.

use super::step::WawiFinding;
use crate::twint::values::money::Chf;

/// How an order and its money agreed when they were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// What [`super::step::wawi_step`] found.
    pub finding: WawiFinding,
    /// What the order came to.
    pub total: Chf,
    /// The most that the merchant had captured or could capture, refunds not counted.
    pub reach: Chf,
}

/// Whether `now` is a difference that the merchant has not been told of. `last` is the comparison before of the same order.
pub fn is_news(now: Comparison, last: Option<Comparison>) -> bool {
    let was_told =
        |finding| last.is_some_and(|last| last.finding == finding && last.total == now.total);
    match now.finding {
        // Who was told that more was captured than the order comes to, and refunded it, knows that no more will be.
        WawiFinding::CapturesLess => {
            !was_told(WawiFinding::CapturesLess) && !was_told(WawiFinding::LessThanCaptured)
        }
        // A reservation may have run out since.
        WawiFinding::MoreThanAuthorised => {
            !was_told(WawiFinding::MoreThanAuthorised)
                || last.is_some_and(|last| now.reach < last.reach)
        }
        WawiFinding::LessThanCaptured => !was_told(WawiFinding::LessThanCaptured),
        // The merchant knows what they refunded, and hears of it where the order grew since.
        WawiFinding::KeepsLess => last.is_some_and(|last| now.total > last.total),
        WawiFinding::Due
        | WawiFinding::NotPaidYet
        | WawiFinding::Uncertain
        | WawiFinding::CapturedBefore
        | WawiFinding::NoMoneyHeld
        | WawiFinding::AmountFits
        | WawiFinding::PaymentStands
        | WawiFinding::ShippedUnpaid
        | WawiFinding::ShippedRefunded
        | WawiFinding::CancelledCaptured
        | WawiFinding::RevivedUnpaid
        | WawiFinding::RevivedRefunded => false,
    }
}

/// Whether a capture is judged by how order and money agreed `before` it, and not by how they agree `now` (absent where nothing is compared).
/// Once a capture has closed the payment, nobody sees any more that it was for less than was approved.
pub fn before_counts(before: Option<Comparison>, now: Option<Comparison>) -> bool {
    match (before, now) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(before), Some(now)) => before.total == now.total && !is_news(now, None),
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    fn comparison(finding: WawiFinding, francs: &str) -> Comparison {
        Comparison {
            finding,
            total: francs.parse().unwrap(),
            reach: "40".parse().unwrap(),
        }
    }

    #[test]
    fn a_difference_is_told_once_for_each_finding_and_amount() {
        use WawiFinding::{
            AmountFits, CapturesLess, KeepsLess, LessThanCaptured, MoreThanAuthorised,
        };
        for (now, last, told) in [
            (CapturesLess, None, true),
            (CapturesLess, Some((CapturesLess, "40")), false),
            (CapturesLess, Some((CapturesLess, "39.99")), true),
            (CapturesLess, Some((AmountFits, "40")), true),
            (CapturesLess, Some((MoreThanAuthorised, "40")), true),
            (CapturesLess, Some((LessThanCaptured, "40")), false),
            (CapturesLess, Some((LessThanCaptured, "41")), true),
            (LessThanCaptured, Some((CapturesLess, "40")), true),
            (LessThanCaptured, Some((LessThanCaptured, "40")), false),
            (MoreThanAuthorised, Some((MoreThanAuthorised, "40")), false),
            (MoreThanAuthorised, Some((MoreThanAuthorised, "41")), true),
            (KeepsLess, Some((LessThanCaptured, "39.99")), true),
            (KeepsLess, Some((AmountFits, "40")), false),
            (KeepsLess, Some((KeepsLess, "41")), false),
            (AmountFits, Some((CapturesLess, "39")), false),
        ] {
            let before = last.map(|(finding, francs)| comparison(finding, francs));
            assert_eq!(
                is_news(comparison(now, "40"), before),
                told,
                "{now:?} {last:?}"
            );
        }
        let news = WawiFinding::VARIANTS
            .iter()
            .filter(|finding| is_news(comparison(**finding, "40"), None));
        assert_eq!(
            news.copied().collect::<Vec<_>>(),
            [CapturesLess, MoreThanAuthorised, LessThanCaptured]
        );
    }

    #[test]
    fn that_more_is_owed_is_told_again_where_less_can_be_captured_than_then() {
        for (before, now, told) in [("50", "20", true), ("50", "50", false), ("20", "50", false)] {
            let reaching = |francs: &str| Comparison {
                reach: francs.parse().unwrap(),
                ..comparison(WawiFinding::MoreThanAuthorised, "60")
            };
            let is_told = is_news(reaching(now), Some(reaching(before)));
            assert_eq!(is_told, told, "{before} {now}");
        }
    }

    #[test]
    fn what_was_seen_before_a_capture_counts_unless_the_order_was_edited_or_differs_now() {
        let before = Some(comparison(WawiFinding::CapturesLess, "40"));
        assert!(before_counts(None, None));
        assert!(before_counts(before, None));
        for &finding in WawiFinding::VARIANTS {
            let differs = matches!(
                finding,
                WawiFinding::CapturesLess
                    | WawiFinding::MoreThanAuthorised
                    | WawiFinding::LessThanCaptured
            );
            for (francs, is_edited) in [("40", false), ("40.00", false), ("40.01", true)] {
                let now = Some(comparison(finding, francs));
                assert!(!before_counts(None, now), "{finding:?}");
                assert_eq!(
                    before_counts(before, now),
                    !differs && !is_edited,
                    "{finding:?} {francs}"
                );
            }
        }
    }
}
