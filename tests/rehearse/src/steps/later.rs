//! What takes longer than a person waits: seen at once where the clock can be moved, prepared for a return where it cannot.

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
use crate::phone::BuyerAction;
use crate::session::{Party, PaymentId, Session};
use crate::span::Span;

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
        run: reservation,
    },
    Step {
        name: "renewal-window",
        title: "goes through the certificate's last year",
        expects: "that it may be renewed from some day on; only where the clock can be moved",
        phone: None,
        run: renewal_window,
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

fn reservation(session: &mut Session<'_>) -> Result<(), Halt> {
    let (untouched, seen) = session.approved(Party::V8_6, 1, Capture::Deferred)?;
    session.change(untouched, |payment| payment.kept = true);
    let approved = seen;
    let began = session.setup.clock.elapsed();
    let with_part = with_a_part(session)?;
    if !session.setup.clock.can_leap() {
        session.say(
            "      They stay open. Keep the report and come back with --resume in a day, a week and a month; \
             --resume with --close ends them.",
        );
        return Ok(());
    }
    wait_out(session, untouched, &approved, began)?;
    if let Some(order) = with_part {
        let seen = session.look("the rest is over", Party::V8_6, order)?;
        if let Some(seen) = seen.filter(|seen| !seen.state.is_open()) {
            session.observe(ApiVersion::V8_6, Finding::RestLapsed(seen.state));
        }
    }
    for id in [Some(untouched), with_part].into_iter().flatten() {
        session.change(id, |payment| payment.kept = false);
    }
    Ok(())
}

/// A payment of two Rappen of which one is captured; `None` where TWINT captures no part.
fn with_a_part(session: &mut Session<'_>) -> Result<Option<PaymentId>, Halt> {
    let order = session.start("start another", Party::V8_6, 2, Capture::Deferred)?;
    session.ask(BuyerAction::Approve, order)?;
    session.until_approved(Party::V8_6, order)?;
    let reply = session.confirm("part", Party::V8_6, order, 1, false)?;
    if reply.state().is_none() {
        session.cancel("cancel", Party::V8_6, order)?;
        return Ok(None);
    }
    session.change(order, |payment| payment.kept = true);
    Ok(Some(order))
}

/// Looks at ever later moments until the order is over.
fn wait_out(
    session: &mut Session<'_>,
    order: PaymentId,
    approved: &OrderSeen,
    began: Duration,
) -> Result<(), Halt> {
    let mut waiting = session.since(began);
    for at in looks() {
        session.pass(at.saturating_sub(session.since(began)))?;
        let Some(seen) = session.look("nobody confirms", Party::V8_6, order)? else {
            continue;
        };
        if !seen.state.may_be_over(&approved.state) {
            waiting = session.since(began);
            continue;
        }
        let span =
            Span::between(waiting, session.since(began)).with_timestamps(between(approved, &seen));
        session.observe(ApiVersion::V8_6, Finding::ConfirmationTime(span));
        session.observe(ApiVersion::V8_6, Finding::ConfirmationLapsed(seen.state));
        return Ok(());
    }
    let span = Span::longer_than(waiting);
    session.observe(ApiVersion::V8_6, Finding::ConfirmationTime(span));
    Ok(())
}

/// From one change of an order to another, by TWINT's timestamps.
pub(super) fn between(first: &OrderSeen, last: &OrderSeen) -> Option<u64> {
    let moment = |seen: &OrderSeen| seen.processed.as_deref()?.parse::<Moment>().ok();
    let (first, last) = (moment(first)?, moment(last)?);
    u64::try_from(last.unix_milliseconds() - first.unix_milliseconds()).ok()
}

fn renewal_window(session: &mut Session<'_>) -> Result<(), Halt> {
    if !session.setup.clock.can_leap() {
        let why = "the clock cannot be moved; the step certificate says how it is today";
        return Err(Halt::LeftOut(why.to_owned()));
    }
    let mut closed_days = None;
    for days in DAYS_BEFORE_END {
        let response = session.call("validity", Party::V8_6, flow::certificate_validity)?;
        let validity = response
            .result
            .map_err(|error| Halt::step(error.to_string()))?;
        let Some(left) = days_left(session, &validity.expiry_date) else {
            return Err(Halt::step("the certificate's last day cannot be read"));
        };
        if validity.renewal_allowed {
            found(session, closed_days, Some(left));
            return Ok(());
        }
        closed_days = Some(left);
        if left > days {
            session.pass(Duration::from_secs((left - days) * DAY))?;
        }
    }
    found(session, closed_days, None);
    Ok(())
}

fn found(session: &mut Session<'_>, closed_days: Option<u64>, open_days: Option<u64>) {
    session.observe(
        ApiVersion::V8_6,
        Finding::RenewalWindow {
            closed_days,
            open_days,
        },
    );
}
