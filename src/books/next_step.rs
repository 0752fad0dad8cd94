//! Decides what TWINT's present description of an order means for a payment: the event for the books, and what to do at TWINT.

use std::time::Duration;

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::booking::{self, Booking};
use super::holding::Holding;
use super::phases::{Actor, Event, Phase, transition};
use super::standing::Standing;
use crate::twint::values::money::{Amount, Chf};
use crate::twint::values::order::{Capture, Order, OrderState, Reason, Status};

/// How long an order may stay in a state that this version does not know until the merchant is told of it.
pub const UNRECOGNISED_UNTIL_DOUBTED: Duration = Duration::from_secs(600);

/// An order as TWINT described it, with the fields that [`next_step`] looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObservedOrder<'a> {
    /// The merchant's reference of the order.
    pub reference: &'a str,
    /// The amount that the buyer is asked for, with its currency.
    pub requested: &'a Amount,
    /// What the order shows as captured where that is less than requested, by [`Order::captured_in_parts`].
    pub captured_in_parts: Option<Chf>,
    /// What `status` and `reason` mean, by [`OrderState::read`].
    pub state: OrderState,
    /// TWINT's status as it came, such as `IN_PROGRESS`.
    pub status: &'a str,
    /// TWINT's reason as it came, such as `ORDER_PENDING`.
    pub reason: &'a str,
}

impl<'a> From<&'a Order> for ObservedOrder<'a> {
    fn from(order: &'a Order) -> Self {
        Self {
            reference: &order.reference,
            requested: &order.requested,
            captured_in_parts: order.captured_in_parts(),
            state: order.state,
            status: &order.status,
            reason: &order.reason,
        }
    }
}

impl ObservedOrder<'_> {
    /// Whether it is the order of this payment, by reference and amount.
    pub fn belongs_to(&self, payment: &Standing) -> bool {
        self.reference == payment.reference.as_str() && *self.requested == payment.authorised
    }

    /// What TWINT holds of the order's money.
    pub fn holding(&self) -> Holding {
        if self.failed_for_unknown_reason() {
            Holding::Ended
        } else {
            self.state.into()
        }
    }

    /// Whether the order is a failure for a reason that this version does not know. Such an order is over; nothing else follows. A known
    /// reason that does not go with a failure is no such one: it may mean that money was taken.
    fn failed_for_unknown_reason(&self) -> bool {
        self.status.parse() == Ok(Status::Failure) && self.reason.parse::<Reason>().is_err()
    }
}

/// Why a payment is to be ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum EndWish {
    /// The time for paying is over, or the buyer cannot pay because the token was lost with the answer.
    Expired,
    /// The buyer cancelled in the shop.
    Buyer,
    /// The merchant does not want the money.
    Merchant,
}

/// What the merchant's books know about earlier calls for the payment.
#[allow(clippy::struct_excessive_bools)] // facts of the books, each by itself
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PastCalls {
    /// Why the last cancellation was sent, if one was. TWINT itself only reports that the merchant cancelled.
    pub cancelled_for: Option<EndWish>,
    /// Whether that cancellation was sent so long ago that TWINT has certainly finished it, with whatever outcome.
    pub cancelled_long_ago: bool,
    /// Whether the outcome of a capture that leaves the order open is not known. The order's state does not show it.
    pub part_capture_unknown: bool,
    /// Whether the outcome of the last cancellation is not known.
    pub cancel_outcome_unknown: bool,
    /// Whether the buyer was once seen to approve.
    pub approved: bool,
    /// Whether TWINT may still be at a start that needs nothing more of the buyer, who has approved its check-in.
    pub start_may_arrive: bool,
    /// For how long the order has been in a state that this version does not know; zero if it is not.
    pub unrecognised_for: Duration,
}

/// What to do at TWINT now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// Poll again later.
    Wait,
    /// Capture the whole amount and close the order.
    Capture,
    /// Cancel the order.
    Cancel,
    /// Leave the order as it is.
    Nothing,
}

/// The answer of [`next_step`]: write the event down first, then carry the action out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Whether the order belongs to this payment, by reference and amount. If not, the merchant has to find out what it is.
    pub ours: bool,
    /// What happened to the payment, or `None` if nothing changed.
    pub event: Option<Event>,
    /// What to do at TWINT once the event is written down.
    pub action: Action,
    /// TWINT's reason as it came, to be shown beside the event.
    pub reason: Option<String>,
    /// The payment's sums from now on; only with [`Event::Closed`].
    pub booking: Option<Booking>,
    /// Whether the order is in a state that this version does not know, or that contradicts the books, and nothing follows from it yet.
    /// The caller writes down when
    /// that began and passes the time since as [`PastCalls::unrecognised_for`].
    pub unrecognised: bool,
    /// The outcomes of earlier calls whose answers were lost, as far as the order shows them.
    pub outcomes: Outcomes,
}

/// For each kind of call whether TWINT carried it out; `None` where the order does not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcomes {
    /// Whether the start was carried out.
    pub started: Option<bool>,
    /// Whether the capture that was to close the order was carried out.
    pub captured: Option<bool>,
    /// Whether the cancellation was carried out.
    pub cancelled: Option<bool>,
}

impl Step {
    /// Whether there is anything to write down or to do.
    pub fn has_news(&self) -> bool {
        let acts = match self.action {
            Action::Capture | Action::Cancel => true,
            Action::Wait | Action::Nothing => false,
        };
        !self.ours
            || acts
            || self.event.is_some()
            || self.unrecognised
            || self.outcomes != Outcomes::default()
    }

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

/// Decides what TWINT's order means for the payment.
///
/// `order` is the order as TWINT described it just now, or `None` if a search for the payment's reference found nothing. `wish` says
/// whether and why the payment is to be ended.
///
/// An order is cancelled only after TWINT described it, and never in a state that this version does not know (rule of money 4 in
/// `docs/architecture.md`).
///
/// # Examples
///
/// The buyer approved a payment that is captured immediately:
///
/// ```
/// use twint::books::next_step::{Action, ObservedOrder, PastCalls, next_step};
/// use twint::books::phases::{Event, Phase};
/// use twint::books::standing::Standing;
/// use twint::twint::values::money::{Amount, Chf};
/// use twint::twint::values::order::{Capture, OrderState};
///
/// let payment = Standing {
///     phase: Phase::Pending,
///     capture: Capture::Immediate,
///     reference: "order-4711".parse().unwrap(),
///     authorised: "49.90".parse().unwrap(),
///     captured: Chf::ZERO,
///     refunded: Chf::ZERO,
///     closed: false,
/// };
/// let requested = Amount::from(payment.authorised);
/// let (status, reason) = ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
/// let order = ObservedOrder {
///     reference: "order-4711",
///     requested: &requested,
///     captured_in_parts: None,
///     state: OrderState::read(status, reason),
///     status,
///     reason,
/// };
///
/// let step = next_step(&payment, Some(order), None, PastCalls::default());
/// assert_eq!(step.event, Some(Event::Approved));
/// assert_eq!(step.action, Action::Capture);
/// ```
pub fn next_step(
    payment: &Standing,
    order: Option<ObservedOrder>,
    wish: Option<EndWish>,
    calls: PastCalls,
) -> Step {
    let Some(order) = order else {
        return without_order(payment, calls);
    };
    let ours = order.belongs_to(payment);
    let is_over = payment.phase.is_over();
    if !ours || is_over {
        // A payment that is over in the books is taken up again only where TWINT may hold money for it.
        let doubtful = !is_over || may_hold_money(order);
        return Step {
            ours,
            ..Step::new(doubtful.then_some(Event::Doubted), Action::Nothing)
        };
    }
    let (event, action) = event_and_action(payment, order, wish, calls);
    Step {
        reason: Some(order.reason.to_owned()),
        booking: match event.and_then(call_proven_by) {
            Some(Call::Capture) => Some(booking::after_order_closed(payment)),
            Some(Call::Cancellation) | None => None,
        },
        outcomes: outcomes(payment, order, event, calls),
        unrecognised: event.is_none() && is_not_understood(payment, order, calls),
        event: event.map(|event| with_cancelling_party(event, calls)),
        ..Step::new(None, action)
    }
}

/// Whether a payment becomes doubtful because TWINT could not be asked about it. Nothing is known then, and nothing is cancelled for it; but
/// a start without an answer, and a payment whose time is over, cannot wait any longer. `expired` says whether the time for paying is over.
pub fn is_doubtful_without_answer(phase: Phase, expired: bool) -> bool {
    match phase {
        Phase::Created => true,
        Phase::Pending => expired,
        Phase::Authorised
        | Phase::Uncertain
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => false,
    }
}

/// Whether nothing is to be done for a payment as long as TWINT's order has no news: it waits for its buyer, whose time is not over, and the
/// shop has nothing left to do for it.
pub fn only_waits(phase: Phase, expired: bool, has_duties: bool) -> bool {
    match phase {
        Phase::Pending => !expired && !has_duties,
        Phase::Created
        | Phase::Authorised
        | Phase::Uncertain
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => false,
    }
}

/// That TWINT does not have the order yet proves nothing while the start may arrive: it would be paid at once. A start that the buyer has to
/// scan first harms nobody when it arrives late, for nobody has its code.
fn without_order(payment: &Standing, calls: PastCalls) -> Step {
    match payment.phase {
        Phase::Created | Phase::Uncertain if calls.start_may_arrive => {
            Step::new(None, Action::Wait)
        }
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

/// Whether the order is in a state that this version does not know, or waits for a buyer who has approved already.
fn is_not_understood(payment: &Standing, order: ObservedOrder, calls: PastCalls) -> bool {
    match order.state {
        OrderState::Unrecognised => !calls.part_capture_unknown,
        OrderState::AwaitingCustomer => {
            !payment.has_captured()
                && !calls.part_capture_unknown
                && was_approved(payment.phase, calls)
        }
        OrderState::AwaitingConfirmation
        | OrderState::Succeeded
        | OrderState::PartiallySucceeded
        | OrderState::Failed => false,
    }
}

/// Whether the books say that the buyer approved.
fn was_approved(phase: Phase, calls: PastCalls) -> bool {
    match phase {
        Phase::Authorised
        | Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded => true,
        Phase::Created | Phase::Pending | Phase::Uncertain | Phase::Cancelled | Phase::Failed => {
            calls.approved
        }
    }
}

fn may_hold_money(order: ObservedOrder) -> bool {
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
    order: ObservedOrder,
    wish: Option<EndWish>,
    calls: PastCalls,
) -> (Option<Event>, Action) {
    if calls.part_capture_unknown {
        // No state of the order shows whether that part was captured.
        return (None, Action::Nothing);
    }
    match (order.state, payment.has_captured()) {
        // TWINT may be working on a call. The reservation stands, and only the merchant gives it up.
        (OrderState::AwaitingCustomer, false) if was_approved(payment.phase, calls) => {
            let action = match wish {
                Some(EndWish::Merchant) => Action::Cancel,
                Some(EndWish::Expired | EndWish::Buyer) | None => Action::Wait,
            };
            (doubted_after_a_while(calls), action)
        }
        (OrderState::AwaitingCustomer, false) => (
            not_started_before(payment.phase).then_some(Event::Started),
            action_while_waiting(wish),
        ),
        // Between two parts, or closed after the last one: the books know what was captured.
        (
            OrderState::AwaitingCustomer
            | OrderState::AwaitingConfirmation
            | OrderState::PartiallySucceeded,
            true,
        ) => {
            let event = match payment.phase {
                Phase::Uncertain => Some(Event::PartCaptured),
                Phase::Created
                | Phase::Pending
                | Phase::Authorised
                | Phase::PartiallyCaptured
                | Phase::Captured
                | Phase::PartiallyRefunded
                | Phase::Refunded
                | Phase::Cancelled
                | Phase::Failed => None,
            };
            (event, Action::Nothing)
        }
        (OrderState::AwaitingConfirmation, false) => {
            let action = match (wish, payment.capture) {
                (Some(EndWish::Merchant), Capture::Immediate | Capture::Deferred) => Action::Cancel,
                // The buyer approved in time, however late that is noticed: the wish to end the payment comes too late.
                (None | Some(EndWish::Expired | EndWish::Buyer), Capture::Immediate) => {
                    if merchants_cancellation_is_unknown(calls) {
                        Action::Wait
                    } else {
                        Action::Capture
                    }
                }
                (None | Some(EndWish::Expired | EndWish::Buyer), Capture::Deferred) => {
                    Action::Nothing
                }
            };
            (Some(Event::Approved), action)
        }
        // Somebody else captured a part of it, and nobody says how much the shop may book.
        (OrderState::Succeeded, false) if order.captured_in_parts.is_some() => {
            (Some(Event::Doubted), Action::Nothing)
        }
        (OrderState::Succeeded, true | false) => (Some(Event::Closed), Action::Nothing),
        (OrderState::PartiallySucceeded, false) | (OrderState::Failed, true) => {
            (Some(Event::Doubted), Action::Nothing)
        }
        (OrderState::Failed, false) => (
            Some(event_of_failure(order.reason.parse().ok())),
            Action::Nothing,
        ),
        // The books say that nothing was captured, and TWINT says that the order is over.
        (OrderState::Unrecognised, false) if order.failed_for_unknown_reason() => {
            (Some(Event::Declined), Action::Nothing)
        }
        // An order in an unknown state may hold money, so it is not cancelled.
        (OrderState::Unrecognised, true | false) => (doubted_after_a_while(calls), Action::Wait),
    }
}

/// Whether TWINT may still be carrying out the merchant's cancellation, so that nothing is captured.
fn merchants_cancellation_is_unknown(calls: PastCalls) -> bool {
    match calls.cancelled_for {
        Some(EndWish::Merchant) => calls.cancel_outcome_unknown,
        Some(EndWish::Expired | EndWish::Buyer) | None => false,
    }
}

/// The merchant is shown what is not understood, but not at once: it may pass.
fn doubted_after_a_while(calls: PastCalls) -> Option<Event> {
    (calls.unrecognised_for >= UNRECOGNISED_UNTIL_DOUBTED).then_some(Event::Doubted)
}

/// Whether the payment did not count as started in this phase, so that an order waiting for the buyer is an event.
fn not_started_before(phase: Phase) -> bool {
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

/// What to do at TWINT while the buyer has not decided.
fn action_while_waiting(wish: Option<EndWish>) -> Action {
    match wish {
        Some(EndWish::Expired | EndWish::Buyer | EndWish::Merchant) => Action::Cancel,
        None => Action::Wait,
    }
}

fn outcomes(
    payment: &Standing,
    order: ObservedOrder,
    event: Option<Event>,
    calls: PastCalls,
) -> Outcomes {
    let to = event.and_then(|event| Some(transition(payment.phase, event, Actor::Twint).ok()?.to));
    // An order that is still open was not cancelled. Only while it waits for its buyer and nothing was captured does that stay undecided,
    // for the cancellation is sent again then, and the outcome of the second settles the first.
    let was_not_cancelled = match (order.state, payment.has_captured()) {
        (OrderState::AwaitingConfirmation | OrderState::PartiallySucceeded, true | false)
        | (OrderState::AwaitingCustomer, true) => true,
        (OrderState::AwaitingCustomer, false)
        | (OrderState::Succeeded | OrderState::Failed | OrderState::Unrecognised, true | false) => {
            false
        }
    };
    let (captured, cancelled) = match event.and_then(call_proven_by) {
        Some(Call::Capture) => (true, false),
        Some(Call::Cancellation) => (false, true),
        None => (false, false),
    };
    Outcomes {
        started: event.map(|_| true),
        captured: (captured || to.is_some_and(Phase::is_over)).then_some(captured),
        cancelled: match to {
            Some(to) if !to.is_open() => Some(cancelled),
            Some(_) | None => (was_not_cancelled && calls.cancelled_long_ago).then_some(false),
        },
    }
}

/// A call of the merchant's that leaves the order closed.
enum Call {
    Capture,
    Cancellation,
}

/// Which call TWINT has carried out when its order brings this event. An event that is new has to be sorted in here.
fn call_proven_by(event: Event) -> Option<Call> {
    match event {
        Event::Closed => Some(Call::Capture),
        Event::CancelledByMerchant => Some(Call::Cancellation),
        Event::Started
        | Event::StartRefused
        | Event::StartLost
        | Event::NotFound
        | Event::Approved
        | Event::PartCaptured
        | Event::CaptureLost
        | Event::Declined
        | Event::TimedOut
        | Event::CancelledByBuyer
        | Event::CancelLost
        | Event::PartRefunded
        | Event::FullyRefunded
        | Event::RefundLost
        | Event::Doubted
        | Event::GivenUp => None,
    }
}

/// Says who wanted a cancellation: TWINT only knows that the merchant sent it, the books know why.
fn with_cancelling_party(event: Event, calls: PastCalls) -> Event {
    match (call_proven_by(event), calls.cancelled_for) {
        (Some(Call::Cancellation), Some(EndWish::Expired)) => Event::TimedOut,
        (Some(Call::Cancellation), Some(EndWish::Buyer)) => Event::CancelledByBuyer,
        (Some(Call::Cancellation), Some(EndWish::Merchant) | None)
        | (Some(Call::Capture) | None, _) => event,
    }
}

/// The event of a failed order, by TWINT's reason; `None` is a missing or unknown reason.
fn event_of_failure(reason: Option<Reason>) -> Event {
    match reason {
        Some(Reason::MerchantAbort) => Event::CancelledByMerchant,
        Some(Reason::ClientTimeout) => Event::TimedOut,
        Some(
            Reason::GeneralError
            | Reason::ClientAbort
            | Reason::CustomerAbort
            // TWINT does not use these with a failure.
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

    fn order<'a>(status: &'a str, reason: &'a str) -> ObservedOrder<'a> {
        ObservedOrder {
            reference: "R",
            requested: &FIFTY,
            captured_in_parts: None,
            state: OrderState::read(status, reason),
            status,
            reason,
        }
    }

    #[test]
    fn what_twint_holds_is_what_its_order_says() {
        for (status, reason, expected) in [
            ("IN_PROGRESS", "ORDER_RECEIVED", Holding::Waiting),
            (
                "IN_PROGRESS",
                "ORDER_CONFIRMATION_PENDING",
                Holding::Reserved,
            ),
            ("IN_PROGRESS", "SOMETHING_NEW", Holding::Unclear),
            ("SUCCESS", "ORDER_OK", Holding::Moved),
            ("SUCCESS", "SOMETHING_NEW", Holding::Unclear),
            ("FAILURE", "CUSTOMER_ABORT", Holding::Ended),
            ("FAILURE", "SOMETHING_NEW", Holding::Ended),
            // A known reason that does not go with a failure may mean that money was taken.
            ("FAILURE", "ORDER_OK", Holding::Unclear),
            ("SOMETHING_NEW", "SOMETHING_NEW", Holding::Unclear),
        ] {
            assert_eq!(
                order(status, reason).holding(),
                expected,
                "{status} {reason}"
            );
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

    fn step(
        phase: Phase,
        capture: Capture,
        order: Option<ObservedOrder>,
        wish: Option<EndWish>,
    ) -> Step {
        next_step(&standing(phase, capture), order, wish, PastCalls::default())
    }

    const WISHES: [Option<EndWish>; 4] = [
        None,
        Some(EndWish::Expired),
        Some(EndWish::Buyer),
        Some(EndWish::Merchant),
    ];

    #[test]
    fn each_order_becomes_its_event_in_each_phase() {
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

    #[test]
    fn an_order_that_may_still_arrive_is_waited_for_unless_it_was_there_before() {
        let calls = PastCalls {
            start_may_arrive: true,
            ..PastCalls::default()
        };
        for &phase in Phase::VARIANTS {
            for wish in WISHES {
                let payment = standing(phase, Capture::Immediate);
                let waited_for = next_step(&payment, None, wish, calls);
                let otherwise = next_step(&payment, None, wish, PastCalls::default());
                match phase {
                    Phase::Created | Phase::Uncertain => {
                        assert_eq!(waited_for, Step::new(None, Action::Wait), "{wish:?}");
                        assert_eq!(otherwise.event, Some(Event::NotFound), "{wish:?}");
                    }
                    _ => assert_eq!(waited_for, otherwise, "{phase:?} {wish:?}"),
                }
            }
        }
    }

    /// By wish: none, expired, buyer, merchant.
    #[test]
    fn the_wish_and_the_state_of_the_order_decide_the_action() {
        use Action::{Cancel, Nothing, Wait};
        use Capture::{Deferred, Immediate};
        let open = [
            Phase::Created,
            Phase::Pending,
            Phase::Authorised,
            Phase::Uncertain,
        ];
        let undecided = [Phase::Created, Phase::Pending, Phase::Uncertain];
        let approved_before = [Phase::Authorised];
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
                undecided.as_slice(),
                Immediate,
                waiting,
                [Wait, Cancel, Cancel, Cancel],
            ),
            (
                &undecided,
                Deferred,
                waiting,
                [Wait, Cancel, Cancel, Cancel],
            ),
            // The buyer approved, so TWINT does not wait for the buyer.
            (
                &approved_before,
                Immediate,
                waiting,
                [Wait, Wait, Wait, Cancel],
            ),
            (
                &approved_before,
                Deferred,
                waiting,
                [Wait, Wait, Wait, Cancel],
            ),
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
    fn an_unrecognised_order_changes_nothing_until_it_is_doubted() {
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
                            let calls = PastCalls {
                                unrecognised_for: Duration::from_secs(seconds),
                                ..PastCalls::default()
                            };
                            let payment = standing(phase, capture);
                            let step = next_step(&payment, Some(order), wish, calls);
                            let what = format!("{phase:?} {order:?} {wish:?} {seconds}");
                            // A failure for a reason that nobody knows is one all the same, where nothing was captured.
                            let declined =
                                order.failed_for_unknown_reason() && !payment.has_captured();
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
                let doubted = (!order.failed_for_unknown_reason()).then_some(Event::Doubted);
                assert_eq!((step.event, step.action), (doubted, Action::Nothing));
            }
        }
    }

    #[test]
    fn only_an_order_that_contradicts_the_books_is_not_understood() {
        let pending = ("IN_PROGRESS", "ORDER_PENDING");
        let unknown = ("IN_PROGRESS", "SOMETHING_NEW");
        for ((status, reason), phase, approved, part_capture_unknown, expected) in [
            (pending, Phase::Pending, false, false, false),
            (pending, Phase::Uncertain, false, false, false),
            (pending, Phase::Authorised, true, false, true),
            (pending, Phase::Authorised, true, true, false),
            (pending, Phase::PartiallyCaptured, true, false, false),
            (unknown, Phase::Pending, false, false, true),
            (unknown, Phase::PartiallyCaptured, true, true, false),
            (
                ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"),
                Phase::PartiallyCaptured,
                true,
                false,
                false,
            ),
        ] {
            let calls = PastCalls {
                part_capture_unknown,
                approved,
                ..PastCalls::default()
            };
            let payment = standing(phase, Capture::Deferred);
            let step = next_step(&payment, Some(order(status, reason)), None, calls);
            let what = format!("{phase:?} {reason} {calls:?}");
            assert_eq!(step.unrecognised, expected, "{what}");
        }
    }

    #[test]
    fn a_merchants_cancellation_of_unknown_outcome_is_not_followed_by_a_capture() {
        let approved = Some(order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"));
        for wish in WISHES {
            for cancelled_for in WISHES {
                let calls = PastCalls {
                    cancelled_for,
                    cancel_outcome_unknown: cancelled_for.is_some(),
                    ..PastCalls::default()
                };
                let payment = standing(Phase::Uncertain, Capture::Immediate);
                let step = next_step(&payment, approved, wish, calls);
                let merchant = Some(EndWish::Merchant);
                let action = if wish == merchant {
                    Action::Cancel
                } else if cancelled_for == merchant {
                    Action::Wait
                } else {
                    Action::Capture
                };
                assert_eq!(step.action, action, "{wish:?} {cancelled_for:?}");
            }
        }
    }

    #[test]
    fn a_reservation_is_not_given_up_because_twint_waits_again() {
        let waiting = Some(order("IN_PROGRESS", "ORDER_PENDING"));
        for (phase, approved) in [
            (Phase::Authorised, false),
            (Phase::Authorised, true),
            (Phase::Uncertain, true),
        ] {
            for capture in [Capture::Immediate, Capture::Deferred] {
                for (seconds, event) in [(0, None), (600, Some(Event::Doubted))] {
                    let calls = PastCalls {
                        approved,
                        unrecognised_for: Duration::from_secs(seconds),
                        ..PastCalls::default()
                    };
                    for wish in [None, Some(EndWish::Expired), Some(EndWish::Buyer)] {
                        let step = next_step(&standing(phase, capture), waiting, wish, calls);
                        assert_eq!((step.event, step.action), (event, Action::Wait));
                        assert_eq!(step.unrecognised, event.is_none());
                    }
                    let merchant = Some(EndWish::Merchant);
                    let step = next_step(&standing(phase, capture), waiting, merchant, calls);
                    assert_eq!(step.action, Action::Cancel);
                }
            }
        }
    }

    #[test]
    fn an_order_is_not_cancelled_between_two_parts_whatever_its_state() {
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
    fn nothing_is_done_while_the_outcome_of_a_part_is_unknown() {
        for order in answers()
            .into_iter()
            .map(|(status, reason)| order(status, reason))
        {
            for wish in WISHES {
                let payment = Standing {
                    captured: "20".parse().unwrap(),
                    ..standing(Phase::Uncertain, Capture::Deferred)
                };
                let calls = PastCalls {
                    part_capture_unknown: true,
                    ..PastCalls::default()
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
    fn an_uncertain_payment_keeps_its_captured_sum() {
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
            let step = next_step(&payment, Some(order), None, PastCalls::default());
            assert_eq!(
                (step.event, step.action),
                (event, Action::Nothing),
                "{order:?}"
            );
        }
    }

    #[test]
    fn every_event_has_a_transition_from_the_phase_of_the_payment() {
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
                                let calls = PastCalls {
                                    cancelled_for,
                                    ..PastCalls::default()
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
    fn a_success_that_shows_less_than_was_authorised_is_booked_only_where_the_books_know_of_parts()
    {
        let shown = [None, Some("0"), Some("20"), Some("49.99")];
        for shown in shown.map(|francs| francs.map(|francs| francs.parse::<Chf>().unwrap())) {
            let order = ObservedOrder {
                captured_in_parts: shown,
                ..order("SUCCESS", "ORDER_OK")
            };
            for (phase, captured) in [
                (Phase::Pending, "0"),
                (Phase::Authorised, "0"),
                (Phase::Uncertain, "0"),
                (Phase::Uncertain, "20"),
                (Phase::PartiallyCaptured, "20"),
            ] {
                let payment = Standing {
                    captured: captured.parse().unwrap(),
                    ..standing(phase, Capture::Deferred)
                };
                let step = next_step(&payment, Some(order), None, PastCalls::default());
                let is_closed = shown.is_none() || payment.has_captured();
                let expected = if is_closed {
                    Event::Closed
                } else {
                    Event::Doubted
                };
                let what = format!("{shown:?} {phase:?} {captured}");
                assert_eq!(step.event, Some(expected), "{what}");
                assert_eq!(step.booking.is_some(), is_closed, "{what}");
                assert_eq!(step.outcomes.captured, is_closed.then_some(true), "{what}");
            }
        }
    }

    #[test]
    fn an_order_with_another_reference_or_amount_causes_no_action() {
        let more = Amount::new("50.01", "CHF").unwrap();
        let euros = Amount::new("50", "EUR").unwrap();
        let ours = order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        for foreign in [
            ObservedOrder {
                reference: "r",
                ..ours
            },
            ObservedOrder {
                requested: &more,
                ..ours
            },
            ObservedOrder {
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
    fn the_event_of_a_cancellation_says_why_it_was_sent() {
        let cancelled = Some(order("FAILURE", "MERCHANT_ABORT"));
        for (cancelled_for, event) in [
            (None, Event::CancelledByMerchant),
            (Some(EndWish::Merchant), Event::CancelledByMerchant),
            (Some(EndWish::Buyer), Event::CancelledByBuyer),
            (Some(EndWish::Expired), Event::TimedOut),
        ] {
            let calls = PastCalls {
                cancelled_for,
                ..PastCalls::default()
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

    #[test]
    fn the_order_shows_the_outcome_of_a_start_a_capture_and_a_cancellation() {
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
            (PartiallyCaptured, waiting, None, None, no),
            (PartiallyCaptured, part, None, None, no),
            (Uncertain, done, yes, yes, no),
            (Authorised, part, yes, None, no),
            (Uncertain, declined, yes, no, no),
        ] {
            let calls = PastCalls {
                cancelled_long_ago: true,
                ..PastCalls::default()
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
    fn a_recent_cancellation_has_no_outcome_yet() {
        let approved = Some(order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"));
        let step = step(Phase::Uncertain, Capture::Deferred, approved, None);
        assert_eq!(step.outcomes.cancelled, None);
    }

    #[test]
    fn a_payment_that_was_over_is_doubted_only_if_twint_may_hold_money() {
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
    fn without_an_answer_a_start_and_what_is_late_become_doubtful_and_nothing_else() {
        for &phase in Phase::VARIANTS {
            for expired in [false, true] {
                let expected = match phase {
                    Phase::Created => true,
                    Phase::Pending => expired,
                    _ => false,
                };
                let doubtful = is_doubtful_without_answer(phase, expired);
                assert_eq!(doubtful, expected, "{phase:?} {expired}");
                // The books have a transition for it.
                assert!(!doubtful || transition(phase, Event::Doubted, Actor::Cron).is_ok());
            }
        }
    }

    #[test]
    fn whatever_is_to_be_written_down_or_done_is_news() {
        for action in [Action::Wait, Action::Nothing] {
            assert!(!Step::new(None, action).has_news(), "{action:?}");
        }
        let nothing = Step::new(None, Action::Wait);
        let outcomes = [
            Outcomes {
                started: Some(true),
                ..Outcomes::default()
            },
            Outcomes {
                captured: Some(false),
                ..Outcomes::default()
            },
            Outcomes {
                cancelled: Some(true),
                ..Outcomes::default()
            },
        ];
        let mut news = vec![
            Step::new(None, Action::Capture),
            Step::new(None, Action::Cancel),
            Step::new(Some(Event::Approved), Action::Nothing),
            Step {
                ours: false,
                ..nothing.clone()
            },
            Step {
                unrecognised: true,
                ..nothing.clone()
            },
        ];
        news.extend(outcomes.map(|outcomes| Step {
            outcomes,
            ..nothing.clone()
        }));
        for step in news {
            assert!(step.has_news(), "{step:?}");
        }
    }

    #[test]
    fn only_a_payment_in_time_that_is_started_and_needs_nothing_just_waits() {
        for &phase in Phase::VARIANTS {
            for (expired, has_duties) in
                [(false, false), (true, false), (false, true), (true, true)]
            {
                let expected = phase == Phase::Pending && !expired && !has_duties;
                let waits = only_waits(phase, expired, has_duties);
                assert_eq!(waits, expected, "{phase:?} {expired} {has_duties}");
            }
        }
    }

    #[test]
    fn only_a_closed_order_brings_a_booking() {
        let payment = standing(Phase::Pending, Capture::Immediate);
        let closed = next_step(
            &payment,
            Some(order("SUCCESS", "ORDER_OK")),
            None,
            PastCalls::default(),
        );
        assert_eq!(
            closed.booking.map(|booking| booking.captured),
            Some("50".parse().unwrap())
        );
        let approved = order("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
        let approved = next_step(&payment, Some(approved), None, PastCalls::default());
        assert_eq!(approved.booking, None);
    }
}
