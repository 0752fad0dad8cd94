//! Decides how an order ends that nobody paid: when it is given up, and whether what it took is given back.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::mails::OrderStanding;
use super::order::UnpaidOrder;

/// What happens to an order whose last attempt ended long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum AbandonedOrder {
    /// Nothing: it is over, paid otherwise, or the merchant knows of it.
    Rest,
    /// Nothing yet: Wawi may have been fetching it when it was held again.
    Wait,
    /// It is given up.
    GiveUp,
}

/// What happens to an order of which no payment was ever begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum UnbegunOrder {
    /// Nothing: a payment was begun, Wawi may have it, or its status is another.
    Keep,
    /// It is cancelled, and what it took is given back.
    Cancel,
    /// What it took is given back: somebody else cancelled it.
    GiveBack,
}

/// Whether what a cancelled order took is given back: stock, credit, vouchers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum GiveBack {
    /// It is not known yet: the order has to be cancelled first.
    Wait,
    /// It is given back, unless Wawi has the order.
    Give,
    /// The order keeps it, or it was given back.
    Keep,
}

/// Decides whether an order is given up whose last attempt ended long ago. `is_held` says that Wawi has never seen it, `moved_last` that
/// no other attempt of it moved later, `was_left` that the merchant was told since to cancel it, `unpaid` what happens to the order.
pub fn abandoned(
    order: OrderStanding,
    is_held: bool,
    moved_last: bool,
    was_left: bool,
    unpaid: UnpaidOrder,
) -> AbandonedOrder {
    let is_unfinished = match order {
        OrderStanding::Open | OrderStanding::Shipped => true,
        // One that was cancelled meanwhile, in Wawi for instance, still holds its stock.
        OrderStanding::Cancelled => is_held,
        OrderStanding::Gone | OrderStanding::Paid | OrderStanding::Other => false,
    };
    // From the last end on the buyer may try again. It need not be that of the newest attempt: an older one may have been resumed.
    if !is_unfinished || !moved_last {
        return AbandonedOrder::Rest;
    }
    match unpaid {
        UnpaidOrder::Wait => AbandonedOrder::Wait,
        // Once is enough for an end, however often the attempt is looked at again.
        UnpaidOrder::LeaveToMerchant if was_left => AbandonedOrder::Rest,
        // Another payment of it counts.
        UnpaidOrder::Keep if order != OrderStanding::Cancelled => AbandonedOrder::Rest,
        UnpaidOrder::Keep | UnpaidOrder::LeaveToMerchant | UnpaidOrder::Cancel => {
            AbandonedOrder::GiveUp
        }
    }
}

/// Decides what happens to an order that nobody began to pay. `is_held` says that Wawi has never seen it.
pub fn unbegun(order: OrderStanding, is_held: bool, has_attempt: bool) -> UnbegunOrder {
    if has_attempt || !is_held {
        return UnbegunOrder::Keep;
    }
    match order {
        OrderStanding::Open => UnbegunOrder::Cancel,
        OrderStanding::Cancelled => UnbegunOrder::GiveBack,
        OrderStanding::Gone
        | OrderStanding::Shipped
        | OrderStanding::Paid
        | OrderStanding::Other => UnbegunOrder::Keep,
    }
}

/// Decides whether what an order took is given back. `is_cancelling` says that it is about to be cancelled, `was_given_back` that an attempt
/// of it did this already, `is_replaced` that another payment of it counts.
pub fn give_back(
    order: OrderStanding,
    is_cancelling: bool,
    was_given_back: bool,
    is_replaced: bool,
) -> GiveBack {
    if is_cancelling {
        return GiveBack::Wait;
    }
    match order {
        OrderStanding::Cancelled if !was_given_back && !is_replaced => GiveBack::Give,
        OrderStanding::Gone
        | OrderStanding::Open
        | OrderStanding::Shipped
        | OrderStanding::Cancelled
        | OrderStanding::Paid
        | OrderStanding::Other => GiveBack::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_given_up_once_by_its_last_end_unless_another_payment_counts() {
        for &order in OrderStanding::VARIANTS {
            for bits in 0..8 {
                let [is_held, moved_last, was_left] = [1, 2, 4].map(|bit| bits & bit != 0);
                for &unpaid in UnpaidOrder::VARIANTS {
                    let while_unfinished = match unpaid {
                        UnpaidOrder::Wait => AbandonedOrder::Wait,
                        UnpaidOrder::LeaveToMerchant if was_left => AbandonedOrder::Rest,
                        UnpaidOrder::Cancel | UnpaidOrder::LeaveToMerchant => {
                            AbandonedOrder::GiveUp
                        }
                        UnpaidOrder::Keep if order == OrderStanding::Cancelled => {
                            AbandonedOrder::GiveUp
                        }
                        UnpaidOrder::Keep => AbandonedOrder::Rest,
                    };
                    let expected = match order {
                        OrderStanding::Open | OrderStanding::Shipped if moved_last => {
                            while_unfinished
                        }
                        OrderStanding::Cancelled if moved_last && is_held => while_unfinished,
                        _ => AbandonedOrder::Rest,
                    };
                    assert_eq!(
                        abandoned(order, is_held, moved_last, was_left, unpaid),
                        expected,
                        "{order:?} {is_held} {moved_last} {was_left} {unpaid:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn an_order_that_nobody_began_to_pay_ends_as_long_as_wawi_has_not_seen_it() {
        for &order in OrderStanding::VARIANTS {
            let expected = match order {
                OrderStanding::Open => UnbegunOrder::Cancel,
                OrderStanding::Cancelled => UnbegunOrder::GiveBack,
                _ => UnbegunOrder::Keep,
            };
            assert_eq!(unbegun(order, true, false), expected, "{order:?}");
            for (is_held, has_attempt) in [(true, true), (false, false), (false, true)] {
                assert_eq!(unbegun(order, is_held, has_attempt), UnbegunOrder::Keep);
            }
        }
    }

    #[test]
    fn what_a_cancelled_order_took_is_given_back_once_and_not_while_another_payment_counts() {
        for &order in OrderStanding::VARIANTS {
            for bits in 0..8 {
                let [is_cancelling, was_given_back, is_replaced] =
                    [1, 2, 4].map(|bit| bits & bit != 0);
                let expected = if is_cancelling {
                    GiveBack::Wait
                } else if order == OrderStanding::Cancelled && bits == 0 {
                    GiveBack::Give
                } else {
                    GiveBack::Keep
                };
                assert_eq!(
                    give_back(order, is_cancelling, was_given_back, is_replaced),
                    expected,
                    "{order:?} {bits:b}"
                );
            }
        }
    }
}
