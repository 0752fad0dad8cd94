//! Express: the buyer's phone hands address and choice of shipping to the shop, and then pays the order.

use std::time::Duration;

use strum::VariantArray;
use twint::twint::values::check_in::{CheckInRequest, CheckInState};
use twint::twint::values::identifiers::PairingUuid;
use twint::twint::values::scope::{Scope, Scopes};
use twint::twint::values::shipping::{ShippingMethod, ShippingMethods};
use uuid::Uuid;

use super::Step;
use super::immediate::capture_and_close;
use crate::finding::{BuyerField, ChosenShipping, FieldForm, Finding};
use crate::halt::Halt;
use crate::payments::chf;
use crate::phone::CheckInAction;
use crate::session::{CheckInSeen, MOST_CALLS, OpenCheckIn, Party, PaymentId, Session};
use crate::span::Span;

/// Between two looks at check-ins whose time runs out.
const BETWEEN_LOOKS: Duration = Duration::from_secs(15);

/// How long to look at them: plugins give up after ten minutes.
const LONGEST_WAIT: Duration = Duration::from_secs(20 * 60);

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "express-cancel",
        title: "starts a check-in and cancels it twice, and looks at one that does not exist; in both versions",
        expects: "PAIRING_IN_PROGRESS, then OK and NO_PAIRING; OK once more; the fault SystemError",
        phone: None,
        run: cancelled,
    },
    Step {
        name: "express",
        title: "a check-in that is approved, its order captured and given back; then a second order for it",
        expects: "PAIRING_ACTIVE with what was asked for, an order that waits for its confirmation, and that a second one is accepted",
        phone: Some("enter the code, choose a way to ship, then approve"),
        run: paid,
    },
    Step {
        name: "express-amount",
        title: "a check-in that is approved, and an order of less than the buyer approved",
        expects: "the fault InvalidAmount",
        phone: Some("enter the code, then approve"),
        run: other_amount,
    },
    Step {
        name: "express-declined",
        title: "a check-in that the buyer declines",
        expects: "NO_PAIRING",
        phone: Some("enter the code, then decline"),
        run: declined,
    },
    Step {
        name: "express-without-id",
        title: "a check-in that a buyer without TWINT ID approves",
        expects: "PAIRING_IN_PROGRESS, with the shipping method and without data",
        phone: Some("enter the code, then approve, with an app that has no TWINT ID"),
        run: without_twint_id,
    },
    Step {
        name: "express-lapse",
        title: "leaves one check-in alone that was scanned, and one that was approved; up to 20 minutes",
        expects: "that the first is over after ten minutes, and the second never",
        phone: Some("enter the first code, then leave it alone; approve what the second one shows"),
        run: lapsed,
    },
];

/// TWINT opens check-ins only to merchants whose contract has them: whoever rehearses says so.
fn asked_for(session: &Session<'_>) -> Result<(), Halt> {
    if session.setup.express {
        Ok(())
    } else {
        Err(Halt::LeftOut(
            "not rehearsed because nobody said --express: that the merchant's contract has Express"
                .to_owned(),
        ))
    }
}

/// The usual amount and two ways to ship; everything is asked for that can be.
fn request(session: &Session<'_>) -> Result<CheckInRequest, Halt> {
    let unusable = |why: &dyn std::fmt::Display| Halt::step(format!("the check-in {why}"));
    let method = |(id, label, rappen): (&str, &str, u64)| {
        Ok(ShippingMethod {
            id: id.parse().map_err(|why| unusable(&why))?,
            label: str::parse(label).map_err(|why| unusable(&why))?,
            description: None,
            amount: chf(rappen),
        })
    };
    let methods = [("post", "Post", 1), ("collect", "Collect", 0)]
        .into_iter()
        .map(method)
        .collect::<Result<Vec<_>, Halt>>()?;
    Ok(CheckInRequest {
        net: chf(session.setup.amount),
        scopes: Scopes::new(Scope::VARIANTS.to_vec()).map_err(|why| unusable(&why))?,
        shipping: ShippingMethods::new(methods).map_err(|why| unusable(&why))?,
    })
}

fn start(session: &mut Session<'_>, label: &str, party: Party) -> Result<OpenCheckIn, Halt> {
    asked_for(session)?;
    let request = request(session)?;
    session.start_check_in(label, party, &request)
}

fn cancelled(session: &mut Session<'_>) -> Result<(), Halt> {
    for party in [Party::V8_6, Party::V10] {
        let open = start(session, "start", party)?;
        session.look_at_check_in("not scanned yet", party, open.pairing)?;
        if end(session, &open)? {
            let answer = session.cancel_check_in("cancel again", &open)?;
            session.observe(party.version(), Finding::CheckInCancelOver(answer));
        }
        let unknown: PairingUuid = Uuid::new_v4()
            .to_string()
            .parse()
            .map_err(|why| Halt::step(format!("a UUID {why}")))?;
        let seen = session.look_at_check_in("unknown", party, unknown)?;
        session.observe(party.version(), Finding::CheckInUnknown(seen.outcome));
    }
    Ok(())
}

/// Cancels until it is over, as often as is reasonable; whether it is.
fn end(session: &mut Session<'_>, open: &OpenCheckIn) -> Result<bool, Halt> {
    let mut calls = 0;
    let mut label = "cancel";
    let done = loop {
        calls += 1;
        session.cancel_check_in(label, open)?;
        let seen = session.look_at_check_in("cancelled", open.party, open.pairing)?;
        if seen.is(CheckInState::Ended) {
            break true;
        }
        if calls >= MOST_CALLS {
            break false;
        }
        label = "cancel, repeated";
    };
    let finding = Finding::CheckInCancelRepeated { calls, done };
    session.observe(open.party.version(), finding);
    Ok(done)
}

/// A check-in that the buyer approved, and what it comes to with the chosen shipping.
fn approved(session: &mut Session<'_>) -> Result<(OpenCheckIn, u64), Halt> {
    let open = start(session, "start", Party::V8_6)?;
    session.ask_check_in(CheckInAction::Approve, &open)?;
    let seen = until_approved(session, &open)?;
    let chosen = seen.check_in.and_then(|check_in| check_in.shipping_method);
    let shipping = request(session)?
        .shipping
        .get(chosen.as_deref().unwrap_or_default())
        .map_or(0, |method| method.amount.rappen());
    Ok((open, session.setup.amount + shipping))
}

fn until_approved(session: &mut Session<'_>, open: &OpenCheckIn) -> Result<CheckInSeen, Halt> {
    let decided =
        |seen: &CheckInSeen| seen.is(CheckInState::Approved) || seen.is(CheckInState::Ended);
    let seen = session.until_check_in("approved", open, decided)?;
    if !seen.is(CheckInState::Approved) {
        let why = format!(
            "the buyer did not approve: the check-in says {}",
            seen.outcome
        );
        session.cancel_check_in("cancel", open)?;
        return Err(Halt::step(why));
    }
    let request = request(session)?;
    session.observe(open.party.version(), handed_over(&seen, &request));
    Ok(seen)
}

/// Which data came and in which form, never what they say.
fn handed_over(seen: &CheckInSeen, request: &CheckInRequest) -> Finding {
    let customer = seen
        .check_in
        .as_ref()
        .and_then(|check_in| check_in.customer.clone())
        .unwrap_or_default();
    let address = &customer.address;
    let has_whole_address = [
        &address.first_name,
        &address.last_name,
        &address.street,
        &address.zip,
        &address.city,
        &address.country,
    ]
    .iter()
    .all(|part| part.is_some());
    let fields = Scope::VARIANTS.iter().map(|scope| {
        let name: &'static str = (*scope).into();
        let is_read = match scope {
            Scope::ShippingAddress => has_whole_address,
            Scope::DateOfBirth => customer.date_of_birth.is_some(),
            Scope::PhoneNumber => customer.phone_number.is_some(),
            Scope::Email => customer.email.is_some(),
        };
        let came = seen.fields.iter().find(|(field, _)| field == name);
        let form = match came {
            None => FieldForm::Absent,
            Some((_, false)) => FieldForm::Empty,
            Some((_, true)) if is_read => FieldForm::AsExpected,
            Some((_, true)) => FieldForm::Other,
        };
        BuyerField {
            scope: name.to_owned(),
            form,
        }
    });
    let chosen = seen
        .check_in
        .as_ref()
        .and_then(|check_in| check_in.shipping_method.as_deref());
    let shipping = match chosen {
        None => ChosenShipping::Absent,
        Some(id) if request.shipping.get(id).is_some() => ChosenShipping::Offered,
        Some(_) => ChosenShipping::Other,
    };
    Finding::CheckInApproved {
        outcome: seen.outcome.clone(),
        fields: fields.collect(),
        shipping,
    }
}

fn paid(session: &mut Session<'_>) -> Result<(), Halt> {
    let (open, total) = approved(session)?;
    let (order, reply) = session.start_express("start order", &open, total)?;
    let mut later = None;
    if session.payment(order).uuid.is_some() && !session.payment(order).settled {
        let seen = session.until("ready", open.party, order, |seen| {
            !seen.state.waits_for_buyer()
        })?;
        later = Some(seen.state.clone());
        if !seen.state.failed() {
            capture_and_close(session, open.party, order, &seen, total)?;
        }
    }
    let came_to_nothing = reply.came_to_nothing();
    session.observe(open.party.version(), Finding::ExpressOrder { reply, later });
    let (second, reply) = session.start_express("start second order", &open, total)?;
    let waits_for_an_order = came_to_nothing && reply.came_to_nothing();
    session.observe(open.party.version(), Finding::ExpressSecondOrder(reply));
    cancel_order(session, &open, second)?;
    if waits_for_an_order {
        session.cancel_check_in("cancel", &open)?;
    }
    Ok(())
}

fn other_amount(session: &mut Session<'_>) -> Result<(), Halt> {
    let (open, total) = approved(session)?;
    let (order, reply) = session.start_express("start order of less", &open, total - 1)?;
    session.observe(open.party.version(), Finding::ExpressAmount(reply));
    cancel_order(session, &open, order)?;
    session.cancel_check_in("cancel", &open).map(|_| ())
}

/// Cancels an order that was accepted though nobody wants it.
fn cancel_order(
    session: &mut Session<'_>,
    open: &OpenCheckIn,
    order: PaymentId,
) -> Result<(), Halt> {
    if session.payment(order).uuid.is_some() && !session.payment(order).settled {
        session.cancel_until_over("cancel order", open.party, order)?;
    }
    Ok(())
}

fn declined(session: &mut Session<'_>) -> Result<(), Halt> {
    let open = start(session, "start", Party::V8_6)?;
    session.ask_check_in(CheckInAction::Decline, &open)?;
    let seen = session.until_check_in("declined", &open, |seen| seen.is(CheckInState::Ended))?;
    let over = seen.is(CheckInState::Ended);
    session.observe(open.party.version(), Finding::CheckInDeclined(seen.outcome));
    if !over {
        session.cancel_check_in("cancel", &open)?;
    }
    Ok(())
}

fn without_twint_id(session: &mut Session<'_>) -> Result<(), Halt> {
    asked_for(session)?;
    let phone = session.setup.phone;
    let question = "Is there a TWINT app at hand whose owner has no TWINT ID?";
    if !phone.is_automatic() && phone.answer(question) != Some(true) {
        let why = "not rehearsed because no TWINT app without TWINT ID is at hand";
        return Err(Halt::LeftOut(why.to_owned()));
    }
    let open = start(session, "start", Party::V8_6)?;
    let before = session.look_at_check_in("not scanned yet", open.party, open.pairing)?;
    session.ask_check_in(CheckInAction::ApproveWithoutTwintId, &open)?;
    let seen = session.until_check_in("approved", &open, |seen| seen.outcome != before.outcome)?;
    let over = seen.is(CheckInState::Ended);
    let finding = Finding::CheckInWithoutTwintId(seen.outcome);
    session.observe(open.party.version(), finding);
    if !over {
        session.cancel_check_in("cancel", &open)?;
    }
    Ok(())
}

/// A check-in whose time runs out.
struct Expiring {
    open: OpenCheckIn,
    label: &'static str,
    /// When its time began, by the rehearsal's clock.
    began: Duration,
    /// When it was last seen open.
    waiting: Duration,
    over: Option<Duration>,
}

impl Expiring {
    fn new(open: OpenCheckIn, label: &'static str, began: Duration) -> Self {
        Self {
            open,
            label,
            began,
            waiting: began,
            over: None,
        }
    }

    fn look(&mut self, session: &mut Session<'_>) -> Result<(), Halt> {
        if self.over.is_some() {
            return Ok(());
        }
        let now = session.setup.clock.elapsed();
        let seen = session.look_at_check_in(self.label, self.open.party, self.open.pairing)?;
        if seen.is(CheckInState::Ended) {
            self.over = Some(session.setup.clock.elapsed());
        } else if seen.check_in.is_some() {
            self.waiting = now;
        }
        Ok(())
    }

    fn span(&self) -> Span {
        let since = |then: Duration| then.saturating_sub(self.began);
        match self.over {
            Some(over) => Span::between(since(self.waiting), since(over)),
            None => Span::longer_than(since(self.waiting)),
        }
    }
}

fn lapsed(session: &mut Session<'_>) -> Result<(), Halt> {
    let version = Party::V8_6.version();
    asked_for(session)?;
    let began = session.setup.clock.elapsed();
    let open = start(session, "start", Party::V8_6)?;
    session.ask_check_in(CheckInAction::Scan, &open)?;
    let phone = session.setup.phone;
    if phone.is_automatic() || phone.answer("Does the app show the check-in?") == Some(true) {
        let seen = session.look_at_check_in("scanned", open.party, open.pairing)?;
        session.observe(version, Finding::CheckInScanned(seen.outcome));
    }
    let mut scanned = Expiring::new(open, "nobody decides", began);

    let open = start(session, "start another", Party::V8_6)?;
    session.ask_check_in(CheckInAction::Approve, &open)?;
    let began = session.setup.clock.elapsed();
    until_approved(session, &open)?;
    let mut approved = Expiring::new(open, "nobody starts an order", began);

    let began = session.setup.clock.elapsed();
    while session.since(began) < LONGEST_WAIT && (scanned.over.is_none() || approved.over.is_none())
    {
        session.pass(BETWEEN_LOOKS)?;
        scanned.look(session)?;
        approved.look(session)?;
    }
    session.observe(version, Finding::CheckInTime(scanned.span()));
    session.observe(version, Finding::ApprovedCheckInTime(approved.span()));
    for expiring in [scanned, approved] {
        if expiring.over.is_none() {
            session.cancel_check_in("cancel", &expiring.open)?;
        }
    }
    Ok(())
}
