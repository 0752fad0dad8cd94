//! Sizes of the pools, the same for the whole process.

use std::sync::{Mutex, PoisonError};
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
    /// What holds unless [`configure`] is called.
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

static SETTINGS: Mutex<PoolSettings> = Mutex::new(PoolSettings::DEFAULT);

/// Sets the sizes for agents made from now on. Creates nothing.
pub fn configure(settings: PoolSettings) {
    *SETTINGS.lock().unwrap_or_else(PoisonError::into_inner) = settings;
}

pub(super) fn current() -> PoolSettings {
    *SETTINGS.lock().unwrap_or_else(PoisonError::into_inner)
}
