//! Counts how much the pools save, for `phpinfo()`.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::twint::process::per_process::PerProcess;

static COUNTERS: PerProcess<&'static Counters> =
    PerProcess::new(|| Box::leak(Box::new(Counters::default())));

/// Counts since the process started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Agents in the cache now.
    pub agents: u64,
    /// Connections open now, idle ones included.
    pub open_connections: u64,
    /// Connections opened so far.
    pub connections_opened: u64,
    /// Handshakes that resumed a session.
    pub handshakes_resumed: u64,
    /// Handshakes in full.
    pub handshakes_full: u64,
    /// Calls made.
    pub calls: u64,
    /// Calls answered over a connection of an earlier call.
    pub calls_on_reused_connection: u64,
}

/// The counts of this process. Creates nothing.
pub fn statistics() -> Statistics {
    COUNTERS
        .peek()
        .map_or_else(Statistics::default, |counters| {
            let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
            Statistics {
                agents: get(&counters.agents),
                open_connections: get(&counters.open),
                connections_opened: get(&counters.opened),
                handshakes_resumed: get(&counters.resumed),
                handshakes_full: get(&counters.full),
                calls: get(&counters.calls),
                calls_on_reused_connection: get(&counters.reused),
            }
        })
}

/// Written from many threads; each number stands for itself, so none is ordered against another.
#[derive(Debug, Default)]
pub(super) struct Counters {
    agents: AtomicU64,
    open: AtomicU64,
    opened: AtomicU64,
    resumed: AtomicU64,
    full: AtomicU64,
    calls: AtomicU64,
    reused: AtomicU64,
}

impl Counters {
    pub(super) fn of_this_process() -> &'static Self {
        COUNTERS.get()
    }

    pub(super) fn agents_kept(&self, agents: usize) {
        self.agents.store(agents as u64, Ordering::Relaxed);
    }

    pub(super) fn connection_opened(&self, resumed: bool) {
        self.open.fetch_add(1, Ordering::Relaxed);
        self.opened.fetch_add(1, Ordering::Relaxed);
        let handshakes = if resumed { &self.resumed } else { &self.full };
        handshakes.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn connection_closed(&self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }

    pub(super) fn call_made(&self) {
        self.calls.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn connection_reused(&self) {
        self.reused.fetch_add(1, Ordering::Relaxed);
    }
}
