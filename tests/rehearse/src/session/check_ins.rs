//! What is done with a check-in, by us and by the buyer. No money moves by it, and what the buyer hands over is written down nowhere.

use std::time::Duration;

use twint::twint::exchange::exchange;
use twint::twint::flow;
use twint::twint::operations::CancelCheckIn;
use twint::twint::values::check_in::{CheckIn, CheckInRequest, CheckInState};
use twint::twint::values::identifiers::PairingUuid;
use twint::twint::values::order::Capture;

use super::{Party, PaymentId, Session};
use crate::finding::Finding;
use crate::halt::Halt;
use crate::payments::{chf, francs};
use crate::phone::{CheckInAction, PaymentCode};
use crate::qr_picture::Pixels;
use crate::state::Reply;

/// Between two looks at a check-in.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// A check-in that was started.
pub struct OpenCheckIn {
    /// As whom.
    pub party: Party,
    /// TWINT's name for it.
    pub pairing: PairingUuid,
    code: PaymentCode,
}

/// How a check-in stands.
pub struct CheckInSeen {
    /// What the answer says, in a few words without the buyer's data.
    pub outcome: String,
    /// The fields of the buyer's data by name, and whether there is something in each.
    pub fields: Vec<(String, bool)>,
    /// What our client makes of it; nothing where it could not be read.
    pub check_in: Option<CheckIn>,
}

impl CheckInSeen {
    /// Whether it is in this state.
    pub fn is(&self, state: CheckInState) -> bool {
        self.check_in
            .as_ref()
            .is_some_and(|check_in| check_in.state == state)
    }
}

impl Session<'_> {
    /// Starts a check-in as the shop does.
    ///
    /// # Errors
    /// [`Halt::Step`] when TWINT opens none.
    pub fn start_check_in(
        &mut self,
        label: &str,
        party: Party,
        request: &CheckInRequest,
    ) -> Result<OpenCheckIn, Halt> {
        let response = self.call(label, party, |merchant| {
            flow::check_in_start(merchant, request)
        })?;
        self.observe(party.version(), Finding::CheckInStart(response.outcome()));
        let started = response
            .result
            .map_err(|error| Halt::step(format!("TWINT opened no check-in: {error}")))?;
        let picture = started.qr_code.as_deref().and_then(Pixels::read);
        Ok(OpenCheckIn {
            party,
            pairing: started.pairing,
            code: PaymentCode {
                uuid: started.pairing.to_string(),
                token: started.token.unwrap_or_default(),
                picture,
                amount: francs(request.net.rappen()),
            },
        })
    }

    /// Asks the buyer for something.
    ///
    /// # Errors
    /// When nobody can be asked, or the phone refuses.
    pub fn ask_check_in(&self, action: CheckInAction, open: &OpenCheckIn) -> Result<(), Halt> {
        self.setup.phone.ask_check_in(action, &open.code)
    }

    /// Looks at a check-in.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn look_at_check_in(
        &mut self,
        label: &str,
        party: Party,
        pairing: PairingUuid,
    ) -> Result<CheckInSeen, Halt> {
        let response = self.call(label, party, |merchant| {
            flow::check_in_poll(merchant, pairing)
        })?;
        Ok(CheckInSeen {
            outcome: response.outcome(),
            fields: response
                .answer
                .map(|answer| answer.customer_fields)
                .unwrap_or_default(),
            check_in: response.result.ok(),
        })
    }

    /// Looks until `enough`, as long as the buyer's patience lasts; the last look, whatever it shows.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn until_check_in(
        &mut self,
        label: &str,
        open: &OpenCheckIn,
        enough: impl Fn(&CheckInSeen) -> bool,
    ) -> Result<CheckInSeen, Halt> {
        let began = self.setup.clock.elapsed();
        let patience = self.setup.phone.patience();
        loop {
            let seen = self.look_at_check_in(label, open.party, open.pairing)?;
            if enough(&seen) || self.since(began) >= patience {
                return Ok(seen);
            }
            self.pass(BETWEEN_LOOKS)?;
        }
    }

    /// Sends one `CancelCheckIn`; what is answered, in a few words.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn cancel_check_in(&mut self, label: &str, open: &OpenCheckIn) -> Result<String, Halt> {
        let pairing = open.pairing;
        let response = self.call(label, open.party, |merchant| {
            let cancel = CancelCheckIn::new(merchant.information(), pairing);
            exchange(merchant, &cancel)
        })?;
        Ok(response.outcome())
    }

    /// Starts the order that a check-in is to pay; the answer may well be a fault.
    ///
    /// # Errors
    /// As [`Session::call`].
    pub fn start_express(
        &mut self,
        label: &str,
        open: &OpenCheckIn,
        amount: u64,
    ) -> Result<(PaymentId, Reply), Halt> {
        let reference = self.reference()?;
        let id = self.about_to_start(reference.as_str(), amount);
        let pairing = open.pairing;
        let response = self.call(label, open.party, |merchant| {
            let amount = chf(amount);
            let capture = Capture::Immediate;
            flow::payment_init_for_check_in(merchant, &reference, amount, capture, pairing)
        })?;
        let reply = response.reply();
        if let Some(uuid) = response.order().and_then(|order| order.uuid.clone()) {
            self.started(id, &uuid, response.answer.as_ref());
        }
        if reply.came_to_nothing() {
            self.change(id, |payment| payment.settled = true);
        }
        Ok((id, reply))
    }
}
