//! Payments that are captured later, whole or in parts.

use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::order::Capture;

use super::Step;
use super::immediate::{capture_and_close, capture_whole};
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::francs;
use crate::phone::BuyerAction;
use crate::requests::OddStart;
use crate::session::{MOST_CALLS, Party, PaymentId, Session};
use crate::state::{Reply, State};

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "deferred-whole",
        title: "a deferred payment that is captured whole and refunded whole",
        expects: "SUCCESS/ORDER_OK, and a refund done at once",
        phone: Some("enter the code, then approve"),
        run: whole,
    },
    Step {
        name: "deferred-parts",
        title: "a deferred payment that is captured in three parts, with one in between that is too large",
        expects: "ORDER_CONFIRMATION_PENDING between the parts, InvalidAmount for the large one, SUCCESS/ORDER_OK after the last",
        phone: Some("enter the code, then approve"),
        run: parts,
    },
    Step {
        name: "deferred-rest",
        title: "a deferred payment whose last part is below what the buyer approved",
        expects: "SUCCESS/ORDER_PARTIAL_OK, PaymentAmount with what was captured, and no refund beyond that",
        phone: Some("enter the code, then approve"),
        run: rest,
    },
    Step {
        name: "deferred-cancel",
        title: "cancels a deferred payment of which a part was captured",
        expects: "the fault StatusTransitionError",
        phone: Some("enter the code, then approve"),
        run: cancel_after_part,
    },
    Step {
        name: "deferred-unconfirmed",
        title: "a deferred payment that asks for no confirmation",
        expects: "that it waits for one all the same",
        phone: Some("enter the code, then approve"),
        run: unconfirmed,
    },
];

fn whole(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let (order, approved) = session.approved(Party::V8_6, amount, Capture::Deferred)?;
    let captured = capture_whole(session, Party::V8_6, order, &approved, amount)?;
    if captured.success().is_some() {
        give_back(session, order)?;
    }
    Ok(())
}

/// Refunds what was captured.
fn give_back(session: &mut Session<'_>, order: PaymentId) -> Result<(), Halt> {
    let owed = session.payment(order).owed();
    if owed > 0 {
        let (reply, end) = session.refund("refund", Party::V8_6, order, owed)?;
        session.observe(ApiVersion::V8_6, Finding::Refund { reply, end });
    }
    Ok(())
}

/// Captures a first part; `None` where TWINT captures none.
fn first_part(
    session: &mut Session<'_>,
    order: PaymentId,
    part: u64,
) -> Result<Option<State>, Halt> {
    let reply = session.confirm("first part", Party::V8_6, order, part, false)?;
    session.observe(ApiVersion::V8_6, Finding::FirstPart(reply.clone()));
    let read_again = session.look("look after the first part", Party::V8_6, order)?;
    match (reply, read_again) {
        (Reply::Order(_), Some(seen)) => {
            session.observe(ApiVersion::V8_6, Finding::BetweenParts(seen.state.clone()));
            Ok(Some(seen.state))
        }
        _ => Ok(None),
    }
}

fn parts(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let (first, second) = (amount * 2 / 5, amount / 5);
    let (order, _) = session.approved(Party::V8_6, amount, Capture::Deferred)?;
    if first_part(session, order, first)?.is_none() {
        return session.cancel("cancel", Party::V8_6, order).map(|_| ());
    }
    let reply = session.confirm("second part", Party::V8_6, order, second, false)?;
    let goes_on = reply.state().is_some();
    session.observe(ApiVersion::V8_6, Finding::FurtherPart(reply));
    session.look("look after the second part", Party::V8_6, order)?;
    if goes_on {
        let left = amount.saturating_sub(session.payment(order).captured);
        let reply = session.confirm("part too large", Party::V8_6, order, left + 1, false)?;
        if reply.state().is_some() {
            // Then what we took for captured was not.
            session.change(order, |payment| payment.captured = left + 1);
        }
        session.observe(ApiVersion::V8_6, Finding::PartTooLarge(reply));
    }
    let left = amount.saturating_sub(session.payment(order).captured);
    session.confirm("last part", Party::V8_6, order, left, true)?;
    let closed = session.look("look after the last part", Party::V8_6, order)?;
    if closed.is_some_and(|seen| seen.state.succeeded()) {
        give_back(session, order)?;
    }
    Ok(())
}

fn rest(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let less = amount * 3 / 5;
    let (order, approved) = session.approved(Party::V8_6, amount, Capture::Deferred)?;
    let captured = capture_and_close(session, Party::V8_6, order, &approved, less)?;
    let Some(seen) = captured.success().cloned() else {
        return Err(Halt::step("the last part was not captured"));
    };
    session.observe(ApiVersion::V8_6, Finding::ClosedWithRest(seen.state));
    session.observe(
        ApiVersion::V8_6,
        Finding::AmountsWhenPartial {
            captured: francs(less),
            authorized: seen.authorized,
            paid: seen.paid,
        },
    );
    let (reply, _) = session.refund("refund too much", Party::V8_6, order, less + 1)?;
    session.observe(ApiVersion::V8_6, Finding::OverRefund(reply));
    give_back(session, order)
}

fn cancel_after_part(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let (order, _) = session.approved(Party::V8_6, amount, Capture::Deferred)?;
    if first_part(session, order, amount * 2 / 5)?.is_none() {
        return session.cancel("cancel", Party::V8_6, order).map(|_| ());
    }
    let before = session.payment(order).state.clone();
    let mut label = "cancel after a part";
    for _ in 0..MOST_CALLS {
        let (reply, read_again) = session.cancel(label, Party::V8_6, order)?;
        let without_effect = reply.state().is_some() && read_again == before;
        session.observe(
            ApiVersion::V8_6,
            Finding::CancelAfterPart { reply, read_again },
        );
        if !without_effect {
            break;
        }
        label = "cancel after a part, repeated";
    }
    Ok(())
}

fn unconfirmed(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let odd = OddStart::DeferredWithoutConfirmation;
    let (order, reply) = session.start_odd("start", Party::V8_6, amount, odd)?;
    if reply.state().is_none() {
        return Err(Halt::step(format!("the order was not started: {reply}")));
    }
    session.ask(BuyerAction::Approve, order)?;
    let seen = session.until_approved(Party::V8_6, order)?;
    session.observe(
        ApiVersion::V8_6,
        Finding::DeferredWithoutConfirmation(seen.state.clone()),
    );
    if seen.state.succeeded() {
        session.change(order, |payment| payment.captured = amount);
        return give_back(session, order);
    }
    session.cancel("cancel", Party::V8_6, order).map(|_| ())
}
