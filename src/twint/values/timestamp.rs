//! Moments in time as TWINT's schema writes them.

use std::fmt;

use serde::{Serialize, Serializer};

/// A moment with a zone (`xs:dateTime`, RFC 3339), kept as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timestamp {
    text: String,
    milliseconds: i64,
}

impl Timestamp {
    /// Reads `2026-03-26T13:54:57+01:00` or `…T12:54:57.089Z`; a zone is required, since without one it is no moment.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let number = |from: usize, digits: usize| -> Option<i64> {
            let part = bytes.get(from..from + digits)?;
            part.iter().try_fold(0, |sum, b| {
                b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0'))
            })
        };
        let is = |at: usize, expected: u8| bytes.get(at) == Some(&expected);
        let separated = is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':') && is(16, b':');
        let (year, month, day) = (number(0, 4)?, number(5, 2)?, number(8, 2)?);
        let (hour, minute, second) = (number(11, 2)?, number(14, 2)?, number(17, 2)?);
        let in_range = (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        if !separated || !in_range {
            return None;
        }

        let mut at = 19;
        let mut fraction = 0;
        if is(at, b'.') {
            let digits = bytes[at + 1..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            if !(1..=9).contains(&digits) {
                return None;
            }
            let power = 10_i64.pow(u32::try_from(digits).ok()?);
            fraction = number(at + 1, digits)? * 1000 / power;
            at += 1 + digits;
        }
        let offset_minutes = match bytes.get(at..)? {
            b"Z" => 0,
            [sign @ (b'+' | b'-'), _, _, b':', _, _] => {
                let (hours, minutes) = (number(at + 1, 2)?, number(at + 4, 2)?);
                if hours > 14 || minutes > 59 {
                    return None;
                }
                (hours * 60 + minutes) * if *sign == b'-' { -1 } else { 1 }
            }
            _ => return None,
        };
        let minutes =
            (days_since_1970(year, month, day) * 24 + hour) * 60 + minute - offset_minutes;
        Some(Self {
            text: text.to_owned(),
            milliseconds: (minutes * 60 + second) * 1000 + fraction,
        })
    }

    /// From seconds since 1970, in UTC.
    pub fn from_unix(seconds: i64) -> Self {
        let (mut days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // 400 years have 146,097 days; the guess is no more than a year early.
        let mut year = 1970 + days.div_euclid(146_097) * 400 + days.rem_euclid(146_097) / 366;
        while days_since_1970(year + 1, 1, 1) <= days {
            year += 1;
        }
        days -= days_since_1970(year, 1, 1);
        let mut month = 1;
        while days >= days_in(year, month) {
            days -= days_in(year, month);
            month += 1;
        }
        let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60);
        let text = format!(
            "{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{rest:02}Z",
            days + 1
        );
        Self {
            text,
            milliseconds: seconds * 1000,
        }
    }

    /// Milliseconds since 1970.
    pub fn milliseconds(&self) -> i64 {
        self.milliseconds
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days of the civil calendar (years 0 to 9999).
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let leap_days = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let years = year * 365 + leap_days(year - 1) - (1970 * 365 + leap_days(1969));
    years + (1..month).map(|month| days_in(year, month)).sum::<i64>() + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_moments_with_their_zone() {
        for (text, milliseconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2024-02-29T12:00:00Z", 1_709_208_000_000),
            ("2024-03-26T13:54:57.089+01:00", 1_711_457_697_089),
            ("2024-03-26T12:54:57.0890Z", 1_711_457_697_089),
            ("2000-01-01T00:00:00-05:30", 946_704_600_000),
        ] {
            assert_eq!(
                Timestamp::parse(text).unwrap().milliseconds(),
                milliseconds,
                "{text}"
            );
        }
        for seconds in [
            -62_167_219_200, // the year 0
            -31_536_001,     // the last second of 1968
            -1,
            0,
            951_782_400,
            951_868_799,
            1_709_164_800,
            1_786_276_799,
            4_102_444_799,
            253_402_300_799, // the last second of 9999
        ] {
            let moment = Timestamp::from_unix(seconds);
            assert_eq!(
                Timestamp::parse(&moment.to_string()),
                Some(moment),
                "{seconds}"
            );
        }
        for text in [
            "",
            "2024",
            "2024-03-26",
            "2024-03-26T13:54:57",
            "2024-02-30T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-03-26T24:00:00Z",
            "2024-03-26 13:54:57Z",
            "2024-03-26T13:54:57.Z",
            "2024-03-26T13:54:57+1:00",
            "2024-03-26T13:54:57Z ",
            "2024-03-26T13:54:57+25:00",
            "२०२४-03-26T13:54:57Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
