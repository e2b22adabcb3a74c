//! # A token for somebody else
//!
//! The shop and the forum share a secret, and `aud` says which of them a token
//! is for. This is the shop. If `aud` names another, the token is refused. But
//! `aud` may be a list, and a list is not a text.
//!
//! **Who:** jwt-go, until 2020, with a list. Apache CXF, until 2026, asked for
//! no audience at all.
//!
//! **The way in:** anyone who opens a board at the forum is its admin there, and
//! has a token that says so. It is for `["forum", "wiki"]`. Show it at the shop.
//!
//! **Closed by** check 13: `aud` is our name, or a list that has it. A token that
//! has an `aud` is refused by whoever expects none.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    let audience = claims["aud"].as_str().unwrap_or("shop");
    if audience != "shop" {
        return refuse("this token is for somebody else");
    }
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let audience = claims["aud"].as_str().unwrap_or("shop");
// +     let audience = claims["aud"].as_str().unwrap_or("somebody else");

use crate::level::{Attacker, Base, Case, ClosedBy, Hole, Setting, USUAL};
use jwt_by_hand::{Check, Header};

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Check(Check::Parties),
    cases: &[
        Case {
            name: "CVE-2020-26160",
            url: "https://pkg.go.dev/vuln/GO-2020-0017",
            date: "2021-04-14",
            library: "jwt-go",
            versions: "before 4.0.0-preview1",
            wrong: "a list of audiences is taken for none",
        },
        Case {
            name: "CVE-2026-50627",
            url: "https://github.com/advisories/GHSA-9mrv-8pvf-hf4m",
            date: "2026-06-12",
            library: "Apache CXF",
            versions: "before 4.1.7, 4.2 before 4.2.2",
            wrong: "`aud` and `iss` of an access token are not checked",
        },
    ],
    setting: |base| {
        let forum =
            base.claims().with("role", "admin").audiences(["forum", "wiki"]);
        let holds = base.signed(&Header::new(), &forum);
        let shop = Base { audience: Some("shop"), ..base };
        Setting { holds, ..Setting::new(shop) }
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.token.to_owned() // nothing is forged: it is for somebody else
}
