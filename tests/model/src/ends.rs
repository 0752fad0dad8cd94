//! Where a payment may rest: books and TWINT agree, and nobody is asked for anything; or it shows that it needs a human.

use twint::books::phases::Phase;
use twint::twint::values::order::Capture;

use crate::decisions::Decisions;
use crate::plugin;
use crate::state::State;
use crate::worlds::World;

/// Whether nothing is in question: the books say what TWINT moved, every call has a known end, and the phase is that of the order.
pub fn is_quiet(state: &State, capture: Capture) -> bool {
    let books = &state.books;
    let is_done = state.process.is_none()
        && state.lost.is_empty()
        && books
            .rows
            .iter()
            .all(|row| !row.has_no_known_outcome() && !row.is_open_wish());
    let order = state.twint.order;
    let fits = match books.payment.phase {
        Phase::Created | Phase::Uncertain => false,
        Phase::Pending => order.is_some_and(|order| order.waits_for_customer()),
        Phase::Authorised => {
            capture == Capture::Deferred && order.is_some_and(|order| order.reserved() > 0)
        }
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded | Phase::Refunded => {
            true
        }
        Phase::Cancelled | Phase::Failed => order.is_none_or(|order| order.reserved() == 0),
    };
    is_done && fits && state.agrees()
}

/// Whether the payment shows its merchant that only they can tell how it stands.
pub fn asks_merchant(state: &State, world: &World, decisions: Decisions) -> bool {
    let permitted = plugin::permitted(decisions, world.capture, &state.books);
    permitted.resolve.is_none()
        || permitted.enter_outcome.is_none()
        || shows_in_reconciliation(state, world)
}

/// Whether the payment is over in the books, and TWINT shows its order in a state that nobody knows: `Recheck` leaves that to the merchant.
fn shows_in_reconciliation(state: &State, world: &World) -> bool {
    state.books.payment.phase.is_over()
        && state
            .twint
            .order
            .is_some_and(|order| plugin::is_unrecognised(order.shown(&world.quirks)))
}
