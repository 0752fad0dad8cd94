//! Decides what a payment means for the shop's order: whether Wawi gets it, when it is cancelled, and what the buyer can do to pay it.

use std::time::Duration;

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::mails::OrderStanding;
use super::phases::Phase;
use super::standing::Standing;

/// What happens to the shop's order after a payment of it ended without money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum UnpaidOrder {
    /// Nothing: it is paid otherwise or may still be, or it is over already.
    Keep,
    /// It is cancelled: Wawi has never seen it.
    Cancel,
    /// Nothing yet: Wawi may have been fetching it when it was held again.
    Wait,
    /// The merchant cancels it in Wawi, which may have it.
    LeaveToMerchant,
}

/// For how long Wawi may still acknowledge an order that it was fetching when the order was held again. It does so within the same
/// synchronisation; a day leaves room for one that was interrupted.
const WAWI_ACKNOWLEDGES_WITHIN: Duration = Duration::from_secs(24 * 3600);

/// What the buyer can do to pay an order now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum BuyersTurn {
    /// Begin the order's first attempt.
    Begin,
    /// Go on with the attempt that waits for them.
    GoOn,
    /// Begin another attempt: the last one ended without money.
    TryAgain,
    /// Nothing: the order is paid, or its money is reserved.
    Paid,
    /// Nothing until it is known what TWINT holds.
    Uncertain,
    /// Nothing: the order is over, or not to be paid with TWINT.
    Over,
}

/// Decides what the buyer can do to pay an order now. `shown` is the phase of the attempt that the order shows, absent where it has none;
/// `awaits_first` says whether such an order may have its first, `is_ending` whether the order is about to be cancelled.
pub fn buyers_turn(
    shown: Option<Phase>,
    order: OrderStanding,
    awaits_first: bool,
    is_ending: bool,
) -> BuyersTurn {
    match shown {
        None if awaits_first => BuyersTurn::Begin,
        Some(Phase::Created | Phase::Pending) => BuyersTurn::GoOn,
        Some(Phase::Uncertain) => BuyersTurn::Uncertain,
        Some(
            Phase::Authorised
            | Phase::PartiallyCaptured
            | Phase::Captured
            | Phase::PartiallyRefunded
            | Phase::Refunded,
        ) => BuyersTurn::Paid,
        Some(Phase::Cancelled | Phase::Failed) if is_open(order) && !is_ending => {
            BuyersTurn::TryAgain
        }
        None | Some(Phase::Cancelled | Phase::Failed) => BuyersTurn::Over,
    }
}

/// Whether an order without an attempt may have its first: it was held for that, or Wawi made it, to be paid with TWINT. That somebody dated
/// a payment says nothing of TWINT's money, but asks the buyer for none. `is_ours` says whether TWINT is its payment method.
pub fn awaits_first(order: OrderStanding, is_held: bool, is_ours: bool, is_dated: bool) -> bool {
    is_open(order) && (is_held || is_ours && !is_dated)
}

/// Whether the buyer may end the order now to pay another way: nothing else pays it, and Wawi has never seen it.
pub fn may_give_up(turn: BuyersTurn, is_held: bool) -> bool {
    match turn {
        BuyersTurn::TryAgain => is_held,
        BuyersTurn::Begin
        | BuyersTurn::GoOn
        | BuyersTurn::Paid
        | BuyersTurn::Uncertain
        | BuyersTurn::Over => false,
    }
}

/// Whether an order with attempts is over and unpaid. `shown` is the phase of the attempt that it shows.
pub fn is_given_up(order: OrderStanding, shown: Option<Phase>) -> bool {
    match order {
        OrderStanding::Cancelled => shown.is_some_and(|phase| !phase.pays_order()),
        OrderStanding::Gone
        | OrderStanding::Open
        | OrderStanding::Shipped
        | OrderStanding::Paid
        | OrderStanding::Other => false,
    }
}

fn is_open(order: OrderStanding) -> bool {
    match order {
        OrderStanding::Open => true,
        OrderStanding::Gone
        | OrderStanding::Shipped
        | OrderStanding::Cancelled
        | OrderStanding::Paid
        | OrderStanding::Other => false,
    }
}

/// Decides whether Wawi may fetch the order. `releases_reserved` is the merchant's setting for money that is only reserved.
pub fn is_shippable(payment: &Standing, releases_reserved: bool) -> bool {
    match payment.phase {
        Phase::Captured | Phase::PartiallyCaptured | Phase::PartiallyRefunded => true,
        Phase::Authorised => payment.is_secured() && releases_reserved,
        Phase::Created
        | Phase::Pending
        | Phase::Uncertain
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => false,
    }
}

/// Decides whether the order is withheld from Wawi. `is_replaced` says whether another payment of it counts.
pub fn is_withheld(payment: &Standing, is_replaced: bool) -> bool {
    !payment.is_secured() && !is_replaced
}

/// Decides what happens to an order whose payment ended without money. `is_held` says that Wawi has never seen it, `held_again` for how long
/// it has been held again after it was released (absent where it is not), `is_replaced` that another payment of it counts.
pub fn after_unpaid(
    payment: &Standing,
    order: OrderStanding,
    is_held: bool,
    held_again: Option<Duration>,
    is_replaced: bool,
) -> UnpaidOrder {
    if is_replaced || payment.phase.pays_order() {
        return UnpaidOrder::Keep;
    }
    match order {
        OrderStanding::Open if is_held => UnpaidOrder::Cancel,
        OrderStanding::Open => match held_again {
            Some(time) if time >= WAWI_ACKNOWLEDGES_WITHIN => UnpaidOrder::Cancel,
            Some(_) => UnpaidOrder::Wait,
            None => UnpaidOrder::LeaveToMerchant,
        },
        OrderStanding::Shipped => UnpaidOrder::LeaveToMerchant,
        OrderStanding::Gone
        | OrderStanding::Cancelled
        | OrderStanding::Paid
        | OrderStanding::Other => UnpaidOrder::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::values::money::Chf;
    use crate::twint::values::order::Capture;

    fn payment(phase: Phase, capture: Capture) -> Standing {
        let amount = Chf::from_rappen(5000).unwrap();
        Standing {
            phase,
            capture,
            reference: "R".parse().unwrap(),
            authorised: amount,
            captured: amount,
            refunded: Chf::from_rappen(0).unwrap(),
            closed: true,
        }
    }

    #[test]
    fn an_order_is_paid_by_one_attempt_and_as_long_as_it_is_open() {
        for &order in OrderStanding::VARIANTS {
            for bits in 0..4 {
                let [awaits_first, is_ending] = [1, 2].map(|bit| bits & bit != 0);
                let turn = |shown| buyers_turn(shown, order, awaits_first, is_ending);
                let first = if awaits_first {
                    BuyersTurn::Begin
                } else {
                    BuyersTurn::Over
                };
                assert_eq!(turn(None), first);
                for &phase in Phase::VARIANTS {
                    let expected = match phase {
                        Phase::Created | Phase::Pending => BuyersTurn::GoOn,
                        Phase::Uncertain => BuyersTurn::Uncertain,
                        Phase::Cancelled | Phase::Failed
                            if order == OrderStanding::Open && !is_ending =>
                        {
                            BuyersTurn::TryAgain
                        }
                        Phase::Cancelled | Phase::Failed => BuyersTurn::Over,
                        _ => BuyersTurn::Paid,
                    };
                    assert_eq!(turn(Some(phase)), expected, "{phase:?} {order:?} {bits:b}");
                }
            }
        }
    }

    #[test]
    fn an_open_order_may_have_its_first_attempt_where_it_is_held_or_ours_and_not_dated() {
        for &order in OrderStanding::VARIANTS {
            for (is_held, is_ours, is_dated, expected) in [
                (true, true, true, true),
                (true, true, false, true),
                (true, false, true, true),
                (true, false, false, true),
                (false, true, true, false),
                (false, true, false, true),
                (false, false, true, false),
                (false, false, false, false),
            ] {
                assert_eq!(
                    awaits_first(order, is_held, is_ours, is_dated),
                    order == OrderStanding::Open && expected,
                    "{order:?} {is_held} {is_ours} {is_dated}"
                );
            }
        }
    }

    #[test]
    fn the_buyer_ends_only_what_they_might_try_again_and_wawi_has_never_seen() {
        for &turn in BuyersTurn::VARIANTS {
            assert_eq!(may_give_up(turn, true), turn == BuyersTurn::TryAgain);
            assert!(!may_give_up(turn, false), "{turn:?}");
        }
        for &order in OrderStanding::VARIANTS {
            assert!(!is_given_up(order, None), "{order:?}");
            for &phase in Phase::VARIANTS {
                let is_over = matches!(phase, Phase::Cancelled | Phase::Failed);
                assert_eq!(
                    is_given_up(order, Some(phase)),
                    order == OrderStanding::Cancelled && is_over,
                    "{order:?} {phase:?}"
                );
            }
        }
    }

    #[test]
    fn wawi_gets_what_is_paid_and_by_the_setting_what_is_reserved() {
        for &phase in Phase::VARIANTS {
            let paid = matches!(
                phase,
                Phase::Captured | Phase::PartiallyCaptured | Phase::PartiallyRefunded
            );
            let reserved = phase == Phase::Authorised;
            let deferred = payment(phase, Capture::Deferred);
            assert_eq!(is_shippable(&deferred, true), paid || reserved, "{phase:?}");
            assert_eq!(is_shippable(&deferred, false), paid, "{phase:?}");
            let immediate = payment(phase, Capture::Immediate);
            assert_eq!(is_shippable(&immediate, true), paid, "{phase:?}");
        }
    }

    #[test]
    fn an_order_is_withheld_while_no_payment_of_it_is_secured() {
        for &phase in Phase::VARIANTS {
            let withheld = matches!(
                phase,
                Phase::Created
                    | Phase::Pending
                    | Phase::Uncertain
                    | Phase::Cancelled
                    | Phase::Failed
            );
            let deferred = payment(phase, Capture::Deferred);
            assert_eq!(is_withheld(&deferred, false), withheld, "{phase:?}");
            assert!(!is_withheld(&deferred, true), "{phase:?}");
        }
    }

    #[test]
    fn only_an_unpaid_order_that_wawi_does_not_have_is_cancelled() {
        let day = Duration::from_secs(86_400);
        let holds = [
            (true, None, UnpaidOrder::Cancel),
            (false, None, UnpaidOrder::LeaveToMerchant),
            (false, Some(Duration::ZERO), UnpaidOrder::Wait),
            (
                false,
                Some(day.saturating_sub(Duration::from_secs(1))),
                UnpaidOrder::Wait,
            ),
            (false, Some(day), UnpaidOrder::Cancel),
        ];
        for &phase in Phase::VARIANTS {
            for &order in OrderStanding::VARIANTS {
                for (is_held, held_again, while_open) in holds {
                    for is_replaced in [false, true] {
                        let is_over =
                            matches!(phase, Phase::Cancelled | Phase::Failed) && !is_replaced;
                        let expected = match order {
                            OrderStanding::Open if is_over => while_open,
                            OrderStanding::Shipped if is_over => UnpaidOrder::LeaveToMerchant,
                            _ => UnpaidOrder::Keep,
                        };
                        let payment = payment(phase, Capture::Deferred);
                        assert_eq!(
                            after_unpaid(&payment, order, is_held, held_again, is_replaced),
                            expected,
                            "{phase:?} {order:?} {is_held} {held_again:?} {is_replaced}"
                        );
                    }
                }
            }
        }
    }
}
