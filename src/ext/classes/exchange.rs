//! `Twint\Exchange`.

use crate::ext::native_class::native_class;
use crate::twint::exchange::last_exchange::Transcript;

native_class! { "Twint\\Exchange", Transcript as exchange {
    /// Such as "StartOrder".
    operation: &str = exchange.operation.name();
    /// The message that was sent.
    request: &str = &exchange.request;
    /// Null where none came.
    answer: Option<&str> = exchange.answer.as_deref();
    /// From the first byte sent to the last one read.
    milliseconds: i64 = i64::try_from(exchange.duration.as_millis()).unwrap_or(i64::MAX);
} }
