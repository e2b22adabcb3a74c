//! The first part of a token: which algorithm signed it.
//!
//! *value → JSON → bytes → base64url*
//!
//! `{"alg":"HS256","typ":"JWT"}` becomes `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9`.

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
    /// one purpose is refused for another ([RFC 8725 §3.11]).
    ///
    /// [RFC 8725 §3.11]: https://www.rfc-editor.org/rfc/rfc8725#section-3.11
    pub fn with_type(self, typ: impl Into<String>) -> Header {
        Header { typ: Cow::Owned(typ.into()), ..self }
    }

    /// Names the secret that signs, for a verifier that has several
    /// ([RFC 7515 §4.1.4]). This is Node's `keyid`.
    ///
    /// [RFC 7515 §4.1.4]: https://www.rfc-editor.org/rfc/rfc7515#section-4.1.4
    pub fn with_key_id(self, kid: impl Into<String>) -> Header {
        Header { kid: Some(kid.into()), ..self }
    }

    /// The header as compact JSON: no spaces, since each would be signed.
    // ANCHOR: to_base64url
    pub fn to_json(&self) -> String {
        let mut json = String::with_capacity(64);
        json.push_str(r#"{"alg":"HS256","typ":"#);
        json::write_text(&self.typ, &mut json);
        if let Some(kid) = &self.kid {
            json.push_str(r#","kid":"#);
            json::write_text(kid, &mut json);
        }
        json.push('}');
        json
    }

    /// The JSON's UTF-8 bytes as base64url: the first part of the token.
    pub fn to_base64url(&self) -> String {
        base64url::encode(self.to_json())
    }
    // ANCHOR_END: to_base64url

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
/// [RFC 7515 §4] asks. `jku`, `jwk`, `x5u` and their kind would let the sender bring
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
///
/// [RFC 7515 §4]: https://www.rfc-editor.org/rfc/rfc7515#section-4
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
    /// occurs twice, or if `typ` or `kid` is not a string ([RFC 7515 §4]).
    ///
    /// [RFC 7515 §4]: https://www.rfc-editor.org/rfc/rfc7515#section-4
    // ANCHOR: from_json
    pub fn from_json(bytes: &[u8]) -> Result<UnverifiedHeader, HeaderError> {
        let mut members = json::read_object(bytes)?;
        let extensions = ["crit", "b64"];
        let extension = members
            .keys()
            .find_map(|name| extensions.into_iter().find(|one| one == name));
        Ok(UnverifiedHeader {
            alg: members.remove("alg"),
            typ: text("typ", members.remove("typ"))?,
            kid: text("kid", members.remove("kid"))?,
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
