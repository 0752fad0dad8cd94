//! How much work a file demands before it opens, read off it without doing any: the file itself says how often to hash.
//!
//! What lies inside an encrypted part cannot be seen here: it takes someone who encrypts a key twice to hide a count there.

/// Three derivations as the most careful programs write them, and some more: a few seconds.
const MOST: u64 = 3_000_000;

const INTEGER: u8 = 0x02;
const SEQUENCE: u8 = 0x30;

/// Names of key derivations without their last byte: PKCS#5's (PBKDF2 and its forerunners) and PKCS#12's.
const FAMILIES: [&[u8]; 2] = [
    b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05",
    b"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01",
];
const SCRYPT: &[u8] = b"\x06\x09\x2b\x06\x01\x04\x01\xda\x47\x04\x0b";

/// OpenSSL computes the public half of a DSA key, however large its numbers are.
const DSA: &[u8] = b"\x06\x07\x2a\x86\x48\xce\x38\x04\x01";

/// Whether a key, or a PKCS#12 file in plain DER, would keep the process busy for long.
pub(super) fn is_absurd(der: &[u8]) -> bool {
    let mut rounds = rounds_of_checksum(der);
    for at in 0..der.len() {
        let rest = &der[at..];
        if rest.starts_with(DSA) {
            return true;
        }
        if let Some(parameters) = rest.strip_prefix(SCRYPT) {
            rounds = rounds.saturating_add(rounds_of_scrypt(parameters));
        }
        let family = FAMILIES.iter().find_map(|name| rest.strip_prefix(*name));
        if let Some([_member, parameters @ ..]) = family {
            rounds = rounds.saturating_add(rounds_of_derivation(parameters));
        }
    }
    rounds > MOST
}

/// `SEQUENCE { salt OCTET STRING, iterations INTEGER, … }`. What stands there in any other way is not worth an attempt.
fn rounds_of_derivation(mut parameters: &[u8]) -> u64 {
    match next(&mut parameters) {
        // PBES2 and its like hold derivations, and are none.
        Some((SEQUENCE, [SEQUENCE, ..])) => 0,
        Some((SEQUENCE, mut inside)) => {
            next(&mut inside);
            number(&mut inside)
        }
        _ => u64::MAX,
    }
}

/// `SEQUENCE { salt OCTET STRING, N INTEGER, r INTEGER, p INTEGER, … }`; each block is mixed about as slowly as a hash.
fn rounds_of_scrypt(mut parameters: &[u8]) -> u64 {
    let Some((SEQUENCE, mut inside)) = next(&mut parameters) else {
        return u64::MAX;
    };
    next(&mut inside);
    (0..3).fold(4, |product: u64, _| {
        product.saturating_mul(number(&mut inside))
    })
}

/// `SEQUENCE { version, contents, SEQUENCE { checksum, salt, iterations INTEGER DEFAULT 1 } OPTIONAL }`.
fn rounds_of_checksum(mut der: &[u8]) -> u64 {
    let Some((SEQUENCE, mut file)) = next(&mut der) else {
        return 0;
    };
    next(&mut file);
    next(&mut file);
    let Some((SEQUENCE, mut checksum)) = next(&mut file) else {
        return 0;
    };
    next(&mut checksum);
    next(&mut checksum);
    if checksum.is_empty() {
        1
    } else {
        number(&mut checksum)
    }
}

/// A negative number or none is as absurd as a huge one.
fn number(der: &mut &[u8]) -> u64 {
    match next(der) {
        Some((INTEGER, bytes)) if bytes.len() <= 8 && bytes.first().is_some_and(|b| *b < 0x80) => {
            bytes
                .iter()
                .fold(0, |number, byte| number << 8 | u64::from(*byte))
        }
        _ => u64::MAX,
    }
}

/// Takes one element off: its tag and its content. `None` where it is not plain DER.
fn next<'a>(der: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let [tag, first, rest @ ..] = *der else {
        return None;
    };
    let (length, rest) = match *first {
        short @ 0..=0x7f => (usize::from(short), rest),
        long @ 0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(long - 0x80))?;
            let length = bytes
                .iter()
                .fold(0, |length, byte| length << 8 | usize::from(*byte));
            (length, rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    *der = rest;
    Some((*tag, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn der(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).unwrap();
        [&[tag, length], content].concat()
    }

    fn derivation(name: &[u8], numbers: &[&[u8]]) -> Vec<u8> {
        let salt = der(0x04, b"salt");
        let numbers: Vec<u8> = numbers.iter().flat_map(|n| der(INTEGER, n)).collect();
        [name, &der(SEQUENCE, &[salt, numbers].concat())].concat()
    }

    const PBKDF2: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c";
    const PBES2: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d";
    const TRIPLE_DES: &[u8] = b"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01\x03";

    #[test]
    fn what_careful_programs_write_is_not_absurd() {
        let most = &1_000_000_u32.to_be_bytes()[1..];
        let file: Vec<u8> = [PBKDF2, TRIPLE_DES, PBKDF2]
            .iter()
            .flat_map(|name| derivation(name, &[most]))
            .collect();
        assert!(!is_absurd(&file));
        assert!(is_absurd(&[file, derivation(PBKDF2, &[b"\x01"])].concat()));
        assert!(!is_absurd(&derivation(
            SCRYPT,
            &[b"\x40\x00", b"\x08", b"\x01"]
        )));
        let inner = der(SEQUENCE, &derivation(PBKDF2, &[b"\x08\x00", b"\x20"]));
        assert!(!is_absurd(&[PBES2, &der(SEQUENCE, &inner)].concat()));
    }

    #[test]
    fn counts_that_are_huge_negative_missing_or_hidden_are_absurd() {
        for count in [&b"\x7f\xff\xff\xff"[..], b"\xff", b"", &[1; 9]] {
            assert!(is_absurd(&derivation(PBKDF2, &[count])), "{count:?}");
            assert!(is_absurd(&derivation(TRIPLE_DES, &[count])), "{count:?}");
        }
        assert!(is_absurd(&derivation(PBKDF2, &[])));
        assert!(is_absurd(
            &[PBKDF2, b"\x30\x80\x04\x01s\x02\x01\x01\0\0"].concat()
        ));
        assert!(is_absurd(&derivation(
            SCRYPT,
            &[b"\x02", b"\x01", b"\x7f\xff\xff"]
        )));
        assert!(is_absurd(DSA));
    }

    #[test]
    fn any_beginning_of_a_derivation_is_read_or_refused() {
        let whole = derivation(SCRYPT, &[b"\x02", b"\x01", b"\x01"]);
        for end in 0..whole.len() {
            let _ = is_absurd(&whole[..end]);
        }
    }
}
