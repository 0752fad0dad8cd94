//! Rehearsals with simulators that are not as documented.

use twint::twint::values::passphrase::Passphrase;
use twint_rehearse::rehearsal::{Played, Script};
use twint_rehearse::report::Report;
use twint_rehearse::{Forgetful, NextCertificate, SimulatedPlay};
use twint_simulator::{Quirks, Simulator};

/// What the tests' payments are about.
pub const AMOUNT: u64 = 50;

/// As documented, but that nobody waits for a held call.
pub fn quick() -> Quirks {
    Quirks {
        long_poll_ms: 300,
        ..Quirks::default()
    }
}

/// These steps; all if none is named.
pub fn script(only: &[&str]) -> Script {
    let only: Vec<_> = only.iter().map(|name| (*name).to_owned()).collect();
    Script::whole()
        .choose(&only, &[])
        .unwrap_or_else(|unknown| panic!("{unknown:?}"))
}

/// Plays the script with a simulator of these quirks; a renewal is ordered if its step is in the script.
pub fn play(quirks: &Quirks, script: &Script) -> Played {
    let simulator = Simulator::builder().quirks(quirks.clone()).start();
    play_with(&simulator, script)
}

/// The same with this simulator.
pub fn play_with(simulator: &Simulator, script: &Script) -> Played {
    let directory = tempfile::tempdir().unwrap();
    let next = NextCertificate {
        file: directory.path().join("next.p12"),
        passphrase: Passphrase::new("the next one"),
    };
    SimulatedPlay {
        simulator,
        script,
        amount: AMOUNT,
        next_certificate: Some(&next),
    }
    .play(&mut std::io::sink(), &mut Forgetful)
    .unwrap()
}

/// The report of such a rehearsal, compared with nothing.
pub fn report(quirks: &Quirks, script: &Script) -> Report {
    Report::new(&play(quirks, script), None, "the simulator", 0, None)
}
