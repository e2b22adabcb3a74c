//! The token that the original documentation prints, and what it was made from.
//!
//! Every chapter, example and test works on these strings. The printed
//! signature does not verify under the printed secret: see the chapter "Who is
//! right?", and compare with `openssl dgst -sha256 -hmac '12@34$56'`.

/// The secret as printed. At 8 bytes it is far too short: [RFC 7518 §3.2] asks
/// for at least 32.
///
/// [RFC 7518 §3.2]: https://www.rfc-editor.org/rfc/rfc7518#section-3.2
pub const SECRET: &str = "12@34$56";

/// The header that the token's first part decodes to.
pub const HEADER_JSON: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// The payload that the token's second part decodes to.
pub const PAYLOAD_JSON: &str = r#"{"id":"123456","iat":1690407762}"#;

/// The moment at which the token says that it was made, in seconds since 1970.
pub const ISSUED_AT: u64 = 1_690_407_762;

/// The token as printed, all three parts.
pub const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0.vz_BKX4KiAl5Zc1LhJ-2ZBPPcqHzcBxXLD6e5eBlU90";

/// The token that the printed header, payload and secret give. Its first two parts
/// are the printed ones; its signature is not.
///
/// ```
/// use jwt_by_hand::{printed_token, sign, Claims, Header, NumericDate, Secret};
///
/// let secret = Secret::insecure_for_lessons(printed_token::SECRET)?;
/// let claims = Claims::new()
///     .with("id", "123456")
///     .issued_at(NumericDate::from_seconds(printed_token::ISSUED_AT));
/// assert_eq!(sign(&Header::new(), &claims, &secret), printed_token::MADE_AGAIN);
/// assert_ne!(printed_token::TOKEN, printed_token::MADE_AGAIN);
/// # Ok::<(), jwt_by_hand::SecretError>(())
/// ```
pub const MADE_AGAIN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0.l38ji4Pu1ft6MaklTmA8WxffaJuqJcU63Pwrb1Ljo4k";
