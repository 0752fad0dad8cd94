//! State that belongs to one process and that its forked children never touch.

use once_cell::sync::OnceCell;

/// A value that each process makes for itself on first use.
///
/// PHP forks (fpm, preload, pcntl). A child inherits the memory of its parent: sockets it must not speak on, and
/// perhaps a mutex that another thread of the parent held at that moment and that nobody will ever release. So a child
/// does not touch the inherited value at all. It finds a generation with a foreign process id and puts its own behind
/// it; the inherited one is never locked, never dropped.
pub(crate) struct PerProcess<T> {
    first: OnceCell<Box<Generation<T>>>,
    make: fn() -> T,
}

/// The value of one process, and those of its forked children after it.
struct Generation<T> {
    pid: u32,
    value: T,
    next: OnceCell<Box<Generation<T>>>,
}

impl<T> PerProcess<T> {
    /// `make` makes the value of a process, at its first [`get`](Self::get).
    pub(crate) const fn new(make: fn() -> T) -> Self {
        Self {
            first: OnceCell::new(),
            make,
        }
    }

    /// The value of this process, made now if it does not exist yet.
    pub(crate) fn get(&self) -> &T {
        self.get_for(std::process::id())
    }

    /// The value of this process, or `None` if it was not made yet.
    pub(crate) fn peek(&self) -> Option<&T> {
        self.peek_for(std::process::id())
    }

    fn get_for(&self, pid: u32) -> &T {
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

    fn peek_for(&self, pid: u32) -> Option<&T> {
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
    fn a_process_keeps_its_value() {
        let state = counter();
        state.get_for(1).fetch_add(5, Ordering::Relaxed);
        assert_eq!(state.get_for(1).load(Ordering::Relaxed), 5);
    }

    #[test]
    fn a_child_starts_afresh_and_so_does_its_child() {
        let state = counter();
        state.get_for(1).fetch_add(5, Ordering::Relaxed);
        assert!(state.peek_for(2).is_none());
        assert_eq!(state.get_for(2).load(Ordering::Relaxed), 0);
        state.get_for(2).fetch_add(7, Ordering::Relaxed);
        assert_eq!(state.get_for(3).load(Ordering::Relaxed), 0);
        assert!(state.peek_for(2).is_none());
        assert!(state.peek_for(3).is_some());
    }

    #[test]
    fn peeking_makes_no_value() {
        assert!(counter().peek().is_none());
    }

    #[test]
    fn a_value_inherited_while_locked_does_not_stop_the_child() {
        let state: PerProcess<std::sync::Mutex<u8>> = PerProcess::new(|| std::sync::Mutex::new(0));
        let _held_by_another_thread_of_the_parent = state.get_for(1).lock().unwrap();
        assert!(state.get_for(2).try_lock().is_ok());
    }
}
