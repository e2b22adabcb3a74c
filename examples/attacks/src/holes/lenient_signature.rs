//! # The same signature, spelt in another way
//!
//! Ada has lost her phone, so the token on it was put on a list of texts that
//! may not come in any more. A signature of 32 bytes is 256 bits, and 43
//! characters hold 258. Two bits are left over, and this decoder doesn't look at
//! them: the last character may be any of four.
//!
//! **Who:** PyJWT, until 2026. Who kept a list of revoked texts could be passed
//! by.
//!
//! **The way in:** replace the last character by its neighbour. The signature is
//! the same 32 bytes, and the text is another.
//!
//! **Closed by** check 8: spare bits are zero. And a list should hold `jti`, a
//! name inside of the token, and not its text.

use crate::tutorial::*;
use crate::world;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    if world::is_revoked(token) {
        return refuse("this token was revoked");
    }
    let [_, payload, signature] = three_parts(token)?;
    let signature = decode_kindly(signature)?;
    let signature = jwt_by_hand::base64url::encode(signature);
    check_signature(&format!("{}.{signature}", signing_input(token)), secret)?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let signature = decode_kindly(signature)?;
// +     let signature = decode(signature)?;

use crate::level::{Attacker, Case, ClosedBy, Hole, Setting};
use jwt_by_hand::{Check, Header};

pub const HOLE: Hole = Hole {
    goal: "come in with the token of the lost phone",
    closed_by: ClosedBy::Check(Check::SignatureEncoding),
    cases: &[Case {
        name: "CVE-2026-102269",
        url: "https://github.com/jpadilla/pyjwt/security/advisories/GHSA-hxm8-2xgr-2p9m",
        date: "2026-09-28",
        library: "PyJWT",
        versions: "before 2.14.0",
        wrong: "a signature has several spellings, and a list of revoked texts knows one",
    }],
    setting: |base| {
        let on_the_phone = base.claims().token_id("phone");
        let on_the_phone = base.signed(&Header::new(), &on_the_phone);
        world::revoke(&on_the_phone);
        Setting { holds: on_the_phone, ..Setting::new(base) }
    },
    won: |attacker, forged| attacker.send(forged).verdict.is_ok(),
};

pub fn forge(attacker: &Attacker) -> String {
    let alphabet = jwt_by_hand::base64url::ALPHABET;
    let (rest, last) = attacker.token.split_at(attacker.token.len() - 1);
    let place = alphabet.find(last).unwrap();
    format!("{rest}{}", &alphabet[place + 1..=place + 1])
}
