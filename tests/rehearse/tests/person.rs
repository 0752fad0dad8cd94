//! A buyer who is a person: who acts later, or does something else, and a clock that nobody can move by days.

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use twint::twint::values::passphrase::Passphrase;
use twint_rehearse::access::{Access, System};
use twint_rehearse::finding::{Finding, Question};
use twint_rehearse::rehearsal::{Outcome, Plan, Run, rehearse};
use twint_rehearse::report::Report;
use twint_rehearse::session::{Session, Setup, any_prefix};
use twint_rehearse::{
    BuyerAction, CheckInAction, Clock, Control, Halt, NoJournal, PaymentCode, Phone, SimulatorClock,
};
use twint_simulator::{MerchantCertificate, Simulator};

use simulated::{AMOUNT, plan, quick};

/// What the person does when asked to approve.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// What they are asked.
    Obeys,
    /// Something else.
    Declines,
    /// Never acts, so that time runs out.
    Sleeps,
}

/// With what the person was asked to do something, and what.
#[derive(Clone, Copy)]
enum Asked {
    Order(BuyerAction),
    CheckIn(CheckInAction),
}

/// Acts when some time has passed since they were asked.
struct Person {
    control: Control,
    habit: Habit,
    asked: Mutex<VecDeque<(Asked, String)>>,
}

impl Person {
    fn acts(&self) {
        let asked = self.asked.lock().unwrap().pop_front();
        let (action, order) = match asked {
            Some((Asked::Order(action), order)) => (action, order),
            Some((Asked::CheckIn(action), pairing)) => return self.acts_on(action, &pairing),
            None => return,
        };
        let action = match (action, self.habit) {
            (_, Habit::Sleeps) => return,
            (BuyerAction::Approve, Habit::Obeys) => "approve",
            (BuyerAction::Approve, Habit::Declines) | (BuyerAction::Decline, _) => "decline",
            (BuyerAction::Scan, _) => "pair",
        };
        self.control.buyer(&order, action).unwrap();
    }

    fn acts_on(&self, action: CheckInAction, pairing: &str) {
        let action = match action {
            CheckInAction::Scan => "scan",
            CheckInAction::Approve => "approve",
            CheckInAction::Decline => "decline",
            CheckInAction::ApproveWithoutTwintId => {
                panic!("the person said that there is no such app")
            }
        };
        self.control
            .check_in(pairing, action, &serde_json::json!({}))
            .unwrap();
    }
}

impl Phone for Person {
    fn ask(&self, action: BuyerAction, code: &PaymentCode) -> Result<(), Halt> {
        assert_eq!(code.token.len(), 5, "a person needs the code");
        let order = code.uuid.clone();
        let asked = (Asked::Order(action), order);
        self.asked.lock().unwrap().push_back(asked);
        Ok(())
    }

    fn ask_check_in(&self, action: CheckInAction, code: &PaymentCode) -> Result<(), Halt> {
        assert_eq!(code.token.len(), 7, "a person needs the code");
        let asked = (Asked::CheckIn(action), code.uuid.clone());
        self.asked.lock().unwrap().push_back(asked);
        Ok(())
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(60)
    }

    fn is_automatic(&self) -> bool {
        false
    }

    fn answer(&self, _question: &str) -> Option<bool> {
        Some(false)
    }
}

/// The simulator's clock behaving as the one on the wall; every third look of the rehearsal the person acts.
struct Patient<'a> {
    clock: SimulatorClock,
    person: &'a Person,
    passed: Cell<u32>,
}

impl Clock for Patient<'_> {
    fn pass(&self, time: Duration) -> Result<(), Halt> {
        self.passed.set(self.passed.get() + 1);
        if self.passed.get().is_multiple_of(3) {
            self.person.acts();
        }
        self.clock.pass(time)
    }

    fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    fn unix(&self) -> i64 {
        self.clock.unix()
    }

    fn held(&self, measured: Duration) -> Result<Duration, Halt> {
        self.clock.held(measured)
    }

    fn can_leap(&self) -> bool {
        false
    }
}

fn rehearse_with(habit: Habit, plan: &Plan) -> (Simulator, Run) {
    let simulator = Simulator::builder().quirks(quick()).start();
    let control = Control::new(simulator.control()).unwrap();
    let certificate = simulator.certificate(MerchantCertificate::Valid);
    let access = Access {
        system: System::Simulator(control.access().unwrap()),
        certificate: certificate.pkcs12.into(),
        passphrase: Passphrase::new(certificate.passphrase),
        store: simulator.store_uuid().to_owned(),
    };
    let parties = access.parties().unwrap();
    let censor = access.censor(None);
    let person = Person {
        control: control.clone(),
        habit,
        asked: Mutex::default(),
    };
    let clock = Patient {
        clock: SimulatorClock::new(control),
        person: &person,
        passed: Cell::new(0),
    };
    let setup = Setup {
        access: &access,
        parties: &parties,
        phone: &person,
        clock: &clock,
        censor: &censor,
        stop: Arc::new(AtomicBool::new(false)),
        amount: AMOUNT,
        prefix: any_prefix(),
        notification_url: Some("https://shop.example/twint".to_owned()),
        close_kept: false,
        next_certificate: None,
        express: true,
    };
    let mut out = std::io::sink();
    let mut journal = NoJournal;
    let run = rehearse(
        Session::new(setup, Vec::new(), &mut out, &mut journal),
        plan,
    );
    (simulator, run)
}

#[test]
fn a_person_is_waited_for_and_what_takes_days_is_left_for_a_return() {
    let everything = Plan::whole()
        .choose(&[], &["wait-for-response".to_owned()])
        .unwrap();
    let (simulator, run) = rehearse_with(Habit::Obeys, &everything);
    for step in &run.steps {
        let left_out =
            ["renewal-window", "renewal", "express-without-id"].contains(&step.name.as_str());
        match &step.outcome {
            Outcome::Done => assert!(!left_out, "{}", step.name),
            Outcome::LeftOut(_) => assert!(left_out, "{}: {:?}", step.name, step.outcome),
            Outcome::Trouble(_) | Outcome::NotReached => {
                panic!("{}: {:?}", step.name, step.outcome)
            }
        }
    }
    let report = Report::new(&run, None, "the simulator", 0, None);
    assert_eq!(
        report.about(Question::Notification).collect::<Vec<_>>(),
        [&Finding::Notification(false)]
    );
    let unseen: Vec<_> = report.unseen.iter().map(|unseen| unseen.question).collect();
    for read_again in [
        Question::ConfirmationTime,
        Question::ConfirmationLapsed,
        Question::RestLapsed,
        Question::OldCertificate,
    ] {
        assert!(unseen.contains(&read_again), "{read_again:?}");
    }
    // Two reservations are left open on purpose, and nothing else.
    let remaining = report.remaining();
    assert_eq!(remaining.len(), 2, "{remaining:?}");
    assert!(remaining.iter().all(|payment| payment.kept));
    assert!(report.markdown().contains("Left open on purpose"));
    let books = simulator.books();
    assert_eq!(books.reserved.to_string(), "0.02");
    assert_eq!(
        books.captured.0 - books.refunded.0,
        1,
        "the part of one of them"
    );
}

#[test]
fn whoever_declines_instead_of_approving_ends_the_step() {
    let (simulator, run) = rehearse_with(Habit::Declines, &plan(&["cancel-after", "immediate"]));
    for step in &run.steps {
        let Outcome::Trouble(why) = &step.outcome else {
            panic!("{}: {:?}", step.name, step.outcome);
        };
        assert!(
            why.contains("did not approve: the order says FAILURE/CLIENT_ABORT"),
            "{why}"
        );
    }
    assert!(run.payments.iter().all(|payment| payment.settled));
    assert_eq!(simulator.books().captured.to_string(), "0.00");
}

#[test]
fn whoever_does_nothing_is_not_waited_for_for_ever() {
    let (simulator, run) = rehearse_with(Habit::Sleeps, &plan(&["declined", "immediate"]));
    for step in &run.steps {
        assert!(
            matches!(step.outcome, Outcome::Trouble(_)),
            "{}: {:?}",
            step.name,
            step.outcome
        );
    }
    assert!(
        run.payments.iter().all(|payment| payment.settled),
        "they were cancelled"
    );
    assert_eq!(simulator.books().reserved.to_string(), "0.00");
}
