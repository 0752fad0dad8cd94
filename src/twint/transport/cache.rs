//! The agents of this process. Nothing exists before the first call.

use std::sync::{Arc, Mutex, PoisonError};

use super::agent::Agent;
use super::failure::Failure;
use super::route::Route;
use super::settings;
use super::statistics::Counters;
use crate::twint::identity::Identity;
use crate::twint::process::fingerprint::Fingerprint;
use crate::twint::process::lru::{Key, Lru};
use crate::twint::process::per_process::PerProcess;

static AGENTS: PerProcess<Mutex<Lru<Arc<Agent>>>> = PerProcess::new(|| Mutex::new(Lru::new()));

/// The agent for this route and identity, with the connections of earlier calls.
///
/// Ask for it before each call rather than keeping it: a kept one outlives its place in the cache, and a forked child
/// must not use its parent's.
///
/// # Errors
/// [`Failure::BadRoute`] if the route or its CA certificates cannot be used.
pub fn agent(route: &Route, identity: Option<&Arc<Identity>>) -> Result<Arc<Agent>, Failure> {
    let key = key(route, identity)?;
    let agents = AGENTS.get();
    let locked = || agents.lock().unwrap_or_else(PoisonError::into_inner);
    let known = locked().get(&key);
    if let Some(agent) = known {
        return Ok(agent);
    }
    let made = Arc::new(Agent::new(route, identity.map(|identity| &**identity))?);
    let mut kept = locked();
    let (agent, gone) = kept.keep(key, made, settings::current().agents);
    Counters::of_this_process().agents_kept(kept.len());
    drop(kept);
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
