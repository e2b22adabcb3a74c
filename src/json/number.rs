//! Numbers: the 64-bit floats of JavaScript, and whole numbers that fit 64 bits.

use std::fmt::Write as _;

use serde_json::{Number, Value};

/// The number that the digits spell. None if it is too large for a float.
pub(super) fn read(digits: &str, is_whole: bool) -> Option<Value> {
    if is_whole && let Ok(whole) = digits.parse::<u64>() {
        return Some(Value::from(whole));
    }
    // Minus zero is a float.
    if is_whole && let Ok(whole @ ..0) = digits.parse::<i64>() {
        return Some(Value::from(whole));
    }
    let float = digits.parse::<f64>().ok();
    float.filter(|float| float.is_finite()).map(Value::from)
}

/// Writes a number as JavaScript does (ECMA-262 §6.1.6.1.20, Number::toString).
#[inline]
pub(super) fn write(number: &Number, json: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = if number.is_u64() {
        write!(json, "{number}")
    } else if let Some(whole) = number.as_i64() {
        write!(json, "{whole}")
    } else if let Some(float) = number.as_f64().and_then(Number::from_f64) {
        write!(json, "{}", as_javascript_has_it(&float.to_string()))
    } else {
        // Too large for a float: the caller brought it, with
        // `serde_json/arbitrary_precision` turned on.
        write!(json, "{number}")
    };
}

/// `serde_json` has the digits that JavaScript has, as few as tell this float from all
/// others. What differs is where it puts the point, and when it takes an exponent.
fn as_javascript_has_it(text: &str) -> String {
    let (sign, text) =
        text.strip_prefix('-').map_or(("", text), |text| ("-", text));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0');
    let zeros_in_front = digits.len() - significant.len();
    // The point stands behind so many of the significant digits; below zero, so many
    // zeros stand between.
    let point = whole.len() as i32 - zeros_in_front as i32
        + exponent.parse::<i32>().unwrap_or(0);
    match significant.trim_end_matches('0') {
        "" => "0".to_owned(),
        significant => sign.to_owned() + &with_point(significant, point),
    }
}

fn with_point(digits: &str, point: i32) -> String {
    let count = digits.len() as i32;
    let zeros = |count: i32| "0".repeat(count as usize);
    if count <= point && point <= 21 {
        format!("{digits}{}", zeros(point - count))
    } else if 0 < point && point <= 21 {
        let (whole, fraction) = digits.split_at(point as usize);
        format!("{whole}.{fraction}")
    } else if -6 < point && point <= 0 {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let (first, others) = digits.split_at(1);
        let dot = if others.is_empty() { "" } else { "." };
        format!("{first}{dot}{others}e{:+}", point - 1)
    }
}
