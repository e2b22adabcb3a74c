//! What can be wrong with a secret.

use crate::explain::{Explanation, display_explanation};

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
            SecretError::Empty => Explanation::new(
                "a secret of 0 bytes",
                long_enough,
                "RFC 7518 §3.2",
            )
            .because(
                "the variable that should hold it is not set, or its name is misspelt",
            ),
            SecretError::TooShort { found } => Explanation::new(
                format!("a secret of {found} bytes"),
                long_enough,
                "RFC 7518 §3.2",
            )
            .because(
                "it is a word or a password, or text that was decoded by mistake; \
                 `openssl rand -base64 32` prints a good one, as text",
            ),
            SecretError::NotBase64url => Explanation::new(
                "a secret that is not base64url",
                "only A to Z, a to z, 0 to 9, `-` and `_`, without padding",
                "RFC 4648 §5, RFC 7518 §6.4.1",
            )
            .because("it is meant as text, or it is standard base64 (`+`, `/`, `=`)"),
        }
    }
}

display_explanation!(SecretError);
