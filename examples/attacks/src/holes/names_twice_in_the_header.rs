//! # Two readers of one header
//!
//! A gateway lets only signed tokens in. Behind it, the service still knows
//! `none`, for its own tests. Each of them reads the header with a library of
//! its own. JSON doesn't say what it means if a name stands there twice: for one
//! library the first counts, for the other the last.
//!
//! **Who:** no token library that we know of, but CouchDB in 2017: two of its
//! JSON readers saw different `roles` in one document, and anyone could be
//! admin. RFC 7515 §10.12 warns of it.
//!
//! **The way in:** write `alg` twice. The gateway sees HS256 and opens. The
//! service sees `none` and asks for no signature.
//!
//! **Closed by** check 4: a name that stands there twice is refused, so no two
//! readers can see two headers.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [header, payload, _] = three_parts(token)?;
    if read_json_first(header)?["alg"] != "HS256" {
        return refuse("the gateway lets only signed tokens in");
    }

    let algorithm = &read_json(header)?["alg"];
    match algorithm.as_str() {
        Some("HS256") => check_signature(token, secret)?,
        Some("none") => {} // our own tests; nobody else gets here
        _ => return refuse("the service doesn't know this algorithm"),
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let algorithm = &read_json(header)?["alg"];
// +     let algorithm = &read_json_strictly(header)?["alg"];

use crate::level::{Attacker, ClosedBy, Hole, USUAL};
use jwt_by_hand::{Check, base64url};

pub const HOLE: Hole =
    Hole { closed_by: ClosedBy::Check(Check::HeaderJson), ..USUAL };

pub fn forge(attacker: &Attacker) -> String {
    let header = base64url::encode(r#"{"alg":"HS256","alg":"none"}"#);
    format!("{header}.{}.", as_admin(attacker.token))
}
