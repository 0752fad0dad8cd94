//! How threads are started: inside PHP, with its signals held back.

use once_cell::sync::OnceCell;

/// Runs what it is given, in surroundings that a thread started there inherits.
pub type Surroundings = fn(&mut dyn FnMut());

static SURROUNDINGS: OnceCell<Surroundings> = OnceCell::new();

/// Sets the surroundings in which this crate starts its threads (name lookups, questions asked at once); the first
/// setting holds. Inside PHP they hold back all signals, so that PHP's handlers only ever run on PHP's thread.
pub fn start_threads_within(surroundings: Surroundings) {
    let _ = SURROUNDINGS.set(surroundings);
}

/// Runs code that starts threads.
pub(crate) fn while_starting<T>(start: impl FnOnce() -> T) -> T {
    let Some(surroundings) = SURROUNDINGS.get() else {
        return start();
    };
    let mut start = Some(start);
    let mut started = None;
    surroundings(&mut || started = start.take().map(|start| start()));
    started.expect("surroundings run what they are given")
}
