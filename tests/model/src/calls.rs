//! What is sent to TWINT, and what comes back.

use twint::twint::error::{Cause, Error, ErrorKind};
use twint::twint::values::order::Order;

use crate::shown::Shown;

/// A call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Call {
    /// `StartOrder`.
    Start,
    /// `MonitorOrder`.
    Read,
    /// The same within a capture, a cancellation or a refund, where it is read until there is an answer or no more patience.
    ReadAgain,
    /// `FindOrder` by the payment's reference.
    Find,
    /// `ConfirmOrder` over so many Rappen; `closing`: not a partial one.
    Confirm {
        /// In Rappen.
        amount: u8,
        /// Whether it closes the order.
        closing: bool,
    },
    /// `CancelOrder`.
    Cancel,
    /// `StartOrder` of a reversal over so many Rappen.
    Reverse(u8),
    /// `ConfirmOrder` of that reversal.
    ConfirmReversal,
    /// `FindOrder` by that reversal's reference.
    FindReversal,
    /// The same of a reversal that the merchant entered as not carried out.
    FindDenied,
}

impl Call {
    /// Whether TWINT changes nothing for it.
    pub fn is_harmless(self) -> bool {
        match self {
            Self::Read | Self::ReadAgain | Self::Find | Self::FindReversal | Self::FindDenied => {
                true
            }
            Self::Start
            | Self::Confirm { .. }
            | Self::Cancel
            | Self::Reverse(_)
            | Self::ConfirmReversal => false,
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The order is in no state for it, or TWINT says so.
    Conflict,
    /// TWINT says no for another reason.
    Declined,
    /// Nothing was changed at TWINT.
    Unavailable,
    /// It may have been carried out.
    OutcomeUnknown,
}

impl Failure {
    /// As the client has it.
    pub fn error(self) -> Error {
        let kind = match self {
            Self::Conflict => ErrorKind::StateConflict,
            Self::Declined => ErrorKind::Declined,
            Self::Unavailable => ErrorKind::Unavailable,
            Self::OutcomeUnknown => ErrorKind::OutcomeUnknown,
        };
        Error::new(kind, Cause::Unreadable(String::new()))
    }
}

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heard {
    /// An order; of a search the only one.
    Order(Shown),
    /// Two orders that a search found.
    Two(Shown, Shown),
    /// A search without a result.
    Nothing,
    /// No answer.
    Failed(Failure),
}

impl Heard {
    /// As the client reads the answer to a call about one order.
    pub fn order(self) -> Result<Order, Error> {
        match self {
            Self::Order(shown) => Ok(shown.order()),
            Self::Two(..) | Self::Nothing => unreachable!("only a search finds two or nothing"),
            Self::Failed(failure) => Err(failure.error()),
        }
    }

    /// As the client reads the answer to a search.
    pub fn orders(self) -> Result<Vec<Order>, Error> {
        match self {
            Self::Order(shown) => Ok(vec![shown.order()]),
            Self::Two(first, second) => Ok(vec![first.order(), second.order()]),
            Self::Nothing => Ok(Vec::new()),
            Self::Failed(failure) => Err(failure.error()),
        }
    }
}
