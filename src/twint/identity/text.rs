//! Decodes text: base64, hexadecimal digits and UTF-16.

use zeroize::Zeroizing;

/// Decodes base64 and ignores blanks and line breaks in it.
pub(super) fn base64(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut letters = Zeroizing::new(String::with_capacity(text.len()));
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let is_letter = byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
        is_letter.then(|| letters.push(char::from(*byte)))?;
    }
    let bytes = openssl::base64::decode_block(&letters).ok()?;
    Some(Zeroizing::new(bytes))
}

/// Decodes hexadecimal digits, two for each byte.
pub(super) fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    digits?
        .chunks(2)
        .map(|pair| match *pair {
            [high, low] => u8::try_from(high * 16 + low).ok(),
            _ => None,
        })
        .collect()
}

/// Decodes UTF-16 that begins with a byte order mark, as an editor saves it; `None` without the mark.
pub(super) fn utf16(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes[2..]
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]));
    // Room enough from the start, so that no key is left behind in memory that was outgrown.
    let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
    text.extend(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_may_be_broken_into_lines_and_holds_nothing_else() {
        let decoded = |text: &[u8]| base64(text).map(|bytes| bytes.to_vec());
        assert_eq!(decoded(b"YWJj\r\n ZGU=\n"), Some(b"abcde".to_vec()));
        assert_eq!(decoded(b"").as_deref(), Some(&b""[..]));
        for text in [&b"YWJ"[..], b"YW-j", b"YWJj\xfc"] {
            assert_eq!(decoded(text), None, "{text:?}");
        }
    }

    #[test]
    fn hexadecimal_digits_come_in_pairs() {
        assert_eq!(hexadecimal("00fFA0"), Some(vec![0, 255, 160]));
        for text in ["0", "0g", "+1", "ü0", "000"] {
            assert_eq!(hexadecimal(text), None, "{text}");
        }
    }

    #[test]
    fn utf16_is_recognised_by_its_byte_order_mark() {
        let decoded = |bytes: &[u8]| utf16(bytes).map(|text| text.to_string());
        assert_eq!(decoded(b"\xff\xfea\0\xfc\0").as_deref(), Some("aü"));
        assert_eq!(decoded(b"\xfe\xff\0a\0\xfc\0").as_deref(), Some("aü"));
        assert_eq!(decoded(b"a\0"), None);
    }
}
