//! Tests that look at the whole process and therefore need one to themselves.
#![allow(dead_code)] // each test binary uses a part of it

use std::env;
use std::process::{Command, Output};

const CHILD: &str = "TWINT_TEST_CHILD";

/// Runs `body` in a new process in which the test `name` is the only one.
pub fn alone(name: &str, body: impl FnOnce()) {
    alone_with(name, &[], body);
}

/// As [`alone`], with these environment variables.
pub fn alone_with(name: &str, variables: &[(&str, &str)], body: impl FnOnce()) {
    prepared(name, |run| run(variables), body);
}

/// As [`alone`], after a preparation in this process, which calls what it is given with the other's environment variables.
pub fn prepared(name: &str, prepare: impl FnOnce(&dyn Fn(&[(&str, &str)])), body: impl FnOnce()) {
    if env::var(CHILD).as_deref() == Ok(name) {
        body();
        return;
    }
    prepare(&|variables| {
        let output = again(name, variables);
        assert!(
            output.status.success(),
            "{name} failed in its own process:\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("1 passed"),
            "{name} is not the name of this test"
        );
    });
}

fn again(name: &str, variables: &[(&str, &str)]) -> Output {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(CHILD, name)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}
