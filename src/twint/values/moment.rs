//! Moments in time as TWINT's schema writes them.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Why a text or a number is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// The text lacks a date of the calendar, a time of day or a zone, or writes them in another form.
    #[error("is not a moment such as 2026-03-26T13:54:57+01:00")]
    NotAMoment,
    /// The year has more than four digits or is negative.
    #[error("is not within the years 0 to 9999")]
    OutOfRange,
}

/// A moment with its zone (`xs:dateTime` of XML Schema, RFC 3339), shown as it was written.
///
/// Two moments are equal if they were written alike; which was first, [`Moment::unix_milliseconds`] says.
///
/// ```
/// use twint::twint::values::moment::Moment;
///
/// let created: Moment = "2024-03-26T13:54:57.089+01:00".parse()?;
/// assert_eq!(created.unix_milliseconds(), 1_711_457_697_089);
/// assert_eq!(created.to_string(), "2024-03-26T13:54:57.089+01:00");
///
/// let from = Moment::from_unix_seconds(1_711_457_697)?;
/// assert_eq!(from.to_string(), "2024-03-26T12:54:57Z");
/// # Ok::<(), twint::twint::values::moment::MomentError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    text: String,
    unix_milliseconds: i64,
}

impl Moment {
    /// The moment so many seconds after 1970-01-01T00:00:00Z, negative before it; shown in UTC.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`] before the year 0 and after the year 9999.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, MomentError> {
        let text = OffsetDateTime::from_unix_timestamp(seconds)
            .ok()
            .and_then(|moment| moment.format(&Rfc3339).ok())
            .ok_or(MomentError::OutOfRange)?;
        Ok(Self {
            text,
            unix_milliseconds: seconds * 1000,
        })
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z, negative before it; smaller parts are cut off towards the past.
    pub fn unix_milliseconds(&self) -> i64 {
        self.unix_milliseconds
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    /// Reads `2026-03-26T13:54:57+01:00` or `…T12:54:57.089Z`, with one to nine digits behind the point. A zone is required,
    /// since without one it is no moment.
    ///
    /// # Errors
    /// [`MomentError::NotAMoment`] for anything else.
    fn from_str(text: &str) -> Result<Self, MomentError> {
        let moment = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| MomentError::NotAMoment)?;
        // `time` also takes other separators than T, a small z, leap seconds, digits without end and zones a day away.
        let bytes = text.as_bytes();
        let (separator, tens_of_seconds) = (bytes[10], bytes[17]);
        let longest = if text.ends_with('Z') {
            "2026-03-26T13:54:57.123456789Z"
        } else {
            "2026-03-26T13:54:57.123456789+01:00"
        };
        let in_schema = separator == b'T'
            && tens_of_seconds < b'6'
            && !text.ends_with('z')
            && text.len() <= longest.len()
            && moment.offset().whole_hours().abs() <= 14;
        if !in_schema {
            return Err(MomentError::NotAMoment);
        }
        Ok(Self {
            text: text.to_owned(),
            unix_milliseconds: moment.unix_timestamp() * 1000 + i64::from(moment.millisecond()),
        })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
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
            ("2024-03-26T13:54:57.123456789+14:59", 1_711_407_357_123),
            ("0000-01-01T00:00:00+14:00", -62_167_269_600_000),
            ("9999-12-31T23:59:59.999-14:00", 253_402_351_199_999),
        ] {
            assert_eq!(
                text.parse::<Moment>().unwrap().unix_milliseconds(),
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
            let moment = Moment::from_unix_seconds(seconds).unwrap();
            assert_eq!(moment.to_string().parse(), Ok(moment), "{seconds}");
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
            "2024-03-26T13:54:57+15:00",
            "2024-03-26T13:54:57.1234567890Z",
            "2024-03-26t13:54:57Z",
            "2024-03-26T13:54:57z",
            "2016-12-31T23:59:60Z",
            "+2024-03-26T13:54:57Z",
            "-0001-03-26T13:54:57Z",
            "२०२४-03-26T13:54:57Z",
        ] {
            assert_eq!(
                text.parse::<Moment>(),
                Err(MomentError::NotAMoment),
                "{text}"
            );
        }
    }
}
