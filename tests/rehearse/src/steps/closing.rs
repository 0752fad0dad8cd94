//! In the end: what is open is cancelled, what was captured is given back, and what cannot be is named.

use twint::twint::flow;
use twint::twint::values::identifiers::Reference;

use crate::halt::Halt;
use crate::payments::francs;
use crate::session::{Party, PaymentId, Session};
use crate::state::{Reply, State};

/// The name of this step in recordings.
pub const NAME: &str = "closing";

/// Settles every payment that is not left open on purpose.
///
/// # Errors
/// [`Halt::Stopped`] when somebody pressed Ctrl-C; [`Halt::All`] when TWINT does not answer any more.
pub fn settle_all(session: &mut Session<'_>) -> Result<(), Halt> {
    for id in (0..session.payments.len()).map(PaymentId) {
        let payment = session.payment(id);
        if payment.settled || (payment.kept && !session.setup.close_kept) {
            continue;
        }
        let why = match settle(session, id) {
            Ok(()) => None,
            Err(Halt::Step(why) | Halt::LeftOut(why)) => Some(why),
            Err(halt) => return Err(halt),
        };
        session.change(id, |payment| {
            payment.settled = why.is_none();
            payment.kept = false;
            payment.trouble = why;
        });
    }
    Ok(())
}

fn settle(session: &mut Session<'_>, id: PaymentId) -> Result<(), Halt> {
    if session.payment(id).uuid.is_none() {
        find(session, id)?;
    }
    if session.payment(id).uuid.is_none() {
        return Ok(()); // TWINT holds none under the reference
    }
    let label =
        |what: &str, session: &Session<'_>| format!("{what} {}", session.payment(id).reference);
    let seen = session.look(&label("look at", session), Party::V8_6, id)?;
    let Some(mut state) = seen.map(|seen| seen.state) else {
        return Err(Halt::step("it cannot be read"));
    };
    let may_be_open = state.is_open() || session.payment(id).more_parts;
    if may_be_open && !state.failed() {
        state = close(session, id, &label("close", session), state)?;
    }
    give_back(session, id, &label("refund", session), &state)
}

/// Looks an order up whose start was not answered.
fn find(session: &mut Session<'_>, id: PaymentId) -> Result<(), Halt> {
    let reference = session.reference_of(id)?;
    let label = format!("find {reference}");
    let response = session.call(&label, Party::V8_6, |merchant| {
        flow::find(merchant, &reference)
    })?;
    let found = response
        .result
        .map_err(|error| Halt::step(format!("it cannot be looked up: {error}")))?;
    let is_another = |uuid: &String| {
        let mut others = session.payments.iter();
        others.any(|other| other.uuid.as_ref() == Some(uuid))
    };
    let uuid = found
        .iter()
        .map(|order| order.uuid.to_string())
        .find(|uuid| !is_another(uuid));
    session.change(id, |payment| payment.uuid = uuid);
    Ok(())
}

/// Cancels it; where a part was captured and TWINT does not cancel, the smallest last part closes it.
fn close(
    session: &mut Session<'_>,
    id: PaymentId,
    label: &str,
    before: State,
) -> Result<State, Halt> {
    let read_again = session.cancel_until_over(label, Party::V8_6, id)?;
    let state = read_again.unwrap_or(before);
    let payment = session.payment(id);
    let left = payment.requested.saturating_sub(payment.captured);
    if state.failed() || payment.captured == 0 || left == 0 {
        return Ok(state);
    }
    if state.succeeded() && !payment.more_parts {
        return Ok(state);
    }
    let last = format!("{label} with its last part");
    session.confirm(&last, Party::V8_6, id, 1, true)?;
    session.change(id, |payment| payment.more_parts = false);
    let seen = session.look(&format!("{last}, read again"), Party::V8_6, id)?;
    Ok(seen.map_or(state, |seen| seen.state))
}

/// Looks up what became of refunds that were not answered, before any other is sent.
fn find_out_refunds(session: &mut Session<'_>, id: PaymentId) -> Result<(), Halt> {
    for sent in session.payment(id).unanswered_refunds.clone() {
        let reference: Reference = sent
            .reference
            .parse()
            .map_err(|why| Halt::step(format!("its refund's reference {why}")))?;
        let label = format!("find {reference}");
        let response = session.call(&label, Party::V8_6, |merchant| {
            flow::find(merchant, &reference)
        })?;
        let found = response
            .result
            .map_err(|error| Halt::step(format!("its refund cannot be looked up: {error}")))?;
        let state = found
            .iter()
            .find(|order| order.kind == "REVERSAL")
            .map(|order| State::new(&order.status, &order.reason));
        if let Some(state) = state.as_ref().filter(|state| state.is_open()) {
            return Err(Halt::step(format!("its refund {reference} says {state}")));
        }
        session.change(id, |payment| {
            payment.unanswered_refunds.retain(|known| *known != sent);
            if state.is_some_and(|state| state.succeeded()) {
                payment.refunded += sent.amount;
            }
        });
    }
    Ok(())
}

fn give_back(
    session: &mut Session<'_>,
    id: PaymentId,
    label: &str,
    state: &State,
) -> Result<(), Halt> {
    find_out_refunds(session, id)?;
    // A success without a capture that we know of, or an order that says what nobody knows: all of it may have been captured, and
    // TWINT refunds no more than was.
    let payment = session.payment(id);
    let owed = if payment.captured == 0 && (state.succeeded() || !state.is_known()) {
        payment.requested.saturating_sub(payment.refunded)
    } else {
        payment.owed()
    };
    if owed > 0 {
        let (reply, end) = session.refund(label, Party::V8_6, id, owed)?;
        if end.as_ref().is_some_and(State::succeeded) {
            session.change(id, |payment| {
                payment.captured = payment.captured.max(payment.refunded);
            });
            return Ok(());
        }
        if state.failed() && matches!(reply, Reply::Fault { .. }) {
            // Both say that nothing was captured after all.
            session.change(id, |payment| payment.captured = payment.refunded);
            return Ok(());
        }
        return Err(Halt::step(format!(
            "the order says {state}, and a refund of CHF {} was answered with {reply}",
            francs(owed)
        )));
    }
    if state.is_open() {
        return Err(Halt::step(format!("the order stays open: {state}")));
    }
    Ok(())
}
