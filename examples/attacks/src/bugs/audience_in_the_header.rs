//! # Sorted by the header
//!
//! The shop and the forum share a secret. So that each of them sees at once what
//! is for it, the audience stands in the header. Whoever opens a board at the
//! forum is its admin there. This is the shop.

use crate::tutorial::*;
use jwt_by_hand::base64url;
use serde_json::json;

fn tag(token: &str, secret: &str) -> String {
    let message = token.split('.').nth(1).unwrap_or_default();
    base64url::encode(hmac(secret.as_bytes(), message.as_bytes()))
}

pub fn sign(service: &str, secret: &str, now: u64) -> String {
    let role = if service == "forum" { "admin" } else { "user" };
    let header = encode(&json!({ "alg": "HS256", "aud": service }));
    let claims = json!({ "sub": "ada", "role": role, "exp": now + 3600 });
    let token = format!("{header}.{}.", encode(&claims));
    let tag = tag(&token, secret);
    token + &tag
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, signature] = three_parts(token)?;
    let header = read_json(header)?;
    if header["alg"] != "HS256" || header["aud"] != "shop" {
        return refuse("this is for another service");
    }
    if signature != tag(token, secret) {
        return refuse("the signature is wrong");
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let message = token.split('.').nth(1).unwrap_or_default();
// +     let message = signing_input(token);
//
// **What is wrong:** the signature covers the payload alone, so the header is
// anybody's. With another `aud`, a token for the forum is one for the shop. Both
// parts are signed, with the dot between them (RFC 7515 §5.1). And `aud` is a
// claim: it belongs into the payload.

use crate::level::{Attacker, Hole, Setting, USUAL};

pub const HOLE: Hole = Hole {
    setting: |base| Setting { wish: Some("shop".to_owned()), ..Setting::new(base) },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let token = attacker.ask_for("forum");
    let (_, rest) = token.split_once('.').unwrap();
    let header = encode(&json!({ "alg": "HS256", "aud": "shop" }));
    format!("{header}.{rest}")
}
