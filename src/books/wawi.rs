//! What the news of Wawi mean for a payment.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::phases::Phase;
use super::standing::Standing;
use crate::twint::values::money::Chf;
use crate::twint::values::order::Capture;

/// What the merchant wants, by their settings, on some news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum WawiWish {
    /// All was shipped: take what is open.
    CaptureAll,
    /// A part was shipped: take what that comes to.
    CaptureDelivered,
    /// The order was cancelled: let go what is reserved.
    Release,
    /// The same, and give back what was taken.
    Refund,
    /// The order was edited: see whether the money still fits.
    Compare,
    /// A cancellation was taken back: see whether the money is still there.
    Revive,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum WawiAction {
    /// Nothing yet: it is not known whether there is money.
    Wait,
    /// Take what is open, and close.
    CaptureAll,
    /// Take what was delivered and is not taken yet.
    CaptureDelivered,
    /// Cancel at TWINT.
    Cancel,
    /// Give back what was taken.
    Refund,
    /// Nothing at all.
    Nothing,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Finding {
    /// There is something to do.
    Due,
    /// The buyer has not paid yet.
    NotPaidYet,
    /// It cannot be told what TWINT holds.
    Uncertain,
    /// All that can be taken was taken before.
    CapturedBefore,
    /// There is no money to let go or to give back.
    NoMoneyHeld,
    /// The order comes to what was approved.
    AmountFits,
    /// The order comes to less than was approved; less will be taken.
    CapturesLess,
    /// The money was not touched.
    PaymentStands,
    /// Shipped, but there is no money.
    ShippedUnpaid,
    /// Shipped, but the money was given back.
    ShippedRefunded,
    /// Cancelled, but money was taken.
    CancelledCaptured,
    /// The order comes to more than was approved.
    MoreThanAuthorised,
    /// The order comes to less than was taken.
    LessThanCaptured,
    /// In work again, but the reservation is gone.
    RevivedUnpaid,
    /// In work again, but money was given back.
    RevivedRefunded,
}

/// What to do, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WawiStep {
    /// What to do.
    pub action: WawiAction,
    /// Why.
    pub finding: Finding,
    /// With a capture: what is to have been taken when all is shipped. With a refund: what is to be given back.
    pub amount: Option<Chf>,
}

impl Finding {
    /// Whether goods and money part ways here, so that the merchant must know.
    pub fn needs_attention(self) -> bool {
        match self {
            Self::Due
            | Self::NotPaidYet
            | Self::Uncertain
            | Self::CapturedBefore
            | Self::NoMoneyHeld
            | Self::AmountFits
            | Self::CapturesLess
            | Self::PaymentStands => false,
            Self::ShippedUnpaid
            | Self::ShippedRefunded
            | Self::CancelledCaptured
            | Self::MoreThanAuthorised
            | Self::LessThanCaptured
            | Self::RevivedUnpaid
            | Self::RevivedRefunded => true,
        }
    }
}

/// Decides; `order` is what the order comes to by now, `None` where it was deleted.
pub fn wawi_step(wish: WawiWish, of: &Standing, order: Option<Chf>) -> WawiStep {
    match wish {
        WawiWish::CaptureAll => capture(of, order, WawiAction::CaptureAll),
        WawiWish::CaptureDelivered => capture(of, order, WawiAction::CaptureDelivered),
        WawiWish::Release => give_up(of, None),
        WawiWish::Refund => give_up(of, of.captured.checked_sub(of.refunded)),
        WawiWish::Compare => compare(of, order),
        WawiWish::Revive => revive(of),
    }
}

const fn wait(finding: Finding) -> WawiStep {
    step(WawiAction::Wait, finding)
}

const fn nothing(finding: Finding) -> WawiStep {
    step(WawiAction::Nothing, finding)
}

const fn step(action: WawiAction, finding: Finding) -> WawiStep {
    WawiStep {
        action,
        finding,
        amount: None,
    }
}

fn capture(of: &Standing, order: Option<Chf>, action: WawiAction) -> WawiStep {
    match of.phase {
        Phase::Created | Phase::Pending => wait(Finding::NotPaidYet),
        Phase::Uncertain => wait(Finding::Uncertain),
        Phase::Cancelled | Phase::Failed => nothing(Finding::ShippedUnpaid),
        Phase::Refunded => nothing(Finding::ShippedRefunded),
        Phase::Captured => nothing(Finding::CapturedBefore),
        Phase::Authorised | Phase::PartiallyCaptured | Phase::PartiallyRefunded => {
            if of.closed || of.captured >= of.authorised {
                return nothing(Finding::CapturedBefore);
            }
            match (of.capture, order) {
                (Capture::Immediate, _) => wait(Finding::NotPaidYet),
                (Capture::Deferred, Some(order)) if order < of.captured => {
                    nothing(Finding::LessThanCaptured)
                }
                (Capture::Deferred, Some(order)) if order == of.captured => {
                    nothing(Finding::CapturedBefore)
                }
                (Capture::Deferred, order) => WawiStep {
                    amount: Some(order.map_or(of.authorised, |order| order.min(of.authorised))),
                    ..step(action, Finding::Due)
                },
            }
        }
    }
}

/// `back`: what is to be given back where money was taken; `None`: nothing, the merchant decides.
fn give_up(of: &Standing, back: Option<Chf>) -> WawiStep {
    match of.phase {
        Phase::Created => wait(Finding::NotPaidYet),
        Phase::Uncertain => wait(Finding::Uncertain),
        Phase::Pending | Phase::Authorised => step(WawiAction::Cancel, Finding::Due),
        Phase::Cancelled | Phase::Failed | Phase::Refunded => nothing(Finding::NoMoneyHeld),
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded => match back {
            None => nothing(Finding::CancelledCaptured),
            Some(back) if back.is_zero() => nothing(Finding::NoMoneyHeld),
            Some(back) => WawiStep {
                amount: Some(back),
                ..step(WawiAction::Refund, Finding::Due)
            },
        },
    }
}

fn compare(of: &Standing, order: Option<Chf>) -> WawiStep {
    let Some(order) = order else {
        return nothing(Finding::PaymentStands);
    };
    match of.phase {
        Phase::Created | Phase::Pending => wait(Finding::NotPaidYet),
        Phase::Uncertain => wait(Finding::Uncertain),
        Phase::Cancelled | Phase::Failed | Phase::Refunded => nothing(Finding::NoMoneyHeld),
        Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded => {
            let kept = of.captured.checked_sub(of.refunded).unwrap_or(Chf::ZERO);
            // What can still be had of the buyer.
            let reach = if of.closed { kept } else { of.authorised };
            nothing(if order == reach {
                Finding::AmountFits
            } else if order > reach {
                Finding::MoreThanAuthorised
            } else if order < kept {
                Finding::LessThanCaptured
            } else {
                Finding::CapturesLess
            })
        }
    }
}

fn revive(of: &Standing) -> WawiStep {
    match of.phase {
        Phase::Cancelled | Phase::Failed => nothing(Finding::RevivedUnpaid),
        Phase::PartiallyRefunded | Phase::Refunded => nothing(Finding::RevivedRefunded),
        Phase::Uncertain => wait(Finding::Uncertain),
        Phase::Created
        | Phase::Pending
        | Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured => nothing(Finding::PaymentStands),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::books::permitted::{Underway, permitted};
    use crate::books::phases::{Actor, Event, transition};
    use Finding as F;
    use Phase as P;
    use WawiAction as A;

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

    fn told(wish: WawiWish, phase: Phase) -> (WawiAction, Finding) {
        let step = wawi_step(wish, &standing(phase), Some(chf("50")));
        (step.action, step.finding)
    }

    #[test]
    fn each_wish_in_each_phase() {
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
            assert_eq!(told(all, phase), on_capture, "{phase:?}");
            let delivered = match on_capture {
                (A::CaptureAll, finding) => (A::CaptureDelivered, finding),
                other => other,
            };
            assert_eq!(told(part, phase), delivered, "{phase:?}");
            assert_eq!(told(release, phase), on_release, "{phase:?}");
            assert_eq!(told(refund, phase), on_refund, "{phase:?}");
            assert_eq!(told(WawiWish::Compare, phase), on_compare, "{phase:?}");
            assert_eq!(told(WawiWish::Revive, phase).1, on_revive, "{phase:?}");
        }
    }

    #[test]
    fn whatever_is_to_be_done_has_its_edges_for_the_erp() {
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

    #[test]
    fn an_edited_order_is_compared_with_what_can_still_be_had() {
        for (phase, closed, order, finding) in [
            (P::Authorised, false, "50.01", F::MoreThanAuthorised),
            (P::Authorised, false, "49.99", F::CapturesLess),
            (P::PartiallyCaptured, false, "50.01", F::MoreThanAuthorised),
            (P::PartiallyCaptured, false, "20", F::CapturesLess),
            (P::PartiallyCaptured, false, "19.99", F::LessThanCaptured),
            (P::PartiallyCaptured, true, "20.01", F::MoreThanAuthorised),
            (P::PartiallyCaptured, true, "20", F::AmountFits),
            (P::Captured, true, "50", F::AmountFits),
            (P::Captured, true, "49.99", F::LessThanCaptured),
            (P::Captured, true, "50.01", F::MoreThanAuthorised),
            (P::PartiallyRefunded, true, "15", F::AmountFits),
        ] {
            let of = Standing {
                closed,
                ..standing(phase)
            };
            let step = wawi_step(WawiWish::Compare, &of, Some(chf(order)));
            assert_eq!(step.finding, finding, "{phase:?} {closed} {order}");
            assert_eq!(step.action, A::Nothing);
        }
    }

    #[test]
    fn nothing_is_captured_above_what_the_edited_order_comes_to() {
        for (order, action, finding, in_all) in [
            ("50.01", A::CaptureAll, F::Due, Some("50")),
            ("50", A::CaptureAll, F::Due, Some("50")),
            ("20.01", A::CaptureAll, F::Due, Some("20.01")),
            ("20", A::Nothing, F::CapturedBefore, None),
            ("19.99", A::Nothing, F::LessThanCaptured, None),
        ] {
            let of = standing(P::PartiallyCaptured);
            let step = wawi_step(WawiWish::CaptureAll, &of, Some(chf(order)));
            assert_eq!((step.action, step.finding), (action, finding), "{order}");
            assert_eq!(step.amount, in_all.map(chf), "{order}");
        }
    }

    #[test]
    fn of_a_deleted_order_what_was_approved_is_captured() {
        let step = wawi_step(WawiWish::CaptureAll, &standing(P::Authorised), None);
        assert_eq!((step.action, step.amount), (A::CaptureAll, Some(chf("50"))));
    }

    #[test]
    fn what_captures_itself_is_left_to_do_so() {
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
    fn a_refund_gives_back_what_was_taken_and_not_given_back_yet() {
        for (phase, back) in [
            (P::PartiallyCaptured, "20"),
            (P::Captured, "50"),
            (P::PartiallyRefunded, "15"),
        ] {
            let step = wawi_step(WawiWish::Refund, &standing(phase), None);
            assert_eq!(step.amount, Some(chf(back)), "{phase:?}");
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
        fn whatever_is_wished_money_moves_only_within_its_limits(
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
            let of = Standing {
                phase,
                capture: if captures_itself { Capture::Immediate } else { Capture::Deferred },
                authorised: chf(authorised),
                captured: chf(captured),
                refunded: chf(refunded),
                closed,
                reference: "R".parse().unwrap(),
            };
            let step = wawi_step(wish, &of, order.map(chf));
            let moves = matches!(step.action, A::CaptureAll | A::CaptureDelivered | A::Refund);
            prop_assert_eq!(step.amount.is_some(), moves);
            prop_assert_eq!(step.finding == F::Due, !matches!(step.action, A::Wait | A::Nothing));
            let may = permitted(&of, Underway::Nothing);
            match step.action {
                A::CaptureAll | A::CaptureDelivered => {
                    prop_assert_eq!(may.capture, None);
                    prop_assert!(captured < authorised && !closed && !captures_itself);
                    let in_all = step.amount.unwrap().rappen();
                    prop_assert!(in_all > captured && in_all <= authorised);
                    prop_assert!(order.is_none_or(|order| in_all <= order));
                }
                A::Refund => {
                    let back = step.amount.unwrap().rappen();
                    prop_assert!(back > 0 && back == captured - refunded);
                    prop_assert_eq!((wish, may.refund), (WawiWish::Refund, None));
                }
                A::Cancel => prop_assert_eq!(may.cancel, None),
                A::Wait => prop_assert!(!step.finding.needs_attention()),
                A::Nothing => {}
            }
        }
    }
}
