//! # A moment in quotes
//!
//! On the form for a token you say until when you need it. Forms send text, and
//! nobody makes a number of it. The verifier looks for a number: what is none is
//! not there, and what is not there doesn't expire.
//!
//! **Who:** Rust's jsonwebtoken, until 2026: an `exp` or `nbf` that could not be
//! read counted as absent.
//!
//! **The way in:** fill in the form as anyone would. An hour later the token
//! should be over. Use it after a year.
//!
//! **Closed by** check 11: `exp` is a number, or the token is refused.

use crate::tutorial::*;
use serde_json::json;

/// Makes a token that is good until then.
pub fn sign(until: &str, secret: &str, now: u64) -> String {
    let claims = json!({ "sub": "ada", "iat": now, "exp": until });
    signed(&usual_header(), &encode(&claims), secret)
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    let exp = claims["exp"].as_u64();
    if exp.is_some_and(|exp| exp <= now) {
        return refuse("the token has expired");
    }
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     if exp.is_some_and(|exp| exp <= now) {
// +     if exp.is_none_or(|exp| exp <= now) {

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting};
use jwt_by_hand::Check;

pub const HOLE: Hole = Hole {
    goal: "come in with a token that expired a year ago",
    closed_by: ClosedBy::Check(Check::ClaimTypes),
    cases: &[Case {
        name: "CVE-2026-25537",
        url: "https://github.com/Keats/jsonwebtoken/security/advisories/GHSA-h395-gr6q-cpjc",
        date: "2026-02-03",
        library: "jsonwebtoken (Rust)",
        versions: "before 10.3.0",
        wrong: "an `exp` or `nbf` of the wrong type counts as absent",
    }],
    setting: |base| {
        let then = base.now - 365 * 24 * 3600;
        let holds = sign(&(then + 3600).to_string(), base.secret, then);
        Setting { holds, ..Setting::new(base) }
    },
    won: |attacker, forged| attacker.send(forged).verdict.is_ok(),
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it should be over
}
