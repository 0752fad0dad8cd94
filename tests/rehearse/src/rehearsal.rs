//! Plays the steps, one after the other.

use serde::{Deserialize, Serialize};

use crate::halt::Halt;
use crate::payments::Payment;
use crate::recording::Recording;
use crate::stage::{Found, Stage};
use crate::steps::{self, Step, closing};

/// What is played.
pub struct Script {
    /// The steps before everything is settled.
    pub steps: Vec<Step>,
    /// The steps afterwards.
    pub after: Vec<Step>,
}

/// Names that are no step's.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownSteps(pub Vec<String>);

impl Script {
    /// Every step.
    pub fn whole() -> Self {
        Self {
            steps: steps::all(),
            after: steps::after_closing(),
        }
    }

    /// What is played when somebody comes back.
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
pub struct StepPlayed {
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
pub struct Played {
    /// Every step.
    pub steps: Vec<StepPlayed>,
    /// What went to and fro.
    pub recording: Recording,
    /// What was found.
    pub found: Vec<Found>,
    /// What was started.
    pub payments: Vec<Payment>,
    /// Why it ended before its end, if it did.
    pub ended_by: Option<Halt>,
}

/// Plays the script to its end, or until somebody presses Ctrl-C or TWINT does not answer any more.
pub fn play(mut stage: Stage<'_>, script: &Script) -> Played {
    let count = script.steps.len() + script.after.len();
    let mut steps = Vec::with_capacity(count);
    let mut ended_by = None;
    for (number, step) in script.steps.iter().enumerate() {
        steps.push(one(&mut stage, step, (number + 1, count), &mut ended_by));
    }
    if ended_by.is_none() {
        stage.step = closing::NAME;
        stage.say("\nSettles what is open: cancels what was not captured, gives back what was.");
        ended_by = closing::play(&mut stage).err();
    }
    for (number, step) in script.after.iter().enumerate() {
        let number = script.steps.len() + number + 1;
        steps.push(one(&mut stage, step, (number, count), &mut ended_by));
    }
    stage.step = "all";
    stage.say("\nAll answers together:");
    stage.sum_up();
    Played {
        steps,
        recording: stage.recording,
        found: stage.found,
        payments: stage.payments,
        ended_by,
    }
}

fn one(
    stage: &mut Stage<'_>,
    step: &Step,
    (number, count): (usize, usize),
    ended_by: &mut Option<Halt>,
) -> StepPlayed {
    let outcome = if ended_by.is_some() {
        Outcome::NotReached
    } else {
        stage.step = step.name;
        stage.say(&format!(
            "\n[{number}/{count}] {}: {}\n      expects {}",
            step.name, step.title, step.expects
        ));
        if let Some(phone) = step.phone {
            stage.say(&format!("      phone: {phone}"));
        }
        match (step.play)(stage) {
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
        Outcome::LeftOut(why) => stage.say(&format!("      left out: {why}")),
        Outcome::Trouble(why) => stage.say(&format!("      NOT TO ITS END: {why}")),
    }
    StepPlayed {
        name: step.name.to_owned(),
        title: step.title.to_owned(),
        expects: step.expects.to_owned(),
        outcome,
    }
}
