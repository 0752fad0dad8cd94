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
use crate::keeper::{Forgetful, Keeper};
use crate::next_certificate::NextCertificate;
use crate::phone::AutomaticPhone;
use crate::rehearsal::{Played, Script, play};
use crate::span::Span;
use crate::stage::{Props, Stage, any_prefix};

/// What the rehearsal with a simulator can be told.
pub struct SimulatedPlay<'a> {
    /// The simulator; its quirks are what is to be found.
    pub simulator: &'a Simulator,
    /// What is played.
    pub script: &'a Script,
    /// The usual amount, in Rappen.
    pub amount: u64,
    /// Whether and where the next certificate is ordered.
    pub next_certificate: Option<&'a NextCertificate>,
}

impl SimulatedPlay<'_> {
    /// Plays it; `out` is told what happens, `keeper` what is worth keeping.
    ///
    /// # Errors
    /// When the simulator cannot be reached or its certificate not be opened.
    pub fn play(&self, out: &mut dyn Write, keeper: &mut dyn Keeper) -> Result<Played, String> {
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
        let props = Props {
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
        };
        Ok(play(
            Stage::new(props, Vec::new(), out, keeper),
            self.script,
        ))
    }
}

/// How long the simulator holds a call here. What it holds by default is known, and nobody needs to wait for it.
const QUICK_LONG_POLL_MS: u64 = 300;

/// The rehearsal with a simulator as it is by default: what the sources say of TWINT, as far as they say anything.
///
/// # Errors
/// When the simulator does not start.
pub fn as_documented(script: &Script, amount: u64) -> Result<Played, String> {
    let quirks = Quirks {
        long_poll_ms: QUICK_LONG_POLL_MS,
        ..Quirks::default()
    };
    let simulator = Simulator::builder()
        .quirks(quirks)
        .try_start()
        .map_err(|error| format!("the simulator does not start: {error}"))?;
    let mut played = SimulatedPlay {
        simulator: &simulator,
        script,
        amount,
        next_certificate: None,
    }
    .play(&mut std::io::sink(), &mut Forgetful)?;
    let held = Finding::LongPoll(Span {
        at_least_ms: Quirks::default().long_poll_ms,
        at_most_ms: Some(Quirks::default().long_poll_ms),
        by_its_timestamps_ms: None,
    });
    for found in &mut played.found {
        if found.version == ApiVersion::V8_6 && found.finding.question() == held.question() {
            found.finding = held.clone();
        }
    }
    Ok(played)
}
