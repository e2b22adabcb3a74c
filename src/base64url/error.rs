//! What can be wrong with a text that should be base64url.

use crate::explain::{Explanation, display_explanation};

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
            .because(
                "the end was cut off, or somebody changed the last character by hand",
            ),
        }
    }
}

display_explanation!(Base64urlError);
