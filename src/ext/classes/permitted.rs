//! `Twint\Permitted`.

use crate::books::permitted::Permitted;
use crate::ext::native_class::native_class;

native_class! { "Twint\\Permitted", Permitted as permitted {
    /// Asking TWINT, or finding out what became of an operation.
    refresh: Option<&str> = permitted.refresh.map(Into::into);
    /// Taking money.
    capture: Option<&str> = permitted.capture.map(Into::into);
    /// Releasing the reservation.
    cancel: Option<&str> = permitted.cancel.map(Into::into);
    /// Paying back.
    refund: Option<&str> = permitted.refund.map(Into::into);
    /// Telling what became of a part that was captured without an answer.
    resolve: Option<&str> = permitted.resolve.map(Into::into);
    /// Entering how an uncertain payment ended.
    enterOutcome: Option<&str> = permitted.enter_outcome.map(Into::into);
} }
