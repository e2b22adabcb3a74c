//! What can be wrong with a header.

use crate::explain::{Explanation, display_explanation};
use crate::json::JsonError;

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

display_explanation!(HeaderError);

impl From<JsonError> for HeaderError {
    fn from(error: JsonError) -> HeaderError {
        HeaderError::Json(error)
    }
}
