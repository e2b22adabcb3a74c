//! # Signatures of any length
//!
//! Some clients send a shorter signature, 16 bytes of 32, to save space. This
//! verifier takes both kinds.

use crate::tutorial::*;
use jwt_by_hand::base64url;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, signature] = three_parts(token)?;
    if read_json(header)?["alg"] != "HS256" {
        return refuse("the algorithm must be HS256");
    }

    let right = hmac(secret.as_bytes(), signing_input(token).as_bytes());
    let right = base64url::encode(right);
    if !right.starts_with(signature) {
        return refuse("the signature is wrong");
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     if !right.starts_with(signature) {
// +     if !right.starts_with(signature) || signature.len() < 21 {
//
// **What is wrong:** every text starts with the empty text, and a signature of one
// character is found in 64 tries. A length has to be asked for, and for HS256 it
// is 32 bytes (RFC 7518 §3.2).

use crate::level::{Attacker, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole =
    Hole { closed_by: ClosedBy::Check(Check::SignatureEncoding), ..USUAL };

pub fn forge(attacker: &Attacker) -> String {
    format!("{}.{}.", usual_header(), as_admin(attacker.token))
}
