//! Rewrites BER, in which PKCS#12 may come, as DER, which parsers want: every length definite and as short as it can be,
//! every octet string in one piece.

use zeroize::Zeroizing;

/// How deep elements may nest: deeper than in any file of ours, and shallow enough for the stack.
const MOST_LEVELS: u8 = 64;

const CONSTRUCTED: u8 = 0x20;
const OCTET_STRING: u8 = 0x04;
const END_OF_CONTENTS: &[u8] = &[0, 0];

/// Rewrites the first element of `bytes` as DER and leaves out what follows, as OpenSSL does; `None` where `bytes` do not begin with an
/// element.
pub(super) fn to_der(bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    // Room enough from the start, so that no key is left behind in memory that was outgrown: a level is at most a byte
    // longer than it was.
    let mut der = Zeroizing::new(Vec::with_capacity(
        bytes.len() + usize::from(MOST_LEVELS) + 1,
    ));
    let mut rest = bytes;
    element(&mut rest, &mut der, MOST_LEVELS)?;
    Some(der)
}

/// Takes one element off `rest` and writes it.
fn element(rest: &mut &[u8], der: &mut Vec<u8>, levels: u8) -> Option<()> {
    let start = der.len();
    let tag = content(rest, der, levels)?;
    let length = u32::try_from(der.len() - start).ok()?.to_be_bytes();
    let header = match length {
        [0, 0, 0, short @ 0..=0x7f] => &[tag, short][..],
        [0, 0, 0, low] => &[tag, 0x81, low],
        [0, 0, high, low] => &[tag, 0x82, high, low],
        [0, high, middle, low] => &[tag, 0x83, high, middle, low],
        _ => return None,
    };
    der.extend_from_slice(header);
    der[start..].rotate_right(header.len());
    Some(())
}

/// Takes one element off `rest`, writes its content and returns its tag.
fn content(rest: &mut &[u8], der: &mut Vec<u8>, levels: u8) -> Option<u8> {
    let tag = take(rest, 1)?[0];
    if tag & 0x1f == 0x1f {
        return None; // a tag of several bytes, which nothing here has
    }
    let length = length(rest)?;
    if tag & CONSTRUCTED == 0 {
        let Length::Definite(length) = length else {
            return None;
        };
        der.extend_from_slice(take(rest, length)?);
        return Some(tag);
    }
    let levels = levels.checked_sub(1)?;
    let in_pieces = tag == OCTET_STRING | CONSTRUCTED;
    let mut part = |rest: &mut &[u8]| {
        if in_pieces {
            (content(rest, der, levels)? == OCTET_STRING).then_some(())
        } else {
            element(rest, der, levels)
        }
    };
    match length {
        Length::Definite(length) => {
            let mut inside = take(rest, length)?;
            while !inside.is_empty() {
                part(&mut inside)?;
            }
        }
        Length::Indefinite => {
            while !rest.starts_with(END_OF_CONTENTS) {
                part(rest)?;
            }
            take(rest, END_OF_CONTENTS.len())?;
        }
    }
    Some(if in_pieces { OCTET_STRING } else { tag })
}

enum Length {
    Definite(usize),
    Indefinite,
}

fn length(rest: &mut &[u8]) -> Option<Length> {
    match take(rest, 1)?[0] {
        short @ 0..=0x7f => Some(Length::Definite(short.into())),
        0x80 => Some(Length::Indefinite),
        long => take(rest, usize::from(long & 0x7f))?
            .iter()
            .try_fold(0_usize, |length, byte| {
                length.checked_mul(256)?.checked_add((*byte).into())
            })
            .map(Length::Definite),
    }
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn der(bytes: &[u8]) -> Option<Vec<u8>> {
        to_der(bytes).map(|der| der.to_vec())
    }

    #[test]
    fn der_stays_as_it_is_and_what_follows_is_left_out() {
        let long = [
            &[0x30, 0x82, 0x01, 0x04, 0x04, 0x82, 0x01, 0x00][..],
            &[7; 256],
        ]
        .concat();
        for whole in [&b"\x30\x03\x02\x01\x05"[..], b"\x05\x00", &long] {
            assert_eq!(der(whole).as_deref(), Some(whole));
            assert_eq!(der(&[whole, b"\r\n"].concat()).as_deref(), Some(whole));
        }
    }

    #[test]
    fn lengths_become_definite_and_short_and_octet_strings_one() {
        let table: &[(&[u8], &[u8])] = &[
            (b"\x30\x80\x02\x01\x05\0\0", b"\x30\x03\x02\x01\x05"),
            (
                b"\x30\x80\xa0\x80\x02\x01\x05\0\0\0\0",
                b"\x30\x05\xa0\x03\x02\x01\x05",
            ),
            (
                b"\x30\x84\0\0\0\x04\x02\x81\x01\x05",
                b"\x30\x03\x02\x01\x05",
            ),
            (b"\x24\x80\x04\x01a\x04\x02bc\0\0", b"\x04\x03abc"),
            (b"\x24\x07\x04\x01a\x04\x02bc", b"\x04\x03abc"),
            (b"\x24\x80\x24\x80\x04\x01a\0\0\x04\x01b\0\0", b"\x04\x02ab"),
            (b"\x24\x80\0\0", b"\x04\x00"),
        ];
        for (ber, expected) in table {
            assert_eq!(der(ber).as_deref(), Some(*expected), "{ber:02x?}");
        }
    }

    #[test]
    fn what_is_cut_or_mixed_is_none() {
        let table: &[&[u8]] = &[
            b"",
            b"\x30",
            b"\x30\x05\x02\x01\x05",
            b"\x30\x80\x02\x01\x05",
            b"\x30\x80\x02\x01\x05\0",
            b"\x04\x80\0\0",
            b"\x30\xff",
            b"\x30\x89\x01\0\0\0\0\0\0\0\0",
            b"\x24\x03\x02\x01\x05",
            b"\x1f\x81\x01\x00",
        ];
        for ber in table {
            assert_eq!(der(ber), None, "{ber:02x?}");
        }
    }

    #[test]
    fn nesting_ends_somewhere_and_memory_is_never_outgrown() {
        let nested = |levels: usize| [b"\x30\x80".repeat(levels), vec![0; 2 * levels]].concat();
        assert!(der(&nested(64)).is_some());
        assert_eq!(der(&nested(65)), None);
        assert_eq!(der(&b"\x30\x80".repeat(50_000)), None);

        let inside = [&b"\x04\x83\x01\x38\x80"[..], &vec![7; 80_000]].concat();
        let deep = [b"\x30\x80".repeat(64), inside, vec![0; 128]].concat();
        let der = to_der(&deep).unwrap();
        assert!(der.len() > deep.len());
        assert_eq!(der.capacity(), deep.len() + 65);
    }
}
