//! What an error says, for someone who is new to this: what was found, what was
//! expected, which rule says so, and the likely cause.
//!
//! Each stage keeps its errors in a file beside it and words them with what is
//! here. Text that came from outside is shown escaped and cut short.

use std::fmt;

use serde_json::{Value, json};

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
    pub(crate) fn new(
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

    pub(crate) fn because(self, likely_cause: impl Into<String>) -> Explanation {
        Explanation { likely_cause: Some(likely_cause.into()), ..self }
    }

    pub(crate) fn because_if(
        self,
        recognised: bool,
        likely_cause: &str,
    ) -> Explanation {
        if recognised { self.because(likely_cause) } else { self }
    }

    /// Puts the place of the mistake behind what was found.
    pub(crate) fn within(self, place: &str) -> Explanation {
        Explanation { found: format!("{} {place}", self.found), ..self }
    }

    /// The same for a program: an object with `found`, `expected`, `rule` and
    /// `likely_cause` (text or null).
    pub fn to_value(&self) -> Value {
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

/// An error is displayed as its explanation.
macro_rules! display_explanation {
    ($error:ty) => {
        impl std::fmt::Display for $error {
            fn fmt(
                &self,
                formatter: &mut std::fmt::Formatter<'_>,
            ) -> std::fmt::Result {
                self.explain().fmt(formatter)
            }
        }

        impl std::error::Error for $error {}
    };
}
pub(crate) use display_explanation;

/// Foreign text in quotes, with control characters escaped, cut at 60 characters.
pub(crate) fn quoted(text: &str) -> String {
    format!("{:?}{}", start_of(text), ellipsis(text))
}

/// A foreign JSON value, cut at 60 characters.
pub(crate) fn shown(value: &Value) -> String {
    let text = value.to_string();
    format!("{}{}", visible(&start_of(&text)), ellipsis(&text))
}

/// Text on one line, with everything escaped that could steer a terminal.
pub(crate) fn visible(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\'' | '\\' => line.push(character),
            other => line.extend(other.escape_debug()),
        }
    }
    line
}

fn start_of(text: &str) -> String {
    text.chars().take(60).collect()
}

fn ellipsis(text: &str) -> &'static str {
    if text.chars().nth(60).is_some() { "…" } else { "" }
}
