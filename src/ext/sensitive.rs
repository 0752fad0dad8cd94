//! Marks arguments that hold secrets as `#[\SensitiveParameter]`, so that stack traces leave them out (PHP 8.2 and newer).
//!
//! Found where the engine registers them and not where running code looks them up: php-fpm can load an extension for a
//! single pool, and then nothing of ours is called again before PHP code runs.

use std::sync::Once;

use ext_php_rs::class::RegisteredClass as _;
use ext_php_rs::ffi::zend_function;

use super::classes::Merchant;
use super::zend;

/// Marks the functions when PHP starts; in a PHP with threads, each thread's are copied from these.
pub(super) fn mark_functions() {
    let Some(functions) = zend::registered_functions() else {
        return;
    };
    for (name, arguments) in [
        ("twint\\inspect_certificate", &[0, 1][..]),
        ("twint\\renew_certificate", &[1]),
    ] {
        // SAFETY: the function table holds pointers to functions.
        let function = functions
            .get(name)
            .and_then(|entry| unsafe { entry.ptr::<zend_function>() });
        if let Some(function) = function {
            mark_arguments(function, arguments);
        }
    }
}

/// Marks the class's constructor when the first request starts, or as soon as a pool has loaded the extension: when
/// PHP starts, the class does not exist yet. No PHP code runs before this.
pub(super) extern "C" fn mark_class_once(_type: i32, _module: i32) -> i32 {
    static MARKED: Once = Once::new();
    MARKED.call_once(|| {
        let merchant = Merchant::get_metadata().ce();
        // The options may hold a proxy's password.
        mark_arguments(merchant.constructor, &[1, 2, 5]);
    });
    0
}

fn mark_arguments(function: *mut zend_function, arguments: &[u32]) {
    if function.is_null() {
        return;
    }
    for argument in arguments {
        // SAFETY: the function is one of ours, hence internal and live, and PHP runs no code in this process yet.
        unsafe {
            zend::mark_sensitive(
                (&raw mut (*function).internal_function.attributes).cast(),
                *argument,
            );
        };
    }
}
