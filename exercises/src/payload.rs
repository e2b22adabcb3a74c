//! The second part of a token: what it says.
//!
//! *value → JSON → bytes → base64url*
//!
//! Chapter 4 is the lesson, `tests/payload.rs` has the checks, and this runs them:
//!
//! ```sh
//! cargo your-payload
//! ```
//!
//! Given to you: the errors, in `src/errors.rs`; [`base64url::encode`]; [`NumericDate`]
//! with its `to_json` and `from_json`; and in `json` the functions
//! `write(&value) -> String` (compact JSON),
//! `read_object(bytes, |name, value| is_new) -> Result<(), JsonError>` and
//! `kind(&value)` (`"a string"`, `"a number"`, …).

use serde_json::{Map, Value};

use crate::base64url;
use crate::errors::PayloadError;
use crate::json;
use crate::numeric_date::NumericDate;

/// The claims that a token makes: names and values, in the order in which you
/// add them. The order matters, because the bytes are what is signed.
///
/// Seven names are registered (RFC 7519 §4.1) and have methods of their own.
/// All others are yours.
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
        todo!("Chapter 4: the same claims with one more in the map, `self.0`")
    }

    /// `iat`: when the token was made.
    pub fn issued_at(self, time: NumericDate) -> Claims {
        todo!("Chapter 4: a claim like others, whose value is the time as JSON")
    }

    /// The claims as compact JSON, byte for byte as `JSON.stringify` writes it.
    pub fn to_json(&self) -> String {
        todo!("Chapter 4: `json::write` can do it")
    }

    /// The JSON's UTF-8 bytes as base64url: the second part of the token.
    pub fn to_base64url(&self) -> String {
        todo!("Chapter 4: the same way as the header's")
    }

    /// `nbf`: the token is refused before this moment.
    pub fn not_before(self, time: NumericDate) -> Claims {
        todo!("Chapter 4: as `issued_at`, with another name")
    }

    /// `exp`: the token is refused from this moment on. In milliseconds this is a
    /// date after the year 5138, and without it, the token is good for as long as
    /// the secret is.
    pub fn expires_at(self, time: NumericDate) -> Claims {
        todo!("Chapter 4: as `issued_at`, with another name")
    }

    /// `aud`: whom the token is for. A second call replaces the first; for
    /// several, there is [`audiences`](Claims::audiences).
    pub fn audience(self, audience: impl Into<String>) -> Claims {
        todo!("Chapter 4: `aud` as text")
    }

    /// `aud` as a list: the token is for each of them.
    pub fn audiences<A: Into<String>>(
        self,
        audiences: impl IntoIterator<Item = A>,
    ) -> Claims {
        todo!("Chapter 4: `aud` as a list of texts")
    }

    /// `iss`: who made the token.
    pub fn issuer(self, issuer: impl Into<String>) -> Claims {
        todo!("Chapter 4: `iss` as text")
    }

    /// `sub`: whom the token speaks of, a user for example.
    pub fn subject(self, subject: impl Into<String>) -> Claims {
        todo!("Chapter 4: `sub` as text")
    }

    /// `jti`: a name for this one token, so that it can be told from others.
    pub fn token_id(self, id: impl Into<String>) -> Claims {
        todo!("Chapter 4: `jti` as text")
    }

    /// Given: the names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
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
            "Chapter 4: read the object into a map, then ask of each claim \
             whether it has its type"
        )
    }

    /// A claim's value, by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        todo!("Chapter 4: what the map has under this name")
    }

    /// A claim's value, if it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        todo!("Chapter 4: what `get` gives, if it is a string")
    }

    /// A claim's value, if it is a moment: `exp`, `nbf`, `iat`, or one of yours.
    pub fn time(&self, name: &str) -> Option<NumericDate> {
        todo!("Chapter 4: what `get` gives, if it is a time")
    }

    /// Whether `aud` is `audience`, or a list that has it.
    pub fn is_for(&self, audience: &str) -> bool {
        todo!(
            "Chapter 4: a string is compared, a list is searched, all else is a no"
        )
    }
}

/// Registered claims have types that the standard sets (RFC 7519 §4.1): the three
/// times `"a number of seconds"`, `aud` `"a string or a list of strings"`, the others
/// `"a string"`. That is also what the error says that it expected. Its `claim` is a
/// `&'static str`: write the names out.
fn has_its_type(name: &str, value: &Value) -> Result<(), PayloadError> {
    todo!(
        "Chapter 4: what each of the seven names must hold. Other names may hold \
         anything"
    )
}

/// Given: an object that you have already, from `serde_json::json!` for example.
impl From<Map<String, Value>> for Claims {
    fn from(object: Map<String, Value>) -> Claims {
        Claims(object)
    }
}
