//! # Signatures of any length
//!
//! Some clients send a shorter signature, 16 bytes of 32, to save space. This
//! verifier takes both kinds.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, signature] = three_parts(token)?;
    if read_json(header)?["alg"] != "HS256" {
        return refuse("the algorithm must be HS256");
    }

    let right = hmac(secret.as_bytes(), signing_input(token).as_bytes());
    let given = decode(signature)?;
    if !right.starts_with(&given) {
        return refuse("the signature is wrong");
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     if !right.starts_with(&given) {
// +     if !right.starts_with(&given) || given.len() < 16 {
//
// **What is wrong:** everything starts with nothing, so an empty signature is
// right, and one of a single byte is found in 256 tries. A length has to be asked
// for: here 16 bytes, for the short kind. HS256 itself has 32 (RFC 7518 §3.2).

use crate::level::{Attacker, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole =
    Hole { closed_by: ClosedBy::Check(Check::SignatureEncoding), ..USUAL };

pub fn forge(attacker: &Attacker) -> String {
    format!("{}.{}.", usual_header(), as_admin(attacker.token))
}
