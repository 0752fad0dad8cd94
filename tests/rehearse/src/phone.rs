//! The buyer: a person with a phone, or the simulator's phone.

mod automatic;
mod person;

use std::time::Duration;

pub use automatic::AutomaticPhone;
pub use person::Person;

use crate::halt::Halt;
use crate::qr_picture::Pixels;

/// What the buyer is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuyerAction {
    /// Enter the code, and decide nothing.
    Scan,
    /// Enter the code and approve; just approve if it was entered before.
    Approve,
    /// Enter the code and decline.
    Decline,
}

/// What the buyer is asked to do with a check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckInAction {
    /// Enter the code, and decide nothing.
    Scan,
    /// Enter the code, choose a way to ship and approve.
    Approve,
    /// The same without a TWINT ID, so that there is nothing to hand over.
    ApproveWithoutTwintId,
    /// Enter the code and decline.
    Decline,
}

/// What the buyer needs to see. It pays the order: it is shown to the buyer and to nobody else.
pub struct PaymentCode {
    /// TWINT's name for the order.
    pub uuid: String,
    /// The digits to enter.
    pub token: String,
    /// The same to scan, where TWINT's picture can be read.
    pub picture: Option<Pixels>,
    /// In francs.
    pub amount: String,
}

/// Whoever holds the phone.
pub trait Phone: Sync {
    /// Asks for something to be done; whether it was shows in the order.
    ///
    /// # Errors
    /// When nobody can be asked, or the phone refuses.
    fn ask(&self, action: BuyerAction, code: &PaymentCode) -> Result<(), Halt>;

    /// Asks for something to be done with a check-in; whether it was shows in the check-in.
    ///
    /// # Errors
    /// When nobody can be asked, or the phone refuses.
    fn ask_check_in(&self, action: CheckInAction, code: &PaymentCode) -> Result<(), Halt>;

    /// How long to look for what was asked.
    fn patience(&self) -> Duration;

    /// Whether it does at once what it is asked.
    fn is_automatic(&self) -> bool;

    /// Asks for something only a human can see; `None` if there is none.
    fn answer(&self, question: &str) -> Option<bool>;
}
