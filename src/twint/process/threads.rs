//! Starts threads; inside PHP with all signals blocked, so that PHP's signal handlers run on PHP's own thread only.

use once_cell::sync::OnceCell;

/// A function that changes what new threads inherit (such as the signal mask), runs its argument exactly once, and changes it back.
pub type Surroundings = fn(&mut dyn FnMut());

static SURROUNDINGS: OnceCell<Surroundings> = OnceCell::new();

/// Sets the surroundings in which this crate starts its threads, for name look-ups and for calls about many orders. Only the first
/// call has an effect.
pub fn start_threads_within(surroundings: Surroundings) {
    let _ = SURROUNDINGS.set(surroundings);
}

/// Runs `start`, which starts threads, in the surroundings that were set.
pub(crate) fn while_starting<T>(start: impl FnOnce() -> T) -> T {
    let Some(surroundings) = SURROUNDINGS.get() else {
        return start();
    };
    let mut start = Some(start);
    let mut started = None;
    surroundings(&mut || started = start.take().map(|start| start()));
    started.expect("surroundings run what they are given")
}
