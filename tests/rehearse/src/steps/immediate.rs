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
use crate::stage::{As, MOST_CALLS, Stage, Which};
use crate::state::{Reply, State};

/// How long to look for a capture that its answer does not show.
const CONFIRM_PATIENCE: Duration = Duration::from_secs(20);

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "immediate",
        title: "a payment that is approved and captured; then what must not work a second time, and refunds",
        expects: "SUCCESS/ORDER_OK; faults for a second capture, a cancellation and a refund beyond it; refunds done at once",
        phone: Some("enter the code, then approve"),
        play: immediate,
    },
    Step {
        name: "refund-collision",
        title: "a refund under the reference that its payment bears already",
        expects: "that it is carried out as any other",
        phone: Some("enter the code, then approve"),
        play: collision,
    },
];

/// What came of a capture that closes its order.
pub(super) struct Captured {
    /// How the order stood before it.
    before: State,
    /// The answer to each call, and how the order stood after it.
    answers: Vec<(Reply, Option<State>)>,
    /// How often the order came back as an answer.
    calls: u64,
    /// The last look.
    seen: Option<OrderSeen>,
}

impl Captured {
    /// The order, if it is a success by now as far as anybody can tell.
    pub(super) fn success(&self) -> Option<&OrderSeen> {
        self.seen
            .as_ref()
            .filter(|seen| seen.state.may_have_succeeded(&self.before))
    }

    fn is_undecided(&self) -> bool {
        let open = self.seen.as_ref().is_some_and(|seen| seen.state.is_open());
        open && self.success().is_none()
    }
}

/// Captures and closes an approved order: confirms it until it is a success, as often as is reasonable. A second call cannot take
/// anything twice, for the first closed the order if it did anything.
pub(super) fn capture_and_close(
    stage: &mut Stage<'_>,
    who: As,
    order: Which,
    approved: &OrderSeen,
    amount: u64,
) -> Result<Captured, Halt> {
    let before = approved.state.clone();
    let mut captured = Captured {
        before,
        answers: Vec::new(),
        calls: 0,
        seen: None,
    };
    let mut label = "confirm";
    loop {
        let (said, _) = stage.confirm(label, who, order, amount, true)?;
        captured.seen = look_until_changed(stage, who, order, &captured.before)?;
        let answered = said.state().is_some();
        captured.calls += u64::from(answered);
        let later = captured.seen.as_ref().map(|seen| seen.state.clone());
        captured.answers.push((said, later));
        if !answered || captured.calls >= MOST_CALLS || !captured.is_undecided() {
            break;
        }
        label = "confirm, repeated";
    }
    let taken = captured.success().map_or(0, |_| amount);
    stage.change(order, |payment| payment.captured = taken);
    Ok(captured)
}

/// An answer may come before what it speaks of.
fn look_until_changed(
    stage: &mut Stage<'_>,
    who: As,
    order: Which,
    before: &State,
) -> Result<Option<OrderSeen>, Halt> {
    let began = stage.props.clock.elapsed();
    let mut seen = stage.look("look", who, order)?;
    while seen.as_ref().is_some_and(|seen| seen.state == *before)
        && stage.since(began) < CONFIRM_PATIENCE
    {
        stage.pass(Duration::from_secs(2))?;
        seen = stage.look("look", who, order)?;
    }
    Ok(seen)
}

/// Captures a whole order and notes what the answers say.
pub(super) fn capture_whole(
    stage: &mut Stage<'_>,
    who: As,
    order: Which,
    approved: &OrderSeen,
    amount: u64,
) -> Result<Captured, Halt> {
    let captured = capture_and_close(stage, who, order, approved, amount)?;
    for (said, later) in captured.answers.clone() {
        stage.finds(who.version(), Finding::ConfirmAnswer { said, later });
    }
    if captured.calls > 0 {
        stage.finds(
            who.version(),
            Finding::ConfirmRepeated {
                calls: captured.calls,
                done: captured.success().is_some(),
            },
        );
    }
    Ok(captured)
}

fn immediate(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let (order, approved) = stage.approved(As::V8_6, amount, Capture::Immediate)?;
    let captured = capture_whole(stage, As::V8_6, order, &approved, amount)?;
    let Some(seen) = captured.success() else {
        return Err(Halt::step("the payment was not captured"));
    };
    stage.finds(
        ApiVersion::V8_6,
        Finding::Fee {
            content: seen.fee.clone(),
            captured: francs(amount),
        },
    );
    let uuid = stage.uuid(order)?;
    stage.tell("get", As::V8_6, |merchant| flow::get_order(merchant, uuid))?;

    let (reply, _) = stage.confirm("confirm again", As::V8_6, order, amount, true)?;
    // Whatever the answer: the order was closed before.
    stage.change(order, |payment| payment.captured = amount);
    let situation = Situation::AfterCapture;
    stage.finds(
        ApiVersion::V8_6,
        Finding::ConfirmInWrongState { situation, reply },
    );
    let (reply, _) = stage.cancel("cancel", As::V8_6, order)?;
    stage.finds(ApiVersion::V8_6, Finding::CancelConfirmed(reply));
    refunds(stage, order, amount)
}

/// A refund under the payment's own reference, and whether it moved money.
fn collision(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let (order, approved) = stage.approved(As::V8_6, amount, Capture::Immediate)?;
    let captured = capture_and_close(stage, As::V8_6, order, &approved, amount)?;
    if captured.success().is_none() {
        return Err(Halt::step("the payment was not captured"));
    }
    let reference = stage.reference_of(order)?;
    let label = "refund under the payment's reference";
    let (reply, _, named) = stage.refund_as(label, As::V8_6, order, 1, &reference)?;
    let names_the_payment = named == Some(stage.uuid(order)?);
    stage.change(order, |payment| payment.refunded = 0);
    // If it moved anything, the whole is too much by now.
    let (whole, end) = stage.refund("refund the whole", As::V8_6, order, amount)?;
    let moved = match (&whole, end.as_ref().is_some_and(State::succeeded)) {
        (_, true) => Some(false),
        (Reply::Fault { .. }, false) => Some(true),
        (Reply::Order(_) | Reply::Nothing(_), false) => None,
    };
    stage.finds(
        ApiVersion::V8_6,
        Finding::CollidingRefund {
            reply,
            names_the_payment,
            moved,
        },
    );
    if moved == Some(true) {
        stage.change(order, |payment| payment.refunded = 1);
        let owed = stage.payment(order).owed();
        stage.refund("refund the rest", As::V8_6, order, owed)?;
    }
    Ok(())
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
