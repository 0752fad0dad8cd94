//! Sizes of the pools, the same for the whole process.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// How much is kept for the next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolSettings {
    /// How many agents (merchant, server, roots) a process keeps. Beyond it the one unused for longest goes with its
    /// connections.
    pub agents: usize,
    /// How many idle connections one agent keeps: as many as `poll_many` may have used at once.
    pub idle_connections: usize,
    /// How long an idle connection is used again when the server does not say how long it keeps it (Apache says so:
    /// `Keep-Alive: timeout=5`). Those that say nothing, nginx and load balancers, keep it for a minute or longer;
    /// firewalls between may forget it earlier.
    pub idle_age: Duration,
}

impl PoolSettings {
    /// The sizes that hold unless [`configure`] is called.
    pub const DEFAULT: Self = Self {
        agents: 16,
        idle_connections: 32,
        idle_age: Duration::from_secs(15),
    };
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self::DEFAULT
    }
}

// Each number stands for itself, without a lock, which a child forked at the wrong moment would find locked for ever.
static AGENTS: AtomicUsize = AtomicUsize::new(PoolSettings::DEFAULT.agents);
static IDLE_CONNECTIONS: AtomicUsize = AtomicUsize::new(PoolSettings::DEFAULT.idle_connections);
static IDLE_AGE_MS: AtomicU64 = AtomicU64::new(15_000);

/// Sets the sizes for agents made from now on. Creates nothing.
pub fn configure(settings: PoolSettings) {
    AGENTS.store(settings.agents, Ordering::Relaxed);
    IDLE_CONNECTIONS.store(settings.idle_connections, Ordering::Relaxed);
    let milliseconds = u64::try_from(settings.idle_age.as_millis()).unwrap_or(u64::MAX);
    IDLE_AGE_MS.store(milliseconds, Ordering::Relaxed);
}

pub(super) fn current() -> PoolSettings {
    PoolSettings {
        agents: AGENTS.load(Ordering::Relaxed),
        idle_connections: IDLE_CONNECTIONS.load(Ordering::Relaxed),
        idle_age: Duration::from_millis(IDLE_AGE_MS.load(Ordering::Relaxed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_set_is_the_default() {
        assert_eq!(current(), PoolSettings::DEFAULT);
    }
}
