//! The third part of a token: proof that someone with the secret made it.
//!
//! *signing input → HMAC-SHA256 under the secret → 32 bytes → base64url*
//!
//! Chapter 5 is the lesson, `tests/signature.rs` has the checks, and this runs them:
//!
//! ```sh
//! cargo your-signature
//! ```
//!
//! Given to you: the errors, in `src/errors.rs`; [`base64url::encode`] and `decode`;
//! the library `hmac`; and, if you want to write HMAC yourself, `sha2`, in which
//! `Sha256::digest(bytes)` hashes.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::base64url;
use crate::errors::SecretError;
use crate::header::Header;
use crate::payload::Claims;

/// Joins the first two parts with a dot. These very characters are signed
/// (RFC 7515 §5.1). Both are base64url already: JSON here would give a token that
/// nobody accepts.
///
/// ```
/// use jwt_by_hand::signature::signing_input;
///
/// assert_eq!(signing_input("eyJhbGciOiJIUzI1NiJ9", "e30"), "eyJhbGciOiJIUzI1NiJ9.e30");
/// ```
pub fn signing_input(header: impl AsRef<str>, payload: impl AsRef<str>) -> String {
    todo!("Chapter 5: first part, dot, second part")
}

/// Computes HMAC-SHA256 over the signing input (RFC 7518 §3.2, RFC 2104 §2).
///
/// ```
/// use jwt_by_hand::{signature::tag, Secret};
///
/// let secret = Secret::insecure_for_lessons("Jefe")?; // RFC 4231 §4.3
/// let tag = tag("what do ya want for nothing?", &secret);
/// assert_eq!(tag.as_bytes()[..4], [0x5b, 0xdc, 0xc1, 0x46]);
/// # Ok::<(), jwt_by_hand::SecretError>(())
/// ```
pub fn tag(signing_input: impl AsRef<[u8]>, secret: &Secret) -> Tag {
    todo!(
        "Chapter 5: the secret's bytes are HMAC's key, the signing input is its \
         message"
    )
}

/// Makes a whole token (RFC 7519 §7.1). The claims are signed as they are: unlike
/// Node, this adds no `iat`, and it checks no claim's type.
///
/// ```
/// use jwt_by_hand::{sign, Claims, Header, NumericDate, Secret};
///
/// let secret = Secret::from_text("a text of 32 bytes, or of more!!")?;
/// let now = NumericDate::from_seconds(1_690_407_762);
/// let claims = Claims::new().with("id", "123456").issued_at(now);
/// let token = sign(&Header::new(), &claims, &secret);
/// assert!(token.starts_with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."));
/// # Ok::<(), jwt_by_hand::SecretError>(())
/// ```
pub fn sign(header: &Header, claims: &Claims, secret: &Secret) -> String {
    todo!(
        "Chapter 5: the signing input, a dot, and the signing input's tag as \
         base64url"
    )
}

/// Whether `received` is the tag of this signing input under this secret.
///
/// The comparison takes the same time wherever the first difference is. `==`
/// stops there, and an attacker who can measure that finds the right tag byte
/// by byte (RFC 7518 §3.2).
pub fn tag_matches(
    signing_input: impl AsRef<[u8]>,
    received: &[u8],
    secret: &Secret,
) -> bool {
    todo!(
        "Chapter 5: `hmac` compares in constant time. No check can see `==`, but \
         an attacker can"
    )
}

/// The 32 bytes that HMAC-SHA256 gives.
///
/// It has no `==`, so that nobody compares with it by accident: use
/// [`tag_matches`]. `Debug` shows only its length.
pub struct Tag([u8; 32]);

impl Tag {
    /// Given: the 32 bytes, for whoever writes them in another way.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The bytes as base64url, 43 characters: the third part of the token.
    pub fn to_base64url(&self) -> String {
        todo!(
            "Chapter 5: the 32 bytes as base64url, and not their hexadecimal digits"
        )
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        todo!("Chapter 5: how many bytes it has, and not which")
    }
}

/// What only those who may make tokens, and those who check them, know.
///
/// `Debug` shows the length alone.
///
/// **Text or base64url?** The same characters are two different secrets,
/// depending on whether they are taken as they are or decoded first. Both sides
/// must do the same. Node's `jwt.sign(payload, "text")` takes the text.
///
/// ```
/// use jwt_by_hand::Secret;
///
/// let secret = Secret::from_text("a text of 32 bytes, or of more!!")?;
/// assert_eq!(format!("{secret:?}"), "Secret(32 bytes)");
///
/// let too_short = Secret::from_text("12@34$56").unwrap_err();
/// assert!(too_short.to_string().contains("RFC 7518 §3.2"));
/// # Ok::<(), jwt_by_hand::SecretError>(())
/// ```
pub struct Secret {
    /// The crate's own are wiped when it is dropped; yours need not be.
    bytes: Vec<u8>,
}

impl Secret {
    /// The fewest bytes that HS256 allows: as many as its hash gives
    /// (RFC 7518 §3.2).
    pub const SHORTEST: usize = 32;

    /// A secret of any length but zero. A short one is guessed, offline and
    /// fast, by anyone who holds one token: use it to learn, never to protect.
    ///
    /// # Errors
    ///
    /// [`SecretError::Empty`] if there is no byte at all.
    pub fn insecure_for_lessons(
        bytes: impl AsRef<[u8]>,
    ) -> Result<Secret, SecretError> {
        todo!("Chapter 5: a secret of these bytes, unless there are none")
    }

    /// The bytes as they are.
    ///
    /// # Errors
    ///
    /// [`SecretError`] under 32 bytes.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Result<Secret, SecretError> {
        todo!(
            "Chapter 5: at least `Secret::SHORTEST` of them. None at all is an \
             error of its own"
        )
    }

    /// The text's UTF-8 bytes.
    ///
    /// # Errors
    ///
    /// [`SecretError`] under 32 bytes.
    pub fn from_text(text: &str) -> Result<Secret, SecretError> {
        todo!("Chapter 5: the text's bytes, not decoded")
    }

    /// The bytes that the text stands for, as base64url without padding. This
    /// is how a JSON Web Key holds a secret (RFC 7518 §6.4.1).
    ///
    /// # Errors
    ///
    /// [`SecretError`] if the text is not base64url, or under 32 bytes.
    pub fn from_base64url(text: &str) -> Result<Secret, SecretError> {
        todo!(
            "Chapter 5: decoded first. The error must not show what the text holds"
        )
    }

    /// Given: how many bytes it has.
    #[expect(clippy::len_without_is_empty, reason = "a secret is never empty")]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Given: the bytes, for the walkthrough and for the errors of `verify`.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        todo!("Chapter 5: how many bytes it has, and not which")
    }
}

/// Given: `Vec<u8>` by the name that the errors of `verify` call it by.
pub(crate) struct Wiped(pub(crate) Vec<u8>);

impl Wiped {
    pub(crate) fn from_base64url(text: &str) -> Option<Wiped> {
        base64url::decode(text).ok().map(Wiped)
    }
}

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
