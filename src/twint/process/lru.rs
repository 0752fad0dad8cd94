//! A small cache that forgets what was not used for longest.

/// The SHA-256 of everything a cached value is made from.
pub(crate) type Key = [u8; 32];

/// At most `capacity` values. Sixteen entries are found faster by looking at each than by hashing.
pub(crate) struct Lru<V> {
    entries: Vec<(Key, V)>,
}

impl<V: Clone> Lru<V> {
    pub(crate) const fn new() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The value under `key`, which counts as used now.
    pub(crate) fn get(&mut self, key: &Key) -> Option<V> {
        let at = self.entries.iter().position(|(k, _)| k == key)?;
        self.entries[at..].rotate_left(1);
        self.entries.last().map(|(_, value)| value.clone())
    }

    /// Keeps `value` unless somebody else was faster. Returns the value to use and those that had to go, for the
    /// caller to drop outside its lock.
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
    fn the_longest_unused_goes_first() {
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
    fn who_comes_second_uses_the_first_value() {
        let mut lru = Lru::new();
        lru.keep(key(1), "first", 3);
        assert_eq!(lru.keep(key(1), "second", 3), ("first", vec!["second"]));
    }

    #[test]
    fn it_always_holds_at_least_one() {
        let mut lru = Lru::new();
        lru.keep(key(1), 1, 0);
        assert_eq!(lru.get(&key(1)), Some(1));
    }
}
