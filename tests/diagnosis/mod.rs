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

pub const TRIMMED: &str = "white space was taken off: text is taken as it comes, with all that is around it";
pub const FOLDED: &str =
    "upper and lower case are taken for the same: to a program they are two texts";
pub const PART: &str = "a part is taken for the whole: two texts are equal to the last character, or not";
pub const CUT: &str =
    "the text ends at a zero, as in C: here a zero is a character like any other";
pub const UNQUOTED: &str =
    "quotes were taken off: text is taken as it comes, with all that is around it";
pub const SHORT_SECRET: &str =
    "a short secret is accepted: HS256 asks for 32 bytes (RFC 7518 §3.2)";
pub const EMPTY_SECRET: &str = "an empty secret is accepted: then anyone can sign";
pub const LONG_KEY: &str =
    "a key longer than a block of 64 bytes must be hashed first (RFC 2104 §2)";
pub const PADS_SWAPPED: &str =
    "the pads are swapped: 36 belongs to the first pass, 5c to the second";
pub const PADS_DECIMAL: &str =
    "36 and 5c are hexadecimal: 54 and 92 in decimal digits";
pub const INNER_AS_TEXT: &str =
    "the inner digest went in as hexadecimal text: the 32 bytes themselves go in";
pub const ONE_PASS: &str = "one pass is missing: HMAC hashes once with each pad";
pub const LENGTH_IN_BYTES: &str =
    "the length at the end is in bytes: it must be in bits, eight times as many";
pub const NO_LENGTH: &str = "the length at the end is left out";
pub const LENGTH_REVERSED: &str = "the bytes of the length are the other way round: the most significant comes first";
pub const NO_ONE: &str = "the bit 1 behind the message is missing: a byte 80";
pub const ONE_BEHIND: &str =
    "the bit 1 is at the wrong end of its byte: it is the first, so the byte is 80";
pub const BLOCK_COUNT: &str = "a block too many or too few: nine bytes of padding must fit behind the message, so \
     55 bytes fill one block and 56 need two";
pub const WORDS_REVERSED: &str =
    "the bytes of a word are the other way round: the most significant comes first";
pub const SHIFTED: &str = "a shift in place of a rotation: the bits that leave on the \
     right come back in on the left";
pub const ROTATED: &str = "a rotation in place of a shift: σ0 and σ1 have one shift each, the last of the three";
pub const ROTATED_LEFT: &str = "rotated to the left: all go to the right";
pub const SIGMAS_MIXED: &str = "one of the four sigmas in the place of another: Σ is for the rounds, σ for the \
     schedule";
pub const SATURATED: &str =
    "the sum stops at the largest word: in the standard it begins again at zero";
pub const CH_REVERSED: &str = "Ch takes the wrong one: where x has a 1 it takes y, where x has a 0 it takes z";
pub const PARITY: &str =
    "the XOR of all three, and not what two of them have: that is Parity, of SHA-1";
pub const SCHEDULE_SHORT: &str =
    "the words from 16 on are missing: each is the sum of four before it";
pub const SCHEDULE_XORED: &str =
    "the words of the schedule are joined with XOR, as in SHA-1's: they are added";
pub const NO_CONSTANT: &str = "the round's constant is not added";
pub const NO_WORD: &str = "the round's word of the message is not added";
pub const NO_D: &str = "the new `e` is `d` and `t1`, added: one of them is missing";
pub const STATE_NOT_ADDED: &str =
    "the state from before the rounds is not added to what the rounds end with";
pub const STATE_XORED: &str =
    "the state from before the rounds is joined with XOR: it is added";
pub const FIRST_STATE: &str = "each block begins at the first state: it must begin where the one before it ended";
pub const KEY_AT_THE_END: &str =
    "the key is at the end of its block: it comes first, and zeros behind it";
pub const SHORT_KEY_HASHED: &str = "a key of 64 bytes or fewer is hashed: it goes in as it is, and only a longer one is \
     hashed";

pub const SHORTER_ONE: &str =
    "the comparison ends where the shorter one ends: a tag has 32 bytes, always";

/// What somebody might take for this text: it looks like it and is another.
pub fn look_alikes(text: &str) -> Vec<(String, &'static str)> {
    let swapped = |character: char| match character {
        'a'..='z' => character.to_ascii_uppercase(),
        _ => character.to_ascii_lowercase(),
    };
    let mut all = vec![
        (format!("{text}more"), PART),
        (format!("more{text}"), PART),
        (format!("{text},more"), PART),
        (format!("more {text}"), PART),
        (text[..text.len() - 1].to_owned(), PART),
        (text[1..].to_owned(), PART),
        (format!(" {text}"), TRIMMED),
        (format!("{text} "), TRIMMED),
        (format!("{text}\n"), TRIMMED),
        (format!("\t{text}\r\n"), TRIMMED),
        (format!("\u{a0}{text}"), TRIMMED),
        (text.chars().map(swapped).collect(), FOLDED),
        (format!("{text}\0more"), CUT),
        (format!("\"{text}\""), UNQUOTED),
        (format!("'{text}'"), UNQUOTED),
    ];
    all.retain(|(other, _)| other != text);
    all
}

/// A text that should have come through as it was given.
pub fn of_text(found: &str, given: &str) -> Option<&'static str> {
    if found == given {
        None
    } else if found == given.trim() {
        Some(TRIMMED)
    } else if found.to_lowercase() == given.to_lowercase() {
        Some(FOLDED)
    } else if given.split('\0').next() == Some(found) {
        Some(CUT)
    } else if found == given.trim_matches(['"', '\'']) {
        Some(UNQUOTED)
    } else {
        (!found.is_empty() && given.contains(found)).then_some(PART)
    }
}

/// Fails if the mistake is known.
#[track_caller]
pub fn expect_none(found: impl std::fmt::Display, mistake: Option<&str>) {
    if let Some(mistake) = mistake {
        panic!("a known mistake: {mistake}\n  yours: {found}");
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
        let is_folded = found.to_lowercase() == right.to_lowercase();
        is_milliseconds.then_some(MILLISECONDS).or(is_folded.then_some(FOLDED))
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
            (format!("{header}.{payload_json}"), OVER_JSON),
            (format!("{header_json}.{payload}"), OVER_JSON),
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

/// A tag that should be HMAC's, under a key of any length.
pub fn of_hmac(found: &[u8], key: &[u8], message: &[u8]) -> Option<&'static str> {
    let block = |key: &[u8]| {
        let zeros = vec![0; 64_usize.saturating_sub(key.len())];
        [key, &zeros].concat()
    };
    let digest = sha256(key);
    let key_block = block(if key.len() > 64 { &digest } else { key });
    let pad = |key: &[u8], with: u8| -> Vec<u8> {
        key.iter().map(|byte| byte ^ with).collect()
    };
    let in_two = |key: &[u8], inner: u8, outer: u8| {
        let first = sha256([&pad(key, inner), message].concat());
        sha256([pad(key, outer), first].concat())
    };
    let inner = sha256([&pad(&key_block, 0x36), message].concat());
    let outer = |inner: &[u8]| sha256([&pad(&key_block, 0x5c), inner].concat());
    let mut wrong = vec![
        (in_two(&key_block, 0x5c, 0x36), PADS_SWAPPED),
        (in_two(&key_block, 36, 0x5c), PADS_DECIMAL),
        (outer(hex(&inner).as_bytes()), INNER_AS_TEXT),
        (inner, ONE_PASS),
        (outer(message), ONE_PASS),
        (sha256([key, message].concat()), NOT_HMAC),
        (sha256([message, key].concat()), NOT_HMAC),
        (sha256(message), NO_SECRET),
        (hmac(message, key), KEY_AND_MESSAGE),
    ];
    if key.len() > 64 {
        wrong.extend([
            (in_two(&block(key), 0x36, 0x5c), LONG_KEY),
            (hmac(&key[..64], message), LONG_KEY),
            (hmac(&key[..32], message), LONG_KEY),
            (hmac(hex(&digest), message), LONG_KEY),
        ]);
    }
    let right = hmac(key, message);
    let mut wrong = wrong.into_iter().filter(|(tag, _)| *tag != right);
    wrong.find(|(tag, _)| tag == found).map(|(_, mistake)| mistake)
}

/// What should stand behind a message of so many bytes.
pub fn of_padding(found: &[u8], length: u64) -> Option<&'static str> {
    let bits = length * 8;
    let (begin, end) = found.split_last_chunk()?;
    let number = u64::from_be_bytes(*end);
    let count = (length + 9).next_multiple_of(64) - length;
    if begin.first() == Some(&0) {
        Some(NO_ONE)
    } else if begin.first() == Some(&1) {
        Some(ONE_BEHIND)
    } else if bits > 0 && number == 0 {
        Some(NO_LENGTH)
    } else if number == length && length > 0 {
        Some(LENGTH_IN_BYTES)
    } else if number == bits.swap_bytes() && number != bits {
        Some(LENGTH_REVERSED)
    } else {
        (found.len() as u64 != count).then_some(BLOCK_COUNT)
    }
}

/// The words of a block, where they are known.
pub fn of_words(found: &[u32], right: &[u32]) -> Option<&'static str> {
    let reversed = right.iter().map(|word| word.swap_bytes());
    (found != right && found.iter().copied().eq(reversed)).then_some(WORDS_REVERSED)
}

type Mixture = fn(u32) -> u32;

/// Σ0, Σ1, σ0 and σ1.
const SIGMAS: [Mixture; 4] = [
    |x| x.rotate_right(2) ^ x.rotate_right(13) ^ x.rotate_right(22),
    |x| x.rotate_right(6) ^ x.rotate_right(11) ^ x.rotate_right(25),
    |x| x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3),
    |x| x.rotate_right(17) ^ x.rotate_right(19) ^ (x >> 10),
];

const BY: [[u32; 3]; 4] = [[2, 13, 22], [6, 11, 25], [7, 18, 3], [17, 19, 10]];

/// One of the four sigmas, by its number in that list.
pub fn of_sigma(sigma: Mixture, number: usize) -> Option<&'static str> {
    let words = [1, 1 << 31, 0x6a09e667, 0xbb67ae85];
    let is = |other: &dyn Fn(u32) -> u32| {
        words.iter().all(|word| sigma(*word) == other(*word))
    };
    let [a, b, c] = BY[number];
    if is(&SIGMAS[number]) {
        None
    } else if SIGMAS.iter().any(|other| is(other)) {
        Some(SIGMAS_MIXED)
    } else if number >= 2
        && is(&|x| x.rotate_right(a) ^ x.rotate_right(b) ^ x.rotate_right(c))
    {
        Some(ROTATED)
    } else if is(&|x| x.rotate_left(a) ^ x.rotate_left(b) ^ x.rotate_left(c))
        || is(&|x| x.rotate_left(a) ^ x.rotate_left(b) ^ (x >> c))
        || is(&|x| x.rotate_left(a) ^ x.rotate_left(b) ^ (x << c))
    {
        Some(ROTATED_LEFT)
    } else {
        is(&|x| (x >> a) ^ (x >> b) ^ (x >> c)).then_some(SHIFTED)
    }
}

/// The schedule of 16 words.
pub fn of_schedule(found: &[u32; 64]) -> Option<&'static str> {
    let [big_0, big_1, small_0, small_1] = SIGMAS;
    let made = |first: Mixture, second: Mixture, join: fn(u32, u32) -> u32| {
        let mut w = *found;
        for t in 16..64 {
            let words = [first(w[t - 2]), w[t - 7], second(w[t - 15]), w[t - 16]];
            w[t] = words.into_iter().fold(0, join);
        }
        w == *found
    };
    if made(small_1, small_0, u32::wrapping_add) {
        None
    } else if found[16..] == [0; 48] {
        Some(SCHEDULE_SHORT)
    } else if made(small_0, small_1, u32::wrapping_add)
        || made(big_1, big_0, u32::wrapping_add)
        || made(big_0, big_1, u32::wrapping_add)
    {
        Some(SIGMAS_MIXED)
    } else if made(small_1, small_0, u32::saturating_add) {
        Some(SATURATED)
    } else {
        made(small_1, small_0, |one, other| one ^ other).then_some(SCHEDULE_XORED)
    }
}

/// The eight words after a round.
pub fn of_round(
    found: [u32; 8],
    before: [u32; 8],
    k: u32,
    w: u32,
) -> Option<&'static str> {
    let [a, b, c, d, e, f, g, h] = before;
    let [big_0, big_1, small_0, small_1] = SIGMAS;
    let sum = |words: &[u32]| words.iter().copied().fold(0, u32::wrapping_add);
    let (ch, maj) = ((e & f) ^ (!e & g), (a & b) ^ (a & c) ^ (b & c));
    let after =
        |of_a: u32, of_e: u32, ch: u32, maj: u32, k: u32, w: u32, d: u32| {
            let (t1, t2) = (sum(&[h, of_e, ch, k, w]), sum(&[of_a, maj]));
            [sum(&[t1, t2]), a, b, c, sum(&[d, t1]), e, f, g]
        };
    let right = after(big_0(a), big_1(e), ch, maj, k, w, d);
    let other_ch = (e & g) ^ (!e & f);
    let t1 = sum(&[h, big_1(e), ch, k, w]);
    let without_t1 = right.map(|word| if word == sum(&[d, t1]) { d } else { word });
    let wrong = [
        (after(big_1(a), big_0(e), ch, maj, k, w, d), SIGMAS_MIXED),
        (after(small_0(a), small_1(e), ch, maj, k, w, d), SIGMAS_MIXED),
        (after(small_0(a), big_1(e), ch, maj, k, w, d), SIGMAS_MIXED),
        (after(big_0(a), small_1(e), ch, maj, k, w, d), SIGMAS_MIXED),
        (after(big_0(a), big_1(e), other_ch, maj, k, w, d), CH_REVERSED),
        (after(big_0(a), big_1(e), ch, a ^ b ^ c, k, w, d), PARITY),
        (after(big_0(a), big_1(e), ch, maj, 0, w, d), NO_CONSTANT),
        (after(big_0(a), big_1(e), ch, maj, k, 0, d), NO_WORD),
        (after(big_0(a), big_1(e), ch, maj, k, w, 0), NO_D),
        (without_t1, NO_D),
    ];
    let mut wrong = wrong.into_iter().filter(|(wrong, _)| *wrong != right);
    wrong.find(|(wrong, _)| *wrong == found).map(|(_, mistake)| mistake)
}

/// The state after a block, when the rounds end with `last`.
pub fn of_sum(
    found: [u32; 8],
    before: [u32; 8],
    last: [u32; 8],
) -> Option<&'static str> {
    let pairs = || before.into_iter().zip(last);
    let xored = pairs().map(|(one, other)| one ^ other);
    let stopped = pairs().map(|(one, other)| one.saturating_add(other));
    let added = pairs().map(|(one, other)| one.wrapping_add(other));
    if added.eq(found) {
        None
    } else if found == last {
        Some(STATE_NOT_ADDED)
    } else if xored.eq(found) {
        Some(STATE_XORED)
    } else {
        stopped.eq(found).then_some(SATURATED)
    }
}

/// A key as one block.
pub fn of_key_block(found: &[u8; 64], key: &[u8]) -> Option<&'static str> {
    if key.len() > 64 {
        let digest = sha256(key);
        let is_hashed = found[..32] == digest && found[32..] == [0; 32];
        (!is_hashed).then_some(LONG_KEY)
    } else if found.starts_with(key) {
        None
    } else if found.ends_with(key) {
        Some(KEY_AT_THE_END)
    } else {
        (found[..32] == sha256(key)).then_some(SHORT_KEY_HASHED)
    }
}

/// A tag that should be that of `message` under this text, taken as it comes.
pub fn of_secret(
    found: &[u8],
    secret: &str,
    message: &[u8],
) -> Option<&'static str> {
    let until_zero = secret.split('\0').next().unwrap_or_default();
    let unquoted = secret.trim_matches(['"', '\'']);
    let wrong = [
        (secret.trim().to_owned(), TRIMMED),
        (secret.trim_start().to_owned(), TRIMMED),
        (secret.trim_end().to_owned(), TRIMMED),
        (secret.replace(char::is_whitespace, ""), TRIMMED),
        (secret.to_lowercase(), FOLDED),
        (secret.to_uppercase(), FOLDED),
        (until_zero.to_owned(), CUT),
        (unquoted.to_owned(), UNQUOTED),
    ];
    let mut wrong = wrong.into_iter().filter(|(wrong, _)| wrong != secret);
    wrong
        .find(|(wrong, _)| hmac(wrong, message) == found)
        .map(|(_, mistake)| mistake)
        .or_else(|| of_hmac(found, secret.as_bytes(), message))
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
