//! The first part of a token: which algorithm signed it.
//!
//! *value → JSON → bytes → base64url*
//!
//! `{"alg":"HS256","typ":"JWT"}` becomes `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9`.
//!
//! The chapter *Header* is the lesson, and this runs the checks:
//!
//! ```sh
//! cargo your-header
//! ```
//!
//! Given to you: the error, in `src/header/error.rs`; [`base64url::encode`]; in `json` the
//! functions `write_text(&text, &mut json)`, which writes text in quotes with its escapes, and
//! `read_object(bytes)`, which gives the members of a JSON object or a `JsonError`; and
//! [`text`] at the end of this file.

#[path = "../../src/header/error.rs"]
mod error;

use std::borrow::Cow;

use serde_json::Value;

use crate::base64url;
use crate::json;

pub use error::HeaderError;

/// The header of a token that you are about to make. Its `alg` is always
/// `HS256`: this crate knows no other.
///
/// The order of the names is Node's: `alg`, `typ`, `kid`.
///
/// ```
/// use jwt_by_hand::Header;
///
/// let header = Header::new();
/// assert_eq!(header.to_json(), r#"{"alg":"HS256","typ":"JWT"}"#);
/// assert_eq!(header.to_base64url(), "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    typ: Cow<'static, str>,
    kid: Option<String>,
}

impl Header {
    /// `{"alg":"HS256","typ":"JWT"}`
    pub const fn new() -> Header {
        Header { typ: Cow::Borrowed("JWT"), kid: None }
    }

    /// Names the kind of token, `at+jwt` for example, so that a token made for
    /// one purpose is refused for another (RFC 8725 §3.11).
    pub fn with_type(self, typ: impl Into<String>) -> Header {
        todo!(
            "Header: the same header with another `typ`. It is a `Cow`, either \
             borrowed or owned: this one is `Cow::Owned`"
        )
    }

    /// Names the secret that signs, for a verifier that has several
    /// (RFC 7515 §4.1.4). This is Node's `keyid`.
    pub fn with_key_id(self, kid: impl Into<String>) -> Header {
        todo!("Header: the same header with a `kid`")
    }

    /// The header as compact JSON: no spaces, since each would be signed.
    pub fn to_json(&self) -> String {
        todo!(
            "Header: the members in the order alg, typ, and kid if there is one, \
             between braces. `json::write_text` writes a value with its quotes"
        )
    }

    /// The JSON's UTF-8 bytes as base64url: the first part of the token.
    pub fn to_base64url(&self) -> String {
        todo!("Header: the bytes of the JSON, as base64url")
    }

    /// The first part, which is known beforehand for nearly every token.
    #[inline]
    pub(crate) fn part(&self) -> Cow<'static, str> {
        if self.typ == "JWT" && self.kid.is_none() {
            Cow::Borrowed(USUAL)
        } else {
            Cow::Owned(self.to_base64url())
        }
    }
}

/// `{"alg":"HS256","typ":"JWT"}` as base64url.
pub(crate) const USUAL: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

impl Default for Header {
    fn default() -> Header {
        Header::new()
    }
}

/// The header of a token that somebody sent. Whoever sent it wrote what they
/// liked: this is a claim about the token, not a fact, until the signature
/// holds. It must never choose how the token is verified.
///
/// All parameters but `alg`, `typ`, `kid`, `crit` and `b64` are ignored, as
/// RFC 7515 §4 asks. `jku`, `jwk`, `x5u` and their kind would let the sender bring
/// their own key.
///
/// ```
/// use jwt_by_hand::UnverifiedHeader;
///
/// let header = UnverifiedHeader::from_json(br#"{"alg":"none","kid":"2026-11"}"#)?;
/// assert_eq!(header.algorithm(), Some("none"));
/// assert_eq!(header.key_id(), Some("2026-11"));
/// # Ok::<(), jwt_by_hand::HeaderError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct UnverifiedHeader {
    pub(crate) alg: Option<Value>,
    pub(crate) typ: Option<String>,
    pub(crate) kid: Option<String>,
    /// `crit` or `b64`, if the header has one of them.
    pub(crate) extension: Option<&'static str>,
}

impl UnverifiedHeader {
    /// Reads a decoded header.
    ///
    /// # Errors
    ///
    /// [`HeaderError`] if the bytes are not exactly one JSON object, if a name
    /// occurs twice, or if `typ` or `kid` is not a string (RFC 7515 §4).
    pub fn from_json(bytes: &[u8]) -> Result<UnverifiedHeader, HeaderError> {
        todo!(
            "Header: `json::read_object`, then what we know of its members. `text` \
             answers `HeaderError::NotText` for a `typ` or `kid` that is none, and \
             a `HeaderError::Json` comes from `read_object`"
        )
    }

    /// The algorithm that the sender says they used (`alg`), if it is text.
    pub fn algorithm(&self) -> Option<&str> {
        todo!("Header: `alg`, if it is a string")
    }

    /// The secret that the sender says they used (`kid`).
    pub fn key_id(&self) -> Option<&str> {
        todo!("Header: `kid`")
    }

    /// The kind of token that the sender says this is (`typ`).
    pub fn token_type(&self) -> Option<&str> {
        todo!("Header: `typ`")
    }
}

fn text(
    name: &'static str,
    value: Option<Value>,
) -> Result<Option<String>, HeaderError> {
    match value {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => {
            Err(HeaderError::NotText { name, found: json::kind(&other) })
        }
    }
}
