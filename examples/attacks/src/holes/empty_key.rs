//! # A key that is not there
//!
//! `kid` in the header says which secret a token was signed with. It is looked
//! up among our own, as it should be. A name that we never gave out has no
//! secret, and this code turns "none" into an empty text. HMAC takes it.
//!
//! **Who:** InfluxDB in 2019, and in 2026 ruby-jwt, fast-jwt, PyJWT and others,
//! within a few months of each other.
//!
//! **The way in:** name a key that doesn't exist, and sign with the empty text.
//!
//! **Closed by** a type: a `Secret` of no bytes can't be made. `Secret::from_text`
//! answers with an error in its place.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let ours = [("2023-07", secret)];

    let [header, payload, signature] = three_parts(token)?;
    let header = read_json(header)?;
    if header["alg"] != "HS256" {
        return refuse("the algorithm must be HS256");
    }
    let key = ours.iter().find(|(kid, _)| header["kid"] == *kid);
    let key = key.map(|(_, secret)| *secret).unwrap_or_default();
    let right = hmac(key.as_bytes(), signing_input(token).as_bytes());
    if decode(signature)? != right {
        return refuse("the signature is wrong");
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let key = key.map(|(_, secret)| *secret).unwrap_or_default();
// +     let key = key.map(|(_, secret)| *secret).ok_or("there is no such key")?;

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting, USUAL};
use jwt_by_hand::{Header, Secret};
use serde_json::json;

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Secret(|| Secret::from_text("").unwrap_err()),
    cases: &[
        Case {
            name: "CVE-2019-20933",
            url: "https://github.com/advisories/GHSA-2rmp-fw5r-j5qv",
            date: "2021-05-18",
            library: "InfluxDB",
            versions: "before 1.7.6",
            wrong: "without a shared secret, tokens are signed with an empty one",
        },
        Case {
            name: "CVE-2026-44351",
            url: "https://github.com/advisories/GHSA-gmvf-9v4p-v8jc",
            date: "2026-05-06",
            library: "fast-jwt",
            versions: "before 6.2.4",
            wrong: "a key that is looked up may come back empty",
        },
        Case {
            name: "CVE-2026-45363",
            url: "https://github.com/jwt/ruby-jwt/security/advisories/GHSA-c32j-vqhx-rx3x",
            date: "2026-05-18",
            library: "ruby-jwt",
            versions: "before 2.10.3, 3 before 3.2.0",
            wrong: "an empty key, or none, verifies what was signed with it",
        },
    ],
    setting: |base| {
        let header = Header::new().with_key_id("2023-07");
        Setting::with(base, base.signed(&header, &base.claims()))
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let header = json!({ "alg": "HS256", "kid": "no key of yours" });
    signed(&encode(&header), &as_admin(attacker.token), "")
}
