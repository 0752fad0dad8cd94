//! Certificate files: as they come, and with a lock of our own around the fuzzer's contents.
//!
//! A PKCS#12 file bears a checksum that only the passphrase makes, so that hardly any changed byte comes past it, nor does one
//! within an encrypted part. Most kinds of input are therefore the inside of such a file, around which checksum and
//! encryption are made here, in one round.
#![no_main]

#[path = "../../support/pkcs12_by_hand.rs"]
mod pkcs12_by_hand;

use std::time::SystemTime;

use libfuzzer_sys::fuzz_target;
use pkcs12_by_hand::{
    LOCKED_KEY, PLAIN_KEY, bag, data, encrypted, encrypted_data, locked, locked_key, sequence,
    without_checksum,
};
use twint::twint::identity::{Identity, inspect};
use twint::twint::values::passphrase::Passphrase;

fuzz_target!(|input: &[u8]| {
    let Some((kind, rest)) = input.split_first() else {
        return;
    };
    let within = |bags: &[u8]| locked(&sequence(&[&data(bags)]));
    let (file, passphrase) = match kind % 8 {
        0 => (rest.to_vec(), ""),
        1 => (rest.to_vec(), "x"),
        2 => (locked(rest), ""),
        3 => (within(rest), ""),
        4 => {
            let (scheme, content) = encrypted(b"", rest);
            (locked(&sequence(&[&encrypted_data(&scheme, &content, false)])), "")
        }
        5 => (within(&sequence(&[&bag(PLAIN_KEY, rest)])), ""),
        6 => {
            let (scheme, key) = encrypted(b"", rest);
            (within(&sequence(&[&bag(LOCKED_KEY, &locked_key(&scheme, &key))])), "")
        }
        _ => (without_checksum(rest), ""),
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
