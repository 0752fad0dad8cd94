//! Decides what a refund does next: confirm, read, give back. Pure functions of what came back.

use super::recovery::no_refusal;
use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::money::Chf;
use crate::twint::values::order::{Kind, Order, OrderLink, OrderState};

/// What to do next. Nothing here sends the refund: that happens once, before [`Refund::was_sent`].
#[derive(Debug)]
pub enum RefundStep {
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
    /// How much to pay back; more than zero.
    pub amount: Chf,
    /// What to do with a reversal that TWINT wants confirmed.
    pub unconfirmed: Unconfirmed,
}

/// What to do with a reversal that TWINT wants confirmed before money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unconfirmed {
    /// Confirm it: the refund is wanted.
    Confirm,
    /// Leave it as it is: somebody only looks at it.
    Leave,
}

/// The reversal is to be confirmed.
#[derive(Debug)]
pub struct Confirming {
    /// The order that TWINT made for the refund.
    pub reversal: Order,
}

/// The original is to be read.
#[derive(Debug)]
pub struct ReadingOriginal(OriginalPurpose);

#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // there is one at a time
enum OriginalPurpose {
    /// The error for the refused refund shows the original's state.
    Show { failed: Error },
    /// The reversal names its original by a reference: is it this one's?
    Compare {
        refund: Refund,
        reversal: Order,
        reference: String,
    },
}

impl Refund {
    /// Decides what to do after the refund was sent.
    ///
    /// The answer names an order and its state, and neither amount nor original. That it is this refund follows from a reference that was
    /// never used before; under one that was, TWINT may answer with the earlier refund.
    pub fn was_sent(self, answer: Result<Order, Error>) -> RefundStep {
        match answer {
            // Where references collide, TWINT may answer with an order that it had before, and carry nothing out.
            Ok(order) if order.uuid == self.original => another(order),
            Ok(reversal) => self.finish(reversal),
            Err(failed) => match failed.kind() {
                // The original order shows the state that forbids the refund.
                ErrorKind::StateConflict => {
                    RefundStep::ReadOriginal(ReadingOriginal(OriginalPurpose::Show { failed }))
                }
                ErrorKind::InvalidArgument
                | ErrorKind::Certificate(_)
                | ErrorKind::Configuration
                | ErrorKind::Declined
                | ErrorKind::Unavailable
                | ErrorKind::OutcomeUnknown => RefundStep::GiveBack(Err(failed)),
            },
        }
    }

    /// Decides what to do after the refund's reference was searched for, long after the refund was sent.
    pub fn was_searched(self, found: Result<Vec<Order>, Error>) -> RefundStep {
        let mut found = match found {
            Ok(found) => found,
            Err(failed) => return RefundStep::GiveBack(Err(no_refusal(failed))),
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
            Some(OrderLink::Uuid(uuid)) if uuid == self.original => self.finish(order),
            Some(OrderLink::Uuid(_)) => another(order),
            Some(OrderLink::Reference(reference)) => {
                RefundStep::ReadOriginal(ReadingOriginal(OriginalPurpose::Compare {
                    refund: self,
                    reversal: order,
                    reference,
                }))
            }
            // TWINT may leave the link out; the reference is the refund's own.
            None => self.finish(order),
        }
    }

    /// Counts a reversal as done where its order is a success. TWINT is expected to answer so at once; should it ask for a confirmation,
    /// the reversal is confirmed where the refund is wanted.
    fn finish(self, reversal: Order) -> RefundStep {
        match (reversal.state, self.unconfirmed) {
            (OrderState::AwaitingConfirmation, Unconfirmed::Confirm) => {
                RefundStep::Confirm(Confirming { reversal })
            }
            (OrderState::AwaitingConfirmation, Unconfirmed::Leave)
            | (
                OrderState::AwaitingCustomer
                | OrderState::Succeeded
                | OrderState::PartiallySucceeded
                | OrderState::Failed
                | OrderState::Unrecognised,
                Unconfirmed::Confirm | Unconfirmed::Leave,
            ) => RefundStep::GiveBack(finished(reversal)),
        }
    }
}

/// The outcome where TWINT holds an order under the refund's reference that is not this refund.
fn another(order: Order) -> RefundStep {
    give_back(Error::found(ErrorKind::OutcomeUnknown, Finding::AnotherOrder).with_order(order))
}

fn give_back(failed: Error) -> RefundStep {
    RefundStep::GiveBack(Err(failed))
}

impl Confirming {
    /// Decides what to do after the reversal was confirmed.
    pub fn was_confirmed(self, answer: Result<Order, Error>) -> RefundStep {
        RefundStep::GiveBack(match answer {
            Ok(reversal) => finished(reversal),
            Err(failed) => Err(failed
                .into_kind(ErrorKind::OutcomeUnknown)
                .with_order(self.reversal)),
        })
    }
}

impl ReadingOriginal {
    /// Decides what to do after the original was read.
    pub fn was_read(self, original: Result<Order, Error>) -> RefundStep {
        match (self.0, original) {
            (OriginalPurpose::Show { failed }, Ok(order)) => give_back(failed.with_order(order)),
            (OriginalPurpose::Show { failed }, Err(_)) => give_back(failed),
            (
                OriginalPurpose::Compare {
                    refund,
                    reversal,
                    reference,
                },
                Ok(original),
            ) => {
                if original.reference == reference {
                    refund.finish(reversal)
                } else {
                    another(reversal)
                }
            }
            (OriginalPurpose::Compare { .. }, Err(failed)) => give_back(no_refusal(failed)),
        }
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

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::twint::error::Cause;
    use crate::twint::identity::certificate_problem::CertificateProblem;
    use crate::twint::values::money::Amount;
    use crate::twint::values::order::{Reason, Status};

    const ORIGINAL: &str = "84760185-a1ad-49a7-b521-cb4b09a006d4";
    const REVERSAL: &str = "8d3bd2a3-9d1f-4f3c-8d57-3f6f3b7c6c55";
    const THIRD: &str = "0f0a4bb2-5d6b-4f0e-9d3a-7e9a1f0c2b11";
    const REFERENCE_OF_ORIGINAL: &str = "ORDER-1";

    fn uuid(text: &str) -> OrderUuid {
        text.parse().unwrap()
    }

    fn refund() -> Refund {
        Refund {
            original: uuid(ORIGINAL),
            amount: Chf::from_rappen(500).unwrap(),
            unconfirmed: Unconfirmed::Confirm,
        }
    }

    fn order(name: &str, (status, reason): (&str, &str)) -> Order {
        Order {
            uuid: uuid(name),
            reference: "REFUND-1".to_owned(),
            kind: "REVERSAL".to_owned(),
            requested: Amount::from(refund().amount),
            ..Order::answered(status, reason)
        }
    }

    fn error(kind: ErrorKind) -> Error {
        Error::new(kind, Cause::Unreadable(String::new()))
    }

    const FAILURES: [ErrorKind; 7] = [
        ErrorKind::InvalidArgument,
        ErrorKind::Certificate(CertificateProblem::WrongPassphrase),
        ErrorKind::Configuration,
        ErrorKind::Declined,
        ErrorKind::StateConflict,
        ErrorKind::Unavailable,
        ErrorKind::OutcomeUnknown,
    ];

    /// What comes next, with the order that is shown and without its texts.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Outcome {
        Confirm,
        ReadOriginal,
        Done,
        Declined,
        Unproven,
        AnotherOrder,
        Missing,
        Failed(ErrorKind),
    }

    /// The outcome, and the order that comes with it.
    fn outcome(next: RefundStep) -> (Outcome, Option<Order>) {
        let result = match next {
            RefundStep::Confirm(confirming) => {
                return (Outcome::Confirm, Some(confirming.reversal));
            }
            RefundStep::ReadOriginal(_) => return (Outcome::ReadOriginal, None),
            RefundStep::GiveBack(result) => result,
        };
        let failed = match result {
            Ok(reversal) => return (Outcome::Done, Some(reversal)),
            Err(failed) => failed,
        };
        let outcome = match (failed.kind(), failed.cause()) {
            (ErrorKind::Declined, Cause::Order(Finding::RefundDeclined { .. })) => {
                Outcome::Declined
            }
            (ErrorKind::OutcomeUnknown, Cause::Order(Finding::UnprovenRefund { .. })) => {
                Outcome::Unproven
            }
            (ErrorKind::OutcomeUnknown, Cause::Order(Finding::AnotherOrder)) => {
                Outcome::AnotherOrder
            }
            (ErrorKind::StateConflict, Cause::Order(Finding::Missing)) => Outcome::Missing,
            (kind, _) => Outcome::Failed(kind),
        };
        (outcome, failed.order().cloned())
    }

    /// Every status and reason, known or not, and what follows from it for a reversal that is to be confirmed where TWINT wants that.
    fn states() -> Vec<((&'static str, &'static str), Outcome)> {
        let statuses = Status::VARIANTS.iter().map(Into::into);
        let reasons: Vec<&str> = Reason::VARIANTS.iter().map(Into::into).collect();
        statuses
            .chain(["SOMETHING_NEW", ""])
            .flat_map(|status| {
                let reasons = reasons.iter().copied().chain(["SOMETHING_NEW", ""]);
                reasons.map(move |reason| (status, reason))
            })
            .map(|texts| {
                let outcome = match texts {
                    ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING") => Outcome::Confirm,
                    ("SUCCESS", "ORDER_OK") => Outcome::Done,
                    (
                        "FAILURE",
                        "GENERAL_ERROR" | "CLIENT_TIMEOUT" | "MERCHANT_ABORT" | "CLIENT_ABORT"
                        | "CUSTOMER_ABORT",
                    ) => Outcome::Declined,
                    _ => Outcome::Unproven,
                };
                (texts, outcome)
            })
            .collect()
    }

    /// The outcome where nothing is confirmed any more.
    fn without_confirmation(outcome: Outcome) -> Outcome {
        if outcome == Outcome::Confirm {
            Outcome::Unproven
        } else {
            outcome
        }
    }

    fn confirming() -> Confirming {
        let waiting = ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        Confirming {
            reversal: order(REVERSAL, waiting),
        }
    }

    #[test]
    fn an_answer_counts_by_its_state() {
        for (texts, expected) in states() {
            let reversal = order(REVERSAL, texts);
            assert_eq!(
                outcome(refund().was_sent(Ok(reversal.clone()))),
                (expected, Some(reversal)),
                "{texts:?}"
            );
        }
    }

    #[test]
    fn an_answer_that_names_the_original_proves_no_refund_whatever_it_says() {
        for (texts, _) in states() {
            let original = order(ORIGINAL, texts);
            assert_eq!(
                outcome(refund().was_sent(Ok(original.clone()))),
                (Outcome::AnotherOrder, Some(original)),
                "{texts:?}"
            );
        }
    }

    #[test]
    fn a_refusal_for_the_originals_state_shows_that_state_where_it_can_be_read() {
        for kind in FAILURES {
            let next = refund().was_sent(Err(error(kind)));
            if kind != ErrorKind::StateConflict {
                assert_eq!(outcome(next), (Outcome::Failed(kind), None));
                continue;
            }
            let RefundStep::ReadOriginal(reading) = next else {
                panic!("the original is not read");
            };
            let original = order(ORIGINAL, ("SUCCESS", "ORDER_OK"));
            assert_eq!(
                outcome(reading.was_read(Ok(original.clone()))),
                (Outcome::Failed(kind), Some(original))
            );
            for unread in FAILURES {
                let RefundStep::ReadOriginal(reading) = refund().was_sent(Err(error(kind))) else {
                    panic!("the original is not read");
                };
                assert_eq!(
                    outcome(reading.was_read(Err(error(unread)))),
                    (Outcome::Failed(kind), None)
                );
            }
        }
    }

    #[test]
    fn a_confirmation_counts_by_the_state_that_it_leads_to() {
        for (texts, expected) in states() {
            let confirmed = order(REVERSAL, texts);
            let next = confirming().was_confirmed(Ok(confirmed.clone()));
            let expected = (without_confirmation(expected), Some(confirmed));
            assert_eq!(outcome(next), expected, "{texts:?}");
        }
        let reversal = Some(confirming().reversal);
        for kind in FAILURES {
            assert_eq!(
                outcome(confirming().was_confirmed(Err(error(kind)))),
                (Outcome::Failed(ErrorKind::OutcomeUnknown), reversal.clone()),
                "{kind:?}"
            );
        }
    }

    /// Which order a reversal that was found names as its original.
    #[derive(Debug, Clone, Copy)]
    enum Link {
        None,
        Original,
        Third,
        ReferenceOfOriginal,
        ReferenceOfThird,
        /// The reversal names its original by a reference, and the original cannot be read.
        Unread(ErrorKind),
    }

    impl Link {
        fn every() -> Vec<Self> {
            let mut every = vec![
                Self::None,
                Self::Original,
                Self::Third,
                Self::ReferenceOfOriginal,
                Self::ReferenceOfThird,
            ];
            every.extend(FAILURES.map(Self::Unread));
            every
        }

        fn text(self) -> Option<OrderLink> {
            let of_original = OrderLink::Reference(REFERENCE_OF_ORIGINAL.to_owned());
            match self {
                Self::None => None,
                Self::Original => Some(OrderLink::Uuid(uuid(ORIGINAL))),
                Self::Third => Some(OrderLink::Uuid(uuid(THIRD))),
                Self::ReferenceOfOriginal | Self::Unread(_) => Some(of_original),
                Self::ReferenceOfThird => Some(OrderLink::Reference("ORDER-3".to_owned())),
            }
        }

        /// What reading the original brings; `None` where there is no need to.
        fn original(self) -> Option<Result<Order, Error>> {
            match self {
                Self::None | Self::Original | Self::Third => None,
                Self::ReferenceOfOriginal | Self::ReferenceOfThird => Some(Ok(Order {
                    reference: REFERENCE_OF_ORIGINAL.to_owned(),
                    kind: "PAYMENT_IMMEDIATE".to_owned(),
                    ..order(ORIGINAL, ("SUCCESS", "ORDER_OK"))
                })),
                Self::Unread(kind) => Some(Err(error(kind))),
            }
        }

        /// What a reversal of the right amount with this link comes to, given what its state comes to.
        fn expected(self, by_state: Outcome) -> Outcome {
            match self {
                Self::None | Self::Original | Self::ReferenceOfOriginal => by_state,
                Self::Third | Self::ReferenceOfThird => Outcome::AnotherOrder,
                // A refusal to show the original says nothing about the refund.
                Self::Unread(ErrorKind::StateConflict | ErrorKind::Declined) => {
                    Outcome::Failed(ErrorKind::OutcomeUnknown)
                }
                Self::Unread(kind) => Outcome::Failed(kind),
            }
        }
    }

    const KINDS: [&str; 7] = [
        "REVERSAL",
        "PAYMENT_IMMEDIATE",
        "PAYMENT_DEFERRED",
        "PAYMENT_RECURRING",
        "CREDIT",
        "SOMETHING_NEW",
        "",
    ];

    /// Every order that a search may find, with its link and what its state comes to.
    fn findable() -> impl Iterator<Item = (Order, Link, Outcome)> {
        let amounts = [("5.00", "CHF"), ("5.01", "CHF"), ("5.00", "EUR")];
        states().into_iter().flat_map(move |(texts, by_state)| {
            KINDS.into_iter().flat_map(move |kind| {
                amounts.into_iter().flat_map(move |(amount, currency)| {
                    Link::every().into_iter().map(move |link| {
                        let found = Order {
                            kind: kind.to_owned(),
                            requested: Amount::new(amount, currency).unwrap(),
                            link: link.text(),
                            ..order(REVERSAL, texts)
                        };
                        (found, link, by_state)
                    })
                })
            })
        })
    }

    #[test]
    fn a_found_order_is_the_refund_only_by_kind_amount_and_link() {
        let mut rows = 0;
        for (found, link, by_state) in findable() {
            rows += 1;
            let is_such_a_reversal = found.kind == "REVERSAL" && found.requested == refund().amount;
            for unconfirmed in [Unconfirmed::Confirm, Unconfirmed::Leave] {
                let refund = Refund {
                    unconfirmed,
                    ..refund()
                };
                let next = refund.was_searched(Ok(vec![found.clone()]));
                let next = match (next, link.original()) {
                    (RefundStep::ReadOriginal(reading), Some(original)) if is_such_a_reversal => {
                        reading.was_read(original)
                    }
                    (next, _) => next,
                };
                let by_state = match unconfirmed {
                    Unconfirmed::Confirm => by_state,
                    Unconfirmed::Leave => without_confirmation(by_state),
                };
                let expected = if is_such_a_reversal {
                    link.expected(by_state)
                } else {
                    Outcome::AnotherOrder
                };
                let (outcome, shown) = outcome(next);
                assert_eq!(outcome, expected, "{refund:?} {found:?} {link:?}");
                let is_shown = !matches!(expected, Outcome::Failed(_));
                assert_eq!(shown, is_shown.then(|| found.clone()), "{link:?}");
            }
        }
        assert!(rows > 10_000, "{rows}");
    }

    #[test]
    fn two_orders_under_the_reference_are_never_the_refund() {
        let ours = || order(REVERSAL, ("SUCCESS", "ORDER_OK"));
        for (found, link, _) in findable() {
            for two in [[found.clone(), ours()], [ours(), found.clone()]] {
                let (outcome, shown) = outcome(refund().was_searched(Ok(two.to_vec())));
                assert_eq!(outcome, Outcome::AnotherOrder, "{found:?} {link:?}");
                assert!(two.contains(&shown.unwrap()));
            }
        }
    }

    #[test]
    fn no_order_under_the_reference_is_no_refund_but_a_failed_search_says_nothing() {
        let nothing = refund().was_searched(Ok(Vec::new()));
        assert_eq!(outcome(nothing), (Outcome::Missing, None));
        for kind in FAILURES {
            let expected = match kind {
                ErrorKind::StateConflict | ErrorKind::Declined => ErrorKind::OutcomeUnknown,
                kind => kind,
            };
            let failed = refund().was_searched(Err(error(kind)));
            assert_eq!(outcome(failed), (Outcome::Failed(expected), None));
        }
    }
}
