//! Decides what the shop's order shows of its payment: the merchant's status for it, and whether it counts as paid.

use super::mails::OrderStanding;
use super::phases::Phase;
use super::standing::Standing;
use crate::twint::values::money::Chf;

/// What the shop's order shows of its payment from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderStatus {
    /// For which phase the merchant's status is set; absent where the order shows another attempt, so that this one has no say.
    pub status_phase: Option<Phase>,
    /// Whether a payment is dated, where none is.
    pub notes_paid_date: bool,
    /// Whether the order is open again where the merchant has no status for that phase.
    pub reopens: bool,
    /// Whether the status takes the place of "paid", too.
    pub replaces_paid: bool,
}

/// Decides what the order shows. `order_total` is what the shop's order comes to by now, absent where it is gone. `is_dated` says whether the
/// shop or Wawi dated a payment of the order: without a date, "paid" was the merchant's status for money that was only reserved. `is_shown`
/// says whether it is this attempt that the order shows.
pub fn order_status(
    payment: &Standing,
    order_total: Option<Chf>,
    order: OrderStanding,
    is_dated: bool,
    is_shown: bool,
) -> OrderStatus {
    let replaces_paid = replaces_paid(payment.phase, is_dated);
    // The money that it was called paid for is lost or doubtful.
    let reopens = order == OrderStanding::Paid && replaces_paid && !payment.is_secured();
    OrderStatus {
        status_phase: is_shown.then(|| status_phase(payment, order_total)),
        notes_paid_date: counts_as_paid(payment, order_total),
        reopens: is_shown && reopens,
        replaces_paid,
    }
}

/// A capture that does not cover the order, because the rest was released, counts as a part.
fn status_phase(payment: &Standing, order_total: Option<Chf>) -> Phase {
    match payment.phase {
        Phase::Captured if !payment.pays_in_full(order_total) => Phase::PartiallyCaptured,
        phase => phase,
    }
}

/// An order of which all was paid back does not become paid by an edit that leaves less of it than was captured.
fn counts_as_paid(payment: &Standing, order_total: Option<Chf>) -> bool {
    match payment.phase {
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded => {
            payment.pays_in_full(order_total)
        }
        Phase::Created
        | Phase::Pending
        | Phase::Authorised
        | Phase::Uncertain
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => false,
    }
}

/// What was paid back is not paid any more.
fn replaces_paid(phase: Phase, is_dated: bool) -> bool {
    match phase {
        Phase::PartiallyRefunded | Phase::Refunded => true,
        Phase::Created
        | Phase::Pending
        | Phase::Authorised
        | Phase::Uncertain
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::Cancelled
        | Phase::Failed => !is_dated,
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::twint::values::order::Capture;

    fn chf(rappen: u64) -> Chf {
        Chf::from_rappen(rappen).unwrap()
    }

    fn payment(phase: Phase, capture: Capture) -> Standing {
        Standing {
            phase,
            capture,
            reference: "R".parse().unwrap(),
            authorised: chf(6000),
            captured: chf(5000),
            refunded: chf(0),
            closed: true,
        }
    }

    #[test]
    fn a_payment_is_dated_where_what_was_captured_covers_the_order_and_is_not_all_paid_back() {
        for &phase in Phase::VARIANTS {
            let is_kept = matches!(
                phase,
                Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded
            );
            let payment = payment(phase, Capture::Deferred);
            for (total, covers) in [
                (Some(chf(5001)), false),
                (Some(chf(5000)), true),
                (Some(chf(4999)), true),
                (None, false),
            ] {
                for is_shown in [false, true] {
                    let status =
                        order_status(&payment, total, OrderStanding::Open, false, is_shown);
                    assert_eq!(
                        status.notes_paid_date,
                        is_kept && covers,
                        "{phase:?} {total:?}"
                    );
                    let shown = if phase == Phase::Captured && !covers {
                        Phase::PartiallyCaptured
                    } else {
                        phase
                    };
                    assert_eq!(status.status_phase, is_shown.then_some(shown));
                }
            }
        }
    }

    #[test]
    fn paid_is_replaced_where_nobody_dated_a_payment_or_money_was_paid_back() {
        for &phase in Phase::VARIANTS {
            let was_paid_back = matches!(phase, Phase::PartiallyRefunded | Phase::Refunded);
            let payment = payment(phase, Capture::Deferred);
            for (is_dated, replaces) in [(true, was_paid_back), (false, true)] {
                let status = order_status(&payment, None, OrderStanding::Paid, is_dated, true);
                assert_eq!(status.replaces_paid, replaces, "{phase:?} {is_dated}");
            }
        }
    }

    #[test]
    fn an_order_that_is_called_paid_for_money_that_is_lost_or_doubtful_is_open_again() {
        for &phase in Phase::VARIANTS {
            for capture in [Capture::Deferred, Capture::Immediate] {
                let is_lost = match phase {
                    Phase::Created
                    | Phase::Pending
                    | Phase::Uncertain
                    | Phase::Cancelled
                    | Phase::Failed => true,
                    Phase::Authorised => capture == Capture::Immediate,
                    Phase::PartiallyCaptured
                    | Phase::Captured
                    | Phase::PartiallyRefunded
                    | Phase::Refunded => false,
                };
                let payment = payment(phase, capture);
                for &order in OrderStanding::VARIANTS {
                    for bits in 0..4 {
                        let [is_dated, is_shown] = [1, 2].map(|bit| bits & bit != 0);
                        let status = order_status(&payment, None, order, is_dated, is_shown);
                        let expected =
                            is_lost && order == OrderStanding::Paid && !is_dated && is_shown;
                        assert_eq!(
                            status.reopens, expected,
                            "{phase:?} {capture:?} {order:?} {is_dated} {is_shown}"
                        );
                    }
                }
            }
        }
    }
}
