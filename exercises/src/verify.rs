//! The whole token, checked: its claims come out, or where it stopped and why.
//!
//! Thirteen checks in a fixed order, and the first *no* ends it. Nothing of the
//! payload is looked at before the signature holds.
//!
//! Chapter 6 is the lesson, `tests/verify.rs` has the checks, and this runs them:
//!
//! ```sh
//! cargo your-verify
//! ```
//!
//! Begin at the end: write `verify` and `verify_signature` with only what a genuine
//! token needs (`three_parts`, `signature_bytes`, `signature_matches`,
//! `payload_bytes`). That is step 0. Then each step adds one check, in its place in
//! the order: its function below, and the line that calls it.
//!
//! Given to you: the errors, in `src/errors.rs`; `base64url::decode`,
//! `UnverifiedHeader::from_json`, `Claims::from_json` and `tag_matches`; and the folder
//! `src/verify/` of the crate, with [`Check`], [`Expectations`] and the likely causes of
//! mistakes.

#[path = "../../src/verify/check.rs"]
mod check;
#[path = "../../src/verify/expectations.rs"]
mod expectations;
#[path = "../../src/verify/likely_cause.rs"]
mod likely_cause;

use std::ops::Deref;

use serde_json::Value;

use crate::base64url;
use crate::errors::VerifyError;
use crate::header::UnverifiedHeader;
use crate::numeric_date::NumericDate;
use crate::payload::Claims;
use crate::signature::{Secret, tag_matches};

pub use check::Check;
pub use expectations::Expectations;
pub use likely_cause::{PartsMixUp, SignatureMixUp};

/// Checks a token and gives its claims, if every one of the thirteen checks
/// says *yes* (RFC 7519 §7.2). `now` is yours to pass in.
///
/// # Errors
///
/// The first *no*, as a [`VerifyError`]. Its [`check`](VerifyError::check) says
/// where in the order of [`Check::ALL`] that was.
///
/// ```
/// use jwt_by_hand::{documented, verify, Check, Expectations, NumericDate, Secret};
///
/// let secret = Secret::insecure_for_lessons(documented::SECRET)?;
/// let now = NumericDate::from_seconds(documented::ISSUED_AT);
/// let error = verify(documented::TOKEN_AS_PRINTED, &secret, &Expectations::new(), now).unwrap_err();
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
        "Chapter 6: steps 0, 10 and 11, the signature, then the claims, then \
         steps 12 and 13: the time and the parties"
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
        "Chapter 6: step 0, three parts, the tag, whether it matches, and the \
         payload's bytes. Later steps put their checks between"
    )
}

/// Claims whose token passed every check. [`verify`] alone makes them, so a
/// function that asks for `&VerifiedClaims` can't be given any others. Read them
/// with the methods of [`Claims`]: `verified.text("sub")`, `verified.time("exp")`,
/// `verified.is_for("api")`.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifiedClaims(Claims);

impl VerifiedClaims {
    /// The claims, no longer marked as verified.
    pub fn into_claims(self) -> Claims {
        self.0
    }
}

impl Deref for VerifiedClaims {
    type Target = Claims;

    fn deref(&self) -> &Claims {
        &self.0
    }
}

// Check 1. A limit before any work: whoever sends tokens chooses their length.
fn length_is_bearable(
    token: &str,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    todo!("Chapter 6: step 1, not empty, and at most `expected.max_length` bytes")
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
        "Chapter 6: steps 0 and 2, cut at the two dots. \
         `likely_cause::wrapping(token)` says what stands around it, and \
         `likely_cause::of_wrong_parts(token)` why it has others"
    )
}

// Checks 3 to 7.
fn header_is_right(
    header: &str,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    todo!(
        "Chapter 6: steps 3 to 7, read the header, then ask three questions of it"
    )
}

// Checks 3 and 4. RFC 7515 §2 and §4.
fn read_header(header: &str) -> Result<UnverifiedHeader, VerifyError> {
    todo!("Chapter 6: steps 3 and 4, decode it, then read it as JSON")
}

// Check 5. `crit` lists what a verifier must understand or else refuse; we
// understand none of it (RFC 7515 §4.1.11). `b64` changes what is signed, and
// has no place in a JWT (RFC 7797 §7).
fn nothing_is_critical(header: &UnverifiedHeader) -> Result<(), VerifyError> {
    todo!("Chapter 6: step 5, `header.extension` has what must not be there")
}

// Check 6. The header does not choose the algorithm: we have chosen, and the
// header may only agree (RFC 8725 §3.1).
fn algorithm_is_hs256(header: &UnverifiedHeader) -> Result<(), VerifyError> {
    todo!("Chapter 6: step 6, we have chosen, and the header may only agree")
}

// Check 7. A token that was made for another purpose carries another type
// (RFC 8725 §3.11). Media types are compared without regard to case.
fn type_is_right(
    header: &UnverifiedHeader,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    todo!(
        "Chapter 6: step 7, `JWT` in any case or none, unless \
         `expected.token_type` asks for another"
    )
}

// Check 8. RFC 7518 §3.2.
fn signature_bytes(signature: &str) -> Result<[u8; 32], VerifyError> {
    todo!("Chapter 6: steps 0 and 8, base64url of exactly 32 bytes")
}

// Check 9. The signing input is cut out of the token as it was received, not
// made again from what we decoded: other bytes would be another message.
fn signature_matches(
    signing_input: &str,
    tag: &[u8; 32],
    secret: &Secret,
) -> Result<(), VerifyError> {
    todo!(
        "Chapter 6: steps 0 and 9, `tag_matches` over the characters as received. \
         `likely_cause` may know why not"
    )
}

// Check 10, its first half. `Claims::from_json` has the second, and check 11.
fn payload_bytes(payload: &str) -> Result<Vec<u8>, VerifyError> {
    todo!("Chapter 6: steps 0 and 10, decode it")
}

// Check 12.
fn time_is_right(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    todo!("Chapter 6: step 12, `exp`, then `nbf`, then the age")
}

// `exp` is the first moment at which the token is no longer good (RFC 7519 §4.1.4).
fn not_expired(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    todo!(
        "Chapter 6: step 12, `exp` is the first moment that is too late. The \
         leeway is added to it"
    )
}

// `nbf` is the first moment at which the token is good (RFC 7519 §4.1.5).
fn valid_already(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    todo!(
        "Chapter 6: step 12, `nbf` is the first moment that is not too early. The \
         leeway is taken from it"
    )
}

// `iat` says how old the token is (RFC 7519 §4.1.6).
fn not_too_old(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    todo!(
        "Chapter 6: step 12, only if there is an `expected.max_age`. It needs an \
         `iat`, and one that is not to come"
    )
}

// Check 13.
fn parties_are_right(
    claims: &Claims,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    todo!(
        "Chapter 6: step 13, `iss`, `sub`, `aud`, `jti`, each against its field: \
         `expected.issuer`, `subject`, `audience`, `token_id`. An `aud` that nobody \
         named is for somebody else"
    )
}

fn party_is_right(
    claims: &Claims,
    claim: &'static str,
    wanted: &Option<String>,
) -> Result<(), VerifyError> {
    todo!("Chapter 6: step 13, as expected, if anything is expected")
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
/// use jwt_by_hand::{documented, peek_without_verifying};
///
/// let token = peek_without_verifying(documented::TOKEN_AS_PRINTED)?;
/// assert_eq!(token.claims.text("id"), Some("123456"));
/// # Ok::<(), jwt_by_hand::VerifyError>(())
/// ```
pub fn peek_without_verifying(token: &str) -> Result<UnverifiedToken, VerifyError> {
    todo!("Chapter 6: step 15, read both parts, and believe nothing")
}
