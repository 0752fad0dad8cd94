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
use crate::session::{MOST_CALLS, Party, PaymentId, Session};
use crate::state::{Reply, State};

/// How long to look for a capture that its answer does not show.
const CONFIRM_PATIENCE: Duration = Duration::from_secs(20);

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "immediate",
        title: "a payment that is approved and captured; then what must not work a second time, and refunds",
        expects: "SUCCESS/ORDER_OK; faults for a second capture, a cancellation and a refund beyond it; refunds done at once",
        phone: Some("enter the code, then approve"),
        run: immediate,
    },
    Step {
        name: "refund-collision",
        title: "a refund under the reference that its payment bears already",
        expects: "that it is carried out as any other",
        phone: Some("enter the code, then approve"),
        run: collision,
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
    session: &mut Session<'_>,
    party: Party,
    order: PaymentId,
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
        let reply = session.confirm(label, party, order, amount, true)?;
        captured.seen = look_until_changed(session, party, order, &captured.before)?;
        let answered = reply.state().is_some();
        captured.calls += u64::from(answered);
        let read_again = captured.seen.as_ref().map(|seen| seen.state.clone());
        captured.answers.push((reply, read_again));
        if !answered || captured.calls >= MOST_CALLS || !captured.is_undecided() {
            break;
        }
        label = "confirm, repeated";
    }
    let taken = captured.success().map_or(0, |_| amount);
    session.change(order, |payment| payment.captured = taken);
    Ok(captured)
}

/// An answer may come before what it speaks of.
fn look_until_changed(
    session: &mut Session<'_>,
    party: Party,
    order: PaymentId,
    before: &State,
) -> Result<Option<OrderSeen>, Halt> {
    let began = session.setup.clock.elapsed();
    let mut seen = session.look("look", party, order)?;
    while seen.as_ref().is_some_and(|seen| seen.state == *before)
        && session.since(began) < CONFIRM_PATIENCE
    {
        session.pass(Duration::from_secs(2))?;
        seen = session.look("look", party, order)?;
    }
    Ok(seen)
}

/// Captures a whole order and notes what the answers say.
pub(super) fn capture_whole(
    session: &mut Session<'_>,
    party: Party,
    order: PaymentId,
    approved: &OrderSeen,
    amount: u64,
) -> Result<Captured, Halt> {
    let captured = capture_and_close(session, party, order, approved, amount)?;
    for (reply, read_again) in captured.answers.clone() {
        session.observe(
            party.version(),
            Finding::ConfirmAnswer { reply, read_again },
        );
    }
    if captured.calls > 0 {
        session.observe(
            party.version(),
            Finding::ConfirmRepeated {
                calls: captured.calls,
                done: captured.success().is_some(),
            },
        );
    }
    Ok(captured)
}

fn immediate(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let (order, approved) = session.approved(Party::V8_6, amount, Capture::Immediate)?;
    let captured = capture_whole(session, Party::V8_6, order, &approved, amount)?;
    let Some(seen) = captured.success() else {
        return Err(Halt::step("the payment was not captured"));
    };
    session.observe(
        ApiVersion::V8_6,
        Finding::Fee {
            content: seen.fee.clone(),
            captured: francs(amount),
        },
    );
    let uuid = session.uuid(order)?;
    session.call("get", Party::V8_6, |merchant| {
        flow::get_order(merchant, uuid)
    })?;

    let reply = session.confirm("confirm again", Party::V8_6, order, amount, true)?;
    // Whatever the answer: the order was closed before.
    session.change(order, |payment| payment.captured = amount);
    let situation = Situation::AfterCapture;
    session.observe(
        ApiVersion::V8_6,
        Finding::ConfirmInWrongState { situation, reply },
    );
    let (reply, _) = session.cancel("cancel", Party::V8_6, order)?;
    session.observe(ApiVersion::V8_6, Finding::CancelConfirmed(reply));
    refunds(session, order, amount)
}

/// A refund under the payment's own reference, and whether it moved money.
fn collision(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let (order, approved) = session.approved(Party::V8_6, amount, Capture::Immediate)?;
    let captured = capture_and_close(session, Party::V8_6, order, &approved, amount)?;
    if captured.success().is_none() {
        return Err(Halt::step("the payment was not captured"));
    }
    let reference = session.reference_of(order)?;
    let label = "refund under the payment's reference";
    let (reply, _, named) = session.refund_as(label, Party::V8_6, order, 1, &reference)?;
    let names_the_payment = named == Some(session.uuid(order)?);
    session.change(order, |payment| payment.refunded = 0);
    // If it moved anything, the whole is too much by now.
    let (whole, end) = session.refund("refund the whole", Party::V8_6, order, amount)?;
    let moved = match (&whole, end.as_ref().is_some_and(State::succeeded)) {
        (_, true) => Some(false),
        (Reply::Fault { .. }, false) => Some(true),
        (Reply::Order(_) | Reply::Nothing(_), false) => None,
    };
    session.observe(
        ApiVersion::V8_6,
        Finding::CollidingRefund {
            reply,
            names_the_payment,
            moved,
        },
    );
    if moved == Some(true) {
        session.change(order, |payment| payment.refunded = 1);
        let owed = session.payment(order).owed();
        session.refund("refund the rest", Party::V8_6, order, owed)?;
    }
    Ok(())
}

fn refunds(session: &mut Session<'_>, order: PaymentId, amount: u64) -> Result<(), Halt> {
    let first = amount * 2 / 5;
    for (label, part) in [("refund a part", first), ("refund another part", 1)] {
        let (reply, end) = session.refund(label, Party::V8_6, order, part)?;
        session.observe(ApiVersion::V8_6, Finding::Refund { reply, end });
    }
    let owed = session.payment(order).owed();
    let (reply, _) = session.refund("refund too much", Party::V8_6, order, owed + 1)?;
    session.observe(ApiVersion::V8_6, Finding::OverRefund(reply));
    let owed = session.payment(order).owed();
    let (reply, end) = session.refund("refund the rest", Party::V8_6, order, owed)?;
    session.observe(ApiVersion::V8_6, Finding::Refund { reply, end });
    Ok(())
}
