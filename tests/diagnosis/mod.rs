// What the test files share: a wrong answer that thousands have given before is
// known by its value, and gets its name.
//
// Each function takes an answer and gives the mistake that leads to it, if it is one
// of these. `expect_none` then fails with that mistake. All is computed here without
// the crate that is tested, whose functions may be the very ones that are wrong.

#![allow(dead_code, reason = "each test file uses a part of it")]

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};

pub const ALPHABET: &str =
    "standard base64: it has `+` and `/` where base64url has `-` and `_`";
pub const PADDING: &str =
    "the padding is still there: a token leaves every trailing `=` out";
pub const ALPHABET_AND_PADDING: &str =
    "standard base64, with `+`, `/` and `=`: base64url has `-`, `_` and no padding";
pub const NOT_ENCODED: &str = "the text itself, and not its base64url";
pub const ENCODED_TWICE: &str = "base64url of base64url: it was encoded twice";
pub const HEX: &str = "hexadecimal digits, and not base64url";
pub const HEX_ENCODED: &str =
    "the hexadecimal digits were encoded, and not the bytes that they stand for";
pub const ORDER: &str =
    "the names stand in another order: the same meaning, but another signature";
pub const SPACES: &str =
    "there is white space in the JSON. Each character is signed: write none";
pub const MILLISECONDS: &str = "a time in milliseconds: a token counts seconds";
pub const TIME_AS_TEXT: &str = "a time in quotes: it must be a number";
pub const SWAPPED: &str = "header and payload are swapped: the header comes first";
pub const NO_DOT: &str = "the dot between header and payload is missing";
pub const TRAILING_DOT: &str =
    "there is a dot behind the payload: it is not signed";
pub const OVER_JSON: &str =
    "it is made over the JSON, and not over the base64url of header and payload";
pub const OVER_ONE_PART: &str =
    "it is made over one part alone: header, dot and payload are signed";
pub const NO_SECRET: &str =
    "SHA-256 without the secret: anyone can compute it. HMAC takes the secret in";
pub const NOT_HMAC: &str =
    "SHA-256 of secret and message in a row can be extended: HMAC hashes twice";
pub const KEY_AND_MESSAGE: &str =
    "secret and message are swapped: the secret is HMAC's key";
pub const SECRET_DECODED: &str =
    "the secret was decoded from base64: here its text is taken as it is";
pub const EXP_REVERSED: &str =
    "`exp` is compared the wrong way round: a token is good before it, not after";
pub const EXP_INCLUSIVE: &str =
    "`exp` equal to now is accepted. It is the first moment that is too late";
pub const NBF_REVERSED: &str =
    "`nbf` is compared the wrong way round: a token is good from it on, not before";
pub const NBF_EXCLUSIVE: &str =
    "`nbf` equal to now is refused. It is the first moment that is not too early";
pub const PAYLOAD_BELIEVED: &str =
    "the payload was believed before the signature: a stranger may have written it";

/// Fails if the mistake is known.
#[track_caller]
pub fn expect_none(found: impl std::fmt::Display, mistake: Option<&str>) {
    if let Some(mistake) = mistake {
        panic!("a known mistake: {mistake}\n  found: {found}");
    }
}

/// JSON that should be `right`, to the byte.
pub fn of_json(found: &str, right: &str) -> Option<&'static str> {
    let value = |text| serde_json::from_str::<Value>(text).ok();
    let (found_value, right_value) = (value(found)?, value(right)?);
    if found == right {
        None
    } else if found_value == right_value {
        let compact = found_value.to_string();
        Some(if compact == found { ORDER } else { SPACES })
    } else {
        let times = |value: &Value| {
            ["iat", "nbf", "exp"].map(|name| value[name].as_f64().unwrap_or(0.0))
        };
        let pairs = times(&found_value).into_iter().zip(times(&right_value));
        let mut pairs = pairs.filter(|(_, right)| *right != 0.0).peekable();
        if ["iat", "nbf", "exp"].iter().any(|name| found_value[name].is_string()) {
            return Some(TIME_AS_TEXT);
        }
        let is_milliseconds = pairs.peek().is_some()
            && pairs.all(|(found, right)| found == right * 1000.0);
        is_milliseconds.then_some(MILLISECONDS)
    }
}

/// base64url that should be that of `bytes`.
pub fn of_base64url(found: &str, bytes: &[u8]) -> Option<&'static str> {
    let right = engine(false).encode(bytes);
    let bare = found.trim_end_matches('=');
    let decoded = engine(bare.contains(['+', '/'])).decode(bare).ok();
    let hexadecimal = hex(bytes);
    if found == right {
        return None;
    } else if decoded.as_deref() == Some(bytes) {
        return match (bare.contains(['+', '/']), bare == found) {
            (true, true) => Some(ALPHABET),
            (true, false) => Some(ALPHABET_AND_PADDING),
            (false, false) => Some(PADDING),
            (false, true) => None,
        };
    } else if found.as_bytes() == bytes {
        return Some(NOT_ENCODED);
    } else if found.eq_ignore_ascii_case(&hexadecimal) {
        return Some(HEX);
    }
    let decoded = String::from_utf8(decoded?).ok()?;
    if decoded == right {
        Some(ENCODED_TWICE)
    } else if decoded.eq_ignore_ascii_case(&hexadecimal) {
        Some(HEX_ENCODED)
    } else {
        of_json(&decoded, std::str::from_utf8(bytes).ok()?)
    }
}

/// A token's header, payload and secret, from which a third part is made.
pub struct Message<'a> {
    pub header: &'a str,
    pub payload: &'a str,
    pub secret: &'a str,
}

impl Message<'_> {
    /// What may be signed in place of the signing input.
    fn signed_by_mistake(&self) -> Vec<(String, &'static str)> {
        let part = |json: &str| engine(false).encode(json);
        let (header_json, payload_json) = (self.header, self.payload);
        let (header, payload) = (part(header_json), part(payload_json));
        vec![
            (format!("{payload}.{header}"), SWAPPED),
            (format!("{header}{payload}"), NO_DOT),
            (format!("{header}.{payload}."), TRAILING_DOT),
            (format!("{header_json}.{payload_json}"), OVER_JSON),
            (format!("{header_json}{payload_json}"), OVER_JSON),
            (payload_json.to_owned(), OVER_JSON),
            (part(&format!("{header_json}.{payload_json}")), OVER_JSON),
            (header, OVER_ONE_PART),
            (payload, OVER_ONE_PART),
        ]
    }

    fn signing_input(&self) -> String {
        let part = |json: &str| engine(false).encode(json);
        format!("{}.{}", part(self.header), part(self.payload))
    }

    /// A signing input that should be this message's.
    pub fn of_signing_input(&self, found: &str) -> Option<&'static str> {
        let mut mistakes = self.signed_by_mistake().into_iter();
        mistakes.find(|(wrong, _)| wrong == found).map(|(_, mistake)| mistake)
    }

    /// A tag that should be this message's.
    pub fn of_tag(&self, found: &[u8]) -> Option<&'static str> {
        let (message, secret) = (self.signing_input(), self.secret);
        let over_another = self.signed_by_mistake().into_iter();
        let mut wrong: Vec<_> = over_another
            .map(|(message, mistake)| (hmac(secret, message), mistake))
            .collect();
        wrong.extend([
            (sha256(&message), NO_SECRET),
            (sha256([secret, &message].concat()), NOT_HMAC),
            (sha256([&message, secret].concat()), NOT_HMAC),
            (hmac(&message, secret), KEY_AND_MESSAGE),
        ]);
        let decoded = engine(false).decode(secret.replace(['@', '$'], ""));
        wrong
            .extend(decoded.map(|secret| (hmac(secret, &message), SECRET_DECODED)));
        wrong.into_iter().find(|(tag, _)| tag == found).map(|(_, mistake)| mistake)
    }

    /// A third part that should be this message's.
    pub fn of_signature(&self, found: &str) -> Option<&'static str> {
        let right = hmac(self.secret, self.signing_input());
        of_base64url(found, &right)
            .or_else(|| self.of_tag(&engine(false).decode(found).ok()?))
    }

    /// A whole token that should be this message's.
    pub fn of_token(&self, found: &str) -> Option<&'static str> {
        let (signing_input, signature) = found.rsplit_once('.')?;
        let (header, payload) = signing_input.split_once('.').unwrap_or_default();
        self.of_signing_input(signing_input)
            .or_else(|| of_base64url(header, self.header.as_bytes()))
            .or_else(|| of_base64url(payload, self.payload.as_bytes()))
            .or_else(|| self.of_signature(signature))
    }
}

/// Whether a claim was accepted in the past, at the moment itself and in the future.
pub fn of_expiry([past, now, future]: [bool; 3]) -> Option<&'static str> {
    match (past, now, future) {
        (true, _, false) => Some(EXP_REVERSED),
        (false, true, true) => Some(EXP_INCLUSIVE),
        _ => None,
    }
}

/// The same for `nbf`.
pub fn of_not_before([past, now, future]: [bool; 3]) -> Option<&'static str> {
    match (past, now, future) {
        (false, _, true) => Some(NBF_REVERSED),
        (true, false, false) => Some(NBF_EXCLUSIVE),
        _ => None,
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn hmac(secret: impl AsRef<[u8]>, message: impl AsRef<[u8]>) -> Vec<u8> {
    let hmac = Hmac::<Sha256>::new_from_slice(secret.as_ref()).unwrap();
    hmac.chain_update(message).finalize().into_bytes().to_vec()
}

fn sha256(message: impl AsRef<[u8]>) -> Vec<u8> {
    Sha256::digest(message).to_vec()
}

/// A decoder that bears what ours refuses.
fn engine(standard: bool) -> GeneralPurpose {
    let lenient = GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(if standard { &STANDARD } else { &URL_SAFE }, lenient)
}
