//! `Twint\Movement`.

use crate::books::movements::{Movement, MovementKind, Source};
use crate::ext::native_class::native_class;

native_class! { "Twint\\Movement", Movement as movement {
    /// What moved.
    kind: MovementKind = movement.kind;
    /// How much, as a decimal string; never zero.
    amount: String = movement.amount.to_string();
    /// Of the call that moved it; null where no call of ours did.
    call: Option<i64> = call(movement.source);
    /// Of what happened when it was seen; null where a call of ours moved it.
    event: Option<i64> = event(movement.source);
    /// Whether TWINT's fee stands with it, which TWINT says of the whole payment.
    bearsFee: bool = movement.bears_fee;
} }

fn call(source: Source) -> Option<i64> {
    match source {
        Source::Call(id) => i64::try_from(id).ok(),
        Source::Event(_) => None,
    }
}

fn event(source: Source) -> Option<i64> {
    match source {
        Source::Event(id) => i64::try_from(id).ok(),
        Source::Call(_) => None,
    }
}
