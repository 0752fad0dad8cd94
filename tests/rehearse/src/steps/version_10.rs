//! Version 10 of the interface, through the functions that a shop calls.

use twint::twint::flow::{self, CaptureRequest};
use twint::twint::values::identifiers::OrderUuid;
use twint::twint::values::order::Capture;

use super::Step;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::chf;
use crate::session::{Party, PaymentId, Response, Session};

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "version-10",
        title: "a payment in version 10, as the shop makes it: started, approved, captured, looked up, refunded",
        expects: "the same as in version 8.6",
        phone: Some("enter the code, then approve"),
        run: payment,
    },
    Step {
        name: "version-10-cancel",
        title: "a payment in version 10 that is cancelled before anybody scans",
        expects: "FAILURE/MERCHANT_ABORT",
        phone: None,
        run: cancel,
    },
];

fn done<T>(response: Response<T>, what: &str) -> Result<T, Halt> {
    response
        .result
        .map_err(|error| Halt::step(format!("{what}: {error}")))
}

fn payment(session: &mut Session<'_>) -> Result<(), Halt> {
    let amount = session.setup.amount;
    let (order, _) = session.approved(Party::V10, amount, Capture::Immediate)?;
    let uuid = session.uuid(order)?;
    let response = session.call("capture", Party::V10, |merchant| {
        flow::capture(merchant, uuid, CaptureRequest::whole(chf(amount)))
    })?;
    let captured = done(response, "the capture")?;
    if captured.status == "SUCCESS" {
        session.change(order, |payment| payment.captured = amount);
    }
    let response = session.call("get", Party::V10, |merchant| {
        flow::get_order(merchant, uuid)
    })?;
    done(response, "reading the order")?;
    find(session, order)?;
    if session.payment(order).owed() > 0 {
        let (reply, end) = session.refund("refund", Party::V10, order, amount)?;
        session.observe(Party::V10.version(), Finding::Refund { reply, end });
    }
    Ok(())
}

fn find(session: &mut Session<'_>, order: PaymentId) -> Result<(), Halt> {
    let reference = session.reference_of(order)?;
    let response = session.call("find", Party::V10, |merchant| {
        flow::find(merchant, &reference)
    })?;
    let found = done(response, "looking the order up")?;
    let expected: OrderUuid = session.uuid(order)?;
    if found.iter().any(|found| found.uuid == expected) {
        Ok(())
    } else {
        Err(Halt::step("FindOrder does not bring the order"))
    }
}

fn cancel(session: &mut Session<'_>) -> Result<(), Halt> {
    let order = session.start("start", Party::V10, 1, Capture::Immediate)?;
    let uuid = session.uuid(order)?;
    let response = session.call("cancel", Party::V10, |merchant| {
        flow::cancel(merchant, uuid)
    })?;
    let cancelled = done(response, "the cancellation")?;
    if cancelled.status == "FAILURE" {
        session.change(order, |payment| payment.settled = true);
    }
    Ok(())
}
