//! A panic, so that a test sees what becomes of one; not in release builds.

use ext_php_rs::prelude::*;

/// Adds this function to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module.function(wrap_function!(panic_on_purpose))
}

/// Panics.
#[php_function]
#[php(name = "Twint\\panic_on_purpose")]
fn panic_on_purpose() {
    panic!("on purpose");
}
