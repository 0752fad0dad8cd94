//! The same rehearsal with the simulator, which plays the buyer and moves the clock.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use twint::twint::values::api_version::ApiVersion;
use twint::twint::values::passphrase::Passphrase;
use twint_simulator::{MerchantCertificate, Quirks, Simulator};
use zeroize::Zeroizing;

use crate::access::{Access, System};
use crate::clock::SimulatorClock;
use crate::control::Control;
use crate::finding::Finding;
use crate::journal::{Journal, NoJournal};
use crate::next_certificate::NextCertificate;
use crate::phone::AutomaticPhone;
use crate::rehearsal::{Plan, Run, rehearse};
use crate::session::{Session, Setup, any_prefix};
use crate::span::Span;

/// A rehearsal with a simulator.
pub struct SimulatedRehearsal<'a> {
    /// The simulator; its quirks are what is to be found.
    pub simulator: &'a Simulator,
    /// Which steps are made.
    pub plan: &'a Plan,
    /// The usual amount, in Rappen.
    pub amount: u64,
    /// Whether and where the next certificate is ordered.
    pub next_certificate: Option<&'a NextCertificate>,
}

impl SimulatedRehearsal<'_> {
    /// Goes through the plan; `out` gets what a human reads, `journal` what is worth keeping.
    ///
    /// # Errors
    /// When the simulator cannot be reached or its certificate not be opened.
    pub fn run(&self, out: &mut dyn Write, journal: &mut dyn Journal) -> Result<Run, String> {
        let control = Control::new(self.simulator.control())?;
        let certificate = self.simulator.certificate(MerchantCertificate::Valid);
        let access = Access {
            system: System::Simulator(control.access()?),
            certificate: Zeroizing::new(certificate.pkcs12),
            passphrase: Passphrase::new(certificate.passphrase),
            store: self.simulator.store_uuid().to_owned(),
        };
        let parties = access.parties().map_err(|error| error.to_string())?;
        let censor = access.censor(self.next_certificate);
        let clock = SimulatorClock::new(control.clone());
        let phone = AutomaticPhone::new(control);
        let setup = Setup {
            access: &access,
            parties: &parties,
            phone: &phone,
            clock: &clock,
            censor: &censor,
            stop: Arc::new(AtomicBool::new(false)),
            amount: self.amount,
            prefix: any_prefix(),
            notification_url: None,
            close_kept: false,
            next_certificate: self.next_certificate,
            express: true,
        };
        Ok(rehearse(
            Session::new(setup, Vec::new(), out, journal),
            self.plan,
        ))
    }
}

/// How long the simulator holds a call here. What it holds by default is known, and nobody needs to wait for it.
const QUICK_LONG_POLL_MS: u64 = 300;

/// The rehearsal with a simulator as it is by default: what the sources say of TWINT, as far as they say anything.
///
/// # Errors
/// When the simulator does not start.
pub fn default_run(plan: &Plan, amount: u64) -> Result<Run, String> {
    let quirks = Quirks {
        long_poll_ms: QUICK_LONG_POLL_MS,
        ..Quirks::default()
    };
    let simulator = Simulator::builder()
        .quirks(quirks)
        .try_start()
        .map_err(|error| format!("the simulator does not start: {error}"))?;
    let mut run = SimulatedRehearsal {
        simulator: &simulator,
        plan,
        amount,
        next_certificate: None,
    }
    .run(&mut std::io::sink(), &mut NoJournal)?;
    let held = Finding::LongPoll(Span {
        at_least_ms: Quirks::default().long_poll_ms,
        at_most_ms: Some(Quirks::default().long_poll_ms),
        by_its_timestamps_ms: None,
    });
    for found in &mut run.found {
        if found.version == ApiVersion::V8_6 && found.finding.question() == held.question() {
            found.finding = held.clone();
        }
    }
    Ok(run)
}
