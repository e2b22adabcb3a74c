//! The token that the original documentation prints, and what it was made from.
//!
//! Every chapter, example and test works on these strings. The printed
//! signature does not verify under the printed secret: see the chapter "Who is
//! right?", and compare with `openssl dgst -sha256 -hmac '12@34$56'`.

use crate::signature::{Secret, sign};
use crate::{Claims, Header, NumericDate};

/// The secret as printed. At 8 bytes it is far too short: RFC 7518 §3.2 asks
/// for at least 32.
pub const SECRET: &str = "12@34$56";

/// The header that the token's first part decodes to.
pub const HEADER_JSON: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// The payload that the token's second part decodes to.
pub const PAYLOAD_JSON: &str = r#"{"id":"123456","iat":1690407762}"#;

/// The moment at which the token says that it was made, in seconds since 1970.
pub const ISSUED_AT: u64 = 1_690_407_762;

/// The token as printed, all three parts.
pub const TOKEN_AS_PRINTED: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0.vz_BKX4KiAl5Zc1LhJ-2ZBPPcqHzcBxXLD6e5eBlU90";

/// The printed secret, taken as text, as Node does.
pub fn secret() -> Secret {
    Secret::insecure_for_lessons(SECRET).expect("8 bytes are more than none")
}

/// The printed claims: a user's id, and when the token was made.
pub fn claims() -> Claims {
    Claims::new()
        .with("id", "123456")
        .issued_at(NumericDate::from_seconds(ISSUED_AT))
}

/// The token that these claims give under the printed secret. Its first two
/// parts are the printed ones; its signature is not.
///
/// ```
/// use jwt_by_hand::documented;
///
/// let (printed, _) = documented::TOKEN_AS_PRINTED.rsplit_once('.').unwrap();
/// assert!(documented::token().starts_with(printed));
/// assert_ne!(documented::token(), documented::TOKEN_AS_PRINTED);
/// ```
pub fn token() -> String {
    sign(&Header::new(), &claims(), &secret())
}
