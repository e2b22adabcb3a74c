//! Is the verifier right? Here it is asked beside another one.
//!
//! - [`oracle`]: a second verifier of HS256, written from the RFCs and the table of
//!   the thirteen checks. It shares no line and no library with the crate.
//! - [`tokens`]: makes tokens by their structure, each from a seed, and bends them.
//! - [`mod@compare`]: asks both, and tells where they differ.
//! - [`stages`]: what holds of any bytes whatever, for libFuzzer; [`corpus`]: the bytes
//!   that it found.

pub mod compare;
pub mod corpus;
pub mod oracle;
pub mod stages;
pub mod tokens;

use std::time::Duration;

/// All that decides an answer.
#[derive(Clone, Debug)]
pub struct Case {
    pub token: String,
    pub secret: Vec<u8>,
    pub expected: Expected,
    /// Seconds since 1970.
    pub now: f64,
}

/// What the caller expects of a token.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// 8 KiB if there is none.
    pub max_length: Option<usize>,
    /// `JWT` or no type at all if there is none.
    pub token_type: Option<String>,
    pub leeway: Duration,
    pub require_expiry: bool,
    pub max_age: Option<Duration>,
    pub issuer: Option<String>,
    pub subject: Option<String>,
    pub audience: Option<String>,
    pub token_id: Option<String>,
}
