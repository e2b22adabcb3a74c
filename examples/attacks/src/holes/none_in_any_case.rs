//! # `none`, but for its case
//!
//! RFC 7519 §6 knows tokens without a signature, and calls their algorithm
//! `none`. This verifier knows that they are dangerous and refuses the word.
//! Then it reads the algorithm once more, in lower case, to be kind to those who
//! write `hs256`.
//!
//! **Who:** the word itself went through in most libraries of 2015, and in
//! Authlib again in 2026. In jsonwebtoken before 9 it did if no secret was given.
//!
//! **The way in:** write `nOnE`, change the payload, and send no signature.
//!
//! **Closed by** check 6: `alg` is `HS256`, to the letter. What is right is named,
//! and nobody has to think of all that is wrong.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, _] = three_parts(token)?;
    let header = read_json(header)?;
    let algorithm = header["alg"].as_str().unwrap_or_default();
    if algorithm == "none" {
        return refuse("a token must be signed");
    }
    match algorithm.to_ascii_lowercase().as_str() {
        "hs256" => check_signature(token, secret)?,
        "none" => {}
        _ => return refuse("this algorithm is not known here"),
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     if algorithm == "none" {
// +     if algorithm != "HS256" {

use crate::level::{Attacker, Case, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;
use serde_json::json;

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Check(Check::Algorithm),
    cases: &[
        Case {
            name: "CVE-2022-23540",
            url: "https://github.com/auth0/node-jsonwebtoken/security/advisories/GHSA-qwph-4952-7xr6",
            date: "2022-12-22",
            library: "jsonwebtoken (Node)",
            versions: "before 9.0.0",
            wrong: "without a secret and a list of algorithms, `none` is one of them",
        },
        Case {
            name: "CVE-2026-28802",
            url: "https://github.com/advisories/GHSA-7wc2-qxgw-g8gg",
            date: "2026-03-04",
            library: "Authlib",
            versions: "1.6.5 and 1.6.6",
            wrong: "`none` with an empty signature is accepted",
        },
    ],
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let header = encode(&json!({ "alg": "nOnE", "typ": "JWT" }));
    format!("{header}.{}.", as_admin(attacker.token))
}
