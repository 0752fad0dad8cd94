//! Before any payment: does TWINT know us, and how does it talk?

use twint::twint::exchange::exchange;
use twint::twint::flow;
use twint::twint::operations::{CancelOrder, ConfirmOrder, Reversal};
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::identifiers::OrderUuid;
use twint::twint::values::moment::Moment;
use uuid::Uuid;

use super::Step;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::chf;
use crate::session::{Party, Session};

/// How many calls in a row count as many.
const MANY: u64 = 20;

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "status",
        title: "asks whether TWINT works for this merchant, in every version of the interface",
        expects: "the status OK in 8.6 and 10 at least",
        phone: None,
        run: status,
    },
    Step {
        name: "enrolment",
        title: "makes the rehearsal's cash register known, in both versions",
        expects: "an answer each, in version 10 without a problem of the terminal",
        phone: None,
        run: enrolment,
    },
    Step {
        name: "certificate",
        title: "asks until when the certificate is valid",
        expects: "its last day, and whether it may be renewed",
        phone: None,
        run: certificate,
    },
    Step {
        name: "apps",
        title: "reads the list of bank apps for iOS",
        expects: "some dozens of entries",
        phone: None,
        run: apps,
    },
    Step {
        name: "pace",
        title: "asks for the status many times in a row",
        expects: "that nothing is refused, over one connection",
        phone: None,
        run: pace,
    },
    Step {
        name: "unknown-order",
        title: "asks five things of an order that does not exist",
        expects: "the fault InvalidOrder five times",
        phone: None,
        run: unknown_order,
    },
];

fn status(session: &mut Session<'_>) -> Result<(), Halt> {
    let response = session.call("status", Party::V8_6, flow::system_status)?;
    if let Err(error) = &response.result {
        return Err(Halt::All(error.to_string()));
    }
    let mut refused = Vec::new();
    let parties = session.setup.parties;
    for (version, merchant) in &parties.each_version {
        let response = session.call_as("status of the version", *version, || {
            flow::system_status(merchant)
        })?;
        let answer = match (&response.answer, &response.result) {
            (Some(answer), _) => answer.outcome.clone(),
            (None, Ok(_)) => "nothing".to_owned(),
            (None, Err(error)) => error.cause().to_string(),
        };
        let api_version = version.name().to_owned();
        if response.result.is_err() && matches!(version, ApiVersion::V8_6 | ApiVersion::V10) {
            refused.push(version.name());
        }
        session.observe(
            *version,
            Finding::VersionServed {
                api_version,
                answer,
            },
        );
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Halt::step(format!(
            "version {} is not answered",
            refused.join(" and ")
        )))
    }
}

fn enrolment(session: &mut Session<'_>) -> Result<(), Halt> {
    for party in [Party::V8_6, Party::V10] {
        let response = session.call("enrol", party, flow::enroll)?;
        let status = response.answer.and_then(|answer| answer.terminal_status);
        if let Some(status) = status {
            session.observe(party.version(), Finding::TerminalStatus(status));
        }
        response
            .result
            .map_err(|error| Halt::step(error.to_string()))?;
    }
    Ok(())
}

/// Days from now to the certificate's last day.
pub(super) fn days_left(session: &Session<'_>, last_day: &str) -> Option<u64> {
    let end = format!("{last_day}T00:00:00Z")
        .parse::<Moment>()
        .ok()?
        .unix_milliseconds()
        / 1_000;
    u64::try_from((end - session.setup.clock.unix()) / 86_400).ok()
}

fn certificate(session: &mut Session<'_>) -> Result<(), Halt> {
    let validity = session
        .call("validity", Party::V8_6, flow::certificate_validity)?
        .result
        .map_err(|error| Halt::step(error.to_string()))?;
    session.say(&format!(
        "      The certificate is valid until {}.",
        validity.expiry_date
    ));
    if let Some(days) = days_left(session, &validity.expiry_date) {
        let (closed_days, open_days) = if validity.renewal_allowed {
            (None, Some(days))
        } else {
            (Some(days), None)
        };
        session.observe(
            ApiVersion::V8_6,
            Finding::RenewalWindow {
                closed_days,
                open_days,
            },
        );
    }
    Ok(())
}

fn apps(session: &mut Session<'_>) -> Result<(), Halt> {
    let apps = session
        .call("apps", Party::V8_6, flow::app_schemes)?
        .result
        .map_err(|error| Halt::step(error.to_string()))?;
    let usual = |c: char| c.is_alphanumeric() || c == ' ' || c == '.';
    let unusual = apps.iter().filter(|app| !app.name.chars().all(usual));
    let finding = Finding::AppList {
        unusual_names: unusual.count() as u64,
        entries: apps.len() as u64,
    };
    session.observe(ApiVersion::V8_6, finding);
    Ok(())
}

fn pace(session: &mut Session<'_>) -> Result<(), Halt> {
    let before = session.recording.entries().len();
    let mut refused = 0;
    for _ in 0..MANY {
        let response = session.call("status", Party::V8_6, flow::system_status)?;
        refused += u64::from(response.result.is_err());
    }
    let slowest_ms = session.recording.entries()[before..]
        .iter()
        .map(|entry| entry.duration_ms)
        .max()
        .unwrap_or_default();
    session.observe(
        ApiVersion::V8_6,
        Finding::Pace {
            calls: MANY,
            refused,
            slowest_ms,
        },
    );
    Ok(())
}

fn unknown_order(session: &mut Session<'_>) -> Result<(), Halt> {
    let order: OrderUuid = Uuid::new_v4()
        .to_string()
        .parse()
        .map_err(|why| Halt::step(format!("a UUID {why}")))?;
    let reference = session.reference()?;
    let response = session.call("monitor", Party::V8_6, |merchant| {
        flow::poll(merchant, order)
    })?;
    observe(session, "MonitorOrder", response.reply());
    let response = session.call("get", Party::V8_6, |merchant| {
        flow::get_order(merchant, order)
    })?;
    observe(session, "GetOrder", response.reply());
    let response = session.call("confirm", Party::V8_6, |merchant| {
        let confirm = ConfirmOrder::new(merchant.information(), order, chf(1), true);
        exchange(merchant, &confirm)
    })?;
    observe(session, "ConfirmOrder", response.reply());
    let response = session.call("cancel", Party::V8_6, |merchant| {
        let cancel = CancelOrder {
            merchant: merchant.information(),
            order,
        };
        exchange(merchant, &cancel)
    })?;
    observe(session, "CancelOrder", response.reply());
    let response = session.call("refund", Party::V8_6, |merchant| {
        let refund = Reversal::new(merchant.information(), order, &reference, chf(1));
        exchange(merchant, &refund)
    })?;
    observe(session, "A refund", response.reply());
    Ok(())
}

fn observe(session: &mut Session<'_>, operation: &str, reply: crate::state::Reply) {
    session.observe(
        ApiVersion::V8_6,
        Finding::UnknownOrder {
            operation: operation.to_owned(),
            reply,
        },
    );
}
