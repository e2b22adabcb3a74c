//! # A thousand times too late
//!
//! JavaScript's clock counts milliseconds, and `exp` counts seconds (RFC 7519
//! §2). The signer takes the one for the other. The token is meant for an hour,
//! and it is good for some fifty thousand years. Nobody sees it, as everything
//! works.
//!
//! **Who:** texts that write `Date.now() + 3600000`. Where signer and verifier
//! are of the same hand, both are wrong and fit together, until a verifier comes
//! that is right.
//!
//! **The way in:** keep your token. After a year it still works.
//!
//! **Closed by** check 12, if you ask for a maximum age: `iat` is a moment that
//! is yet to come, or it is long ago. `exp` alone is a date like any other.

use crate::tutorial::*;
use serde_json::json;

/// Makes a token for an hour. The clock is that of JavaScript.
pub fn sign(name: &str, secret: &str, date_now: u64) -> String {
    let (iat, exp) = (date_now, date_now + 60 * 60 * 1000);
    let claims = json!({ "sub": name, "iat": iat, "exp": exp });
    signed(&usual_header(), &encode(&claims), secret)
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    let exp = claims["exp"].as_u64().unwrap_or_default();
    if exp <= now {
        return refuse("the token has expired");
    }
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     if exp <= now {
// +     if exp <= now || exp > now + 60 * 60 {

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting};
use jwt_by_hand::Check;
use std::time::Duration;

pub const HOLE: Hole = Hole {
    goal: "come in a year later",
    closed_by: ClosedBy::Check(Check::Time),
    cases: &[Case {
        name: "a tutorial",
        url: "https://github.com/hthuong09/node-implement-jwt-from-scratch/blob/master/src/helpers/jwt.js",
        date: "",
        library: "node-implement-jwt-from-scratch",
        versions: "as of c964291",
        wrong: "`exp` is written and read in milliseconds",
    }],
    setting: |base| {
        let then = (base.now - 365 * 24 * 3600) * 1000;
        let setting = Setting::new(base);
        Setting {
            holds: sign("ada", base.secret, then),
            expected: setting.expected.clone().max_age(Duration::from_secs(3600)),
            ..setting
        }
    },
    won: |attacker, forged| attacker.send(forged).verdict.is_ok(),
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it should be over
}
