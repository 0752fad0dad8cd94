//! Comes back to the payments that an earlier rehearsal left open to see when TWINT ends them.

use std::time::Duration;

use twint::twint::values::api_version::ApiVersion;

use super::Step;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::span::Span;
use crate::stage::{As, Stage, Which};

pub(super) const STEPS: &[Step] = &[Step {
    name: "kept-payments",
    title: "looks at the payments that were left open",
    expects: "that they are open still, or that TWINT ended them meanwhile",
    phone: None,
    play: kept_payments,
}];

fn kept_payments(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let kept: Vec<_> = (0..stage.payments.len())
        .map(Which)
        .filter(|which| stage.payment(*which).kept)
        .collect();
    if kept.is_empty() {
        return Err(Halt::LeftOut("none was left open".to_owned()));
    }
    for which in kept {
        look_again(stage, which)?;
    }
    Ok(())
}

fn look_again(stage: &mut Stage<'_>, which: Which) -> Result<(), Halt> {
    let before = stage.payment(which).clone();
    let label = format!("look at {}", before.reference);
    let Some(seen) = stage.look(&label, As::V8_6, which)? else {
        return Ok(());
    };
    let since = |then: Option<i64>| {
        let seconds = then? - before.approved_at?;
        Some(Duration::from_secs(u64::try_from(seconds).ok()?))
    };
    let Some(now) = since(Some(stage.props.clock.unix())) else {
        return Err(Halt::step("the report does not say when it was approved"));
    };
    let untouched = before.captured == 0;
    if seen.state.is_open() || (!untouched && Some(&seen.state) == before.state.as_ref()) {
        stage.finds(
            ApiVersion::V8_6,
            Finding::ConfirmationTime(Span::longer_than(now)),
        );
        return Ok(());
    }
    stage.change(which, |payment| payment.kept = false);
    if untouched {
        let earlier = since(before.seen_at).unwrap_or_default();
        stage.finds(
            ApiVersion::V8_6,
            Finding::ConfirmationTime(Span::between(earlier, now)),
        );
        stage.finds(ApiVersion::V8_6, Finding::ConfirmationLapsed(seen.state));
    } else {
        stage.finds(ApiVersion::V8_6, Finding::RestLapsed(seen.state));
    }
    Ok(())
}
