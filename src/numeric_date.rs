//! A moment as a token writes it: seconds since 1970, as a number.

use std::fmt;
use std::ops::{Add, Sub};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

/// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted: the JSON
/// number that `exp`, `nbf` and `iat` hold ([RFC 7519 §2]). Fractions are
/// allowed. JavaScript's `Date.now()` counts **milliseconds**: divide by 1000.
///
/// Always finite. Nothing in this crate reads the clock; you pass the time in.
///
/// ```
/// use jwt_by_hand::NumericDate;
/// use std::time::{Duration, SystemTime};
///
/// let now = NumericDate::from(SystemTime::now());
/// let in_an_hour = now + Duration::from_secs(60 * 60);
/// assert!(in_an_hour > now);
///
/// let issued = NumericDate::from_seconds(1_690_407_762);
/// assert_eq!(issued.to_string(), "1690407762 (2023-07-26 21:42:42 UTC)");
/// ```
///
/// [RFC 7519 §2]: https://www.rfc-editor.org/rfc/rfc7519#section-2
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct NumericDate(f64);

impl NumericDate {
    /// A whole number of seconds since 1970.
    pub const fn from_seconds(seconds: u64) -> NumericDate {
        NumericDate(seconds as f64)
    }

    /// Seconds since 1970, with a fraction. `None` for infinities and NaN.
    pub fn from_fractional_seconds(seconds: f64) -> Option<NumericDate> {
        seconds.is_finite().then_some(NumericDate(seconds))
    }

    /// Reads a claim's value. `None` for anything but a finite JSON number.
    pub fn from_value(value: &Value) -> Option<NumericDate> {
        value.as_f64().and_then(NumericDate::from_fractional_seconds)
    }

    /// The moment as a JSON number, without a fraction where there is none.
    pub fn to_value(self) -> Value {
        const EXACT: f64 = 9_007_199_254_740_992.0; // 2 to the power of 53
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            Value::from(self.0 as i64)
        } else {
            Value::from(self.0)
        }
    }

    /// Seconds since 1970.
    pub fn as_seconds(self) -> f64 {
        self.0
    }

    /// Whether the number is so large that it must be milliseconds: as seconds
    /// it would lie after the year 5138.
    pub fn looks_like_milliseconds(self) -> bool {
        self.0 >= 1e11
    }
}

/// Whole seconds, as Node's `Math.floor(Date.now() / 1000)` has them.
impl From<SystemTime> for NumericDate {
    fn from(time: SystemTime) -> NumericDate {
        let seconds = match time.duration_since(UNIX_EPOCH) {
            Ok(since) => since.as_secs_f64(),
            Err(before) => -before.duration().as_secs_f64(),
        };
        NumericDate(seconds.floor())
    }
}

impl Add<Duration> for NumericDate {
    type Output = NumericDate;

    fn add(self, duration: Duration) -> NumericDate {
        NumericDate(self.0 + duration.as_secs_f64())
    }
}

impl Sub<Duration> for NumericDate {
    type Output = NumericDate;

    fn sub(self, duration: Duration) -> NumericDate {
        NumericDate(self.0 - duration.as_secs_f64())
    }
}

/// The number, then the date in UTC for the years 0 to 9999.
impl fmt::Display for NumericDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.abs() >= 1e21 {
            return write!(formatter, "{:e}", self.0);
        }
        write!(formatter, "{}", self.0)?;
        match civil_date(self.0.floor()) {
            Some(date) => write!(formatter, " ({date} UTC)"),
            None => Ok(()),
        }
    }
}

/// The calendar's name for a moment.
///
/// Counts years from March, so that the leap day is a year's last, in eras of
/// 400 years, each of which has 146,097 days (the algorithm is Howard
/// Hinnant's `civil_from_days`).
fn civil_date(seconds: f64) -> Option<String> {
    const YEAR_0: f64 = -62_167_219_200.0;
    const YEAR_10000: f64 = 253_402_300_800.0;
    if !(YEAR_0..YEAR_10000).contains(&seconds) {
        return None;
    }
    let seconds = seconds as i64;
    let (days, second_of_day) =
        (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));

    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    let days_since_march_of_year_0 = days + 719_468;
    let era = days_since_march_of_year_0.div_euclid(146_097);
    let day_of_era = days_since_march_of_year_0.rem_euclid(146_097);
    // A leap day every 4 years (1,460 days and one), none after 100 (36,524), one
    // after 400 (146,096 and one).
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524
        - day_of_era / 146_096)
        / 365;
    let day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Five months from March on have 153 days, and so have the next five.
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);

    let (hour, minute, second) =
        (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
    Some(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"))
}
