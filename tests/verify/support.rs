//! What the tests of this folder share: tokens of any shape, and where they stop.

use jwt_by_hand::{
    Check, Expectations, NumericDate, Secret, VerifiedClaims, VerifyError,
    base64url, verify,
};

use crate::diagnosis;

pub use jwt_by_hand::printed_token::{
    HEADER_JSON as HEADER, ISSUED_AT as NOW, MADE_AGAIN as TOKEN, SECRET,
    TOKEN as PRINTED,
};

pub fn secret() -> Secret {
    Secret::insecure_for_lessons(SECRET).unwrap()
}

pub fn at(seconds: u64) -> NumericDate {
    NumericDate::from_seconds(seconds)
}

pub fn check(token: &str) -> Result<VerifiedClaims, VerifyError> {
    verify(token, &secret(), &Expectations::new(), at(NOW))
}

/// Why this token is refused.
#[track_caller]
pub fn error(token: &str) -> VerifyError {
    match check(token) {
        Err(error) => error,
        Ok(claims) => panic!(
            "{token}\n  yours:    accepted, {}\n  expected: refused",
            claims.into_claims().to_json()
        ),
    }
}

/// Signs two parts as they are, whatever they hold.
pub fn signed_parts(header: &str, payload: &str) -> String {
    signed_with(SECRET, &format!("{header}.{payload}"))
}

/// Signs without `sign`, which would write neither a forged header nor a broken payload.
pub fn signed_with(secret: impl AsRef<[u8]>, signing_input: &str) -> String {
    let tag = base64url::encode(diagnosis::hmac(secret, signing_input));
    format!("{signing_input}.{tag}")
}

/// Signs a header and a payload, whatever they hold.
pub fn signed(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    // What is printed is shown if the test fails.
    let [shown_header, shown_payload] =
        [header.as_ref(), payload.as_ref()].map(|json| {
            String::from_utf8_lossy(json).chars().take(200).collect::<String>()
        });
    println!("went in: {shown_header} and {shown_payload}");
    signed_parts(&base64url::encode(header), &base64url::encode(payload))
}

pub fn error_of(token: &str, expected: &Expectations) -> Option<VerifyError> {
    verify(token, &secret(), expected, at(NOW)).err()
}

/// A JSON object of those members that are there.
pub fn object(members: &[(&str, Option<String>)]) -> String {
    let there = members.iter().filter_map(|(name, value)| {
        value.as_ref().map(|value| format!(r#""{name}":{value}"#))
    });
    format!("{{{}}}", there.collect::<Vec<_>>().join(","))
}

/// A text as JSON.
pub fn quoted(text: &str) -> Option<String> {
    Some(format!(r#""{text}""#))
}

/// The check that said *no* to a token with this header and no claims.
pub fn header_stops_at(header: impl AsRef<[u8]>) -> Option<Check> {
    check(&signed(header, "{}")).err().map(|error| error.check())
}

/// The check that said *no* to a token with these claims.
pub fn claims_stop_at(
    claims: impl AsRef<[u8]>,
    expected: &Expectations,
) -> Option<Check> {
    claims_stop_when(claims, expected, NOW)
}

pub fn claims_stop_when(
    claims: impl AsRef<[u8]>,
    expected: &Expectations,
    now: u64,
) -> Option<Check> {
    let token = signed(HEADER, claims);
    verify(&token, &secret(), expected, at(now)).err().map(|error| error.check())
}
