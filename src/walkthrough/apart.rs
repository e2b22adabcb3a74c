//! A token taken apart without a secret, as anyone can do it.

use serde_json::{Value, json};

use crate::base64url;
use crate::explain::Explanation;
use crate::header::UnverifiedHeader;
use crate::payload::Claims;
use crate::verify::{VerifyError, peek_without_verifying};

/// A token cut at its dots, and what each part says. **Nothing is verified.**
pub struct TakenApart {
    /// What stands between the dots; nothing if the token is empty or too long.
    pub parts: Vec<Part>,
    /// Why the token can't be read as a whole, if so: checks 1 to 4, 10 and 11.
    pub error: Option<VerifyError>,
}

/// One part of a token.
pub struct Part {
    /// The characters that travel.
    pub characters: String,
    /// The bytes that they stand for, if they are base64url.
    pub bytes: Option<Vec<u8>>,
    /// The text that the bytes spell, if they are UTF-8.
    pub text: Option<String>,
    /// What is wrong with the part in its place, if something is.
    pub error: Option<VerifyError>,
}

impl TakenApart {
    /// Takes a token apart, whatever is wrong with it.
    ///
    /// ```
    /// use jwt_by_hand::{printed_token, walkthrough::TakenApart};
    ///
    /// let token = TakenApart::new(printed_token::TOKEN);
    /// assert_eq!(token.parts[0].text.as_deref(), Some(printed_token::HEADER_JSON));
    /// assert_eq!(token.parts[1].text.as_deref(), Some(printed_token::PAYLOAD_JSON));
    /// assert_eq!(token.parts[2].bytes.as_ref().map(Vec::len), Some(32));
    /// assert_eq!(token.error, None);
    /// ```
    pub fn new(token: &str) -> TakenApart {
        let error = peek_without_verifying(token).err();
        let parts = match error {
            Some(VerifyError::Empty | VerifyError::TooLong { .. }) => Vec::new(),
            _ => {
                let is_ours = !names_another_algorithm(token);
                let parts = token.split('.').enumerate();
                parts.map(|part| Part::new(part, is_ours)).collect()
            }
        };
        TakenApart { parts, error }
    }

    /// The same for a program: `parts` (objects with `characters`, and `length`
    /// in bytes, `text` and `error`, each of which can be null) and `error`.
    pub fn to_value(&self) -> Value {
        let parts: Vec<Value> = self.parts.iter().map(Part::to_value).collect();
        json!({ "parts": parts, "error": explained(&self.error) })
    }
}

impl Part {
    fn new((place, characters): (usize, &str), is_ours: bool) -> Part {
        let bytes = base64url::decode(characters);
        let error = match (place, &bytes) {
            (0, Err(error)) => Some(VerifyError::HeaderEncoding(error.clone())),
            (0, Ok(bytes)) => {
                UnverifiedHeader::from_json(bytes).err().map(VerifyError::Header)
            }
            (1, Err(error)) => Some(VerifyError::PayloadEncoding(error.clone())),
            (1, Ok(bytes)) => Claims::from_json(bytes).err().map(VerifyError::from),
            (2, Err(error)) => Some(VerifyError::SignatureEncoding(error.clone())),
            (2, Ok(bytes)) if is_ours && bytes.len() != 32 => {
                Some(VerifyError::SignatureLength { found: bytes.len() })
            }
            _ => None,
        };
        let bytes = bytes.ok();
        let text = bytes.clone().and_then(|bytes| String::from_utf8(bytes).ok());
        Part { characters: characters.to_owned(), bytes, text, error }
    }

    fn to_value(&self) -> Value {
        json!({
            "characters": self.characters,
            "length": self.bytes.as_ref().map(Vec::len),
            "text": self.text,
            "error": explained(&self.error),
        })
    }
}

/// Then the length of its signature is not ours to judge: it may be a sound token for
/// another verifier.
fn names_another_algorithm(token: &str) -> bool {
    let header = token.split('.').next().map(base64url::decode);
    let header = header
        .and_then(Result::ok)
        .map(|bytes| UnverifiedHeader::from_json(&bytes));
    header.and_then(Result::ok).is_some_and(|header| {
        header.algorithm().is_some_and(|algorithm| algorithm != "HS256")
    })
}

fn explained(error: &Option<VerifyError>) -> Option<Value> {
    error.as_ref().map(VerifyError::explain).as_ref().map(Explanation::to_value)
}
