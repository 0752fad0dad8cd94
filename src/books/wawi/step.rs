//! Decides what to do at TWINT for a payment whose order changed in JTL-Wawi.

use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::wish::WawiWish;
use crate::books::phases::Phase;
use crate::books::standing::Standing;
use crate::twint::values::money::Chf;
use crate::twint::values::order::Capture;

/// What to do at TWINT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum WawiAction {
    /// Nothing yet: it is not known whether there is money. Decide again later.
    Wait,
    /// Capture what is open, and close the order.
    CaptureAll,
    /// Capture what was delivered and is not captured yet.
    CaptureDelivered,
    /// Cancel the order.
    Cancel,
    /// Refund what was captured.
    Refund,
    /// Leave the order as it is, now and later.
    Nothing,
}

/// Why a [`WawiStep`] is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum WawiFinding {
    /// The action is due.
    Due,
    /// The buyer has not paid yet.
    NotPaidYet,
    /// It is not known what TWINT holds.
    Uncertain,
    /// Everything that can be captured was captured before.
    CapturedBefore,
    /// There is no money to release or to refund.
    NoMoneyHeld,
    /// The order's amount equals what was authorised, or what was captured once nothing more can be captured, refunded or not.
    AmountFits,
    /// The order's amount is less than authorised; less will be captured.
    CapturesLess,
    /// The order's amount is no more than was captured, but more than is left of it after refunds; nothing more can be captured.
    KeepsLess,
    /// The payment is as it was.
    PaymentStands,
    /// The goods were shipped, but the payment failed or was cancelled.
    ShippedUnpaid,
    /// The goods were shipped, but the money was refunded.
    ShippedRefunded,
    /// The order was cancelled, but money was captured.
    CancelledCaptured,
    /// The order's amount is more than can be captured.
    MoreThanAuthorised,
    /// The order's amount is less than was captured and not refunded.
    LessThanCaptured,
    /// The order was reactivated, but the reservation is gone.
    RevivedUnpaid,
    /// The order was reactivated, but money was refunded.
    RevivedRefunded,
}

/// The answer of [`wawi_step`]: what to do, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WawiStep {
    /// What to do at TWINT.
    pub action: WawiAction,
    /// Why this is to be done.
    pub finding: WawiFinding,
    /// With a capture: the sum of all captures once everything is shipped. With a refund: the amount to refund. Otherwise `None`.
    pub amount: Option<Chf>,
    /// Where order and money were compared: the most that the merchant has captured of a closed payment, or can of an open one, refunds not
    /// counted. Otherwise `None`.
    pub reach: Option<Chf>,
}

impl WawiFinding {
    /// Whether goods and money do not match, so that the merchant must be told.
    pub fn needs_attention(self) -> bool {
        match self {
            Self::Due
            | Self::NotPaidYet
            | Self::Uncertain
            | Self::CapturedBefore
            | Self::NoMoneyHeld
            | Self::AmountFits
            | Self::KeepsLess
            | Self::PaymentStands => false,
            Self::ShippedUnpaid
            | Self::ShippedRefunded
            | Self::CancelledCaptured
            | Self::MoreThanAuthorised
            | Self::CapturesLess
            | Self::LessThanCaptured
            | Self::RevivedUnpaid
            | Self::RevivedRefunded => true,
        }
    }
}

/// Decides what to do at TWINT for a payment whose order changed in Wawi.
///
/// `order` is the order's present amount, or `None` if the order was deleted.
pub fn wawi_step(wish: WawiWish, payment: &Standing, order: Option<Chf>) -> WawiStep {
    match wish {
        WawiWish::CaptureAll => capture(payment, order, WawiAction::CaptureAll),
        WawiWish::CaptureDelivered => capture(payment, order, WawiAction::CaptureDelivered),
        WawiWish::Release => end(payment, None),
        WawiWish::Refund => end(payment, payment.captured.checked_sub(payment.refunded)),
        WawiWish::Compare => compare(payment, order),
        WawiWish::Revive => revive(payment),
    }
}

const fn wait(finding: WawiFinding) -> WawiStep {
    step(WawiAction::Wait, finding)
}

const fn nothing(finding: WawiFinding) -> WawiStep {
    step(WawiAction::Nothing, finding)
}

const fn step(action: WawiAction, finding: WawiFinding) -> WawiStep {
    WawiStep {
        action,
        finding,
        amount: None,
        reach: None,
    }
}

fn capture(payment: &Standing, order: Option<Chf>, action: WawiAction) -> WawiStep {
    match payment.phase {
        Phase::Created | Phase::Pending => wait(WawiFinding::NotPaidYet),
        Phase::Uncertain => wait(WawiFinding::Uncertain),
        Phase::Cancelled | Phase::Failed => nothing(WawiFinding::ShippedUnpaid),
        Phase::Refunded => nothing(WawiFinding::ShippedRefunded),
        Phase::Captured => nothing(WawiFinding::CapturedBefore),
        Phase::Authorised | Phase::PartiallyCaptured | Phase::PartiallyRefunded => {
            if payment.closed || payment.captured >= payment.authorised {
                return nothing(WawiFinding::CapturedBefore);
            }
            match (payment.capture, order) {
                (Capture::Immediate, _) => wait(WawiFinding::NotPaidYet),
                // `compare` says by what the order differs.
                (Capture::Deferred, Some(order)) if order <= payment.captured => {
                    nothing(WawiFinding::CapturedBefore)
                }
                (Capture::Deferred, order) => WawiStep {
                    amount: Some(
                        order.map_or(payment.authorised, |order| order.min(payment.authorised)),
                    ),
                    ..step(action, WawiFinding::Due)
                },
            }
        }
    }
}

/// Ends the payment of a cancelled order. `refund` is what to refund if money was captured; with `None` the merchant decides.
fn end(payment: &Standing, refund: Option<Chf>) -> WawiStep {
    match payment.phase {
        Phase::Created => wait(WawiFinding::NotPaidYet),
        Phase::Uncertain => wait(WawiFinding::Uncertain),
        Phase::Pending | Phase::Authorised => step(WawiAction::Cancel, WawiFinding::Due),
        Phase::Cancelled | Phase::Failed | Phase::Refunded => nothing(WawiFinding::NoMoneyHeld),
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded => match refund {
            None => nothing(WawiFinding::CancelledCaptured),
            Some(amount) if amount.is_zero() => nothing(WawiFinding::NoMoneyHeld),
            Some(amount) => WawiStep {
                amount: Some(amount),
                ..step(WawiAction::Refund, WawiFinding::Due)
            },
        },
    }
}

/// How an order's amount and the money agree: the same after an edit and with a shipment.
///
/// The merchant gets no more than was captured of a closed payment, and no more than was authorised of an open one. What was refunded they
/// know of, so that it is no difference. Of a deleted order nobody knows what it came to.
fn compare(payment: &Standing, order: Option<Chf>) -> WawiStep {
    let Some(order) = order else {
        return nothing(WawiFinding::PaymentStands);
    };
    match payment.phase {
        Phase::Created | Phase::Pending => wait(WawiFinding::NotPaidYet),
        Phase::Uncertain => wait(WawiFinding::Uncertain),
        Phase::Cancelled | Phase::Failed | Phase::Refunded => nothing(WawiFinding::NoMoneyHeld),
        Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded => {
            let kept = payment
                .captured
                .checked_sub(payment.refunded)
                .unwrap_or(Chf::ZERO);
            let reach = if payment.closed {
                payment.captured
            } else {
                payment.authorised
            };
            let finding = if order > reach {
                WawiFinding::MoreThanAuthorised
            } else if order < kept {
                WawiFinding::LessThanCaptured
            } else if payment.closed && order > kept {
                WawiFinding::KeepsLess
            } else if payment.closed || order == reach {
                WawiFinding::AmountFits
            } else {
                WawiFinding::CapturesLess
            };
            WawiStep {
                reach: Some(reach),
                ..nothing(finding)
            }
        }
    }
}

fn revive(payment: &Standing) -> WawiStep {
    match payment.phase {
        Phase::Cancelled | Phase::Failed => nothing(WawiFinding::RevivedUnpaid),
        Phase::PartiallyRefunded | Phase::Refunded => nothing(WawiFinding::RevivedRefunded),
        Phase::Uncertain => wait(WawiFinding::Uncertain),
        Phase::Created
        | Phase::Pending
        | Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured => nothing(WawiFinding::PaymentStands),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::books::permitted::{Underway, permitted};
    use crate::books::phases::{Actor, Event, transition};
    use Phase as P;
    use WawiAction as A;
    use WawiFinding as F;

    fn chf(text: &str) -> Chf {
        text.parse().unwrap()
    }

    fn standing(phase: Phase) -> Standing {
        let captured = matches!(
            phase,
            P::PartiallyCaptured | P::Captured | P::PartiallyRefunded | P::Refunded
        );
        Standing {
            phase,
            capture: Capture::Deferred,
            authorised: chf("50"),
            captured: chf(match phase {
                P::Captured | P::Refunded => "50",
                _ if captured => "20",
                _ => "0",
            }),
            refunded: chf(match phase {
                P::Refunded => "50",
                P::PartiallyRefunded => "5",
                _ => "0",
            }),
            closed: matches!(phase, P::Captured | P::Refunded),
            reference: "R".parse().unwrap(),
        }
    }

    fn decide(wish: WawiWish, phase: Phase) -> (WawiAction, WawiFinding) {
        let step = wawi_step(wish, &standing(phase), Some(chf("50")));
        (step.action, step.finding)
    }

    #[test]
    fn each_wish_has_its_step_in_each_phase() {
        let (all, part) = (WawiWish::CaptureAll, WawiWish::CaptureDelivered);
        let (release, refund) = (WawiWish::Release, WawiWish::Refund);
        for (phase, on_capture, on_release, on_refund, on_compare, on_revive) in [
            (
                P::Created,
                (A::Wait, F::NotPaidYet),
                (A::Wait, F::NotPaidYet),
                (A::Wait, F::NotPaidYet),
                (A::Wait, F::NotPaidYet),
                F::PaymentStands,
            ),
            (
                P::Pending,
                (A::Wait, F::NotPaidYet),
                (A::Cancel, F::Due),
                (A::Cancel, F::Due),
                (A::Wait, F::NotPaidYet),
                F::PaymentStands,
            ),
            (
                P::Authorised,
                (A::CaptureAll, F::Due),
                (A::Cancel, F::Due),
                (A::Cancel, F::Due),
                (A::Nothing, F::AmountFits),
                F::PaymentStands,
            ),
            (
                P::Uncertain,
                (A::Wait, F::Uncertain),
                (A::Wait, F::Uncertain),
                (A::Wait, F::Uncertain),
                (A::Wait, F::Uncertain),
                F::Uncertain,
            ),
            (
                P::PartiallyCaptured,
                (A::CaptureAll, F::Due),
                (A::Nothing, F::CancelledCaptured),
                (A::Refund, F::Due),
                (A::Nothing, F::AmountFits),
                F::PaymentStands,
            ),
            (
                P::Captured,
                (A::Nothing, F::CapturedBefore),
                (A::Nothing, F::CancelledCaptured),
                (A::Refund, F::Due),
                (A::Nothing, F::AmountFits),
                F::PaymentStands,
            ),
            (
                P::PartiallyRefunded,
                (A::CaptureAll, F::Due),
                (A::Nothing, F::CancelledCaptured),
                (A::Refund, F::Due),
                (A::Nothing, F::AmountFits),
                F::RevivedRefunded,
            ),
            (
                P::Refunded,
                (A::Nothing, F::ShippedRefunded),
                (A::Nothing, F::NoMoneyHeld),
                (A::Nothing, F::NoMoneyHeld),
                (A::Nothing, F::NoMoneyHeld),
                F::RevivedRefunded,
            ),
            (
                P::Cancelled,
                (A::Nothing, F::ShippedUnpaid),
                (A::Nothing, F::NoMoneyHeld),
                (A::Nothing, F::NoMoneyHeld),
                (A::Nothing, F::NoMoneyHeld),
                F::RevivedUnpaid,
            ),
            (
                P::Failed,
                (A::Nothing, F::ShippedUnpaid),
                (A::Nothing, F::NoMoneyHeld),
                (A::Nothing, F::NoMoneyHeld),
                (A::Nothing, F::NoMoneyHeld),
                F::RevivedUnpaid,
            ),
        ] {
            assert_eq!(decide(all, phase), on_capture, "{phase:?}");
            let delivered = match on_capture {
                (A::CaptureAll, finding) => (A::CaptureDelivered, finding),
                other => other,
            };
            assert_eq!(decide(part, phase), delivered, "{phase:?}");
            assert_eq!(decide(release, phase), on_release, "{phase:?}");
            assert_eq!(decide(refund, phase), on_refund, "{phase:?}");
            assert_eq!(decide(WawiWish::Compare, phase), on_compare, "{phase:?}");
            assert_eq!(decide(WawiWish::Revive, phase).1, on_revive, "{phase:?}");
        }
    }

    #[test]
    fn every_action_has_its_transitions_for_wawi() {
        for &wish in WawiWish::VARIANTS {
            for &phase in Phase::VARIANTS {
                let events: &[Event] = match wawi_step(wish, &standing(phase), Some(chf("50")))
                    .action
                {
                    A::CaptureAll | A::CaptureDelivered => {
                        &[Event::PartCaptured, Event::Closed, Event::CaptureLost]
                    }
                    A::Cancel => &[Event::CancelledByMerchant, Event::CancelLost],
                    A::Refund => &[Event::PartRefunded, Event::FullyRefunded, Event::RefundLost],
                    A::Wait | A::Nothing => &[],
                };
                for &event in events {
                    let edge = transition(phase, event, Actor::Wawi);
                    assert!(edge.is_ok(), "{phase:?} {event:?}");
                }
            }
        }
    }

    fn compared(payment: &Standing, order: &str) -> WawiFinding {
        let step = wawi_step(WawiWish::Compare, payment, Some(chf(order)));
        assert_eq!(step.action, A::Nothing);
        step.finding
    }

    #[test]
    fn an_order_is_compared_with_what_was_approved_and_what_is_kept_of_an_open_payment() {
        // The merchant knows of what was refunded.
        for (phase, refunded, order, finding) in [
            (P::Authorised, "0", "50.01", F::MoreThanAuthorised),
            (P::Authorised, "0", "50", F::AmountFits),
            (P::Authorised, "0", "49.99", F::CapturesLess),
            (P::PartiallyCaptured, "0", "50.01", F::MoreThanAuthorised),
            (P::PartiallyCaptured, "0", "50", F::AmountFits),
            (P::PartiallyCaptured, "0", "20", F::CapturesLess),
            (P::PartiallyCaptured, "0", "19.99", F::LessThanCaptured),
            (P::PartiallyRefunded, "5", "50", F::AmountFits),
            (P::PartiallyRefunded, "5", "15", F::CapturesLess),
            (P::PartiallyRefunded, "5", "14.99", F::LessThanCaptured),
        ] {
            let payment = Standing {
                refunded: chf(refunded),
                ..standing(phase)
            };
            assert_eq!(compared(&payment, order), finding, "{phase:?} {order}");
        }
    }

    #[test]
    fn an_order_is_compared_with_what_was_captured_and_what_is_kept_of_a_closed_payment() {
        for (captured, refunded, order, finding) in [
            // The rest ran out, or the merchant closed it for less.
            ("20", "0", "50", F::MoreThanAuthorised),
            ("20", "0", "20.01", F::MoreThanAuthorised),
            ("20", "0", "20", F::AmountFits),
            ("20", "0", "19.99", F::LessThanCaptured),
            ("50", "0", "50.01", F::MoreThanAuthorised),
            ("50", "0", "50", F::AmountFits),
            ("50", "0", "49.99", F::LessThanCaptured),
            ("50", "5", "50.01", F::MoreThanAuthorised),
            ("50", "5", "50", F::KeepsLess),
            ("50", "5", "45.01", F::KeepsLess),
            ("50", "5", "45", F::AmountFits),
            ("50", "5", "44.99", F::LessThanCaptured),
        ] {
            let phase = if refunded == "0" {
                P::Captured
            } else {
                P::PartiallyRefunded
            };
            let payment = Standing {
                captured: chf(captured),
                refunded: chf(refunded),
                closed: true,
                ..standing(phase)
            };
            let case = (captured, refunded, order);
            assert_eq!(compared(&payment, order), finding, "{case:?}");
        }
    }

    #[test]
    fn a_comparison_says_how_much_the_merchant_can_have() {
        for (closed, order, reach) in [
            (false, Some(chf("30")), Some(chf("50"))),
            (true, Some(chf("30")), Some(chf("20"))),
            (true, None, None),
        ] {
            let payment = Standing {
                closed,
                refunded: chf("5"),
                ..standing(P::PartiallyCaptured)
            };
            assert_eq!(wawi_step(WawiWish::Compare, &payment, order).reach, reach);
        }
        let shipped = wawi_step(WawiWish::CaptureAll, &standing(P::Authorised), None);
        assert_eq!(shipped.reach, None, "nothing was compared");
    }

    #[test]
    fn a_deleted_order_differs_from_nothing() {
        for &phase in Phase::VARIANTS {
            let step = wawi_step(WawiWish::Compare, &standing(phase), None);
            assert_eq!(step, nothing(F::PaymentStands), "{phase:?}");
        }
    }

    #[test]
    fn no_more_is_captured_than_the_edited_order_costs() {
        for (order, action, finding, in_all) in [
            ("50.01", A::CaptureAll, F::Due, Some("50")),
            ("50", A::CaptureAll, F::Due, Some("50")),
            ("20.01", A::CaptureAll, F::Due, Some("20.01")),
            ("20", A::Nothing, F::CapturedBefore, None),
            ("19.99", A::Nothing, F::CapturedBefore, None),
        ] {
            let payment = standing(P::PartiallyCaptured);
            let step = wawi_step(WawiWish::CaptureAll, &payment, Some(chf(order)));
            assert_eq!((step.action, step.finding), (action, finding), "{order}");
            assert_eq!(step.amount, in_all.map(chf), "{order}");
        }
    }

    #[test]
    fn a_capture_below_what_was_approved_is_never_silent() {
        for finding in [WawiFinding::CapturesLess, WawiFinding::LessThanCaptured] {
            assert!(finding.needs_attention(), "{finding:?}");
        }
        assert!(!WawiFinding::AmountFits.needs_attention());
    }

    #[test]
    fn a_shipment_leaves_it_to_the_comparison_what_the_order_differs_by() {
        let payment = Standing {
            refunded: chf("5"),
            ..standing(P::PartiallyRefunded)
        };
        let step = wawi_step(WawiWish::CaptureAll, &payment, Some(chf("15")));
        assert_eq!(step, nothing(F::CapturedBefore));
    }

    #[test]
    fn the_authorised_amount_of_a_deleted_order_is_captured() {
        let step = wawi_step(WawiWish::CaptureAll, &standing(P::Authorised), None);
        assert_eq!((step.action, step.amount), (A::CaptureAll, Some(chf("50"))));
    }

    #[test]
    fn an_immediate_payment_is_not_captured_for_wawi() {
        let immediate = Standing {
            capture: Capture::Immediate,
            ..standing(P::Authorised)
        };
        let step = wawi_step(WawiWish::CaptureAll, &immediate, None);
        assert_eq!(step, wait(F::NotPaidYet));
        assert_eq!(
            wawi_step(WawiWish::Release, &immediate, None).action,
            A::Cancel
        );
    }

    #[test]
    fn a_refund_is_over_what_was_captured_and_not_refunded_yet() {
        for (phase, amount) in [
            (P::PartiallyCaptured, "20"),
            (P::Captured, "50"),
            (P::PartiallyRefunded, "15"),
        ] {
            let step = wawi_step(WawiWish::Refund, &standing(phase), None);
            assert_eq!(step.amount, Some(chf(amount)), "{phase:?}");
        }
        let refunded = Standing {
            refunded: chf("20"),
            ..standing(P::PartiallyRefunded)
        };
        let step = wawi_step(WawiWish::Refund, &refunded, None);
        assert_eq!(step, nothing(F::NoMoneyHeld));
    }

    proptest! {
        #[test]
        fn no_wish_moves_money_beyond_its_limits(
            wish in proptest::sample::select(WawiWish::VARIANTS),
            phase in proptest::sample::select(Phase::VARIANTS),
            captures_itself: bool,
            authorised in 1..10_000_u64,
            captured in 0..10_000_u64,
            refunded in 0..10_000_u64,
            closed: bool,
            order in proptest::option::of(0..10_000_u64),
        ) {
            let chf = |rappen: u64| Chf::from_rappen(rappen).unwrap();
            let captured = captured.min(authorised);
            let refunded = refunded.min(captured);
            let payment = Standing {
                phase,
                capture: if captures_itself { Capture::Immediate } else { Capture::Deferred },
                authorised: chf(authorised),
                captured: chf(captured),
                refunded: chf(refunded),
                closed,
                reference: "R".parse().unwrap(),
            };
            let step = wawi_step(wish, &payment, order.map(chf));
            let moves = matches!(step.action, A::CaptureAll | A::CaptureDelivered | A::Refund);
            prop_assert_eq!(step.amount.is_some(), moves);
            prop_assert_eq!(step.finding == F::Due, !matches!(step.action, A::Wait | A::Nothing));
            let forbidden = permitted(&payment, Underway::Nothing, std::time::Duration::ZERO);
            match step.action {
                A::CaptureAll | A::CaptureDelivered => {
                    prop_assert_eq!(forbidden.capture, None);
                    prop_assert!(captured < authorised && !closed && !captures_itself);
                    let in_all = step.amount.unwrap().rappen();
                    prop_assert!(in_all > captured && in_all <= authorised);
                    prop_assert!(order.is_none_or(|order| in_all <= order));
                }
                A::Refund => {
                    let refund = step.amount.unwrap().rappen();
                    prop_assert!(refund > 0 && refund == captured - refunded);
                    prop_assert_eq!((wish, forbidden.refund), (WawiWish::Refund, None));
                }
                A::Cancel => prop_assert_eq!(forbidden.cancel, None),
                A::Wait => prop_assert!(!step.finding.needs_attention()),
                A::Nothing => {}
            }
        }
    }
}
