//! What an order, as TWINT describes it just now, means for a payment.

use super::booking::{self, Booking};
use super::phases::{Actor, Event, Phase, transition};
use super::standing::Standing;
use crate::twint::values::money::Amount;
use crate::twint::values::order::{Capture, Order, OrderState};

/// An order, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The merchant's name for it.
    pub reference: &'a str,
    /// What was asked for.
    pub requested: &'a Amount,
    /// Where it stands.
    pub state: OrderState,
    /// TWINT's reason.
    pub reason: &'a str,
}

impl<'a> From<&'a Order> for Seen<'a> {
    fn from(order: &'a Order) -> Self {
        Self {
            reference: &order.reference,
            requested: &order.requested,
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

/// What the merchant's books tell of calls, beside how the payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calls {
    /// Why the last cancellation was sent; TWINT itself only tells that the merchant cancelled.
    pub cancelled_for: Option<EndWish>,
    /// Whether TWINT has long been done with that, whatever it did.
    pub cancelled_long_ago: bool,
    /// Whether a capture that leaves the order open was sent and its outcome is not known, so that the order's state says
    /// nothing.
    pub part_lost: bool,
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
    /// Whether the order is this payment's, by reference and amount; if not, only a human can tell what it is.
    pub ours: bool,
    /// What happened, if anything did.
    pub event: Option<Event>,
    /// What to do then.
    pub action: Action,
    /// TWINT's reason, for whoever asks why.
    pub reason: Option<String>,
    /// What was moved by now, where the event is about money.
    pub booking: Option<Booking>,
    /// What became of calls whose end nobody knew.
    pub told: Told,
}

/// Whether TWINT carried it out, as far as the order shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// The start.
    pub started: Option<bool>,
    /// A capture that was to close the order.
    pub captured: Option<bool>,
    /// A cancellation.
    pub cancelled: Option<bool>,
}

impl Step {
    fn new(event: Option<Event>, action: Action) -> Self {
        Self {
            ours: true,
            event,
            action,
            reason: None,
            booking: None,
            told: Told::default(),
        }
    }
}

/// Decides; `order` is `None` when a search for the reference found nothing.
pub fn next_step(of: &Standing, order: Option<Seen>, wish: Option<EndWish>, calls: Calls) -> Step {
    let Some(order) = order else {
        return nothing_there(of);
    };
    let ours = order.reference == of.reference.as_str() && order.requested.is(of.authorised);
    let is_over = matches!(of.phase, Phase::Cancelled | Phase::Failed);
    if !ours || is_over {
        // What is over here is taken up again only where TWINT holds money for it.
        let doubtful = !is_over || holds_money(order.state);
        return Step {
            ours,
            ..Step::new(doubtful.then_some(Event::Doubted), Action::Nothing)
        };
    }
    let (event, action) = read(of, order, wish, calls);
    Step {
        reason: Some(order.reason.to_owned()),
        booking: (event == Some(Event::Closed)).then(|| booking::of_closed(of)),
        told: told(of, order, event, calls),
        event: event.map(|event| in_our_words(event, calls)),
        ..Step::new(None, action)
    }
}

fn nothing_there(of: &Standing) -> Step {
    match of.phase {
        Phase::Created | Phase::Uncertain => Step {
            told: Told {
                started: Some(false),
                captured: Some(false),
                cancelled: Some(false),
            },
            ..Step::new(Some(Event::NotFound), Action::Nothing)
        },
        Phase::Cancelled | Phase::Failed => Step::new(None, Action::Nothing),
        _ => Step::new(Some(Event::Doubted), Action::Nothing),
    }
}

fn holds_money(state: OrderState) -> bool {
    match state {
        OrderState::AwaitingCustomer | OrderState::Failed => false,
        OrderState::AwaitingConfirmation
        | OrderState::Succeeded
        | OrderState::PartiallySucceeded => true,
    }
}

fn read(
    of: &Standing,
    order: Seen,
    wish: Option<EndWish>,
    calls: Calls,
) -> (Option<Event>, Action) {
    let taken = of.has_captured();
    match order.state {
        OrderState::AwaitingCustomer => {
            let event =
                matches!(of.phase, Phase::Created | Phase::Uncertain).then_some(Event::Started);
            let action = match wish {
                Some(EndWish::Expired | EndWish::Buyer | EndWish::Merchant) => Action::Cancel,
                None => Action::Wait,
            };
            (event, action)
        }
        OrderState::AwaitingConfirmation | OrderState::PartiallySucceeded if calls.part_lost => {
            (None, Action::Nothing)
        }
        // Between two parts, or closed after the last: what was taken is known.
        OrderState::AwaitingConfirmation | OrderState::PartiallySucceeded if taken => {
            let event = (of.phase == Phase::Uncertain).then_some(Event::PartCaptured);
            (event, Action::Nothing)
        }
        OrderState::AwaitingConfirmation => {
            let action = match (wish, of.capture) {
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
    }
}

fn told(of: &Standing, order: Seen, event: Option<Event>, calls: Calls) -> Told {
    let to = event.and_then(|event| Some(transition(of.phase, event, Actor::Twint).ok()?.to));
    let ended = to.is_some_and(|to| matches!(to, Phase::Cancelled | Phase::Failed));
    let stands = matches!(
        order.state,
        OrderState::AwaitingConfirmation | OrderState::PartiallySucceeded
    );
    Told {
        started: event.map(|_| true),
        captured: match event {
            Some(Event::Closed) => Some(true),
            _ => ended.then_some(false),
        },
        cancelled: match to {
            Some(to) if !to.is_open() => Some(event == Some(Event::CancelledByMerchant)),
            _ => (stands && calls.cancelled_long_ago).then_some(false),
        },
    }
}

/// TWINT only knows that the merchant cancelled; we know for whom.
fn in_our_words(event: Event, calls: Calls) -> Event {
    match (event, calls.cancelled_for) {
        (Event::CancelledByMerchant, Some(EndWish::Expired)) => Event::TimedOut,
        (Event::CancelledByMerchant, Some(EndWish::Buyer)) => Event::CancelledByBuyer,
        (event, _) => event,
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
    use crate::twint::values::identifiers::Reference;
    use std::sync::LazyLock;

    static FIFTY: LazyLock<Amount> = LazyLock::new(|| Amount::read("50", "CHF").unwrap());

    fn order<'a>(status: &str, reason: &'a str) -> Seen<'a> {
        Seen {
            reference: "R",
            requested: &FIFTY,
            state: OrderState::read(status, reason),
            reason,
        }
    }

    fn standing(phase: Phase, capture: Capture) -> Standing {
        let taken = matches!(phase, Phase::PartiallyCaptured | Phase::PartiallyRefunded);
        Standing {
            phase,
            capture,
            reference: Reference::parse("R").unwrap(),
            authorised: "50".parse().unwrap(),
            captured: if taken { "20" } else { "0" }.parse().unwrap(),
            refunded: "0".parse().unwrap(),
            closed: false,
        }
    }

    fn step(phase: Phase, capture: Capture, order: Option<Seen>, wish: Option<EndWish>) -> Step {
        next_step(&standing(phase, capture), order, wish, Calls::default())
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
                        let step = step(phase, capture, order, wish);
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
                    let step = step(phase, capture, order, wish);
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
                let of = Standing {
                    captured: "20".parse().unwrap(),
                    ..standing(Phase::Uncertain, Capture::Deferred)
                };
                let calls = Calls {
                    part_lost: true,
                    ..Calls::default()
                };
                let step = next_step(&of, Some(order), wish, calls);
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
            let of = Standing {
                captured: "20".parse().unwrap(),
                ..standing(Phase::Uncertain, Capture::Deferred)
            };
            let step = next_step(&of, Some(order), None, Calls::default());
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
                            // Before TWINT named the order nothing can have been cancelled.
                            let sent = if phase == Phase::Created {
                                1
                            } else {
                                WISHES.len()
                            };
                            for &cancelled_for in &WISHES[..sent] {
                                let calls = Calls {
                                    cancelled_for,
                                    ..Calls::default()
                                };
                                let of = standing(phase, capture);
                                let Some(event) = next_step(&of, asked, None, calls).event else {
                                    continue;
                                };
                                // What the buyer wanted another may notice: then TWINT tells it.
                                let by = match event {
                                    Event::CancelledByBuyer => Actor::Twint,
                                    _ => actor,
                                };
                                assert!(
                                    transition(phase, event, by).is_ok(),
                                    "{phase:?} {event:?} {actor:?}"
                                );
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn an_order_of_another_reference_or_amount_is_not_acted_upon() {
        let more = Amount::read("50.01", "CHF").unwrap();
        let euros = Amount::read("50", "EUR").unwrap();
        let ours = order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        for foreign in [
            Seen {
                reference: "r",
                ..ours
            },
            Seen {
                requested: &more,
                ..ours
            },
            Seen {
                requested: &euros,
                ..ours
            },
        ] {
            for wish in WISHES {
                let step = step(Phase::Pending, Capture::Immediate, Some(foreign), wish);
                assert!(!step.ours);
                assert_eq!(
                    (step.event, step.action, step.told),
                    (Some(Event::Doubted), Action::Nothing, Told::default())
                );
            }
        }
        assert!(step(Phase::Pending, Capture::Immediate, Some(ours), None).ours);
    }

    #[test]
    fn a_cancellation_is_told_by_why_it_was_sent() {
        let cancelled = Some(order("FAILURE", "MERCHANT_ABORT"));
        for (cancelled_for, event) in [
            (None, Event::CancelledByMerchant),
            (Some(EndWish::Merchant), Event::CancelledByMerchant),
            (Some(EndWish::Buyer), Event::CancelledByBuyer),
            (Some(EndWish::Expired), Event::TimedOut),
        ] {
            let calls = Calls {
                cancelled_for,
                ..Calls::default()
            };
            let of = standing(Phase::Pending, Capture::Immediate);
            let step = next_step(&of, cancelled, None, calls);
            assert_eq!(step.event, Some(event));
            assert_eq!(step.told.cancelled, Some(true));
        }
        let declined = Some(order("FAILURE", "CLIENT_ABORT"));
        let step = step(Phase::Pending, Capture::Immediate, declined, None);
        assert_eq!(step.told.cancelled, Some(false));
    }

    /// Of start, capture and cancellation.
    #[test]
    fn the_order_tells_what_became_of_calls_without_an_answer() {
        use Phase::{Authorised, Created, PartiallyCaptured, Pending, Uncertain};
        let waiting = Some(order("IN_PROGRESS", "ORDER_PENDING"));
        let approved = Some(order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"));
        let done = Some(order("SUCCESS", "ORDER_OK"));
        let part = Some(order("SUCCESS", "ORDER_PARTIAL_OK"));
        let declined = Some(order("FAILURE", "CLIENT_ABORT"));
        let (yes, no) = (Some(true), Some(false));
        for (phase, order, started, captured, cancelled) in [
            (Created, None, no, no, no),
            (Pending, None, None, None, None),
            (Created, waiting, yes, None, None),
            (Pending, waiting, None, None, None),
            (Uncertain, approved, yes, None, no),
            (Authorised, approved, yes, None, no),
            (PartiallyCaptured, approved, None, None, no),
            (Uncertain, done, yes, yes, no),
            (Authorised, part, yes, None, no),
            (Uncertain, declined, yes, no, no),
        ] {
            let calls = Calls {
                cancelled_long_ago: true,
                ..Calls::default()
            };
            let of = standing(phase, Capture::Deferred);
            let told = next_step(&of, order, None, calls).told;
            assert_eq!(
                (told.started, told.captured, told.cancelled),
                (started, captured, cancelled),
                "{phase:?} {order:?}"
            );
        }
    }

    #[test]
    fn a_cancellation_that_may_still_be_on_its_way_is_not_told_to_have_failed() {
        let approved = Some(order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"));
        let step = step(Phase::Uncertain, Capture::Deferred, approved, None);
        assert_eq!(step.told.cancelled, None);
    }

    #[test]
    fn an_attempt_that_was_over_is_taken_up_again_only_where_twint_holds_money() {
        for phase in [Phase::Cancelled, Phase::Failed] {
            for (order, event) in [
                (None, None),
                (Some(order("IN_PROGRESS", "ORDER_PENDING")), None),
                (Some(order("FAILURE", "CLIENT_ABORT")), None),
                (
                    Some(order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING")),
                    Some(Event::Doubted),
                ),
                (Some(order("SUCCESS", "ORDER_OK")), Some(Event::Doubted)),
                (
                    Some(order("SUCCESS", "ORDER_PARTIAL_OK")),
                    Some(Event::Doubted),
                ),
            ] {
                for wish in WISHES {
                    let step = step(phase, Capture::Immediate, order, wish);
                    assert_eq!((step.event, step.action), (event, Action::Nothing));
                }
            }
        }
    }

    #[test]
    fn what_counts_as_captured_comes_with_a_closed_order_alone() {
        let of = standing(Phase::Pending, Capture::Immediate);
        let closed = next_step(
            &of,
            Some(order("SUCCESS", "ORDER_OK")),
            None,
            Calls::default(),
        );
        assert_eq!(
            closed.booking.map(|is| is.captured),
            Some("50".parse().unwrap())
        );
        let approved = order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        let approved = next_step(&of, Some(approved), None, Calls::default());
        assert_eq!(approved.booking, None);
    }
}
