//! What an order, as TWINT describes it just now, means for a payment.

use super::phases::{Event, Phase};
use crate::core::order::{Capture, Order, OrderState};

/// An order, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// Where it stands.
    pub state: OrderState,
    /// TWINT's reason.
    pub reason: &'a str,
}

impl<'a> From<&'a Order> for Seen<'a> {
    fn from(order: &'a Order) -> Self {
        Self {
            state: order.state,
            reason: &order.reason,
        }
    }
}

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Ask again later.
    Wait,
    /// Take the whole amount and close.
    Capture,
    /// Cancel at TWINT.
    Cancel,
    /// Nothing more.
    Nothing,
}

/// First the event, then the action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What happened, if anything did.
    pub event: Option<Event>,
    /// What to do then.
    pub action: Action,
    /// TWINT's reason, for whoever asks why.
    pub reason: Option<String>,
}

/// Decides; `order` is `None` when a search for the reference found nothing.
///
/// `expired`: the time for paying is over (or nobody can pay, because the token was lost with the answer). `part_lost`: a
/// capture that leaves the order open was sent and its outcome is not known, so that the order's state says nothing.
/// `taken`: a part was captured before, whatever the phase says of it now.
pub fn next_step(
    phase: Phase,
    capture: Capture,
    order: Option<Seen>,
    expired: bool,
    part_lost: bool,
    taken: bool,
) -> Step {
    let Some(order) = order else {
        let event = match phase {
            Phase::Created | Phase::Uncertain => Event::NotFound,
            _ => Event::Doubted,
        };
        return Step {
            event: Some(event),
            action: Action::Nothing,
            reason: None,
        };
    };
    let taken = taken || matches!(phase, Phase::PartiallyCaptured | Phase::PartiallyRefunded);
    let (event, action) = match order.state {
        OrderState::AwaitingCustomer => {
            let event =
                matches!(phase, Phase::Created | Phase::Uncertain).then_some(Event::Started);
            (
                event,
                if expired {
                    Action::Cancel
                } else {
                    Action::Wait
                },
            )
        }
        OrderState::AwaitingConfirmation if part_lost => (None, Action::Nothing),
        OrderState::AwaitingConfirmation if taken => {
            let event = (phase == Phase::Uncertain).then_some(Event::PartCaptured);
            (event, Action::Nothing)
        }
        // The buyer approved in time, however late we notice.
        OrderState::AwaitingConfirmation => match capture {
            Capture::Immediate => (Some(Event::Approved), Action::Capture),
            Capture::Deferred => (Some(Event::Approved), Action::Nothing),
        },
        OrderState::Succeeded => (Some(Event::Closed), Action::Nothing),
        OrderState::PartiallySucceeded if taken => (None, Action::Nothing),
        OrderState::PartiallySucceeded => (Some(Event::Doubted), Action::Nothing),
        OrderState::Failed if taken => (Some(Event::Doubted), Action::Nothing),
        OrderState::Failed => (Some(ending(order.reason)), Action::Nothing),
    };
    Step {
        event,
        action,
        reason: Some(order.reason.to_owned()),
    }
}

/// Why an order failed.
fn ending(reason: &str) -> Event {
    match reason {
        "MERCHANT_ABORT" => Event::CancelledByMerchant,
        "CLIENT_TIMEOUT" => Event::TimedOut,
        _ => Event::Declined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::payment::phases::{Actor, transition};

    fn order<'a>(status: &str, reason: &'a str) -> Seen<'a> {
        Seen {
            state: OrderState::read(status, reason),
            reason,
        }
    }

    #[test]
    #[allow(clippy::too_many_lines)] // a table
    fn what_twint_says_becomes_an_event_and_an_action() {
        use Capture::{Deferred, Immediate};
        let waiting = order("IN_PROGRESS", "ORDER_PENDING");
        let approved = order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        let done = order("SUCCESS", "ORDER_OK");
        let part = order("SUCCESS", "ORDER_PARTIAL_OK");
        let declined = order("FAILURE", "CLIENT_ABORT");
        let late = order("FAILURE", "CLIENT_TIMEOUT");
        let cancelled = order("FAILURE", "MERCHANT_ABORT");
        for (phase, capture, order, expired, event, action) in [
            (
                Phase::Pending,
                Immediate,
                Some(waiting),
                false,
                None,
                Action::Wait,
            ),
            (
                Phase::Pending,
                Immediate,
                Some(waiting),
                true,
                None,
                Action::Cancel,
            ),
            (
                Phase::Created,
                Immediate,
                Some(waiting),
                true,
                Some(Event::Started),
                Action::Cancel,
            ),
            (
                Phase::Uncertain,
                Immediate,
                Some(waiting),
                false,
                Some(Event::Started),
                Action::Wait,
            ),
            (
                Phase::Uncertain,
                Immediate,
                Some(waiting),
                true,
                Some(Event::Started),
                Action::Cancel,
            ),
            (
                Phase::Pending,
                Immediate,
                Some(approved),
                false,
                Some(Event::Approved),
                Action::Capture,
            ),
            (
                Phase::Pending,
                Immediate,
                Some(approved),
                true,
                Some(Event::Approved),
                Action::Capture,
            ),
            (
                Phase::Authorised,
                Immediate,
                Some(approved),
                false,
                Some(Event::Approved),
                Action::Capture,
            ),
            (
                Phase::Pending,
                Deferred,
                Some(approved),
                true,
                Some(Event::Approved),
                Action::Nothing,
            ),
            (
                Phase::PartiallyCaptured,
                Deferred,
                Some(approved),
                false,
                None,
                Action::Nothing,
            ),
            (
                Phase::Pending,
                Immediate,
                Some(done),
                false,
                Some(Event::Closed),
                Action::Nothing,
            ),
            (
                Phase::Uncertain,
                Immediate,
                Some(done),
                true,
                Some(Event::Closed),
                Action::Nothing,
            ),
            (
                Phase::PartiallyCaptured,
                Deferred,
                Some(done),
                false,
                Some(Event::Closed),
                Action::Nothing,
            ),
            (
                Phase::Pending,
                Immediate,
                Some(part),
                false,
                Some(Event::Doubted),
                Action::Nothing,
            ),
            (
                Phase::PartiallyCaptured,
                Deferred,
                Some(part),
                false,
                None,
                Action::Nothing,
            ),
            (
                Phase::Pending,
                Immediate,
                Some(declined),
                false,
                Some(Event::Declined),
                Action::Nothing,
            ),
            (
                Phase::Pending,
                Immediate,
                Some(late),
                false,
                Some(Event::TimedOut),
                Action::Nothing,
            ),
            (
                Phase::Pending,
                Immediate,
                Some(cancelled),
                false,
                Some(Event::CancelledByMerchant),
                Action::Nothing,
            ),
            (
                Phase::PartiallyCaptured,
                Deferred,
                Some(declined),
                false,
                Some(Event::Doubted),
                Action::Nothing,
            ),
            (
                Phase::Created,
                Immediate,
                None,
                false,
                Some(Event::NotFound),
                Action::Nothing,
            ),
            (
                Phase::Uncertain,
                Immediate,
                None,
                true,
                Some(Event::NotFound),
                Action::Nothing,
            ),
            (
                Phase::Pending,
                Immediate,
                None,
                false,
                Some(Event::Doubted),
                Action::Nothing,
            ),
        ] {
            let step = next_step(phase, capture, order, expired, false, false);
            assert_eq!(
                (step.event, step.action),
                (event, action),
                "{phase:?} {capture:?} {order:?} {expired}"
            );
        }
    }

    #[test]
    fn a_part_of_unknown_outcome_keeps_an_approved_order_as_it_is() {
        let approved = order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        let step = next_step(
            Phase::Uncertain,
            Capture::Deferred,
            Some(approved),
            false,
            true,
            true,
        );
        assert_eq!((step.event, step.action), (None, Action::Nothing));
    }

    #[test]
    fn what_was_captured_before_a_doubt_is_not_forgotten() {
        for (order, event) in [
            (
                order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"),
                Some(Event::PartCaptured),
            ),
            (order("SUCCESS", "ORDER_OK"), Some(Event::Closed)),
            (order("SUCCESS", "ORDER_PARTIAL_OK"), None),
            (order("FAILURE", "CLIENT_TIMEOUT"), Some(Event::Doubted)),
        ] {
            let step = next_step(
                Phase::Uncertain,
                Capture::Deferred,
                Some(order),
                false,
                false,
                true,
            );
            assert_eq!(
                (step.event, step.action),
                (event, Action::Nothing),
                "{order:?}"
            );
        }
    }

    #[test]
    fn every_event_it_names_has_an_edge_from_every_phase_that_is_asked_about() {
        let phases = [
            Phase::Created,
            Phase::Pending,
            Phase::Authorised,
            Phase::Uncertain,
        ];
        let orders = [
            ("IN_PROGRESS", "ORDER_RECEIVED"),
            ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"),
            ("SUCCESS", "ORDER_OK"),
            ("SUCCESS", "ORDER_PARTIAL_OK"),
            ("FAILURE", "MERCHANT_ABORT"),
            ("FAILURE", "CLIENT_TIMEOUT"),
            ("FAILURE", "CLIENT_ABORT"),
        ];
        for phase in phases {
            for capture in [Capture::Immediate, Capture::Deferred] {
                for (status, reason) in orders {
                    let order = order(status, reason);
                    for asked in [Some(order), None] {
                        for actor in Actor::ALL {
                            let Some(event) =
                                next_step(phase, capture, asked, false, false, false).event
                            else {
                                continue;
                            };
                            assert!(
                                transition(phase, event, actor).is_ok(),
                                "{phase:?} {event:?} {actor:?}"
                            );
                        }
                    }
                }
            }
        }
    }
}
