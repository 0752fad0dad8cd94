//! The simulator as a program.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

fn start(arguments: &[&str]) -> (Child, Value, BufReader<std::process::ChildStdout>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_twint-simulator"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    (child, serde_json::from_str(&line).unwrap(), out)
}

#[test]
fn it_says_where_everything_is_and_ends_with_its_standard_input() {
    let (mut child, ready, mut out) = start(&["--exit-with-stdin", "--latency-ms", "1"]);
    for name in ["endpoint", "appSchemesEndpoint", "control", "storeUuid"] {
        assert!(ready[name].is_string(), "{name}");
    }
    let directory = ready["directory"].as_str().unwrap().to_owned();
    for file in [&ready["caFile"], &ready["certificates"]["valid"]["pkcs12"]] {
        assert!(Path::new(file.as_str().unwrap()).is_file());
    }
    for name in [
        "expired",
        "notYetValid",
        "revoked",
        "wrongIssuer",
        "otherMerchant",
        "tripleDes",
    ] {
        let files = &ready["certificates"][name];
        assert!(
            Path::new(files["pem"].as_str().unwrap()).is_file(),
            "{name}"
        );
        assert_eq!(files["passphrase"], ready["passphrase"]);
    }
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert!(!Path::new(&directory).exists());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "one line and no more");
}

#[test]
fn it_ends_on_sigterm_and_leaves_a_directory_it_was_given() {
    let directory = std::env::temp_dir().join(format!("twint-program-{}", std::process::id()));
    let (mut child, ready, _out) = start(&["--directory", directory.to_str().unwrap()]);
    assert!(ready["certificates"]["valid"].is_object());
    let asked = Instant::now();
    let kill = Command::new("kill").arg(child.id().to_string()).status();
    assert!(kill.unwrap().success());
    assert!(child.wait().unwrap().success());
    assert!(asked.elapsed() < Duration::from_secs(2));
    assert!(directory.join("valid.p12").is_file());
    std::fs::remove_dir_all(directory).unwrap();
}

#[test]
fn it_refuses_what_it_does_not_know() {
    let output = Command::new(env!("CARGO_BIN_EXE_twint-simulator"))
        .args(["--quirk", "nonsense=1"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nonsense"));
}

#[test]
fn a_simulator_starts_in_well_under_a_second() {
    drop(twint_simulator::Simulator::start()); // makes the keys of this process
    let started = Instant::now();
    drop(twint_simulator::Simulator::start());
    assert!(
        started.elapsed() < Duration::from_millis(500),
        "{:?}",
        started.elapsed()
    );
}
