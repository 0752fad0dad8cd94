//! Reads what somebody typed into a form: the Swiss and German ways to write a number become the one that [`super::quote`] reads.

/// A number as somebody typed it, with a point for the decimals and without marks between thousands: `1'234,5` becomes `1234.5`. What is no
/// number stays as it is, for the refusal to name.
pub fn number(text: &str) -> String {
    let marks = ['\'', '’', ' '];
    text.chars()
        .filter(|character| !marks.contains(character))
        .map(|character| if character == ',' { '.' } else { character })
        .collect()
}

/// An amount as somebody typed it, with two decimals: `1'234,5` becomes `1234.50`, so that the question before money moves repeats an
/// amount. What is no amount stays as [`number`] has it.
pub fn amount(text: &str) -> String {
    let number = number(text);
    let (francs, rappen) = number.split_once('.').unwrap_or((&number, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if francs.is_empty() || !digits(francs) || !digits(rappen) {
        return number;
    }
    format!("{francs}.{rappen:0<2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_swiss_and_the_german_way_are_the_same_number() {
        for (typed, as_number, as_amount) in [
            ("12", "12", "12.00"),
            ("12.5", "12.5", "12.50"),
            ("12,50", "12.50", "12.50"),
            ("12.", "12.", "12.00"),
            ("1'234,5", "1234.5", "1234.50"),
            ("1’234.05", "1234.05", "1234.05"),
            ("1 234", "1234", "1234.00"),
            ("0", "0", "0.00"),
            ("", "", ""),
            ("1.234", "1.234", "1.234"),
            ("1.2.3", "1.2.3", "1.2.3"),
            ("-5", "-5", "-5"),
            (".5", ".5", ".5"),
            ("1e3", "1e3", "1e3"),
            ("abc", "abc", "abc"),
            ("٣", "٣", "٣"),
        ] {
            assert_eq!(number(typed), as_number, "{typed}");
            assert_eq!(amount(typed), as_amount, "{typed}");
        }
    }
}
