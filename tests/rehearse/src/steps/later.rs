//! What takes longer than a person waits: played through where the clock can be moved, prepared for a return where not.

use std::time::Duration;

use twint::twint::flow;
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::moment::Moment;
use twint::twint::values::order::Capture;

use super::Step;
use super::contact::days_left;
use crate::answer::OrderSeen;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::span::Span;
use crate::stage::{As, Stage, Which};

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

/// The last look at a reservation, in days.
const RESERVATION_DAYS: u64 = 40;

/// Days before a certificate's end at which the window may open; between two of them the answer is a range.
const DAYS_BEFORE_END: [u64; 16] = [
    365, 270, 181, 180, 121, 120, 91, 90, 89, 61, 60, 31, 30, 14, 7, 2,
];

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "reservation",
        title: "leaves two approved payments open, one untouched and one with a part captured",
        expects: "that both stay open for days; --resume FILE looks at them later, and --close ends them",
        phone: Some("twice: enter the code, then approve"),
        play: reservation,
    },
    Step {
        name: "renewal-window",
        title: "goes through the certificate's last year",
        expects: "that it may be renewed from some day on; only where the clock can be moved",
        phone: None,
        play: renewal_window,
    },
];

fn looks() -> impl Iterator<Item = Duration> {
    let short = [
        60,
        300,
        900,
        1_800,
        HOUR,
        2 * HOUR,
        4 * HOUR,
        8 * HOUR,
        12 * HOUR,
    ];
    let long = (1..=RESERVATION_DAYS).map(|days| days * DAY);
    short.into_iter().chain(long).map(Duration::from_secs)
}

fn reservation(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let (untouched, seen) = stage.approved(As::V8_6, 1, Capture::Deferred)?;
    stage.change(untouched, |payment| payment.kept = true);
    let approved = seen;
    let began = stage.props.clock.elapsed();
    let with_part = with_a_part(stage)?;
    if !stage.props.clock.can_leap() {
        stage.say(
            "      They stay open. Keep the report and come back with --resume in a day, a week and a month; \
             --resume with --close ends them.",
        );
        return Ok(());
    }
    wait_out(stage, untouched, &approved, began)?;
    if let Some(order) = with_part {
        let seen = stage.look("the rest is over", As::V8_6, order)?;
        if let Some(seen) = seen.filter(|seen| !seen.state.is_open()) {
            stage.finds(ApiVersion::V8_6, Finding::RestLapsed(seen.state));
        }
    }
    for which in [Some(untouched), with_part].into_iter().flatten() {
        stage.change(which, |payment| payment.kept = false);
    }
    Ok(())
}

/// A payment of two Rappen of which one is captured; `None` where TWINT captures no part.
fn with_a_part(stage: &mut Stage<'_>) -> Result<Option<Which>, Halt> {
    let order = stage.start("start another", As::V8_6, 2, Capture::Deferred)?;
    stage.please(crate::phone::Gesture::Approve, order)?;
    stage.until_approved(As::V8_6, order)?;
    let (reply, _) = stage.confirm("part", As::V8_6, order, 1, false)?;
    if reply.state().is_none() {
        stage.cancel("cancel", As::V8_6, order)?;
        return Ok(None);
    }
    stage.change(order, |payment| payment.kept = true);
    Ok(Some(order))
}

/// Looks at ever later moments until the order is over.
fn wait_out(
    stage: &mut Stage<'_>,
    order: Which,
    approved: &OrderSeen,
    began: Duration,
) -> Result<(), Halt> {
    let mut waiting = stage.since(began);
    for at in looks() {
        stage.pass(at.saturating_sub(stage.since(began)))?;
        let Some(seen) = stage.look("nobody confirms", As::V8_6, order)? else {
            continue;
        };
        if !seen.state.may_be_over(&approved.state) {
            waiting = stage.since(began);
            continue;
        }
        let span =
            Span::between(waiting, stage.since(began)).with_timestamps(between(approved, &seen));
        stage.finds(ApiVersion::V8_6, Finding::ConfirmationTime(span));
        stage.finds(ApiVersion::V8_6, Finding::ConfirmationLapsed(seen.state));
        return Ok(());
    }
    let span = Span::longer_than(waiting);
    stage.finds(ApiVersion::V8_6, Finding::ConfirmationTime(span));
    Ok(())
}

/// From one change of an order to another, by TWINT's timestamps.
pub(super) fn between(first: &OrderSeen, last: &OrderSeen) -> Option<u64> {
    let moment = |seen: &OrderSeen| seen.processed.as_deref()?.parse::<Moment>().ok();
    let (first, last) = (moment(first)?, moment(last)?);
    u64::try_from(last.unix_milliseconds() - first.unix_milliseconds()).ok()
}

fn renewal_window(stage: &mut Stage<'_>) -> Result<(), Halt> {
    if !stage.props.clock.can_leap() {
        let why = "the clock cannot be moved; the step certificate says how it is today";
        return Err(Halt::LeftOut(why.to_owned()));
    }
    let mut closed_days = None;
    for days in DAYS_BEFORE_END {
        let told = stage.tell("validity", As::V8_6, flow::certificate_validity)?;
        let validity = told.result.map_err(|error| Halt::step(error.to_string()))?;
        let Some(left) = days_left(stage, &validity.expiry_date) else {
            return Err(Halt::step("the certificate's last day cannot be read"));
        };
        if validity.renewal_allowed {
            found(stage, closed_days, Some(left));
            return Ok(());
        }
        closed_days = Some(left);
        if left > days {
            stage.pass(Duration::from_secs((left - days) * DAY))?;
        }
    }
    found(stage, closed_days, None);
    Ok(())
}

fn found(stage: &mut Stage<'_>, closed_days: Option<u64>, open_days: Option<u64>) {
    stage.finds(
        ApiVersion::V8_6,
        Finding::RenewalWindow {
            closed_days,
            open_days,
        },
    );
}
