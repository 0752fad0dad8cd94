//! Whether a text is what a simple type of the schema allows.

use crate::clock::{parse_date, parse_date_time};
use crate::grammar::Simple;
use crate::xml_tree::collapse;

/// `None` when it is allowed, else what was expected.
pub(crate) fn objection(simple: Simple, text: &str) -> Option<String> {
    // Only xs:string (and enumerations and patterns over it) keep their whitespace.
    let collapsed = collapse(text);
    let (fine, expected) = match simple {
        Simple::Uuid => (is_uuid(text), "a UUID".to_owned()),
        Simple::Token(most) => (
            collapsed.chars().count() <= most,
            format!("at most {most} characters"),
        ),
        Simple::Text => (true, String::new()),
        Simple::LimitedText(most) => (
            text.chars().count() <= most,
            format!("at most {most} characters"),
        ),
        Simple::ShippingMethodId => (
            (1..=128).contains(&text.len()) && text.bytes().all(is_in_shipping_method_id),
            "1 to 128 letters, digits, -, _ or +".to_owned(),
        ),
        Simple::Label => (
            (1..=256).contains(&text.chars().count()) && text.chars().all(is_in_label),
            "1 to 256 characters of Latin-1, punctuation, mathematics or currencies".to_owned(),
        ),
        Simple::PositiveDecimal => (
            is_positive_decimal(&collapsed),
            "a decimal that is not negative".to_owned(),
        ),
        Simple::Boolean => (
            ["true", "false", "1", "0"].contains(&collapsed.as_str()),
            "true or false".to_owned(),
        ),
        Simple::DateTime => (
            parse_date_time(&collapsed).is_some(),
            "an xs:dateTime".to_owned(),
        ),
        Simple::Date => (parse_date(&collapsed).is_some(), "an xs:date".to_owned()),
        Simple::Base64 => (is_base64(text), "base64".to_owned()),
        Simple::Enum(words) => (
            words.contains(&text),
            format!("one of {}", words.join(", ")),
        ),
    };
    (!fine).then_some(expected)
}

fn is_uuid(text: &str) -> bool {
    let hex =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_hexdigit());
    if hex(text, 32) {
        return true;
    }
    // The pattern lets each bracket come alone.
    let bare = text.strip_prefix(['{', '(']).unwrap_or(text);
    let bare = bare.strip_suffix(['}', ')']).unwrap_or(bare);
    let parts: Vec<_> = bare.split('-').collect();
    parts.len() == 5
        && parts
            .iter()
            .zip([8, 4, 4, 4, 12])
            .all(|(part, length)| hex(part, length))
}

fn is_in_shipping_method_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+')
}

/// The blocks and categories of the schema's pattern; of the categories the characters below U+3000.
fn is_in_label(c: char) -> bool {
    matches!(c, '\0'..='\u{ff}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' // punctuation
        | '\u{20a0}'..='\u{20c0}' // currencies
        | '\u{2200}'..='\u{22ff}' // mathematics
        | '\u{2308}'..='\u{230b}')
}

fn is_positive_decimal(text: &str) -> bool {
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    digits.bytes().filter(|b| *b == b'.').count() <= 1
        && digits.bytes().any(|b| b.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && (!negative || !digits.bytes().any(|b| b.is_ascii_digit() && b != b'0'))
}

fn is_base64(text: &str) -> bool {
    let compact: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let data = compact.iter().take_while(|b| **b != b'=').count();
    compact.len().is_multiple_of(4)
        && compact.len() - data <= 2
        && compact[data..].iter().all(|b| *b == b'=')
        && compact[..data]
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || *b == b'+' || *b == b'/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(simple: Simple, text: &str) -> bool {
        objection(simple, text).is_none()
    }

    #[test]
    fn uuids_come_in_the_three_forms_of_the_schema() {
        for good in [
            "84760185-a1ad-49a7-b521-cb4b09a006d4",
            "84760185A1AD49A7B521CB4B09A006D4",
            "{84760185-a1ad-49a7-b521-cb4b09a006d4}",
            "(84760185-a1ad-49a7-b521-cb4b09a006d4)",
        ] {
            assert!(allows(Simple::Uuid, good), "{good}");
        }
        for bad in [
            "",
            "84760185",
            " 84760185-a1ad-49a7-b521-cb4b09a006d4",
            "84760185-a1ad-49a7-b521-cb4b09a006dg",
            "{84760185A1AD49A7B521CB4B09A006D4}",
        ] {
            assert!(!allows(Simple::Uuid, bad), "{bad}");
        }
    }

    #[test]
    fn tokens_are_counted_in_characters_after_collapsing() {
        assert!(allows(Simple::Token(3), "  éàü "));
        assert!(!allows(Simple::Token(3), "abcd"));
        assert!(allows(Simple::Token(50), ""));
    }

    #[test]
    fn decimals_have_no_exponent_and_no_sign_that_counts() {
        for good in ["0", "100", "99.95", "8.605", ".5", "5.", "+1", "-0.00"] {
            assert!(allows(Simple::PositiveDecimal, good), "{good}");
        }
        for bad in ["", "-1", "1e5", "1.0E-5", "1,5", "1.2.3", ".", "NaN"] {
            assert!(!allows(Simple::PositiveDecimal, bad), "{bad}");
        }
    }

    #[test]
    fn labels_and_ids_of_shipping_methods_have_the_characters_of_the_schema() {
        for good in [
            "Économique ü ß ñ",
            "5 € – „Priority“",
            "1½ × 2",
            "−≤",
            &"ä".repeat(256),
        ] {
            assert!(allows(Simple::Label, good), "{good}");
        }
        for bad in ["", "Œuvre", "Košice", "📦", "™", &"a".repeat(257)] {
            assert!(!allows(Simple::Label, bad), "{bad}");
        }
        for good in ["3+17", "a-B_9", &"x".repeat(128)] {
            assert!(allows(Simple::ShippingMethodId, good), "{good}");
        }
        for bad in ["", "a b", "a.b", "a:b", "é", &"x".repeat(129)] {
            assert!(!allows(Simple::ShippingMethodId, bad), "{bad}");
        }
        assert!(allows(Simple::LimitedText(3), "📦 š") && !allows(Simple::LimitedText(3), "abcd"));
    }

    #[test]
    fn base64_is_padded_and_clean() {
        for good in ["c2VjcmV0", "YQ==", "YWI=", "", "YW\nI="] {
            assert!(allows(Simple::Base64, good), "{good}");
        }
        for bad in ["YQ", "Y===", "secret!!", "=YQ="] {
            assert!(!allows(Simple::Base64, bad), "{bad}");
        }
    }

    #[test]
    fn enumerations_do_not_forgive_case_or_blanks() {
        assert!(allows(Simple::Enum(&["GOODS"]), "GOODS"));
        assert!(!allows(Simple::Enum(&["GOODS"]), "goods"));
        assert!(!allows(Simple::Enum(&["GOODS"]), " GOODS"));
    }
}
