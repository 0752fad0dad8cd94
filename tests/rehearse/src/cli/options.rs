//! What can be said on the command line.

use std::path::PathBuf;

use clap::Parser;
use serde_json::{Value, json};

/// Walks TWINT's test system through every flow, with a phone in the hand, and says what it does differently from the simulator.
///
/// The certificate's passphrase is asked for, or read from `TWINT_PASSPHRASE`.
#[derive(Parser)]
#[command(bin_name = "./dev rehearse", max_term_width = 110)]
#[allow(clippy::struct_excessive_bools)] // options
pub(crate) struct Options {
    /// The certificate file as the portal delivered it
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,

    /// The store's UUID, "System ID" in the portal
    #[arg(long, value_name = "UUID")]
    pub system_id: Option<String>,

    /// TWINT's integration system instead of its test system
    #[arg(long)]
    pub integration: bool,

    /// The TWINT that moves real money; only together with --yes-real-money
    #[arg(long)]
    pub production: bool,

    /// Says that --production is meant
    #[arg(long)]
    pub yes_real_money: bool,

    /// The usual amount in francs, 0.05 to 1.00
    #[arg(long, value_name = "CHF", default_value = "0.50", value_parser = amount)]
    pub amount: u64,

    /// Only these steps, separated by commas
    #[arg(long, value_name = "STEPS", value_delimiter = ',')]
    pub only: Vec<String>,

    /// Not these steps
    #[arg(long, value_name = "STEPS", value_delimiter = ',')]
    pub skip: Vec<String>,

    /// Names the steps, and says which need a phone
    #[arg(long)]
    pub list: bool,

    /// Where report and exchanges are written; a new directory here by default
    #[arg(long, value_name = "DIR")]
    pub directory: Option<PathBuf>,

    /// Says that the merchant's contract has Express: check-ins are rehearsed, too
    #[arg(long)]
    pub express: bool,

    /// An address of yours that TWINT is to tell of changes
    #[arg(long, value_name = "URL")]
    pub notification_url: Option<String>,

    /// Orders the next certificate into a new file; its passphrase is asked for, or read from `TWINT_NEW_PASSPHRASE`
    #[arg(long, value_name = "FILE")]
    pub renew: Option<PathBuf>,

    /// Comes back to an earlier rehearsal: looks at what it left open, and settles what it could not
    #[arg(long, value_name = "REPORT", conflicts_with = "simulator")]
    pub resume: Option<PathBuf>,

    /// With --resume: settles also what was left open on purpose
    #[arg(long, requires = "resume")]
    pub close: bool,

    /// Fills the list "What is not established about TWINT" in with a report.json, and does nothing else
    #[arg(long, value_name = "REPORT")]
    pub fill_in: Option<PathBuf>,

    /// Fills it in when the rehearsal is over
    #[arg(long)]
    pub fill_docs: bool,

    /// The document with the list
    #[arg(
        long,
        value_name = "FILE",
        default_value = "docs/architecture.md",
        overrides_with = "docs"
    )]
    pub docs: PathBuf,

    /// Rehearses the rehearsal with a simulator of its own; nothing else is needed
    #[arg(long, conflicts_with_all = ["certificate", "production", "integration", "phone"])]
    pub simulator: bool,

    /// What that simulator does otherwise, see tests/simulator/README.md; may come often
    #[arg(long, value_name = "NAME=VALUE", requires = "simulator", value_parser = quirk)]
    pub quirk: Vec<Value>,

    /// The control API of a simulator that runs already, which is then phone, clock and TWINT
    #[arg(long, value_name = "URL", conflicts_with_all = ["production", "integration"])]
    pub phone: Option<String>,
}

fn amount(text: &str) -> Result<u64, String> {
    let chf: twint::twint::values::money::Chf = text
        .parse()
        .map_err(|why: twint::twint::values::money::ChfError| why.to_string())?;
    let rappen = chf.rappen();
    if (5..=100).contains(&rappen) {
        Ok(rappen)
    } else {
        Err("is not between 0.05 and 1.00".to_owned())
    }
}

/// A change of the simulator's settings.
fn quirk(text: &str) -> Result<Value, String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| "needs NAME=VALUE".to_owned())?;
    // Numbers, booleans and null as they are; anything else is a word.
    let value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
    Ok(json!({ "quirks": { name: value } }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Options, clap::Error> {
        Options::try_parse_from(std::iter::once(&"rehearse").chain(arguments))
    }

    #[test]
    fn amounts_are_small() {
        for (text, rappen) in [("0.05", 5), ("0.5", 50), ("1", 100)] {
            assert_eq!(parsed(&["--amount", text]).unwrap().amount, rappen);
        }
        for text in ["0.04", "1.01", "500", "-1", "0.505", "x"] {
            assert!(parsed(&["--amount", text]).is_err(), "{text}");
        }
        assert_eq!(parsed(&[]).unwrap().amount, 50);
    }

    #[test]
    fn a_simulator_is_no_way_to_real_money() {
        for arguments in [
            &["--simulator", "--production", "--yes-real-money"][..],
            &["--phone", "http://127.0.0.1:1", "--production"],
            &["--quirk", "longPollMs=5"],
            &["--close"],
        ] {
            assert!(parsed(arguments).is_err(), "{arguments:?}");
        }
    }

    #[test]
    fn there_is_no_option_for_a_passphrase() {
        for arguments in [["--passphrase", "x"], ["--password", "x"]] {
            assert!(parsed(&arguments).is_err());
        }
    }

    #[test]
    fn quirks_are_numbers_or_words() {
        let options = parsed(&[
            "--simulator",
            "--quirk",
            "longPollMs=500",
            "--quirk",
            "reversal=settlesLater",
        ])
        .unwrap();
        assert_eq!(
            options.quirk,
            [
                json!({ "quirks": { "longPollMs": 500 } }),
                json!({ "quirks": { "reversal": "settlesLater" } })
            ]
        );
    }
}
