//! Decides how long to wait until something is tried again: asking TWINT about a payment or an operation, working off news of JTL-Wawi, or
//! a task of the shop's cron job.

use std::time::Duration;

use super::phases::Phase;
use super::standing::Standing;
use crate::twint::values::order::Capture;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// Nobody approves what no phone has yet: it is asked about no more often than this, however short the interval is.
const LEAST_BEFORE_SCAN: Duration = Duration::from_secs(2);

/// The longest wait between two tries to capture an immediate payment.
const LONGEST_CAPTURE_PAUSE: Duration = Duration::from_secs(300);

/// How often TWINT was asked about a payment and refused to capture it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// How often TWINT was asked about it before.
    pub polls: u32,
    /// How often TWINT was told to capture it.
    pub captures: u32,
    /// How long the last question took; that counts as a part of the pause.
    pub took: Duration,
    /// Whether a phone has the order, so that nothing but its owner's confirmation is missing.
    pub on_phone: bool,
}

/// The merchant's settings about asking TWINT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PollSettings {
    /// How often to ask about a payment whose buyer is about to pay.
    pub interval: Duration,
    /// How long the buyer may try again after an attempt without money.
    pub give_up_after: Duration,
}

/// How long to wait until the payment is looked at again. `None`: nothing changes any more by itself.
pub fn until_next_poll(
    payment: &Standing,
    tries: Tries,
    settings: PollSettings,
) -> Option<Duration> {
    match payment.phase {
        // Where TWINT answers slowly, half of the interval is left between two questions.
        Phase::Created | Phase::Pending => {
            let interval = while_buyer_decides(tries.on_phone, settings.interval);
            let rest = interval.saturating_sub(tries.took);
            Some(rest.max(interval / 2))
        }
        // TWINT needs a moment to find a start whose answer was lost, and a buyer is waiting to hear of it.
        Phase::Uncertain => Some(Duration::from_secs(match tries.polls {
            0 => 3,
            1..=4 => 10,
            5.. => 60,
        })),
        Phase::Authorised => Some(match payment.capture {
            Capture::Deferred => HOUR,
            Capture::Immediate => {
                let longer_each_time = 2_u32.pow(tries.captures.min(10));
                let pause = settings.interval.saturating_mul(longer_each_time);
                pause.min(LONGEST_CAPTURE_PAUSE)
            }
        }),
        Phase::PartiallyCaptured => Some(HOUR),
        Phase::Cancelled | Phase::Failed => Some(settings.give_up_after),
        Phase::Captured | Phase::PartiallyRefunded | Phase::Refunded => None,
    }
}

/// How often TWINT is asked about what waits for its buyer, an order or a check-in, where the merchant's setting is `interval`. `on_phone`
/// says whether a phone has it.
pub fn while_buyer_decides(on_phone: bool, interval: Duration) -> Duration {
    if on_phone {
        interval
    } else {
        interval.max(LEAST_BEFORE_SCAN)
    }
}

/// How long to wait after each failure to work off some news of Wawi, in seconds. About a day in all: whatever keeps TWINT away by then
/// needs a human.
const AFTER_WAWI_FAILURE: [u64; 11] = [
    30, 60, 120, 300, 900, 1800, 3600, 7200, 14_400, 21_600, 28_800,
];

/// How long to wait after the `failures`th failure to work off some news of Wawi. `None`: it failed often enough.
pub fn after_wawi_failure(failures: u32) -> Option<Duration> {
    let index = usize::try_from(failures.checked_sub(1)?).ok()?;
    AFTER_WAWI_FAILURE
        .get(index)
        .copied()
        .map(Duration::from_secs)
}

/// How long some news of Wawi wait for something else, the longer the older they are.
pub fn while_wawi_waits(age: Duration) -> Duration {
    (age / 4).clamp(MINUTE / 4, HOUR)
}

/// How long an operation rests whose outcome TWINT did not tell, the longer the older it is. Asking may take half a minute, so that at least
/// every other run of the cron job, once a minute, is without it.
pub fn after_unknown_outcome(age: Duration) -> Duration {
    (age / 4).clamp(2 * MINUTE, HOUR / 2)
}

/// From this failure on an item of a task is left alone for a while. What failed less often is tried again by the next run: most trouble
/// passes.
const KEEPS_FAILING: u32 = 3;

/// How long a task of the cron job leaves an item alone that broke it off `failures` times.
pub fn after_task_failure(failures: u32) -> Duration {
    match failures.checked_sub(KEEPS_FAILING) {
        None => Duration::ZERO,
        Some(0) => 5 * MINUTE,
        Some(1) => 15 * MINUTE,
        Some(2) => 30 * MINUTE,
        Some(3..) => HOUR,
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::twint::values::money::Chf;

    const SETTINGS: PollSettings = PollSettings {
        interval: Duration::from_secs(4),
        give_up_after: HOUR,
    };

    fn seconds(phase: Phase, capture: Capture, tries: Tries) -> Option<f64> {
        let payment = Standing {
            phase,
            capture,
            reference: "R".parse().unwrap(),
            authorised: Chf::ZERO,
            captured: Chf::ZERO,
            refunded: Chf::ZERO,
            closed: false,
        };
        until_next_poll(&payment, tries, SETTINGS).map(|pause| pause.as_secs_f64())
    }

    #[test]
    fn each_phase_has_its_pause() {
        for &capture in &[Capture::Immediate, Capture::Deferred] {
            for &phase in Phase::VARIANTS {
                let expected = match phase {
                    Phase::Created | Phase::Pending => Some(4.0),
                    Phase::Uncertain => Some(3.0),
                    Phase::Authorised if capture == Capture::Immediate => Some(4.0),
                    Phase::Authorised
                    | Phase::PartiallyCaptured
                    | Phase::Cancelled
                    | Phase::Failed => Some(3600.0),
                    Phase::Captured | Phase::PartiallyRefunded | Phase::Refunded => None,
                };
                let pause = seconds(phase, capture, Tries::default());
                assert_eq!(pause, expected, "{phase:?} {capture:?}");
                assert_eq!(pause.is_none(), !phase.is_unsettled() && !phase.is_over());
            }
        }
    }

    #[test]
    fn asking_counts_as_a_part_of_the_pause_but_never_as_more_than_half() {
        for (took, pause) in [(0, 4.0), (500, 3.5), (2000, 2.0), (6000, 2.0)] {
            let tries = Tries {
                took: Duration::from_millis(took),
                ..Tries::default()
            };
            let next = seconds(Phase::Pending, Capture::Immediate, tries);
            assert_eq!(next, Some(pause), "{took} ms");
        }
    }

    #[test]
    fn what_a_phone_has_may_be_asked_about_more_often_than_what_nobody_scanned() {
        for (interval, on_phone, pause) in [
            (1, false, 2.0),
            (1, true, 1.0),
            (2, false, 2.0),
            (2, true, 2.0),
            (30, false, 30.0),
            (30, true, 30.0),
        ] {
            let payment = Standing {
                phase: Phase::Pending,
                capture: Capture::Immediate,
                reference: "R".parse().unwrap(),
                authorised: Chf::ZERO,
                captured: Chf::ZERO,
                refunded: Chf::ZERO,
                closed: false,
            };
            let tries = Tries {
                on_phone,
                ..Tries::default()
            };
            let settings = PollSettings {
                interval: Duration::from_secs(interval),
                ..SETTINGS
            };
            let next = until_next_poll(&payment, tries, settings).unwrap();
            assert_eq!(
                next,
                Duration::from_secs_f64(pause),
                "{interval} {on_phone}"
            );
        }
    }

    #[test]
    fn what_is_not_known_is_looked_up_soon_and_then_less_often() {
        for (polls, pause) in [(0, 3.0), (1, 10.0), (4, 10.0), (5, 60.0), (1000, 60.0)] {
            let tries = Tries {
                polls,
                ..Tries::default()
            };
            let next = seconds(Phase::Uncertain, Capture::Immediate, tries);
            assert_eq!(next, Some(pause), "{polls}");
        }
    }

    #[test]
    fn a_capture_that_is_refused_is_tried_less_and_less_often() {
        for (captures, pause) in [
            (0, 4.0),
            (1, 8.0),
            (6, 256.0),
            (7, 300.0),
            (u32::MAX, 300.0),
        ] {
            let tries = Tries {
                captures,
                ..Tries::default()
            };
            let next = seconds(Phase::Authorised, Capture::Immediate, tries);
            assert_eq!(next, Some(pause), "{captures}");
        }
    }

    #[test]
    fn news_of_wawi_are_tried_again_for_about_a_day() {
        let mut pauses: Vec<_> = (1..).map_while(after_wawi_failure).collect();
        assert_eq!(pauses.len(), 11);
        let all: Duration = pauses.iter().sum();
        assert!((20 * HOUR..26 * HOUR).contains(&all), "{all:?}");
        let before = pauses.clone();
        pauses.sort();
        assert_eq!(pauses, before);
        for failures in [0, 12, u32::MAX] {
            assert_eq!(after_wawi_failure(failures), None);
        }
    }

    #[test]
    fn news_of_wawi_wait_the_longer_the_older_they_are() {
        for (age, pause) in [(0, 15), (59, 15), (240, 60), (1_000_000, 3600)] {
            let age = Duration::from_secs(age);
            assert_eq!(while_wawi_waits(age), Duration::from_secs(pause), "{age:?}");
        }
    }

    #[test]
    fn what_twint_does_not_tell_of_an_operation_is_asked_the_less_often_the_older_it_is() {
        for (age, pause) in [
            (0, 120),
            (60, 120),
            (480, 120),
            (600, 150),
            (3600, 900),
            (7200, 1800),
            (86_400, 1800),
            (u64::MAX, 1800),
        ] {
            let age = Duration::from_secs(age);
            assert_eq!(
                after_unknown_outcome(age),
                Duration::from_secs(pause),
                "{age:?}"
            );
        }
    }

    #[test]
    fn what_breaks_a_task_off_is_left_alone_from_the_third_time_on() {
        for (failures, minutes) in [
            (0, 0),
            (1, 0),
            (2, 0),
            (3, 5),
            (4, 15),
            (5, 30),
            (6, 60),
            (7, 60),
            (u32::MAX, 60),
        ] {
            assert_eq!(after_task_failure(failures), minutes * MINUTE, "{failures}");
        }
    }
}
