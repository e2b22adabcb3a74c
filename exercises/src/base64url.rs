//! Text that travels: bytes as characters that are safe in a URL, a header or
//! a cookie.
//!
//! Chapter 2 is the lesson, `tests/base64url.rs` has the checks, and this runs them:
//!
//! ```sh
//! cargo your-base64url
//! ```
//!
//! The first function is made by hand. For the two after it you may go on by hand,
//! or take the library `base64`, as the chapter does:
//! `base64::engine::general_purpose::URL_SAFE_NO_PAD`.
//!
//! Given to you: the errors, in `src/errors.rs`.

use base64::Engine as _;

use crate::errors::Base64urlError;

/// The 64 characters, each at the place of the six-bit number that it stands
/// for: `A` is 0, `_` is 63 (RFC 4648 §5).
pub const ALPHABET: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Cuts bytes into groups of six bits, each a number from 0 to 63. The last
/// group is filled up with zeros on the right: those are the spare bits.
///
/// ```
/// use jwt_by_hand::base64url;
///
/// // 01111011 01111101 → 011110 110111 1101|00
/// assert_eq!(base64url::six_bit_groups(b"{}"), [30, 55, 52]);
/// ```
pub fn six_bit_groups(bytes: &[u8]) -> Vec<u8> {
    todo!(
        "Chapter 2: how many groups do the bits fill, and which six bits has each?"
    )
}

/// Writes bytes as base64url.
///
/// ```
/// use jwt_by_hand::base64url;
///
/// assert_eq!(base64url::encode(b"{}"), "e30");
/// assert_eq!(base64url::encode([0xfb, 0xff]), "-_8"); // standard base64 writes +/8=
/// ```
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    todo!("Chapter 2: a character of the alphabet for each group, and no padding")
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
    todo!("Chapter 2: the bytes, or the name of the mistake from `what_is_wrong`")
}

/// Names the mistake in a text that the decoder refused: the first character from
/// the left that is none of the 64, else the length, else the spare bits. Positions
/// count characters, from 1.
fn what_is_wrong(text: &str) -> Base64urlError {
    todo!(
        "Chapter 2: look for a foreign character, then at the length, then at the \
         last one"
    )
}
