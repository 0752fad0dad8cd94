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

/// Why somebody wants the payment ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndWish {
    /// The time for paying is over, or nobody can pay because the token was lost with the answer.
    Expired,
    /// The buyer changed their mind in the shop.
    Buyer,
    /// The merchant does not want the money.
    Merchant,
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
/// `part_lost`: a capture that leaves the order open was sent and its outcome is not known, so that the order's state says
/// nothing.
/// `taken`: a part was captured before, whatever the phase says of it now.
pub fn next_step(
    phase: Phase,
    capture: Capture,
    order: Option<Seen>,
    wish: Option<EndWish>,
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
            let action = match wish {
                Some(EndWish::Expired | EndWish::Buyer | EndWish::Merchant) => Action::Cancel,
                None => Action::Wait,
            };
            (event, action)
        }
        OrderState::AwaitingConfirmation | OrderState::PartiallySucceeded if part_lost => {
            (None, Action::Nothing)
        }
        // Between two parts, or closed after the last: what was taken is known.
        OrderState::AwaitingConfirmation | OrderState::PartiallySucceeded if taken => {
            let event = (phase == Phase::Uncertain).then_some(Event::PartCaptured);
            (event, Action::Nothing)
        }
        OrderState::AwaitingConfirmation => {
            let action = match (wish, capture) {
                (Some(EndWish::Merchant), _) => Action::Cancel,
                // The buyer approved in time, however late we notice, and has nothing to take back.
                (None | Some(EndWish::Expired | EndWish::Buyer), Capture::Immediate) => {
                    Action::Capture
                }
                (None | Some(EndWish::Expired | EndWish::Buyer), Capture::Deferred) => {
                    Action::Nothing
                }
            };
            (Some(Event::Approved), action)
        }
        OrderState::Succeeded => (Some(Event::Closed), Action::Nothing),
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

    const WISHES: [Option<EndWish>; 4] = [
        None,
        Some(EndWish::Expired),
        Some(EndWish::Buyer),
        Some(EndWish::Merchant),
    ];

    #[test]
    fn what_twint_says_becomes_an_event() {
        use Event::{
            Approved, CancelledByMerchant, Closed, Declined, Doubted, NotFound, Started, TimedOut,
        };
        use Phase::{
            Authorised, Created, PartiallyCaptured, PartiallyRefunded, Pending, Uncertain,
        };
        let waiting = Some(order("IN_PROGRESS", "ORDER_PENDING"));
        let approved = Some(order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"));
        let done = Some(order("SUCCESS", "ORDER_OK"));
        let part = Some(order("SUCCESS", "ORDER_PARTIAL_OK"));
        let declined = Some(order("FAILURE", "CLIENT_ABORT"));
        let late = Some(order("FAILURE", "CLIENT_TIMEOUT"));
        let cancelled = Some(order("FAILURE", "MERCHANT_ABORT"));
        for (order, phases, event) in [
            (waiting, [Created, Uncertain].as_slice(), Some(Started)),
            (waiting, &[Pending, Authorised], None),
            (
                approved,
                &[Created, Pending, Authorised, Uncertain],
                Some(Approved),
            ),
            (approved, &[PartiallyCaptured, PartiallyRefunded], None),
            (
                done,
                &[
                    Created,
                    Pending,
                    Authorised,
                    Uncertain,
                    PartiallyCaptured,
                    PartiallyRefunded,
                ],
                Some(Closed),
            ),
            (
                part,
                &[Created, Pending, Authorised, Uncertain],
                Some(Doubted),
            ),
            (part, &[PartiallyCaptured, PartiallyRefunded], None),
            (
                declined,
                &[Created, Pending, Authorised, Uncertain],
                Some(Declined),
            ),
            (
                late,
                &[Created, Pending, Authorised, Uncertain],
                Some(TimedOut),
            ),
            (
                cancelled,
                &[Created, Pending, Authorised, Uncertain],
                Some(CancelledByMerchant),
            ),
            (declined, &[PartiallyCaptured], Some(Doubted)),
            (cancelled, &[PartiallyCaptured], Some(Doubted)),
            (None, &[Created, Uncertain], Some(NotFound)),
            (
                None,
                &[Pending, Authorised, PartiallyCaptured],
                Some(Doubted),
            ),
        ] {
            for &phase in phases {
                for capture in [Capture::Immediate, Capture::Deferred] {
                    for wish in WISHES {
                        let step = next_step(phase, capture, order, wish, false, false);
                        assert_eq!(
                            step.event, event,
                            "{phase:?} {capture:?} {order:?} {wish:?}"
                        );
                    }
                }
            }
        }
    }

    /// By wish: none, expired, buyer, merchant.
    #[test]
    fn who_wants_it_ended_and_how_far_it_is_become_an_action() {
        use Action::{Cancel, Nothing, Wait};
        use Capture::{Deferred, Immediate};
        let open = [
            Phase::Created,
            Phase::Pending,
            Phase::Authorised,
            Phase::Uncertain,
        ];
        let taken = [Phase::PartiallyCaptured, Phase::PartiallyRefunded];
        let waiting = Some(order("IN_PROGRESS", "ORDER_PENDING"));
        let approved = Some(order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"));
        let over = [
            Some(order("SUCCESS", "ORDER_OK")),
            Some(order("SUCCESS", "ORDER_PARTIAL_OK")),
            Some(order("FAILURE", "CLIENT_ABORT")),
            Some(order("FAILURE", "CLIENT_TIMEOUT")),
            Some(order("FAILURE", "MERCHANT_ABORT")),
            None,
        ];
        let mut table = vec![
            (
                open.as_slice(),
                Immediate,
                waiting,
                [Wait, Cancel, Cancel, Cancel],
            ),
            (&open, Deferred, waiting, [Wait, Cancel, Cancel, Cancel]),
            (
                &open,
                Immediate,
                approved,
                [Action::Capture, Action::Capture, Action::Capture, Cancel],
            ),
            (
                &open,
                Deferred,
                approved,
                [Nothing, Nothing, Nothing, Cancel],
            ),
            (&taken, Immediate, approved, [Nothing; 4]),
            (&taken, Deferred, approved, [Nothing; 4]),
        ];
        for order in over {
            for capture in [Immediate, Deferred] {
                table.push((&open, capture, order, [Nothing; 4]));
                table.push((&taken, capture, order, [Nothing; 4]));
            }
        }
        for (phases, capture, order, actions) in table {
            for &phase in phases {
                for (wish, action) in WISHES.into_iter().zip(actions) {
                    let step = next_step(phase, capture, order, wish, false, false);
                    assert_eq!(
                        step.action, action,
                        "{phase:?} {capture:?} {order:?} {wish:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_part_of_unknown_outcome_keeps_an_order_as_it_is_whoever_wants_it_ended() {
        for order in [
            order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"),
            order("SUCCESS", "ORDER_PARTIAL_OK"),
        ] {
            for wish in WISHES {
                let step = next_step(
                    Phase::Uncertain,
                    Capture::Deferred,
                    Some(order),
                    wish,
                    true,
                    true,
                );
                assert_eq!(
                    (step.event, step.action),
                    (None, Action::Nothing),
                    "{order:?} {wish:?}"
                );
            }
        }
    }

    #[test]
    fn what_was_captured_before_a_doubt_is_not_forgotten() {
        for (order, event) in [
            (
                order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"),
                Some(Event::PartCaptured),
            ),
            (order("SUCCESS", "ORDER_OK"), Some(Event::Closed)),
            (
                order("SUCCESS", "ORDER_PARTIAL_OK"),
                Some(Event::PartCaptured),
            ),
            (order("FAILURE", "CLIENT_TIMEOUT"), Some(Event::Doubted)),
        ] {
            let step = next_step(
                Phase::Uncertain,
                Capture::Deferred,
                Some(order),
                None,
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
                                next_step(phase, capture, asked, None, false, false).event
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
