//! What TWINT says of the buyer after a check-in (`CustomerDataType`).
//!
//! The forms of the values are known from TWINT's mock only. They are read leniently; what is missing or makes no sense is absent, and
//! nothing is made up.

use std::fmt;

use time::{Date, Month};

use super::scope::Scope;

/// The buyer's data, as far as TWINT handed them over. They are private: [`Debug`](fmt::Debug) shows which there are, never what they say.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Customer {
    /// The address in one piece as it came (`shipping_address`), for a human where [`Address`] lacks something.
    pub address_text: Option<String>,
    /// The address taken apart.
    pub address: Address,
    /// `YYYY-MM-DD` (`date_of_birth`).
    pub date_of_birth: Option<String>,
    /// A plus, where it came with one, and 6 to 15 digits (`phone_number`).
    pub phone_number: Option<String>,
    /// The address for mails (`email`).
    pub email: Option<String>,
}

/// Where the goods go. TWINT has no other address of the buyer.
#[derive(Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)] // the names say it
pub struct Address {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    /// With the number of the house.
    pub street: Option<String>,
    pub zip: Option<String>,
    pub city: Option<String>,
    /// Two capital letters, as in ISO 3166.
    pub country: Option<String>,
}

impl Customer {
    /// Reads the fields as they came: name and value. Of several with one name the first that says something counts.
    ///
    /// ```
    /// use twint::twint::values::customer::Customer;
    ///
    /// let customer = Customer::read([
    ///     ("shipping_address", "Anna|Muster|Bahnhofstrasse 1|8001||CH"),
    ///     ("date_of_birth", "13/12/1998"),
    /// ]);
    /// assert_eq!(customer.address.zip.as_deref(), Some("8001"));
    /// assert_eq!(customer.address.city, None);
    /// assert_eq!(customer.date_of_birth.as_deref(), Some("1998-12-13"));
    /// assert_eq!(customer.email, None);
    /// ```
    pub fn read<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut customer = Self::default();
        for (name, value) in fields {
            let value = cleaned(value);
            let Ok(scope) = name.trim().parse() else {
                continue;
            };
            match scope {
                Scope::ShippingAddress if customer.address_text.is_none() => {
                    customer.address = value.as_deref().map(Address::read).unwrap_or_default();
                    customer.address_text = value;
                }
                Scope::DateOfBirth if customer.date_of_birth.is_none() => {
                    customer.date_of_birth = value.as_deref().and_then(date);
                }
                Scope::PhoneNumber if customer.phone_number.is_none() => {
                    customer.phone_number = value.as_deref().and_then(phone_number);
                }
                Scope::Email if customer.email.is_none() => {
                    customer.email = value.filter(|value| is_email(value));
                }
                Scope::ShippingAddress | Scope::DateOfBirth | Scope::PhoneNumber | Scope::Email => {
                }
            }
        }
        customer
    }

    /// Whether TWINT handed nothing over that makes sense.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Debug for Customer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = [
            ("address", self.address_text.is_some()),
            ("date of birth", self.date_of_birth.is_some()),
            ("phone number", self.phone_number.is_some()),
            ("email", self.email.is_some()),
        ];
        f.write_str("Customer ")?;
        f.debug_set()
            .entries(there.iter().filter(|(_, is)| *is).map(|(name, _)| name))
            .finish()
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address")
    }
}

impl Address {
    /// Reads `First|Last|Street|Zip|City|CC`. Where there are more parts, those in the middle are lines of the street; where there are
    /// fewer, nobody knows which is which.
    fn read(text: &str) -> Self {
        let parts: Vec<&str> = text.split('|').map(str::trim).collect();
        let [first_name, last_name, street @ .., zip, city, country] = parts.as_slice() else {
            return Self::default();
        };
        if street.is_empty() {
            return Self::default();
        }
        let lines: Vec<&str> = street
            .iter()
            .copied()
            .filter(|line| !line.is_empty())
            .collect();
        Self {
            first_name: some(first_name),
            last_name: some(last_name),
            street: some(&lines.join(", ")),
            zip: some(zip),
            city: some(city),
            country: some(&country.to_ascii_uppercase())
                .filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())),
        }
    }
}

/// The value without control characters and surrounding blanks, with one blank for several; absent where nothing is left.
fn cleaned(value: &str) -> Option<String> {
    let words: Vec<&str> = value
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    some(&words.join(" "))
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Reads `DD/MM/YYYY`, with `.` or `-` as well, or `YYYY-MM-DD`; absent where the calendar has no such day.
fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (day, year) = if first.len() == 4 {
        (last, first)
    } else {
        (first, last)
    };
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let is_number = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse::<u16>().ok()).flatten()
    };
    let month = Month::try_from(u8::try_from(number(month, 1..=2)?).ok()?).ok()?;
    let (day, year) = (number(day, 1..=2)?, number(year, 4..=4)?);
    let date = Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()?;
    Some(format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    ))
}

/// The digits with the plus before them, without what people put between; `00` is a plus. Absent where it is no number.
fn phone_number(text: &str) -> Option<String> {
    let compact: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '/' | '.' | '(' | ')'))
        .collect();
    let (plus, digits) = match (compact.strip_prefix('+'), compact.strip_prefix("00")) {
        (Some(digits), _) | (None, Some(digits)) => ("+", digits),
        (None, None) => ("", compact.as_str()),
    };
    let is_number = (6..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| format!("{plus}{digits}"))
}

/// Whether mail can be sent there; whether anybody reads it, only a mail can tell.
fn is_email(text: &str) -> bool {
    text.len() <= 254
        && !text.contains(' ')
        && text
            .rsplit_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !name.contains('@'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn address(text: &str) -> Address {
        Customer::read([("shipping_address", text)]).address
    }

    #[test]
    fn an_address_is_taken_apart_as_the_mock_writes_it() {
        let whole = Address {
            first_name: some("John"),
            last_name: some("Doe"),
            street: some("Rue de l'Écuyer 23A"),
            zip: some("8004"),
            city: some("Zürich"),
            country: some("CH"),
        };
        for text in [
            "John|Doe|Rue de l'Écuyer 23A|8004|Zürich|CH",
            " John | Doe|Rue  de l'Écuyer\t23A |8004|Zürich| ch ",
        ] {
            assert!(address(text) == whole, "{text}");
        }
        let two_lines = "John|Doe|c/o Roe||Rue de l'Écuyer 23A|8004|Zürich|CH";
        assert_eq!(
            address(two_lines).street.as_deref(),
            Some("c/o Roe, Rue de l'Écuyer 23A")
        );
        assert_eq!(address(two_lines).zip.as_deref(), Some("8004"));
    }

    #[test]
    fn a_part_that_is_missing_is_absent_and_an_address_in_pieces_nobody_knows_stays_whole() {
        let gaps = address("|Doe||8004|Zürich|Schweiz");
        assert_eq!(gaps.first_name, None);
        assert_eq!(gaps.last_name.as_deref(), Some("Doe"));
        assert_eq!(gaps.street, None);
        assert_eq!(gaps.country, None);
        for text in ["Doe", "John|Doe|Street|8004|Zürich", "||||", "Ä|Ö"] {
            let customer = Customer::read([("shipping_address", text)]);
            assert!(customer.address == Address::default(), "{text}");
            assert_eq!(customer.address_text.as_deref(), Some(text));
        }
        assert!(Customer::read([("shipping_address", " \n ")]).is_empty());
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        for (text, expected) in [
            ("13/12/1998", Some("1998-12-13")),
            ("1.2.1998", Some("1998-02-01")),
            ("29/02/2000", Some("2000-02-29")),
            ("1998-12-13", Some("1998-12-13")),
            ("29/02/1999", None),
            ("13/13/1998", None),
            ("00/01/1998", None),
            ("12/13/98", None),
            ("13 December 1998", None),
            ("1/2/3/1998", None),
            ("+1/02/1998", None),
            ("", None),
        ] {
            let customer = Customer::read([("date_of_birth", text)]);
            assert_eq!(customer.date_of_birth.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn phone_numbers_are_digits() {
        for (text, expected) in [
            ("+41791234567", Some("+41791234567")),
            ("+41 79 123 45 67", Some("+41791234567")),
            ("0041 (0)79-123.45/67", Some("+410791234567")),
            ("079 123 45 67", Some("0791234567")),
            ("+", None),
            ("12345", None),
            ("+1234567890123456", None),
            ("call me", None),
            ("+41٧٩1234567", None),
        ] {
            let customer = Customer::read([("phone_number", text)]);
            assert_eq!(customer.phone_number.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn mails_go_to_one_address() {
        for good in ["max.mustermann@twint.swiss", "a@b", "üser+x@zürich.example"] {
            let customer = Customer::read([("email", good)]);
            assert_eq!(customer.email.as_deref(), Some(good));
        }
        let long = format!("{}@b", "a".repeat(253));
        for bad in ["", "a", "@b", "a@", "a b@c", "a@b@c", &long] {
            assert_eq!(Customer::read([("email", bad)]).email, None, "{bad}");
        }
    }

    #[test]
    fn the_first_field_that_says_something_counts_and_unknown_ones_do_not() {
        let customer = Customer::read([
            ("email", " "),
            ("favourite_colour", "blue"),
            ("email", "a@b.example"),
            ("email", "c@d.example"),
        ]);
        assert_eq!(customer.email.as_deref(), Some("a@b.example"));
        assert!(!customer.is_empty());
        assert!(Customer::read([("favourite_colour", "blue")]).is_empty());
    }

    #[test]
    fn what_is_for_developers_shows_nothing_of_the_buyer() {
        let customer = Customer::read([
            ("shipping_address", "Johanna|Doebeli|Seegasse 1|8004|Zug|CH"),
            ("date_of_birth", "13/12/1998"),
            ("phone_number", "+41791234567"),
            ("email", "johanna@example.com"),
        ]);
        assert_eq!(
            format!("{customer:?} {:?}", customer.address),
            r#"Customer {"address", "date of birth", "phone number", "email"} Address"#
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(name in "shipping_address|date_of_birth|phone_number|email|.{0,9}", value in ".{0,200}") {
            let customer = Customer::read([(name.as_str(), value.as_str())]);
            let texts = [customer.address_text, customer.date_of_birth, customer.phone_number, customer.email];
            for text in texts.into_iter().flatten() {
                prop_assert!(!text.is_empty() && !text.contains(char::is_control));
            }
        }
    }
}
