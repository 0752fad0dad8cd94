//! Payments that come to nothing.

use twint::twint::flow;
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::order::Capture;

use super::Step;
use crate::answer::OrderSeen;
use crate::finding::{Finding, Situation};
use crate::halt::Halt;
use crate::payments::chf;
use crate::phone::BuyerAction;
use crate::requests::MonitorByReference;
use crate::session::{MOST_CALLS, Party, PaymentId, Session};
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
        run: cancel_before,
    },
    Step {
        name: "too-early",
        title: "captures and refunds a payment that nobody has approved, then cancels it",
        expects: "a fault each, since the order is not in a state for it",
        phone: None,
        run: too_early,
    },
    Step {
        name: "same-reference",
        title: "starts two payments under one reference, looks at them by it, and cancels both",
        expects: "that the second start is accepted, MonitorOrder by the reference answers SystemError, and FindOrder brings both",
        phone: None,
        run: same_reference,
    },
    Step {
        name: "declined",
        title: "starts a payment that the buyer declines",
        expects: "FAILURE with CLIENT_ABORT",
        phone: Some("enter the code, then decline"),
        run: declined,
    },
    Step {
        name: "cancel-after",
        title: "cancels a payment that the buyer approved",
        expects: "FAILURE/MERCHANT_ABORT; the buyer's money is free again",
        phone: Some("enter the code, then approve"),
        run: cancel_after,
    },
];

/// Notes how the pairing of a failed order is called.
pub(super) fn note_pairing(session: &mut Session<'_>, seen: &OrderSeen) {
    if let (true, Some(pairing)) = (seen.state.failed(), &seen.pairing) {
        session.observe(
            ApiVersion::V8_6,
            Finding::PairingWhenFailed(pairing.clone()),
        );
    }
}

fn cancel_before(session: &mut Session<'_>) -> Result<(), Halt> {
    let order = session.start("start", Party::V8_6, SMALLEST, Capture::Immediate)?;
    if !cancel_until_over(session, order)? {
        return Ok(());
    }
    if let Some(seen) = session.look("look", Party::V8_6, order)? {
        note_pairing(session, &seen);
    }
    session.cancel("cancel again", Party::V8_6, order)?;
    let reply = session.confirm("confirm", Party::V8_6, order, SMALLEST, true)?;
    let situation = Situation::AfterEnd;
    session.observe(
        ApiVersion::V8_6,
        Finding::ConfirmInWrongState { situation, reply },
    );
    Ok(())
}

/// Notes every answer on the way; whether the order is over.
fn cancel_until_over(session: &mut Session<'_>, order: PaymentId) -> Result<bool, Halt> {
    let mut label = "cancel";
    let mut calls = 0;
    loop {
        let (reply, read_again) = session.cancel(label, Party::V8_6, order)?;
        let answered = reply.state().is_some();
        calls += u64::from(answered);
        let done = read_again.as_ref().is_some_and(State::failed);
        let situation = Situation::BeforeApproval;
        session.observe(
            ApiVersion::V8_6,
            Finding::CancelAnswer {
                situation,
                reply,
                read_again,
            },
        );
        if done || !answered || calls >= MOST_CALLS {
            if calls > 0 {
                session.observe(ApiVersion::V8_6, Finding::CancelRepeated { calls, done });
            }
            return Ok(done);
        }
        label = "cancel, repeated";
    }
}

fn too_early(session: &mut Session<'_>) -> Result<(), Halt> {
    let order = session.start("start", Party::V8_6, SMALLEST, Capture::Immediate)?;
    let reply = session.confirm("confirm", Party::V8_6, order, SMALLEST, true)?;
    let situation = Situation::BeforeApproval;
    session.observe(
        ApiVersion::V8_6,
        Finding::ConfirmInWrongState { situation, reply },
    );
    let (reply, _) = session.refund("refund", Party::V8_6, order, SMALLEST)?;
    session.observe(ApiVersion::V8_6, Finding::RefundUnpaid(reply));
    session.cancel("cancel", Party::V8_6, order).map(|_| ())
}

fn same_reference(session: &mut Session<'_>) -> Result<(), Halt> {
    let reference = session.reference()?;
    let mut orders = Vec::new();
    let mut replies = Vec::new();
    for label in ["start", "start again"] {
        let id = session.about_to_start(reference.as_str(), SMALLEST);
        let response = session.call(label, Party::V8_6, |merchant| {
            flow::payment_init(merchant, &reference, chf(SMALLEST), Capture::Immediate)
        })?;
        replies.push(response.reply());
        match response.result {
            Ok(order) => {
                session.started(id, &order.uuid.to_string(), response.answer.as_ref());
                orders.push(id);
            }
            Err(_) => session.change(id, |payment| payment.settled = response.answer.is_some()),
        }
    }
    let monitored = session
        .call("monitor by reference", Party::V8_6, |merchant| {
            let monitor = MonitorByReference {
                merchant: merchant.information(),
                reference: &reference,
                wait: false,
            };
            exchange(merchant, &monitor)
        })?
        .reply();
    let found = session.call("find", Party::V8_6, |merchant| {
        flow::find(merchant, &reference)
    })?;
    let found = found.answer.map_or(0, |answer| answer.orders.len() as u64);
    if let Some(start) = replies.pop() {
        session.observe(
            ApiVersion::V8_6,
            Finding::ReferenceTwice {
                start,
                monitored,
                found,
            },
        );
    }
    for (order, label) in orders.into_iter().zip(["cancel", "cancel the second"]) {
        session.cancel(label, Party::V8_6, order)?;
    }
    Ok(())
}

fn declined(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let order = session.start("start", Party::V8_6, amount, Capture::Immediate)?;
    session.ask(BuyerAction::Decline, order)?;
    let seen = session.until("declined", Party::V8_6, order, |seen| {
        !seen.state.waits_for_buyer()
    })?;
    if !seen.state.failed() && seen.state.is_known() {
        session.cancel("cancel", Party::V8_6, order)?;
        return Err(Halt::step(format!(
            "the buyer did not decline: the order says {}",
            seen.state
        )));
    }
    session.change(order, |payment| payment.settled = true);
    if let Some(pairing) = seen.pairing.clone() {
        session.observe(ApiVersion::V8_6, Finding::PairingWhenFailed(pairing));
    }
    session.observe(
        ApiVersion::V8_6,
        Finding::Declined {
            state: seen.state,
            code: seen.reason_code,
        },
    );
    Ok(())
}

fn cancel_after(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let (order, _) = session.approved(Party::V8_6, amount, Capture::Immediate)?;
    let (reply, read_again) = session.cancel("cancel", Party::V8_6, order)?;
    let situation = Situation::AfterApproval;
    session.observe(
        ApiVersion::V8_6,
        Finding::CancelAnswer {
            situation,
            reply,
            read_again,
        },
    );
    Ok(())
}
