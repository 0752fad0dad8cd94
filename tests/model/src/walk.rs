//! Walks every state that can be reached, breadth first, so that the first broken rule has the shortest story.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

use foldhash::quality::FixedState;

use crate::ends::{asks_merchant, is_quiet};
use crate::life::{Life, Step};
use crate::state::State;
use crate::story::Story;

/// How a rule was broken.
#[derive(Debug)]
pub struct Broken {
    /// The rule.
    pub rule: String,
    /// Every step from the beginning.
    pub story: Story,
}

/// What a walk saw.
#[derive(Debug, Default)]
pub struct Seen {
    /// Different states.
    pub states: usize,
    /// Steps from one to another.
    pub transitions: usize,
    /// The most steps from the beginning.
    pub depth: usize,
    /// Whether nothing is left to visit.
    pub is_whole: bool,
    /// The first rule that was broken.
    pub broken: Option<Broken>,
    /// From how many states nothing leads by itself to an end or to a question to the merchant, within the depth that was walked.
    pub without_way_on: usize,
    /// The first of them.
    pub stuck: Option<Story>,
}

/// States are known by a hash of 64 bits: that two of a million share one happens once in 40 million walks.
#[derive(Default)]
struct Known {
    numbers: HashMap<u64, u32, BuildHasherDefault<IsHash>>,
    /// From where each was reached first, by which of the steps from there.
    from: Vec<(u32, u16)>,
}

#[derive(Default)]
struct IsHash(u64);

impl Hasher for IsHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only hashes are hashed");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Known {
    /// The number of a state, and whether it is new.
    fn number(&mut self, state: &State, from: u32, step: usize) -> (u32, bool) {
        let new = u32::try_from(self.from.len()).expect("fewer states");
        match self.numbers.entry(FixedState::with_seed(0).hash_one(state)) {
            Entry::Occupied(entry) => (*entry.get(), false),
            Entry::Vacant(entry) => {
                entry.insert(new);
                self.from
                    .push((from, u16::try_from(step).expect("few steps")));
                (new, true)
            }
        }
    }

    fn story(&self, life: &Life, mut number: u32) -> Story {
        let mut places = Vec::new();
        while number != 0 {
            let (before, place) = self.from[number as usize];
            places.push(usize::from(place));
            number = before;
        }
        let mut steps = life.prelude();
        for place in places.into_iter().rev() {
            let next = life.steps(&begin(&steps)).swap_remove(place);
            steps.push(next);
        }
        let story = steps.into_iter().map(|step| (step.action, step.state));
        Story(story.collect())
    }
}

/// Where these steps lead.
fn begin(steps: &[Step]) -> State {
    steps
        .last()
        .map_or_else(State::first, |step| step.state.clone())
}

/// Walks so many steps deep.
pub fn walk(life: &Life, depth: usize) -> Seen {
    let mut known = Known::default();
    let mut seen = Seen::default();
    let first = begin(&life.prelude());
    // Whether a state is an end; what lies beyond the depth is not held against it.
    let mut ends: Vec<bool> = Vec::new();
    let mut automatic: Vec<(u32, u32)> = Vec::new();
    let mut frontier = vec![(known.number(&first, 0, 0).0, first)];
    while !frontier.is_empty() && seen.depth < depth {
        let mut next = Vec::new();
        for (number, state) in frontier {
            ends.resize(ends.len().max(number as usize + 1), true);
            ends[number as usize] = is_quiet(&state, life.world.capture)
                || asks_merchant(&state, &life.world, life.decisions);
            for (place, step) in life.steps(&state).into_iter().enumerate() {
                seen.transitions += 1;
                if let Some(rule) = step.broken {
                    let mut story = known.story(life, number);
                    story.0.push((step.action, step.state));
                    seen.broken = Some(Broken { rule, story });
                    seen.states = known.from.len();
                    return seen;
                }
                let (to, is_new) = known.number(&step.state, number, place);
                if step.action.is_automatic() {
                    automatic.push((to, number));
                }
                if is_new {
                    next.push((to, step.state));
                }
            }
        }
        frontier = next;
        seen.depth += usize::from(!frontier.is_empty());
    }
    seen.states = known.from.len();
    seen.is_whole = frontier.is_empty();
    ends.resize(known.from.len(), true);
    let stuck = without_way_to(ends, automatic);
    seen.without_way_on = stuck.len();
    seen.stuck = stuck.first().map(|number| known.story(life, *number));
    seen
}

/// The states that lead to no end by these steps, each from the second to the first.
fn without_way_to(ends: Vec<bool>, mut steps: Vec<(u32, u32)>) -> Vec<u32> {
    steps.sort_unstable();
    let mut leads_there = ends;
    let mut queue: Vec<u32> = (0..)
        .zip(&leads_there)
        .filter(|(_, leads)| **leads)
        .map(|(number, _)| number)
        .collect();
    while let Some(number) = queue.pop() {
        let first = steps.partition_point(|(to, _)| *to < number);
        for (_, from) in steps[first..].iter().take_while(|(to, _)| *to == number) {
            if !leads_there[*from as usize] {
                leads_there[*from as usize] = true;
                queue.push(*from);
            }
        }
    }
    (0..)
        .zip(leads_there)
        .filter(|(_, leads)| !leads)
        .map(|(number, _)| number)
        .collect()
}
