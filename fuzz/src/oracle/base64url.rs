//! RFC 4648 §5, without padding (RFC 7515 §2), and strict.

use super::{Judge, Refusal, Rule};

pub fn decode(check: Judge, text: &str) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0, 0);
    for character in text.bytes() {
        let value = six_bits(character);
        check.must(Rule::Alphabet, value.is_some())?;
        let Some(value) = value else { continue };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits %= 1 << count;
        }
    }
    check.must(Rule::WholeBytes, count != 6)?;
    check.must(Rule::SpareBitsAreZero, bits == 0)?;
    Ok(bytes)
}

/// What the text stands for, whoever asks.
pub fn decoded(text: &str) -> Option<Vec<u8>> {
    decode(Judge::default(), text).ok()
}

fn six_bits(character: u8) -> Option<u8> {
    match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

pub const ALPHABET: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The other direction, for who makes tokens.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    let mut text = String::new();
    for group in bytes.as_ref().chunks(3) {
        let byte = |place| u32::from(*group.get(place).unwrap_or(&0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=group.len() {
            let value = bits >> (18 - 6 * place) & 63;
            text.push(char::from(ALPHABET.as_bytes()[value as usize]));
        }
    }
    text
}
