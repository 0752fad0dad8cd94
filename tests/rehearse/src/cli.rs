//! The command line: options in, a directory with a report out.

mod folder;
mod options;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Parser as _;
use twint::twint::values::passphrase::Passphrase;
use twint_rehearse::access::{Access, System};
use twint_rehearse::docs_list::fill_in;
use twint_rehearse::rehearsal::{Plan, Run, UnknownSteps, rehearse};
use twint_rehearse::report::Report;
use twint_rehearse::session::{Session, Setup, any_prefix};
use twint_rehearse::{
    AutomaticPhone, Clock, Control, NextCertificate, Person, Phone, SimulatedRehearsal,
    SimulatorClock, WallClock, default_run, francs, wall_unix,
};
use twint_simulator::{Settings, Simulator};
use zeroize::Zeroizing;

use folder::{Earlier, Folder};
use options::Options;

pub(crate) fn main() -> ExitCode {
    let options = Options::parse();
    match run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(says) => {
            eprintln!("rehearse: {says}");
            ExitCode::from(2)
        }
    }
}

/// To whoever watches; somebody who has gone is no reason to stop.
fn say(text: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Whether everything was done and settled.
fn run(options: &Options) -> Result<bool, String> {
    if options.list {
        list();
        return Ok(true);
    }
    if let Some(report) = &options.fill_in {
        let Earlier::Report(report) = Earlier::read(report)? else {
            return Err("--fill-in needs a report.json".to_owned());
        };
        fill_docs(&options.docs, &report)?;
        return Ok(true);
    }
    let earlier = options.resume.as_deref().map(Earlier::read).transpose()?;
    let plan = match earlier {
        None => Plan::whole(),
        Some(_) => Plan::of_a_return(),
    };
    let plan = plan
        .choose(&options.only, &options.skip)
        .map_err(|UnknownSteps(names)| {
            format!("there is no step {}; --list names them", names.join(", "))
        })?;
    let next_certificate = next_certificate(options)?;
    let rehearsed = if options.simulator {
        with_own_simulator(options, &plan, next_certificate.as_ref())?
    } else {
        with_twint(options, &plan, next_certificate.as_ref(), earlier.as_ref())?
    };
    finish(options, &plan, &rehearsed, earlier.as_ref())
}

/// A rehearsal that is over.
struct Rehearsed {
    run: Run,
    system: &'static str,
    folder: Folder,
}

fn list() {
    let plan = Plan::whole();
    for step in plan.steps.iter().chain(&plan.after) {
        let phone = if step.phone.is_some() { "phone" } else { "" };
        say(&format!("{:22}{phone:7}{}", step.name, step.title));
    }
}

/// A passphrase is no argument: those are seen by everybody on the machine.
fn passphrase(variable: &str, prompt: &str) -> Result<Passphrase, String> {
    let text = match std::env::var(variable) {
        Ok(text) => Zeroizing::new(text),
        Err(_) => Zeroizing::new(
            rpassword::prompt_password(prompt)
                .map_err(|error| format!("no passphrase: {error}; set {variable} instead"))?,
        ),
    };
    Passphrase::try_from(text.as_bytes()).map_err(|why| format!("the passphrase {why}"))
}

fn next_certificate(options: &Options) -> Result<Option<NextCertificate>, String> {
    let Some(file) = options.renew.clone() else {
        return Ok(None);
    };
    let passphrase = passphrase(
        "TWINT_NEW_PASSPHRASE",
        "Passphrase for the next certificate: ",
    )?;
    Ok(Some(NextCertificate { file, passphrase }))
}

fn with_own_simulator(
    options: &Options,
    plan: &Plan,
    next_certificate: Option<&NextCertificate>,
) -> Result<Rehearsed, String> {
    let mut settings = Settings::default();
    for quirk in &options.quirk {
        settings = settings.merge(quirk)?;
    }
    let simulator = Simulator::builder()
        .settings(settings)
        .try_start()
        .map_err(|error| format!("the simulator does not start: {error}"))?;
    let mut folder = Folder::make(options.directory.as_deref())?;
    let rehearsal = SimulatedRehearsal {
        simulator: &simulator,
        plan,
        amount: options.amount,
        next_certificate,
    };
    Ok(Rehearsed {
        run: rehearsal.run(&mut std::io::stdout(), &mut folder)?,
        system: "the simulator",
        folder,
    })
}

fn with_twint(
    options: &Options,
    plan: &Plan,
    next_certificate: Option<&NextCertificate>,
    earlier: Option<&Earlier>,
) -> Result<Rehearsed, String> {
    let (Some(file), Some(store)) = (&options.certificate, &options.system_id) else {
        return Err(
            "--certificate FILE and --system-id UUID are needed, or --simulator".to_owned(),
        );
    };
    let control = options.phone.as_deref().map(Control::new).transpose()?;
    let system = match &control {
        Some(control) => System::Simulator(control.access()?),
        None => System::asked_for(
            options.integration,
            options.production,
            options.yes_real_money,
        )?,
    };
    let certificate =
        std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let access = Access {
        certificate: Zeroizing::new(certificate),
        passphrase: passphrase("TWINT_PASSPHRASE", "Passphrase of the certificate: ")?,
        store: store.clone(),
        system,
    };
    let parties = access.parties().map_err(|error| error.to_string())?;
    let stop = hear_ctrl_c()?;
    let (phone, clock): (Box<dyn Phone>, Box<dyn Clock>) = match control {
        Some(control) => (
            Box::new(AutomaticPhone::new(control.clone())),
            Box::new(SimulatorClock::new(control)),
        ),
        None => (
            Box::new(Person::at_the_terminal()?),
            Box::new(WallClock::new(Arc::clone(&stop))),
        ),
    };
    let censor = access.censor(next_certificate);
    let mut folder = Folder::make(options.directory.as_deref())?;
    say(&format!(
        "A rehearsal with {}, with amounts up to CHF {}. What is captured is given back in the end.\n\
         Ctrl-C ends it after the present call and leaves a list of what is open.",
        access.system.name(),
        francs(options.amount)
    ));
    let setup = Setup {
        access: &access,
        parties: &parties,
        phone: &*phone,
        clock: &*clock,
        censor: &censor,
        stop,
        amount: options.amount,
        prefix: any_prefix(),
        notification_url: options.notification_url.clone(),
        close_kept: options.close,
        next_certificate,
        express: options.express,
    };
    let payments = earlier.map(Earlier::payments).unwrap_or_default();
    let mut out = std::io::stdout();
    let session = Session::new(setup, payments, &mut out, &mut folder);
    Ok(Rehearsed {
        run: rehearse(session, plan),
        system: access.system.name(),
        folder,
    })
}

/// The first Ctrl-C is heard between two calls, the second ends the process.
fn hear_ctrl_c() -> Result<Arc<AtomicBool>, String> {
    let stop = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if heard.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        eprintln!("\nEnds after this call; once more ends at once.");
    })
    .map_err(|error| format!("Ctrl-C cannot be heard: {error}"))?;
    Ok(stop)
}

fn finish(
    options: &Options,
    plan: &Plan,
    rehearsed: &Rehearsed,
    earlier: Option<&Earlier>,
) -> Result<bool, String> {
    let defaults = if earlier.is_none() {
        say("\nThe same with the simulator, to compare …");
        Some(default_run(plan, options.amount)?)
    } else {
        None
    };
    let report = Report::new(
        &rehearsed.run,
        defaults.as_ref(),
        rehearsed.system,
        wall_unix(),
        earlier.and_then(Earlier::report),
    );
    rehearsed.folder.write(&report)?;
    if options.fill_docs {
        fill_docs(&options.docs, &report)?;
    }
    say(&summary(&report, rehearsed.folder.path()));
    let kept_only = report.remaining().iter().all(|payment| payment.kept);
    Ok(report.ended_by.is_none() && kept_only)
}

fn summary(report: &Report, folder: &Path) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = summarise(&mut text, report, folder);
    text
}

fn summarise(text: &mut String, report: &Report, folder: &Path) -> std::fmt::Result {
    if let Some(why) = &report.ended_by {
        writeln!(text, "It ended before its end: {why}.")?;
    }
    let comparison = report.comparison.as_ref();
    if comparison.is_some_and(|comparison| !comparison.is_empty()) {
        writeln!(
            text,
            "It is not everywhere as the simulator; the report says where."
        )?;
    }
    if !report.unseen.is_empty() {
        writeln!(
            text,
            "{} questions were not answered; the report says how they can be.",
            report.unseen.len()
        )?;
    }
    let remaining = report.remaining();
    if remaining.is_empty() {
        writeln!(
            text,
            "Nothing is left at TWINT: everything was cancelled or given back."
        )?;
    } else {
        writeln!(text, "What is left at TWINT:")?;
        for payment in remaining {
            writeln!(text, "  {}", payment.line())?;
        }
        writeln!(
            text,
            "./dev rehearse --resume {} looks at it again and settles it; with --close also what is open on purpose.",
            folder.join("report.json").display()
        )?;
    }
    write!(text, "{}", folder.join("report.md").display())
}

fn fill_docs(docs: &Path, report: &Report) -> Result<(), String> {
    let at = |error: &dyn std::fmt::Display| format!("{}: {error}", docs.display());
    let document = std::fs::read_to_string(docs).map_err(|error| at(&error))?;
    let filled = fill_in(&document, Some(report)).map_err(|error| at(&error))?;
    std::fs::write(docs, filled).map_err(|error| at(&error))?;
    say(&format!("{} is filled in.", docs.display()));
    Ok(())
}
