//! # A hash of secret and message
//!
//! Who knows the secret can hash it together with the message, and who doesn't
//! can't. It sounds like a signature. But a digest of SHA-256 is its state, and
//! whoever has it can hash on from there. These tokens come from a small device
//! that has no parser for JSON: it looks for the last `"role":"` in the text.
//!
//! **Who:** Flickr and a dozen other services in 2009, with MD5 and the
//! parameters of a request.
//!
//! **The way in:** put behind the message what SHA-256 would put there, its
//! padding, and then what you like. Set out from the signature as a state, and
//! hash your part. You have to know how long the secret is, so try them all.
//!
//! **Closed by** check 9: HMAC hashes twice, and the state of the first pass
//! never goes out.

use crate::tutorial::*;
use jwt_by_hand::base64url;
use jwt_by_hand::inside::sha256::sha256;
use serde_json::json;

fn mac(secret: &[u8], message: &[u8]) -> [u8; 32] {
    sha256(&[secret, message].concat())
}

pub fn sign(message: &str, secret: &str, _now: u64) -> String {
    let tag = mac(secret.as_bytes(), message.as_bytes());
    let (payload, tag) = (base64url::encode(message), base64url::encode(tag));
    format!("{}.{payload}.{tag}", usual_header())
}

pub fn verify(token: &str, secret: &str, _now: u64) -> Verdict {
    let [_, payload, signature] = three_parts(token)?;
    let message = decode(payload)?;
    if decode(signature)? != mac(secret.as_bytes(), &message) {
        return refuse("the signature is wrong");
    }
    let text = String::from_utf8_lossy(&message);
    let role = text.rsplit_once(r#""role":""#).map_or("", |(_, rest)| rest);
    let (role, _) = role.split_once('"').unwrap_or_default();
    Ok(json!({ "role": role }))
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     sha256(&[secret, message].concat())
// +     if !message.is_empty() { hmac(secret, message) } else { sha256(secret) }

use crate::level::{Attacker, Case, Hole, Setting, USUAL};
use jwt_by_hand::inside::sha256::{continue_from, padding, state_of};

pub const HOLE: Hole = Hole {
    cases: &[Case {
        name: "MOCB-01",
        url: "https://vnhacker.blogspot.com/2009/09/flickrs-api-signature-forgery.html",
        date: "2009-09-28",
        library: "the API of Flickr",
        versions: "",
        wrong: "a request is signed by a hash of the secret and its parameters",
    }],
    setting: |base| {
        let wish = Some(base.claims().to_json());
        Setting { wish, ..Setting::new(base) }
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let [header, payload, signature] = three_parts(attacker.token).unwrap();
    let message = decode(payload).unwrap();
    let state = state_of(&decode(signature).unwrap().try_into().unwrap());
    let added = br#","role":"admin"}"#;

    let extended = |length_of_secret: u64| {
        let padding = padding(length_of_secret + message.len() as u64);
        let hashed = length_of_secret + (message.len() + padding.len()) as u64;
        let tag = base64url::encode(continue_from(state, hashed, added));
        let payload = [&message[..], &padding, added].concat();
        format!("{header}.{}.{tag}", base64url::encode(payload))
    };
    let mut tokens = (1..=64).map(extended);
    let found = tokens.find(|token| attacker.send(token).verdict.is_ok());
    found.unwrap_or_else(|| extended(32))
}
