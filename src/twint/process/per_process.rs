//! State that belongs to one process and is left alone by its children.

use once_cell::sync::OnceCell;

/// A lazily made value for each process that asks.
///
/// PHP forks (fpm, preload, pcntl). A child inherits the memory of its parent: sockets it must not speak on, and
/// perhaps a mutex that another thread of the parent held at that moment and that nobody will ever release. So a child
/// does not touch the inherited value at all. It finds a generation with a foreign process id and puts its own behind
/// it; the inherited one is never locked, never dropped.
pub(crate) struct PerProcess<T> {
    first: OnceCell<Box<Generation<T>>>,
    make: fn() -> T,
}

struct Generation<T> {
    pid: u32,
    value: T,
    next: OnceCell<Box<Generation<T>>>,
}

impl<T> PerProcess<T> {
    /// Nothing is made before the first [`get`](Self::get).
    pub(crate) const fn new(make: fn() -> T) -> Self {
        Self {
            first: OnceCell::new(),
            make,
        }
    }

    /// The value of this process, made now if need be.
    pub(crate) fn get(&self) -> &T {
        self.of(std::process::id())
    }

    /// The value of this process if it was ever asked for.
    pub(crate) fn peek(&self) -> Option<&T> {
        self.peek_of(std::process::id())
    }

    fn of(&self, pid: u32) -> &T {
        let mut slot = &self.first;
        loop {
            let generation = slot.get_or_init(|| {
                Box::new(Generation {
                    pid,
                    value: (self.make)(),
                    next: OnceCell::new(),
                })
            });
            if generation.pid == pid && generation.next.get().is_none() {
                return &generation.value;
            }
            slot = &generation.next;
        }
    }

    fn peek_of(&self, pid: u32) -> Option<&T> {
        let mut last = self.first.get()?;
        while let Some(next) = last.next.get() {
            last = next;
        }
        (last.pid == pid).then_some(&last.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn counter() -> PerProcess<AtomicU32> {
        PerProcess::new(|| AtomicU32::new(0))
    }

    #[test]
    fn one_process_keeps_its_value() {
        let state = counter();
        state.of(1).fetch_add(5, Ordering::Relaxed);
        assert_eq!(state.of(1).load(Ordering::Relaxed), 5);
    }

    #[test]
    fn a_child_starts_afresh_and_so_does_its_child() {
        let state = counter();
        state.of(1).fetch_add(5, Ordering::Relaxed);
        assert!(state.peek_of(2).is_none());
        assert_eq!(state.of(2).load(Ordering::Relaxed), 0);
        state.of(2).fetch_add(7, Ordering::Relaxed);
        assert_eq!(state.of(3).load(Ordering::Relaxed), 0);
        assert!(state.peek_of(2).is_none());
        assert!(state.peek_of(3).is_some());
    }

    #[test]
    fn looking_makes_nothing() {
        assert!(counter().peek().is_none());
    }

    #[test]
    fn a_value_inherited_while_locked_does_not_stop_the_child() {
        let state: PerProcess<std::sync::Mutex<u8>> = PerProcess::new(|| std::sync::Mutex::new(0));
        let _held_by_another_thread_of_the_parent = state.of(1).lock().unwrap();
        assert!(state.of(2).try_lock().is_ok());
    }
}
