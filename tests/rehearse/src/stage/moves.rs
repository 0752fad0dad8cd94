//! What is done with an order, by us and by the buyer.

use std::time::Duration;

use twint::twint::exchange::exchange;
use twint::twint::flow;
use twint::twint::operations::{CancelOrder, ConfirmOrder, MonitorOrder, Reversal};
use twint::twint::values::identifiers::{OrderUuid, Reference};
use twint::twint::values::order::{Capture, Order};

use super::{As, ForTheBuyer, Stage, Which};
use crate::answer::OrderSeen;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::{Payment, chf};
use crate::phone::Gesture;
use crate::qr_picture::Pixels;
use crate::requests::{OddStart, StartOddOrder};
use crate::state::{Reply, State};

/// Between two looks at an order.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// How often something is sent whose answer does not show that it was done.
pub const MOST_CALLS: u64 = 5;

/// How long a refund may take before we stop looking.
const REFUND_PATIENCE: Duration = Duration::from_secs(30);

impl Stage<'_> {
    /// Starts a payment as the shop does.
    ///
    /// # Errors
    /// [`Halt::Step`] when it was not started.
    pub fn start(
        &mut self,
        label: &str,
        who: As,
        amount: u64,
        capture: Capture,
    ) -> Result<Which, Halt> {
        let reference = self.reference()?;
        let which = self.about_to_start(reference.as_str(), amount);
        let told = self.tell(label, who, |merchant| {
            flow::payment_init(merchant, &reference, chf(amount), capture)
        })?;
        let reply = told.reply();
        match told.result {
            Ok(order) => {
                self.keep_code(who, which, order.pairing_token, order.qr_code);
                self.started(which, &order.uuid.to_string(), told.answer.as_ref());
                Ok(which)
            }
            Err(error) => {
                if matches!(reply, Reply::Fault { .. }) {
                    self.change(which, |payment| payment.settled = true);
                }
                Err(Halt::step(format!("the order was not started: {error}")))
            }
        }
    }

    /// Starts one that no shop starts; the answer may well be a fault.
    ///
    /// # Errors
    /// As [`Stage::tell`].
    pub fn start_odd(
        &mut self,
        label: &str,
        who: As,
        amount: u64,
        odd: OddStart<'_>,
    ) -> Result<(Which, Reply), Halt> {
        let reference = self.reference()?;
        let which = self.about_to_start(reference.as_str(), amount);
        let told = self.tell(label, who, |merchant| {
            exchange(
                merchant,
                &StartOddOrder::new(merchant.information(), &reference, chf(amount), odd),
            )
        })?;
        let reply = told.reply();
        match told.result {
            Ok(started) => {
                self.keep_code(who, which, started.token, started.qr_code);
                self.started(which, &started.uuid, told.answer.as_ref());
            }
            Err(_) if matches!(reply, Reply::Fault { .. }) => {
                self.change(which, |payment| payment.settled = true);
            }
            Err(_) => {}
        }
        Ok((which, reply))
    }

    /// Written down before it is sent: after a crash this says what to look up.
    pub(crate) fn about_to_start(&mut self, reference: &str, amount: u64) -> Which {
        let which = Which(self.payments.len());
        self.payments
            .push(Payment::new(self.step, reference.to_owned(), amount));
        self.codes.push(None);
        self.change(which, |_| {});
        which
    }

    pub(crate) fn started(
        &mut self,
        which: Which,
        uuid: &str,
        answer: Option<&crate::answer::Answer>,
    ) {
        let state = answer
            .and_then(|answer| answer.order())
            .map(|order| order.state.clone());
        let now = self.props.clock.unix();
        self.change(which, |payment| {
            payment.uuid = Some(uuid.to_owned());
            payment.state = state;
            payment.seen_at = Some(now);
        });
    }

    /// Keeps the code for the buyer, and finds out what shape its picture has.
    fn keep_code(&mut self, who: As, which: Which, token: Option<String>, qr_code: Option<String>) {
        let pixels = qr_code.as_deref().and_then(Pixels::read);
        if let Some(shape) = pixels.and_then(|pixels| pixels.shape()) {
            self.finds(who.version(), Finding::QrCode(shape));
        }
        self.codes[which.0] = token.map(|token| ForTheBuyer { token, qr_code });
    }

    /// Asks the buyer for something.
    ///
    /// # Errors
    /// When nobody can be asked, or the phone refuses.
    pub fn please(&self, gesture: Gesture, which: Which) -> Result<(), Halt> {
        let code = self.code(which)?;
        self.props.phone.please(gesture, &code)
    }

    /// Looks at an order; `None` where it could not be read.
    ///
    /// # Errors
    /// As [`Stage::tell`].
    pub fn look(&mut self, label: &str, who: As, which: Which) -> Result<Option<OrderSeen>, Halt> {
        let order = self.uuid(which)?;
        self.look_waiting(label, who, which, order, false)
    }

    /// The same, with `WaitForResponse`.
    ///
    /// # Errors
    /// As [`Stage::tell`].
    pub fn look_when_changed(
        &mut self,
        label: &str,
        who: As,
        which: Which,
    ) -> Result<Option<OrderSeen>, Halt> {
        let order = self.uuid(which)?;
        self.look_waiting(label, who, which, order, true)
    }

    fn look_waiting(
        &mut self,
        label: &str,
        who: As,
        which: Which,
        order: OrderUuid,
        wait: bool,
    ) -> Result<Option<OrderSeen>, Halt> {
        let told = self.tell(label, who, |merchant| {
            exchange(
                merchant,
                &MonitorOrder {
                    merchant: merchant.information(),
                    order,
                    wait,
                },
            )
        })?;
        let seen = told.order().cloned();
        if let Some(seen) = &seen {
            let (state, now) = (seen.state.clone(), self.props.clock.unix());
            self.change(which, |payment| {
                payment.state = Some(state);
                payment.seen_at = Some(now);
            });
        }
        Ok(seen)
    }

    /// Looks until `enough`, as long as the buyer's patience lasts; the last look, whatever it shows.
    ///
    /// # Errors
    /// [`Halt::Step`] when the order could not be read at all.
    pub fn until(
        &mut self,
        label: &str,
        who: As,
        which: Which,
        enough: impl Fn(&OrderSeen) -> bool,
    ) -> Result<OrderSeen, Halt> {
        let began = self.props.clock.elapsed();
        let patience = self.props.phone.patience();
        let mut last = None;
        loop {
            if let Some(seen) = self.look(label, who, which)? {
                if enough(&seen) {
                    return Ok(seen);
                }
                last = Some(seen);
            }
            if self.since(began) >= patience {
                return last.ok_or_else(|| Halt::step("the order cannot be read"));
            }
            self.pass(BETWEEN_LOOKS)?;
        }
    }

    /// A payment that the buyer was asked to approve, and how it stands then.
    ///
    /// # Errors
    /// [`Halt::Step`] when it was not started, or not approved.
    pub fn approved(
        &mut self,
        who: As,
        amount: u64,
        capture: Capture,
    ) -> Result<(Which, OrderSeen), Halt> {
        let which = self.start("start", who, amount, capture)?;
        self.please(Gesture::Approve, which)?;
        let seen = self.until_approved(who, which)?;
        if seen.state.failed() {
            return Err(Halt::step(format!(
                "the buyer did not approve: the order says {}",
                seen.state
            )));
        }
        Ok((which, seen))
    }

    /// Looks until the buyer has decided.
    ///
    /// # Errors
    /// As [`Stage::until`].
    pub fn until_approved(&mut self, who: As, which: Which) -> Result<OrderSeen, Halt> {
        let seen = self.until("approved", who, which, |seen| !seen.state.waits_for_buyer())?;
        if seen.state.waits_for_buyer() && seen.state.is_known() {
            self.cancel("cancel", who, which)?;
            return Err(Halt::step("the buyer did nothing"));
        }
        let now = self.props.clock.unix();
        self.change(which, |payment| payment.approved_at = Some(now));
        Ok(seen)
    }

    /// Sends one `ConfirmOrder`. What it took is believed as far as the answer goes.
    ///
    /// # Errors
    /// As [`Stage::tell`].
    pub fn confirm(
        &mut self,
        label: &str,
        who: As,
        which: Which,
        amount: u64,
        last: bool,
    ) -> Result<(Reply, Option<OrderSeen>), Halt> {
        let order = self.uuid(which)?;
        let told = self.tell(label, who, |merchant| {
            exchange(
                merchant,
                &ConfirmOrder::new(merchant.information(), order, chf(amount), last),
            )
        })?;
        let reply = told.reply();
        let taken = match &reply {
            // Between two parts an order may say anything; one that was closed says so.
            Reply::Order(state) => !state.failed() && (!last || state.succeeded()),
            Reply::Fault { .. } | Reply::Nothing(_) => false,
        };
        if taken {
            self.change(which, |payment| {
                payment.captured += amount;
                payment.more_parts = !last;
            });
        }
        Ok((reply, told.order().cloned()))
    }

    /// Sends one `CancelOrder` and reads the order again.
    ///
    /// # Errors
    /// As [`Stage::tell`].
    pub fn cancel(
        &mut self,
        label: &str,
        who: As,
        which: Which,
    ) -> Result<(Reply, Option<State>), Halt> {
        let order = self.uuid(which)?;
        let told = self.tell(label, who, |merchant| {
            exchange(
                merchant,
                &CancelOrder {
                    merchant: merchant.information(),
                    order,
                },
            )
        })?;
        let reply = told.reply();
        let later = self.look(&format!("{label}, read again"), who, which)?;
        let later = later.map(|seen| seen.state);
        if later.as_ref().is_some_and(State::failed) {
            self.change(which, |payment| payment.settled = true);
        }
        Ok((reply, later))
    }

    /// Cancels until the order is over, as often as is reasonable; how often, and the last look.
    ///
    /// # Errors
    /// As [`Stage::tell`].
    pub fn cancel_until_over(
        &mut self,
        label: &str,
        who: As,
        which: Which,
    ) -> Result<(u64, Option<State>), Halt> {
        let mut calls = 1;
        let (mut said, mut later) = self.cancel(label, who, which)?;
        while calls < MOST_CALLS
            && said.state().is_some()
            && later.as_ref().is_some_and(State::is_open)
        {
            calls += 1;
            (said, later) = self.cancel(&format!("{label}, repeated"), who, which)?;
        }
        Ok((calls, later))
    }

    /// Sends one refund, confirms it if TWINT asks for that, and looks at it until it is done.
    ///
    /// # Errors
    /// As [`Stage::tell`].
    pub fn refund(
        &mut self,
        label: &str,
        who: As,
        which: Which,
        amount: u64,
    ) -> Result<(Reply, Option<State>), Halt> {
        let reference = self.reference()?;
        self.refund_as(label, who, which, amount, &reference)
            .map(|(reply, end, _)| (reply, end))
    }

    /// The same under a reference that may have been used before; also TWINT's name for what came back.
    ///
    /// # Errors
    /// As [`Stage::tell`].
    pub fn refund_as(
        &mut self,
        label: &str,
        who: As,
        which: Which,
        amount: u64,
        reference: &Reference,
    ) -> Result<(Reply, Option<State>, Option<OrderUuid>), Halt> {
        let original = self.uuid(which)?;
        let told = self.tell(label, who, |merchant| {
            exchange(
                merchant,
                &Reversal::new(merchant.information(), original, reference, chf(amount)),
            )
        })?;
        let reply = told.reply();
        let (end, uuid) = match &told.result {
            // It names another order than a refund: nothing of ours to wait for.
            Ok(reversal) if reversal.uuid == original => {
                let state = State::new(&reversal.status, &reversal.reason);
                return Ok((reply, Some(state), Some(original)));
            }
            Ok(reversal) => (
                self.until_refunded(label, who, reversal, amount)?,
                Some(reversal.uuid),
            ),
            Err(_) => (None, None),
        };
        if end.as_ref().is_some_and(State::succeeded) {
            self.change(which, |payment| payment.refunded += amount);
        }
        Ok((reply, end, uuid))
    }

    fn until_refunded(
        &mut self,
        label: &str,
        who: As,
        reversal: &Order,
        amount: u64,
    ) -> Result<Option<State>, Halt> {
        let mut state = State::new(&reversal.status, &reversal.reason);
        let mut calls = 0;
        while state.waits_for_merchant() && calls < MOST_CALLS {
            calls += 1;
            let told = self.tell(&format!("{label}, confirmed"), who, |merchant| {
                exchange(
                    merchant,
                    &ConfirmOrder::new(merchant.information(), reversal.uuid, chf(amount), true),
                )
            })?;
            match told.order() {
                Some(order) => state = order.state.clone(),
                None => break,
            }
        }
        let began = self.props.clock.elapsed();
        while state.is_open() && self.since(began) < REFUND_PATIENCE {
            self.pass(BETWEEN_LOOKS)?;
            let told = self.tell(&format!("{label}, looked at"), who, |merchant| {
                flow::poll(merchant, reversal.uuid)
            })?;
            if let Some(order) = told.order() {
                state = order.state.clone();
            }
        }
        Ok(Some(state))
    }

    /// TWINT's name for a payment.
    ///
    /// # Errors
    /// [`Halt::Step`] when it has none.
    pub fn uuid(&self, which: Which) -> Result<OrderUuid, Halt> {
        let uuid = self.payments[which.0].uuid.as_deref().unwrap_or_default();
        uuid.parse()
            .map_err(|why| Halt::step(format!("the order's UUID {why}")))
    }
}
