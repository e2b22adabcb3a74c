//! # A secret that is no base64
//!
//! Someone has read that secrets are base64, and so this one is decoded. It is a
//! long random text, but base64 it isn't. The decoder is a kind one: it stops at
//! the first character that it doesn't know, and gives what it has. Here that
//! is one byte.
//!
//! **Who:** "is the secret text or base64?" is among the most asked questions of
//! all. Some decoders stop and others skip; Node's `Buffer.from(text, 'base64')`
//! skips, and reports nothing.
//!
//! **The way in:** try every secret of one byte, then of two. Your own token
//! tells you which is right. You need not ask the server, so it can't count.
//!
//! **Closed by** a type: `Secret::from_base64url` refuses what is no base64url,
//! and what is shorter than 32 bytes.

use crate::tutorial::*;
use jwt_by_hand::base64url::{self, ALPHABET};

/// The bytes of a text in base64url, as far as it goes.
fn secret_of(text: &str) -> Vec<u8> {
    let known = text.chars().take_while(|c| ALPHABET.contains(*c)).count();
    base64url::decode(&text[..known]).unwrap_or_default()
}

pub fn sign(name: &str, secret: &str, now: u64) -> String {
    let (role, exp) = ("user", now + 3600);
    let claims = serde_json::json!({ "sub": name, "role": role, "exp": exp });
    let input = format!("{}.{}", usual_header(), encode(&claims));
    let tag = hmac(&secret_of(secret), input.as_bytes());
    format!("{input}.{}", base64url::encode(tag))
}

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, signature] = three_parts(token)?;
    let right = hmac(&secret_of(secret), signing_input(token).as_bytes());
    if decode(signature)? != right {
        return refuse("the signature is wrong");
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     base64url::decode(&text[..known]).unwrap_or_default()
// +     if known == text.len() { base64url::decode(text).unwrap_or_default() } else { text.into() }

use crate::level::{Attacker, Base, ClosedBy, Hole, Setting, USUAL};
use jwt_by_hand::Secret;

const TEXT: &str = "Kw!x$9vT#2mZp&8rLw*4nYc@6dHs^3jFb%1gEa";

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Secret(|| Secret::from_base64url(TEXT).unwrap_err()),
    setting: |base| {
        let base = Base { secret: TEXT, ..base };
        Setting { wish: Some("ada".to_owned()), ..Setting::new(base) }
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let right = decode(attacker.token.rsplit('.').next().unwrap()).unwrap();
    let input = signing_input(attacker.token).as_bytes();
    let one = (0..=255).map(|byte| vec![byte]);
    let two = (0..=u16::MAX).map(|bytes| bytes.to_be_bytes().to_vec());
    let mut keys = one.chain(two);
    let key = keys.find(|key| hmac(key, input) == right[..]).unwrap_or_default();

    let input = format!("{}.{}", usual_header(), as_admin(attacker.token));
    let tag = hmac(&key, input.as_bytes());
    format!("{input}.{}", base64url::encode(tag))
}
