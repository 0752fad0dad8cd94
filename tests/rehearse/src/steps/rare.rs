//! What no shop of ours asks for, but the interface offers.

use std::time::Duration;

use twint::twint::values::api_version::ApiVersion;

use super::Step;
use super::immediate::capture_and_close;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::phone::BuyerAction;
use crate::requests::OddStart;
use crate::session::{Party, Session};

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "credit",
        title: "starts an order of type CREDIT, and cancels it should it be accepted",
        expects: "the fault InvalidOrder",
        phone: None,
        run: credit,
    },
    Step {
        name: "notification",
        title: "starts a payment whose changes TWINT should tell an address of yours",
        expects: "a call at that address; only with --notification-url URL and a person who can look",
        phone: Some("enter the code, then approve"),
        run: notification,
    },
];

fn credit(session: &mut Session<'_>) -> Result<(), Halt> {
    let (order, reply) = session.start_odd("start", Party::V8_6, 1, OddStart::Credit)?;
    let accepted = reply.state().is_some();
    session.observe(ApiVersion::V8_6, Finding::Credit(reply));
    if accepted {
        session.cancel("cancel", Party::V8_6, order)?;
    }
    Ok(())
}

fn notification(session: &mut Session<'_>) -> Result<(), Halt> {
    let Some(url) = session.setup.notification_url.clone() else {
        return Err(Halt::LeftOut("no --notification-url was given".to_owned()));
    };
    let amount = session.setup.amount;
    let odd = OddStart::Notified(&url);
    let (order, reply) = session.start_odd("start", Party::V8_6, amount, odd)?;
    if reply.state().is_none() {
        return Err(Halt::step(format!("the order was not started: {reply}")));
    }
    session.ask(BuyerAction::Approve, order)?;
    let approved = session.until_approved(Party::V8_6, order)?;
    capture_and_close(session, Party::V8_6, order, &approved, amount)?;
    session.pass(Duration::from_secs(10))?;
    let question = format!("Was {url} called since the payment began?");
    match session.setup.phone.answer(&question) {
        Some(called) => {
            session.observe(ApiVersion::V8_6, Finding::Notification(called));
            Ok(())
        }
        None => Err(Halt::step(
            "nobody could say whether the address was called",
        )),
    }
}
