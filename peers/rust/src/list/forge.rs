//! Makes tokens, right or wrong, from any characters.

use fuzz::{Case, Expected};
use hmac::{Hmac, KeyInit, Mac};
use jwt_by_hand::base64url;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{EXP, IAT, NOW};

pub const SECRET: &[u8] = b"a text of 32 bytes, or of more!!";
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// A token, and what it is asked with.
pub struct Forged {
    pub token: String,
    secret: Vec<u8>,
    expected: Expected,
    now: i64,
}

impl<T: Into<String>> From<T> for Forged {
    fn from(token: T) -> Forged {
        Forged::new(token)
    }
}

impl Forged {
    pub fn new(token: impl Into<String>) -> Forged {
        Forged {
            token: token.into(),
            secret: SECRET.to_vec(),
            expected: Expected::default(),
            now: NOW,
        }
    }

    pub fn secret(self, secret: &[u8]) -> Forged {
        Forged { secret: secret.to_vec(), ..self }
    }

    /// With the tag that its secret gives for its first two parts.
    pub fn signed_again(self) -> Forged {
        let (input, _) = self.token.rsplit_once('.').expect("a dot");
        Forged { token: with_tag(input, &tag(input, &self.secret)), ..self }
    }

    pub fn expecting(mut self, expect: impl FnOnce(&mut Expected)) -> Forged {
        expect(&mut self.expected);
        self
    }

    pub fn at(self, now: i64) -> Forged {
        Forged { now, ..self }
    }

    pub fn case(self) -> Case {
        let Forged { token, secret, expected, now } = self;
        Case { token, secret, expected, now: now as f64 }
    }
}

/// The usual header, and the usual claims with these.
pub fn claims(more: Value) -> Forged {
    payload(usual_claims(more))
}

/// The usual header, and these bytes as payload.
pub fn payload(payload: impl AsRef<[u8]>) -> Forged {
    resigned(input(HEADER, payload))
}

/// These bytes as header, and the usual claims.
pub fn header(header: impl AsRef<[u8]>) -> Forged {
    resigned(input(header, usual_claims(json!({}))))
}

/// These characters, and their tag.
pub fn resigned(input: String) -> Forged {
    Forged::new(with_tag(&input, &tag(&input, SECRET)))
}

pub fn with_sha384(header: &str) -> String {
    let input = input(header, usual_claims(json!({})));
    let mac = Hmac::<Sha384>::new_from_slice(SECRET).expect("a key of any length");
    with_tag(&input, &mac.chain_update(&input).finalize().into_bytes())
}

pub fn with_sha512(header: &str) -> String {
    let input = input(header, usual_claims(json!({})));
    let mac = Hmac::<Sha512>::new_from_slice(SECRET).expect("a key of any length");
    with_tag(&input, &mac.chain_update(&input).finalize().into_bytes())
}

/// The first good token whose third part has both of the characters that the two
/// alphabets write differently.
pub fn with_both_characters() -> String {
    let tokens = (0..).map(|id| claims(json!({"id": format!("{id}")})).token);
    let mut tokens = tokens.filter(|token| {
        let signature = token.rsplit('.').next().expect("a part");
        signature.contains('-') && signature.contains('_')
    });
    tokens.next().expect("one of the first hundred")
}

pub fn tag(input: &str, secret: &[u8]) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(secret).expect("a key of any length");
    mac.chain_update(input).finalize().into_bytes().to_vec()
}

pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

fn usual_claims(more: Value) -> String {
    let mut claims = json!({"id": "123456", "iat": IAT, "exp": EXP});
    let all = claims.as_object_mut().expect("an object");
    all.extend(more.as_object().expect("an object").clone());
    claims.to_string()
}

fn input(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    format!("{}.{}", base64url::encode(header), base64url::encode(payload))
}

fn with_tag(input: &str, tag: &[u8]) -> String {
    format!("{input}.{}", base64url::encode(tag))
}
