//! How long TWINT waits.

use std::time::{Duration, Instant};

use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::moment::Moment;
use twint::twint::values::order::Capture;

use super::Step;
use super::unpaid::note_pairing;
use crate::access::LONGEST_EXCHANGE_MS;
use crate::answer::OrderSeen;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::phone::BuyerAction;
use crate::session::{MOST_CALLS, Party, PaymentId, Session};
use crate::span::Span;
use crate::state::State;

/// How much of a held call is the network's at the most, where calls that are not held are fast.
const NETWORK: Duration = Duration::from_millis(250);

/// Between two looks at orders whose time runs out.
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

/// The buyer takes their time, so that it shows from when on TWINT counts.
const BEFORE_SCANNING: Duration = Duration::from_secs(30);

/// How long to look at them: several providers give a buyer a quarter of an hour.
const LONGEST_WAIT: Duration = Duration::from_secs(20 * 60);

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "wait-for-response",
        title: "asks how a payment stands and lets TWINT hold the answer back",
        expects: "that the call is held for seconds, and answered at once when the buyer scans",
        phone: Some("wait until the code is shown, then enter it, and neither approve nor decline"),
        run: wait_for_response,
    },
    Step {
        name: "time-out",
        title: "leaves one payment alone that nobody scans, and one that was scanned; up to 20 minutes",
        expects: "FAILURE/CLIENT_TIMEOUT after three minutes, or a quarter of an hour",
        phone: Some("enter the code, then leave it alone"),
        run: time_out,
    },
];

/// One call with `WaitForResponse`, and how long it was held.
fn held(
    session: &mut Session<'_>,
    label: &str,
    order: PaymentId,
) -> Result<(Duration, Option<OrderSeen>), Halt> {
    let began = Instant::now();
    let seen = session.look_when_changed(label, Party::Patient, order)?;
    Ok((session.setup.clock.held(began.elapsed())?, seen))
}

fn wait_for_response(session: &mut Session<'_>) -> Result<(), Halt> {
    let mut order = session.start("start", Party::V8_6, 1, Capture::Immediate)?;
    let began = Instant::now();
    session.look("not held", Party::V8_6, order)?;
    let network = (session.setup.clock.held(began.elapsed())? * 2).max(NETWORK);
    let (time, seen) = held(session, "held while nothing happens", order)?;
    let gave_up = Duration::from_millis(u64::try_from(LONGEST_EXCHANGE_MS).unwrap_or_default());
    let span = if seen.is_some() {
        Span::between(time.saturating_sub(network), time)
    } else {
        Span::longer_than(gave_up)
    };
    session.observe(ApiVersion::V8_6, Finding::LongPoll(span));
    let before = seen.as_ref().map(|seen| &seen.state);
    // A call that is not held cannot be woken.
    if time > network {
        // A phone that acts by itself may come too late for one call; a person is asked once.
        let attempts = if session.setup.phone.is_automatic() {
            MOST_CALLS
        } else {
            1
        };
        let mut wakes = None;
        for attempt in 0..attempts {
            if attempt > 0 {
                session.cancel("cancel", Party::V8_6, order)?;
                order = session.start("start", Party::V8_6, 1, Capture::Immediate)?;
            }
            if let Some(changed_after) = scanned_while_held(session, order, time, before)? {
                // Answered well before a call would be that nothing happens to.
                wakes = Some(changed_after < time * 4 / 5);
            }
            if wakes == Some(true) {
                break;
            }
        }
        if let Some(wakes) = wakes {
            session.observe(ApiVersion::V8_6, Finding::LongPollWakes(wakes));
        }
    }
    session.cancel("cancel", Party::V8_6, order).map(|_| ())
}

/// How long the call was held that first showed the buyer's scan; `None` if none did.
fn scanned_while_held(
    session: &mut Session<'_>,
    order: PaymentId,
    usual: Duration,
    before: Option<&State>,
) -> Result<Option<Duration>, Halt> {
    let patience = session.setup.phone.patience();
    let began = Instant::now();
    let mut waiting_for_scan = Some(session.code(order)?);
    loop {
        let phone = session.setup.phone;
        let code = waiting_for_scan.take();
        // A person acts when they can; the simulator's phone while the call is being held.
        let pause = if phone.is_automatic() {
            usual / 3
        } else {
            Duration::ZERO
        };
        let (time, seen) = std::thread::scope(|scope| {
            if let Some(code) = &code {
                scope.spawn(move || {
                    std::thread::sleep(pause);
                    // Whether it was scanned shows in the order.
                    let _ = phone.ask(BuyerAction::Scan, code);
                });
            }
            held(session, "held until the buyer scans", order)
        })?;
        if let Some(seen) = seen
            && Some(&seen.state) != before
        {
            return Ok(Some(time));
        }
        if began.elapsed() >= patience {
            return Ok(None);
        }
    }
}

/// An order whose time runs out.
struct ExpiringOrder {
    order: PaymentId,
    label: &'static str,
    /// How it waited at first.
    at_first: Option<State>,
    /// When its time began, by the rehearsal's clock.
    began: Duration,
    /// When it was last seen waiting.
    waiting: Duration,
    over: Option<(Duration, OrderSeen)>,
}

impl ExpiringOrder {
    fn look(&mut self, session: &mut Session<'_>) -> Result<(), Halt> {
        if self.over.is_some() {
            return Ok(());
        }
        let now = session.setup.clock.elapsed();
        match session.look(self.label, Party::V8_6, self.order)? {
            Some(seen) if self.is_over(&seen.state) => {
                self.over = Some((session.setup.clock.elapsed(), seen));
            }
            Some(_) => self.waiting = now,
            None => {}
        }
        Ok(())
    }

    fn is_over(&self, state: &State) -> bool {
        match &self.at_first {
            Some(at_first) => state.may_be_over(at_first),
            None => !state.is_open(),
        }
    }

    fn span(&self) -> Span {
        let since = |then: Duration| then.saturating_sub(self.began);
        match &self.over {
            Some((over, seen)) => {
                Span::between(since(self.waiting), since(*over)).with_timestamps(between(seen))
            }
            None => Span::longer_than(since(self.waiting)),
        }
    }
}

/// From an order's creation to its last change, by TWINT's timestamps.
fn between(seen: &OrderSeen) -> Option<u64> {
    let moment = |text: &Option<String>| text.as_deref()?.parse::<Moment>().ok();
    let (created, processed) = (moment(&seen.created)?, moment(&seen.processed)?);
    u64::try_from(processed.unix_milliseconds() - created.unix_milliseconds()).ok()
}

fn time_out(session: &mut Session<'_>) -> Result<(), Halt> {
    let expiring = |session: &Session<'_>, order, label, began| ExpiringOrder {
        order,
        label,
        at_first: session.payment(order).state.clone(),
        began,
        waiting: began,
        over: None,
    };
    let now = session.setup.clock.elapsed();
    let order = session.start("start", Party::V8_6, 1, Capture::Immediate)?;
    let mut alone = expiring(session, order, "nobody scans", now);

    let order = session.start("start another", Party::V8_6, 1, Capture::Immediate)?;
    let at_first = session.look("not scanned yet", Party::V8_6, order)?;
    session.pass(BEFORE_SCANNING)?;
    session.ask(BuyerAction::Scan, order)?;
    session.until("scanned", Party::V8_6, order, |seen| {
        let before =
            |at_first: &OrderSeen| at_first.state == seen.state && at_first.pairing == seen.pairing;
        !at_first.as_ref().is_some_and(before)
    })?;
    let now = session.setup.clock.elapsed();
    let mut scanned = expiring(session, order, "nobody decides", now);

    let began = session.setup.clock.elapsed();
    while session.since(began) < LONGEST_WAIT && (alone.over.is_none() || scanned.over.is_none()) {
        session.pass(BETWEEN_LOOKS)?;
        alone.look(session)?;
        scanned.look(session)?;
    }
    session.observe(ApiVersion::V8_6, Finding::ScanTime(alone.span()));
    session.observe(ApiVersion::V8_6, Finding::DecisionTime(scanned.span()));
    for order in [alone, scanned] {
        match order.over {
            Some((_, seen)) => {
                note_pairing(session, &seen);
                session.change(order.order, |payment| payment.settled = true);
                session.observe(ApiVersion::V8_6, Finding::TimedOut(seen.state));
            }
            None => {
                session.cancel("cancel", Party::V8_6, order.order)?;
            }
        }
    }
    Ok(())
}
