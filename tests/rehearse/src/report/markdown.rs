//! The report as a page.

use std::fmt::Write;

use super::{Comparison, Report};
use crate::rehearsal::Outcome;

pub(super) fn write(report: &Report) -> String {
    let mut page = String::new();
    // Writing to a String cannot fail.
    let _ = sections(&mut page, report);
    page
}

fn sections(page: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(page, "# A rehearsal with {}\n", report.system)?;
    writeln!(
        page,
        "Ended {}, with version {} of the client. It holds no certificate, passphrase, code of a buyer or name of the merchant.\n",
        report.made_at, report.client_version
    )?;
    if let Some(why) = &report.ended_by {
        writeln!(page, "**It ended before its end: {why}.**\n")?;
    }
    steps(page, report)?;
    seen(page, report)?;
    match &report.comparison {
        Some(comparison) => compared(page, comparison)?,
        None => writeln!(page, "It was not compared with the simulator.\n")?,
    }
    unseen(page, report)?;
    remaining(page, report)
}

fn steps(page: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        page,
        "## Steps\n\n| step | expected | how it went |\n|---|---|---|"
    )?;
    for step in &report.steps {
        let how = match &step.outcome {
            Outcome::Done => "to its end".to_owned(),
            Outcome::LeftOut(why) => format!("left out: {why}"),
            Outcome::Trouble(why) => format!("not to its end: {why}"),
            Outcome::NotReached => "not reached".to_owned(),
        };
        writeln!(
            page,
            "| `{}` {} | {} | {} |",
            step.name,
            cell(&step.title),
            cell(&step.expects),
            cell(&how)
        )?;
    }
    writeln!(page)
}

fn seen(page: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(page, "## What was seen\n")?;
    for seen in &report.seen {
        writeln!(
            page,
            "- {} ({}, version {}, {})",
            seen.finding.sentence(),
            seen.step,
            seen.api_version,
            seen.on
        )?;
    }
    writeln!(page)
}

fn compared(page: &mut String, comparison: &Comparison) -> std::fmt::Result {
    writeln!(page, "## Where it is not as the simulator\n")?;
    if comparison.is_empty() {
        return writeln!(page, "Nowhere.\n");
    }
    for disagreement in &comparison.disagreements {
        writeln!(
            page,
            "- {} The simulator: {}",
            disagreement.seen,
            disagreement.simulator.join(" ")
        )?;
    }
    for outcome in &comparison.outcomes {
        writeln!(
            page,
            "- {}: {}. The simulator: {}.",
            outcome.call, outcome.seen, outcome.simulator
        )?;
    }
    if !comparison.shapes.is_empty() {
        writeln!(page, "\nShapes of the answers:\n")?;
    }
    for shape in &comparison.shapes {
        let calls = &shape.calls;
        let more = calls.len().saturating_sub(3);
        let mut list = calls.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
        if more > 0 {
            write!(list, "; and {more} more")?;
        }
        writeln!(page, "- {}: {list}", shape.what)?;
    }
    writeln!(page)
}

fn unseen(page: &mut String, report: &Report) -> std::fmt::Result {
    if report.unseen.is_empty() {
        return Ok(());
    }
    writeln!(page, "## Not observed in this run\n")?;
    for unseen in &report.unseen {
        writeln!(page, "- {}: {}.", unseen.question.text(), unseen.how)?;
    }
    writeln!(page)
}

fn remaining(page: &mut String, report: &Report) -> std::fmt::Result {
    let remaining = report.remaining();
    writeln!(page, "## What remains at TWINT\n")?;
    if remaining.is_empty() {
        return writeln!(
            page,
            "Nothing: of {} payments every one was cancelled or given back.",
            report.payments.len()
        );
    }
    for payment in remaining {
        let purpose = if payment.kept {
            " Left open on purpose; --resume looks at it, --resume with --close ends it."
        } else {
            ""
        };
        writeln!(page, "- {}.{purpose}", payment.line())?;
    }
    Ok(())
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
