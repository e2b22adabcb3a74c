//! The whole token, checked: its claims come out, or where it stopped and why.
//!
//! Thirteen checks in a fixed order, and the first *no* ends it. Nothing of the
//! payload is looked at before the signature holds.

mod check;
mod error;
mod expectations;
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
/// says *yes* ([RFC 7519 §7.2]). `now` is yours to pass in.
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
///
/// [RFC 7519 §7.2]: https://www.rfc-editor.org/rfc/rfc7519#section-7.2
// ANCHOR: verify
pub fn verify(
    token: &str,
    secret: &Secret,
    expected: &Expectations,
    now: NumericDate,
) -> Result<VerifiedClaims, VerifyError> {
    let payload = verify_signature(token, secret, expected)?;
    let claims = Claims::from_json(&payload)?;
    time_is_right(&claims, expected, now)?;
    parties_are_right(&claims, expected)?;
    Ok(VerifiedClaims(claims))
}
// ANCHOR_END: verify

/// Checks 1 to 9, and gives the payload's bytes ([RFC 7515 §5.2]). They need not be
/// JSON: [RFC 7520 §4.4] signs plain text this way.
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
///
/// [RFC 7515 §5.2]: https://www.rfc-editor.org/rfc/rfc7515#section-5.2
/// [RFC 7520 §4.4]: https://www.rfc-editor.org/rfc/rfc7520#section-4.4
// ANCHOR: verify_signature
pub fn verify_signature(
    token: &str,
    secret: &Secret,
    expected: &Expectations,
) -> Result<Vec<u8>, VerifyError> {
    length_is_within_the_limit(token, expected)?;
    let parts = three_parts(token)?;
    header_is_right(parts.header, expected)?;
    let tag = received_tag(parts.signature)?;
    signature_matches(parts.signing_input, &tag, secret)?;
    payload_bytes(parts.payload)
}
// ANCHOR_END: verify_signature

/// Claims whose token passed every check. [`verify`] alone makes them, so a
/// function that asks for `&VerifiedClaims` can't be given any others.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifiedClaims(Claims);

impl VerifiedClaims {
    /// A claim's value, by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A claim's value, if it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.text(name)
    }

    /// A claim's value, if it is a moment.
    pub fn time(&self, name: &str) -> Option<NumericDate> {
        self.0.time(name)
    }

    /// Whether `aud` is `audience`, or a list that has it.
    pub fn is_for(&self, audience: &str) -> bool {
        self.0.is_for(audience)
    }

    /// The names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter()
    }

    /// The claims, no longer marked as verified.
    pub fn into_claims(self) -> Claims {
        self.0
    }
}

// Check 1. A limit before any work: whoever sends tokens chooses their length.
fn length_is_within_the_limit(
    token: &str,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    match token.len() {
        0 => Err(VerifyError::Empty),
        length if length > expected.max_length => {
            Err(VerifyError::TooLong { length, limit: expected.max_length })
        }
        _ => Ok(()),
    }
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
    let refused =
        |mix_up| Err(VerifyError::Parts { found: parts_in(token), mix_up });
    if let Some(wrapping) = wrapping::around(token) {
        return refused(Some(wrapping));
    }
    let mut parts = token.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(header), Some(payload), Some(signature), None) => {
            let signing_input = &token[..token.len() - signature.len() - 1];
            Ok(Parts { header, payload, signature, signing_input })
        }
        _ => refused(wrapping::in_place_of(token, parts_in(token))),
    }
}

fn parts_in(token: &str) -> usize {
    1 + token.bytes().filter(|byte| *byte == b'.').count()
}

// ANCHOR: header
// Checks 3 to 7.
fn header_is_right(
    header: &str,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    // Nearly every token has this header, and there is nothing to find out about it.
    if header == USUAL_HEADER && expected.token_type.is_none() {
        return Ok(());
    }
    let header = read_header(header)?;
    nothing_is_critical(&header)?;
    algorithm_is_hs256(&header)?;
    type_is_right(&header, expected)
}

/// `{"alg":"HS256","typ":"JWT"}`, to the letter. The checks would say the same.
const USUAL_HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
// ANCHOR_END: header

// Checks 3 and 4. RFC 7515 §2 and §4.
fn read_header(header: &str) -> Result<UnverifiedHeader, VerifyError> {
    let bytes = base64url::decode(header).map_err(VerifyError::HeaderEncoding)?;
    UnverifiedHeader::from_json(&bytes).map_err(VerifyError::Header)
}

// Check 5. `crit` lists what a verifier must understand or else refuse; we
// understand none of it (RFC 7515 §4.1.11). `b64` changes what is signed, and
// has no place in a JWT (RFC 7797 §7).
fn nothing_is_critical(header: &UnverifiedHeader) -> Result<(), VerifyError> {
    match header.extension {
        Some(parameter) => Err(VerifyError::Critical { parameter }),
        None => Ok(()),
    }
}

// ANCHOR: algorithm
// Check 6. The header does not choose the algorithm: we have chosen, and the
// header may only agree (RFC 8725 §3.1).
fn algorithm_is_hs256(header: &UnverifiedHeader) -> Result<(), VerifyError> {
    match &header.alg {
        Some(Value::String(algorithm)) if algorithm == "HS256" => Ok(()),
        other => Err(VerifyError::Algorithm { found: other.clone() }),
    }
}
// ANCHOR_END: algorithm

// Check 7. A token that was made for another purpose carries another type
// (RFC 8725 §3.11).
fn type_is_right(
    header: &UnverifiedHeader,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    let is_right = match (&header.typ, &expected.token_type) {
        (None, None) => true,
        (Some(found), None) => is_same_type(found, "JWT"),
        (Some(found), Some(wanted)) => is_same_type(found, wanted),
        (None, Some(_)) => false,
    };
    if is_right {
        return Ok(());
    }
    Err(VerifyError::Type {
        found: header.typ.clone(),
        expected: expected.token_type.clone(),
    })
}

// Types are media types, and so `JWT` is short for `application/jwt`: without a `/`,
// `application/` is meant to stand in front (RFC 7515 §4.1.9). Upper and lower case
// are the same (RFC 2045 §5.1).
fn is_same_type(one: &str, other: &str) -> bool {
    let parts = |typ| str::split_once(typ, '/').unwrap_or(("application", typ));
    let ((one, its_kind), (other, other_kind)) = (parts(one), parts(other));
    one.eq_ignore_ascii_case(other) && its_kind.eq_ignore_ascii_case(other_kind)
}

// Check 8. RFC 7518 §3.2.
fn received_tag(signature: &str) -> Result<Tag, VerifyError> {
    match base64url::decode_array(signature) {
        Some(bytes) => Ok(Tag::from_bytes(bytes)),
        None => {
            let bytes = base64url::decode(signature)
                .map_err(VerifyError::SignatureEncoding)?;
            Err(VerifyError::SignatureLength { found: bytes.len() })
        }
    }
}

// ANCHOR: signature_matches
// Check 9. The signing input is cut out of the token as it was received, not
// made again from what we decoded: other bytes would be another message.
fn signature_matches(
    signing_input: &str,
    received: &Tag,
    secret: &Secret,
) -> Result<(), VerifyError> {
    if tag_matches(signing_input, received, secret) {
        Ok(())
    } else {
        Err(VerifyError::SignatureMismatch)
    }
}
// ANCHOR_END: signature_matches

// Check 10, its first half. `Claims::from_json` has the second, and check 11.
fn payload_bytes(payload: &str) -> Result<Vec<u8>, VerifyError> {
    base64url::decode(payload).map_err(VerifyError::PayloadEncoding)
}

// ANCHOR: time
// Check 12.
fn time_is_right(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    not_expired(claims, expected, now)?;
    valid_already(claims, expected, now)?;
    not_too_old(claims, expected, now)
}

// `exp` is the first moment at which the token is no longer good (RFC 7519 §4.1.4).
fn not_expired(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    let leeway = expected.leeway;
    match claims.time("exp") {
        Some(exp) if exp + leeway <= now => {
            Err(VerifyError::Expired { exp, now, leeway })
        }
        None if expected.expiry_required => {
            Err(VerifyError::MissingTime { claim: "exp" })
        }
        _ => Ok(()),
    }
}

// `nbf` is the first moment at which the token is good (RFC 7519 §4.1.5).
fn valid_already(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    let leeway = expected.leeway;
    match claims.time("nbf") {
        Some(nbf) if nbf - leeway > now => {
            Err(VerifyError::NotYetValid { nbf, now, leeway })
        }
        _ => Ok(()),
    }
}
// ANCHOR_END: time

// `iat` says how old the token is (RFC 7519 §4.1.6).
fn not_too_old(
    claims: &Claims,
    expected: &Expectations,
    now: NumericDate,
) -> Result<(), VerifyError> {
    let Some(max_age) = expected.max_age else {
        return Ok(());
    };
    let leeway = expected.leeway;
    match claims.time("iat") {
        None => Err(VerifyError::MissingTime { claim: "iat" }),
        // An age below zero would let a token outlive every limit.
        Some(iat) if iat - leeway > now => {
            Err(VerifyError::FromTheFuture { iat, now, leeway })
        }
        Some(iat) if iat + max_age + leeway <= now => {
            Err(VerifyError::TooOld { iat, now, max_age, leeway })
        }
        Some(_) => Ok(()),
    }
}

// Check 13.
fn parties_are_right(
    claims: &Claims,
    expected: &Expectations,
) -> Result<(), VerifyError> {
    party_is_right(claims, "iss", &expected.issuer)?;
    party_is_right(claims, "sub", &expected.subject)?;
    party_is_right(claims, "aud", &expected.audience)?;
    party_is_right(claims, "jti", &expected.token_id)?;
    // A token that names its audience is not for those who name none
    // (RFC 7519 §4.1.3). Node's `jsonwebtoken` accepts it.
    match claims.get("aud") {
        Some(found) if expected.audience.is_none() => {
            Err(VerifyError::UnexpectedAudience { found: found.clone() })
        }
        _ => Ok(()),
    }
}

fn party_is_right(
    claims: &Claims,
    claim: &'static str,
    wanted: &Option<String>,
) -> Result<(), VerifyError> {
    let Some(wanted) = wanted else {
        return Ok(());
    };
    let is_right = match claim {
        "aud" => claims.is_for(wanted),
        _ => claims.text(claim) == Some(wanted),
    };
    if is_right {
        return Ok(());
    }
    Err(VerifyError::AnotherParty {
        claim,
        found: claims.get(claim).cloned(),
        expected: wanted.clone(),
    })
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
    length_is_within_the_limit(token, &Expectations::new())?;
    let parts = three_parts(token)?;
    let header = read_header(parts.header)?;
    let claims = Claims::from_json(&payload_bytes(parts.payload)?)?;
    Ok(UnverifiedToken { header, claims })
}
