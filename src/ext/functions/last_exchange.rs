//! The last exchange with TWINT, for support.

use ext_php_rs::prelude::*;

use crate::twint::exchange::last_exchange::{self, Transcript};

/// Adds this function to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module.function(wrap_function!(last_exchange))
}

/// The last exchange with TWINT, without secrets.
#[php_function]
#[php(name = "Twint\\last_exchange")]
fn last_exchange() -> Option<Transcript> {
    last_exchange::last_exchange()
}
