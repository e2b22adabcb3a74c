//! # A flood of dots
//!
//! The token is cut at every dot, and the parts are counted when all of them
//! are there. Whoever sends it chooses how many that is. Each part takes 16
//! bytes of memory, even an empty one, for a single byte that was sent.
//!
//! **Who:** golang-jwt, until 2025. A request with a long `Bearer` line of dots
//! took many times its own size in memory.
//!
//! **The way in:** send a hundred thousand dots. You need no token, no account
//! and no secret. You win nothing by it but the server's time and memory, and
//! everyone else has to wait.
//!
//! **Closed by** check 1: a token of more than 8 KiB is not looked at. Check 2
//! helps as well, since it never asks for a fifth part.

use crate::tutorial::*;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let parts: Vec<&str> = token.split('.').collect();
    let [_, payload, _] = parts[..] else {
        return refuse("a token has three parts");
    };
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let parts: Vec<&str> = token.split('.').collect();
// +     let parts: Vec<&str> = token.splitn(4, '.').collect();

use crate::level::{Attacker, Case, FLOOD, Hole};

pub const HOLE: Hole = Hole {
    cases: &[Case {
        name: "CVE-2025-30204",
        url: "https://github.com/golang-jwt/jwt/security/advisories/GHSA-mh63-6h87-95cp",
        date: "2025-03-21",
        library: "golang-jwt",
        versions: "4 before 4.5.2, 5 before 5.2.2",
        wrong: "the text is cut at every dot, however many there are",
    }],
    ..FLOOD
};

pub fn forge(_: &Attacker) -> String {
    ".".repeat(100_000)
}
