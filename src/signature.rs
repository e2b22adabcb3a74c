//! The third part of a token: proof that someone with the secret made it.
//!
//! *signing input → HMAC-SHA256 under the secret → 32 bytes → base64url*
//!
//! The signing input is the first part, a dot and the second part: characters,
//! not JSON. Change any of them and the 32 bytes, which are called the tag,
//! change beyond recognition.

mod error;
mod wiped;

use std::fmt;

use hmac::digest::FixedOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::base64url;
use crate::header::Header;
use crate::payload::Claims;

use wiped::{leaving_nothing, overwrite_the_stack};

pub use error::SecretError;
pub(crate) use wiped::Wiped;

/// Makes a whole token ([RFC 7519 §7.1]). The claims are signed as they are: unlike
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
///
/// [RFC 7519 §7.1]: https://www.rfc-editor.org/rfc/rfc7519#section-7.1
// ANCHOR: sign
pub fn sign(header: &Header, claims: &Claims, secret: &Secret) -> String {
    let mut token = signing_input(header, claims);
    let tag = tag(&token, secret);
    token.push(b'.');
    base64url::append(&mut token, tag.as_bytes());
    String::from_utf8(token).expect("base64url and dots are ASCII")
}
// ANCHOR_END: sign

/// The first two parts, with a dot between them: the characters that are signed, as
/// ASCII bytes ([RFC 7515 §5.1]). The third part grows behind them.
///
/// ```
/// use jwt_by_hand::{signature::signing_input, Claims, Header};
///
/// let characters = signing_input(&Header::new(), &Claims::new());
/// assert_eq!(characters, b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30");
/// ```
///
/// [RFC 7515 §5.1]: https://www.rfc-editor.org/rfc/rfc7515#section-5.1
// ANCHOR: signing_input
pub fn signing_input(header: &Header, claims: &Claims) -> Vec<u8> {
    let mut characters = Vec::with_capacity(256);
    characters.extend_from_slice(header.part().as_bytes());
    characters.push(b'.');
    base64url::append(&mut characters, claims.to_json());
    characters
}
// ANCHOR_END: signing_input

/// Computes HMAC-SHA256 over the signing input ([RFC 7518 §3.2], [RFC 2104 §2]).
///
/// ```
/// use jwt_by_hand::{signature::tag, Secret};
///
/// let secret = Secret::insecure_for_lessons("Jefe")?; // RFC 4231 §4.3
/// let tag = tag("what do ya want for nothing?", &secret);
/// assert_eq!(tag.as_bytes()[..4], [0x5b, 0xdc, 0xc1, 0x46]);
/// # Ok::<(), jwt_by_hand::SecretError>(())
/// ```
///
/// [RFC 7518 §3.2]: https://www.rfc-editor.org/rfc/rfc7518#section-3.2
/// [RFC 2104 §2]: https://www.rfc-editor.org/rfc/rfc2104#section-2
// ANCHOR: tag
#[inline(never)] // what it leaves on the stack then lies where `drop` overwrites it
pub fn tag(signing_input: impl AsRef<[u8]>, secret: &Secret) -> Tag {
    Tag(mac(signing_input, secret).finalize_fixed().into())
}

/// HMAC with the message taken in. SHA-256 has run over both pads already, when
/// the secret was made ([RFC 2104 §4]): a copy goes on from there.
///
/// [RFC 2104 §4]: https://www.rfc-editor.org/rfc/rfc2104#section-4
#[inline]
fn mac(message: impl AsRef<[u8]>, secret: &Secret) -> Hmac<Sha256> {
    let mut mac = Hmac::clone(&secret.prepared);
    mac.update(message.as_ref());
    mac
}
// ANCHOR_END: tag

/// Whether `received` is the tag of this signing input under this secret.
///
/// The comparison takes the same time wherever the first difference is. `==`
/// stops there, and an attacker who can measure that finds the right tag byte
/// by byte ([RFC 7518 §3.2]).
///
/// [RFC 7518 §3.2]: https://www.rfc-editor.org/rfc/rfc7518#section-3.2
// ANCHOR: tag_matches
pub fn tag_matches(
    signing_input: impl AsRef<[u8]>,
    received: &Tag,
    secret: &Secret,
) -> bool {
    leaving_nothing(|| mac(signing_input, secret).verify_slice(&received.0).is_ok())
}
// ANCHOR_END: tag_matches

/// 32 bytes: what HMAC-SHA256 gives, or what somebody sent in its place.
///
/// It has no `==`, so that nobody compares with it by accident: use
/// [`tag_matches`]. `Debug` shows only its length.
pub struct Tag([u8; 32]);

impl Tag {
    /// A tag that was received. Whether it is the right one, [`tag_matches`] says.
    pub fn from_bytes(bytes: [u8; 32]) -> Tag {
        Tag(bytes)
    }

    /// The 32 bytes, for whoever writes them in another way.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The bytes as base64url, 43 characters: the third part of the token.
    pub fn to_base64url(&self) -> String {
        base64url::encode(self.0)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Tag({} bytes)", self.0.len())
    }
}

/// What only those who may make tokens, and those who check them, know.
///
/// Made once and used for many tokens: HMAC's two blocks are prepared here.
/// `Debug` shows the length alone, and the bytes are wiped from memory when it
/// is dropped.
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
    bytes: Wiped,
    /// On the heap, since a move copies and leaves the original: this moves a pointer.
    prepared: Box<Hmac<Sha256>>,
}

impl Secret {
    /// The fewest bytes that HS256 allows: as many as its hash gives
    /// ([RFC 7518 §3.2]).
    ///
    /// [RFC 7518 §3.2]: https://www.rfc-editor.org/rfc/rfc7518#section-3.2
    pub const SHORTEST: usize = 32;

    /// The text's UTF-8 bytes.
    ///
    /// # Errors
    ///
    /// [`SecretError`] under 32 bytes.
    pub fn from_text(text: &str) -> Result<Secret, SecretError> {
        Secret::from_bytes(text)
    }

    /// The bytes that the text stands for, as base64url without padding. This
    /// is how a JSON Web Key holds a secret ([RFC 7518 §6.4.1]).
    ///
    /// # Errors
    ///
    /// [`SecretError`] if the text is not base64url, or under 32 bytes.
    ///
    /// [RFC 7518 §6.4.1]: https://www.rfc-editor.org/rfc/rfc7518#section-6.4.1
    pub fn from_base64url(text: &str) -> Result<Secret, SecretError> {
        let bytes = Wiped::from_base64url(text).ok_or(SecretError::NotBase64url)?;
        Secret::from_bytes(bytes)
    }

    /// The bytes as they are.
    ///
    /// # Errors
    ///
    /// [`SecretError`] under 32 bytes.
    // ANCHOR: secret
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Result<Secret, SecretError> {
        match bytes.as_ref().len() {
            found @ 1..Secret::SHORTEST => Err(SecretError::TooShort { found }),
            _ => Secret::prepare(bytes.as_ref()),
        }
    }
    // ANCHOR_END: secret

    /// A secret of any length but zero. A short one is guessed, offline and
    /// fast, by anyone who holds one token: use it to learn, never to protect.
    ///
    /// # Errors
    ///
    /// [`SecretError::Empty`] if there is no byte at all.
    pub fn insecure_for_lessons(
        bytes: impl AsRef<[u8]>,
    ) -> Result<Secret, SecretError> {
        Secret::prepare(bytes.as_ref())
    }

    fn prepare(bytes: &[u8]) -> Result<Secret, SecretError> {
        if bytes.is_empty() {
            return Err(SecretError::Empty);
        }
        let prepared = leaving_nothing(|| {
            let prepared = Hmac::new_from_slice(bytes);
            Box::new(prepared.expect("HMAC takes a key of any length"))
        });
        Ok(Secret { bytes: Wiped(bytes.to_vec()), prepared })
    }

    /// How many bytes it has.
    #[expect(clippy::len_without_is_empty, reason = "a secret is never empty")]
    pub fn len(&self) -> usize {
        self.bytes.0.len()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        overwrite_the_stack::<{ 16 * 1024 }>();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Secret({} bytes)", self.len())
    }
}
