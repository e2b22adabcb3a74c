//! # The algorithm is the token's to choose
//!
//! The server trusts tokens of a login service, which signs them with RS256.
//! For that it needs the service's public key, and everyone may have it: it
//! checks, but it doesn't sign. The library knows HS256 as well, and the header
//! says which of the two it is. One variable holds the key, whatever it is a key
//! for.
//!
//! **Who:** jsonwebtoken and many others, in 2015. The library had one argument
//! for a secret or a public key.
//!
//! **The way in:** write HS256 into the header, and take the text of the public
//! key as the secret. The server has the same text, and the tag fits.
//!
//! **Closed by** check 6, where the algorithm is chosen and not read: a server that
//! expects RS256 refuses HS256 there. Our crate knows HS256 alone, and this header
//! says HS256. So the token gets as far as check 9, and falls: its tag was made with
//! the public key, which is nobody's `Secret`, unless you put it in one.

use crate::tutorial::*;
use crate::world::rsa::{PUBLIC_KEY, is_signed_by};

pub fn verify(token: &str, _secret: &str, now: u64) -> Verdict {
    let key = PUBLIC_KEY; // -----BEGIN PUBLIC KEY-----…

    let [header, payload, signature] = three_parts(token)?;
    let algorithm = read_json(header)?["alg"].clone();
    match algorithm.as_str() {
        Some("HS256") => check_signature(token, key)?,
        Some("RS256") => is_signed_by(key, signing_input(token), signature)?,
        _ => return refuse("this algorithm is not known here"),
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -         Some("HS256") => check_signature(token, key)?,
// +         Some("HS256") => return refuse("our login service signs with RS256"),

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting, USUAL};
use crate::world::rsa;
use jwt_by_hand::Check;
use serde_json::json;

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Check(Check::SignatureMatches),
    cases: &[Case {
        name: "CVE-2015-9235",
        url: "https://github.com/advisories/GHSA-c7hr-j4mj-j2w6",
        date: "2018-10-09",
        library: "jsonwebtoken (Node)",
        versions: "before 4.2.2",
        wrong: "the header chooses the algorithm, and a public key becomes a secret",
    }],
    setting: |base| {
        let header = encode(&json!({ "alg": "RS256", "typ": "JWT" }));
        let genuine = rsa::signed(&header, &base.claims().to_base64url());
        let ours = Setting::new(base).genuine;
        Setting { genuine_for_ours: ours, ..Setting::with(base, genuine) }
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    signed(&usual_header(), &as_admin(attacker.token), rsa::PUBLIC_KEY)
}
