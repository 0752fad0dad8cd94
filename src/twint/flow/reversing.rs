//! A refund until its end: what to do next, given what came back. Without input or output.

use super::no_refusal;
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
pub struct ReadingOriginal(Purpose);

#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // there is one at a time
enum Purpose {
    /// To show its state beside why the refund was refused.
    Show { failed: Error },
    /// To see whether it has the reference that the reversal names.
    Compare { reversal: Order, reference: String },
}

impl Refund {
    /// What to do after it was sent.
    pub fn was_sent(self, answer: Result<Order, Error>) -> Next {
        match answer {
            Ok(reversal) => finish(reversal),
            Err(failed) => match failed.kind() {
                // It shows the state it is in.
                ErrorKind::StateConflict => {
                    Next::ReadOriginal(ReadingOriginal(Purpose::Show { failed }))
                }
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
        let Some(order) = found.pop() else {
            return give_back(Error::found(ErrorKind::StateConflict, Finding::Missing));
        };
        let is_such_a_reversal =
            order.known_kind() == Some(Kind::Reversal) && order.requested == self.amount;
        if !found.is_empty() || !is_such_a_reversal {
            return another(order);
        }
        match order.link.clone() {
            Some(OrderLink::Uuid(uuid)) if uuid == self.original => finish(order),
            Some(OrderLink::Uuid(_)) => another(order),
            Some(OrderLink::Reference(reference)) => {
                Next::ReadOriginal(ReadingOriginal(Purpose::Compare {
                    reversal: order,
                    reference,
                }))
            }
            // TWINT may leave the link out; the reference is the refund's own.
            None => finish(order),
        }
    }
}

/// TWINT holds an order under the refund's reference that is not this refund.
fn another(order: Order) -> Next {
    give_back(Error::found(ErrorKind::OutcomeUnknown, Finding::AnotherOrder).with_order(order))
}

fn give_back(failed: Error) -> Next {
    Next::GiveBack(Err(failed))
}

impl Confirming {
    /// What to do where it is not to be confirmed.
    pub fn is_left(self) -> Next {
        Next::GiveBack(finished(self.reversal))
    }

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
        match (self.0, original) {
            (Purpose::Show { failed }, Ok(order)) => give_back(failed.with_order(order)),
            (Purpose::Show { failed }, Err(_)) => give_back(failed),
            (
                Purpose::Compare {
                    reversal,
                    reference,
                },
                Ok(original),
            ) => {
                if original.reference == reference {
                    finish(reversal)
                } else {
                    another(reversal)
                }
            }
            (Purpose::Compare { .. }, Err(failed)) => give_back(no_refusal(failed)),
        }
    }
}

/// A reversal counts as done where its order is a success. TWINT answers so at once; should it ask for a confirmation, it gets it.
fn finish(reversal: Order) -> Next {
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
    let (status, reason) = (reversal.status.clone(), reversal.reason.clone());
    let failed = match reversal.state {
        OrderState::Succeeded => return Ok(reversal),
        OrderState::Failed => Error::found(
            ErrorKind::Declined,
            Finding::RefundDeclined { status, reason },
        ),
        OrderState::AwaitingCustomer
        | OrderState::AwaitingConfirmation
        | OrderState::PartiallySucceeded
        | OrderState::Unrecognised => Error::found(
            ErrorKind::OutcomeUnknown,
            Finding::UnprovenRefund { status, reason },
        ),
    };
    Err(failed.with_order(reversal))
}
