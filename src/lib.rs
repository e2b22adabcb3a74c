//! # JWT by Hand
//!
//! A JSON Web Token that is signed with HS256, built and checked from scratch:
//! no JWT library, every byte between the JSON and the token visible.
//!
//! <pre style="background: #fbfaf7; color: #444; padding: 1em; border-radius: 8px; font-size: 80%">
//! <span style="color: #8a3c00">eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9</span>.         <b style="color: #8a3c00">header</b>    how it was signed
//! <span style="color: #6b1fa8">eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0</span>.  <b style="color: #6b1fa8">payload</b>   what it says
//! <span style="color: #00596b">l38ji4Pu1ft6MaklTmA8WxffaJuqJcU63Pwrb1Ljo4k</span>   <b style="color: #00596b">signature</b> who can have made it
//! </pre>
//!
//! A token is three strings joined by two dots: here they stand one below the other. Each
//! stage of making and checking one is a module that you can read in one sitting, in this
//! order:
//!
//! | stage and chapter | module | what it makes |
//! | --- | --- | --- |
//! | [text that travels] | [`base64url`] | bytes → characters that are safe in a URL |
//! | [header][chapter 2] | [`header`] | `{"alg":"HS256","typ":"JWT"}` → the first part |
//! | [payload][chapter 3] | [`payload`] | the claims → the second part |
//! | [signature][chapter 4] | [`signature`] | first part, dot, second part, secret → the third part |
//! | [verify][chapter 5] | [`mod@verify`] | a token → its claims, or where and why it was refused |
//!
//! The chapters are those of the book [*JWT by Hand*][book], which walks through this
//! code; on its pages you can type, and the code answers.
//!
//! [book]: https://book.jwt-by-hand.example
//! [text that travels]: https://book.jwt-by-hand.example/base64url.html
//! [chapter 2]: https://book.jwt-by-hand.example/header.html
//! [chapter 3]: https://book.jwt-by-hand.example/payload.html
//! [chapter 4]: https://book.jwt-by-hand.example/signature.html
//! [chapter 5]: https://book.jwt-by-hand.example/verify.html
//!
//! On the way you meet [`explain`], the shape of every error; `json`, which you can skip
//! on a first reading; [`numeric_date`]; and [`printed_token`], the token that all
//! chapters work on. Each module stands on those above it in this file.
//!
//! Beside the way: [`inside`] is SHA-256 and HMAC by hand, and [`why`] says what usually
//! leads to a signature that doesn't match.
//!
//! HS256 is HMAC with SHA-256 ([RFC 7518 §3.2]). A JSON Web Token is defined in
//! [RFC 7519], its signed form, three parts and two dots, in [RFC 7515].
//!
//! [`walkthrough`] runs the same functions and shows every value in between.
//!
//! ```
//! use jwt_by_hand::{Claims, Expectations, Header, NumericDate, Secret, sign, verify};
//! use std::time::Duration;
//!
//! let secret = Secret::from_text("a text of 32 bytes, or of more!!")?;
//! let now = NumericDate::from_seconds(1_690_407_762);
//!
//! let claims = Claims::new()
//!     .with("id", "123456")
//!     .issued_at(now)
//!     .expires_at(now + Duration::from_secs(60 * 60));
//! let token = sign(&Header::new(), &claims, &secret);
//!
//! let verified = verify(&token, &secret, &Expectations::new(), now)?;
//! assert_eq!(verified.text("id"), Some("123456"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! This crate is made to be learned from. It knows HS256 alone.
//!
//! [RFC 7518 §3.2]: https://www.rfc-editor.org/rfc/rfc7518#section-3.2
//! [RFC 7519]: https://www.rfc-editor.org/rfc/rfc7519
//! [RFC 7515]: https://www.rfc-editor.org/rfc/rfc7515

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod explain;
mod json;
pub mod numeric_date;
pub mod printed_token;

pub mod base64url;
pub mod header;
pub mod payload;
pub mod signature;
pub mod verify;

pub mod inside;
pub mod why;

pub mod walkthrough;

pub use base64url::Base64urlError;
pub use explain::Explanation;
pub use header::{Header, HeaderError, UnverifiedHeader};
pub use json::JsonError;
pub use numeric_date::NumericDate;
pub use payload::{Claims, PayloadError};
pub use signature::{Secret, SecretError, Tag, sign};
pub use verify::{
    Check, Expectations, UnverifiedToken, VerifiedClaims, VerifyError,
    peek_without_verifying, verify, verify_signature,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
