//! Orders the next certificate, where somebody asked for it.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::time::Duration;

use twint::twint::flow;
use twint::twint::merchant::Merchant;
use twint::twint::values::api_version::ApiVersion;

use super::Step;
use crate::finding::Finding;
use crate::halt::Halt;
use crate::session::{Party, Session};
use crate::span::Span;
use crate::state::Reply;

/// How many days to look whether the old certificate is still accepted.
const LONGEST_DAYS: usize = 60;

pub(super) const STEPS: &[Step] = &[Step {
    name: "renewal",
    title: "orders the next certificate and tries both",
    expects: "a certificate, or the fault CertificateRenewalRefused before its time; only with --renew FILE",
    phone: None,
    run: renewal,
}];

fn renewal(session: &mut Session<'_>) -> Result<(), Halt> {
    let Some(next) = session.setup.next_certificate else {
        return Err(Halt::LeftOut("no --renew FILE was given".to_owned()));
    };
    // Before it is ordered: TWINT hands it out once.
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&next.file)
        .map_err(|error| Halt::step(format!("{}: {error}", next.file.display())))?;
    let response = session.call("renew", Party::V8_6, |merchant| {
        flow::renew_certificate(merchant, &next.passphrase)
    })?;
    let reply = response.reply();
    let renewed = match response.result {
        Ok(renewed) => renewed,
        Err(error) => {
            let _ = std::fs::remove_file(&next.file);
            if matches!(reply, Reply::Fault { .. }) {
                session.observe(ApiVersion::V8_6, Finding::RenewalTooEarly(reply));
                return Ok(());
            }
            return Err(Halt::step(error.to_string()));
        }
    };
    file.write_all(&renewed.pkcs12)
        .and_then(|()| file.sync_all())
        .map_err(|error| Halt::step(format!("{}: {error}", next.file.display())))?;
    session.say(&format!(
        "      The next certificate is in {}.",
        next.file.display()
    ));
    let merchant = session
        .setup
        .access
        .merchant_with(&renewed.pkcs12, &next.passphrase)
        .map_err(|error| Halt::step(format!("the next certificate: {error}")))?;
    accepted(session, "status with the next certificate", &merchant)?;
    let old = session.merchant(Party::V8_6);
    accepted(session, "status with the old certificate", old)?;
    if session.setup.clock.can_leap() {
        wait_for_the_old_to_end(session)?;
    }
    Ok(())
}

fn accepted(session: &mut Session<'_>, label: &str, merchant: &Merchant) -> Result<bool, Halt> {
    let response = session.call_as(label, ApiVersion::V8_6, || flow::system_status(merchant))?;
    Ok(response.result.is_ok())
}

fn wait_for_the_old_to_end(session: &mut Session<'_>) -> Result<(), Halt> {
    let began = session.setup.clock.elapsed();
    let mut accepted_until = Duration::ZERO;
    for day in 0..LONGEST_DAYS {
        session.pass(Duration::from_secs(86_400))?;
        let now = session.since(began);
        let old = session
            .setup
            .access
            .unacquainted(day)
            .map_err(|error| Halt::step(error.to_string()))?;
        if !accepted(session, "status with the old certificate, later", &old)? {
            let span = Span::between(accepted_until, now);
            session.observe(ApiVersion::V8_6, Finding::OldCertificate(span));
            return Ok(());
        }
        accepted_until = now;
    }
    let span = Span::longer_than(accepted_until);
    session.observe(ApiVersion::V8_6, Finding::OldCertificate(span));
    Ok(())
}
