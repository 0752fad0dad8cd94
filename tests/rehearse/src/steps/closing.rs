//! In the end: what is open is cancelled, what was captured is given back, and what cannot be is named.

use twint::twint::flow;

use crate::halt::Halt;
use crate::payments::francs;
use crate::stage::{As, Stage, Which};
use crate::state::State;

/// The name of this step in recordings.
pub const NAME: &str = "closing";

/// Settles every payment that is not left open on purpose.
///
/// # Errors
/// [`Halt::Stopped`] when somebody pressed Ctrl-C; [`Halt::All`] when TWINT does not answer any more.
pub fn play(stage: &mut Stage<'_>) -> Result<(), Halt> {
    for which in (0..stage.payments.len()).map(Which) {
        let payment = stage.payment(which);
        if payment.settled || (payment.kept && !stage.props.close_kept) {
            continue;
        }
        let why = match settle(stage, which) {
            Ok(()) => None,
            Err(Halt::Step(why) | Halt::LeftOut(why)) => Some(why),
            Err(halt) => return Err(halt),
        };
        stage.change(which, |payment| {
            payment.settled = why.is_none();
            payment.kept = false;
            payment.trouble = why;
        });
    }
    Ok(())
}

fn settle(stage: &mut Stage<'_>, which: Which) -> Result<(), Halt> {
    if stage.payment(which).uuid.is_none() {
        find(stage, which)?;
    }
    if stage.payment(which).uuid.is_none() {
        return Ok(()); // TWINT holds none under the reference
    }
    let label =
        |what: &str, stage: &Stage<'_>| format!("{what} {}", stage.payment(which).reference);
    let seen = stage.look(&label("look at", stage), As::V8_6, which)?;
    let Some(mut state) = seen.map(|seen| seen.state) else {
        return Err(Halt::step("it cannot be read"));
    };
    let may_be_open = state.is_open() || stage.payment(which).more_parts;
    if may_be_open && !state.failed() {
        state = close(stage, which, &label("close", stage), state)?;
    }
    if state.failed() {
        stage.change(which, |payment| payment.captured = payment.refunded);
        return Ok(());
    }
    give_back(stage, which, &label("refund", stage), &state)
}

/// Looks an order up whose start was not answered.
fn find(stage: &mut Stage<'_>, which: Which) -> Result<(), Halt> {
    let reference = stage.reference_of(which)?;
    let label = format!("find {reference}");
    let told = stage.tell(&label, As::V8_6, |merchant| {
        flow::find(merchant, &reference)
    })?;
    let found = told
        .result
        .map_err(|error| Halt::step(format!("it cannot be looked up: {error}")))?;
    if let Some(order) = found.first() {
        let uuid = order.uuid.to_string();
        stage.change(which, |payment| payment.uuid = Some(uuid));
    }
    Ok(())
}

/// Cancels it; where a part was captured and TWINT does not cancel, the smallest last part closes it.
fn close(stage: &mut Stage<'_>, which: Which, label: &str, before: State) -> Result<State, Halt> {
    let (_, later) = stage.cancel_until_over(label, As::V8_6, which)?;
    let state = later.unwrap_or(before);
    let payment = stage.payment(which);
    let left = payment.requested.saturating_sub(payment.captured);
    if state.failed() || payment.captured == 0 || left == 0 {
        return Ok(state);
    }
    if state.succeeded() && !payment.more_parts {
        return Ok(state);
    }
    let last = format!("{label} with its last part");
    stage.confirm(&last, As::V8_6, which, 1, true)?;
    stage.change(which, |payment| payment.more_parts = false);
    let seen = stage.look(&format!("{last}, read again"), As::V8_6, which)?;
    Ok(seen.map_or(state, |seen| seen.state))
}

fn give_back(stage: &mut Stage<'_>, which: Which, label: &str, state: &State) -> Result<(), Halt> {
    // Of an order that says what nobody knows, it is not known what was captured; TWINT refunds no more than that.
    let owed = match stage.payment(which) {
        payment if !state.is_known() && payment.owed() == 0 => {
            payment.requested.saturating_sub(payment.refunded)
        }
        payment => payment.owed(),
    };
    if owed > 0 {
        let (reply, end) = stage.refund(label, As::V8_6, which, owed)?;
        if end.as_ref().is_some_and(State::succeeded) {
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
