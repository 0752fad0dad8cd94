//! The steps of a rehearsal, in their order.

mod contact;
mod deferred;
mod express;
mod immediate;
mod later;
mod lookup;
mod rare;
mod renewal;
mod resumed;
mod unpaid;
mod version_10;
mod waiting;

pub mod closing;

use crate::halt::Halt;
use crate::session::Session;

/// A part of the rehearsal that stands for itself.
#[derive(Clone, Copy)]
pub struct Step {
    /// What `--only` and `--skip` call it.
    pub name: &'static str,
    /// What it does.
    pub title: &'static str,
    /// What we expect, in one sentence.
    pub expects: &'static str,
    /// What the buyer is asked for; nothing where no phone is needed.
    pub phone: Option<&'static str>,
    /// Does it.
    pub run: fn(&mut Session<'_>) -> Result<(), Halt>,
}

/// All of them, in their order.
pub fn all() -> Vec<Step> {
    [
        contact::STEPS,
        unpaid::STEPS,
        immediate::STEPS,
        deferred::STEPS,
        version_10::STEPS,
        rare::STEPS,
        express::STEPS,
        waiting::STEPS,
        lookup::STEPS,
        later::STEPS,
    ]
    .concat()
}

/// Those for when everything is settled: afterwards the old certificate may be of no use.
pub fn after_closing() -> Vec<Step> {
    renewal::STEPS.to_vec()
}

/// Those for somebody who comes back to an earlier rehearsal.
pub fn of_a_return() -> Vec<Step> {
    let contact = contact::STEPS
        .iter()
        .filter(|step| matches!(step.name, "status" | "certificate"));
    contact.chain(resumed::STEPS).copied().collect()
}
