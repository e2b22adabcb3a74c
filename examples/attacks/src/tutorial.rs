//! What the broken verifiers are built from. None of this is a hole: each of them has its
//! own, in its own file.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jwt_by_hand::signature::tag_matches;
use jwt_by_hand::{Claims, Secret, Tag, base64url};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value, json};

pub use jwt_by_hand::inside::hmac::hmac;

pub use crate::level::Verdict;

/// A refusal, in words for the sender.
pub fn refuse<T>(why: &str) -> Result<T, String> {
    Err(why.to_owned())
}

pub fn three_parts(token: &str) -> Result<[&str; 3], String> {
    let parts: Vec<&str> = token.splitn(4, '.').collect();
    parts.try_into().or(refuse("a token has three parts"))
}

/// The first two parts with their dot.
pub fn signing_input(token: &str) -> &str {
    token.rsplit_once('.').map_or(token, |(before, _)| before)
}

/// Reads a part as JSON. Of two equal names, the last counts, as in JavaScript.
pub fn read_json(part: &str) -> Result<Value, String> {
    serde_json::from_slice(&decode(part)?).or(refuse("a part is no JSON"))
}

/// Reads a part as JSON. Of two equal names, the first counts, as in some parsers.
pub fn read_json_first(part: &str) -> Result<Value, String> {
    let FirstCounts(members) =
        serde_json::from_slice(&decode(part)?).or(refuse("a part is no JSON"))?;
    Ok(Value::Object(members))
}

/// Reads a part as JSON in which no name stands twice.
pub fn read_json_strictly(part: &str) -> Result<Value, String> {
    let claims =
        Claims::from_json(&decode(part)?).map_err(|error| error.to_string())?;
    Ok(claims
        .iter()
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect())
}

/// Reads base64url, strictly.
pub fn decode(part: &str) -> Result<Vec<u8>, String> {
    base64url::decode(part).or(refuse("a part is no base64url"))
}

/// Reads base64url, as most libraries do: with padding or without, whatever the spare
/// bits hold.
pub fn decode_kindly(part: &str) -> Result<Vec<u8>, String> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&URL_SAFE, config);
    engine.decode(part).or(refuse("a part is no base64url"))
}

/// Whether the signature is right, as it should be done.
pub fn check_signature(token: &str, secret: &str) -> Result<(), String> {
    let [_, _, signature] = three_parts(token)?;
    let tag =
        decode(signature)?.try_into().or(refuse("a signature has 32 bytes"))?;
    let secret =
        Secret::insecure_for_lessons(secret).map_err(|why| why.to_string())?;
    if tag_matches(signing_input(token), &Tag::from_bytes(tag), &secret) {
        Ok(())
    } else {
        refuse("the signature is wrong")
    }
}

/// Whether the token is still good, as it should be done.
pub fn check_time(claims: &Value, now: u64) -> Result<(), String> {
    match claims["exp"].as_f64() {
        Some(exp) if exp > now as f64 => Ok(()),
        Some(_) => refuse("the token has expired"),
        None => refuse("the token has no exp"),
    }
}

/// A value as a part of a token.
pub fn encode(value: &Value) -> String {
    base64url::encode(value.to_string())
}

/// `{"alg":"HS256","typ":"JWT"}` as the first part.
pub fn usual_header() -> String {
    encode(&json!({ "alg": "HS256", "typ": "JWT" }))
}

/// Two parts, signed with a key.
pub fn signed(header: &str, payload: &str, key: &str) -> String {
    let tag = hmac(key.as_bytes(), format!("{header}.{payload}").as_bytes());
    format!("{header}.{payload}.{}", base64url::encode(tag))
}

/// The claims of a token, believed by nobody.
pub fn claims_of(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap_or_default();
    read_json(payload).unwrap_or_default()
}

/// The payload of a token with its role changed.
pub fn as_admin(token: &str) -> String {
    let mut claims = claims_of(token);
    claims["role"] = json!("admin");
    encode(&claims)
}

struct FirstCounts(Map<String, Value>);

impl<'a> Deserialize<'a> for FirstCounts {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members).map(FirstCounts)
    }
}

struct Members;

impl<'a> Visitor<'a> for Members {
    type Value = Map<String, Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(
        self,
        mut access: A,
    ) -> Result<Self::Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, value)) = access.next_entry::<String, Value>()? {
            members.entry(name).or_insert(value);
        }
        Ok(members)
    }
}
