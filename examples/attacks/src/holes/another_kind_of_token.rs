//! # A link, used as a login
//!
//! One secret signs two kinds of tokens. One is for logging in. The other is in
//! the links with which people share a photo, and everyone who gets such a link
//! has it. They differ in `typ`, and this verifier doesn't read it.
//!
//! **Who:** nuts-node, until 2026, took what was made to show a document for a
//! login.
//!
//! **The way in:** Grace has shared a photo with you. Take the token out of the
//! link, and use it in place of your own.
//!
//! **Closed by** check 7: `typ` is `JWT` or absent, unless the caller asks for
//! another.

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
// +     if header["alg"] != "HS256" || header["typ"] != "JWT" {

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting};
use jwt_by_hand::{Check, Header};

pub const HOLE: Hole = Hole {
    goal: "be Grace",
    closed_by: ClosedBy::Check(Check::Type),
    cases: &[Case {
        name: "CVE-2026-41164",
        url: "https://github.com/nuts-foundation/nuts-node/security/advisories/GHSA-9hmg-827w-9rhj",
        date: "2026-05-05",
        library: "nuts-node",
        versions: "before 5.4.31, 6 before 6.2.3",
        wrong: "a signed presentation is accepted as an access token",
    }],
    setting: |base| {
        let link = base.claims().with("sub", "grace").with("photo", "engine.jpg");
        let link = base.signed(&Header::new().with_type("link+jwt"), &link);
        Setting { holds: link, ..Setting::new(base) }
    },
    won: |attacker, forged| {
        attacker.send(forged).verdict.is_ok_and(|claims| claims["sub"] == "grace")
    },
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it was made for something else
}
