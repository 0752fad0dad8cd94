//! The simulator's clock, which tests may move forward, and its Swiss local time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A moment: milliseconds since 1970, UTC.
pub type Millis = i64;

/// One day.
pub const DAY_MS: Millis = 86_400_000;

/// Wall time plus whatever tests have added.
#[derive(Debug, Default)]
pub struct Clock {
    ahead: AtomicI64,
}

impl Clock {
    /// Now, by this clock.
    pub fn now(&self) -> Millis {
        wall() + self.ahead.load(Ordering::Relaxed)
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let by = Millis::try_from(by.as_millis()).unwrap_or(Millis::MAX / 4);
        self.ahead.fetch_add(by, Ordering::Relaxed);
    }

    /// How far ahead of wall time.
    pub fn ahead_ms(&self) -> Millis {
        self.ahead.load(Ordering::Relaxed)
    }

    /// Back to wall time.
    pub fn reset(&self) {
        self.ahead.store(0, Ordering::Relaxed);
    }
}

fn wall() -> Millis {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| Millis::try_from(d.as_millis()).unwrap_or(0))
}

/// As TWINT writes it: `2024-03-26T13:54:57.089+01:00`.
pub fn swiss_timestamp(at: Millis) -> String {
    let offset = swiss_offset_hours(at);
    let local = at + offset * 3_600_000;
    let (year, month, day) = civil(local.div_euclid(DAY_MS));
    let ms = local.rem_euclid(DAY_MS);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}+{offset:02}:00",
        ms / 3_600_000,
        ms / 60_000 % 60,
        ms / 1000 % 60,
        ms % 1000,
    )
}

/// An `xs:date` with zone, as TWINT writes a certificate's last day: `2026-08-09+02:00`.
pub fn swiss_date(at: Millis) -> String {
    let offset = swiss_offset_hours(at);
    let (year, month, day) = civil((at + offset * 3_600_000).div_euclid(DAY_MS));
    format!("{year:04}-{month:02}-{day:02}+{offset:02}:00")
}

/// As HTTP writes it: `Tue, 26 Mar 2024 12:54:57 GMT`.
pub fn http_date(at: Millis) -> String {
    const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let days = at.div_euclid(DAY_MS);
    let (year, month, day) = civil(days);
    let ms = at.rem_euclid(DAY_MS);
    let name = |names: &[&'static str], index: i64| {
        usize::try_from(index).map_or("", |index| names[index])
    };
    format!(
        "{}, {day:02} {} {year:04} {:02}:{:02}:{:02} GMT",
        name(&WEEKDAYS, weekday(days)),
        name(&MONTHS, month - 1),
        ms / 3_600_000,
        ms / 60_000 % 60,
        ms / 1000 % 60,
    )
}

/// Reads an `xs:dateTime`; without a zone it is taken as Swiss local time.
pub fn parse_date_time(text: &str) -> Option<Millis> {
    let (date, time) = text.trim().split_once('T')?;
    let days = parse_days(date)?;
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone_at);
    let mut parts = time.splitn(3, ':');
    let hour = two_digits(parts.next()?)?;
    let minute = two_digits(parts.next()?)?;
    let (second, fraction) = match parts.next()?.split_once('.') {
        Some((s, f)) if !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()) => (s, f),
        Some(_) => return None,
        None => (time.get(time.len() - 2..)?, ""),
    };
    let second = two_digits(second)?;
    if hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0) {
        return None;
    }
    let ms: Millis = format!("{fraction:0<3.3}").parse().ok()?;
    let local = days * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms;
    match zone {
        "" => Some(local - swiss_offset_hours(local - 3_600_000) * 3_600_000),
        zone => Some(local - parse_zone(zone)?),
    }
}

/// Reads an `xs:date` (zone allowed) as the first moment of that day.
pub fn parse_date(text: &str) -> Option<Millis> {
    let text = text.trim();
    let (date, zone) = text.split_at_checked(10)?;
    let midnight = parse_days(date)? * DAY_MS;
    match zone {
        "" => Some(midnight - swiss_offset_hours(midnight) * 3_600_000),
        zone => Some(midnight - parse_zone(zone)?),
    }
}

fn parse_zone(zone: &str) -> Option<Millis> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone[1..].split_once(':')?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    (hours <= 14 && minutes <= 59).then_some(sign * (hours * 3_600_000 + minutes * 60_000))
}

fn two_digits(text: &str) -> Option<i64> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn parse_days(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, two_digits(month)?, two_digits(day)?);
    let days = days_from_civil(year, month, day);
    (civil(days) == (year, month, day)).then_some(days)
}

/// Switzerland: +2 from the last Sunday of March to the last Sunday of October, 01:00 UTC each, else +1.
fn swiss_offset_hours(at: Millis) -> i64 {
    let (year, ..) = civil(at.div_euclid(DAY_MS));
    let change = |month: i64| {
        let last = days_from_civil(year, month, 31);
        (last - weekday(last)) * DAY_MS + 3_600_000
    };
    if (change(3)..change(10)).contains(&at) {
        2
    } else {
        1
    }
}

/// Of a day since 1970; 0 is Sunday.
fn weekday(days: i64) -> i64 {
    (days + 4).rem_euclid(7) // 1970-01-01 was a Thursday
}

/// Days since 1970 to year, month, day in the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    (year, month, doy - (153 * mp + 2) / 5 + 1)
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (month + 9) % 12;
    let doy = (153 * mp + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_swiss_local_time_with_milliseconds() {
        assert_eq!(
            swiss_timestamp(1_711_457_697_089),
            "2024-03-26T13:54:57.089+01:00"
        );
        assert_eq!(
            swiss_timestamp(1_785_000_000_000),
            "2026-07-25T19:20:00.000+02:00"
        );
    }

    #[test]
    fn http_has_dates_of_its_own() {
        for (at, text) in [
            (
                "2024-03-26T13:54:57.089+01:00",
                "Tue, 26 Mar 2024 12:54:57 GMT",
            ),
            ("2026-11-01T00:59:59+01:00", "Sat, 31 Oct 2026 23:59:59 GMT"),
            ("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ] {
            assert_eq!(http_date(parse_date_time(at).unwrap()), text);
        }
    }

    #[test]
    fn summer_begins_and_ends_on_the_last_sunday_at_one_utc() {
        assert_eq!(
            swiss_timestamp(parse_date_time("2024-03-31T00:59:59Z").unwrap()),
            "2024-03-31T01:59:59.000+01:00"
        );
        assert_eq!(
            swiss_timestamp(parse_date_time("2024-03-31T01:00:00Z").unwrap()),
            "2024-03-31T03:00:00.000+02:00"
        );
        assert_eq!(
            swiss_timestamp(parse_date_time("2024-10-27T01:00:00Z").unwrap()),
            "2024-10-27T02:00:00.000+01:00"
        );
    }

    #[test]
    fn what_is_written_can_be_read() {
        for at in [
            0,
            951_782_399_999,
            1_711_457_697_089,
            1_785_000_000_000,
            4_102_444_800_000,
        ] {
            assert_eq!(parse_date_time(&swiss_timestamp(at)), Some(at));
        }
        assert_eq!(
            parse_date("2026-08-09+02:00"),
            parse_date_time("2026-08-08T22:00:00Z")
        );
        assert_eq!(
            parse_date_time("2026-01-01T24:00:00Z"),
            parse_date_time("2026-01-02T00:00:00Z")
        );
        assert_eq!(
            parse_date_time("2026-08-09T12:00:00"),
            parse_date_time("2026-08-09T10:00:00Z")
        );
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in [
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-01-01 00:00:00",
            "2024-01-01T25:00:00Z",
            "2024-01-01T00:00Z",
            "24-01-01T00:00:00Z",
            "2024-01-01T00:00:00+2:00",
            "",
        ] {
            assert_eq!(parse_date_time(text), None, "{text}");
        }
    }

    #[test]
    fn the_clock_moves_forward_on_command() {
        let clock = Clock::default();
        let before = clock.now();
        clock.advance(Duration::from_secs(3600));
        assert!(clock.now() - before >= 3_600_000);
    }
}
