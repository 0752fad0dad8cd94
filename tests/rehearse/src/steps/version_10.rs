//! Version 10 of the interface, through the functions that a shop calls.

use twint::twint::flow::{self, CaptureRequest};
use twint::twint::values::identifiers::OrderUuid;
use twint::twint::values::order::Capture;

use super::Step;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::chf;
use crate::stage::{As, Stage, Told, Which};

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "version-10",
        title: "a payment in version 10, as the shop makes it: started, approved, captured, looked up, refunded",
        expects: "the same as in version 8.6",
        phone: Some("enter the code, then approve"),
        play: payment,
    },
    Step {
        name: "version-10-cancel",
        title: "a payment in version 10 that is cancelled before anybody scans",
        expects: "FAILURE/MERCHANT_ABORT",
        phone: None,
        play: cancel,
    },
];

fn done<T>(told: Told<T>, what: &str) -> Result<T, Halt> {
    told.result
        .map_err(|error| Halt::step(format!("{what}: {error}")))
}

fn payment(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let amount = stage.props.amount;
    let (order, _) = stage.approved(As::V10, amount, Capture::Immediate)?;
    let uuid = stage.uuid(order)?;
    let told = stage.tell("capture", As::V10, |merchant| {
        flow::capture(merchant, uuid, CaptureRequest::whole(chf(amount)))
    })?;
    let captured = done(told, "the capture")?;
    if captured.status == "SUCCESS" {
        stage.change(order, |payment| payment.captured = amount);
    }
    let told = stage.tell("get", As::V10, |merchant| flow::get_order(merchant, uuid))?;
    done(told, "reading the order")?;
    find(stage, order)?;
    if stage.payment(order).owed() > 0 {
        let (said, end) = stage.refund("refund", As::V10, order, amount)?;
        stage.finds(As::V10.version(), Finding::Refund { said, end });
    }
    Ok(())
}

fn find(stage: &mut Stage<'_>, order: Which) -> Result<(), Halt> {
    let reference = stage.reference_of(order)?;
    let told = stage.tell("find", As::V10, |merchant| flow::find(merchant, &reference))?;
    let found = done(told, "looking the order up")?;
    let expected: OrderUuid = stage.uuid(order)?;
    if found.iter().any(|found| found.uuid == expected) {
        Ok(())
    } else {
        Err(Halt::step("FindOrder does not bring the order"))
    }
}

fn cancel(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let order = stage.start("start", As::V10, 1, Capture::Immediate)?;
    let uuid = stage.uuid(order)?;
    let told = stage.tell("cancel", As::V10, |merchant| flow::cancel(merchant, uuid))?;
    let cancelled = done(told, "the cancellation")?;
    if cancelled.status == "FAILURE" {
        stage.change(order, |payment| payment.settled = true);
    }
    Ok(())
}
