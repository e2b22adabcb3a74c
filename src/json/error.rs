//! What can be wrong with a text that should be one JSON object.

use crate::explain::{Explanation, display_explanation, quoted};

/// Why bytes are not exactly one JSON object. Positions count characters, from 1.
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
        /// The character that can't stand there; none at the end of the text.
        found: Option<char>,
        /// Its place.
        position: usize,
        /// What could have stood there.
        expected: &'static str,
    },
    /// An object, but with a number that no 64-bit float holds, such as 1e400.
    NumberTooLarge,
    /// More than 127 objects and lists inside one another.
    TooDeep,
    /// An object, but with half of a UTF-16 surrogate pair, such as `\ud800`.
    LoneSurrogate,
    /// More text after the object.
    TrailingText {
        /// Its place.
        position: usize,
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
            JsonError::Syntax { found, position, expected } => Explanation::new(
                match found {
                    Some(found) => format!(
                        "text that is not JSON: {found:?} at character {position}"
                    ),
                    None => "text that is not JSON: it ends too early".to_owned(),
                },
                *expected,
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
            JsonError::TrailingText { position } => Explanation::new(
                format!("more text after the object, at character {position}"),
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

display_explanation!(JsonError);
