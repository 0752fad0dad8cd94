//! Comes back to the payments that an earlier rehearsal left open to see when TWINT ends them.

use std::time::Duration;

use twint::twint::values::api_version::ApiVersion;

use super::Step;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::session::{Party, PaymentId, Session};
use crate::span::Span;

pub(super) const STEPS: &[Step] = &[Step {
    name: "kept-payments",
    title: "looks at the payments that were left open",
    expects: "that they are open still, or that TWINT ended them meanwhile",
    phone: None,
    run: kept_payments,
}];

fn kept_payments(session: &mut Session<'_>) -> Result<(), Halt> {
    let kept: Vec<_> = (0..session.payments.len())
        .map(PaymentId)
        .filter(|id| session.payment(*id).kept)
        .collect();
    if kept.is_empty() {
        return Err(Halt::LeftOut("none was left open".to_owned()));
    }
    for id in kept {
        look_again(session, id)?;
    }
    Ok(())
}

fn look_again(session: &mut Session<'_>, id: PaymentId) -> Result<(), Halt> {
    let before = session.payment(id).clone();
    let label = format!("look at {}", before.reference);
    let Some(seen) = session.look(&label, Party::V8_6, id)? else {
        return Ok(());
    };
    let since = |then: Option<i64>| {
        let seconds = then? - before.approved_at?;
        Some(Duration::from_secs(u64::try_from(seconds).ok()?))
    };
    let Some(now) = since(Some(session.setup.clock.unix())) else {
        return Err(Halt::step("the report does not say when it was approved"));
    };
    let untouched = before.captured == 0;
    if seen.state.is_open() || (!untouched && Some(&seen.state) == before.state.as_ref()) {
        session.observe(
            ApiVersion::V8_6,
            Finding::ConfirmationTime(Span::longer_than(now)),
        );
        return Ok(());
    }
    session.change(id, |payment| payment.kept = false);
    if untouched {
        let earlier = since(before.seen_at).unwrap_or_default();
        session.observe(
            ApiVersion::V8_6,
            Finding::ConfirmationTime(Span::between(earlier, now)),
        );
        session.observe(ApiVersion::V8_6, Finding::ConfirmationLapsed(seen.state));
    } else {
        session.observe(ApiVersion::V8_6, Finding::RestLapsed(seen.state));
    }
    Ok(())
}
