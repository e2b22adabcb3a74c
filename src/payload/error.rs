//! What can be wrong with a payload.

use crate::explain::{Explanation, display_explanation};
use crate::json::JsonError;

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

display_explanation!(PayloadError);

impl From<JsonError> for PayloadError {
    fn from(error: JsonError) -> PayloadError {
        PayloadError::Json(error)
    }
}

/// The section of [RFC 7519] that defines a registered claim.
///
/// [RFC 7519]: https://www.rfc-editor.org/rfc/rfc7519
pub(crate) fn section_of(claim: &str) -> &'static str {
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
