//! In the end: what is open is cancelled, what was captured is given back, and what cannot be is named.

use twint::twint::flow;

use crate::halt::Halt;
use crate::payments::francs;
use crate::stage::{As, Stage, Which};
use crate::state::{Reply, State};

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
    let Some(mut standing) = seen.map(|seen| seen.state) else {
        return Err(Halt::step("it cannot be read"));
    };
    let may_be_open = standing.is_open() || stage.payment(which).more_parts;
    if may_be_open && !standing.failed() {
        standing = close(stage, which, &label("close", stage), standing)?;
    }
    give_back(stage, which, &label("refund", stage), &standing)
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
    let is_another = |uuid: &String| {
        let mut others = stage.payments.iter();
        others.any(|other| other.uuid.as_ref() == Some(uuid))
    };
    let uuid = found
        .iter()
        .map(|order| order.uuid.to_string())
        .find(|uuid| !is_another(uuid));
    stage.change(which, |payment| payment.uuid = uuid);
    Ok(())
}

/// Cancels it; where a part was captured and TWINT does not cancel, the smallest last part closes it.
fn close(stage: &mut Stage<'_>, which: Which, label: &str, before: State) -> Result<State, Halt> {
    let (_, later) = stage.cancel_until_over(label, As::V8_6, which)?;
    let standing = later.unwrap_or(before);
    let payment = stage.payment(which);
    let left = payment.requested.saturating_sub(payment.captured);
    if standing.failed() || payment.captured == 0 || left == 0 {
        return Ok(standing);
    }
    if standing.succeeded() && !payment.more_parts {
        return Ok(standing);
    }
    let last = format!("{label} with its last part");
    stage.confirm(&last, As::V8_6, which, 1, true)?;
    stage.change(which, |payment| payment.more_parts = false);
    let seen = stage.look(&format!("{last}, read again"), As::V8_6, which)?;
    Ok(seen.map_or(standing, |seen| seen.state))
}

fn give_back(
    stage: &mut Stage<'_>,
    which: Which,
    label: &str,
    standing: &State,
) -> Result<(), Halt> {
    // Of an order that says what nobody knows, it is not known what was captured; TWINT refunds no more than that.
    let owed = match stage.payment(which) {
        payment if !standing.is_known() && payment.owed() == 0 => {
            payment.requested.saturating_sub(payment.refunded)
        }
        payment => payment.owed(),
    };
    if owed > 0 {
        let (reply, end) = stage.refund(label, As::V8_6, which, owed)?;
        if end.as_ref().is_some_and(State::succeeded) {
            return Ok(());
        }
        if standing.failed() && matches!(reply, Reply::Fault { .. }) {
            // Both say that nothing was captured after all.
            stage.change(which, |payment| payment.captured = payment.refunded);
            return Ok(());
        }
        return Err(Halt::step(format!(
            "the order says {standing}, and a refund of CHF {} was answered with {reply}",
            francs(owed)
        )));
    }
    if standing.is_open() {
        return Err(Halt::step(format!("the order stays open: {standing}")));
    }
    Ok(())
}
