//! # Claims with a type
//!
//! Signer and verifier of one author, with constants for what both have to spell
//! in the same way.

use crate::tutorial::*;
use serde_json::json;

pub mod claim {
    pub const SUBJECT: &str = "sub";
    pub const ISSUED: &str = "iat";
    pub const EXPIRES: &str = "Exp";
}

pub fn sign(name: &str, secret: &str, now: u64) -> String {
    let claims = json!({ "sub": name, "iat": now, "exp": now + 60 * 60 });
    signed(&usual_header(), &encode(&claims), secret)
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    if claims[claim::ISSUED].as_u64().is_none_or(|issued| issued > now) {
        return refuse("the token is from the future");
    }
    if claims[claim::EXPIRES].as_u64().is_some_and(|exp| exp <= now) {
        return refuse("the token has expired");
    }
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     pub const EXPIRES: &str = "Exp";
// +     pub const EXPIRES: &str = "exp";
//
// **What is wrong:** names of claims are compared to the letter (RFC 7519 §10.1.1),
// and no token has an `Exp`. What is not there is not looked at, so nothing ever
// expires. A verifier that asks for `exp` would have noticed on the first day.

use crate::level::{Attacker, ClosedBy, Hole, Setting, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole = Hole {
    goal: "come in a day later",
    closed_by: ClosedBy::Check(Check::Time),
    setting: |base| {
        let holds = sign("ada", base.secret, base.now - 24 * 60 * 60);
        Setting { holds, ..Setting::new(base) }
    },
    won: |attacker, forged| {
        let verdict = attacker.send(forged).verdict;
        let exp = verdict.ok().and_then(|claims| claims["exp"].as_u64());
        exp.is_some_and(|exp| exp <= attacker.now)
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it should be over
}
