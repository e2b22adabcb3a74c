//! # What was true a while ago
//!
//! Verifying takes time, and the same token comes with every request. So the
//! answer is kept: a token that was good once is good. But a signature is right
//! for ever, and a moment passes.
//!
//! **Who:** fast-jwt, until 2026: tokens without `iat` stayed in the cache
//! beyond their `exp`.
//!
//! **The way in:** use your token once while it is good, and again when it is
//! over.
//!
//! **Closed by** check 12, which our crate asks every time. It keeps no results.
//! If you do, no check of ours can help: keep `exp` with them, and ask it anew.

use crate::tutorial::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Mutex;

static GOOD: Mutex<BTreeMap<String, Value>> = Mutex::new(BTreeMap::new());

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let mut good = GOOD.lock().or(refuse("try again"))?;
    let known = good.get(token);
    if let Some(claims) = known {
        return Ok(claims.clone());
    }
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret)?;
    let claims = read_json(payload)?;
    check_time(&claims, now)?;

    good.insert(token.to_owned(), claims.clone());
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let known = good.get(token);
// +     let known = good.get(token).filter(|it| check_time(it, now).is_ok());

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting};
use jwt_by_hand::{Check, Header, NumericDate};

pub const HOLE: Hole = Hole {
    goal: "come in when the token has expired",
    closed_by: ClosedBy::Check(Check::Time),
    cases: &[Case {
        name: "CVE-2026-107719",
        url: "https://github.com/advisories/GHSA-x937-hj6v-793p",
        date: "2026-10-08",
        library: "fast-jwt",
        versions: "before 6.3.4",
        wrong: "results are cached beyond the `exp` of a token without `iat`",
    }],
    setting: |base| {
        let exp = NumericDate::from_seconds(base.now - 60);
        let claims = base.claims().expires_at(exp);
        let taken_at = base.now - 120;
        let genuine = base.signed(&Header::new(), &claims);
        Setting { taken_at, ..Setting::with(base, genuine) }
    },
    won: |attacker, forged| attacker.send(forged).verdict.is_ok(),
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it was good when it came first
}
