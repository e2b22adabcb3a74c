//! # The JSON, written again
//!
//! The payload is decoded into the claims that this program knows. To check the
//! signature they are written again, and the tag is computed over that. What the
//! program doesn't know is left out of it, and so it is signed by nobody. But it
//! is still in the claims that come out.
//!
//! **Who:** small libraries that keep the decoded object and throw the text
//! away. It shows first as a fault: tokens of others, with another order or a
//! space, are refused.
//!
//! **The way in:** this program knows `sub`, `role`, `iat` and `exp`. Put a claim
//! beside them that it doesn't know, and leave the signature as it is.
//!
//! **Closed by** check 9: the signature is checked over the characters that were
//! received. Other bytes are another message.

use crate::tutorial::*;
use serde_json::json;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, signature] = three_parts(token)?;
    let claims = read_json(payload)?;

    // The session as we know it: who, since when, until when.
    let mut session = json!({});
    for name in ["sub", "role", "iat", "exp"] {
        session[name] = claims[name].clone();
    }
    let payload = encode(&session);
    check_signature(&format!("{header}.{payload}.{signature}"), secret)?;

    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let payload = encode(&session);
// +     let _ = session;

use crate::level::{Attacker, Hole, USUAL};

pub const HOLE: Hole = Hole {
    goal: "have `\"staff\": true` in your claims",
    won: |attacker, forged| {
        attacker.send(forged).verdict.is_ok_and(|claims| claims["staff"] == true)
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let [header, _, signature] = three_parts(attacker.token).unwrap();
    let mut claims = claims_of(attacker.token);
    claims["staff"] = json!(true);
    format!("{header}.{}.{signature}", encode(&claims))
}
