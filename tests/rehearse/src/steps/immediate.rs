//! A payment as most shops take it: approved, captured at once, and given back in parts.

use std::time::Duration;

use twint::twint::flow;
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::order::Capture;

use super::Step;
use crate::answer::OrderSeen;
use crate::finding::{Finding, Situation};
use crate::halt::Halt;
use crate::payments::francs;
use crate::stage::{As, Stage, Which};
use crate::state::{Reply, State};

/// How long to look for a capture that its answer does not show.
const CONFIRM_PATIENCE: Duration = Duration::from_secs(20);

pub(super) const STEPS: &[Step] = &[Step {
    name: "immediate",
    title: "a payment that is approved and captured; then what must not work a second time, and refunds",
    expects: "SUCCESS/ORDER_OK; faults for a second capture, a cancellation and a refund beyond it; refunds done at once",
    phone: Some("enter the code, then approve"),
    play: immediate,
}];

/// Captures a whole order and looks at it again; whether it is a success by then.
pub(super) fn capture_whole(
    stage: &mut Stage<'_>,
    who: As,
    order: Which,
    amount: u64,
) -> Result<(Reply, Option<OrderSeen>), Halt> {
    let (said, _) = stage.confirm("confirm", who, order, amount, true)?;
    let began = stage.props.clock.elapsed();
    let mut later = stage.look("look", who, order)?;
    while said.state().is_some()
        && later.as_ref().is_some_and(|seen| seen.state.is_open())
        && stage.props.clock.elapsed() - began < CONFIRM_PATIENCE
    {
        stage.pass(Duration::from_secs(2))?;
        later = stage.look("look", who, order)?;
    }
    let done = later.as_ref().is_some_and(|seen| seen.state.succeeded());
    let believed = stage.payment(order).captured > 0;
    if done != believed {
        stage.change(order, |payment| {
            payment.captured = if done { amount } else { 0 };
        });
    }
    Ok((said, later))
}

fn immediate(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let (order, _) = stage.approved(As::V8_6, amount, Capture::Immediate)?;
    let (said, later) = capture_whole(stage, As::V8_6, order, amount)?;
    let state = later.as_ref().map(|seen| seen.state.clone());
    stage.finds(
        ApiVersion::V8_6,
        Finding::ConfirmAnswer {
            said,
            later: state.clone(),
        },
    );
    if !state.as_ref().is_some_and(State::succeeded) {
        return Err(Halt::step("the payment was not captured"));
    }
    let fee = later.map(|seen| seen.fee);
    if let Some(content) = fee {
        let captured = francs(amount);
        stage.finds(ApiVersion::V8_6, Finding::Fee { content, captured });
    }
    let uuid = stage.uuid(order)?;
    stage.tell("get", As::V8_6, |merchant| flow::get_order(merchant, uuid))?;

    let (reply, _) = stage.confirm("confirm again", As::V8_6, order, amount, true)?;
    if reply.state().is_some() {
        // It shows the order as it was captured the first time.
        stage.change(order, |payment| payment.captured = amount);
    }
    let situation = Situation::AfterCapture;
    stage.finds(
        ApiVersion::V8_6,
        Finding::ConfirmInWrongState { situation, reply },
    );
    let (reply, _) = stage.cancel("cancel", As::V8_6, order)?;
    stage.finds(ApiVersion::V8_6, Finding::CancelConfirmed(reply));
    refunds(stage, order, amount)
}

fn refunds(stage: &mut Stage<'_>, order: Which, amount: u64) -> Result<(), Halt> {
    let first = amount * 2 / 5;
    for (label, part) in [("refund a part", first), ("refund another part", 1)] {
        let (said, end) = stage.refund(label, As::V8_6, order, part)?;
        stage.finds(ApiVersion::V8_6, Finding::Refund { said, end });
    }
    let owed = stage.payment(order).owed();
    let (reply, _) = stage.refund("refund too much", As::V8_6, order, owed + 1)?;
    stage.finds(ApiVersion::V8_6, Finding::OverRefund(reply));
    let owed = stage.payment(order).owed();
    let (said, end) = stage.refund("refund the rest", As::V8_6, order, owed)?;
    stage.finds(ApiVersion::V8_6, Finding::Refund { said, end });
    Ok(())
}
