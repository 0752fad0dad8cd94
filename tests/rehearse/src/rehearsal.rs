//! Goes through the steps, one after the other.

use serde::{Deserialize, Serialize};

use crate::halt::Halt;
use crate::payments::Payment;
use crate::recording::Recording;
use crate::session::{Observation, Session};
use crate::steps::{self, Step, closing};

/// Which steps are made.
pub struct Plan {
    /// The steps before everything is settled.
    pub steps: Vec<Step>,
    /// The steps afterwards.
    pub after: Vec<Step>,
}

/// Names that are no step's.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownSteps(pub Vec<String>);

impl Plan {
    /// Every step.
    pub fn whole() -> Self {
        Self {
            steps: steps::all(),
            after: steps::after_closing(),
        }
    }

    /// The steps for somebody who comes back.
    pub fn of_a_return() -> Self {
        Self {
            steps: steps::of_a_return(),
            after: steps::after_closing(),
        }
    }

    /// Only the named steps, without the skipped ones; all if none is named.
    ///
    /// # Errors
    /// When a name is no step's.
    pub fn choose(mut self, only: &[String], skip: &[String]) -> Result<Self, UnknownSteps> {
        let known = |name: &String| {
            let mut steps = self.steps.iter().chain(&self.after);
            steps.any(|step| step.name == name)
        };
        let unknown: Vec<_> = only
            .iter()
            .chain(skip)
            .filter(|name| !known(name))
            .cloned()
            .collect();
        if !unknown.is_empty() {
            return Err(UnknownSteps(unknown));
        }
        let chosen = |step: &Step| {
            let named = |names: &[String]| names.iter().any(|name| name == step.name);
            (only.is_empty() || named(only)) && !named(skip)
        };
        self.steps.retain(chosen);
        self.after.retain(chosen);
        Ok(self)
    }
}

/// How a step went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// To its end.
    Done,
    /// It was not asked for, or cannot be had here.
    LeftOut(String),
    /// Not to its end.
    Trouble(String),
    /// The rehearsal ended before it.
    NotReached,
}

/// A step, and how it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepReport {
    /// Its name.
    pub name: String,
    /// What it does.
    pub title: String,
    /// What was expected of it.
    pub expects: String,
    /// How it went.
    pub outcome: Outcome,
}

/// A rehearsal that is over.
pub struct Run {
    /// Every step.
    pub steps: Vec<StepReport>,
    /// What went to and fro.
    pub recording: Recording,
    /// What was found.
    pub found: Vec<Observation>,
    /// What was started.
    pub payments: Vec<Payment>,
    /// Why it ended before its end, if it did.
    pub ended_by: Option<Halt>,
}

/// Goes through the plan to its end, or until somebody presses Ctrl-C or TWINT does not answer any more.
pub fn rehearse(mut session: Session<'_>, plan: &Plan) -> Run {
    let count = plan.steps.len() + plan.after.len();
    let mut steps = Vec::with_capacity(count);
    let mut ended_by = None;
    for (number, step) in plan.steps.iter().enumerate() {
        steps.push(make(&mut session, step, (number + 1, count), &mut ended_by));
    }
    if ended_by.is_none() {
        session.step = closing::NAME;
        session.say("\nSettles what is open: cancels what was not captured, gives back what was.");
        ended_by = closing::settle_all(&mut session).err();
    }
    for (number, step) in plan.after.iter().enumerate() {
        let number = plan.steps.len() + number + 1;
        steps.push(make(&mut session, step, (number, count), &mut ended_by));
    }
    session.step = "all";
    session.say("\nAll answers together:");
    session.sum_up();
    Run {
        steps,
        recording: session.recording,
        found: session.found,
        payments: session.payments,
        ended_by,
    }
}

fn make(
    session: &mut Session<'_>,
    step: &Step,
    (number, count): (usize, usize),
    ended_by: &mut Option<Halt>,
) -> StepReport {
    let outcome = if ended_by.is_some() {
        Outcome::NotReached
    } else {
        session.step = step.name;
        session.say(&format!(
            "\n[{number}/{count}] {}: {}\n      expects {}",
            step.name, step.title, step.expects
        ));
        if let Some(phone) = step.phone {
            session.say(&format!("      phone: {phone}"));
        }
        match (step.run)(session) {
            Ok(()) => Outcome::Done,
            Err(Halt::LeftOut(why)) => Outcome::LeftOut(why),
            Err(Halt::Step(why)) => Outcome::Trouble(why),
            Err(halt @ (Halt::Stopped | Halt::All(_))) => {
                let why = match &halt {
                    Halt::All(why) => why.clone(),
                    _ => "somebody pressed Ctrl-C".to_owned(),
                };
                *ended_by = Some(halt);
                Outcome::Trouble(why)
            }
        }
    };
    match &outcome {
        Outcome::Done | Outcome::NotReached => {}
        Outcome::LeftOut(why) => session.say(&format!("      left out: {why}")),
        Outcome::Trouble(why) => session.say(&format!("      NOT TO ITS END: {why}")),
    }
    StepReport {
        name: step.name.to_owned(),
        title: step.title.to_owned(),
        expects: step.expects.to_owned(),
        outcome,
    }
}
