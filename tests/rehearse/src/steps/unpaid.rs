//! Payments that come to nothing.

use twint::twint::flow;
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::order::Capture;

use super::Step;
use crate::answer::OrderSeen;
use crate::finding::{Finding, Situation};
use crate::halt::Halt;
use crate::payments::chf;
use crate::phone::Gesture;
use crate::requests::MonitorByReference;
use crate::stage::{As, MOST_CALLS, Stage, Which};
use crate::state::State;
use twint::twint::exchange::exchange;

/// The smallest amount there is, where nobody is to pay it.
const SMALLEST: u64 = 1;

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "cancel-before",
        title: "starts a payment and cancels it before anybody scans",
        expects: "FAILURE/MERCHANT_ABORT, and that nothing more can be done with it",
        phone: None,
        play: cancel_before,
    },
    Step {
        name: "too-early",
        title: "captures and refunds a payment that nobody has approved, then cancels it",
        expects: "a fault each, since the order is not in a state for it",
        phone: None,
        play: too_early,
    },
    Step {
        name: "same-reference",
        title: "starts two payments under one reference, looks at them by it, and cancels both",
        expects: "that the second start is accepted, MonitorOrder by the reference answers SystemError, and FindOrder brings both",
        phone: None,
        play: same_reference,
    },
    Step {
        name: "declined",
        title: "starts a payment that the buyer declines",
        expects: "FAILURE with CLIENT_ABORT",
        phone: Some("enter the code, then decline"),
        play: declined,
    },
    Step {
        name: "cancel-after",
        title: "cancels a payment that the buyer approved",
        expects: "FAILURE/MERCHANT_ABORT; the buyer's money is free again",
        phone: Some("enter the code, then approve"),
        play: cancel_after,
    },
];

/// Notes how the pairing of a failed order is called.
pub(super) fn note_pairing(stage: &mut Stage<'_>, seen: &OrderSeen) {
    if let (true, Some(pairing)) = (seen.state.failed(), &seen.pairing) {
        stage.finds(
            ApiVersion::V8_6,
            Finding::PairingWhenFailed(pairing.clone()),
        );
    }
}

fn cancel_before(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let order = stage.start("start", As::V8_6, SMALLEST, Capture::Immediate)?;
    if !cancel_until_over(stage, order)? {
        return Ok(());
    }
    if let Some(seen) = stage.look("look", As::V8_6, order)? {
        note_pairing(stage, &seen);
    }
    stage.cancel("cancel again", As::V8_6, order)?;
    let (reply, _) = stage.confirm("confirm", As::V8_6, order, SMALLEST, true)?;
    let situation = Situation::AfterEnd;
    stage.finds(
        ApiVersion::V8_6,
        Finding::ConfirmInWrongState { situation, reply },
    );
    Ok(())
}

/// Notes every answer on the way; whether the order is over.
fn cancel_until_over(stage: &mut Stage<'_>, order: Which) -> Result<bool, Halt> {
    let mut label = "cancel";
    let mut calls = 0;
    loop {
        let (said, later) = stage.cancel(label, As::V8_6, order)?;
        let answered = said.state().is_some();
        calls += u64::from(answered);
        let done = later.as_ref().is_some_and(State::failed);
        let situation = Situation::BeforeApproval;
        stage.finds(
            ApiVersion::V8_6,
            Finding::CancelAnswer {
                situation,
                said,
                later,
            },
        );
        if done || !answered || calls >= MOST_CALLS {
            if calls > 0 {
                stage.finds(ApiVersion::V8_6, Finding::CancelRepeated { calls, done });
            }
            return Ok(done);
        }
        label = "cancel, repeated";
    }
}

fn too_early(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let order = stage.start("start", As::V8_6, SMALLEST, Capture::Immediate)?;
    let (reply, _) = stage.confirm("confirm", As::V8_6, order, SMALLEST, true)?;
    let situation = Situation::BeforeApproval;
    stage.finds(
        ApiVersion::V8_6,
        Finding::ConfirmInWrongState { situation, reply },
    );
    let (reply, _) = stage.refund("refund", As::V8_6, order, SMALLEST)?;
    stage.finds(ApiVersion::V8_6, Finding::RefundUnpaid(reply));
    stage.cancel("cancel", As::V8_6, order).map(|_| ())
}

fn same_reference(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let reference = stage.reference()?;
    let mut orders = Vec::new();
    let mut replies = Vec::new();
    for label in ["start", "start again"] {
        let which = stage.about_to_start(reference.as_str(), SMALLEST);
        let told = stage.tell(label, As::V8_6, |merchant| {
            flow::payment_init(merchant, &reference, chf(SMALLEST), Capture::Immediate)
        })?;
        replies.push(told.reply());
        match told.result {
            Ok(order) => {
                stage.started(which, &order.uuid.to_string(), told.answer.as_ref());
                orders.push(which);
            }
            Err(_) => stage.change(which, |payment| payment.settled = told.answer.is_some()),
        }
    }
    let monitored = stage
        .tell("monitor by reference", As::V8_6, |merchant| {
            let monitor = MonitorByReference {
                merchant: merchant.information(),
                reference: &reference,
                wait: false,
            };
            exchange(merchant, &monitor)
        })?
        .reply();
    let found = stage.tell("find", As::V8_6, |merchant| {
        flow::find(merchant, &reference)
    })?;
    let found = found.answer.map_or(0, |answer| answer.orders.len() as u64);
    if let Some(start) = replies.pop() {
        stage.finds(
            ApiVersion::V8_6,
            Finding::ReferenceTwice {
                start,
                monitored,
                found,
            },
        );
    }
    for (order, label) in orders.into_iter().zip(["cancel", "cancel the second"]) {
        stage.cancel(label, As::V8_6, order)?;
    }
    Ok(())
}

fn declined(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let order = stage.start("start", As::V8_6, amount, Capture::Immediate)?;
    stage.please(Gesture::Decline, order)?;
    let seen = stage.until("declined", As::V8_6, order, |seen| {
        !seen.state.waits_for_buyer()
    })?;
    if !seen.state.failed() && seen.state.is_known() {
        stage.cancel("cancel", As::V8_6, order)?;
        return Err(Halt::step(format!(
            "the buyer did not decline: the order says {}",
            seen.state
        )));
    }
    stage.change(order, |payment| payment.settled = true);
    if let Some(pairing) = seen.pairing.clone() {
        stage.finds(ApiVersion::V8_6, Finding::PairingWhenFailed(pairing));
    }
    stage.finds(
        ApiVersion::V8_6,
        Finding::Declined {
            state: seen.state,
            code: seen.reason_code,
        },
    );
    Ok(())
}

fn cancel_after(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let (order, _) = stage.approved(As::V8_6, amount, Capture::Immediate)?;
    let (said, later) = stage.cancel("cancel", As::V8_6, order)?;
    let situation = Situation::AfterApproval;
    stage.finds(
        ApiVersion::V8_6,
        Finding::CancelAnswer {
            situation,
            said,
            later,
        },
    );
    Ok(())
}
