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
}

/// Whether `now` is a difference that the merchant has not been told of. `last` is the comparison before of the same order.
pub fn is_news(now: Comparison, last: Option<Comparison>) -> bool {
    if !differs(now.finding) {
        return false;
    }
    match last {
        Some(last) if last.total == now.total => {
            // Who was told that more was captured than the order comes to, and refunded it, knows that no more will be.
            let is_known = last.finding == now.finding
                || (last.finding, now.finding)
                    == (WawiFinding::LessThanCaptured, WawiFinding::CapturesLess);
            !is_known
        }
        Some(_) | None => true,
    }
}

/// Whether the finding comes from comparing the order with its money.
pub fn compares(finding: WawiFinding) -> bool {
    finding == WawiFinding::AmountFits || differs(finding)
}

fn differs(finding: WawiFinding) -> bool {
    match finding {
        WawiFinding::CapturesLess
        | WawiFinding::MoreThanAuthorised
        | WawiFinding::LessThanCaptured => true,
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

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    fn comparison(finding: WawiFinding, francs: &str) -> Comparison {
        Comparison {
            finding,
            total: francs.parse().unwrap(),
        }
    }

    #[test]
    fn a_difference_is_told_once_for_each_finding_and_amount() {
        use WawiFinding::{AmountFits, CapturesLess, LessThanCaptured, MoreThanAuthorised};
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
    fn order_and_money_were_compared_where_they_fit_or_differ() {
        use WawiFinding::{AmountFits, CapturesLess, LessThanCaptured, MoreThanAuthorised};
        let compared = WawiFinding::VARIANTS
            .iter()
            .filter(|finding| compares(**finding));
        assert_eq!(
            compared.copied().collect::<Vec<_>>(),
            [
                AmountFits,
                CapturesLess,
                MoreThanAuthorised,
                LessThanCaptured
            ]
        );
    }
}
