//! # A header without end
//!
//! The header has to be read before the signature can be checked, since it says
//! how. So this is work that a server does for every stranger, and the one limit
//! is what the stranger sends. Here there is a limit, but nobody has thought
//! about its size.
//!
//! **Who:** Authlib, until 2025, read headers of hundreds of megabytes.
//!
//! **The way in:** write a header that begins like any other and goes on with a
//! list of zeros. Each zero is two characters of yours, and a whole value in the
//! memory of the server.
//!
//! **Closed by** check 1: what is longer than 8 KiB is not looked at.

use crate::tutorial::*;

const LONGEST: usize = 16 * 1024 * 1024; // what the proxy lets through

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    if token.len() > LONGEST {
        return refuse("the token is too long");
    }
    let [header, payload, _] = three_parts(token)?;
    if read_json(header)?["alg"] != "HS256" {
        return refuse("the algorithm must be HS256");
    }
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// - const LONGEST: usize = 16 * 1024 * 1024; // what the proxy lets through
// + const LONGEST: usize = 8 * 1024;

use crate::level::{Attacker, Case, FLOOD, Hole};
use serde_json::json;

pub const HOLE: Hole = Hole {
    cases: &[Case {
        name: "CVE-2025-61920",
        url: "https://github.com/advisories/GHSA-pq5p-34cr-23v9",
        date: "2025-10-10",
        library: "Authlib",
        versions: "before 1.6.5",
        wrong: "headers and signatures of any size are decoded and read",
    }],
    ..FLOOD
};

pub fn forge(_: &Attacker) -> String {
    let zeros = vec![0; 35_000];
    let header = encode(&json!({ "alg": "HS256", "typ": "JWT", "zeros": zeros }));
    format!("{header}.e30.AAAA")
}
