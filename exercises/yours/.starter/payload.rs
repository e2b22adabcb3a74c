//! The second part of a token: what it says.
//!
//! *value → JSON → bytes → base64url*
//!
//! `{"id":"123456","iat":1690407762}` becomes
//! `eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0`. That is writing, not
//! encrypting: anyone who holds the token can read its payload.
//!
//! The chapter *Payload* is the lesson, and this runs the checks:
//!
//! ```sh
//! cargo your-payload
//! ```
//!
//! Given to you: the error, in `src/payload/error.rs`; [`base64url::encode`]; [`NumericDate`]
//! with its `to_value` and `from_value`; and in `json` the functions `write(&members)`, which
//! gives compact JSON, `read_object(bytes)`, which gives the members of a JSON object or a
//! `JsonError`, and `kind(&value)`, which says `"a string"`, `"a number"` and so on.

#[path = "../../src/payload/error.rs"]
mod error;

use serde_json::{Map, Value};

use crate::base64url;
use crate::json;
use crate::numeric_date::NumericDate;

pub use error::PayloadError;
pub(crate) use error::section_of;

/// The claims that a token makes: names and values, in the order in which you
/// add them. The order matters, because the bytes are what is signed.
///
/// Seven names are registered (RFC 7519 §4.1) and have methods of their own.
/// All others are yours.
///
/// | in Node's `jwt.sign` | here |
/// | --- | --- |
/// | `iat`, added on its own | [`issued_at`](Claims::issued_at) |
/// | `noTimestamp: true` | leave that out |
/// | `notBefore: '5m'` | [`not_before(now + Duration)`](Claims::not_before) |
/// | `expiresIn: '1h'` | [`expires_at(now + Duration)`](Claims::expires_at) |
/// | `audience`, `issuer`, `subject`, `jwtid` | [`audience`](Claims::audience), [`issuer`](Claims::issuer), [`subject`](Claims::subject), [`token_id`](Claims::token_id) |
///
/// Called in the order of this table, they give the bytes that Node gives.
///
/// ```
/// use jwt_by_hand::{Claims, NumericDate};
/// use std::time::Duration;
///
/// let now = NumericDate::from_seconds(1_690_407_762);
/// let claims = Claims::new()
///     .with("id", "123456")
///     .issued_at(now)
///     .expires_at(now + Duration::from_secs(60 * 60));
/// assert_eq!(claims.to_json(), r#"{"id":"123456","iat":1690407762,"exp":1690411362}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// No claims yet: `{}`.
    pub fn new() -> Claims {
        Claims::default()
    }

    /// Adds a claim. A name that is there already keeps its place and gets the
    /// new value, as in a JavaScript object. Types are checked when a token is
    /// read, not here: for registered claims, use the methods below.
    pub fn with(
        mut self,
        name: impl Into<String>,
        value: impl Into<Value>,
    ) -> Claims {
        todo!("Payload: the same claims with one more in the map, `self.0`")
    }

    /// `iat`: when the token was made.
    pub fn issued_at(self, time: NumericDate) -> Claims {
        todo!("Payload: a claim like others, whose value is the time as JSON")
    }

    /// `nbf`: the token is refused before this moment.
    pub fn not_before(self, time: NumericDate) -> Claims {
        todo!("Payload: as `issued_at`, with another name")
    }

    /// `exp`: the token is refused from this moment on. Without it, the token is
    /// good for as long as the secret is, and so it is if the moment is written in
    /// milliseconds: that is a date some fifty thousand years from now.
    pub fn expires_at(self, time: NumericDate) -> Claims {
        todo!("Payload: as `issued_at`, with another name")
    }

    /// `aud`: whom the token is for. A second call replaces the first; for
    /// several, there is [`audiences`](Claims::audiences).
    pub fn audience(self, audience: impl Into<String>) -> Claims {
        todo!("Payload: `aud` as text")
    }

    /// `aud` as a list: the token is for each of them.
    pub fn audiences<A: Into<String>>(
        self,
        audiences: impl IntoIterator<Item = A>,
    ) -> Claims {
        todo!("Payload: `aud` as a list of texts")
    }

    /// `iss`: who made the token.
    pub fn issuer(self, issuer: impl Into<String>) -> Claims {
        todo!("Payload: `iss` as text")
    }

    /// `sub`: whom the token speaks of, a user for example.
    pub fn subject(self, subject: impl Into<String>) -> Claims {
        todo!("Payload: `sub` as text")
    }

    /// `jti`: a name for this one token, so that it can be told from others.
    pub fn token_id(self, id: impl Into<String>) -> Claims {
        todo!("Payload: `jti` as text")
    }

    /// The claims as compact JSON, byte for byte as `JSON.stringify` writes it.
    /// Two things JavaScript can't do: keep names that are whole numbers in
    /// their place (it moves them to the front), and hold whole numbers over
    /// 2⁵³ exactly.
    pub fn to_json(&self) -> String {
        todo!("Payload: `json::write` can do it")
    }

    /// The JSON's UTF-8 bytes as base64url: the second part of the token.
    pub fn to_base64url(&self) -> String {
        todo!("Payload: the same way as the header's")
    }

    /// Reads a decoded payload.
    ///
    /// # Errors
    ///
    /// [`PayloadError`] if the bytes are not exactly one JSON object, if a name
    /// occurs twice (RFC 7519 §4), or if a registered claim has a value of the
    /// wrong type (RFC 7519 §4.1).
    ///
    /// ```
    /// use jwt_by_hand::Claims;
    ///
    /// let error = Claims::from_json(br#"{"exp":"tomorrow"}"#).unwrap_err();
    /// assert!(error.to_string().starts_with("found exp as a string"));
    /// ```
    pub fn from_json(bytes: &[u8]) -> Result<Claims, PayloadError> {
        todo!(
            "Payload: read the object, which may be a `PayloadError::Json`, then \
             ask of each claim whether it has its type"
        )
    }

    /// A claim's value, by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        todo!("Payload: what the map has under this name")
    }

    /// A claim's value, if it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        todo!("Payload: what `get` gives, if it is a string")
    }

    /// A claim's value, if it is a moment: `exp`, `nbf`, `iat`, or one of yours.
    pub fn time(&self, name: &str) -> Option<NumericDate> {
        todo!("Payload: what `get` gives, if it is a time")
    }

    /// Whether `aud` is `audience`, or a list that has it.
    pub fn is_for(&self, audience: &str) -> bool {
        todo!("Payload: a string is compared, a list is searched, all else is a no")
    }

    /// The names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// The claims that RFC 7519 §4.1 registers.
const REGISTERED: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/// Registered claims have types that the standard sets (RFC 7519 §4.1).
fn has_its_type(name: &str, value: &Value) -> Result<(), PayloadError> {
    todo!(
        "Payload: what each of the seven names must hold: the three times `\"a \
         number of seconds\"`, `aud` `\"a string or a list of strings\"`, the \
         others `\"a string\"`. Else it is `PayloadError::WrongType`. Other names \
         may hold anything"
    )
}

/// An object that you have already, from `serde_json::json!` for example.
impl From<Map<String, Value>> for Claims {
    fn from(object: Map<String, Value>) -> Claims {
        Claims(object)
    }
}
