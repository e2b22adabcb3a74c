//! *Hash on from there*: a longer message, and its tag, without the secret.

use attacks::tutorial;
use jwt_by_hand::base64url;
use jwt_by_hand::inside::sha256::{continue_from, padding, state_of};
use serde_json::{Value, json};

/// What an attacker makes of a token, if the secret has so many bytes.
pub fn extend(token: &str, secret_length: u64, added: &str) -> Option<Value> {
    let [header, payload, signature] = tutorial::three_parts(token).ok()?;
    let message = tutorial::decode(payload).ok()?;
    let tag = tutorial::decode(signature).ok()?.try_into().ok()?;

    let padding = padding(secret_length + message.len() as u64);
    let hashed = secret_length + (message.len() + padding.len()) as u64;
    let tag = continue_from(state_of(&tag), hashed, added.as_bytes());
    let payload = [&message[..], &padding, added.as_bytes()].concat();
    Some(json!({
        "message": String::from_utf8_lossy(&message),
        "padding": padding,
        "token": format!(
            "{header}.{}.{}",
            base64url::encode(payload),
            base64url::encode(tag)
        ),
    }))
}
