//! The rules of money, held against every state and every call.

use crate::books::{Kind, RowState};
use crate::calls::Call;
use crate::shown::AUTHORISED;
use crate::state::{State, is_at_rest};

/// The rule that a state breaks.
pub fn broken(state: &State) -> Option<&'static str> {
    let payment = state.books.payment;
    let (captured, refunded) = (state.twint.captured(), state.twint.refunded());
    let order = state.twint.order;
    let is_alone = state.process.is_none();
    let has_open_wish = state.books.open_wish().is_some();
    let mut rules = [
        (
            payment.captured > captured,
            "more is booked than TWINT took",
        ),
        (
            payment.refunded > refunded,
            "more is booked as given back than TWINT gave back",
        ),
        (
            captured > AUTHORISED,
            "TWINT took more than the buyer approved",
        ),
        (
            payment.captured > AUTHORISED,
            "more is booked than the buyer approved",
        ),
        (refunded > captured, "TWINT gave back more than it took"),
        (
            payment.refunded > payment.captured,
            "more is booked as given back than as taken",
        ),
        (
            state.witness.moved_for_wish > 1,
            "money was moved twice for one wish",
        ),
        (
            payment.phase.is_over()
                && order.is_some_and(|order| order.reserved() > 0 || order.captured > 0),
            "the payment is over in the books, and TWINT holds its money",
        ),
        (
            is_alone
                && !has_open_wish
                && state.books.denied().is_none()
                && is_at_rest(payment.phase)
                && !state.agrees(),
            "nobody looks any more, and the books do not say what TWINT moved",
        ),
    ]
    .into_iter();
    if let Some((_, rule)) = rules.find(|(is_broken, _)| *is_broken) {
        return Some(rule);
    }
    let wish = state
        .books
        .rows
        .iter()
        // What the merchant denied is asked about for as long as TWINT may say otherwise.
        .rfind(|row| row.by_wish && row.booked && !row.is_denied())?;
    let moved = state.witness.moved_for_wish;
    match (wish.kind, wish.state) {
        (Kind::Capture | Kind::Refund, RowState::Done) if moved == 0 => {
            Some("a wish is booked that was not carried out")
        }
        (Kind::Capture | Kind::Refund, RowState::Refused) if moved > 0 => {
            Some("a wish is given up that was carried out")
        }
        (
            Kind::Start | Kind::Capture | Kind::Cancel | Kind::Refund,
            RowState::Sent | RowState::Done | RowState::Refused | RowState::Unknown,
        ) => None,
    }
}

/// The rule that is broken by sending a call.
pub fn broken_by_call(call: Call, state: &State) -> Option<&'static str> {
    match call {
        Call::Start => (state.witness.start_sent > 1).then_some("the start is sent again"),
        Call::Reverse(_) => (state.witness.refund_sent > 1).then_some("a refund is sent again"),
        Call::Cancel => (state.books.payment.captured > 0)
            .then_some("an order is cancelled that the books call captured"),
        Call::Confirm { .. } => state
            .books
            .payment
            .phase
            .is_over()
            .then_some("money is taken for a payment that is over"),
        Call::Read
        | Call::ReadAgain
        | Call::Find
        | Call::ConfirmReversal
        | Call::FindReversal
        | Call::FindDenied => None,
    }
}
