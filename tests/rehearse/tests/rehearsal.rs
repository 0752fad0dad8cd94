//! The rehearsal as a whole: with the simulator as it is documented, stopped in the middle, resumed, and where it keeps its mouth
//! shut.

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use twint_rehearse::finding::{Finding, Question};
use twint_rehearse::rehearsal::Outcome;
use twint_rehearse::report::Report;
use twint_rehearse::{Journal, Payment, Recorded, SimulatedRehearsal, default_run};
use twint_simulator::{
    CheckInQuirks, ExpressOrder, Failure, MerchantCertificate, Settings, Simulator, What, When,
};

use simulated::{AMOUNT, plan, quick, rehearse_with};

/// What a rehearsal with the simulator cannot see, and why.
const UNSEEN: [Question; 4] = [
    Question::ConfirmationLapsed, // by default no approved order ends
    Question::RestLapsed,
    Question::Notification,    // nobody looks whether the address is called
    Question::RenewalTooEarly, // the certificate is renewed when it may be
];

#[test]
fn the_simulator_as_documented_is_as_expected_in_every_answer_and_every_shape() {
    let simulator = Simulator::start();
    let everything = plan(&[]);
    let run = rehearse_with(&simulator, &everything);
    let defaults = default_run(&everything, AMOUNT).unwrap();
    let report = Report::new(&run, Some(&defaults), "the simulator", 0, None);

    for step in &report.steps {
        let left_out = step.name == "notification";
        let fine = match &step.outcome {
            Outcome::Done => !left_out,
            Outcome::LeftOut(_) => left_out,
            Outcome::Trouble(_) | Outcome::NotReached => false,
        };
        assert!(fine, "{}: {:?}", step.name, step.outcome);
    }
    let comparison = report.comparison.as_ref().unwrap();
    assert!(comparison.is_empty(), "{}", report.markdown());
    let unseen: Vec<_> = report.unseen.iter().map(|unseen| unseen.question).collect();
    assert_eq!(unseen, UNSEEN);

    // Everything was given back, and the rehearsal knows.
    assert!(report.remaining().is_empty(), "{}", report.markdown());
    let books = simulator.books();
    assert_eq!(books.reserved.to_string(), "0.00");
    assert_eq!(books.captured, books.refunded);
    assert!(books.captured.0 > 0);
}

#[test]
fn another_shape_is_told_wherever_it_is_seen() {
    let steps = plan(&["cancel-before", "immediate"]);
    let defaults = default_run(&steps, AMOUNT).unwrap();
    let mut quirks = quick();
    quirks.fee_per_mille = 13;
    quirks.empty_bnpl_data = false;
    let run = simulated::rehearse(&quirks, &steps);
    let report = Report::new(&run, Some(&defaults), "the simulator", 0, None);
    let comparison = report.comparison.as_ref().unwrap();
    let calls = |part: &str| {
        let grouped = comparison
            .shapes
            .iter()
            .find(|shape| shape.what.ends_with(part));
        grouped.map(|shape| shape.calls.clone()).unwrap_or_default()
    };
    let without = calls("/merchant:BNPLData is missing");
    assert!(
        without
            .iter()
            .any(|call| call.starts_with("cancel-before, cancel (CancelOrder)"))
    );
    assert!(
        without
            .iter()
            .any(|call| call.starts_with("immediate, get (GetOrder)"))
    );
    let with_fee = calls("/merchant:Fee is more");
    assert!(
        with_fee
            .iter()
            .any(|call| call.starts_with("immediate, look (MonitorOrder)"))
    );
    assert!(
        !with_fee
            .iter()
            .any(|call| call.starts_with("cancel-before"))
    );
    assert!(comparison.outcomes.is_empty(), "{}", report.markdown());
}

#[test]
fn how_long_calls_are_held_does_not_depend_on_how_busy_the_machine_is() {
    let settings = Settings {
        latency_ms: 400,
        quirks: quick(),
        ..Settings::default()
    };
    let simulator = Simulator::builder().settings(settings).start();
    let run = rehearse_with(&simulator, &plan(&["wait-for-response"]));
    let report = Report::new(&run, None, "the simulator", 0, None);
    let held: Vec<_> = report.about(Question::LongPoll).collect();
    let [Finding::LongPoll(span)] = held[..] else {
        panic!("{held:?}");
    };
    assert!(span.admits(quick().long_poll_ms), "{span}");
    assert!(!span.admits(0) && !span.admits(500), "{span}");
    let wakes: Vec<_> = report.about(Question::LongPollWakes).collect();
    assert_eq!(wakes, [&Finding::LongPollWakes(true)]);
}

#[test]
fn express_is_left_out_unless_somebody_says_that_the_contract_has_it() {
    let program = Program::new(Duration::ZERO);
    let opened = || {
        let calls = program.simulator.calls();
        let opened = |call: &&twint_simulator::Call| call.operation == "RequestFastCheckoutCheckIn";
        calls.iter().filter(opened).count()
    };
    let outcome = |directory: &str, more: &[&str]| {
        let mut arguments = vec!["--directory", directory, "--only", "express-cancel"];
        arguments.extend(more);
        let output = program.command(&arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        program.report(directory).steps[0].outcome.clone()
    };
    let Outcome::LeftOut(why) = outcome("without", &[]) else {
        panic!("it was rehearsed");
    };
    assert!(why.starts_with("not rehearsed because"), "{why}");
    assert_eq!(opened(), 0);
    assert_eq!(outcome("with", &["--express"]), Outcome::Done);
    assert_eq!(opened(), 2, "one in each version");
}

#[test]
fn a_check_in_that_no_order_took_is_not_left_open() {
    let cancelled = |order: ExpressOrder| {
        let settings = Settings {
            quirks: quick(),
            check_in_quirks: CheckInQuirks {
                order,
                ..CheckInQuirks::default()
            },
            ..Settings::default()
        };
        let simulator = Simulator::builder().settings(settings).start();
        rehearse_with(&simulator, &plan(&["express"]));
        let calls = simulator.calls();
        calls.iter().any(|call| call.operation == "CancelCheckIn")
    };
    assert!(cancelled(ExpressOrder::Fails));
    assert!(!cancelled(ExpressOrder::ConfirmationPending));
}

/// Keeps everything that is ever written down.
#[derive(Default)]
struct Everything(String);

impl Journal for Everything {
    fn payments(&mut self, payments: &[Payment]) {
        self.0.push_str(&serde_json::to_string(payments).unwrap());
    }

    fn exchange(&mut self, exchange: &Recorded) {
        self.0.push_str(&serde_json::to_string(exchange).unwrap());
    }
}

#[test]
fn no_secret_is_printed_or_written_down() {
    let simulator = Simulator::builder().quirks(quick()).start();
    let directory = tempfile::tempdir().unwrap();
    let next = twint_rehearse::NextCertificate {
        file: directory.path().join("next.p12"),
        passphrase: twint::twint::values::passphrase::Passphrase::new("hush-hush-4711"),
    };
    let mut out = Vec::new();
    let mut kept = Everything::default();
    let run = SimulatedRehearsal {
        simulator: &simulator,
        plan: &plan(&[]),
        amount: AMOUNT,
        next_certificate: Some(&next),
    }
    .run(&mut out, &mut kept)
    .unwrap();
    let report = Report::new(&run, None, "the simulator", 0, None);
    let written = [
        String::from_utf8(out).unwrap(),
        kept.0,
        serde_json::to_string(&report).unwrap(),
        report.markdown(),
    ];
    let renewed = std::fs::read(&next.file).unwrap();
    assert!(renewed.len() > 1_000);

    let certificate = simulator.certificate(MerchantCertificate::Valid);
    let mut secrets = vec![
        certificate.passphrase.clone(),
        "hush-hush-4711".to_owned(),
        openssl::base64::encode_block(b"hush-hush-4711"),
        openssl::base64::encode_block(&renewed)[..40].to_owned(),
        openssl::base64::encode_block(&certificate.pkcs12)[..40].to_owned(),
        simulator.store_uuid().to_owned(),
        "data:image".to_owned(),
        "PRIVATE KEY".to_owned(),
    ];
    // The buyer of the check-ins.
    for private in [
        "John",
        "Rue de l",
        "Zürich",
        "13/12",
        "1998-12",
        "+4179",
        "max.mustermann",
    ] {
        secrets.push(private.to_owned());
    }
    let check_ins = simulator.check_ins();
    assert!(check_ins.len() > 6);
    secrets.extend(check_ins.into_iter().map(|check_in| check_in.token));
    let tokens: Vec<_> = simulator
        .orders()
        .into_iter()
        .filter_map(|order| order.token)
        .collect();
    assert!(tokens.len() > 10);
    for token in tokens {
        // Five digits stand in many a number; a code stands alone.
        secrets.push(format!(">{token}<"));
        secrets.push(format!("Code {token}"));
        secrets.push(format!("\"{token}\""));
    }
    for text in &written {
        assert!(text.len() > 1_000);
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{secret} is written down");
        }
    }
}

#[test]
fn what_was_not_answered_is_looked_up_before_anything_else_is_sent() {
    for (nth, what, refunds) in [
        (1, What::CloseAfterProcessing, 0), // the start of the payment
        (2, What::CloseAfterProcessing, 1), // its refund, which was carried out
        (2, What::ResetAfterRequest, 1),    // its refund, which was not
    ] {
        let simulator = Simulator::builder().quirks(quick()).start();
        let lost = Failure::always(what.clone())
            .of("StartOrder")
            .when(When::Nth(nth));
        simulator.fail(lost);
        let run = rehearse_with(&simulator, &plan(&["deferred-whole"]));
        assert_eq!(run.payments.len(), 1);
        assert!(
            !run.payments[0].may_be_left(),
            "{what:?}: {:?}",
            run.payments
        );
        let books = simulator.books();
        assert_eq!(books.reserved.to_string(), "0.00", "{what:?}");
        assert_eq!(books.captured, books.refunded, "{what:?}");
        let orders = simulator.orders();
        let reversals = orders.iter().filter(|order| order.linked_order.is_some());
        assert_eq!(reversals.count(), refunds, "{nth} {what:?}");
    }
}

/// The program with a simulator that runs already.
struct Program {
    simulator: Simulator,
    directory: tempfile::TempDir,
}

impl Program {
    fn new(latency: Duration) -> Self {
        let simulator = Simulator::builder()
            .quirks(quick())
            .latency(latency)
            .start();
        let directory = tempfile::tempdir().unwrap();
        let certificate = simulator.certificate(MerchantCertificate::Valid);
        std::fs::write(directory.path().join("shop.p12"), &certificate.pkcs12).unwrap();
        Self {
            simulator,
            directory,
        }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let certificate = self.simulator.certificate(MerchantCertificate::Valid);
        let mut command = Command::new(env!("CARGO_BIN_EXE_twint-rehearse"));
        command
            .arg("--certificate")
            .arg(self.path("shop.p12"))
            .args(["--system-id", self.simulator.store_uuid()])
            .args(["--phone", self.simulator.control()])
            .args(arguments)
            .env("TWINT_PASSPHRASE", certificate.passphrase)
            .current_dir(self.directory.path())
            .stdin(Stdio::null());
        command
    }

    fn report(&self, directory: &str) -> Report {
        let text = std::fs::read_to_string(self.path(directory).join("report.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

/// Ends the program as Ctrl-C does once it has printed a line with this in it.
fn interrupt_at(child: &mut Child, text: &str) {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in lines {
        if line.unwrap().contains(text) {
            let id = child.id().to_string();
            let killed = Command::new("kill").args(["-INT", &id]).status().unwrap();
            assert!(killed.success());
            break;
        }
    }
}

#[test]
fn ctrl_c_leaves_a_list_of_what_is_open_and_resuming_settles_it() {
    let program = Program::new(Duration::from_millis(40));
    let mut child = program
        .command(&[
            "--directory",
            "first",
            "--only",
            "deferred-parts,deferred-cancel",
        ])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    interrupt_at(&mut child, "A part of an order can be asked for");
    assert_eq!(child.wait().unwrap().code(), Some(1));

    let report = program.report("first");
    assert_eq!(report.ended_by.as_deref(), Some("somebody pressed Ctrl-C"));
    let remaining = report.remaining();
    assert_eq!(remaining.len(), 1, "{remaining:?}");
    let uuid = remaining[0].uuid.clone().unwrap();
    let order = program.simulator.order(&uuid).unwrap();
    assert_eq!(remaining[0].captured, order.captured.0);
    assert!(order.captured.0 > 0);
    let page = std::fs::read_to_string(program.path("first").join("report.md")).unwrap();
    assert!(page.contains(&uuid) && page.contains("Ctrl-C"), "{page}");
    assert_ne!(program.simulator.books().reserved.to_string(), "0.00");

    let first = program.path("first").join("report.json");
    let output = program
        .command(&["--directory", "second", "--resume", first.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(program.report("second").remaining().is_empty());
    let books = program.simulator.books();
    assert_eq!(books.reserved.to_string(), "0.00");
    assert_eq!(books.captured, books.refunded);
}

#[test]
fn a_process_that_is_killed_leaves_its_payments_and_they_are_found_by_their_references() {
    let program = Program::new(Duration::from_millis(40));
    let mut child = program
        .command(&["--directory", "first", "--only", "cancel-after,immediate"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in lines {
        if line.unwrap().contains("ConfirmOrder of the whole answers") {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!program.path("first").join("report.json").exists());

    // As if neither start nor capture had been answered.
    let kept = program.path("first").join("payments.json");
    let mut payments: Vec<Payment> =
        serde_json::from_str(&std::fs::read_to_string(&kept).unwrap()).unwrap();
    assert_eq!(payments.len(), 2);
    payments[1].uuid = None;
    payments[1].captured = 0;
    std::fs::write(&kept, serde_json::to_string(&payments).unwrap()).unwrap();

    let output = program
        .command(&["--directory", "second", "--resume", kept.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let books = program.simulator.books();
    assert_eq!(books.reserved.to_string(), "0.00");
    assert_eq!(books.captured, books.refunded);
}

#[test]
fn whoever_comes_back_sees_when_a_reservation_ended() {
    let program = Program::new(Duration::ZERO);
    let run = |arguments: &[&str]| {
        let output = program.command(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    run(&["--directory", "first", "--only", "too-early"]);
    // A rehearsal whose clock cannot be moved leaves such an order.
    let mut report = program.report("first");
    let order = left_open(&program, &mut report);
    std::fs::write(
        program.path("first").join("report.json"),
        serde_json::to_string(&report).unwrap(),
    )
    .unwrap();

    let first = program.path("first").join("report.json");
    run(&["--directory", "second", "--resume", first.to_str().unwrap()]);
    let second = program.report("second");
    assert_eq!(second.remaining().len(), 1, "it is left open on purpose");
    assert_eq!(second.about(Question::ConfirmationTime).count(), 1);
    assert_eq!(second.about(Question::ConfirmationLapsed).count(), 0);

    program.simulator.expire(&order).unwrap();
    let second = program.path("second").join("report.json");
    run(&["--directory", "third", "--resume", second.to_str().unwrap()]);
    let third = program.report("third");
    assert!(third.remaining().is_empty());
    assert_eq!(third.about(Question::ConfirmationTime).count(), 2);
    assert_eq!(third.about(Question::ConfirmationLapsed).count(), 1);
    assert!(
        third.about(Question::RefundUnpaid).count() >= 1,
        "what was seen before is kept"
    );
}

/// Starts and approves a deferred order by other means, and puts it into the report as one that is left open.
fn left_open(program: &Program, report: &mut Report) -> String {
    use twint::twint::flow;
    use twint::twint::merchant::{Environment, Merchant, Options};
    use twint::twint::values::identifiers::Reference;
    use twint::twint::values::order::Capture;
    use twint::twint::values::passphrase::Passphrase;

    let certificate = program.simulator.certificate(MerchantCertificate::Valid);
    let merchant = Merchant::new(
        program.simulator.store_uuid(),
        &certificate.pkcs12,
        &Passphrase::new(certificate.passphrase),
        "till",
        Environment::Testing,
        Options {
            endpoint: Some(program.simulator.endpoint().to_owned()),
            ca_pem: Some(program.simulator.ca_pem().to_owned()),
            ..Options::default()
        },
    )
    .unwrap();
    let reference: Reference = "left open".parse().unwrap();
    let amount = "0.01".parse().unwrap();
    let order = flow::payment_init(&merchant, &reference, amount, Capture::Deferred).unwrap();
    let uuid = order.uuid.to_string();
    program.simulator.approve(&uuid).unwrap();
    let mut payment = report.payments[0].clone();
    "reservation".clone_into(&mut payment.step);
    payment.reference = reference.to_string();
    payment.uuid = Some(uuid.clone());
    payment.approved_at = payment.seen_at;
    payment.settled = false;
    payment.kept = true;
    report.payments.push(payment);
    uuid
}

#[test]
fn real_money_and_strangers_are_refused_before_anything_is_sent() {
    let program = Program::new(Duration::ZERO);
    let refused = |arguments: &[&str], says: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_twint-rehearse"))
            .arg("--certificate")
            .arg(program.path("shop.p12"))
            .args(["--system-id", program.simulator.store_uuid()])
            .args(arguments)
            .env("TWINT_PASSPHRASE", "x")
            .current_dir(program.directory.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(says), "{stderr}");
    };
    refused(&["--production"], "say --yes-real-money, too");
    refused(&["--yes-real-money"], "goes with --production");
    refused(
        &["--phone", "https://service.twint.ch"],
        "is not on this machine",
    );
    refused(&["--amount", "5.00"], "is not between 0.05 and 1.00");
    refused(&["--only", "nonsense"], "there is no step nonsense");
    // With everything else right, a wrong passphrase ends it.
    refused(&["--phone", program.simulator.control()], "passphrase");
    assert_eq!(program.simulator.calls().len(), 0);
    let left: Vec<_> = std::fs::read_dir(program.directory.path())
        .unwrap()
        .collect();
    assert_eq!(left.len(), 1, "only the certificate is there: {left:?}");
}

#[test]
fn the_list_in_the_documents_has_every_question_and_a_report_fills_it_in() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/architecture.md");
    let document = std::fs::read_to_string(&docs).unwrap();
    let empty = twint_rehearse::docs_list::fill_in(&document, None).unwrap();
    let questions = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.starts_with("| "));
        rows.filter_map(|line| line.split(" | ").next())
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(
        questions(&document),
        questions(&empty),
        "the list lacks a question"
    );

    let program = Program::new(Duration::ZERO);
    std::fs::write(program.path("architecture.md"), &document).unwrap();
    let status = program
        .command(&["--directory", "one", "--only", "too-early"])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let unchanged = std::fs::read_to_string(program.path("architecture.md")).unwrap();
    assert_eq!(unchanged, document, "nobody asked");
    let report = program.path("one").join("report.json");
    let filled = Command::new(env!("CARGO_BIN_EXE_twint-rehearse"))
        .arg("--fill-in")
        .arg(report)
        .arg("--docs")
        .arg(program.path("architecture.md"))
        .status()
        .unwrap();
    assert!(filled.success());
    let text = std::fs::read_to_string(program.path("architecture.md")).unwrap();
    assert!(
        text.contains(
            "A refund of an order that nobody paid answers the fault InvalidOrder (1116)."
        )
    );
    assert_eq!(questions(&text), questions(&document));
}
