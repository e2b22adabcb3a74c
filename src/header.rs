//! The first part of a token: which algorithm signed it.
//!
//! *value → JSON → bytes → base64url*
//!
//! `{"alg":"HS256","typ":"JWT"}` becomes `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9`.

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
    /// The first part, made once: one header serves many tokens.
    part: String,
}

impl Header {
    /// `{"alg":"HS256","typ":"JWT"}`
    pub fn new() -> Header {
        Header { typ: "JWT".to_owned(), kid: None, part: String::new() }.prepared()
    }

    /// Names the kind of token, `at+jwt` for example, so that a token made for
    /// one purpose is refused for another (RFC 8725 §3.11).
    pub fn with_type(self, typ: impl Into<String>) -> Header {
        Header { typ: typ.into(), ..self }.prepared()
    }

    /// Names the secret that signs, for a verifier that has several
    /// (RFC 7515 §4.1.4). This is Node's `keyid`.
    pub fn with_key_id(self, kid: impl Into<String>) -> Header {
        Header { kid: Some(kid.into()), ..self }.prepared()
    }

    /// The header as compact JSON: no spaces, since each would be signed.
    // ANCHOR: to_base64url
    pub fn to_json(&self) -> String {
        json::write(self)
    }

    /// The JSON's UTF-8 bytes as base64url: the first part of the token.
    pub fn to_base64url(&self) -> String {
        base64url::encode(self.to_json())
    }
    // ANCHOR_END: to_base64url

    /// Computes the first part again, after a change.
    fn prepared(self) -> Header {
        Header { part: self.to_base64url(), ..self }
    }

    pub(crate) fn part(&self) -> &str {
        &self.part
    }
}

impl Default for Header {
    fn default() -> Header {
        Header::new()
    }
}

// ANCHOR: to_json
impl Serialize for Header {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("alg", "HS256")?;
        object.serialize_entry("typ", &self.typ)?;
        if let Some(kid) = &self.kid {
            object.serialize_entry("kid", kid)?;
        }
        object.end()
    }
}
// ANCHOR_END: to_json

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
    // ANCHOR: from_json
    pub fn from_json(bytes: &[u8]) -> Result<UnverifiedHeader, HeaderError> {
        let (mut alg, mut typ, mut kid, mut extension) = (None, None, None, None);
        let mut others = BTreeSet::new();
        json::read_object(bytes, |name, value| match name {
            "alg" => alg.replace(value).is_none(),
            "typ" => typ.replace(value).is_none(),
            "kid" => kid.replace(value).is_none(),
            other => {
                extension = extension.or(known_extension(other));
                others.insert(other.to_owned())
            }
        })?;
        Ok(UnverifiedHeader {
            alg,
            typ: text("typ", typ)?,
            kid: text("kid", kid)?,
            extension,
        })
    }
    // ANCHOR_END: from_json

    /// The algorithm that the sender says they used (`alg`), if it is text.
    pub fn algorithm(&self) -> Option<&str> {
        self.alg.as_ref().and_then(Value::as_str)
    }

    /// The secret that the sender says they used (`kid`).
    pub fn key_id(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// The kind of token that the sender says this is (`typ`).
    pub fn token_type(&self) -> Option<&str> {
        self.typ.as_deref()
    }
}

/// The parameters that ask a verifier to do something that we don't know.
fn known_extension(name: &str) -> Option<&'static str> {
    match name {
        "crit" => Some("crit"),
        "b64" => Some("b64"),
        _ => None,
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
