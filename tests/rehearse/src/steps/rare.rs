//! What no shop of ours asks for, but the interface offers.

use std::time::Duration;

use twint::twint::values::api_version::ApiVersion;

use super::Step;
use super::immediate::capture_and_close;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::phone::Gesture;
use crate::requests::OddStart;
use crate::stage::{As, Stage};

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "credit",
        title: "starts an order of type CREDIT, and cancels it should it be accepted",
        expects: "the fault InvalidOrder",
        phone: None,
        play: credit,
    },
    Step {
        name: "notification",
        title: "starts a payment whose changes TWINT should tell an address of yours",
        expects: "a call at that address; only with --notification-url URL and a person who can look",
        phone: Some("enter the code, then approve"),
        play: notification,
    },
];

fn credit(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let (order, reply) = stage.start_odd("start", As::V8_6, 1, OddStart::Credit)?;
    let accepted = reply.state().is_some();
    stage.finds(ApiVersion::V8_6, Finding::Credit(reply));
    if accepted {
        stage.cancel("cancel", As::V8_6, order)?;
    }
    Ok(())
}

fn notification(stage: &mut Stage<'_>) -> Result<(), Halt> {
    let Some(url) = stage.props.notification_url.clone() else {
        return Err(Halt::LeftOut("no --notification-url was given".to_owned()));
    };
    let amount = stage.props.amount;
    let odd = OddStart::Notified(&url);
    let (order, reply) = stage.start_odd("start", As::V8_6, amount, odd)?;
    if reply.state().is_none() {
        return Err(Halt::step(format!("the order was not started: {reply}")));
    }
    stage.please(Gesture::Approve, order)?;
    let approved = stage.until_approved(As::V8_6, order)?;
    capture_and_close(stage, As::V8_6, order, &approved, amount)?;
    stage.pass(Duration::from_secs(10))?;
    let question = format!("Was {url} called since the payment began?");
    match stage.props.phone.answer(&question) {
        Some(called) => {
            stage.finds(ApiVersion::V8_6, Finding::Notification(called));
            Ok(())
        }
        None => Err(Halt::step(
            "nobody could say whether the address was called",
        )),
    }
}
