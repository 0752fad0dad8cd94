//! `./dev model [--depth N]`: walks every world and says what was seen; ends with 1 where a rule was broken.

use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use twint_model::check_in::{self, Quirks};
use twint_model::decisions::Decisions;
use twint_model::life::Life;
use twint_model::walk::{Seen, walk};
use twint_model::worlds::{World, every_world};

/// A minute or two on two cores.
const DEPTH: usize = 12;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let depth = match arguments.as_slice() {
        [] => DEPTH,
        [option, number] if option == "--depth" && number.parse::<usize>().is_ok() => {
            number.parse().unwrap_or(DEPTH)
        }
        _ => {
            eprintln!("usage: ./dev model [--depth N]");
            return ExitCode::from(2);
        }
    };
    let started = Instant::now();
    let seen = walk_all(every_world(), depth);
    let sum = |number: fn(&Seen) -> usize| seen.iter().map(|(_, seen)| number(seen)).sum::<usize>();
    for (world, seen) in &seen {
        if let Some(broken) = &seen.broken {
            println!("{world}: {}\n{}", broken.rule, broken.story);
        }
        if let Some(story) = &seen.stuck {
            println!("{world}: nothing leads on by itself\n{story}");
        }
    }
    let broken = seen
        .iter()
        .filter(|(_, seen)| seen.broken.is_some())
        .count();
    println!(
        "{} worlds, {} states, {} transitions, depth {depth}, {} states without a way on by themselves, {broken} worlds broke a rule, {} s",
        seen.len(),
        sum(|seen| seen.states),
        sum(|seen| seen.transitions),
        sum(|seen| seen.without_way_on),
        started.elapsed().as_secs(),
    );
    let is_check_in_broken = walk_check_ins();
    let is_stuck = seen.iter().any(|(_, seen)| seen.without_way_on > 0);
    ExitCode::from(u8::from(broken > 0 || is_stuck || is_check_in_broken))
}

/// Says what was seen of check-ins, and whether a rule was broken.
fn walk_check_ins() -> bool {
    let mut is_broken = false;
    for quirks in Quirks::every() {
        let seen = check_in::walk(quirks, check_in::REAL);
        println!("check-in, {quirks:?}: {seen}");
        if let Some(story) = &seen.broken {
            println!("{story}");
        }
        is_broken |= seen.broken.is_some() || seen.without_way_on > 0;
    }
    is_broken
}

/// Two at once: more than that need more memory than most machines have.
fn walk_all(worlds: Vec<World>, depth: usize) -> Vec<(World, Seen)> {
    let waiting = Mutex::new(worlds.into_iter());
    let done = Mutex::new(Vec::new());
    let next = || waiting.lock().expect("no walk panicked").next();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(world) = next() {
                    let life = Life {
                        world,
                        decisions: Decisions::REAL,
                    };
                    let seen = walk(&life, world.depth(depth));
                    done.lock().expect("no walk panicked").push((world, seen));
                }
            });
        }
    });
    done.into_inner().expect("no walk panicked")
}
