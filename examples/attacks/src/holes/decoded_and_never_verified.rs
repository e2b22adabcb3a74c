//! # Decoded, and never verified
//!
//! There is a function that reads a token and one that checks its signature. The
//! first one gives everything that a program needs, so the second is not missed.
//! All tests pass, since the tokens of the tests are genuine.
//!
//! **Who:** Portofino, until 2021. It is the first of the labs at PortSwigger
//! because it is found so often: in many libraries `decode` and `verify` stand
//! side by side.
//!
//! **The way in:** write what you like into the payload. Leave the signature as
//! it is, so that the token looks like one.
//!
//! **Closed by** check 9. In our crate, claims come out of `verify` alone, and
//! what reads without checking says so in its name.

use crate::tutorial::*;
use serde_json::Value;

/// The claims of a token.
fn decode_token(token: &str) -> Result<Value, String> {
    let [_, payload, _] = three_parts(token)?;
    read_json(payload)
}

/// The same token, if its signature is right.
pub fn verified<'a>(token: &'a str, secret: &str) -> Result<&'a str, String> {
    check_signature(token, secret)?;
    Ok(token)
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    if secret.is_empty() {
        return refuse("the server has no secret");
    }
    let claims = decode_token(token)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let claims = decode_token(token)?;
// +     let claims = decode_token(verified(token, secret)?)?;

use crate::level::{Attacker, Case, Hole, USUAL};

pub const HOLE: Hole = Hole {
    cases: &[Case {
        name: "CVE-2021-29451",
        url: "https://github.com/advisories/GHSA-6g3c-2mh5-7q6x",
        date: "2021-04-19",
        library: "Portofino",
        versions: "5 before 5.2.1",
        wrong: "the token is parsed, and its signature is not checked",
    }],
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let [header, _, signature] = three_parts(attacker.token).unwrap();
    format!("{header}.{}.{signature}", as_admin(attacker.token))
}
