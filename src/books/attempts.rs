//! Decides what the attempts to pay an order mean for each other and for the order: it is paid once.

use super::mails::OrderStanding;
use super::phases::Phase;
use crate::twint::values::moment::Moment;

/// How far the clocks of the shop's database and of TWINT may be apart, in milliseconds: one of them may be set by hours, or tell another
/// zone's time. What comes again after a restored backup, or in another shop, is older than this as a rule.
const CLOCKS_APART: i64 = 6 * 3_600_000;

/// Whether an order that was found under an attempt's reference is from before the attempt, so that it is another buyer's: after a backup
/// was restored, or where two shops have one System ID, order numbers come again. `created` is the order's moment, where TWINT tells it;
/// `begun` that of the attempt.
pub fn is_from_before(created: Option<&Moment>, begun: &Moment) -> bool {
    created.is_some_and(|created| {
        created.unix_milliseconds() < begun.unix_milliseconds().saturating_sub(CLOCKS_APART)
    })
}

/// Whether another attempt pays the order, paid it or may still do so. `others` are the phases of all other attempts.
pub fn is_replaced(others: &[Phase]) -> bool {
    others.iter().any(|other| other.pays_order())
}

/// The attempt that the order shows, to its buyer and to the merchant: the last one that pays it, paid it or may still do so, or the last
/// one where none does. `attempts` are the phases of all attempts, the oldest first. Returns its index, `None` where there is no attempt.
pub fn shown_attempt(attempts: &[Phase]) -> Option<usize> {
    attempts
        .iter()
        .rposition(|attempt| attempt.pays_order())
        .or_else(|| attempts.len().checked_sub(1))
}

/// Whether another attempt to pay the order may begin. `attempts` are the phases of all attempts, `is_payable` says whether there are francs
/// to pay.
pub fn may_begin(attempts: &[Phase], order: OrderStanding, is_payable: bool) -> bool {
    match order {
        OrderStanding::Open => is_payable && !is_replaced(attempts),
        OrderStanding::Gone
        | OrderStanding::Shipped
        | OrderStanding::Cancelled
        | OrderStanding::Paid
        | OrderStanding::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn an_order_of_long_before_the_attempt_is_not_of_it() {
        let begun: Moment = "2026-03-26T12:00:00Z".parse().unwrap();
        for (created, is_from_before) in [
            (Some("2026-03-19T12:00:00+01:00"), true),
            (Some("2026-03-26T06:59:59.999+01:00"), true),
            (Some("2026-03-26T07:00:00+01:00"), false),
            (Some("2026-03-26T13:00:01+01:00"), false),
            (Some("2026-03-27T12:00:00Z"), false),
            (None, false),
        ] {
            let moment: Option<Moment> = created.map(|text| text.parse().unwrap());
            let found = super::is_from_before(moment.as_ref(), &begun);
            assert_eq!(found, is_from_before, "{created:?}");
        }
    }

    #[test]
    fn an_attempt_is_replaced_by_any_other_that_did_not_end_without_money() {
        assert!(!is_replaced(&[]));
        for &phase in Phase::VARIANTS {
            let replaces = !matches!(phase, Phase::Cancelled | Phase::Failed);
            assert_eq!(is_replaced(&[phase]), replaces, "{phase:?}");
            let among_ended = [Phase::Failed, phase, Phase::Cancelled];
            assert_eq!(is_replaced(&among_ended), replaces, "{phase:?}");
        }
    }

    #[test]
    fn an_order_shows_the_attempt_that_pays_it_or_else_the_last_one() {
        use Phase::{Authorised, Cancelled, Captured, Failed, Pending, Refunded, Uncertain};
        for (attempts, index) in [
            (vec![], None),
            (vec![Failed], Some(0)),
            (vec![Failed, Cancelled], Some(1)),
            (vec![Authorised, Failed], Some(0)),
            (vec![Failed, Uncertain, Cancelled], Some(1)),
            (vec![Refunded, Pending], Some(1)),
            (vec![Captured, Captured, Failed], Some(1)),
        ] {
            assert_eq!(shown_attempt(&attempts), index, "{attempts:?}");
        }
    }

    #[test]
    fn an_attempt_begins_only_for_an_open_order_that_no_other_pays() {
        for &order in OrderStanding::VARIANTS {
            for is_payable in [false, true] {
                let begins = order == OrderStanding::Open && is_payable;
                assert_eq!(may_begin(&[], order, is_payable), begins, "{order:?}");
                for &phase in Phase::VARIANTS {
                    let is_over = matches!(phase, Phase::Cancelled | Phase::Failed);
                    for attempts in [[phase, Phase::Failed], [Phase::Cancelled, phase]] {
                        assert_eq!(
                            may_begin(&attempts, order, is_payable),
                            begins && is_over,
                            "{attempts:?} {order:?} {is_payable}"
                        );
                    }
                }
            }
        }
    }
}
