//! The whole token, checked: its claims come out, or where it stopped and why.
//!
//! Thirteen checks in a fixed order, and the first *no* ends it. Nothing of the
//! payload is looked at before the signature holds.
//!
//! The chapter *Verify* is the lesson, and this runs the checks:
//!
//! ```sh
//! cargo your-verify
//! ```
//!
//! Begin at the end: write [`verify`] and [`verify_signature`] with only what a genuine
//! token needs (`three_parts`, `received_tag`, `signature_matches`, `payload_bytes`). That is
//! step 0. Then each step adds one check, in its place in the order: its function below, and
//! the line that calls it.
//!
//! Given to you: `base64url::decode` and `decode_array`, `UnverifiedHeader::from_json`,
//! `Claims::from_json` and `tag_matches`; and the folder `src/verify/`: [`Check`],
//! [`Expectations`], [`VerifyError`], and `wrapping`, which knows what stands around a token
//! (`around(token)`) or in its place (`in_place_of(token)`).

#[path = "../../src/verify/check.rs"]
mod check;
#[path = "../../src/verify/error.rs"]
mod error;
#[path = "../../src/verify/expectations.rs"]
mod expectations;
#[path = "../../src/verify/wrapping.rs"]
mod wrapping;

use serde_json::Value;

use crate::base64url;
use crate::header::UnverifiedHeader;
use crate::numeric_date::NumericDate;
use crate::payload::Claims;
use crate::signature::{Secret, Tag, tag_matches};

pub use check::Check;
pub use error::{PartsMixUp, VerifyError};
pub use expectations::Expectations;

/// Checks a token and gives its claims, if every one of the thirteen checks
/// says *yes* (RFC 7519 §7.2). `now` is yours to pass in.
///
/// # Errors
///
/// The first *no*, as a [`VerifyError`]. Its [`check`](VerifyError::check) says
/// where in the order of [`Check::ALL`] that was.
///
/// ```
/// use jwt_by_hand::{printed_token, verify, Check, Expectations, NumericDate, Secret};
///
/// let secret = Secret::insecure_for_lessons(printed_token::SECRET)?;
/// let now = NumericDate::from_seconds(printed_token::ISSUED_AT);
/// let error = verify(printed_token::TOKEN, &secret, &Expectations::new(), now).unwrap_err();
/// assert_eq!(error.check(), Check::SignatureMatches);
/// # Ok::<(), jwt_by_hand::SecretError>(())
/// ```
pub fn verify(
    token: &str,
    secret: &Secret,
    expected: &Expectations,
    now: NumericDate,
) -> Result<VerifiedClaims, VerifyError> {
    todo!(
        "Verify: steps 0, 10 and 11, the signature, then the claims, then steps 12 \
         and 13: the time and the parties"
    )
}

/// Checks 1 to 9, and gives the payload's bytes (RFC 7515 §5.2). They need not be
/// JSON: RFC 7520 §4.4 signs plain text this way.
///
/// **Not whether the token is good now, or for you:** of `expected`, only the
/// maximum length and the type count, and an expired token passes. For claims, use
/// [`verify`].
///
/// # Errors
///
/// The first *no* of checks 1 to 9, or a payload that is not base64url.
///
/// ```
/// use jwt_by_hand::{sign, verify_signature, Claims, Expectations, Header, NumericDate, Secret};
///
/// let secret = Secret::from_text("a text of 32 bytes, or of more!!")?;
/// let claims = Claims::new().expires_at(NumericDate::from_seconds(1));
/// let token = sign(&Header::new(), &claims, &secret);
/// let payload = verify_signature(&token, &secret, &Expectations::new())?;
/// assert_eq!(payload, br#"{"exp":1}"#); // long expired
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_signature(
    token: &str,
    secret: &Secret,
    expected: &Expectations,
) -> Result<Vec<u8>, VerifyError> {
    todo!(
        "Verify: step 0, three parts, the tag, whether it matches, and the \
         payload's bytes. Later steps put their checks between"
    )
}

/// Claims whose token passed every check. [`verify`] alone makes them, so a
/// function that asks for `&VerifiedClaims` can't be given any others.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifiedClaims(Claims);

impl VerifiedClaims {
    /// A claim's value, by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        todo!("Verify: step 0, the claims inside have the same method")
    }

    /// A claim's value, if it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        todo!("Verify: step 0, the claims inside have the same method")
    }

    /// A claim's value, if it is a moment.
    pub fn time(&self, name: &str) -> Option<NumericDate> {
        todo!("Verify: step 0, the claims inside have the same method")
    }

    /// Whether `aud` is `audience`, or a list that has it.
    pub fn is_for(&self, audience: &str) -> bool {
        todo!("Verify: step 0, the claims inside have the same method")
    }

    /// The names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter()
    }

    /// The claims, no longer marked as verified.
    pub fn into_claims(self) -> Claims {
        todo!("Verify: step 0, the claims inside")
    }
}

// Check 1. A limit before any work: whoever sends tokens chooses their length.
fn length_is_within_the_limit(
    token: &str,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 1, `VerifyError::Empty`, or `TooLong` if there are more than \
         `expected.max_length` bytes"
    )
}

/// A token, cut at its two dots.
struct Parts<'a> {
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
    /// The header and the payload with the dot between them, as received.
    signing_input: &'a str,
}

// Check 2. RFC 7515 §7.1.
fn three_parts(token: &str) -> Result<Parts<'_>, VerifyError> {
    todo!(
        "Verify: steps 0 and 2, cut at the two dots. All else is \
         `VerifyError::Parts`, where `wrapping` knows the mix-up"
    )
}

// Checks 3 to 7.
fn header_is_right(
    header: &str,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    todo!("Verify: steps 3 to 7, read the header, then ask three questions of it")
}

/// `{"alg":"HS256","typ":"JWT"}`, to the letter. The checks would say the same.
const USUAL_HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

// Checks 3 and 4. RFC 7515 §2 and §4.
fn read_header(header: &str) -> Result<UnverifiedHeader, VerifyError> {
    todo!(
        "Verify: steps 3 and 4, decode it, which may be \
         `VerifyError::HeaderEncoding`, then read it as JSON, which may be \
         `VerifyError::Header`"
    )
}

// Check 5. `crit` lists what a verifier must understand or else refuse; we
// understand none of it (RFC 7515 §4.1.11). `b64` changes what is signed, and
// has no place in a JWT (RFC 7797 §7).
fn nothing_is_critical(header: &UnverifiedHeader) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 5, `header.extension` has what must not be there: it is \
         `VerifyError::Critical`"
    )
}

// Check 6. The header does not choose the algorithm: we have chosen, and the
// header may only agree (RFC 8725 §3.1).
fn algorithm_is_hs256(header: &UnverifiedHeader) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 6, we have chosen, and the header may only agree. Else it is \
         `VerifyError::Algorithm`"
    )
}

// Check 7. A token that was made for another purpose carries another type
// (RFC 8725 §3.11).
fn type_is_right(
    header: &UnverifiedHeader,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 7, `JWT` or none, unless `expected.token_type` asks for \
         another. Else it is `VerifyError::Type`"
    )
}

// Types are media types, and so `JWT` is short for `application/jwt`: without a `/`,
// `application/` is meant to stand in front (RFC 7515 §4.1.9). Upper and lower case
// are the same (RFC 2045 §5.1).
fn is_same_type(one: &str, other: &str) -> bool {
    todo!(
        "Verify: step 7, `application/` stands in front where there is no `/`, and \
         upper and lower case are the same"
    )
}

// Check 8. RFC 7518 §3.2.
fn received_tag(signature: &str) -> Result<Tag, VerifyError> {
    todo!(
        "Verify: steps 0 and 8, base64url of exactly 32 bytes. Else it is \
         `VerifyError::SignatureEncoding` or `SignatureLength`"
    )
}

// Check 9. The signing input is cut out of the token as it was received, not
// made again from what we decoded: other bytes would be another message.
fn signature_matches(
    signing_input: &str,
    received: &Tag,
    secret: &Secret,
) -> Result<(), VerifyError> {
    todo!(
        "Verify: steps 0 and 9, `tag_matches` over the characters as received, or \
         `VerifyError::SignatureMismatch`"
    )
}

// Check 10, its first half. `Claims::from_json` has the second, and check 11.
fn payload_bytes(payload: &str) -> Result<Vec<u8>, VerifyError> {
    todo!(
        "Verify: steps 0 and 10, decode it, which may be \
         `VerifyError::PayloadEncoding`"
    )
}

// Check 12.
fn time_is_right(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    todo!("Verify: step 12, `exp`, then `nbf`, then the age")
}

// `exp` is the first moment at which the token is no longer good (RFC 7519 §4.1.4).
fn not_expired(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 12, `exp` is the first moment that is too late: \
         `VerifyError::Expired`. The leeway is added to it. Where the caller \
         requires one and there is none, it is `MissingTime`"
    )
}

// `nbf` is the first moment at which the token is good (RFC 7519 §4.1.5).
fn valid_already(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 12, `nbf` is the first moment that is not too early: before \
         it, `VerifyError::NotYetValid`. The leeway is taken from it"
    )
}

// `iat` says how old the token is (RFC 7519 §4.1.6).
fn not_too_old(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 12, only if there is an `expected.max_age`. It needs an \
         `iat`, or it is `MissingTime`; one that is not to come, or \
         `FromTheFuture`; and not too long ago, or `TooOld`"
    )
}

// Check 13.
fn parties_are_right(
    claims: &Claims,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 13, `iss`, `sub`, `aud`, `jti`, each against its field: \
         `expected.issuer`, `subject`, `audience`, `token_id`. An `aud` that \
         nobody named is for somebody else: `VerifyError::UnexpectedAudience`"
    )
}

fn party_is_right(
    claims: &Claims,
    claim: &'static str,
    wanted: &Option<String>,
) -> Result<(), VerifyError> {
    todo!(
        "Verify: step 13, as expected, if anything is expected. Else it is \
         `VerifyError::AnotherParty`"
    )
}

/// What a token says, checked by nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct UnverifiedToken {
    /// The header that the sender wrote.
    pub header: UnverifiedHeader,
    /// The claims that the sender wrote.
    pub claims: Claims,
}

/// Reads a token **without** checking its signature, its time or its audience.
/// No secret is needed, which is the point: anyone can do this, and anyone can
/// write a token that passes it. This is Node's `jwt.decode`.
///
/// # Errors
///
/// A [`VerifyError`] if the token can't even be read: checks 1 to 4, 10 and 11.
///
/// ```
/// use jwt_by_hand::{peek_without_verifying, printed_token};
///
/// let token = peek_without_verifying(printed_token::TOKEN)?;
/// assert_eq!(token.claims.text("id"), Some("123456"));
/// # Ok::<(), jwt_by_hand::VerifyError>(())
/// ```
pub fn peek_without_verifying(token: &str) -> Result<UnverifiedToken, VerifyError> {
    todo!("Verify: step 15, read both parts, and believe nothing")
}
