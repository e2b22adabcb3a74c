//! # A lifetime that nobody understood
//!
//! The signer takes a lifetime in words, such as `2 hours`. What it doesn't
//! understand it leaves out, and makes a token without `exp`. The verifier finds
//! no `exp` and sees nothing that has expired.
//!
//! **Who:** @fastify/jwt, until 2026: a span that could not be read was dropped
//! without a word.
//!
//! **The way in:** ask for a token of `1 fortnight`.
//!
//! **Closed by** check 12, if you ask for it with `require_expiry`. RFC 7519
//! leaves `exp` to you. A token without it is good for as long as the secret is.

use crate::tutorial::*;
use serde_json::json;

/// Makes a token for `2 hours`, or so.
pub fn sign(lifetime: &str, secret: &str, now: u64) -> String {
    let mut claims = json!({ "sub": "ada", "iat": now });
    let hours = lifetime.strip_suffix(" hours").and_then(|n| n.parse().ok());
    if let Some(hours @ 1..=24) = hours {
        claims["exp"] = json!(now + 3600 * hours);
    }
    signed(&usual_header(), &encode(&claims), secret)
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    match claims["exp"].as_f64() {
        Some(exp) if exp <= now as f64 => refuse("the token has expired"),
        Some(_) => Ok(claims),
        None => Ok(claims),
    }
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -         None => Ok(claims),
// +         None => refuse("the token never expires"),

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting};
use jwt_by_hand::Check;

pub const HOLE: Hole = Hole {
    goal: "come in a year later",
    closed_by: ClosedBy::Check(Check::Time),
    cases: &[Case {
        name: "CVE-2026-107275",
        url: "https://nvd.nist.gov/vuln/detail/CVE-2026-107275",
        date: "2026-10-08",
        library: "@fastify/jwt",
        versions: "before 10.2.3",
        wrong: "a lifetime that can't be read is dropped without a word",
    }],
    setting: |base| {
        let then = base.now - 365 * 24 * 3600;
        let setting = Setting::new(base);
        Setting {
            holds: sign("1 fortnight", base.secret, then),
            expected: setting.expected.clone().require_expiry(),
            ..setting
        }
    },
    won: |attacker, forged| attacker.send(forged).verdict.is_ok(),
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it was asked for a year ago
}
