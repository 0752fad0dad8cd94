//! Whatever the list of bank apps holds, a page may show what comes out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twint::twint::operations::app_schemes;

fuzz_target!(|json: &[u8]| {
    for app in app_schemes::read(json).unwrap_or_default() {
        let number = app
            .scheme
            .strip_prefix("twint-issuer")
            .and_then(|rest| rest.strip_suffix("://"));
        assert!(number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())));
        assert!(!app.name.is_empty() && !app.name.chars().any(char::is_control));
    }
});
