//! Identifiers, references and moments: what is accepted means the same when it is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twint::twint::values::identifiers::{OrderUuid, Reference};
use twint::twint::values::moment::Moment;

fuzz_target!(|text: &str| {
    if let Ok(uuid) = text.parse::<OrderUuid>() {
        assert_eq!(uuid.to_string().parse(), Ok(uuid));
        assert_eq!(uuid.to_string().len(), 36);
    }
    if let Ok(reference) = text.parse::<Reference>() {
        assert_eq!(reference.as_str(), text);
        assert!((1..=50).contains(&text.chars().count()));
        assert_eq!(
            text.split(' ')
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
            text
        );
    }
    if let Ok(moment) = text.parse::<Moment>() {
        assert_eq!(moment.to_string(), text);
        let seconds = moment.unix_milliseconds().div_euclid(1000);
        // A zone may carry it out of the four-digit years.
        match Moment::from_unix_seconds(seconds) {
            Ok(utc) => {
                assert_eq!(utc.unix_milliseconds(), seconds * 1000);
                assert_eq!(utc.to_string().parse(), Ok(utc));
            }
            Err(_) => assert!(!(-62_167_219_200..253_402_300_800).contains(&seconds)),
        }
    }
});
