//! A panic is a bug of ours: PHP gets it as an `Error`, and nobody's log gets the details.

/// Keeps Rust from printing panics; ext-php-rs turns each into a PHP `Error` and the worker lives on.
pub(super) fn silence() {
    std::panic::set_hook(Box::new(|_| {}));
}
