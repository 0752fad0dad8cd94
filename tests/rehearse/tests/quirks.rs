//! Each quirk of the simulator's catalogue is named by the rehearsal, alone and among others: one test a quirk, from the
//! simulator's own list, and one for each seed that draws several.

#[path = "support/naming.rs"]
mod naming;
#[allow(dead_code)]
#[path = "support/simulated.rs"]
mod simulated;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use twint_simulator::{Quirk, Quirks};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let alone = Quirks::catalogue()
        .into_iter()
        .map(|quirk| Trial::test(quirk.name, move || is_named(&quirk)));
    let drawn = SEEDS.map(|seed| Trial::test(format!("seed {seed}"), move || all_are_named(seed)));
    libtest_mimic::run(&arguments, alone.chain(drawn).collect()).exit_code()
}

/// Draws that were looked at; more of them only take time.
const SEEDS: std::ops::Range<u64> = 1..6;

/// How many quirks are drawn at once.
const AT_ONCE: usize = 6;

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
    let report = simulated::report(&quirks, &simulated::plan(&[]));
    let unnamed: Vec<_> = drawn
        .iter()
        .filter(|(name, _)| {
            naming::hidden(name, &quirks).is_none()
                && !(naming::of(name).is_named)(&report, &quirks)
        })
        .collect();
    if unnamed.is_empty() {
        return Ok(());
    }
    let page = report.markdown();
    Err(format!("of {drawn:?} not named: {unnamed:?}\n{page}").into())
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
        let new = |seen: &&twint_rehearse::report::ReportedFinding| {
            !as_usual
                .seen
                .iter()
                .any(|usual| usual.finding == seen.finding)
        };
        let in_words = report
            .seen
            .iter()
            .filter(new)
            .any(|seen| page.contains(&seen.finding.sentence()));
        if !in_words {
            return Err(format!("{} {value} is not in the page:\n{page}", quirk.name).into());
        }
    }
    Ok(())
}
