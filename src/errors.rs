//! What each stage says when it refuses, for someone who is new to this: what
//! was found, what was expected, which rule says so, and the likely cause.
//!
//! One enum per stage. No error holds a secret, a part of one, or the right
//! signature. Text that came from outside is shown escaped and cut short.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

use crate::numeric_date::NumericDate;
use crate::verify::{PartsMixUp, SignatureMixUp};

/// An error, taken apart.
///
/// ```
/// use jwt_by_hand::base64url;
///
/// let explanation = base64url::decode("e30=").unwrap_err().explain();
/// assert_eq!(explanation.found, "`=` at character 4");
/// assert_eq!(explanation.expected, "base64url without padding");
/// assert_eq!(explanation.rule, "RFC 7515 §2");
/// assert!(explanation.likely_cause.is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What was found.
    pub found: String,
    /// What was expected in its place.
    pub expected: String,
    /// The rule that expects it: a standard and its section, where there is one.
    pub rule: &'static str,
    /// What usually leads to this, where it can be told.
    pub likely_cause: Option<String>,
}

impl Explanation {
    fn new(
        found: impl Into<String>,
        expected: impl Into<String>,
        rule: &'static str,
    ) -> Explanation {
        Explanation {
            found: found.into(),
            expected: expected.into(),
            rule,
            likely_cause: None,
        }
    }

    fn because(self, likely_cause: impl Into<String>) -> Explanation {
        Explanation { likely_cause: Some(likely_cause.into()), ..self }
    }

    fn because_if(self, recognised: bool, likely_cause: &str) -> Explanation {
        if recognised { self.because(likely_cause) } else { self }
    }

    /// Puts the place of the mistake in front.
    fn within(self, place: &str) -> Explanation {
        Explanation { found: format!("{} {place}", self.found), ..self }
    }

    /// The same for a program: an object with `found`, `expected`, `rule` and
    /// `likely_cause` (text or null).
    pub fn to_json(&self) -> Value {
        json!({
            "found": self.found,
            "expected": self.expected,
            "rule": self.rule,
            "likely_cause": self.likely_cause,
        })
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "found {}; expected {} ({})",
            self.found, self.expected, self.rule
        )?;
        match &self.likely_cause {
            Some(cause) => write!(formatter, ". Likely cause: {cause}"),
            None => Ok(()),
        }
    }
}

/// Why a text is not base64url. Positions count characters, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base64urlError {
    /// A `=`: a JWT leaves the padding out.
    Padding {
        /// The place of the first `=`.
        position: usize,
    },
    /// A `+` or `/`, which base64url writes as `-` and `_`.
    StandardAlphabet {
        /// The character.
        character: char,
        /// Its place.
        position: usize,
    },
    /// A space, a tab or a line break.
    WhiteSpace {
        /// The character.
        character: char,
        /// Its place.
        position: usize,
    },
    /// A character that no base64 has.
    OtherCharacter {
        /// The character.
        character: char,
        /// Its place.
        position: usize,
    },
    /// One character too many or too few: 1, 5, 9, … characters stand for no
    /// number of whole bytes.
    ImpossibleLength {
        /// The number of characters.
        length: usize,
    },
    /// The last character carries bits that no byte needs, and they are not zero.
    SpareBits {
        /// The last character.
        last: char,
        /// The one that stands for the same bytes with the spare bits at zero.
        expected: char,
    },
}

impl Base64urlError {
    /// The error, taken apart.
    pub fn explain(&self) -> Explanation {
        match self {
            Base64urlError::Padding { position } => Explanation::new(
                format!("`=` at character {position}"),
                "base64url without padding",
                "RFC 7515 §2",
            )
            .because("it was written with padding; leave every `=` out"),
            Base64urlError::StandardAlphabet { character, position } => {
                Explanation::new(
                    format!("`{character}` at character {position}"),
                    "base64url, which has `-` for `+` and `_` for `/`",
                    "RFC 4648 §5",
                )
                .because("it was written in standard base64")
            }
            Base64urlError::WhiteSpace { character, position } => Explanation::new(
                format!("white space ({character:?}) at character {position}"),
                "base64url without a break",
                "RFC 7515 §2",
            )
            .because("it was copied with a space or a line break"),
            Base64urlError::OtherCharacter { character, position } => {
                Explanation::new(
                    format!("{character:?} at character {position}"),
                    "only A to Z, a to z, 0 to 9, `-` and `_`",
                    "RFC 4648 §5",
                )
            }
            Base64urlError::ImpossibleLength { length } => Explanation::new(
                format!("{length} character{}", if *length == 1 { "" } else { "s" }),
                "a length that whole bytes give: not 1 more than a multiple of 4",
                "RFC 4648 §5",
            )
            .because("a character was lost or added when it was copied"),
            Base64urlError::SpareBits { last, expected } => Explanation::new(
                format!("`{last}` as the last character"),
                format!(
                    "`{expected}`, which has zeros in the bits that no byte needs"
                ),
                "RFC 4648 §3.5",
            )
            .because("the end was cut off, or somebody changed the last character by hand"),
        }
    }
}

/// Why bytes are not exactly one JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonError {
    /// No bytes, or only white space.
    Empty,
    /// The bytes are not UTF-8.
    NotUtf8 {
        /// The place of the first wrong byte, from 1.
        position: usize,
    },
    /// A byte order mark stands in front.
    ByteOrderMark,
    /// The text is not JSON.
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// An object, but with a number that no 64-bit float holds, such as 1e400.
    NumberTooLarge,
    /// An object, but with more than 127 objects and lists inside one another.
    TooDeep,
    /// An object, but with half of a UTF-16 surrogate pair, such as `\ud800`.
    LoneSurrogate,
    /// More text after the object.
    TrailingText {
        /// Its place on its line, from 1.
        column: usize,
    },
    /// JSON, but not an object.
    NotAnObject {
        /// What it is instead, with its article.
        found: &'static str,
    },
    /// An object, here or further inside, that has a name twice.
    RepeatedName {
        /// The name.
        name: String,
    },
}

impl JsonError {
    /// The error, taken apart.
    pub fn explain(&self) -> Explanation {
        let expected = "one JSON object";
        match self {
            JsonError::Empty => {
                Explanation::new("no text", expected, "RFC 8259 §2")
            }
            JsonError::NotUtf8 { position } => Explanation::new(
                format!("byte {position}, which is not UTF-8"),
                expected,
                "RFC 8259 §8.1",
            )
            .because(
                "the text was encoded as Latin-1, or these bytes were never text",
            ),
            JsonError::ByteOrderMark => Explanation::new(
                "a byte order mark in front",
                expected,
                "RFC 8259 §8.1",
            )
            .because("an editor saved the text as \"UTF-8 with BOM\""),
            JsonError::Syntax { message } => Explanation::new(
                format!("text that is not JSON: {message}"),
                expected,
                "RFC 8259 §2",
            ),
            JsonError::NumberTooLarge => Explanation::new(
                "a number that is too large",
                "finite numbers, which a 64-bit float can hold",
                "RFC 8259 §6",
            ),
            JsonError::TooDeep => Explanation::new(
                "more than 127 objects and lists inside one another",
                "less depth, as a parser must stop somewhere",
                "RFC 8259 §9",
            ),
            JsonError::LoneSurrogate => Explanation::new(
                "half of a surrogate pair, such as \\ud800",
                "text, and that is no character",
                "RFC 8259 §8.2",
            )
            .because("JavaScript cut a string in the middle of a character"),
            JsonError::TrailingText { column } => Explanation::new(
                format!("more text after the object, at column {column}"),
                expected,
                "RFC 8259 §2",
            ),
            JsonError::NotAnObject { found } => Explanation::new(
                *found,
                "one JSON object, {…}",
                "RFC 7515 §4, RFC 7519 §3",
            )
            .because_if(*found == "a string", "it was turned into JSON twice"),
            JsonError::RepeatedName { name } => Explanation::new(
                format!("the name {} twice", quoted(name)),
                "each name once, or two readers would see two different tokens",
                "RFC 7515 §4, RFC 7519 §4",
            ),
        }
    }
}

/// Why bytes are not a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// Not one JSON object.
    Json(JsonError),
    /// `typ` or `kid` is not a string.
    NotText {
        /// The parameter's name.
        name: &'static str,
        /// What its value is instead, with its article.
        found: &'static str,
    },
}

impl HeaderError {
    /// The error, taken apart.
    pub fn explain(&self) -> Explanation {
        match self {
            HeaderError::Json(error) => error.explain(),
            HeaderError::NotText { name, found } => Explanation::new(
                format!("{name} as {found}"),
                format!("{name} as a string"),
                if *name == "kid" {
                    "RFC 7515 §4.1.4"
                } else {
                    "RFC 7515 §4.1.9"
                },
            ),
        }
    }
}

impl From<JsonError> for HeaderError {
    fn from(error: JsonError) -> HeaderError {
        HeaderError::Json(error)
    }
}

/// Why bytes are not a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayloadError {
    /// Not one JSON object.
    Json(JsonError),
    /// A registered claim has a value of the wrong type.
    WrongType {
        /// The claim's name.
        claim: &'static str,
        /// What its value is instead, with its article.
        found: &'static str,
        /// What it must be.
        expected: &'static str,
    },
}

impl PayloadError {
    /// The error, taken apart.
    pub fn explain(&self) -> Explanation {
        match self {
            PayloadError::Json(error) => error.explain(),
            PayloadError::WrongType { claim, found, expected } => Explanation::new(
                format!("{claim} as {found}"),
                format!("{claim} as {expected}"),
                section_of(claim),
            )
            .because_if(
                *found == "a string" && matches!(*claim, "exp" | "nbf" | "iat"),
                "the time was written as text; leave the quotes out",
            ),
        }
    }
}

impl From<JsonError> for PayloadError {
    fn from(error: JsonError) -> PayloadError {
        PayloadError::Json(error)
    }
}

/// Why bytes or text can't be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretError {
    /// No byte at all.
    Empty,
    /// Fewer bytes than HS256 allows.
    TooShort {
        /// How many there are.
        found: usize,
    },
    /// The text is not base64url without padding.
    NotBase64url,
}

impl SecretError {
    /// The error, taken apart. It says nothing of what the secret holds.
    pub fn explain(&self) -> Explanation {
        let long_enough = "at least 32, drawn at random";
        match self {
            SecretError::Empty => {
                Explanation::new("a secret of 0 bytes", long_enough, "RFC 7518 §3.2")
                    .because("the variable that should hold it is not set, or its name is misspelt")
            }
            SecretError::TooShort { found } => {
                Explanation::new(format!("a secret of {found} bytes"), long_enough, "RFC 7518 §3.2")
                    .because("it is a word or a password, or text that was decoded by mistake; `openssl rand -base64 32` prints a good one, as text")
            }
            SecretError::NotBase64url => Explanation::new(
                "a secret that is not base64url",
                "only A to Z, a to z, 0 to 9, `-` and `_`, without padding",
                "RFC 4648 §5, RFC 7518 §6.4.1",
            )
            .because("it is meant as text, or it is standard base64 (`+`, `/`, `=`)"),
        }
    }
}

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
    SignatureMismatch {
        /// How the secrets were mixed up, if that can be proved.
        mix_up: Option<SignatureMixUp>,
    },
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

impl VerifyError {
    /// The error, taken apart.
    pub fn explain(&self) -> Explanation {
        match self {
            VerifyError::Empty => Explanation::new("an empty token", THREE_PARTS, "RFC 7515 §7.1")
                .because("there was no Authorization header, or nothing behind \"Bearer\""),
            VerifyError::TooLong { length, limit } => Explanation::new(
                format!("a token of {length} bytes"),
                format!("at most {limit}"),
                "no RFC: web servers' limits",
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
            VerifyError::SignatureMismatch { mix_up } => explain_mismatch(*mix_up),
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

fn explain_mismatch(mix_up: Option<SignatureMixUp>) -> Explanation {
    Explanation::new(
        "a signature that this secret does not give for these characters",
        "the tag of the first two parts under this secret",
        "RFC 7518 §3.2",
    )
    .because(match mix_up {
        None => "another secret signed it, or a character of the token was changed since",
        Some(SignatureMixUp::SignerDecodedIt) => {
            "the signer decodes the secret from base64 and you take its text; both must do the same"
        }
        Some(SignatureMixUp::SignerTookTheText) => {
            "the signer takes the secret's text and you decode it from base64url; both must do the same"
        }
        Some(SignatureMixUp::OursIsWrapped) => {
            "your secret has white space or quotes around it that the signer's has not"
        }
        Some(SignatureMixUp::SignersEndsWithALineBreak) => {
            "the signer's secret ends with a line break that yours has not"
        }
        Some(SignatureMixUp::WhiteSpaceInThePayload) => {
            "the token was copied with a space or a line break in its payload; without it the signature matches"
        }
    })
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

/// The section of RFC 7519 that defines a registered claim.
fn section_of(claim: &str) -> &'static str {
    match claim {
        "iss" => "RFC 7519 §4.1.1",
        "sub" => "RFC 7519 §4.1.2",
        "aud" => "RFC 7519 §4.1.3",
        "exp" => "RFC 7519 §4.1.4",
        "nbf" => "RFC 7519 §4.1.5",
        "iat" => "RFC 7519 §4.1.6",
        _ => "RFC 7519 §4.1.7",
    }
}

/// Foreign text in quotes, with control characters escaped, cut at 60 characters.
fn quoted(text: &str) -> String {
    format!("{:?}{}", text.chars().take(60).collect::<String>(), ellipsis(text))
}

/// A foreign JSON value, cut at 60 characters.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    format!(
        "{}{}",
        visible(&text.chars().take(60).collect::<String>()),
        ellipsis(&text)
    )
}

/// Text on one line, with everything escaped that could steer a terminal.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '"' | '\'' | '\\' => character.to_string(),
            other => other.escape_debug().to_string(),
        })
        .collect()
}

fn ellipsis(text: &str) -> &'static str {
    if text.chars().nth(60).is_some() { "…" } else { "" }
}

macro_rules! errors_display_their_explanation {
    ($($error:ty),+) => {$(
        impl fmt::Display for $error {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.explain().fmt(formatter)
            }
        }

        impl Error for $error {}
    )+};
}

errors_display_their_explanation!(
    Base64urlError,
    JsonError,
    HeaderError,
    PayloadError,
    SecretError,
    VerifyError
);
