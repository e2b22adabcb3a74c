//! # A minute for slow clocks
//!
//! No two clocks agree, so a token may be used for a minute longer. The service
//! that makes these tokens gives them an hour.

use crate::tutorial::*;

/// How long a token is taken after its `exp`: a minute.
const LEEWAY: u64 = 60 * 1000;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, _] = three_parts(token)?;
    if read_json(header)?["alg"] != "HS256" {
        return refuse("the algorithm must be HS256");
    }
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    match claims["exp"].as_u64() {
        Some(exp) if exp.saturating_add(LEEWAY) > now => Ok(claims),
        Some(_) => refuse("the token has expired"),
        None => refuse("the token has no exp"),
    }
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// - const LEEWAY: u64 = 60 * 1000;
// + const LEEWAY: u64 = 60;
//
// **What is wrong:** a minute is 60 seconds, and this is 60,000 of them: nearly 17
// hours. `exp` and `now` are seconds. A type for lengths of time, such as Rust's
// `Duration`, asks which unit is meant.

use crate::level::{Attacker, ClosedBy, Hole, Setting, USUAL};
use jwt_by_hand::{Check, Header, NumericDate};

pub const HOLE: Hole = Hole {
    goal: "come in twelve hours after the token has expired",
    closed_by: ClosedBy::Check(Check::Time),
    setting: |base| {
        let exp = NumericDate::from_seconds(base.now - 12 * 3600);
        let old = base.claims().expires_at(exp);
        Setting { holds: base.signed(&Header::new(), &old), ..Setting::new(base) }
    },
    won: |attacker, forged| {
        let verdict = attacker.send(forged).verdict;
        let exp = verdict.ok().and_then(|claims| claims["exp"].as_u64());
        exp.is_some_and(|exp| exp <= attacker.now - 12 * 3600)
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it should be over
}
