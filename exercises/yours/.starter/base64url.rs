//! Text that travels: bytes as characters that are safe in a URL, a header or
//! a cookie.
//!
//! base64url writes 6 bits with each character, so 3 bytes (24 bits) become 4
//! characters. It hides nothing: anyone can turn it back. JWTs use it without
//! the `=` padding (RFC 7515 §2, RFC 4648 §5).
//!
//! The chapter *Text that travels* is the lesson, and this runs the checks:
//!
//! ```sh
//! cargo your-base64url
//! ```
//!
//! The first function is made by hand. For the others you may go on by hand, or take the
//! library `base64`, as the chapter does: `URL_SAFE_NO_PAD`.
//!
//! Given to you: the errors, in `src/base64url/error.rs`, and two functions that do the same
//! where speed counts, [`append`] and [`decode_array`].

#[path = "../../src/base64url/error.rs"]
mod error;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub use error::Base64urlError;

/// The 64 characters, each at the place of the six-bit number that it stands
/// for: `A` is 0, `_` is 63 (RFC 4648 §5).
pub const ALPHABET: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes as base64url.
///
/// ```
/// use jwt_by_hand::base64url;
///
/// assert_eq!(base64url::encode(b"{}"), "e30");
/// assert_eq!(base64url::encode([0xfb, 0xff]), "-_8"); // standard base64 writes +/8=
/// ```
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    todo!(
        "Text that travels: a character of the alphabet for each group, and no \
         padding"
    )
}

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
/// zero (RFC 4648 §3.5).
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
pub fn decode(text: &str) -> Result<Vec<u8>, Base64urlError> {
    todo!(
        "Text that travels: the bytes, or the name of the mistake from \
         `what_is_wrong`"
    )
}

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
pub fn six_bit_groups(bytes: &[u8]) -> Vec<u8> {
    todo!(
        "Text that travels: how many groups do the bits fill, and which six bits \
         has each?"
    )
}

/// Names the mistake in a text that the decoder refused.
fn what_is_wrong(text: &str) -> Base64urlError {
    todo!(
        "Text that travels: look for the first foreign character: it is `Padding`, \
         `StandardAlphabet`, `WhiteSpace` or `OtherCharacter`, with its position. \
         Then look at the length, which may be an `ImpossibleLength`. If both are \
         right, it is `SpareBits`"
    )
}
