//! Payments that are captured later, whole or in parts.

use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::order::Capture;

use super::Step;
use super::immediate::{capture_and_close, capture_whole};
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::francs;
use crate::phone::Gesture;
use crate::requests::OddStart;
use crate::stage::{As, MOST_CALLS, Stage, Which};
use crate::state::{Reply, State};

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "deferred-whole",
        title: "a deferred payment that is captured whole and refunded whole",
        expects: "SUCCESS/ORDER_OK, and a refund done at once",
        phone: Some("enter the code, then approve"),
        play: whole,
    },
    Step {
        name: "deferred-parts",
        title: "a deferred payment that is captured in three parts, with one in between that is too large",
        expects: "ORDER_CONFIRMATION_PENDING between the parts, InvalidAmount for the large one, SUCCESS/ORDER_OK after the last",
        phone: Some("enter the code, then approve"),
        play: parts,
    },
    Step {
        name: "deferred-rest",
        title: "a deferred payment whose last part is below what the buyer approved",
        expects: "SUCCESS/ORDER_PARTIAL_OK, PaymentAmount with what was captured, and no refund beyond that",
        phone: Some("enter the code, then approve"),
        play: rest,
    },
    Step {
        name: "deferred-cancel",
        title: "cancels a deferred payment of which a part was captured",
        expects: "the fault StatusTransitionError",
        phone: Some("enter the code, then approve"),
        play: cancel_after_part,
    },
    Step {
        name: "deferred-unconfirmed",
        title: "a deferred payment that asks for no confirmation",
        expects: "that it waits for one all the same",
        phone: Some("enter the code, then approve"),
        play: unconfirmed,
    },
];

fn whole(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let (order, approved) = stage.approved(As::V8_6, amount, Capture::Deferred)?;
    let captured = capture_whole(stage, As::V8_6, order, &approved, amount)?;
    if captured.success().is_some() {
        give_back(stage, order)?;
    }
    Ok(())
}

/// Refunds what was captured.
fn give_back(stage: &mut Stage<'_>, order: Which) -> Result<(), Halt> {
    let owed = stage.payment(order).owed();
    if owed > 0 {
        let (said, end) = stage.refund("refund", As::V8_6, order, owed)?;
        stage.finds(ApiVersion::V8_6, Finding::Refund { said, end });
    }
    Ok(())
}

/// Captures a first part; `None` where TWINT captures none.
fn first_part(stage: &mut Stage<'_>, order: Which, part: u64) -> Result<Option<State>, Halt> {
    let (reply, _) = stage.confirm("first part", As::V8_6, order, part, false)?;
    stage.finds(ApiVersion::V8_6, Finding::FirstPart(reply.clone()));
    let later = stage.look("look after the first part", As::V8_6, order)?;
    match (reply, later) {
        (Reply::Order(_), Some(seen)) => {
            stage.finds(ApiVersion::V8_6, Finding::BetweenParts(seen.state.clone()));
            Ok(Some(seen.state))
        }
        _ => Ok(None),
    }
}

fn parts(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let (first, second) = (amount * 2 / 5, amount / 5);
    let (order, _) = stage.approved(As::V8_6, amount, Capture::Deferred)?;
    if first_part(stage, order, first)?.is_none() {
        return stage.cancel("cancel", As::V8_6, order).map(|_| ());
    }
    let (reply, _) = stage.confirm("second part", As::V8_6, order, second, false)?;
    let goes_on = reply.state().is_some();
    stage.finds(ApiVersion::V8_6, Finding::FurtherPart(reply));
    stage.look("look after the second part", As::V8_6, order)?;
    if goes_on {
        let left = amount.saturating_sub(stage.payment(order).captured);
        let (reply, _) = stage.confirm("part too large", As::V8_6, order, left + 1, false)?;
        if reply.state().is_some() {
            // Then what we took for captured was not.
            stage.change(order, |payment| payment.captured = left + 1);
        }
        stage.finds(ApiVersion::V8_6, Finding::PartTooLarge(reply));
    }
    let left = amount.saturating_sub(stage.payment(order).captured);
    stage.confirm("last part", As::V8_6, order, left, true)?;
    let closed = stage.look("look after the last part", As::V8_6, order)?;
    if closed.is_some_and(|seen| seen.state.succeeded()) {
        give_back(stage, order)?;
    }
    Ok(())
}

fn rest(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let less = amount * 3 / 5;
    let (order, approved) = stage.approved(As::V8_6, amount, Capture::Deferred)?;
    let captured = capture_and_close(stage, As::V8_6, order, &approved, less)?;
    let Some(seen) = captured.success().cloned() else {
        return Err(Halt::step("the last part was not captured"));
    };
    stage.finds(ApiVersion::V8_6, Finding::ClosedWithRest(seen.state));
    stage.finds(
        ApiVersion::V8_6,
        Finding::AmountsWhenPartial {
            captured: francs(less),
            authorized: seen.authorized,
            paid: seen.paid,
        },
    );
    let (reply, _) = stage.refund("refund too much", As::V8_6, order, less + 1)?;
    stage.finds(ApiVersion::V8_6, Finding::OverRefund(reply));
    give_back(stage, order)
}

fn cancel_after_part(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let (order, _) = stage.approved(As::V8_6, amount, Capture::Deferred)?;
    if first_part(stage, order, amount * 2 / 5)?.is_none() {
        return stage.cancel("cancel", As::V8_6, order).map(|_| ());
    }
    let before = stage.payment(order).state.clone();
    let mut label = "cancel after a part";
    for _ in 0..MOST_CALLS {
        let (said, later) = stage.cancel(label, As::V8_6, order)?;
        let without_effect = said.state().is_some() && later == before;
        stage.finds(ApiVersion::V8_6, Finding::CancelAfterPart { said, later });
        if !without_effect {
            break;
        }
        label = "cancel after a part, repeated";
    }
    Ok(())
}

fn unconfirmed(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let odd = OddStart::DeferredWithoutConfirmation;
    let (order, reply) = stage.start_odd("start", As::V8_6, amount, odd)?;
    if reply.state().is_none() {
        return Err(Halt::step(format!("the order was not started: {reply}")));
    }
    stage.please(Gesture::Approve, order)?;
    let seen = stage.until_approved(As::V8_6, order)?;
    stage.finds(
        ApiVersion::V8_6,
        Finding::DeferredWithoutConfirmation(seen.state.clone()),
    );
    if seen.state.succeeded() {
        stage.change(order, |payment| payment.captured = amount);
        return give_back(stage, order);
    }
    stage.cancel("cancel", As::V8_6, order).map(|_| ())
}
