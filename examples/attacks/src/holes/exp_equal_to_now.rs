//! # The last second, and one more
//!
//! `exp` is the first moment at which the token is no longer good: "on or after
//! which" it must not be accepted, as RFC 7519 §4.1.4 has it. This verifier
//! takes it for the last moment at which it is. It is one sign in the code, and
//! one second for each token.
//!
//! **Who:** jwt-lab 0.1.1, and many a text. It is found by a test on both sides
//! of the boundary, and by little else.
//!
//! **The way in:** be there in that very second. A program can.
//!
//! **Closed by** check 12: `exp` ≤ now is refused.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    let exp = claims["exp"].as_u64().unwrap_or_default();
    if exp < now {
        return refuse("the token has expired");
    }
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     if exp < now {
// +     if exp <= now {

use crate::level::{Attacker, ClosedBy, Hole, Setting, USUAL};
use jwt_by_hand::{Check, Header, NumericDate};

pub const HOLE: Hole = Hole {
    goal: "come in when the token has expired",
    closed_by: ClosedBy::Check(Check::Time),
    setting: |base| {
        let claims = base.claims().expires_at(NumericDate::from_seconds(base.now));
        let taken_at = base.now - 1;
        let genuine = base.signed(&Header::new(), &claims);
        Setting { taken_at, ..Setting::with(base, genuine) }
    },
    won: |attacker, forged| attacker.send(forged).verdict.is_ok(),
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it should be over
}
