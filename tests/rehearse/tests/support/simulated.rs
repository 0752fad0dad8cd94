//! Rehearsals with simulators that are not as documented.

use twint::twint::values::passphrase::Passphrase;
use twint_rehearse::rehearsal::{Plan, Run};
use twint_rehearse::report::Report;
use twint_rehearse::{NextCertificate, NoJournal, SimulatedRehearsal};
use twint_simulator::{CheckInQuirks, Quirks, Settings, Simulator};

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
pub fn plan(only: &[&str]) -> Plan {
    let only: Vec<_> = only.iter().map(|name| (*name).to_owned()).collect();
    Plan::whole()
        .choose(&only, &[])
        .unwrap_or_else(|unknown| panic!("{unknown:?}"))
}

/// Plays the script with a simulator of these quirks; a renewal is ordered if its step is in the script.
pub fn rehearse(quirks: &Quirks, plan: &Plan) -> Run {
    let simulator = Simulator::builder().quirks(quirks.clone()).start();
    rehearse_with(&simulator, plan)
}

/// The same with this simulator.
pub fn rehearse_with(simulator: &Simulator, plan: &Plan) -> Run {
    let directory = tempfile::tempdir().unwrap();
    let next = NextCertificate {
        file: directory.path().join("next.p12"),
        passphrase: Passphrase::new("the next one"),
    };
    SimulatedRehearsal {
        simulator,
        plan,
        amount: AMOUNT,
        next_certificate: Some(&next),
    }
    .run(&mut std::io::sink(), &mut NoJournal)
    .unwrap()
}

/// The report of such a rehearsal, compared with nothing.
pub fn report(quirks: &Quirks, plan: &Plan) -> Report {
    report_with(quirks, &CheckInQuirks::default(), plan)
}

/// The same with quirks of check-ins, too.
pub fn report_with(quirks: &Quirks, of_check_ins: &CheckInQuirks, plan: &Plan) -> Report {
    let settings = Settings {
        quirks: quirks.clone(),
        check_in_quirks: of_check_ins.clone(),
        ..Settings::default()
    };
    let simulator = Simulator::builder().settings(settings).start();
    let run = rehearse_with(&simulator, plan);
    Report::new(&run, None, "the simulator", 0, None)
}
