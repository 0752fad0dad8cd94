//! How a thread is started.

use std::io;
use std::thread;

use once_cell::sync::OnceCell;

/// Starts a detached thread with this work.
pub type Spawn = fn(Box<dyn FnOnce() + Send + 'static>) -> io::Result<()>;

static SPAWN: OnceCell<Spawn> = OnceCell::new();

/// Sets how this crate starts its threads (name lookups). Inside PHP the caller blocks all signals around it: PHP's
/// handlers must run on PHP's thread. The first setting holds.
pub fn spawn_threads_with(spawn: Spawn) {
    let _ = SPAWN.set(spawn);
}

pub(super) fn spawn(work: Box<dyn FnOnce() + Send + 'static>) -> io::Result<()> {
    SPAWN.get().map_or(plainly as Spawn, |spawn| *spawn)(work)
}

fn plainly(work: Box<dyn FnOnce() + Send + 'static>) -> io::Result<()> {
    thread::Builder::new()
        .name("twint-dns".to_owned())
        .stack_size(256 * 1024)
        .spawn(work)
        .map(drop)
}
