//! A refund until its end: what to do next, given what came back. Without input or output.

use super::no_refusal;
use super::payment_init::not_declined;
use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Kind, Order, OrderLink, OrderState};

/// What to do next. Nothing here sends the refund: that happens once, before [`Refund::was_sent`].
#[derive(Debug)]
pub enum Next {
    /// Confirm the reversal, which TWINT asks for.
    Confirm(Confirming),
    /// Read the order that was to be paid back.
    ReadOriginal(ReadingOriginal),
    /// Nothing more: this is what became of it.
    GiveBack(Result<Order, Error>),
}

/// A refund that a merchant wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refund {
    /// The order to pay back.
    pub original: OrderUuid,
    /// How much.
    pub amount: Chf,
}

/// The reversal is to be confirmed.
#[derive(Debug)]
pub struct Confirming {
    /// Its order.
    pub reversal: Order,
}

/// The original is to be read.
#[derive(Debug)]
pub struct ReadingOriginal {
    failed: Error,
}

impl Refund {
    /// What to do after it was sent.
    pub fn was_sent(self, answer: Result<Order, Error>) -> Next {
        match answer {
            Ok(reversal) => finish(reversal),
            Err(failed) => match failed.kind() {
                // It shows the state it is in.
                ErrorKind::StateConflict => Next::ReadOriginal(ReadingOriginal { failed }),
                ErrorKind::InvalidArgument
                | ErrorKind::Certificate(_)
                | ErrorKind::Configuration
                | ErrorKind::Declined
                | ErrorKind::Unavailable
                | ErrorKind::OutcomeUnknown => Next::GiveBack(Err(failed)),
            },
        }
    }

    /// What to do after its reference was searched for, long after it was sent.
    pub fn was_searched(self, found: Result<Vec<Order>, Error>) -> Next {
        let mut found = match found {
            Ok(found) => found,
            Err(failed) => return Next::GiveBack(Err(no_refusal(failed))),
        };
        Next::GiveBack(Err(match found.pop() {
            None => Error::found(ErrorKind::StateConflict, Finding::Missing),
            Some(reversal) if found.is_empty() && self.is_paid_back_by(&reversal) => {
                return finish(reversal);
            }
            Some(other) => {
                Error::found(ErrorKind::OutcomeUnknown, Finding::AnotherOrder).with_order(other)
            }
        }))
    }

    /// Whether the order is a reversal of the original over the amount. TWINT may leave the link out; the reference is the refund's own.
    fn is_paid_back_by(&self, order: &Order) -> bool {
        let of_original = match &order.link {
            Some(OrderLink::Uuid(uuid)) => *uuid == self.original,
            // We name the original by TWINT's name, and TWINT repeats what it was asked.
            Some(OrderLink::Reference(_)) => false,
            None => true,
        };
        order.known_kind() == Some(Kind::Reversal) && of_original && order.requested == self.amount
    }
}

impl Confirming {
    /// What to do after it was confirmed.
    pub fn was_confirmed(self, answer: Result<Order, Error>) -> Next {
        Next::GiveBack(match answer {
            Ok(reversal) => finished(reversal),
            Err(failed) => Err(failed
                .into_kind(ErrorKind::OutcomeUnknown)
                .with_order(self.reversal)),
        })
    }
}

impl ReadingOriginal {
    /// What to do after it was read.
    pub fn was_read(self, original: Result<Order, Error>) -> Next {
        Next::GiveBack(Err(match original {
            Ok(order) => self.failed.with_order(order),
            Err(_) => self.failed,
        }))
    }
}

/// A reversal counts as done where its order is a success. TWINT answers so at once; should it ask for a confirmation, it gets it.
fn finish(reversal: Order) -> Next {
    let reversal = match not_declined(reversal) {
        Ok(reversal) => reversal,
        Err(declined) => return Next::GiveBack(Err(declined)),
    };
    match reversal.state {
        OrderState::AwaitingConfirmation => Next::Confirm(Confirming { reversal }),
        OrderState::AwaitingCustomer
        | OrderState::Succeeded
        | OrderState::PartiallySucceeded
        | OrderState::Failed
        | OrderState::Unrecognised => Next::GiveBack(finished(reversal)),
    }
}

fn finished(reversal: Order) -> Result<Order, Error> {
    match reversal.state {
        OrderState::Succeeded => Ok(reversal),
        OrderState::AwaitingCustomer
        | OrderState::AwaitingConfirmation
        | OrderState::PartiallySucceeded
        | OrderState::Failed
        | OrderState::Unrecognised => {
            Err(Error::found(ErrorKind::OutcomeUnknown, Finding::Unfinished).with_order(reversal))
        }
    }
}
