//! The directory of a rehearsal: what is open, what went to and fro, and the report.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use twint_rehearse::report::Report;
use twint_rehearse::{Journal, Payment, Recorded, in_utc, wall_unix};

/// Only its owner reads it.
pub(crate) struct Folder {
    path: PathBuf,
    exchanges: File,
}

impl Folder {
    /// Makes a new one, `rehearsal-2026-11-27T10-15-00Z` here if no other is named.
    pub(crate) fn make(named: Option<&Path>) -> Result<Self, String> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => Self::unused_name(),
        };
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        DirBuilder::new()
            .recursive(named.is_some())
            .mode(0o700)
            .create(&path)
            .map_err(failed)?;
        let exchanges = open(&path.join("exchanges.jsonl")).map_err(failed)?;
        Ok(Self { path, exchanges })
    }

    fn unused_name() -> PathBuf {
        let moment = in_utc(wall_unix()).replace(':', "-");
        let first = PathBuf::from(format!("rehearsal-{moment}"));
        let others = (2..100).map(|n| PathBuf::from(format!("rehearsal-{moment}-{n}")));
        std::iter::once(first.clone())
            .chain(others)
            .find(|path| !path.exists())
            .unwrap_or(first)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the report, for programs and for humans.
    pub(crate) fn write(&self, report: &Report) -> Result<(), String> {
        let json = serde_json::to_string_pretty(report).map_err(|error| error.to_string())?;
        for (name, text) in [("report.json", json), ("report.md", report.markdown())] {
            self.replace(name, text.as_bytes())
                .map_err(|error| format!("{}: {error}", self.path.join(name).display()))?;
        }
        Ok(())
    }

    /// The old one is there until the new one is whole.
    fn replace(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let new = self.path.join(format!("{name}.new"));
        let mut file = open(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(new, self.path.join(name))
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
}

impl Journal for Folder {
    fn payments(&mut self, payments: &[Payment]) {
        let written = serde_json::to_vec_pretty(payments)
            .map_err(std::io::Error::other)
            .and_then(|json| self.replace("payments.json", &json));
        if let Err(error) = written {
            eprintln!("The list of payments could not be written: {error}");
        }
    }

    fn exchange(&mut self, exchange: &Recorded) {
        let written = serde_json::to_string(exchange)
            .map_err(std::io::Error::other)
            .and_then(|line| writeln!(self.exchanges, "{line}"));
        if let Err(error) = written {
            eprintln!("An exchange could not be written: {error}");
        }
    }
}

/// What an earlier rehearsal left: its report, or only its payments if it did not come to a report.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Earlier {
    /// `report.json`.
    Report(Box<Report>),
    /// `payments.json`.
    Payments(Vec<Payment>),
}

impl Earlier {
    /// Reads either.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let failed = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
        let text = fs::read_to_string(path).map_err(|error| failed(&error))?;
        serde_json::from_str(&text)
            .map_err(|_| failed(&"is neither a report.json nor a payments.json of a rehearsal"))
    }

    /// Its payments.
    pub(crate) fn payments(&self) -> Vec<Payment> {
        match self {
            Self::Report(report) => report.payments.clone(),
            Self::Payments(payments) => payments.clone(),
        }
    }

    /// Its report, where there is one.
    pub(crate) fn report(&self) -> Option<&Report> {
        match self {
            Self::Report(report) => Some(report),
            Self::Payments(_) => None,
        }
    }
}
