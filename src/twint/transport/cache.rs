//! The agents of this process. Nothing exists before the first call.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::agent::Agent;
use super::failure::Failure;
use super::route::Route;
use super::settings;
use crate::twint::identity::Identity;
use crate::twint::process::fingerprint::Fingerprint;
use crate::twint::process::lru::{Key, Lru};
use crate::twint::process::per_process::PerProcess;

static AGENTS: PerProcess<Mutex<Lru<Arc<Agent>>>> = PerProcess::new(|| Mutex::new(Lru::new()));

/// The agent for this route and identity, with the connections of earlier calls.
///
/// Ask for it before each call rather than keeping it: a kept one outlives its place in the cache, and a forked child
/// must not use its parent's.
pub fn agent(route: &Route, identity: Option<&Arc<Identity>>) -> Result<Arc<Agent>, Failure> {
    let key = key(route, identity)?;
    let known = locked().get(&key);
    if let Some(agent) = known {
        return Ok(agent);
    }
    let made = Arc::new(Agent::new(route, identity, key)?);
    let (agent, gone) = locked().keep(key, made, settings::current().agents);
    drop(gone); // says farewell on its connections, so not under the lock
    Ok(agent)
}

/// A hash of everything an agent is built from.
fn key(route: &Route, identity: Option<&Arc<Identity>>) -> Result<Key, Failure> {
    let print = Fingerprint::new().field(match identity {
        Some(identity) => identity.fingerprint(),
        None => b"",
    });
    Ok(route.describe(print)?.finish())
}

/// Forgets an agent whose inside may be broken.
pub(super) fn forget(key: &Key) {
    let gone = locked().remove(key);
    drop(gone);
}

pub(super) fn len() -> usize {
    AGENTS.peek().map_or(0, |agents| {
        agents.lock().unwrap_or_else(PoisonError::into_inner).len()
    })
}

fn locked() -> MutexGuard<'static, Lru<Arc<Agent>>> {
    AGENTS.get().lock().unwrap_or_else(PoisonError::into_inner)
}
