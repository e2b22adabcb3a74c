//! Every value between the JSON and the token, named and in order: what the examples
//! print, the tests pin, the book shows and its pages draw, as a structure, as JSON
//! for a program (`to_value`), and as text for a person (`lines`, `Display`).
//!
//! This is no stage, and you need not read it: it shows what the stages do, with their
//! own functions. What can be big, such as a row for each three bytes, is made when it
//! is asked for. HMAC's insides come from [`inside`](crate::inside), and a test pins that
//! they give the same tag.
//!
//! It shows secrets and tags, since it is there to show them. `Debug` does not.

mod apart;
mod checking;
mod encoding;
mod inside;
mod signing;
mod text;

use serde_json::{Value, json};

use crate::header::{HeaderError, UnverifiedHeader};
use crate::json;
use crate::payload::{Claims, PayloadError};
use crate::signature::Secret;

pub use apart::{Part, TakenApart};
pub use checking::{CheckedRow, Checking, Outcome};
pub use encoding::{ByteGroup, Encoding};
pub use inside::{BlockSteps, Hashing, TwoPasses};
pub use signing::Signing;
pub use text::{Ink, Line};

/// The first part in the making, from JSON as somebody wrote it: spaces and
/// all, since every byte of it is signed.
///
/// # Errors
///
/// [`HeaderError`] if the text is not one JSON object, or `typ` or `kid` is not
/// a string. An `alg` that `verify` would refuse is no error here.
///
/// ```
/// use jwt_by_hand::{printed_token, walkthrough};
///
/// let header = walkthrough::header(printed_token::HEADER_JSON)?;
/// assert_eq!(header.bytes.len(), 27);
/// assert_eq!(header.base64url, "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9");
/// # Ok::<(), jwt_by_hand::HeaderError>(())
/// ```
pub fn header(json: &str) -> Result<Encoding, HeaderError> {
    UnverifiedHeader::from_json(json.as_bytes())?;
    Ok(Encoding::of_json(Ink::Header, json))
}

/// The second part in the making, from JSON as somebody wrote it.
///
/// # Errors
///
/// [`PayloadError`] if the text is not one JSON object, or a registered claim
/// has the wrong type.
pub fn payload(json: &str) -> Result<Encoding, PayloadError> {
    Claims::from_json(json.as_bytes())?;
    Ok(Encoding::of_json(Ink::Payload, json))
}

/// Any bytes on their way to base64url. Where they are UTF-8, `json` holds the
/// text that they spell, whatever it says.
///
/// ```
/// use jwt_by_hand::walkthrough;
///
/// let encoding = walkthrough::bytes(&[0xfb, 0xff]);
/// assert_eq!(encoding.base64url, "-_8");
/// assert_eq!(encoding.standard(), "+/8=");
/// assert_eq!(encoding.json, None); // no UTF-8
/// ```
pub fn bytes(bytes: &[u8]) -> Encoding {
    let mut encoding = Encoding::of_bytes(Ink::Plain, bytes);
    encoding.json = std::str::from_utf8(bytes).ok().map(str::to_owned);
    encoding
}

/// Whether two texts are JSON objects with the same members: spaces, escapes and
/// the order of names are spelling, and spelling has no meaning.
///
/// ```
/// use jwt_by_hand::walkthrough::same_meaning;
///
/// assert!(same_meaning(r#"{"a":1,"b":2}"#, r#"{ "b": 2, "\u0061": 1 }"#));
/// assert!(!same_meaning(r#"{"a":1}"#, r#"{"a":"1"}"#));
/// ```
pub fn same_meaning(one: &str, other: &str) -> bool {
    let members = |json: &str| json::read_object(json.as_bytes());
    matches!((members(one), members(other)), (Ok(one), Ok(other)) if one == other)
}

/// The places of the bits in which two tags differ, counted from 0 at the left.
///
/// ```
/// use jwt_by_hand::walkthrough::changed_bits;
///
/// assert_eq!(changed_bits(&[0b1000_0000, 0xff], &[0, 0xfe]), [0, 15]);
/// ```
pub fn changed_bits(before: &[u8], after: &[u8]) -> Vec<usize> {
    let bytes = before.iter().zip(after).map(|(before, after)| before ^ after);
    let bits = bytes
        .flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1 == 1));
    let changed = bits.enumerate().filter(|(_, changed)| *changed);
    changed.map(|(place, _)| place).collect()
}

/// The moments among the claims, as dates.
pub fn dates(claims: &Claims) -> Vec<Line> {
    let moments = ["iat", "nbf", "exp"].into_iter().filter_map(|name| {
        let time = claims.time(name)?;
        let note = if time.looks_like_milliseconds() {
            ", which must be milliseconds: divide it by 1000"
        } else {
            ""
        };
        Some(
            Line::labelled(name, Ink::Payload, time.to_string())
                .with(Ink::Failed, note),
        )
    });
    moments.collect()
}

/// A token in the making, from the JSON of its header and its payload.
pub struct Making {
    /// The first part.
    pub header: Encoding,
    /// The second part.
    pub payload: Encoding,
    /// The third part.
    pub signing: Signing,
    /// All three, joined.
    pub token: String,
}

impl Making {
    /// Makes a token and keeps every value on the way.
    pub fn new(header: Encoding, payload: Encoding, secret: &Secret) -> Making {
        let signing_input = format!("{}.{}", header.base64url, payload.base64url);
        let signing = Signing::new(&signing_input, secret);
        let token =
            format!("{}.{}", signing.signing_input, signing.signature.base64url);
        Making { header, payload, signing, token }
    }

    /// The same for a program: `header`, `payload`, `signing`, `token`.
    pub fn to_value(&self) -> Value {
        json!({
            "header": self.header.to_value(),
            "payload": self.payload.to_value(),
            "signing": self.signing.to_value(),
            "token": self.token,
        })
    }

    /// The same for a person.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        let header = titled("1  Header: value, JSON, bytes, base64url");
        let payload = titled("2  Payload: value, JSON, bytes, base64url");
        let signing = titled("3  Signature: signing input, HMAC-SHA256, base64url");
        let header = header.into_iter().skip(1).chain(self.header.lines());
        let payload = payload.into_iter().chain(self.payload.lines());
        let signing = signing.into_iter().chain(self.signing.lines());
        let token =
            titled("The token").into_iter().chain([Line::token(&self.token)]);
        header.chain(payload).chain(signing).chain(token)
    }
}

fn titled(title: &str) -> [Line; 3] {
    [Line::empty(), Line::title(title), Line::empty()]
}

text::show_lines!(Encoding, Signing, Making, Checking);
text::hide_values!(
    Encoding, ByteGroup, Signing, Making, Checking, CheckedRow, TakenApart, Part,
    Line
);
