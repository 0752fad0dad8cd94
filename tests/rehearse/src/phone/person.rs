//! A person in front of the terminal with a phone in the hand.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::time::Duration;

use super::{BuyerAction, CheckInAction, PaymentCode, Phone};
use crate::halt::Halt;

/// Speaks to the terminal itself and not to the standard output, which may be written into a file: the code that is shown pays
/// an order.
pub struct Person {
    terminal: &'static str,
}

impl Person {
    /// Whoever sits at this process's terminal.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn at_the_terminal() -> Result<Self, String> {
        let person = Self {
            terminal: "/dev/tty",
        };
        person.open().map(|_| person)
    }

    fn open(&self) -> Result<File, String> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .open(self.terminal)
            .map_err(|error| format!("there is no terminal to show the buyer's code on: {error}"))
    }

    fn show(&self, text: &str) -> Result<(), Halt> {
        let mut terminal = self.open().map_err(Halt::All)?;
        terminal
            .write_all(text.as_bytes())
            .map_err(|error| Halt::All(format!("the terminal is gone: {error}")))
    }
}

/// What the person is to do with an order.
fn with_order(action: BuyerAction) -> &'static str {
    match action {
        BuyerAction::Scan => {
            "Enter the code in the TWINT app, then leave it: neither approve nor decline."
        }
        BuyerAction::Approve => "Enter the code in the TWINT app and APPROVE the payment.",
        BuyerAction::Decline => "Enter the code in the TWINT app and DECLINE the payment.",
    }
}

/// What the person is to do with a check-in.
fn with_check_in(action: CheckInAction) -> &'static str {
    match action {
        CheckInAction::Scan => {
            "Enter the code in the TWINT app, then leave it: neither approve nor decline."
        }
        CheckInAction::Approve => {
            "Enter the code in the TWINT app, choose a way to ship and APPROVE."
        }
        CheckInAction::ApproveWithoutTwintId => {
            "Enter the code in a TWINT app without TWINT ID and APPROVE."
        }
        CheckInAction::Decline => "Enter the code in the TWINT app and DECLINE.",
    }
}

/// What the person reads.
fn request(what: &str, code: &PaymentCode) -> String {
    let picture = code
        .picture
        .as_ref()
        .and_then(crate::qr_picture::Pixels::for_terminal)
        .unwrap_or_default();
    format!(
        "\n{picture}  Phone: {what}\n  Code {}   CHF {}\n",
        code.token, code.amount
    )
}

impl Phone for Person {
    fn ask(&self, action: BuyerAction, code: &PaymentCode) -> Result<(), Halt> {
        self.show(&request(with_order(action), code))
    }

    fn ask_check_in(&self, action: CheckInAction, code: &PaymentCode) -> Result<(), Halt> {
        self.show(&request(with_check_in(action), code))
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(300)
    }

    fn is_automatic(&self) -> bool {
        false
    }

    fn answer(&self, question: &str) -> Option<bool> {
        let mut terminal = self.open().ok()?;
        terminal
            .write_all(format!("\n  {question} [y/n] ").as_bytes())
            .ok()?;
        let mut line = String::new();
        BufReader::new(terminal).read_line(&mut line).ok()?;
        match line.trim() {
            "y" | "Y" | "yes" => Some(true),
            "n" | "N" | "no" => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_person_reads_what_to_do_the_code_and_the_amount() {
        let code = PaymentCode {
            uuid: "u".to_owned(),
            token: "52321".to_owned(),
            picture: None,
            amount: "0.50".to_owned(),
        };
        for (what, word) in [
            (with_order(BuyerAction::Scan), "neither approve nor decline"),
            (with_order(BuyerAction::Approve), "APPROVE"),
            (with_order(BuyerAction::Decline), "DECLINE"),
            (
                with_check_in(CheckInAction::Scan),
                "neither approve nor decline",
            ),
            (
                with_check_in(CheckInAction::Approve),
                "choose a way to ship",
            ),
            (
                with_check_in(CheckInAction::ApproveWithoutTwintId),
                "without TWINT ID",
            ),
            (with_check_in(CheckInAction::Decline), "DECLINE"),
        ] {
            let text = request(what, &code);
            assert!(
                text.contains(word) && text.contains("52321") && text.contains("CHF 0.50"),
                "{text}"
            );
        }
    }
}
