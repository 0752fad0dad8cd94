//! Each quirk of the simulator's catalogue is named by the rehearsal, alone and among others: one test a quirk, from the
//! simulator's own list, and one for each seed that draws several.

#[path = "support/check_in_naming.rs"]
mod check_in_naming;
#[path = "support/naming.rs"]
mod naming;
#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use twint_rehearse::report::{Report, ReportedFinding};
use twint_simulator::{CheckInQuirks, Quirk, Quirks};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let alone = Quirks::catalogue()
        .into_iter()
        .map(|quirk| Trial::test(quirk.name, move || is_named(&quirk)));
    let of_check_ins = CheckInQuirks::catalogue().into_iter().map(|quirk| {
        let name = format!("check-in {}", quirk.name);
        Trial::test(name, move || of_check_in_is_named(&quirk))
    });
    let drawn = SEEDS.map(|seed| Trial::test(format!("seed {seed}"), move || all_are_named(seed)));
    libtest_mimic::run(&arguments, alone.chain(of_check_ins).chain(drawn).collect()).exit_code()
}

/// Draws that were looked at; more of them only take time.
const SEEDS: std::ops::Range<u64> = 1..6;

/// How many quirks are drawn at once.
const AT_ONCE: usize = 6;

/// How many of check-ins beside them.
const OF_CHECK_INS_AT_ONCE: usize = 3;

/// Draws quirks and values, plays everything, and looks for each.
fn all_are_named(seed: u64) -> Result<(), Failed> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut quirks = simulated::quick();
    let mut drawn = Vec::new();
    for quirk in random.choose_multiple(Quirks::catalogue(), AT_ONCE) {
        let values = quirk.values[1..].iter();
        let values: Vec<_> = values
            .filter(|value| !naming::only_takes_time(quirk.name, value))
            .collect();
        let value = random.choice(values).expect("a value that can be tried");
        quirks = quirks.with(quirk.name, value)?;
        drawn.push((quirk.name, value.clone()));
    }
    let mut of_check_ins = CheckInQuirks::default();
    let mut drawn_of_check_ins = Vec::new();
    for quirk in random.choose_multiple(CheckInQuirks::catalogue(), OF_CHECK_INS_AT_ONCE) {
        let value = random
            .choice(&quirk.values[1..])
            .expect("a value that can be tried");
        of_check_ins = of_check_ins.with(quirk.name, value)?;
        drawn_of_check_ins.push((quirk.name, value.clone()));
    }
    let report = simulated::report_with(&quirks, &of_check_ins, &simulated::plan(&[]));
    let unnamed: Vec<_> = drawn
        .iter()
        .filter(|(name, _)| {
            naming::hidden(name, &quirks).is_none()
                && !(naming::of(name).is_named)(&report, &quirks)
        })
        .collect();
    let unnamed_of_check_ins: Vec<_> = drawn_of_check_ins
        .iter()
        .filter(|(name, _)| {
            check_in_naming::hidden(name, &of_check_ins, &quirks).is_none()
                && !(check_in_naming::of(name).is_named)(&report, &of_check_ins)
        })
        .collect();
    if unnamed.is_empty() && unnamed_of_check_ins.is_empty() {
        return Ok(());
    }
    let page = report.markdown();
    Err(format!(
        "of {drawn:?} and {drawn_of_check_ins:?} not named: {unnamed:?} {unnamed_of_check_ins:?}\n{page}"
    )
    .into())
}

/// Plays the step that shows it with every value, and once with the default, of which none of it may be said.
fn of_check_in_is_named(quirk: &Quirk) -> Result<(), Failed> {
    let naming = check_in_naming::of(quirk.name);
    let plan = simulated::plan(&[naming.step]);
    let usual = CheckInQuirks::default();
    let as_usual = simulated::report_with(&simulated::quick(), &usual, &plan);
    for value in &quirk.values[1..] {
        let quirks = usual.with(quirk.name, value)?;
        let report = simulated::report_with(&simulated::quick(), &quirks, &plan);
        let page = report.markdown();
        if !(naming.is_named)(&report, &quirks) {
            return Err(format!("{} {value} is not named:\n{page}", quirk.name).into());
        }
        if (naming.is_named)(&as_usual, &quirks) {
            let page = as_usual.markdown();
            let says = format!("{} {value} is named without being there:", quirk.name);
            return Err(format!("{says}\n{page}").into());
        }
        if !says_what_is_new(&report, &as_usual, &page) {
            return Err(format!("{} {value} is not in the page:\n{page}", quirk.name).into());
        }
    }
    Ok(())
}

/// Whether something that is not as usual stands in the page.
fn says_what_is_new(report: &Report, as_usual: &Report, page: &str) -> bool {
    let is_new = |seen: &&ReportedFinding| {
        !as_usual
            .seen
            .iter()
            .any(|usual| usual.finding == seen.finding)
    };
    report
        .seen
        .iter()
        .filter(is_new)
        .any(|seen| page.contains(&seen.finding.sentence()))
}

/// Plays the steps that show it with every value, and once with the default, of which none of it may be said.
fn is_named(quirk: &Quirk) -> Result<(), Failed> {
    let naming = naming::of(quirk.name);
    let plan = simulated::plan(naming.steps);
    let mut usual = simulated::quick();
    for (name, value) in &naming.with {
        usual = usual.with(name, value)?;
    }
    let as_usual = simulated::report(&usual, &plan);
    for value in &quirk.values[1..] {
        if naming::only_takes_time(quirk.name, value) {
            continue;
        }
        let quirks = usual.with(quirk.name, value)?;
        let report = simulated::report(&quirks, &plan);
        let page = report.markdown();
        if !(naming.is_named)(&report, &quirks) {
            return Err(format!("{} {value} is not named:\n{page}", quirk.name).into());
        }
        if naming::looks_as_usual(quirk.name, value).is_some() {
            continue;
        }
        if (naming.is_named)(&as_usual, &quirks) {
            let page = as_usual.markdown();
            return Err(format!(
                "{} {value} is named without being there:\n{page}",
                quirk.name
            )
            .into());
        }
        if !says_what_is_new(&report, &as_usual, &page) {
            return Err(format!("{} {value} is not in the page:\n{page}", quirk.name).into());
        }
    }
    Ok(())
}
