//! # Signed as a note, read as a token
//!
//! The same secret signs two things: tokens, and short notes that users may
//! have certified. A note is signed as it is, without base64url, and its header
//! says so: `"b64": false`, as RFC 7797 has it. The verifier of tokens knows
//! nothing of that. For it, whatever is signed is a token.
//!
//! **Who:** RFC 7797 §6 saw it coming: `b64` has to stand in `crit`, so that no
//! verifier overlooks it, and §7 says that a JWT never has it.
//!
//! **The way in:** have a note certified that spells, letter for letter, the
//! base64url of the claims that you would like to have.
//!
//! **Closed by** check 5: a header with `b64` is refused, as is one with `crit`.

use crate::tutorial::*;
use serde_json::json;

/// Certifies a note: no dots, and not too long.
pub fn sign(note: &str, secret: &str, _now: u64) -> String {
    let note: String = note.chars().filter(|c| *c != '.').take(200).collect();
    let header = json!({ "alg": "HS256", "b64": false, "crit": ["b64"] });
    signed(&encode(&header), &note, secret)
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, _] = three_parts(token)?;
    let header = read_json(header)?;
    if header["alg"] != "HS256" {
        return refuse("the algorithm must be HS256");
    }
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     if header["alg"] != "HS256" {
// +     if header["alg"] != "HS256" || header.get("b64").is_some() {

use crate::level::{Attacker, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole =
    Hole { closed_by: ClosedBy::Check(Check::NothingCritical), ..USUAL };

pub fn forge(attacker: &Attacker) -> String {
    attacker.ask_for(&as_admin(attacker.token))
}
