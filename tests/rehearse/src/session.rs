//! What every step works with: TWINT on one side, the buyer on the other, and everything that happens is written down.

mod check_ins;
mod moves;
mod odd;

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use twint::twint::error::{Error, ErrorKind};
use twint::twint::exchange::last_exchange::last_exchange;
use twint::twint::merchant::Merchant;
use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::identifiers::Reference;
use uuid::Uuid;

use crate::access::{Access, Parties};
use crate::answer::{Answer, OrderSeen};
use crate::censor::Censor;
use crate::clock::Clock;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::journal::Journal;
use crate::next_certificate::NextCertificate;
use crate::payments::{Payment, francs};
use crate::phone::{PaymentCode, Phone};
use crate::qr_picture::Pixels;
use crate::recording::{Purpose, Recorded, Recording};
use crate::state::Reply;

pub use check_ins::{CheckInSeen, OpenCheckIn};
pub use moves::MOST_CALLS;
pub use odd::Oddities;

/// As whom a call is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Version 8.6.
    V8_6,
    /// Version 10.
    V10,
    /// Version 8.6, waiting for an answer as long as the client can.
    Patient,
}

impl Party {
    /// The version it speaks.
    pub fn version(self) -> ApiVersion {
        match self {
            Self::V8_6 | Self::Patient => ApiVersion::V8_6,
            Self::V10 => ApiVersion::V10,
        }
    }
}

/// The place of a payment in [`Session::payments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentId(pub(crate) usize);

/// What came of a call.
pub struct Response<T> {
    /// What our client makes of it.
    pub result: Result<T, Error>,
    /// What was said, where it is XML.
    pub answer: Option<Answer>,
}

impl<T> Response<T> {
    /// How TWINT took it.
    pub fn reply(&self) -> Reply {
        self.answer
            .as_ref()
            .and_then(Answer::reply)
            .unwrap_or_else(|| {
                let why = match &self.result {
                    Ok(_) => "no order in it".to_owned(),
                    Err(error) => error.cause().to_string(),
                };
                Reply::Nothing(why)
            })
    }

    /// What came of it in a few words, order or not.
    pub fn outcome(&self) -> String {
        match (&self.answer, &self.result) {
            (Some(answer), _) => answer.outcome.clone(),
            (None, Ok(_)) => "no usable answer".to_owned(),
            (None, Err(error)) => format!("no usable answer ({})", error.cause()),
        }
    }

    /// The order in the answer.
    pub fn order(&self) -> Option<&OrderSeen> {
        self.answer.as_ref()?.order()
    }
}

/// Something found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// The step.
    pub step: &'static str,
    /// The version of the interface.
    pub version: ApiVersion,
    /// What.
    pub finding: Finding,
}

/// What the buyer enters or scans. It pays an order, and is not written down.
struct BuyerCode {
    token: String,
    qr_code: Option<String>,
}

/// What a session begins with.
pub struct Setup<'a> {
    /// What opens TWINT's door.
    pub access: &'a Access,
    /// As whom.
    pub parties: &'a Parties,
    /// The buyer.
    pub phone: &'a dyn Phone,
    /// The time.
    pub clock: &'a dyn Clock,
    /// What must not be written down.
    pub censor: &'a Censor,
    /// Set when somebody pressed Ctrl-C.
    pub stop: Arc<AtomicBool>,
    /// The usual amount, in Rappen.
    pub amount: u64,
    /// The beginning of every reference.
    pub prefix: String,
    /// An address that TWINT can tell of changes.
    pub notification_url: Option<String>,
    /// Whether payments that are open on purpose are settled, too.
    pub close_kept: bool,
    /// Whether and where the next certificate is ordered.
    pub next_certificate: Option<&'a NextCertificate>,
    /// Whether the merchant's contract has Express.
    pub express: bool,
}

/// What every step works with.
pub struct Session<'a> {
    /// What it began with.
    pub setup: Setup<'a>,
    /// What was started.
    pub payments: Vec<Payment>,
    /// What went to and fro.
    pub recording: Recording,
    /// What was found.
    pub found: Vec<Observation>,
    /// What is odd about any answer.
    pub oddities: Oddities,
    /// The step that is made.
    pub step: &'static str,
    codes: Vec<Option<BuyerCode>>,
    references: usize,
    last_request: String,
    last_ended: Option<Instant>,
    silent_calls: u32,
    out: &'a mut dyn Write,
    journal: &'a mut dyn Journal,
}

impl<'a> Session<'a> {
    /// One with the payments of an earlier rehearsal, none at first; `out` gets what a human reads, `journal` what is worth keeping.
    pub fn new(
        setup: Setup<'a>,
        payments: Vec<Payment>,
        out: &'a mut dyn Write,
        journal: &'a mut dyn Journal,
    ) -> Self {
        let codes = payments.iter().map(|_| None).collect();
        Self {
            setup,
            payments,
            recording: Recording::default(),
            found: Vec::new(),
            oddities: Oddities::default(),
            step: "",
            codes,
            references: 0,
            last_request: String::new(),
            last_ended: None,
            silent_calls: 0,
            out,
            journal,
        }
    }

    /// A line for whoever watches.
    pub fn say(&mut self, line: &str) {
        let line = self.setup.censor.text(line);
        // A watcher who has gone is no reason to leave payments open.
        let _ = writeln!(self.out, "{line}").and_then(|()| self.out.flush());
    }

    /// Notes what was found, once.
    pub fn observe(&mut self, version: ApiVersion, finding: Finding) {
        let known = self
            .found
            .iter()
            .any(|found| found.version == version && found.finding == finding);
        if !known {
            let line = format!("      {}", finding.sentence());
            self.say(&line);
            self.found.push(Observation {
                step: self.step,
                version,
                finding,
            });
        }
    }

    /// Lets time pass.
    ///
    /// # Errors
    /// When somebody pressed Ctrl-C.
    pub fn pass(&self, time: Duration) -> Result<(), Halt> {
        self.setup.clock.pass(time)
    }

    /// How much time has passed since then, by the rehearsal's clock.
    pub fn since(&self, then: Duration) -> Duration {
        self.setup.clock.elapsed().saturating_sub(then)
    }

    /// As whom.
    pub fn merchant(&self, party: Party) -> &'a Merchant {
        match party {
            Party::V8_6 => &self.setup.parties.v8_6,
            Party::V10 => &self.setup.parties.v10,
            Party::Patient => &self.setup.parties.patient,
        }
    }

    /// Makes one call and writes it down. `label` says in this step what it is for.
    ///
    /// # Errors
    /// [`Halt::Stopped`] before the call when somebody pressed Ctrl-C; [`Halt::All`] when TWINT refuses us as a whole.
    pub fn call<T>(
        &mut self,
        label: &str,
        party: Party,
        call: impl FnOnce(&Merchant) -> Result<T, Error>,
    ) -> Result<Response<T>, Halt> {
        let merchant = self.merchant(party);
        let response = self.call_as(label, party.version(), || call(merchant))?;
        if let Err(error) = &response.result {
            self.give_up_if_refused(error)?;
        }
        Ok(response)
    }

    /// The same, whoever calls, and whatever comes of it.
    ///
    /// # Errors
    /// [`Halt::Stopped`] before the call when somebody pressed Ctrl-C.
    pub fn call_as<T>(
        &mut self,
        label: &str,
        version: ApiVersion,
        call: impl FnOnce() -> Result<T, Error>,
    ) -> Result<Response<T>, Halt> {
        if self.setup.stop.load(Ordering::Relaxed) {
            return Err(Halt::Stopped);
        }
        let pause = self.last_ended.map(|ended| ended.elapsed());
        let result = call();
        self.last_ended = Some(Instant::now());
        // A call that was refused before anything was sent has no exchange of its own.
        let exchange = last_exchange().filter(|exchange| exchange.request != self.last_request);
        let mut answer = None;
        if let Some(exchange) = exchange {
            answer = exchange.answer.as_deref().and_then(Answer::read);
            let purpose = Purpose {
                step: self.step,
                label,
                version,
            };
            let failed = result.as_ref().err();
            let entry = Recorded::new(purpose, &exchange, failed, pause, self.setup.censor);
            self.oddities.notice(&entry, answer.as_ref());
            self.journal.exchange(&entry);
            self.recording.add(entry);
            self.last_request = exchange.request;
        }
        self.silent_calls = match (&result, &answer) {
            (Err(_), None) => self.silent_calls + 1,
            _ => 0,
        };
        Ok(Response { result, answer })
    }

    /// No step can help when certificate or settings are refused, or nothing is answered any more.
    fn give_up_if_refused(&self, error: &Error) -> Result<(), Halt> {
        let refused_before_sending = error.fault().is_none()
            && matches!(
                error.kind(),
                ErrorKind::Certificate(_) | ErrorKind::Configuration
            );
        if refused_before_sending || self.silent_calls >= 5 {
            return Err(Halt::All(error.to_string()));
        }
        Ok(())
    }

    /// A reference that was never used, the same length each time.
    ///
    /// # Errors
    /// [`Halt::All`] where the prefix makes a reference that TWINT does not take.
    pub fn reference(&mut self) -> Result<Reference, Halt> {
        self.references += 1;
        let text = format!("{}-{:03}", self.setup.prefix, self.references);
        text.parse()
            .map_err(|why| Halt::All(format!("the reference {text} {why}")))
    }

    /// Our name for a payment.
    ///
    /// # Errors
    /// [`Halt::Step`] when the report of an earlier rehearsal has another.
    pub fn reference_of(&self, id: PaymentId) -> Result<Reference, Halt> {
        let text = &self.payment(id).reference;
        text.parse()
            .map_err(|why| Halt::step(format!("the reference {text} {why}")))
    }

    /// What is believed of a payment.
    pub fn payment(&self, id: PaymentId) -> &Payment {
        &self.payments[id.0]
    }

    /// What a phone is shown of a payment.
    ///
    /// # Errors
    /// [`Halt::Step`] when it has none, and a person needs one.
    pub fn code(&self, id: PaymentId) -> Result<PaymentCode, Halt> {
        let payment = self.payment(id);
        let code = self.codes[id.0].as_ref();
        if code.is_none() && !self.setup.phone.is_automatic() {
            return Err(Halt::step("the order has no code for the buyer"));
        }
        Ok(PaymentCode {
            uuid: payment.uuid.clone().unwrap_or_default(),
            token: code.map(|code| code.token.clone()).unwrap_or_default(),
            picture: code
                .and_then(|code| code.qr_code.as_deref())
                .and_then(Pixels::read),
            amount: francs(payment.requested),
        })
    }

    /// How many orders TWINT started for this rehearsal, refunds included.
    pub fn orders_started(&self) -> u64 {
        let started = self.recording.entries().iter().filter(|entry| {
            entry.operation == "StartOrder"
                && entry
                    .shape
                    .as_ref()
                    .is_some_and(|shape| shape.status == 200)
        });
        started.count() as u64
    }

    /// Changes what is believed of a payment, and keeps it.
    pub fn change(&mut self, id: PaymentId, change: impl FnOnce(&mut Payment)) {
        change(&mut self.payments[id.0]);
        self.journal.payments(&self.payments);
    }

    /// What all answers together say.
    pub fn sum_up(&mut self) {
        for (version, finding) in self.oddities.findings() {
            self.observe(version, finding);
        }
    }
}

/// A beginning for references that no rehearsal had before.
pub fn any_prefix() -> String {
    let random = Uuid::new_v4().simple().to_string();
    format!("REH-{}", &random[..8])
}
