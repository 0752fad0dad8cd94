//! Certificate files: as they come, and with a lock of our own around the fuzzer's contents.
//!
//! A PKCS#12 file bears a checksum that only the passphrase makes, so that hardly any changed byte comes past it. Two of three
//! kinds of input are therefore the inside of such a file, around which the checksum is made here, with one iteration.
#![no_main]

#[path = "../../support/pkcs12_by_hand.rs"]
mod pkcs12_by_hand;

use std::time::SystemTime;

use libfuzzer_sys::fuzz_target;
use pkcs12_by_hand::{data, locked, sequence};
use twint::twint::identity::{Identity, inspect};
use twint::twint::values::passphrase::Passphrase;

fuzz_target!(|input: &[u8]| {
    let Some((kind, rest)) = input.split_first() else {
        return;
    };
    let (file, passphrase) = match kind % 4 {
        0 => (rest.to_vec(), ""),
        1 => (rest.to_vec(), "x"),
        2 => (locked(rest), ""),
        _ => (locked(&sequence(&[&data(rest)])), ""),
    };
    let passphrase = Passphrase::new(passphrase);
    let seen = inspect(&file, &passphrase, SystemTime::now());
    assert!(
        !seen
            .subject
            .chars()
            .chain(seen.issuer.chars())
            .any(char::is_control)
    );
    // Opening is the same reading; where it fails, once in a while is enough to see that both say so.
    if !seen.problems.is_empty() && *kind >= 64 {
        return;
    }
    match Identity::open(&file, &passphrase) {
        Ok(identity) => {
            assert_eq!(seen.store_uuid.as_deref(), identity.store_uuid());
            assert_eq!(
                (seen.valid_from, seen.valid_to),
                (Some(identity.valid_from()), Some(identity.valid_to()))
            );
            assert!(
                identity
                    .problem_at(SystemTime::now())
                    .is_none_or(|problem| seen.problems.contains(&problem))
            );
        }
        Err(problem) => assert_eq!(seen.problems.first(), Some(&problem)),
    }
});
