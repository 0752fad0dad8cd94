//! How long something may take, and by when it must be over.

use std::time::{Duration, Instant};

/// The longest time limit: longer than anybody waits, and within the range of every clock.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// How long a call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the start of the call until the connection stands: name, TCP, proxy, TLS.
    pub connect: Duration,
    /// The whole call, down to the last byte of the answer.
    pub total: Duration,
}

/// A point in time by which something must be over, however many steps it takes. Of two, `min` is the stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(Instant);

impl Deadline {
    /// The deadline that is `time` from now, a day at most.
    pub fn after(time: Duration) -> Self {
        Self(Instant::now() + time.min(LONGEST))
    }

    /// The time left, more than none; `None` once it has passed.
    pub fn left(self) -> Option<Duration> {
        let left = self.0.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_passed_leaves_nothing() {
        assert_eq!(Deadline::after(Duration::ZERO).left(), None);
        let later = Deadline::after(Duration::from_secs(60));
        assert!(later.left().unwrap() > Duration::from_secs(59));
        assert_eq!(Deadline::after(Duration::ZERO).min(later).left(), None);
    }

    #[test]
    fn all_the_time_in_the_world_is_a_day() {
        assert!(Deadline::after(Duration::MAX).left().unwrap() <= LONGEST);
    }
}
