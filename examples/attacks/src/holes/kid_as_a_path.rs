//! # A name that is a path
//!
//! The server has a new secret each month, each in a file. `kid` in the header
//! says which one a token was signed with, and this verifier opens the file of
//! that name. But a name may hold `../`, and then it leads to any file at all.
//!
//! **Who:** it has been in the tools and labs for this for years (jwt_tool,
//! WebGoat, PortSwigger). We found no library to blame: it is programs that look
//! their keys up.
//!
//! **The way in:** look for a file that you know to the letter. Everyone can read
//! the page's stylesheet. Name it in `kid`, and sign with its text.
//!
//! **Closed by** your own list of keys: look `kid` up among the names that you
//! gave out, and refuse all others. Our crate opens no file. It ignores `kid`,
//! and check 9 asks for the secret that you have passed in.

use crate::tutorial::*;
use crate::world;

pub fn verify(token: &str, _secret: &str, now: u64) -> Verdict {
    let [header, payload, _] = three_parts(token)?;
    let header = read_json(header)?;
    if header["alg"] != "HS256" {
        return refuse("the algorithm must be HS256");
    }
    let kid = header["kid"].as_str().unwrap_or("2023-07");
    let secret = world::read_file(&format!("/srv/keys/{kid}"))?;
    check_signature(token, &secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let kid = header["kid"].as_str().unwrap_or("2023-07");
// +     let kid = header["kid"].as_str().filter(|kid| *kid == "2023-08").unwrap_or("2023-07");

use crate::level::{Attacker, Base, Case, Hole, Setting, USUAL};
use jwt_by_hand::Header;
use serde_json::json;

pub const HOLE: Hole = Hole {
    cases: &[Case {
        name: "a lab",
        url: "https://portswigger.net/web-security/jwt/lab-jwt-authentication-bypass-via-kid-header-path-traversal",
        date: "",
        library: "PortSwigger's Web Security Academy",
        versions: "",
        wrong: "`kid` is a path, and leads to a file whose text is known",
    }],
    setting: |base| {
        let secret = world::read_file("/srv/keys/2023-07").unwrap();
        let base = Base { secret: &secret, ..base };
        let header = Header::new().with_key_id("2023-07");
        Setting::with(base, base.signed(&header, &base.claims()))
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let header = json!({ "alg": "HS256", "kid": "../page/style.css" });
    let key = world::read_file("/srv/page/style.css").unwrap();
    signed(&encode(&header), &as_admin(attacker.token), &key)
}
