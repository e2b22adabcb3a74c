//! # A name that closes its quotes
//!
//! At the library's desk you may choose the name that your token shows. The
//! token's JSON is put together from pieces of text, and the name is one of
//! them. A quotation mark in it ends the name, and what follows is JSON: a second
//! `role`, behind the first. The verifier's parser lets the last one count.
//!
//! **Who:** no token library that we know of, but CouchDB in 2017: of two
//! `roles` in one document, one was checked and the other believed.
//!
//! **The way in:** call yourself `Ada","role":"admin`. Everything that is signed
//! then is genuine.
//!
//! **Closed by** check 10: a name that stands there twice is refused. And
//! whoever signs lets a library write the JSON.

use crate::tutorial::*;

/// Makes a token for whoever stands at the desk.
pub fn sign(name: &str, secret: &str, now: u64) -> String {
    let (role, exp) = ("user", now + 3600);
    let payload = format!(r#"{{"role":"{role}","name":"{name}","exp":{exp}}}"#);
    signed(&usual_header(), &jwt_by_hand::base64url::encode(payload), secret)
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let claims = read_json(payload)?;
// +     let claims = read_json_strictly(payload)?;

use crate::level::{Attacker, Case, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Check(Check::PayloadJson),
    cases: &[Case {
        name: "CVE-2017-12635",
        url: "https://blog.couchdb.org/2017/11/14/",
        date: "2017-11-14",
        library: "CouchDB (no tokens, but JSON)",
        versions: "before 1.7.0, 2 before 2.1.1",
        wrong: "of two members `roles`, one is checked and the other believed",
    }],
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    attacker.ask_for(r#"Ada","role":"admin"#)
}
