//! Marks arguments that hold secrets as `#[\SensitiveParameter]`, so that stack traces leave them out (PHP 8.2 and newer).
//!
//! At the first request it would be too late: php-fpm can load an extension for a single pool, and then PHP announces no
//! request to it before a script runs.

use ext_php_rs::class::RegisteredClass;
use ext_php_rs::ffi::zend_function;

use super::classes::MerchantObject;
use super::zend;

/// Functions by PHP's name for them, with the numbers of the arguments.
const ARGUMENTS_OF_FUNCTIONS: &[(&str, &[u32])] = &[
    ("twint\\inspect_certificate", &[0, 1]),
    ("twint\\renew_certificate", &[1]),
];
/// Certificate, passphrase, and the options, which may hold a proxy's password.
const ARGUMENTS_OF_MERCHANT: &[u32] = &[1, 2, 5];

/// Marks them, while PHP starts the extension and as soon as it knows the classes.
pub(super) fn mark() {
    mark_arguments(
        MerchantObject::get_metadata().ce().constructor,
        ARGUMENTS_OF_MERCHANT,
    );
    for (name, arguments) in ARGUMENTS_OF_FUNCTIONS {
        let function = zend::function(name).expect("PHP knows our functions before it starts us");
        mark_arguments(function, arguments);
    }
}

fn mark_arguments(function: *mut zend_function, arguments: &[u32]) {
    for argument in arguments {
        // SAFETY: the function is one of ours, hence internal and live, and PHP runs no code that uses it yet.
        unsafe {
            let attributes = &raw mut (*function).internal_function.attributes;
            zend::mark_sensitive(attributes.cast(), *argument);
        };
    }
}
