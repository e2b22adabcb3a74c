//! # Everything in one condition
//!
//! A verifier of few lines: what has to hold is computed first, and one condition
//! decides.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, _] = three_parts(token)?;
    let (header, claims) = (read_json(header)?, read_json(payload)?);

    let is_hs256 = header["alg"] == "HS256";
    let is_signed = check_signature(token, secret).is_ok();
    let is_current = check_time(&claims, now).is_ok();

    if !is_hs256 || !is_signed && !is_current {
        return refuse("this token is not accepted");
    }
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     if !is_hs256 || !is_signed && !is_current {
// +     if !is_hs256 || !is_signed || !is_current {
//
// **What is wrong:** `&&` binds closer than `||`, and it asks whether the token is
// both unsigned and expired. A token that is one of the two comes in. Checks that
// stand one after the other, each with its own `?`, can't be mixed up like this.

use crate::level::{Attacker, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole =
    Hole { closed_by: ClosedBy::Check(Check::SignatureMatches), ..USUAL };

pub fn forge(attacker: &Attacker) -> String {
    let [header, _, signature] = three_parts(attacker.token).unwrap();
    format!("{header}.{}.{signature}", as_admin(attacker.token))
}
