//! What is done with an order, by us and by the buyer.

use std::time::Duration;

use twint::twint::exchange::exchange;
use twint::twint::flow;
use twint::twint::operations::{CancelOrder, ConfirmOrder, MonitorOrder, Reversal};
use twint::twint::values::identifiers::{OrderUuid, Reference};
use twint::twint::values::order::{Capture, Order};

use super::{BuyerCode, Party, PaymentId, Session};
use crate::answer::OrderSeen;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::{Payment, SentRefund, chf};
use crate::phone::BuyerAction;
use crate::qr_picture::Pixels;
use crate::requests::{OddStart, StartOddOrder};
use crate::state::{Reply, State};

/// Between two looks at an order.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// How often something is sent whose answer does not show that it was done.
pub const MOST_CALLS: u64 = 5;

/// How long a refund may take before we stop looking.
const REFUND_PATIENCE: Duration = Duration::from_secs(30);

impl Session<'_> {
    /// Starts a payment as the shop does.
    ///
    /// # Errors
    /// [`Halt::Step`] when it was not started.
    pub fn start(
        &mut self,
        label: &str,
        party: Party,
        amount: u64,
        capture: Capture,
    ) -> Result<PaymentId, Halt> {
        let reference = self.reference()?;
        let id = self.about_to_start(reference.as_str(), amount);
        let response = self.call(label, party, |merchant| {
            flow::payment_init(merchant, &reference, chf(amount), capture)
        })?;
        let reply = response.reply();
        match response.result {
            Ok(order) => {
                self.keep_code(party, id, order.pairing_token, order.qr_code);
                self.started(id, &order.uuid.to_string(), response.answer.as_ref());
                Ok(id)
            }
            Err(error) => {
                if matches!(reply, Reply::Fault { .. }) {
                    self.change(id, |payment| payment.settled = true);
                }
                Err(Halt::step(format!("the order was not started: {error}")))
            }
        }
    }

    /// Starts one that no shop starts; the answer may well be a fault.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn start_odd(
        &mut self,
        label: &str,
        party: Party,
        amount: u64,
        odd: OddStart<'_>,
    ) -> Result<(PaymentId, Reply), Halt> {
        let reference = self.reference()?;
        let id = self.about_to_start(reference.as_str(), amount);
        let response = self.call(label, party, |merchant| {
            exchange(
                merchant,
                &StartOddOrder::new(merchant.information(), &reference, chf(amount), odd),
            )
        })?;
        let reply = response.reply();
        match response.result {
            Ok(started) => {
                self.keep_code(party, id, started.token, started.qr_code);
                self.started(id, &started.uuid, response.answer.as_ref());
            }
            Err(_) if matches!(reply, Reply::Fault { .. }) => {
                self.change(id, |payment| payment.settled = true);
            }
            Err(_) => {}
        }
        Ok((id, reply))
    }

    /// Written down before it is sent: after a crash this says what to look up.
    pub(crate) fn about_to_start(&mut self, reference: &str, amount: u64) -> PaymentId {
        let id = PaymentId(self.payments.len());
        self.payments
            .push(Payment::new(self.step, reference.to_owned(), amount));
        self.codes.push(None);
        self.change(id, |_| {});
        id
    }

    pub(crate) fn started(
        &mut self,
        id: PaymentId,
        uuid: &str,
        answer: Option<&crate::answer::Answer>,
    ) {
        let state = answer
            .and_then(|answer| answer.order())
            .map(|order| order.state.clone());
        let now = self.setup.clock.unix();
        self.change(id, |payment| {
            payment.uuid = Some(uuid.to_owned());
            payment.state = state;
            payment.seen_at = Some(now);
        });
    }

    /// Keeps the code for the buyer, and finds out what shape its picture has.
    fn keep_code(
        &mut self,
        party: Party,
        id: PaymentId,
        token: Option<String>,
        qr_code: Option<String>,
    ) {
        let pixels = qr_code.as_deref().and_then(Pixels::read);
        if let Some(shape) = pixels.and_then(|pixels| pixels.shape()) {
            self.observe(party.version(), Finding::QrCode(shape));
        }
        self.codes[id.0] = token.map(|token| BuyerCode { token, qr_code });
    }

    /// Asks the buyer for something.
    ///
    /// # Errors
    /// When nobody can be asked, or the phone refuses.
    pub fn ask(&self, action: BuyerAction, id: PaymentId) -> Result<(), Halt> {
        let code = self.code(id)?;
        self.setup.phone.ask(action, &code)
    }

    /// Looks at an order; `None` where it could not be read.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn look(
        &mut self,
        label: &str,
        party: Party,
        id: PaymentId,
    ) -> Result<Option<OrderSeen>, Halt> {
        let order = self.uuid(id)?;
        self.look_waiting(label, party, id, order, false)
    }

    /// The same, with `WaitForResponse`.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn look_when_changed(
        &mut self,
        label: &str,
        party: Party,
        id: PaymentId,
    ) -> Result<Option<OrderSeen>, Halt> {
        let order = self.uuid(id)?;
        self.look_waiting(label, party, id, order, true)
    }

    fn look_waiting(
        &mut self,
        label: &str,
        party: Party,
        id: PaymentId,
        order: OrderUuid,
        wait: bool,
    ) -> Result<Option<OrderSeen>, Halt> {
        let response = self.call(label, party, |merchant| {
            exchange(
                merchant,
                &MonitorOrder {
                    merchant: merchant.information(),
                    order,
                    wait,
                },
            )
        })?;
        let seen = response.order().cloned();
        if let Some(seen) = &seen {
            let (state, now) = (seen.state.clone(), self.setup.clock.unix());
            self.change(id, |payment| {
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
        party: Party,
        id: PaymentId,
        enough: impl Fn(&OrderSeen) -> bool,
    ) -> Result<OrderSeen, Halt> {
        let began = self.setup.clock.elapsed();
        let patience = self.setup.phone.patience();
        let mut last = None;
        loop {
            if let Some(seen) = self.look(label, party, id)? {
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
        party: Party,
        amount: u64,
        capture: Capture,
    ) -> Result<(PaymentId, OrderSeen), Halt> {
        let id = self.start("start", party, amount, capture)?;
        self.ask(BuyerAction::Approve, id)?;
        let seen = self.until_approved(party, id)?;
        if seen.state.failed() {
            return Err(Halt::step(format!(
                "the buyer did not approve: the order says {}",
                seen.state
            )));
        }
        Ok((id, seen))
    }

    /// Looks until the buyer has decided.
    ///
    /// # Errors
    /// As [`Session::until`].
    pub fn until_approved(&mut self, party: Party, id: PaymentId) -> Result<OrderSeen, Halt> {
        let seen = self.until("approved", party, id, |seen| !seen.state.waits_for_buyer())?;
        if seen.state.waits_for_buyer() && seen.state.is_known() {
            self.cancel("cancel", party, id)?;
            return Err(Halt::step("the buyer did nothing"));
        }
        let now = self.setup.clock.unix();
        self.change(id, |payment| payment.approved_at = Some(now));
        Ok(seen)
    }

    /// Sends one `ConfirmOrder`. What it took is believed as far as the answer goes.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn confirm(
        &mut self,
        label: &str,
        party: Party,
        id: PaymentId,
        amount: u64,
        last: bool,
    ) -> Result<Reply, Halt> {
        let order = self.uuid(id)?;
        let response = self.call(label, party, |merchant| {
            exchange(
                merchant,
                &ConfirmOrder::new(merchant.information(), order, chf(amount), last),
            )
        })?;
        let reply = response.reply();
        let taken = match &reply {
            // Between two parts an order may say anything; one that was closed says so.
            Reply::Order(state) => !state.failed() && (!last || state.succeeded()),
            Reply::Fault { .. } | Reply::Nothing(_) => false,
        };
        if taken {
            self.change(id, |payment| {
                payment.captured += amount;
                payment.more_parts = !last;
            });
        }
        Ok(reply)
    }

    /// Sends one `CancelOrder` and reads the order again.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn cancel(
        &mut self,
        label: &str,
        party: Party,
        id: PaymentId,
    ) -> Result<(Reply, Option<State>), Halt> {
        let order = self.uuid(id)?;
        let response = self.call(label, party, |merchant| {
            exchange(
                merchant,
                &CancelOrder {
                    merchant: merchant.information(),
                    order,
                },
            )
        })?;
        let reply = response.reply();
        let read_again = self.look(&format!("{label}, read again"), party, id)?;
        let read_again = read_again.map(|seen| seen.state);
        if read_again.as_ref().is_some_and(State::failed) {
            self.change(id, |payment| payment.settled = true);
        }
        Ok((reply, read_again))
    }

    /// Cancels until the order is over, as often as is reasonable; the last look.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn cancel_until_over(
        &mut self,
        label: &str,
        party: Party,
        id: PaymentId,
    ) -> Result<Option<State>, Halt> {
        let (mut reply, mut read_again) = self.cancel(label, party, id)?;
        for _ in 1..MOST_CALLS {
            if reply.state().is_none() || !read_again.as_ref().is_some_and(State::is_open) {
                break;
            }
            (reply, read_again) = self.cancel(&format!("{label}, repeated"), party, id)?;
        }
        Ok(read_again)
    }

    /// Sends one refund, confirms it if TWINT asks for that, and looks at it until it is done.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn refund(
        &mut self,
        label: &str,
        party: Party,
        id: PaymentId,
        amount: u64,
    ) -> Result<(Reply, Option<State>), Halt> {
        let reference = self.reference()?;
        self.refund_as(label, party, id, amount, &reference)
            .map(|(reply, end, _)| (reply, end))
    }

    /// The same under a reference that may have been used before; also TWINT's name for what came back.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn refund_as(
        &mut self,
        label: &str,
        party: Party,
        id: PaymentId,
        amount: u64,
        reference: &Reference,
    ) -> Result<(Reply, Option<State>, Option<OrderUuid>), Halt> {
        let original = self.uuid(id)?;
        let sent = SentRefund {
            reference: reference.to_string(),
            amount,
        };
        // Written down before it is sent: without an answer this says what to look up.
        self.change(id, |payment| payment.unanswered_refunds.push(sent.clone()));
        let response = self.call(label, party, |merchant| {
            exchange(
                merchant,
                &Reversal::new(merchant.information(), original, reference, chf(amount)),
            )
        })?;
        if response.answer.is_some() {
            self.change(id, |payment| {
                payment.unanswered_refunds.retain(|known| *known != sent);
            });
        }
        let reply = response.reply();
        let (end, uuid) = match &response.result {
            // It names another order than a refund: nothing of ours to wait for.
            Ok(reversal) if reversal.uuid == original => {
                let state = State::new(&reversal.status, &reversal.reason);
                return Ok((reply, Some(state), Some(original)));
            }
            Ok(reversal) => (
                self.until_refunded(label, party, reversal, amount)?,
                Some(reversal.uuid),
            ),
            Err(_) => (None, None),
        };
        if end.as_ref().is_some_and(State::succeeded) {
            self.change(id, |payment| payment.refunded += amount);
        }
        Ok((reply, end, uuid))
    }

    fn until_refunded(
        &mut self,
        label: &str,
        party: Party,
        reversal: &Order,
        amount: u64,
    ) -> Result<Option<State>, Halt> {
        let mut state = State::new(&reversal.status, &reversal.reason);
        let mut calls = 0;
        while state.waits_for_merchant() && calls < MOST_CALLS {
            calls += 1;
            let response = self.call(&format!("{label}, confirmed"), party, |merchant| {
                exchange(
                    merchant,
                    &ConfirmOrder::new(merchant.information(), reversal.uuid, chf(amount), true),
                )
            })?;
            match response.order() {
                Some(order) => state = order.state.clone(),
                None => break,
            }
        }
        let began = self.setup.clock.elapsed();
        while state.is_open() && self.since(began) < REFUND_PATIENCE {
            self.pass(BETWEEN_LOOKS)?;
            let response = self.call(&format!("{label}, looked at"), party, |merchant| {
                flow::poll(merchant, reversal.uuid)
            })?;
            if let Some(order) = response.order() {
                state = order.state.clone();
            }
        }
        Ok(Some(state))
    }

    /// TWINT's name for a payment.
    ///
    /// # Errors
    /// [`Halt::Step`] when it has none.
    pub fn uuid(&self, id: PaymentId) -> Result<OrderUuid, Halt> {
        let uuid = self.payments[id.0].uuid.as_deref().unwrap_or_default();
        uuid.parse()
            .map_err(|why| Halt::step(format!("the order's UUID {why}")))
    }
}
