//! Inside the tag: SHA-256 and HMAC by hand, every step a function of its own.
//!
//! | file | what it makes | standard |
//! | --- | --- | --- |
//! | [`sha256`] | any message → 32 bytes | FIPS 180-4 |
//! | [`hmac`] | a key and a message → 32 bytes that prove the key | RFC 2104 |
//!
//! Both are here to be read and to be asked for the values in between. **No token
//! is signed or checked with them.** [`signature`](crate::signature) uses the crates
//! `hmac` and `sha2`, and so should you, because they
//!
//! - are faster, by a lot where the processor has instructions for SHA-256;
//! - wipe what they leave in memory, and compare tags in constant time;
//! - are used by many, who have read them and found their mistakes.
//!
//! The answers are the same. `tests/sha256.rs` and `tests/hmac.rs` compare them at
//! every length from nothing to some blocks, and with what the standards print.

pub mod hmac;
pub mod sha256;
