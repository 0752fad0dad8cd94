//! What becomes of a reversal whose references do not tell it apart from other orders.

use crate::faults::{Fault, multiple_orders};
use crate::order_book::{OrderBook, OrderIndex};
use crate::orders::Wish;
use crate::quirks::CollidingReversal;

/// How to go on with a reversal about to be made.
pub(crate) enum Verdict {
    /// Make it.
    CarryOut,
    /// Make it, and answer with the fault.
    CarryOutAndRefuse(Fault),
    /// Answer with the fault.
    Refuse(Fault),
    /// Answer with this order, which bears the reversal's reference.
    Answer(OrderIndex),
}

/// Judges any order; payments never collide.
pub(crate) fn verdict(book: &OrderBook, order: &Wish, quirk: CollidingReversal) -> Verdict {
    let Some(original) = order.link.and_then(|uuid| book.by_uuid(uuid)) else {
        return Verdict::CarryOut;
    };
    let of_original = &book.get(original).wish.reference;
    let existing = book.by_reference(&order.reference).first();
    let shared = match existing {
        Some(_) => &order.reference,
        None if book.by_reference(of_original).len() > 1 => of_original,
        None => return Verdict::CarryOut,
    };
    match (quirk, existing) {
        (CollidingReversal::Accepted, _) | (CollidingReversal::AnswersExisting, None) => {
            Verdict::CarryOut
        }
        (CollidingReversal::AnswersExisting, Some(existing)) => Verdict::Answer(*existing),
        (CollidingReversal::Refused, _) => Verdict::Refuse(multiple_orders(shared)),
        (CollidingReversal::RefusedThoughDone, _) => {
            Verdict::CarryOutAndRefuse(multiple_orders(shared))
        }
    }
}
