//! # Your turn
//!
//! The crate, with the stages left for you to write. `cargo your-header` checks
//! your `header.rs`, `cargo your-progress` shows how far you are, and the page
//! "Your turn" in the book says how to work.
//!
//! | chapter | yours | the command |
//! | --- | --- | --- |
//! | 2, Text that travels | `base64url.rs` | `cargo your-base64url` |
//! | 3, Header | `header.rs` | `cargo your-header` |
//! | 4, Payload | `payload.rs` | `cargo your-payload` |
//! | 5, Signature | `signature.rs` | `cargo your-signature` |
//! | 6, Verify | `verify.rs` | `cargo your-verify` |
//!
//! There is nothing to do in this file. For each stage it takes your file or the
//! crate's. `cargo your-header` takes yours for the header alone, so it doesn't
//! matter which of the others you have written; without any choice, all five are
//! yours.

#![forbid(unsafe_code)]
#![allow(
    unused_variables,
    unused_imports,
    unused_mut,
    dead_code,
    reason = "a stage that isn't written yet uses nothing"
)]

/// The crate's own files: what is given, and the stages that are not yours now.
#[path = "../../src"]
mod given {
    pub mod documented;
    pub mod errors;
    pub mod inside;
    pub(crate) mod json;
    pub mod numeric_date;
    pub mod walkthrough;

    #[cfg(not(feature = "base64url"))]
    pub mod base64url;
    #[cfg(not(feature = "header"))]
    pub mod header;
    #[cfg(not(feature = "payload"))]
    pub mod payload;
    #[cfg(not(feature = "signature"))]
    pub mod signature;
    #[cfg(not(feature = "verify"))]
    pub mod verify;
}

#[cfg(feature = "base64url")]
pub mod base64url;
#[cfg(feature = "header")]
pub mod header;
#[cfg(feature = "payload")]
pub mod payload;
#[cfg(feature = "signature")]
pub mod signature;
#[cfg(feature = "verify")]
pub mod verify;

pub use given::*;

// The same names in the same places as in the crate.
pub use errors::{
    Base64urlError, Explanation, HeaderError, JsonError, PayloadError, SecretError,
    VerifyError,
};
pub use header::{Header, UnverifiedHeader};
pub use numeric_date::NumericDate;
pub use payload::Claims;
pub use signature::{Secret, Tag, sign};
pub use verify::{
    Check, Expectations, UnverifiedToken, VerifiedClaims, peek_without_verifying,
    verify, verify_signature,
};
