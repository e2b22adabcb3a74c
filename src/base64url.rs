//! Text that travels: bytes as characters that are safe in a URL, a header or
//! a cookie.
//!
//! base64url writes 6 bits with each character, so 3 bytes (24 bits) become 4
//! characters. It hides nothing: anyone can turn it back. JWTs use it without
//! the `=` padding ([RFC 7515 §2], [RFC 4648 §5]).
//!
//! [RFC 7515 §2]: https://www.rfc-editor.org/rfc/rfc7515#section-2
//! [RFC 4648 §5]: https://www.rfc-editor.org/rfc/rfc4648#section-5

mod error;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub use error::Base64urlError;

/// The 64 characters, each at the place of the six-bit number that it stands
/// for: `A` is 0, `_` is 63 ([RFC 4648 §5]).
///
/// [RFC 4648 §5]: https://www.rfc-editor.org/rfc/rfc4648#section-5
// ANCHOR: alphabet
pub const ALPHABET: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
// ANCHOR_END: alphabet

/// Writes bytes as base64url.
///
/// ```
/// use jwt_by_hand::base64url;
///
/// assert_eq!(base64url::encode(b"{}"), "e30");
/// assert_eq!(base64url::encode([0xfb, 0xff]), "-_8"); // standard base64 writes +/8=
/// ```
// ANCHOR: encode
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
// ANCHOR_END: encode

/// Writes bytes as base64url behind the characters that are there already.
#[inline]
pub(crate) fn append(characters: &mut Vec<u8>, bytes: impl AsRef<[u8]>) {
    let bytes = bytes.as_ref();
    let start = characters.len();
    characters.resize(start + (bytes.len() * 4).div_ceil(3), 0);
    URL_SAFE_NO_PAD
        .encode_slice(bytes, &mut characters[start..])
        .expect("there is room for four characters for each three bytes");
}

/// Reads base64url, strictly: one sequence of bytes has exactly one spelling.
///
/// # Errors
///
/// [`Base64urlError`] for padding, the standard alphabet, white space, any
/// other character, a length that no bytes have, and spare bits that are not
/// zero ([RFC 4648 §3.5]).
///
/// ```
/// use jwt_by_hand::{base64url, Base64urlError};
///
/// assert_eq!(base64url::decode("e30")?, b"{}");
/// assert_eq!(
///     base64url::decode("e31"), // the same two bytes for a lenient decoder
///     Err(Base64urlError::SpareBits { last: '1', expected: '0' })
/// );
/// # Ok::<(), Base64urlError>(())
/// ```
///
/// [RFC 4648 §3.5]: https://www.rfc-editor.org/rfc/rfc4648#section-3.5
// ANCHOR: decode
pub fn decode(text: &str) -> Result<Vec<u8>, Base64urlError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| what_is_wrong(text))
}
// ANCHOR_END: decode

/// Reads base64url that stands for exactly so many bytes, without a place on the
/// heap. `None` for all else: [`decode`] says what.
pub(crate) fn decode_array<const LENGTH: usize>(
    text: &str,
) -> Option<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    let length = URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()?;
    (length == LENGTH).then_some(bytes)
}

/// Cuts bytes into groups of six bits, each a number from 0 to 63. The last
/// group is filled up with zeros on the right: those are the spare bits.
/// [`encode`] leaves this to a library; here it is done by hand, to be seen.
///
/// ```
/// use jwt_by_hand::base64url;
///
/// // 01111011 01111101 → 011110 110111 1101|00
/// assert_eq!(base64url::six_bit_groups(b"{}"), [30, 55, 52]);
/// ```
// ANCHOR: six_bit_groups
pub fn six_bit_groups(bytes: &[u8]) -> Vec<u8> {
    let group_count = (bytes.len() * 8).div_ceil(6);
    (0..group_count)
        .map(|group| {
            (0..6)
                .fold(0, |value, bit| (value << 1) + bit_at(bytes, group * 6 + bit))
        })
        .collect()
}

/// The bit at a place counted from the left, or 0 past the end.
fn bit_at(bytes: &[u8], place: usize) -> u8 {
    let byte = bytes.get(place / 8).copied().unwrap_or(0);
    (byte >> (7 - place % 8)) & 1
}
// ANCHOR_END: six_bit_groups

/// Names the mistake in a text that the decoder refused.
fn what_is_wrong(text: &str) -> Base64urlError {
    let foreign = text.chars().zip(1..).find(|(character, _)| {
        !character.is_ascii_alphanumeric() && *character != '-' && *character != '_'
    });
    match foreign {
        Some(('=', position)) => Base64urlError::Padding { position },
        Some((character @ ('+' | '/'), position)) => {
            Base64urlError::StandardAlphabet { character, position }
        }
        Some((character, position)) if character.is_whitespace() => {
            Base64urlError::WhiteSpace { character, position }
        }
        Some((character, position)) => {
            Base64urlError::OtherCharacter { character, position }
        }
        None if text.len() % 4 == 1 => {
            Base64urlError::ImpossibleLength { length: text.len() }
        }
        None => spare_bits_error(text),
    }
}

/// Finds the character that the last one would be with its spare bits at zero:
/// 4 of them if the length leaves 2 characters over, 2 of them if it leaves 3.
fn spare_bits_error(text: &str) -> Base64urlError {
    let last = text.chars().last().unwrap_or('A');
    let value = ALPHABET.find(last).unwrap_or(0);
    let spare = if text.len() % 4 == 2 { 4 } else { 2 };
    let zeroed = value >> spare << spare;
    Base64urlError::SpareBits {
        last,
        expected: char::from(ALPHABET.as_bytes()[zeroed]),
    }
}
