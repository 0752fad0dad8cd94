//! A person in front of the terminal with a phone in the hand.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::time::Duration;

use super::{BuyerAction, PaymentCode, Phone};
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
}

/// What the person reads.
fn request(action: BuyerAction, code: &PaymentCode) -> String {
    let what = match action {
        BuyerAction::Scan => {
            "Enter the code in the TWINT app, then leave it: neither approve nor decline."
        }
        BuyerAction::Approve => "Enter the code in the TWINT app and APPROVE the payment.",
        BuyerAction::Decline => "Enter the code in the TWINT app and DECLINE the payment.",
    };
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
        let mut terminal = self.open().map_err(Halt::All)?;
        terminal
            .write_all(request(action, code).as_bytes())
            .map_err(|error| Halt::All(format!("the terminal is gone: {error}")))
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
        for (action, word) in [
            (BuyerAction::Scan, "neither approve nor decline"),
            (BuyerAction::Approve, "APPROVE"),
            (BuyerAction::Decline, "DECLINE"),
        ] {
            let text = request(action, &code);
            assert!(
                text.contains(word) && text.contains("52321") && text.contains("CHF 0.50"),
                "{text}"
            );
        }
    }
}
