//! # Somewhere in this text is a token
//!
//! People paste tokens with a name in front or a greeting behind, and this
//! verifier means to help: it looks for a word that is signed. Then it goes on
//! with the text as it came, and cuts the payload out of that. What was checked
//! and what is used are two different things.
//!
//! **Who:** jwt.io takes a `Bearer ` off without a word, and so do many who
//! write `split(' ')`. Here is what that leads to when it is done twice.
//!
//! **The way in:** put a payload of your own in front of your genuine token. The
//! signature is looked for and found behind it, and the payload is cut out at
//! the first dot.
//!
//! **Closed by** check 2: three parts and two dots, and nothing around them. A
//! text that has more to it is no token.

use crate::tutorial::*;

pub fn verify(text: &str, secret: &str, now: u64) -> Verdict {
    // Whatever stands around it, one of these words should be a token.
    let mut words = text.split_whitespace();
    if !words.any(|word| check_signature(word, secret).is_ok()) {
        return refuse("no word of this is a token");
    }

    let payload = text.split('.').nth(1).unwrap_or_default();
    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let mut words = text.split_whitespace();
// +     let mut words = [text].into_iter();

use crate::level::{Attacker, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole =
    Hole { closed_by: ClosedBy::Check(Check::ThreeParts), ..USUAL };

pub fn forge(attacker: &Attacker) -> String {
    format!("x.{}. {}", as_admin(attacker.token), attacker.token)
}
