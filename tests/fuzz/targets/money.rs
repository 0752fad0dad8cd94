//! What is accepted as an amount is exactly what was written, and never more than two decimals.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twint::twint::values::money::{Amount, Chf};

fuzz_target!(|text: &str| {
    if let Ok(chf) = text.parse::<Chf>() {
        assert!(chf <= Chf::MAX);
        assert_eq!(Chf::from_rappen(chf.rappen()), Some(chf));
        let shown = chf.to_string();
        assert_eq!(shown.parse(), Ok(chf));
        // The same number as text: nothing was rounded, no digit lost.
        let (francs, rappen) = text.split_once('.').unwrap_or((text, ""));
        assert_eq!(shown, format!("{francs}.{rappen:0<2}"));
        assert!(Amount::new(text, "CHF").is_ok_and(|amount| amount == chf));
        let doubled = chf.checked_add(chf);
        assert!(doubled.is_none_or(|sum| sum.checked_sub(chf) == Some(chf)));
    }
    if let Ok(amount) = Amount::new(text, "CHF") {
        let again = Amount::new(&amount.to_string(), "CHF").unwrap();
        assert_eq!(again.to_string(), amount.to_string());
        assert_eq!(again.chf(), amount.chf());
        assert!(
            amount
                .chf()
                .is_none_or(|chf| amount == chf && chf <= Chf::MAX)
        );
    }
});
