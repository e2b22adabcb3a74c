//! # As many bytes as there are
//!
//! The signature is compared in constant time, as one should. It is compared
//! byte by byte, for as many bytes as were received. If none were received, none
//! differ.
//!
//! **Who:** ServiceStack, until 2020, with a loop like this one. Portofino and
//! fast-jwt asked for no signature, either, in their own ways.
//!
//! **The way in:** change the payload, and send nothing behind the second dot.
//!
//! **Closed by** check 8: a signature is 32 bytes, whatever else it may be.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, signature] = three_parts(token)?;
    let received = decode(signature)?;
    let right = hmac(secret.as_bytes(), signing_input(token).as_bytes());

    // In constant time: no byte is left out, wherever the first one differs.
    let mut differences = 0;
    for (one, other) in received.iter().zip(&right) {
        differences |= one ^ other;
    }
    if differences != 0 {
        return refuse("the signature is wrong");
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let mut differences = 0;
// +     let mut differences = u8::from(received.len() != right.len());

use crate::level::{Attacker, Case, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Check(Check::SignatureEncoding),
    cases: &[
        Case {
            name: "CVE-2020-28042",
            url: "https://www.shielder.com/advisories/servicestack-jwt-signature-verification-bypass/",
            date: "2021-01-13",
            library: "ServiceStack",
            versions: "before 5.9.2",
            wrong: "a signature is compared for as many bytes as it has",
        },
        Case {
            name: "CVE-2026-107720",
            url: "https://github.com/advisories/GHSA-8wpc-h4q6-8fxv",
            date: "2026-10-08",
            library: "fast-jwt",
            versions: "before 6.3.1",
            wrong: "with an empty key and a list of algorithms, no signature is asked for",
        },
    ],
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    format!("{}.{}.", usual_header(), as_admin(attacker.token))
}
