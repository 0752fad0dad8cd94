//! What is known about the call that this thread is making.
//!
//! ureq runs a call on the thread that made it, but does not tell a connection which call it serves. This is where the
//! connection writes down what leaves the machine, so that "nothing was sent" is a fact and no guess.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::Limits;

thread_local! {
    // Cells without destructors: a thread that ends, or a module that PHP unloads, has nothing to clean up.
    static CALL: Call = const { Call::none() };
}

struct Call {
    deadline: Cell<Option<Instant>>,
    connect_by: Cell<Option<Instant>>,
    bytes_sent: Cell<u64>,
    opened: Cell<bool>,
    keep_alive: Cell<Option<Duration>>,
    answered: Cell<bool>,
}

impl Call {
    const fn none() -> Self {
        Self {
            deadline: Cell::new(None),
            connect_by: Cell::new(None),
            bytes_sent: Cell::new(0),
            opened: Cell::new(false),
            keep_alive: Cell::new(None),
            answered: Cell::new(false),
        }
    }
}

/// Starts a call on this thread: the clock runs and nothing is sent yet.
pub(super) fn start(limits: &Limits) {
    let now = Instant::now();
    CALL.with(|call| {
        call.deadline.set(Some(now + limits.total));
        call.connect_by.set(Some(now + limits.connect));
        call.bytes_sent.set(0);
        call.opened.set(false);
        call.keep_alive.set(None);
        call.answered.set(false);
    });
}

/// When the whole call has to be over.
pub(super) fn deadline() -> Option<Instant> {
    CALL.with(|call| call.deadline.get())
}

/// When the connection has to stand.
pub(super) fn connect_by() -> Option<Instant> {
    CALL.with(|call| call.connect_by.get())
}

/// Notes that the kernel took `bytes` of the encrypted request.
pub(super) fn sent(bytes: usize) {
    CALL.with(|call| call.bytes_sent.set(call.bytes_sent.get() + bytes as u64));
}

/// Whether anything of the request left this process.
pub(super) fn has_sent() -> bool {
    CALL.with(|call| call.bytes_sent.get() > 0)
}

/// Notes that this call opened its own connection.
pub(super) fn opened() {
    CALL.with(|call| call.opened.set(true));
}

/// Whether this call opened its own connection.
pub(super) fn has_opened() -> bool {
    CALL.with(|call| call.opened.get())
}

/// Notes the head of the answer and how long the server says it keeps an idle connection.
pub(super) fn answered(keep_alive: Option<Duration>) {
    CALL.with(|call| {
        call.answered.set(true);
        call.keep_alive.set(keep_alive);
    });
}

/// Whether the head of the answer is here.
pub(super) fn has_answer() -> bool {
    CALL.with(|call| call.answered.get())
}

/// How long the server of this call keeps an idle connection, if it said so.
pub(super) fn keep_alive() -> Option<Duration> {
    CALL.with(|call| call.keep_alive.get())
}
