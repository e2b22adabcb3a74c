//! Asks the crate and the oracle, and tells where they differ.

use jwt_by_hand::{Expectations, NumericDate, Secret, VerifiedClaims, VerifyError};

use crate::oracle::json::{Members, Value};
use crate::oracle::{self, Refusal, base64url};
use crate::{Case, Expected};

/// Both answers to one case.
#[derive(Debug)]
pub struct Answers {
    pub oracle: Result<Members, Refusal>,
    pub ours: Result<VerifiedClaims, VerifyError>,
}

impl Answers {
    pub fn to(case: &Case) -> Answers {
        Answers { oracle: oracle::verify(case), ours: ask_the_crate(case) }
    }

    /// Both accept, with the same claims, or both refuse, at the same check.
    pub fn agree(&self) -> bool {
        match (&self.oracle, &self.ours) {
            (Ok(claims), Ok(ours)) => are_equal(claims, ours.iter()),
            (Err(_), Err(_)) => self.checks().0 == self.checks().1,
            _ => false,
        }
    }

    /// The number of the check at which each of them refused; 0 if it accepted.
    pub fn checks(&self) -> (usize, usize) {
        let oracle = self.oracle.as_ref().map_or_else(|no| no.check.into(), |_| 0);
        let ours = self.ours.as_ref().map_or_else(|no| no.check().number(), |_| 0);
        (oracle, ours)
    }
}

fn ask_the_crate(case: &Case) -> Result<VerifiedClaims, VerifyError> {
    let now = NumericDate::from_fractional_seconds(case.now).expect("a finite now");
    let secret = secret(&case.secret);
    jwt_by_hand::verify(&case.token, &secret, &expectations(&case.expected), now)
}

/// In each of the ways in which a secret can be given.
pub(crate) fn secret(bytes: &[u8]) -> Secret {
    match str::from_utf8(bytes) {
        _ if bytes.len() < Secret::SHORTEST => Secret::insecure_for_lessons(bytes),
        Ok(text) => Secret::from_text(text),
        Err(_) if bytes.len() <= 64 => {
            Secret::from_base64url(&base64url::encode(bytes))
        }
        Err(_) => Secret::from_bytes(bytes),
    }
    .expect("a byte at least")
}

/// What the crate is told to expect.
pub fn expectations(expected: &Expected) -> Expectations {
    let mut expectations = Expectations::new().leeway(expected.leeway);
    if let Some(bytes) = expected.max_length {
        expectations = expectations.max_length(bytes);
    }
    if let Some(typ) = &expected.token_type {
        expectations = expectations.token_type(typ);
    }
    if expected.require_expiry {
        expectations = expectations.require_expiry();
    }
    if let Some(max_age) = expected.max_age {
        expectations = expectations.max_age(max_age);
    }
    if let Some(issuer) = &expected.issuer {
        expectations = expectations.issuer(issuer);
    }
    if let Some(subject) = &expected.subject {
        expectations = expectations.subject(subject);
    }
    if let Some(audience) = &expected.audience {
        expectations = expectations.audience(audience);
    }
    if let Some(id) = &expected.token_id {
        expectations = expectations.token_id(id);
    }
    expectations
}

/// The same names in the same order, and the same values.
fn are_equal<'a, N: AsRef<str>>(
    members: &Members,
    others: impl Iterator<Item = (N, &'a serde_json::Value)>,
) -> bool {
    let mut members = members.iter();
    let others_are_there = others.into_iter().all(|(other_name, other)| {
        members.next().is_some_and(|(name, value)| {
            name == other_name.as_ref() && is_equal(value, other)
        })
    });
    others_are_there && members.next().is_none()
}

/// The same value, to the last bit of each number.
pub fn is_equal(value: &Value, other: &serde_json::Value) -> bool {
    use serde_json::Value as Other;
    match (value, other) {
        (Value::Null, Other::Null) => true,
        (Value::Bool(value), Other::Bool(other)) => value == other,
        (Value::Text(value), Other::String(other)) => value == other,
        (Value::Number(value), Other::Number(other)) => {
            let whole = other
                .as_i64()
                .map(i128::from)
                .or_else(|| other.as_u64().map(i128::from));
            let float = other.as_f64().map(f64::to_bits);
            whole == value.whole && float == Some(value.float.to_bits())
        }
        (Value::List(values), Other::Array(others)) => {
            values.len() == others.len()
                && values
                    .iter()
                    .zip(others)
                    .all(|(one, other)| is_equal(one, other))
        }
        (Value::Object(members), Other::Object(others)) => {
            are_equal(members, others.iter())
        }
        _ => false,
    }
}

/// A smaller case that is answered differently at the same two checks: without the
/// expectations that don't matter, and with less in header and payload.
pub fn smaller(case: &Case) -> Case {
    let checks = Answers::to(case).checks();
    let differs = |case: &Case| {
        let answers = Answers::to(case);
        !answers.agree() && answers.checks() == checks
    };
    let mut smallest = case.clone();
    for forget in FORGET {
        let mut candidate = smallest.clone();
        forget(&mut candidate.expected);
        if differs(&candidate) {
            smallest = candidate;
        }
    }
    for part in [0, 1] {
        for length in (0..12).rev().map(|power| 1 << power) {
            let mut place = 0;
            while let Some(candidate) = shorter(&smallest, part, place, length) {
                if differs(&candidate) {
                    smallest = candidate;
                } else {
                    place += length;
                }
            }
        }
    }
    smallest
}

const FORGET: [fn(&mut Expected); 9] = [
    |expected| expected.max_length = None,
    |expected| expected.token_type = None,
    |expected| expected.leeway = Default::default(),
    |expected| expected.require_expiry = false,
    |expected| expected.max_age = None,
    |expected| expected.issuer = None,
    |expected| expected.subject = None,
    |expected| expected.audience = None,
    |expected| expected.token_id = None,
];

/// Takes some bytes out of the JSON of a part. What was signed is signed again.
fn shorter(case: &Case, part: usize, place: usize, length: usize) -> Option<Case> {
    let mut parts: Vec<&str> = case.token.split('.').collect();
    let mut bytes = base64url::decoded(parts[part])?;
    if parts.len() != 3 || place >= bytes.len() {
        return None;
    }
    let tag_of = |parts: &[&str]| {
        let signed = parts[..2].join(".");
        base64url::encode(hmac_sha256::HMAC::mac(signed, &case.secret))
    };
    let was_signed = tag_of(&parts) == parts[2];
    bytes.drain(place..bytes.len().min(place + length));
    let shorter = base64url::encode(bytes);
    parts[part] = &shorter;
    let tag = tag_of(&parts);
    if was_signed {
        parts[2] = &tag;
    }
    Some(Case { token: parts.join("."), ..case.clone() })
}
