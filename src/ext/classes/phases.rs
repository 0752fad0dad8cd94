//! `Twint\Transition`, `Twint\Step` and `Twint\Aftermath`.

use crate::books::aftermath::{Aftermath, ReasonShown};
use crate::books::booking::Booking;
use crate::books::next_step::{Action, Step};
use crate::books::phases::{Actor, Duty, Event, Phase, Transition};
use crate::ext::native_class::native_class;

native_class! { "Twint\\Transition", Transition as edge {
    /// The phase in which the payment was.
    from: Phase = edge.from;
    /// What happened.
    event: Event = edge.event;
    /// The phase in which it is then.
    to: Phase = edge.to;
    /// Who may do it or notice it.
    ///
    /// @var list<Actor>
    actors: Vec<Actor> = edge.actors.to_vec();
    /// What the shop has to do, in this order.
    ///
    /// @var list<Duty>
    duties: Vec<Duty> = edge.duties.to_vec();
} }

native_class! { "Twint\\Step", Step as step {
    /// Whether the order is this payment's, by reference and amount; if not, only a human can tell what it is.
    ours: bool = step.ours;
    /// What happened; null where nothing did.
    event: Option<Event> = step.event;
    /// What to do then.
    action: Action = step.action;
    /// TWINT's reason.
    reason: Option<&str> = step.reason.as_deref();
    /// What was moved by now; null where the event is not about money.
    booking: Option<Booking> = step.booking;
    /// Whether the start was carried out; null where the order does not tell, here and below.
    started: Option<bool> = step.outcomes.started;
    /// Whether a capture that was to close the order was carried out.
    captured: Option<bool> = step.outcomes.captured;
    /// Whether the cancellation was carried out.
    cancelled: Option<bool> = step.outcomes.cancelled;
    /// Whether the order is in a state that nobody knows; note since when, and tell it as $unrecognisedSeconds.
    unrecognised: bool = step.unrecognised;
    /// Whether there is anything to write down or to do.
    hasNews: bool = step.has_news();
} }

native_class! { "Twint\\Aftermath", Aftermath as after {
    /// Whether nobody can pay with the code any more, so that the row forgets it.
    forgetsCode: bool = after.forgets_code;
    /// Whether the row shows the same reason as before.
    keepsReason: bool = after.reason == ReasonShown::Kept;
    /// The reason that the row shows instead; null: none.
    reason: Option<&str> = match &after.reason {
        ReasonShown::Replaced(reason) => Some(reason.as_str()),
        ReasonShown::Kept | ReasonShown::Forgotten => None,
    };
} }
