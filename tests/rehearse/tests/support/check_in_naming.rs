//! Whether a report names a quirk of check-ins: for each, what must stand in it, and which step shows it.

use twint_rehearse::Span;
use twint_rehearse::finding::Finding;
use twint_rehearse::report::Report;
use twint_simulator::{
    CancelWhenOver, CheckInQuirks, ExpressAmount, ExpressOrder, HowOften, Quirks, Scanned,
    SecondOrder, UnknownPairing, WithoutTwintId,
};

/// How a quirk of check-ins shows.
pub struct Expectation {
    /// The step that shows it.
    pub step: &'static str,
    /// Whether the report says what TWINT is like with these quirks.
    pub is_named: fn(&Report, &CheckInQuirks) -> bool,
}

fn naming(step: &'static str, is_named: fn(&Report, &CheckInQuirks) -> bool) -> Expectation {
    Expectation { step, is_named }
}

/// How a quirk of the catalogue shows.
///
/// # Panics
/// When nobody has written that down: a new quirk needs an observation.
pub fn of(quirk: &str) -> Expectation {
    match quirk {
        "timeoutMs" => naming("express-lapse", |report, quirks| {
            any(
                report,
                |finding| matches!(finding, Finding::CheckInTime(span) if ended(*span, quirks.timeout_ms)),
            )
        }),
        "approvedTimeoutMs" => naming("express-lapse", |report, quirks| {
            let ms = quirks.approved_timeout_ms.unwrap_or(u64::MAX);
            any(
                report,
                |finding| matches!(finding, Finding::ApprovedCheckInTime(span) if ended(*span, ms)),
            )
        }),
        "scanned" => naming("express-lapse", |report, quirks| {
            let status = match quirks.scanned {
                Scanned::InProgress => "PAIRING_IN_PROGRESS",
                Scanned::Active => "PAIRING_ACTIVE",
            };
            any(
                report,
                |finding| matches!(finding, Finding::CheckInScanned(outcome) if outcome == status),
            )
        }),
        "withoutTwintId" => naming("express-without-id", |report, quirks| {
            let says = match quirks.without_twint_id {
                WithoutTwintId::InProgress => "PAIRING_IN_PROGRESS with a shipping method",
                WithoutTwintId::Active => "PAIRING_ACTIVE with a shipping method",
                WithoutTwintId::Ends => "NO_PAIRING",
            };
            any(
                report,
                |finding| matches!(finding, Finding::CheckInWithoutTwintId(outcome) if outcome == says),
            )
        }),
        "unknownPairing" => naming("express-cancel", |report, quirks| {
            let no_pairing = quirks.unknown_pairing == UnknownPairing::NoPairing;
            any(
                report,
                |finding| matches!(finding, Finding::CheckInUnknown(outcome) if (outcome == "NO_PAIRING") == no_pairing),
            )
        }),
        "cancelWithoutEffect" => naming("express-cancel", |report, quirks| {
            any(report, |finding| {
                match (finding, quirks.cancel_without_effect) {
                    (Finding::CheckInCancelRepeated { calls, done }, HowOften::First(n)) => {
                        *calls == u64::from(n) + 1 && *done
                    }
                    (Finding::CheckInCancelRepeated { done, .. }, HowOften::Always) => !done,
                    _ => false,
                }
            })
        }),
        "cancelWhenOver" => naming("express-cancel", |report, quirks| {
            let says = match quirks.cancel_when_over {
                CancelWhenOver::Ok => "Status OK",
                CancelWhenOver::Error => "Status ERROR",
                CancelWhenOver::Fault => "the fault UnspecifiedPairingError",
            };
            any(
                report,
                |finding| matches!(finding, Finding::CheckInCancelOver(outcome) if outcome.starts_with(says)),
            )
        }),
        "order" => naming("express", |report, quirks| {
            any(report, |finding| match (finding, quirks.order) {
                (Finding::ExpressOrder { reply, .. }, ExpressOrder::PendingFirst) => reply
                    .state()
                    .is_some_and(|state| state.reason == "ORDER_PENDING"),
                (Finding::ExpressOrder { reply, .. }, ExpressOrder::Fails) => {
                    reply.state().is_some_and(twint_rehearse::State::failed)
                }
                (Finding::ExpressOrder { reply, .. }, ExpressOrder::ConfirmationPending) => reply
                    .state()
                    .is_some_and(twint_rehearse::State::waits_for_merchant),
                _ => false,
            })
        }),
        "amount" => naming("express-amount", |report, quirks| {
            let accepted = quirks.amount == ExpressAmount::Any;
            any(
                report,
                |finding| matches!(finding, Finding::ExpressAmount(reply) if reply.state().is_some() == accepted),
            )
        }),
        "secondOrder" => naming("express", |report, quirks| {
            let accepted = quirks.second_order == SecondOrder::Accepted;
            any(
                report,
                |finding| matches!(finding, Finding::ExpressSecondOrder(reply) if reply.state().is_some() == accepted),
            )
        }),
        unknown => panic!(
            "{unknown} is a quirk of check-ins that no rehearsal looks for: it needs a finding, and a line here"
        ),
    }
}

/// Why a quirk shows nowhere beside the others, if it does not.
pub fn hidden(quirk: &str, quirks: &CheckInQuirks, of_orders: &Quirks) -> Option<&'static str> {
    match quirk {
        "cancelWhenOver" if quirks.cancel_without_effect == HowOften::Always => {
            Some("no check-in is ever over by a cancellation")
        }
        "order" if !of_orders.unknown_reason.is_empty() || !of_orders.unknown_status.is_empty() => {
            Some("orders say what nobody knows")
        }
        _ => None,
    }
}

fn any(report: &Report, is: impl Fn(&Finding) -> bool) -> bool {
    report.seen.iter().any(|seen| is(&seen.finding))
}

/// Whether the end was seen, and is where it should be.
fn ended(span: Span, ms: u64) -> bool {
    span.at_most_ms.is_some() && span.admits(ms)
}
