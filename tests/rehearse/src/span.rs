//! How long something took, known between two looks at it.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A time of which the looks before and after its end are known. All in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// It was not over then.
    pub at_least_ms: u64,
    /// It was over then; `None` if nobody looked for that long.
    pub at_most_ms: Option<u64>,
    /// What TWINT's own timestamps in the order say, where it was over.
    pub by_its_timestamps_ms: Option<u64>,
}

impl Span {
    /// Over between two looks.
    pub fn between(before: Duration, after: Duration) -> Self {
        Self {
            at_least_ms: milliseconds(before),
            at_most_ms: Some(milliseconds(after)),
            by_its_timestamps_ms: None,
        }
    }

    /// Not over when last looked at.
    pub fn longer_than(time: Duration) -> Self {
        Self {
            at_least_ms: milliseconds(time),
            at_most_ms: None,
            by_its_timestamps_ms: None,
        }
    }

    /// With what TWINT's timestamps say, where they say something.
    #[must_use]
    pub fn with_timestamps(mut self, ms: Option<u64>) -> Self {
        self.by_its_timestamps_ms = ms;
        self
    }

    /// Whether one time could have looked like both.
    pub fn overlaps(self, other: Self) -> bool {
        let ends_before =
            |one: Self, two: Self| one.at_most_ms.is_some_and(|most| most < two.at_least_ms);
        !ends_before(self, other) && !ends_before(other, self)
    }

    /// Whether a time of so many milliseconds would have looked like this.
    pub fn admits(&self, ms: u64) -> bool {
        self.at_least_ms <= ms && self.at_most_ms.is_none_or(|most| ms <= most)
    }
}

/// Whole milliseconds.
pub fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// `3 min 5 s`: the two largest units that are not zero.
pub fn in_words(ms: u64) -> String {
    const UNITS: [(u64, &str); 5] = [
        (86_400_000, "days"),
        (3_600_000, "h"),
        (60_000, "min"),
        (1_000, "s"),
        (1, "ms"),
    ];
    let mut rest = ms;
    let mut words = Vec::new();
    for (size, name) in UNITS {
        if rest >= size && words.len() < 2 {
            words.push(format!("{} {name}", rest / size));
            rest %= size;
        }
    }
    if words.is_empty() {
        "no time".to_owned()
    } else {
        words.join(" ")
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = in_words(self.at_least_ms);
        match self.at_most_ms {
            Some(most) => write!(f, "between {least} and {}", in_words(most))?,
            None => write!(f, "more than {least}")?,
        }
        if let Some(ms) = self.by_its_timestamps_ms {
            write!(f, " ({} by TWINT's own timestamps)", in_words(ms))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_their_two_largest_units() {
        for (ms, words) in [
            (0, "no time"),
            (7, "7 ms"),
            (1_500, "1 s 500 ms"),
            (180_000, "3 min"),
            (185_250, "3 min 5 s"),
            (7 * 86_400_000 + 60_000, "7 days 1 min"),
        ] {
            assert_eq!(in_words(ms), words);
        }
    }

    #[test]
    fn a_span_says_what_was_seen_and_no_more() {
        let second = Duration::from_secs;
        let over = Span::between(second(175), second(180)).with_timestamps(Some(179_900));
        assert_eq!(
            over.to_string(),
            "between 2 min 55 s and 3 min (2 min 59 s by TWINT's own timestamps)"
        );
        assert!(over.admits(175_000) && over.admits(180_000));
        assert!(!over.admits(174_999) && !over.admits(180_001));
        let open = Span::longer_than(second(90));
        assert_eq!(open.to_string(), "more than 1 min 30 s");
        assert!(open.admits(u64::MAX) && !open.admits(89_999));
    }
}
