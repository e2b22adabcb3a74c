//! The second part of a token: what it says.
//!
//! *value → JSON → bytes → base64url*
//!
//! `{"id":"123456","iat":1690407762}` becomes
//! `eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0`. That is writing, not
//! encrypting: anyone who holds the token can read its payload.

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
/// Seven names are registered ([RFC 7519 §4.1]) and have methods of their own.
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
///
/// [RFC 7519 §4.1]: https://www.rfc-editor.org/rfc/rfc7519#section-4.1
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
    // ANCHOR: with
    pub fn with(
        mut self,
        name: impl Into<String>,
        value: impl Into<Value>,
    ) -> Claims {
        self.0.insert(name.into(), value.into());
        self
    }
    // ANCHOR_END: with

    // ANCHOR: time_claims
    /// `iat`: when the token was made.
    pub fn issued_at(self, time: NumericDate) -> Claims {
        self.with("iat", time.to_value())
    }

    /// `nbf`: the token is refused before this moment.
    pub fn not_before(self, time: NumericDate) -> Claims {
        self.with("nbf", time.to_value())
    }

    /// `exp`: the token is refused from this moment on. Without it, the token is
    /// good for as long as the secret is, and so it is if the moment is written in
    /// milliseconds: that is a date some fifty thousand years from now.
    pub fn expires_at(self, time: NumericDate) -> Claims {
        self.with("exp", time.to_value())
    }
    // ANCHOR_END: time_claims

    /// `aud`: whom the token is for. A second call replaces the first; for
    /// several, there is [`audiences`](Claims::audiences).
    pub fn audience(self, audience: impl Into<String>) -> Claims {
        self.with("aud", audience.into())
    }

    /// `aud` as a list: the token is for each of them.
    pub fn audiences<A: Into<String>>(
        self,
        audiences: impl IntoIterator<Item = A>,
    ) -> Claims {
        let list: Vec<String> = audiences.into_iter().map(Into::into).collect();
        self.with("aud", list)
    }

    /// `iss`: who made the token.
    pub fn issuer(self, issuer: impl Into<String>) -> Claims {
        self.with("iss", issuer.into())
    }

    /// `sub`: whom the token speaks of, a user for example.
    pub fn subject(self, subject: impl Into<String>) -> Claims {
        self.with("sub", subject.into())
    }

    /// `jti`: a name for this one token, so that it can be told from others.
    pub fn token_id(self, id: impl Into<String>) -> Claims {
        self.with("jti", id.into())
    }

    /// The claims as compact JSON, byte for byte as `JSON.stringify` writes it.
    /// Two things JavaScript can't do: keep names that are whole numbers in
    /// their place (it moves them to the front), and hold whole numbers over
    /// 2⁵³ exactly.
    // ANCHOR: to_base64url
    pub fn to_json(&self) -> String {
        json::write(&self.0)
    }

    /// The JSON's UTF-8 bytes as base64url: the second part of the token.
    pub fn to_base64url(&self) -> String {
        base64url::encode(self.to_json())
    }
    // ANCHOR_END: to_base64url

    /// Reads a decoded payload.
    ///
    /// # Errors
    ///
    /// [`PayloadError`] if the bytes are not exactly one JSON object, if a name
    /// occurs twice ([RFC 7519 §4]), or if a registered claim has a value of the
    /// wrong type ([RFC 7519 §4.1]).
    ///
    /// ```
    /// use jwt_by_hand::Claims;
    ///
    /// let error = Claims::from_json(br#"{"exp":"tomorrow"}"#).unwrap_err();
    /// assert!(error.to_string().starts_with("found exp as a string"));
    /// ```
    ///
    /// [RFC 7519 §4]: https://www.rfc-editor.org/rfc/rfc7519#section-4
    /// [RFC 7519 §4.1]: https://www.rfc-editor.org/rfc/rfc7519#section-4.1
    pub fn from_json(bytes: &[u8]) -> Result<Claims, PayloadError> {
        let claims = json::read_object(bytes)?;
        for (name, value) in &claims {
            has_its_type(name, value)?;
        }
        Ok(Claims(claims))
    }

    /// A claim's value, by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        // Tokens have few claims, and a few names are compared faster than one is
        // hashed.
        self.iter().find(|(one, _)| *one == name).map(|(_, value)| value)
    }

    /// A claim's value, if it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// A claim's value, if it is a moment: `exp`, `nbf`, `iat`, or one of yours.
    pub fn time(&self, name: &str) -> Option<NumericDate> {
        self.get(name).and_then(NumericDate::from_value)
    }

    /// Whether `aud` is `audience`, or a list that has it.
    pub fn is_for(&self, audience: &str) -> bool {
        match self.get("aud") {
            Some(Value::String(only)) => only == audience,
            Some(Value::Array(list)) => list.iter().any(|one| one == audience),
            _ => false,
        }
    }

    /// The names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// The claims that [RFC 7519 §4.1] registers.
///
/// [RFC 7519 §4.1]: https://www.rfc-editor.org/rfc/rfc7519#section-4.1
const REGISTERED: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/// Registered claims have types that the standard sets ([RFC 7519 §4.1]).
///
/// [RFC 7519 §4.1]: https://www.rfc-editor.org/rfc/rfc7519#section-4.1
fn has_its_type(name: &str, value: &Value) -> Result<(), PayloadError> {
    let Some(claim) = REGISTERED.into_iter().find(|claim| *claim == name) else {
        return Ok(());
    };
    let (is_right, expected) = match claim {
        "exp" | "nbf" | "iat" => (value.is_number(), "a number of seconds"),
        "aud" => (is_string_or_strings(value), "a string or a list of strings"),
        _ => (value.is_string(), "a string"),
    };
    if is_right {
        return Ok(());
    }
    Err(PayloadError::WrongType { claim, found: json::kind(value), expected })
}

fn is_string_or_strings(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().all(Value::is_string),
        other => other.is_string(),
    }
}

/// An object that you have already, from `serde_json::json!` for example.
impl From<Map<String, Value>> for Claims {
    fn from(object: Map<String, Value>) -> Claims {
        Claims(object)
    }
}
