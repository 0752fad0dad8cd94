//! Decides what to do with an order at TWINT whose payment is over in the merchant's books: after a backup was restored, or where an
//! old version gave up without asking.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::attempts::is_replaced;
use super::holding::Holding;
use super::next_step::ObservedOrder;
use super::phases::Phase;
use super::standing::Standing;

/// What to do with an order at TWINT whose payment is over in the merchant's books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Resumption {
    /// Leave it: the order is over at TWINT, too.
    Leave,
    /// Take the payment up again: TWINT holds money for it, and nothing else pays the shop's order.
    Resume,
    /// Cancel the order at TWINT: nobody wants its money any more.
    Release,
    /// Leave it and tell the merchant to pay it back: the shop's order is paid otherwise, or is not wanted any more.
    Refund,
    /// Leave it and tell the merchant: this version does not know what TWINT holds, or the order is not this payment's.
    Ask,
}

/// Decides what to do with `order`, whose `payment` is over in the books. `is_cancelled` says whether the order in the shop was cancelled or
/// deleted, `others` are the phases of all other payments of it.
///
/// An order of the shop is paid once: while another payment pays it, paid it or may still do so, no money of this one is captured. Neither
/// is any for an order that nobody will ship.
pub fn resumption(
    payment: &Standing,
    order: ObservedOrder,
    is_cancelled: bool,
    others: &[Phase],
) -> Resumption {
    if !order.belongs_to(payment) {
        return Resumption::Ask;
    }
    let is_wanted = !is_cancelled && !is_replaced(others);
    match (order.holding(), is_wanted) {
        (Holding::Ended, _) => Resumption::Leave,
        // The buyer can still approve it.
        (Holding::Waiting, _) | (Holding::Reserved, false) => Resumption::Release,
        (Holding::Reserved | Holding::Moved, true) => Resumption::Resume,
        (Holding::Moved, false) => Resumption::Refund,
        (Holding::Unclear, _) => Resumption::Ask,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::values::money::{Amount, Chf};
    use crate::twint::values::order::{Capture, OrderState};

    fn payment() -> Standing {
        Standing {
            phase: Phase::Cancelled,
            capture: Capture::Deferred,
            reference: "R".parse().unwrap(),
            authorised: Chf::from_rappen(5000).unwrap(),
            captured: Chf::ZERO,
            refunded: Chf::ZERO,
            closed: false,
        }
    }

    fn decided(status: &str, reason: &str, is_cancelled: bool, others: &[Phase]) -> Resumption {
        let requested = Amount::from(Chf::from_rappen(5000).unwrap());
        let order = ObservedOrder {
            reference: "R",
            requested: &requested,
            captured_in_parts: None,
            state: OrderState::read(status, reason),
            status,
            reason,
        };
        resumption(&payment(), order, is_cancelled, others)
    }

    #[test]
    fn an_order_of_another_reference_or_amount_is_left_to_the_merchant() {
        for (reference, rappen) in [("R", 5001), ("S", 5000)] {
            let requested = Amount::from(Chf::from_rappen(rappen).unwrap());
            for (status, reason) in [("SUCCESS", "ORDER_OK"), ("FAILURE", "CLIENT_TIMEOUT")] {
                let order = ObservedOrder {
                    reference,
                    requested: &requested,
                    captured_in_parts: None,
                    state: OrderState::read(status, reason),
                    status,
                    reason,
                };
                let decided = resumption(&payment(), order, false, &[]);
                assert_eq!(decided, Resumption::Ask, "{reference} {rappen} {reason}");
            }
        }
    }

    #[test]
    fn what_twint_holds_is_taken_up_only_where_the_order_stands_and_nothing_else_pays_it() {
        use Resumption::{Ask, Leave, Refund, Release, Resume};
        for (status, reason, alone, not_wanted) in [
            ("IN_PROGRESS", "ORDER_RECEIVED", Release, Release),
            ("IN_PROGRESS", "ORDER_PENDING", Release, Release),
            ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING", Resume, Release),
            ("SUCCESS", "ORDER_OK", Resume, Refund),
            ("SUCCESS", "ORDER_PARTIAL_OK", Resume, Refund),
            ("FAILURE", "CLIENT_TIMEOUT", Leave, Leave),
            ("FAILURE", "SOMETHING_NEW", Leave, Leave),
            ("IN_PROGRESS", "SOMETHING_NEW", Ask, Ask),
        ] {
            assert_eq!(decided(status, reason, false, &[]), alone, "{reason}");
            assert_eq!(decided(status, reason, true, &[]), not_wanted, "{reason}");
            for &phase in Phase::VARIANTS {
                let expected = match phase {
                    Phase::Cancelled | Phase::Failed => alone,
                    Phase::Created
                    | Phase::Pending
                    | Phase::Authorised
                    | Phase::Uncertain
                    | Phase::PartiallyCaptured
                    | Phase::Captured
                    | Phase::PartiallyRefunded
                    | Phase::Refunded => not_wanted,
                };
                let others = [Phase::Failed, phase];
                assert_eq!(
                    decided(status, reason, false, &others),
                    expected,
                    "{reason} beside {phase:?}"
                );
            }
        }
    }
}
