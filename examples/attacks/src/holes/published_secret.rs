//! # A secret that stands in print
//!
//! The secret is longer than HS256 demands, and it was copied from a page that
//! explains tokens. It can't be told from a random one by its length. But
//! everyone who looks for secrets begins with those that stand in print.
//!
//! **Who:** Kiali, until 2020, was delivered with the signing key `kiali`. Lists
//! of such secrets have a hundred thousand lines; nearly two thousand of them are
//! long enough for HS256.
//!
//! **The way in:** try each secret of a list on your own token, until one gives
//! its signature. Nobody sees you do it. Then sign what you like.
//!
//! **Closed by** nothing in our crate: a token under the right secret is genuine,
//! whoever made it. Draw the secret at random, with `openssl rand -base64 32`.
//! Our server refuses those that we know of.

use crate::tutorial::*;

const SECRET: &str = "your-super-secret-jwt-token-with-at-least-32-characters-long";

pub fn sign(name: &str, _secret: &str, now: u64) -> String {
    let (role, exp) = ("user", now + 3600);
    let claims = serde_json::json!({ "sub": name, "role": role, "exp": exp });
    signed(&usual_header(), &encode(&claims), SECRET)
}

pub fn verify(token: &str, _secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, SECRET)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// - const SECRET: &str = "your-super-secret-jwt-token-with-at-least-32-characters-long";
// + const SECRET: &str = crate::level::SECRET;

use crate::guess;
use crate::level::{Attacker, Base, Case, ClosedBy, Hole, Setting, USUAL};

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Caller(
        "draw the secret at random: openssl rand -base64 32",
    ),
    cases: &[Case {
        name: "CVE-2020-1764",
        url: "https://github.com/advisories/GHSA-64rh-r86q-75ff",
        date: "2021-05-18",
        library: "Kiali",
        versions: "before 1.15.1",
        wrong: "the default configuration has a signing key, the same for all",
    }],
    setting: |base| {
        let base = Base { secret: SECRET, ..base };
        Setting { wish: Some("ada".to_owned()), ..Setting::new(base) }
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let found = guess::in_the_list(attacker.token).unwrap_or_default();
    signed(&usual_header(), &as_admin(attacker.token), &found)
}
