//! What an order, as TWINT describes it just now, means for a payment.

use std::time::Duration;

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::booking::{self, Booking};
use super::phases::{Actor, Event, Phase, transition};
use super::standing::Standing;
use crate::twint::values::money::Amount;
use crate::twint::values::order::{Capture, Order, OrderState, Reason, Status};

/// How long an order may be in a state that nobody knows before the merchant is shown it.
pub const UNRECOGNISED_UNTIL_DOUBTED: Duration = Duration::from_secs(600);

/// An order, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The merchant's name for it.
    pub reference: &'a str,
    /// What was asked for.
    pub requested: &'a Amount,
    /// Where it stands.
    pub state: OrderState,
    /// TWINT's status.
    pub status: &'a str,
    /// TWINT's reason.
    pub reason: &'a str,
}

impl<'a> From<&'a Order> for Seen<'a> {
    fn from(order: &'a Order) -> Self {
        Self {
            reference: &order.reference,
            requested: &order.requested,
            state: order.state,
            status: &order.status,
            reason: &order.reason,
        }
    }
}

impl Seen<'_> {
    /// Whether TWINT calls it a failure, for a reason that nobody knows: it is over, and more is not to be read from it.
    fn failed_for_unknown_reason(&self) -> bool {
        self.state == OrderState::Unrecognised && self.status.parse() == Ok(Status::Failure)
    }
}

/// Why somebody wants the payment ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
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
    /// For how long the order has been in a state that nobody knows.
    pub unrecognised_for: Duration,
}

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
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
    /// Whether the order is in a state that nobody knows and nothing follows from it yet. Whoever keeps the books notes when that began.
    pub unrecognised: bool,
    /// What became of calls whose end nobody knew.
    pub outcomes: Outcomes,
}

/// Whether TWINT carried it out, as far as the order shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcomes {
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
            unrecognised: false,
            outcomes: Outcomes::default(),
        }
    }
}

/// What to do about a payment; `order` is `None` when a search for the reference found nothing.
pub fn next_step(
    payment: &Standing,
    order: Option<Seen>,
    wish: Option<EndWish>,
    calls: Calls,
) -> Step {
    let Some(order) = order else {
        return without_order(payment);
    };
    let ours =
        order.reference == payment.reference.as_str() && *order.requested == payment.authorised;
    let is_over = payment.phase.is_over();
    if !ours || is_over {
        // What is over here is taken up again only where TWINT may hold money for it.
        let doubtful = !is_over || may_hold_money(order);
        return Step {
            ours,
            ..Step::new(doubtful.then_some(Event::Doubted), Action::Nothing)
        };
    }
    let (event, action) = event_and_action(payment, order, wish, calls);
    Step {
        reason: Some(order.reason.to_owned()),
        booking: (event == Some(Event::Closed)).then(|| booking::of_closed(payment)),
        outcomes: outcomes(payment, order, event, calls),
        unrecognised: order.state == OrderState::Unrecognised && event.is_none(),
        event: event.map(|event| by_whom_it_was_cancelled(event, calls)),
        ..Step::new(None, action)
    }
}

fn without_order(payment: &Standing) -> Step {
    match payment.phase {
        Phase::Created | Phase::Uncertain => Step {
            outcomes: Outcomes {
                started: Some(false),
                captured: Some(false),
                cancelled: Some(false),
            },
            ..Step::new(Some(Event::NotFound), Action::Nothing)
        },
        Phase::Cancelled | Phase::Failed => Step::new(None, Action::Nothing),
        Phase::Pending
        | Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded => Step::new(Some(Event::Doubted), Action::Nothing),
    }
}

fn may_hold_money(order: Seen) -> bool {
    match order.state {
        OrderState::AwaitingCustomer | OrderState::Failed => false,
        OrderState::AwaitingConfirmation
        | OrderState::Succeeded
        | OrderState::PartiallySucceeded => true,
        OrderState::Unrecognised => !order.failed_for_unknown_reason(),
    }
}

fn event_and_action(
    payment: &Standing,
    order: Seen,
    wish: Option<EndWish>,
    calls: Calls,
) -> (Option<Event>, Action) {
    if calls.part_lost {
        // No state of the order shows what that part took.
        return (None, Action::Nothing);
    }
    match (order.state, payment.has_captured()) {
        (OrderState::AwaitingCustomer, false) => (
            starts(payment.phase).then_some(Event::Started),
            end_wished(wish),
        ),
        // Between two parts, or closed after the last: what was taken is known.
        (
            OrderState::AwaitingCustomer
            | OrderState::AwaitingConfirmation
            | OrderState::PartiallySucceeded,
            true,
        ) => {
            let event = (payment.phase == Phase::Uncertain).then_some(Event::PartCaptured);
            (event, Action::Nothing)
        }
        (OrderState::AwaitingConfirmation, false) => {
            let action = match (wish, payment.capture) {
                (Some(EndWish::Merchant), Capture::Immediate | Capture::Deferred) => Action::Cancel,
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
        (OrderState::Succeeded, true | false) => (Some(Event::Closed), Action::Nothing),
        (OrderState::PartiallySucceeded, false) | (OrderState::Failed, true) => {
            (Some(Event::Doubted), Action::Nothing)
        }
        (OrderState::Failed, false) => (
            Some(how_it_ended(order.reason.parse().ok())),
            Action::Nothing,
        ),
        // Our own books say that nothing was captured, and TWINT that it is over.
        (OrderState::Unrecognised, false) if order.failed_for_unknown_reason() => {
            (Some(Event::Declined), Action::Nothing)
        }
        // Nobody cancels on a guess.
        (OrderState::Unrecognised, true | false) => (
            (calls.unrecognised_for >= UNRECOGNISED_UNTIL_DOUBTED).then_some(Event::Doubted),
            Action::Wait,
        ),
    }
}

/// Whether TWINT's waiting for the buyer is news in this phase.
fn starts(phase: Phase) -> bool {
    match phase {
        Phase::Created | Phase::Uncertain => true,
        Phase::Pending
        | Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => false,
    }
}

/// What to do with an order that the buyer has not decided about.
fn end_wished(wish: Option<EndWish>) -> Action {
    match wish {
        Some(EndWish::Expired | EndWish::Buyer | EndWish::Merchant) => Action::Cancel,
        None => Action::Wait,
    }
}

fn outcomes(payment: &Standing, order: Seen, event: Option<Event>, calls: Calls) -> Outcomes {
    let to = event.and_then(|event| Some(transition(payment.phase, event, Actor::Twint).ok()?.to));
    let was_not_cancelled = match order.state {
        OrderState::AwaitingConfirmation | OrderState::PartiallySucceeded => true,
        OrderState::AwaitingCustomer
        | OrderState::Succeeded
        | OrderState::Failed
        | OrderState::Unrecognised => false,
    };
    Outcomes {
        started: event.map(|_| true),
        captured: if event == Some(Event::Closed) {
            Some(true)
        } else {
            to.is_some_and(Phase::is_over).then_some(false)
        },
        cancelled: match to {
            Some(to) if !to.is_open() => Some(event == Some(Event::CancelledByMerchant)),
            Some(_) | None => (was_not_cancelled && calls.cancelled_long_ago).then_some(false),
        },
    }
}

/// TWINT only knows that the merchant cancelled; we know for whom.
fn by_whom_it_was_cancelled(event: Event, calls: Calls) -> Event {
    match (event, calls.cancelled_for) {
        (Event::CancelledByMerchant, Some(EndWish::Expired)) => Event::TimedOut,
        (Event::CancelledByMerchant, Some(EndWish::Buyer)) => Event::CancelledByBuyer,
        (event, _) => event,
    }
}

/// The event of an order that failed.
fn how_it_ended(reason: Option<Reason>) -> Event {
    match reason {
        Some(Reason::MerchantAbort) => Event::CancelledByMerchant,
        Some(Reason::ClientTimeout) => Event::TimedOut,
        Some(
            Reason::GeneralError
            | Reason::ClientAbort
            | Reason::CustomerAbort
            // These do not go with a failure.
            | Reason::OrderReceived
            | Reason::OrderPending
            | Reason::OrderConfirmationPending
            | Reason::OrderOk
            | Reason::OrderPartialOk,
        )
        | None => Event::Declined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    use strum::VariantArray;

    static FIFTY: LazyLock<Amount> = LazyLock::new(|| Amount::new("50", "CHF").unwrap());

    fn order<'a>(status: &'a str, reason: &'a str) -> Seen<'a> {
        Seen {
            reference: "R",
            requested: &FIFTY,
            state: OrderState::read(status, reason),
            status,
            reason,
        }
    }

    fn standing(phase: Phase, capture: Capture) -> Standing {
        let taken = matches!(phase, Phase::PartiallyCaptured | Phase::PartiallyRefunded);
        Standing {
            phase,
            capture,
            reference: "R".parse().unwrap(),
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

    /// Every status and reason that TWINT may answer with, known or not.
    fn answers() -> Vec<(&'static str, &'static str)> {
        let statuses = Status::VARIANTS.iter().map(Into::into);
        let reasons: Vec<&str> = Reason::VARIANTS.iter().map(Into::into).collect();
        statuses
            .chain(["SOMETHING_NEW", ""])
            .flat_map(|status| {
                let reasons = reasons.iter().copied().chain(["SOMETHING_NEW", ""]);
                reasons.map(move |reason| (status, reason))
            })
            .collect()
    }

    #[test]
    fn from_what_nobody_knows_nothing_follows_until_the_merchant_is_shown_it() {
        let asked = [
            Phase::Created,
            Phase::Pending,
            Phase::Authorised,
            Phase::Uncertain,
            Phase::PartiallyCaptured,
        ];
        for (status, reason) in answers() {
            let order = order(status, reason);
            if order.state != OrderState::Unrecognised {
                continue;
            }
            for phase in asked {
                for capture in [Capture::Immediate, Capture::Deferred] {
                    for wish in WISHES {
                        for (seconds, is_long) in [(0, false), (599, false), (600, true)] {
                            let calls = Calls {
                                unrecognised_for: Duration::from_secs(seconds),
                                ..Calls::default()
                            };
                            let payment = standing(phase, capture);
                            let step = next_step(&payment, Some(order), wish, calls);
                            let what = format!("{phase:?} {order:?} {wish:?} {seconds}");
                            // A failure for a reason that nobody knows is one all the same, where nothing was captured.
                            let declined = status == "FAILURE" && !payment.has_captured();
                            let event = match (declined, is_long) {
                                (true, _) => Some(Event::Declined),
                                (false, true) => Some(Event::Doubted),
                                (false, false) => None,
                            };
                            assert_eq!(step.event, event, "{what}");
                            assert!(
                                matches!(step.action, Action::Wait | Action::Nothing),
                                "{what}"
                            );
                            assert_eq!(step.booking, None, "{what}");
                            assert_eq!(step.outcomes.cancelled, declined.then_some(false));
                            assert_eq!(step.outcomes.captured, declined.then_some(false));
                            assert_eq!(step.unrecognised, event.is_none(), "{what}");
                        }
                    }
                }
            }
            for over in [Phase::Cancelled, Phase::Failed] {
                let step = step(over, Capture::Immediate, Some(order), None);
                let doubted = (status != "FAILURE").then_some(Event::Doubted);
                assert_eq!((step.event, step.action), (doubted, Action::Nothing));
            }
        }
    }

    #[test]
    fn an_order_is_not_cancelled_between_two_parts_whatever_it_says() {
        for (status, reason) in answers() {
            let order = order(status, reason);
            for phase in [Phase::PartiallyCaptured, Phase::PartiallyRefunded] {
                for wish in WISHES {
                    let step = step(phase, Capture::Deferred, Some(order), wish);
                    assert!(
                        matches!(step.action, Action::Wait | Action::Nothing),
                        "{order:?} {wish:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_part_of_unknown_outcome_keeps_an_order_as_it_is_whoever_wants_it_ended() {
        for order in answers()
            .into_iter()
            .map(|(status, reason)| order(status, reason))
        {
            for wish in WISHES {
                let payment = Standing {
                    captured: "20".parse().unwrap(),
                    ..standing(Phase::Uncertain, Capture::Deferred)
                };
                let calls = Calls {
                    part_lost: true,
                    ..Calls::default()
                };
                let step = next_step(&payment, Some(order), wish, calls);
                assert_eq!(
                    (step.event, step.action, step.booking),
                    (None, Action::Nothing, None),
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
            let payment = Standing {
                captured: "20".parse().unwrap(),
                ..standing(Phase::Uncertain, Capture::Deferred)
            };
            let step = next_step(&payment, Some(order), None, Calls::default());
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
                        for &actor in Actor::VARIANTS {
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
                                let payment = standing(phase, capture);
                                let Some(event) = next_step(&payment, asked, None, calls).event
                                else {
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
        let more = Amount::new("50.01", "CHF").unwrap();
        let euros = Amount::new("50", "EUR").unwrap();
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
                    (step.event, step.action, step.outcomes),
                    (Some(Event::Doubted), Action::Nothing, Outcomes::default())
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
            let payment = standing(Phase::Pending, Capture::Immediate);
            let step = next_step(&payment, cancelled, None, calls);
            assert_eq!(step.event, Some(event));
            assert_eq!(step.outcomes.cancelled, Some(true));
        }
        let declined = Some(order("FAILURE", "CLIENT_ABORT"));
        let step = step(Phase::Pending, Capture::Immediate, declined, None);
        assert_eq!(step.outcomes.cancelled, Some(false));
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
            let payment = standing(phase, Capture::Deferred);
            let outcomes = next_step(&payment, order, None, calls).outcomes;
            assert_eq!(
                (outcomes.started, outcomes.captured, outcomes.cancelled),
                (started, captured, cancelled),
                "{phase:?} {order:?}"
            );
        }
    }

    #[test]
    fn a_cancellation_that_may_still_be_on_its_way_is_not_told_to_have_failed() {
        let approved = Some(order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"));
        let step = step(Phase::Uncertain, Capture::Deferred, approved, None);
        assert_eq!(step.outcomes.cancelled, None);
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
        let payment = standing(Phase::Pending, Capture::Immediate);
        let closed = next_step(
            &payment,
            Some(order("SUCCESS", "ORDER_OK")),
            None,
            Calls::default(),
        );
        assert_eq!(
            closed.booking.map(|is| is.captured),
            Some("50".parse().unwrap())
        );
        let approved = order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        let approved = next_step(&payment, Some(approved), None, Calls::default());
        assert_eq!(approved.booking, None);
    }
}
