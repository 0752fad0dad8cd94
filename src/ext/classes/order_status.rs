//! `Twint\OrderStatus`.

use crate::books::order_status::OrderStatus;
use crate::books::phases::Phase;
use crate::ext::native_class::native_class;

native_class! { "Twint\\OrderStatus", OrderStatus as status {
    /// For which phase the merchant's status is set; null: the order shows another attempt, so this one has no say.
    statusPhase: Option<Phase> = status.status_phase;
    /// Whether a payment is dated, where none is.
    notesPaidDate: bool = status.notes_paid_date;
    /// Whether the order is open again where the merchant has no status for that phase.
    reopens: bool = status.reopens;
    /// Whether the status takes the place of "paid", too.
    replacesPaid: bool = status.replaces_paid;
} }
