//! Marks arguments that hold secrets as `#[\SensitiveParameter]`, so that stack traces leave them out (PHP 8.2 and newer).

use std::sync::Once;

use ext_php_rs::ffi::zend_function;
use ext_php_rs::zend::{ClassEntry, ExecutorGlobals};

use super::zend;

/// Does it on the first request: when PHP starts, the class does not exist yet, and no request runs PHP code before this.
pub(super) extern "C" fn mark_once(_type: i32, _module: i32) -> i32 {
    static MARKED: Once = Once::new();
    MARKED.call_once(mark);
    0
}

fn mark() {
    if let Some(merchant) = ClassEntry::try_find("Twint\\Merchant") {
        // The options may hold a proxy's password.
        mark_arguments(merchant.constructor, &[1, 2, 5]);
    }
    let functions = ExecutorGlobals::get();
    let Some(functions) = functions.function_table() else {
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
