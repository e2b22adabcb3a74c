//! # A condition that nobody reads
//!
//! A token may carry a condition that not every verifier knows. So that none of
//! them overlooks it, its name stands in `crit`, the list of what must be
//! understood or else be refused. This verifier doesn't look at `crit`, and so
//! it doesn't look at the condition.
//!
//! **Who:** PyJWT and fast-jwt, until 2026.
//!
//! **The way in:** the library's reading room has a token that is good there
//! only, and says so in `crit`. Somebody copies it from the screen. Send it from
//! home.
//!
//! **Closed by** check 5: we understand no extension, so a header with `crit` is
//! refused.

use crate::tutorial::*;

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
// +     if header["alg"] != "HS256" || header.get("crit").is_some() {

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting};
use jwt_by_hand::{Check, Claims};
use serde_json::json;

pub const HOLE: Hole = Hole {
    goal: "use the reading room's token at home",
    closed_by: ClosedBy::Check(Check::NothingCritical),
    cases: &[
        Case {
            name: "CVE-2026-32597",
            url: "https://github.com/jpadilla/pyjwt/security/advisories/GHSA-752w-5fwx-jx9f",
            date: "2026-03-13",
            library: "PyJWT",
            versions: "before 2.12.0",
            wrong: "`crit` is not looked at",
        },
        Case {
            name: "CVE-2026-35042",
            url: "https://github.com/nearform/fast-jwt/security/advisories/GHSA-hm7r-c7qw-ghp6",
            date: "2026-04-03",
            library: "fast-jwt",
            versions: "before 6.2.0",
            wrong: "extensions in `crit` that it doesn't know are accepted",
        },
    ],
    setting: |base| {
        let header = json!({
            "alg": "HS256", "crit": ["room"], "room": "reading room 2",
        });
        let claims: Claims = base.claims();
        let token = signed(&encode(&header), &claims.to_base64url(), base.secret);
        Setting { holds: token, ..Setting::new(base) }
    },
    won: |attacker, forged| attacker.send(forged).verdict.is_ok(),
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it should not be good here
}
