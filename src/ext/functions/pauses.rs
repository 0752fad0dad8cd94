//! How long to wait until something is tried again.

use std::time::Duration;

use ext_php_rs::prelude::*;

use crate::books::pauses::{self, PollSettings, Tries};
use crate::ext::classes::Payment;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(poll_pause))
        .function(wrap_function!(checkin_pause))
        .function(wrap_function!(wawi_failure_pause))
        .function(wrap_function!(wawi_waiting_pause))
        .function(wrap_function!(unknown_outcome_pause))
        .function(wrap_function!(task_failure_pause))
}

/// How long to wait until a payment is looked at again.
#[php_function]
#[php(name = "Twint\\poll_pause")]
fn poll_pause(
    payment: &Payment,
    polls: i64,
    captures: i64,
    onPhone: bool,
    tookMilliseconds: i64,
    intervalSeconds: i64,
    giveUpMinutes: i64,
) -> Option<i64> {
    let tries = Tries {
        polls: count(polls),
        captures: count(captures),
        took: Duration::from_millis(positive(tookMilliseconds)),
        on_phone: onPhone,
    };
    let settings = PollSettings {
        interval: Duration::from_secs(positive(intervalSeconds)),
        give_up_after: Duration::from_secs(positive(giveUpMinutes).saturating_mul(60)),
    };
    let pause = pauses::until_next_poll(payment.inner(), tries, settings)?;
    Some(i64::try_from(pause.as_millis()).unwrap_or(i64::MAX))
}

/// How long to wait until a check-in that waits for its buyer is looked at again.
#[php_function]
#[php(name = "Twint\\checkin_pause")]
fn checkin_pause(onPhone: bool, intervalSeconds: i64) -> i64 {
    let interval = Duration::from_secs(positive(intervalSeconds));
    let pause = pauses::while_buyer_decides(onPhone, interval);
    i64::try_from(pause.as_millis()).unwrap_or(i64::MAX)
}

/// How long to wait after a failure to work off some news of Wawi.
#[php_function]
#[php(name = "Twint\\wawi_failure_pause")]
fn wawi_failure_pause(failures: i64) -> Option<i64> {
    pauses::after_wawi_failure(count(failures)).map(seconds)
}

/// How long some news of Wawi wait for something else.
#[php_function]
#[php(name = "Twint\\wawi_waiting_pause")]
fn wawi_waiting_pause(ageSeconds: i64) -> i64 {
    seconds(pauses::while_wawi_waits(Duration::from_secs(positive(
        ageSeconds,
    ))))
}

/// How long an operation rests whose outcome TWINT did not tell.
#[php_function]
#[php(name = "Twint\\unknown_outcome_pause")]
fn unknown_outcome_pause(ageSeconds: i64) -> i64 {
    seconds(pauses::after_unknown_outcome(Duration::from_secs(
        positive(ageSeconds),
    )))
}

/// How long a task of the sweep leaves an item alone.
#[php_function]
#[php(name = "Twint\\task_failure_pause")]
fn task_failure_pause(failures: i64) -> i64 {
    seconds(pauses::after_task_failure(count(failures)))
}

fn positive(number: i64) -> u64 {
    number.try_into().unwrap_or_default()
}

fn count(number: i64) -> u32 {
    positive(number).try_into().unwrap_or(u32::MAX)
}

fn seconds(pause: Duration) -> i64 {
    i64::try_from(pause.as_secs()).unwrap_or(i64::MAX)
}
