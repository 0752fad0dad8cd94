//! Finds the rehearsal's own orders again.

use twint::twint::flow;
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::moment::Moment;

use super::Step;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::Payment;
use crate::session::{Party, PaymentId, Session};
use crate::span::milliseconds;

pub(super) const STEPS: &[Step] = &[Step {
    name: "find",
    title: "looks the rehearsal's orders up, one by its reference and all by their time",
    expects: "one, and all of them",
    phone: None,
    run: find,
}];

fn moment(unix: i64) -> Result<Moment, Halt> {
    Moment::from_unix_seconds(unix).map_err(|why| Halt::step(format!("the time {why}")))
}

fn find(session: &mut Session<'_>) -> Result<(), Halt> {
    let started = session.orders_started();
    let known = |payment: &Payment| payment.uuid.is_some();
    let Some(first) = session.payments.iter().position(known) else {
        return Err(Halt::LeftOut("no order was started".to_owned()));
    };
    let reference = session.reference_of(PaymentId(first))?;
    session.call("by reference", Party::V8_6, |merchant| {
        flow::find(merchant, &reference)
    })?;
    let now = session.setup.clock.unix();
    let since = i64::try_from(milliseconds(session.setup.clock.elapsed()) / 1_000).unwrap_or(0);
    let from = moment(now - since - 60)?;
    let to = moment(now + 60)?;
    let response = session.call("between", Party::V8_6, |merchant| {
        flow::find_between(merchant, &from, &to)
    })?;
    // Counted in the answer as it came: one order that our client cannot read would hide all the others. A very long answer is
    // not kept whole, and then only our client has read it.
    let references: Vec<String> = match (response.answer, response.result) {
        (Some(answer), _) if answer.fault.is_none() => {
            let orders = answer.orders.into_iter();
            orders.filter_map(|order| order.reference).collect()
        }
        (_, Ok(orders)) => orders.into_iter().map(|order| order.reference).collect(),
        (_, Err(error)) => return Err(Halt::step(error.to_string())),
    };
    let is_ours = |reference: &&String| reference.starts_with(&session.setup.prefix);
    let found = references.iter().filter(is_ours).count() as u64;
    session.observe(ApiVersion::V8_6, Finding::FindLimit { started, found });
    Ok(())
}
