// A moment
//
// `exp`, `nbf` and `iat` hold a NumericDate: seconds since 1970-01-01T00:00:00Z, as a
// JSON number (RFC 7519 §2). Fractions are allowed. JavaScript's `Date.now()` counts
// milliseconds, which is a mistake so common that it is noticed here.
//
// Run this file with: cargo test --test numeric_date

use std::time::{Duration, SystemTime};

use insta::assert_snapshot;
use jwt_by_hand::{Claims, NumericDate};
use serde_json::json;

const ISSUED: NumericDate = NumericDate::from_seconds(1_690_407_762);

#[test]
fn step_1_a_moment_has_a_date() {
    assert_snapshot!(ISSUED, @"1690407762 (2023-07-26 21:42:42 UTC)");
    assert_snapshot!(NumericDate::from_seconds(1_690_408_662), @"1690408662 (2023-07-26 21:57:42 UTC)");
    assert_snapshot!(NumericDate::from_seconds(0), @"0 (1970-01-01 00:00:00 UTC)");
    assert_snapshot!(NumericDate::from_seconds(951_782_400), @"951782400 (2000-02-29 00:00:00 UTC)");
    assert_snapshot!(NumericDate::from_seconds(4_107_542_399), @"4107542399 (2100-02-28 23:59:59 UTC)");
    assert_snapshot!(NumericDate::from_seconds(4_107_542_400), @"4107542400 (2100-03-01 00:00:00 UTC)");
    assert_snapshot!(NumericDate::from_seconds(253_402_300_799), @"253402300799 (9999-12-31 23:59:59 UTC)");
    assert_snapshot!(NumericDate::from_seconds(253_402_300_800), @"253402300800");
    let fraction = |seconds| NumericDate::from_fractional_seconds(seconds).unwrap();
    assert_snapshot!(fraction(-0.5), @"-0.5 (1969-12-31 23:59:59 UTC)");
    assert_snapshot!(fraction(-62_167_219_200.0), @"-62167219200 (0000-01-01 00:00:00 UTC)");
    assert_snapshot!(fraction(-62_167_219_201.0), @"-62167219201");
    assert_eq!(NumericDate::from_fractional_seconds(f64::INFINITY), None);
    assert_eq!(NumericDate::from_fractional_seconds(f64::NAN), None);
}

#[test]
fn step_2_a_huge_moment_stays_short() {
    let huge = NumericDate::from_fractional_seconds(-1e308).unwrap();
    assert_snapshot!(huge, @"-1e308");
    let claims = |seconds| {
        let time = NumericDate::from_fractional_seconds(seconds).unwrap();
        Claims::new().issued_at(time).to_json()
    };
    assert_snapshot!(claims(9007199254740991.0), @r#"{"iat":9007199254740991}"#);
    assert_snapshot!(claims(36028797018963968.0), @r#"{"iat":36028797018963970}"#);
    assert_snapshot!(claims(-1.0), @r#"{"iat":-1}"#);
    assert_eq!(ISSUED.to_value(), json!(1690407762));
    assert_eq!(
        NumericDate::from_seconds(1 << 53).to_value(),
        json!(9007199254740992.0)
    );
}

#[test]
fn step_3_a_clock_gives_whole_seconds_and_milliseconds_are_noticed() {
    let clock = SystemTime::UNIX_EPOCH + Duration::from_millis(1_690_407_762_999);
    assert_eq!(NumericDate::from(clock), ISSUED);
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1500);
    assert_eq!(NumericDate::from(before).as_seconds(), -2.0);

    assert!(!ISSUED.looks_like_milliseconds());
    assert!(NumericDate::from_seconds(1_690_407_762_000).looks_like_milliseconds());
}
