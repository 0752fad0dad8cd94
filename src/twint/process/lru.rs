//! A small cache that drops the value whose last use is longest ago.

/// The SHA-256 of everything a cached value is made from.
pub(crate) type Key = [u8; 32];

/// A cache of few values, sorted by their last use. A search through some sixteen entries is faster than hashing.
pub(crate) struct Lru<V> {
    entries: Vec<(Key, V)>,
}

impl<V: Clone> Lru<V> {
    /// An empty cache.
    pub(crate) const fn new() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    /// The number of values.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The value under `key`, which counts as used now.
    pub(crate) fn get(&mut self, key: &Key) -> Option<V> {
        let at = self.entries.iter().position(|(k, _)| k == key)?;
        self.entries[at..].rotate_left(1);
        self.entries.last().map(|(_, value)| value.clone())
    }

    /// Keeps `value` unless the cache has one under `key` already, and holds at most `capacity` values, at least one.
    ///
    /// Returns the value to use, and those that were dropped from the cache: the caller drops them after it released its lock.
    pub(crate) fn keep(&mut self, key: Key, value: V, capacity: usize) -> (V, Vec<V>) {
        if let Some(earlier) = self.get(&key) {
            return (earlier, vec![value]);
        }
        self.entries.push((key, value.clone()));
        let surplus = self.entries.len().saturating_sub(capacity.max(1));
        let gone = self.entries.drain(..surplus).map(|(_, v)| v).collect();
        (value, gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> Key {
        [n; 32]
    }

    #[test]
    fn the_longest_unused_value_is_dropped_first() {
        let mut lru = Lru::new();
        for n in 1..=3 {
            lru.keep(key(n), n, 3);
        }
        assert_eq!(lru.get(&key(1)), Some(1));
        let (_, gone) = lru.keep(key(4), 4, 3);
        assert_eq!(gone, [2]);
        assert_eq!(lru.len(), 3);
        assert_eq!(lru.get(&key(1)), Some(1));
    }

    #[test]
    fn a_second_value_under_the_same_key_is_dropped() {
        let mut lru = Lru::new();
        lru.keep(key(1), "first", 3);
        assert_eq!(lru.keep(key(1), "second", 3), ("first", vec!["second"]));
    }

    #[test]
    fn a_cache_without_capacity_holds_one_value() {
        let mut lru = Lru::new();
        lru.keep(key(1), 1, 0);
        assert_eq!(lru.get(&key(1)), Some(1));
    }
}
