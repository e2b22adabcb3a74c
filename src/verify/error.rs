//! What can be wrong with a token as a whole.

use std::time::Duration;

use serde_json::Value;

use super::check::Check;
use crate::base64url::Base64urlError;
use crate::explain::{Explanation, display_explanation, quoted, shown};
use crate::header::HeaderError;
use crate::json::JsonError;
use crate::numeric_date::NumericDate;
use crate::payload::{PayloadError, section_of};

/// Why a token was refused. Each belongs to one
/// [`Check`](crate::verify::Check), see [`check`](VerifyError::check).
#[derive(Clone, Debug, PartialEq)]
pub enum VerifyError {
    /// Check 1: there is no token.
    Empty,
    /// Check 1: the token is longer than the caller allows.
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The longest that is allowed.
        limit: usize,
    },
    /// Check 2: not three parts, or something around them.
    Parts {
        /// How many parts there are.
        found: usize,
        /// What it is instead, if that can be told.
        mix_up: Option<PartsMixUp>,
    },
    /// Check 3: the header is not base64url.
    HeaderEncoding(Base64urlError),
    /// Check 4: the header is not one JSON object, or `typ` or `kid` is no string.
    Header(HeaderError),
    /// Check 5: the header asks for an extension.
    Critical {
        /// `crit` or `b64`.
        parameter: &'static str,
    },
    /// Check 6: `alg` is missing or not `HS256`.
    Algorithm {
        /// What it is instead.
        found: Option<Value>,
    },
    /// Check 7: `typ` is not the expected one.
    Type {
        /// What it is instead.
        found: Option<String>,
        /// The type that the caller asked for; `JWT` or none if they did not.
        expected: Option<String>,
    },
    /// Check 8: the signature is not base64url.
    SignatureEncoding(Base64urlError),
    /// Check 8: the signature is not 32 bytes long.
    SignatureLength {
        /// How many bytes it has.
        found: usize,
    },
    /// Check 9: the signature is not the one that this secret gives.
    SignatureMismatch,
    /// Check 10: the payload is not base64url.
    PayloadEncoding(Base64urlError),
    /// Checks 10 and 11: the payload is not one JSON object, or a registered
    /// claim has the wrong type.
    Payload(PayloadError),
    /// Check 12: `exp` has come.
    Expired {
        /// The first moment at which the token is no longer good.
        exp: NumericDate,
        /// The moment of the check.
        now: NumericDate,
        /// What the caller allows.
        leeway: Duration,
    },
    /// Check 12: `nbf` is yet to come.
    NotYetValid {
        /// The first moment at which the token is good.
        nbf: NumericDate,
        /// The moment of the check.
        now: NumericDate,
        /// What the caller allows.
        leeway: Duration,
    },
    /// Check 12: `iat` is longer ago than the caller allows.
    TooOld {
        /// When the token says that it was made.
        iat: NumericDate,
        /// The moment of the check.
        now: NumericDate,
        /// What the caller allows.
        max_age: Duration,
        /// What the caller allows beyond that.
        leeway: Duration,
    },
    /// Check 12: `iat` is yet to come, and the caller asked for a maximum age.
    FromTheFuture {
        /// When the token says that it was made.
        iat: NumericDate,
        /// The moment of the check.
        now: NumericDate,
        /// What the caller allows.
        leeway: Duration,
    },
    /// Check 12: `exp` or `iat` is missing, and the caller needs it.
    MissingTime {
        /// The claim's name.
        claim: &'static str,
    },
    /// Check 13: `iss`, `sub`, `aud` or `jti` is missing or not the expected one.
    AnotherParty {
        /// The claim's name.
        claim: &'static str,
        /// What it is instead.
        found: Option<Value>,
        /// What the caller asked for.
        expected: String,
    },
    /// Check 13: the token is for somebody, and the caller named nobody.
    UnexpectedAudience {
        /// Whom it is for.
        found: Value,
    },
}

impl From<PayloadError> for VerifyError {
    fn from(error: PayloadError) -> VerifyError {
        VerifyError::Payload(error)
    }
}

/// What was given in place of a token, or stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartsMixUp {
    /// The scheme of the `Authorization` header is still in front.
    BearerPrefix,
    /// The credentials are a user's name and password.
    BasicCredentials,
    /// Quotes stand around the token.
    Quotes,
    /// White space stands around the token.
    WhiteSpace,
    /// A JavaScript value that became text.
    JavaScriptValue,
    /// Two parts: the signature is missing.
    NoSignature,
    /// Five parts: an encrypted token (JWE, [RFC 7516 §7.1]).
    ///
    /// [RFC 7516 §7.1]: https://www.rfc-editor.org/rfc/rfc7516#section-7.1
    Encrypted,
}

impl VerifyError {
    /// The check that said *no*.
    pub fn check(&self) -> Check {
        match self {
            VerifyError::Empty | VerifyError::TooLong { .. } => Check::Length,
            VerifyError::Parts { .. } => Check::ThreeParts,
            VerifyError::HeaderEncoding(_) => Check::HeaderEncoding,
            VerifyError::Header(_) => Check::HeaderJson,
            VerifyError::Critical { .. } => Check::NothingCritical,
            VerifyError::Algorithm { .. } => Check::Algorithm,
            VerifyError::Type { .. } => Check::Type,
            VerifyError::SignatureEncoding(_)
            | VerifyError::SignatureLength { .. } => Check::SignatureEncoding,
            VerifyError::SignatureMismatch => Check::SignatureMatches,
            // Its grammar is JSON, but the number is not finite: a wrong value, and not
            // a wrong text.
            VerifyError::Payload(
                PayloadError::WrongType { .. }
                | PayloadError::Json(JsonError::NumberTooLarge),
            ) => Check::ClaimTypes,
            VerifyError::PayloadEncoding(_)
            | VerifyError::Payload(PayloadError::Json(_)) => Check::PayloadJson,
            VerifyError::Expired { .. }
            | VerifyError::NotYetValid { .. }
            | VerifyError::TooOld { .. }
            | VerifyError::FromTheFuture { .. }
            | VerifyError::MissingTime { .. } => Check::Time,
            VerifyError::AnotherParty { .. }
            | VerifyError::UnexpectedAudience { .. } => Check::Parties,
        }
    }

    /// The error, taken apart.
    pub fn explain(&self) -> Explanation {
        match self {
            VerifyError::Empty => Explanation::new("an empty token", THREE_PARTS, "RFC 7515 §7.1")
                .because("there was no Authorization header, or nothing behind \"Bearer\""),
            VerifyError::TooLong { length, limit } => Explanation::new(
                format!("a token of {length} bytes"),
                format!("at most {limit}"),
                "no RFC: servers' limits",
            )
            .because("too much is stored in it; a caller who means it can raise the limit"),
            VerifyError::Parts { found, mix_up } => explain_parts(*found, *mix_up),
            VerifyError::HeaderEncoding(error) => error.explain().within("of the header"),
            VerifyError::Header(error) => error.explain().within("in the header"),
            VerifyError::Critical { parameter } => Explanation::new(
                format!("{parameter} in the header"),
                "no extension, since we understand none",
                if *parameter == "crit" { "RFC 7515 §4.1.11" } else { "RFC 7797 §7" },
            ),
            VerifyError::Algorithm { found } => explain_algorithm(found.as_ref()),
            VerifyError::Type { found, expected } => Explanation::new(
                found.as_ref().map_or("no typ".to_owned(), |typ| format!("typ {}", quoted(typ))),
                expected.as_ref().map_or("typ \"JWT\", or none".to_owned(), |typ| {
                    format!("typ {}", quoted(typ))
                }),
                "RFC 8725 §3.11",
            )
            .because("the token was made for another purpose"),
            VerifyError::SignatureEncoding(error) => error.explain().within("of the signature"),
            VerifyError::SignatureLength { found } => explain_signature_length(*found),
            VerifyError::SignatureMismatch => Explanation::new(
                "a signature that this secret does not give for these characters",
                "the tag of the first two parts under this secret",
                "RFC 7518 §3.2",
            )
            .because("another secret signed it, or a character of the token was changed since"),
            VerifyError::PayloadEncoding(error) => error.explain().within("of the payload"),
            VerifyError::Payload(error) => error.explain().within("in the payload"),
            VerifyError::Expired { exp, now, leeway } => Explanation::new(
                format!("exp {exp}{}", leeway_note(*leeway)),
                format!("a moment after now, {now}"),
                "RFC 7519 §4.1.4",
            )
            .because(expired_because(*exp, *now)),
            VerifyError::NotYetValid { nbf, now, leeway } => Explanation::new(
                format!("nbf {nbf}{}", leeway_note(*leeway)),
                format!("a moment not after now, {now}"),
                "RFC 7519 §4.1.5",
            )
            .because(early_because(*nbf)),
            VerifyError::TooOld { iat, now, max_age, leeway } => Explanation::new(
                format!("iat {iat}{}", leeway_note(*leeway)),
                format!("less than {} s before now, {now}", max_age.as_secs_f64()),
                "RFC 7519 §4.1.6",
            ),
            VerifyError::FromTheFuture { iat, now, leeway } => Explanation::new(
                format!("iat {iat}{}", leeway_note(*leeway)),
                format!("a moment not after now, {now}, as a maximum age is asked for"),
                "RFC 7519 §4.1.6",
            )
            .because(early_because(*iat)),
            VerifyError::MissingTime { claim } => Explanation::new(
                format!("no {claim}"),
                format!("{claim}, since the caller asks for it"),
                section_of(claim),
            ),
            VerifyError::AnotherParty { claim, found, expected } => Explanation::new(
                found
                    .as_ref()
                    .map_or(format!("no {claim}"), |value| format!("{claim} {}", shown(value))),
                format!("{claim} {}", quoted(expected)),
                section_of(claim),
            ),
            VerifyError::UnexpectedAudience { found } => Explanation::new(
                format!("aud {}", shown(found)),
                "no aud, since the caller expects none",
                "RFC 7519 §4.1.3",
            )
            .because("the token is for somebody else, or the caller forgot to name its audience"),
        }
    }
}

display_explanation!(VerifyError);

const THREE_PARTS: &str = "three parts joined by two dots";

fn explain_parts(found: usize, mix_up: Option<PartsMixUp>) -> Explanation {
    let parts =
        if found == 1 { "1 part".to_owned() } else { format!("{found} parts") };
    let (found, cause) = match mix_up {
        Some(PartsMixUp::BearerPrefix) if found == 1 => {
            ("\"Bearer\" without a token", "the client had no token to send")
        }
        Some(PartsMixUp::BearerPrefix) => (
            "\"Bearer\" in front of the token",
            "the whole Authorization header was passed on; take what follows \"Bearer \"",
        ),
        Some(PartsMixUp::BasicCredentials) => (
            "\"Basic\" credentials",
            "the Authorization header holds a user's name and password, not a token",
        ),
        Some(PartsMixUp::Quotes) => (
            "quotes around the token",
            "it was turned into JSON once more, or copied with its quotes",
        ),
        Some(PartsMixUp::WhiteSpace) => (
            "white space around the token",
            "it was copied or read with a space or a line break",
        ),
        Some(PartsMixUp::JavaScriptValue) => (
            "a JavaScript value that became text",
            "the variable that should hold the token does not",
        ),
        Some(PartsMixUp::NoSignature) => (
            parts.as_str(),
            "the signature is missing: the last part was cut off or never made",
        ),
        Some(PartsMixUp::Encrypted) => (
            parts.as_str(),
            "five parts are an encrypted token (JWE, RFC 7516 §7.1), not a signed one",
        ),
        None => return Explanation::new(parts, THREE_PARTS, "RFC 7515 §7.1"),
    };
    Explanation::new(found, THREE_PARTS, "RFC 7515 §7.1").because(cause)
}

fn explain_algorithm(found: Option<&Value>) -> Explanation {
    let explanation = Explanation::new(
        found.map_or("no alg".to_owned(), |alg| format!("alg {}", shown(alg))),
        "alg \"HS256\", to the letter",
        "RFC 8725 §3.1",
    );
    match found.and_then(Value::as_str) {
        Some(alg) if alg.eq_ignore_ascii_case("none") => explanation.because(
            "a token without a signature, which anyone can write (RFC 8725 §2.1)",
        ),
        Some(alg) if alg.eq_ignore_ascii_case("HS256") => explanation
            .because("upper and lower case differ here (RFC 7515 §4.1.1)"),
        Some(_) => explanation.because("the token was made for another verifier"),
        None => explanation,
    }
}

fn explain_signature_length(found: usize) -> Explanation {
    let explanation = Explanation::new(
        format!("a signature of {found} bytes"),
        "32 bytes, as HMAC-SHA256 gives",
        "RFC 7518 §3.2",
    );
    match found {
        0 => explanation.because("the signature was removed"),
        48 => explanation.because("64 hexadecimal digits stand in its place, or it is an HS384 tag"),
        64 => explanation.because(
            "the digits of the tag in hexadecimal were encoded, not its bytes, or it is an HS512 tag",
        ),
        33 => explanation.because("a character was added when it was copied"),
        1..=31 => explanation.because("the end of the token was cut off"),
        _ => explanation.because("another algorithm made it"),
    }
}

/// The longest lifetime that is mistaken for a moment: a year, in seconds.
const YEAR: f64 = 366.0 * 86_400.0;

fn expired_because(exp: NumericDate, now: NumericDate) -> String {
    if now.looks_like_milliseconds() {
        "now is in milliseconds; divide it by 1000".to_owned()
    } else if exp.as_seconds() <= YEAR && now.as_seconds() > YEAR {
        "exp holds a lifetime; it must hold the moment, iat plus the lifetime"
            .to_owned()
    } else if exp == now {
        "exp is the first moment at which a token is no longer good".to_owned()
    } else {
        format!(
            "it expired {} s ago; the user has to log in again",
            now.as_seconds() - exp.as_seconds()
        )
    }
}

fn early_because(time: NumericDate) -> &'static str {
    if time.looks_like_milliseconds() {
        "it was written in milliseconds; divide it by 1000"
    } else {
        "the clocks of the two machines differ, or the token is meant for later"
    }
}

fn leeway_note(leeway: Duration) -> String {
    if leeway.is_zero() {
        String::new()
    } else {
        format!(", with {} s of leeway", leeway.as_secs_f64())
    }
}
