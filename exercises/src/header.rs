//! The first part of a token: which algorithm signed it.
//!
//! *value → JSON → bytes → base64url*
//!
//! Chapter 3 is the lesson, `tests/header.rs` has the checks, and this runs them:
//!
//! ```sh
//! cargo your-header
//! ```
//!
//! Given to you: the errors, in `src/errors.rs`; [`base64url::encode`]; and in `json`
//! the functions `write(&value) -> String` (compact JSON) and
//! `read_object(bytes, |name, value| is_new) -> Result<(), JsonError>`.

use std::collections::BTreeSet;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::base64url;
use crate::errors::HeaderError;
use crate::json;

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
    typ: String,
    kid: Option<String>,
}

impl Header {
    /// `{"alg":"HS256","typ":"JWT"}`
    pub fn new() -> Header {
        Header { typ: "JWT".to_owned(), kid: None }
    }

    /// The header as compact JSON: no spaces, since each would be signed.
    pub fn to_json(&self) -> String {
        todo!(
            "Chapter 3: `json::write` can do it, once `serialize` below gives the \
             members"
        )
    }

    /// The JSON's UTF-8 bytes as base64url: the first part of the token.
    pub fn to_base64url(&self) -> String {
        todo!("Chapter 3: the bytes of the JSON, as base64url")
    }

    /// Names the kind of token, `at+jwt` for example, so that a token made for
    /// one purpose is refused for another (RFC 8725 §3.11).
    pub fn with_type(self, typ: impl Into<String>) -> Header {
        todo!("Chapter 3: the same header with another `typ`")
    }

    /// Names the secret that signs, for a verifier that has several
    /// (RFC 7515 §4.1.4). This is Node's `keyid`.
    pub fn with_key_id(self, kid: impl Into<String>) -> Header {
        todo!("Chapter 3: the same header with a `kid`")
    }

    /// Given: what `sign` asks for. The crate's makes it once and keeps it.
    pub(crate) fn part(&self) -> String {
        self.to_base64url()
    }
}

impl Default for Header {
    fn default() -> Header {
        Header::new()
    }
}

impl Serialize for Header {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        todo!(
            "Chapter 3: the members in the order alg, typ, and kid if there is one"
        )
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
    /// `crit` or `b64`, if the header has one of them: the first that occurs.
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
            "Chapter 3: keep what we know of each member, and notice a name that \
             is there already"
        )
    }

    /// The algorithm that the sender says they used (`alg`), if it is text.
    pub fn algorithm(&self) -> Option<&str> {
        todo!("Chapter 3: `alg`, if it is a string")
    }

    /// The secret that the sender says they used (`kid`).
    pub fn key_id(&self) -> Option<&str> {
        todo!("Chapter 3: `kid`")
    }

    /// The kind of token that the sender says this is (`typ`).
    pub fn token_type(&self) -> Option<&str> {
        todo!("Chapter 3: `typ`")
    }
}

/// Given: a value that must be a string, if it is there.
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
