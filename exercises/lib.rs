//! # Your turn
//!
//! The crate, with your stages in the place of ours. There is nothing to do in this
//! file: the page "Your turn" in the book says how to work.
//!
//! For each stage it takes your file in `exercises/yours`, if there is one, or else the
//! crate's. `cargo your-header` takes yours for the header alone, so it doesn't matter
//! which of the others you have written.

#![forbid(unsafe_code)]
#![allow(
    unused_variables,
    unused_imports,
    unused_mut,
    dead_code,
    reason = "a stage that isn't written yet uses nothing"
)]

/// What is given, and the stages that are ours now.
#[path = "../src"]
mod given {
    pub mod explain;
    pub(crate) mod json;
    pub mod numeric_date;
    pub mod printed_token;

    #[cfg(not(your_base64url))]
    pub mod base64url;
    #[cfg(not(your_header))]
    pub mod header;
    #[cfg(not(your_payload))]
    pub mod payload;
    #[cfg(not(your_signature))]
    pub mod signature;
    #[cfg(not(your_verify))]
    pub mod verify;

    pub mod walkthrough;
    pub mod why;
}

/// Your stages, as far as you have begun them: rustfmt would look for the others, too.
#[path = "yours"]
#[rustfmt::skip]
mod yours {
    #[cfg(your_base64url)]
    pub mod base64url;
    #[cfg(your_header)]
    pub mod header;
    #[cfg(your_payload)]
    pub mod payload;
    #[cfg(your_signature)]
    pub mod signature;
    #[cfg(your_verify)]
    pub mod verify;
}

#[path = "."]
pub mod inside {
    #[cfg_attr(not(your_hmac), path = "../src/inside/hmac.rs")]
    #[cfg_attr(your_hmac, path = "yours/hmac.rs")]
    pub mod hmac;
    #[cfg_attr(not(your_sha256), path = "../src/inside/sha256.rs")]
    #[cfg_attr(your_sha256, path = "yours/sha256.rs")]
    pub mod sha256;
}

// The same names as in the crate, and some more.
pub use base64url::*;
pub use explain::*;
pub use given::*;
pub use header::*;
pub use json::*;
pub use numeric_date::*;
pub use payload::*;
pub use signature::*;
pub use verify::*;
pub use yours::*;
