//! # The same header, spelt in another way
//!
//! A ticket that was handed back is put on a list, and its text may not come in
//! again. But the header is decoded kindly, with padding or without, and encoded
//! anew before the signature is checked. So there are several texts for one
//! token, all of them good, and the list knows one.
//!
//! **Who:** whoever keeps a list of texts and decodes with a library that takes
//! padding. RFC 7515 §2 leaves it out, and most decoders don't insist.
//!
//! **The way in:** put padding behind the header of the revoked token. Encoded
//! anew it is gone, the signature is right, and the text is not on the list.
//!
//! **Closed by** check 3: a sequence of bytes has exactly one spelling. And a
//! list should hold `jti`, a name inside of the token, and not its text.

use crate::tutorial::*;
use crate::world;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    if world::is_revoked(token) {
        return refuse("this ticket was handed back");
    }
    let [header, payload, signature] = three_parts(token)?;
    let header = decode_kindly(header)?;
    let header = jwt_by_hand::base64url::encode(header);
    check_signature(&format!("{header}.{payload}.{signature}"), secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let header = decode_kindly(header)?;
// +     let header = decode(header)?;

use crate::level::{Attacker, ClosedBy, Hole, Setting, USUAL};
use jwt_by_hand::{Check, Header};

pub const HOLE: Hole = Hole {
    goal: "come in with a ticket that was handed back",
    closed_by: ClosedBy::Check(Check::HeaderEncoding),
    setting: |base| {
        let ticket = base.claims().token_id("ticket 7");
        let ticket = base.signed(&Header::new().with_key_id("2023-07"), &ticket);
        world::revoke(&ticket);
        Setting { holds: ticket, ..Setting::new(base) }
    },
    won: |attacker, forged| attacker.send(forged).verdict.is_ok(),
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let (header, rest) = attacker.token.split_once('.').unwrap();
    let padding = "=".repeat((4 - header.len() % 4) % 4);
    format!("{header}{padding}.{rest}")
}
