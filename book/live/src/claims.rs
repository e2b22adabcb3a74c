//! What the registered claims mean, in a few words each.

use jwt_by_hand::Claims;
use serde_json::{Value, json};

/// The claims in their order: `name`, `value` (as JSON), `meaning` and `date` (text or
/// null).
pub(crate) fn explained(claims: &Claims) -> Value {
    let claims = claims.iter().map(|(name, value)| {
        let date = match name {
            "exp" | "nbf" | "iat" => claims.time(name),
            _ => None,
        };
        json!({
            "name": name,
            "value": value.to_string(),
            "meaning": meaning(name),
            "date": date.map(|date| date.to_string()),
            "is_milliseconds": date.is_some_and(|date| date.looks_like_milliseconds()),
        })
    });
    claims.collect()
}

/// RFC 7519 §4.1.
fn meaning(name: &str) -> Option<&'static str> {
    Some(match name {
        "iss" => "issuer: who made the token",
        "sub" => "subject: whom it speaks of",
        "aud" => "audience: whom it is for",
        "exp" => "expires: the first moment at which it is no longer good",
        "nbf" => "not before: the first moment at which it is good",
        "iat" => "issued at: when it was made",
        "jti" => "JWT id: a name for this one token",
        _ => return None,
    })
}
