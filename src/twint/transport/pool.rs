//! Idle connections, of which the one that was used last is used next.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::settings::PoolSettings;

/// How much earlier than its server says a connection counts as closed: the server's clock started with the answer, ours when we read it.
const KEEP_ALIVE_MARGIN: Duration = Duration::from_secs(1);

/// The idle connections of one agent. The freshest is the least likely to be closed at the other end; the older ones are
/// there for many calls at once, and go when nobody needed them for long enough.
pub(super) struct Pool<C> {
    /// The idle connections, the freshest last.
    idle: Mutex<Vec<Idle<C>>>,
    most: usize,
    age: Duration,
}

struct Idle<C> {
    connection: C,
    use_until: Instant,
}

impl<C> Pool<C> {
    pub(super) fn new(settings: &PoolSettings) -> Self {
        Self {
            idle: Mutex::new(Vec::new()),
            most: settings.idle_connections,
            age: settings.idle_age,
        }
    }

    /// The freshest connection, if its server is still expected to keep it.
    pub(super) fn take(&self, now: Instant) -> Option<C> {
        let mut idle = self.idle();
        let gone = expired(&mut idle, now);
        let freshest = idle.pop();
        drop(idle);
        drop(gone); // they say farewell, so not under the lock
        freshest.map(|idle| idle.connection)
    }

    /// Keeps a connection whose server says it keeps it for `keep_alive`, or says nothing.
    pub(super) fn put(&self, connection: C, keep_alive: Option<Duration>, now: Instant) {
        let stays = keep_alive.map_or(self.age, |stays| {
            stays.saturating_sub(KEEP_ALIVE_MARGIN).min(self.age)
        });
        let Some(use_until) = now.checked_add(stays) else {
            return;
        };
        let mut idle = self.idle();
        let mut gone = expired(&mut idle, now);
        idle.push(Idle {
            connection,
            use_until,
        });
        let surplus = idle.len().saturating_sub(self.most);
        gone.extend(idle.drain(..surplus));
        drop(idle);
        drop(gone);
    }

    /// Closes all connections: what happened to one of them may have happened to each.
    pub(super) fn clear(&self) {
        let gone = std::mem::take(&mut *self.idle());
        drop(gone);
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Idle<C>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes out the connections whose time is over. Usually there are none, and then nothing is allocated.
fn expired<C>(idle: &mut Vec<Idle<C>>, now: Instant) -> Vec<Idle<C>> {
    let mut gone = Vec::new();
    let mut at = 0;
    while at < idle.len() {
        if idle[at].use_until <= now {
            gone.push(idle.remove(at));
        } else {
            at += 1;
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn pool(most: usize) -> Pool<u8> {
        Pool::new(&PoolSettings {
            idle_connections: most,
            idle_age: 10 * SECOND,
            ..PoolSettings::DEFAULT
        })
    }

    fn all(pool: &Pool<u8>, now: Instant) -> Vec<u8> {
        std::iter::from_fn(|| pool.take(now)).collect()
    }

    #[test]
    fn the_freshest_comes_first_and_the_oldest_goes_first() {
        let (pool, now) = (pool(3), Instant::now());
        for connection in 1..=5 {
            pool.put(connection, None, now);
        }
        assert_eq!(all(&pool, now), [5, 4, 3]);
    }

    #[test]
    fn each_is_used_as_long_as_its_server_keeps_it_and_no_longer_than_we_do() {
        let (pool, now) = (pool(9), Instant::now());
        pool.put(1, None, now);
        pool.put(2, Some(5 * SECOND), now);
        pool.put(3, Some(60 * SECOND), now);
        pool.put(4, Some(SECOND), now);
        assert_eq!(pool.take(now + 3 * SECOND), Some(3));
        assert_eq!(pool.take(now + 4 * SECOND), Some(1));
        assert_eq!(pool.take(now + 10 * SECOND), None);
    }

    #[test]
    fn one_that_has_no_end_is_not_kept() {
        let (pool, now) = (pool(1), Instant::now());
        let endless = Pool {
            age: Duration::MAX,
            ..pool
        };
        endless.put(1, None, now);
        assert_eq!(endless.take(now), None);
    }

    #[test]
    fn nothing_is_left_after_clearing() {
        let (pool, now) = (pool(9), Instant::now());
        pool.put(1, None, now);
        pool.clear();
        assert_eq!(pool.take(now), None);
    }
}
