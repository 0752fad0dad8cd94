//! `Twint\Booking`.

use crate::books::booking::Booking;
use crate::books::phases::Event;
use crate::ext::native_class::native_class;

native_class! { "Twint\\Booking", Booking as booking {
    /// What happened to the payment by it.
    event: Event = booking.event;
    /// In all by now, as a decimal string.
    captured: String = booking.captured.to_string();
    /// In all by now, as a decimal string.
    refunded: String = booking.refunded.to_string();
    /// Whether nothing more can be captured.
    closed: bool = booking.closed;
    /// Whether nobody asks TWINT about a cancellation any more, so that one whose outcome is not known was not carried out.
    outdatesCancellation: bool = booking.outdates_cancellation();
} }
