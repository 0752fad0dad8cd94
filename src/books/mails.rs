//! Decides which mail the buyer gets: the one table of who is told what, when, in which setting.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::phases::Phase;
use super::standing::Standing;
use crate::twint::values::money::Chf;
use crate::twint::values::order::Capture;

/// How the shop's order stands, as far as it matters for the payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum OrderStanding {
    /// It is not in the shop any more.
    Gone,
    /// It is open or in work.
    Open,
    /// It was shipped, all or a part.
    Shipped,
    /// It was cancelled.
    Cancelled,
    /// It is called paid: a payment of it is dated, or the merchant shows reserved money so.
    Paid,
    /// It is in another status, which the merchant gave it.
    Other,
}

/// A mail to the buyer about a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Mail {
    /// The order is paid. The shop's own template says so, if the merchant ticked it for the payment method.
    PaymentReceived,
    /// Less than the order comes to was captured. The mail says how much, if the merchant ticked the mail about payments.
    PartReceived,
    /// The buyer's approval arrived; the money is captured later.
    PaymentReserved,
    /// Money was paid back. The mail says how much, and how much in all.
    PaymentRefunded,
    /// Nothing was charged, and the order can still be paid.
    PaymentNotMade,
    /// The order was cancelled. The shop's own template says so, also if the merchant did not tick it: the buyer was told that the order
    /// stands.
    OrderCancelled,
    /// The order was cancelled. The shop's own template says so only if the merchant ticked it for the payment method: the buyer was told
    /// nothing before.
    OrderCancelledIfTicked,
    /// The buyer ended the order to choose another way to pay: the confirmation they have is void, and another comes with the next order.
    OrderGivenUp,
}

/// Decides which mail says what became of a payment, where a transition asks for one ([`super::phases::Duty::SendMail`]).
///
/// `order_total` is what the shop's order comes to by now, absent where it is gone. `is_replaced` says whether another payment of the same
/// order counts, whose own mail tells. `tells_refunds` is the merchant's setting.
pub fn mail_of(
    payment: &Standing,
    order: OrderStanding,
    order_total: Option<Chf>,
    is_replaced: bool,
    tells_refunds: bool,
) -> Option<Mail> {
    match payment.phase {
        Phase::PartiallyRefunded | Phase::Refunded => {
            tells_refunds.then_some(Mail::PaymentRefunded)
        }
        Phase::Captured | Phase::PartiallyCaptured => {
            if payment.pays_in_full(order_total) {
                Some(Mail::PaymentReceived)
            } else {
                Some(Mail::PartReceived)
            }
        }
        Phase::Authorised => match payment.capture {
            Capture::Deferred => Some(Mail::PaymentReserved),
            // The money is captured a moment later, or not at all.
            Capture::Immediate => None,
        },
        Phase::Pending => match order {
            OrderStanding::Open if !is_replaced => Some(Mail::PaymentNotMade),
            // A payment that waits again will end, and its end has a mail of its own.
            OrderStanding::Open
            | OrderStanding::Cancelled
            | OrderStanding::Gone
            | OrderStanding::Shipped
            | OrderStanding::Paid
            | OrderStanding::Other => None,
        },
        Phase::Cancelled | Phase::Failed => match order {
            OrderStanding::Open if !is_replaced => Some(Mail::PaymentNotMade),
            OrderStanding::Cancelled if !is_replaced => Some(Mail::OrderCancelled),
            OrderStanding::Open
            | OrderStanding::Cancelled
            | OrderStanding::Gone
            | OrderStanding::Shipped
            | OrderStanding::Paid
            | OrderStanding::Other => None,
        },
        Phase::Created | Phase::Uncertain => None,
    }
}

/// Decides whether the confirmation of the order is sent now. One that waits for the money comes with it. Any other is the shop's own, and
/// sent as the order is made: only where a check-in makes it (`by_check_in`), the shop has no page that sends it.
pub fn confirmation_is_due(payment: &Standing, waits_for_money: bool, by_check_in: bool) -> bool {
    if waits_for_money {
        payment.is_secured()
    } else {
        by_check_in
    }
}

/// Decides which mail follows when an order that nobody paid was cancelled. `is_promised` says that another mail tells the same,
/// `confirmation_waits` that the buyer was never told that the order stands, `by_buyer` that they ended it themselves on the pay page.
pub fn mail_of_cancellation(
    is_promised: bool,
    confirmation_waits: bool,
    by_buyer: bool,
) -> Option<Mail> {
    match (is_promised, confirmation_waits, by_buyer) {
        // Who ended an order that no mail speaks of saw on the page that it is over.
        (true, _, _) | (false, true, true) => None,
        (false, false, true) => Some(Mail::OrderGivenUp),
        (false, true, false) => Some(Mail::OrderCancelledIfTicked),
        (false, false, false) => Some(Mail::OrderCancelled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chf(rappen: u64) -> Chf {
        Chf::from_rappen(rappen).unwrap()
    }

    fn payment(phase: Phase, capture: Capture, captured: u64) -> Standing {
        Standing {
            phase,
            capture,
            reference: "R".parse().unwrap(),
            authorised: chf(8638),
            captured: chf(captured),
            refunded: chf(0),
            closed: true,
        }
    }

    /// Tries every phase, every standing of the order and whether another payment counts, in a shop that tells of refunds.
    #[test]
    fn each_end_is_told_once_and_by_the_payment_that_counts() {
        for &phase in Phase::VARIANTS {
            for &order in OrderStanding::VARIANTS {
                for is_replaced in [false, true] {
                    let expected = match (phase, order, is_replaced) {
                        (Phase::Captured | Phase::PartiallyCaptured, _, _) => {
                            Some(Mail::PaymentReceived)
                        }
                        (Phase::PartiallyRefunded | Phase::Refunded, _, _) => {
                            Some(Mail::PaymentRefunded)
                        }
                        (Phase::Authorised, _, _) => Some(Mail::PaymentReserved),
                        (
                            Phase::Pending | Phase::Cancelled | Phase::Failed,
                            OrderStanding::Open,
                            false,
                        ) => Some(Mail::PaymentNotMade),
                        (Phase::Cancelled | Phase::Failed, OrderStanding::Cancelled, false) => {
                            Some(Mail::OrderCancelled)
                        }
                        (
                            Phase::Created
                            | Phase::Pending
                            | Phase::Uncertain
                            | Phase::Cancelled
                            | Phase::Failed,
                            _,
                            _,
                        ) => None,
                    };
                    let payment = payment(phase, Capture::Deferred, 8638);
                    assert_eq!(
                        mail_of(&payment, order, Some(chf(8638)), is_replaced, true),
                        expected,
                        "{phase:?} {order:?} {is_replaced}"
                    );
                }
            }
        }
    }

    #[test]
    fn only_what_was_captured_is_called_received() {
        let mail_for = |captured, total| {
            let payment = payment(Phase::Captured, Capture::Deferred, captured);
            mail_of(&payment, OrderStanding::Open, total, false, false)
        };
        assert_eq!(mail_for(8638, Some(chf(8638))), Some(Mail::PaymentReceived));
        assert_eq!(mail_for(5730, Some(chf(8638))), Some(Mail::PartReceived));
        // The merchant took the rest out of the order.
        assert_eq!(mail_for(5730, Some(chf(5730))), Some(Mail::PaymentReceived));
        assert_eq!(mail_for(5730, None), Some(Mail::PartReceived));
        assert_eq!(mail_for(8638, None), Some(Mail::PaymentReceived));
    }

    #[test]
    fn what_is_captured_at_once_is_not_told_as_reserved_and_refunds_only_where_wanted() {
        let immediate = payment(Phase::Authorised, Capture::Immediate, 0);
        assert_eq!(
            mail_of(&immediate, OrderStanding::Open, None, false, true),
            None
        );
        let refunded = payment(Phase::Refunded, Capture::Immediate, 8638);
        assert_eq!(
            mail_of(&refunded, OrderStanding::Open, None, false, false),
            None
        );
    }

    #[test]
    fn the_confirmation_comes_with_the_money_if_it_waits_and_at_once_for_a_check_in() {
        for &phase in Phase::VARIANTS {
            let secured = matches!(
                phase,
                Phase::Authorised
                    | Phase::PartiallyCaptured
                    | Phase::Captured
                    | Phase::PartiallyRefunded
                    | Phase::Refunded
            );
            let deferred = payment(phase, Capture::Deferred, 0);
            for (waits_for_money, by_check_in, is_due) in [
                (true, false, secured),
                (true, true, secured),
                (false, false, false),
                (false, true, true),
            ] {
                assert_eq!(
                    confirmation_is_due(&deferred, waits_for_money, by_check_in),
                    is_due,
                    "{phase:?} {waits_for_money} {by_check_in}"
                );
            }
        }
        let immediate = payment(Phase::Authorised, Capture::Immediate, 0);
        assert!(!confirmation_is_due(&immediate, true, true));
    }

    #[test]
    fn a_cancelled_order_is_told_to_who_was_told_of_the_order() {
        for (is_promised, confirmation_waits, by_buyer, mail) in [
            (true, true, true, None),
            (true, true, false, None),
            (true, false, true, None),
            (true, false, false, None),
            (false, true, true, None),
            (false, true, false, Some(Mail::OrderCancelledIfTicked)),
            (false, false, true, Some(Mail::OrderGivenUp)),
            (false, false, false, Some(Mail::OrderCancelled)),
        ] {
            assert_eq!(
                mail_of_cancellation(is_promised, confirmation_waits, by_buyer),
                mail,
                "{is_promised} {confirmation_waits} {by_buyer}"
            );
        }
    }
}
