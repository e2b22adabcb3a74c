//! HMAC-SHA256 by hand (RFC 2104): a key and a message → 32 bytes, the tag.
//!
//! *key → block of 64 bytes → inner pad, message → SHA-256 → outer pad, inner digest
//! → SHA-256 → tag*
//!
//! In one line, as RFC 2104 §2 has it: `H(K XOR opad, H(K XOR ipad, text))`.
//!
//! | step | function | RFC 2104 |
//! | --- | --- | --- |
//! | the key as one block | [`key_block`] | §2, §3 |
//! | two blocks of it | [`inner_pad`], [`outer_pad`] | §2 |
//! | the first pass | [`inner_digest`] | §2 |
//! | the second pass | [`outer_digest`] | §2 |
//! | the same, with the key taken in beforehand | [`KeyStates`] | §4 |
//!
//! It is here to be read. [`inside`](super) says why no token is made with it.
//!
//! The chapter *Inside HMAC* is the lesson, and this runs the checks:
//!
//! ```sh
//! cargo your-hmac
//! ```
//!
//! Given to you: all of `sha256`, where [`sha256`] hashes a message, [`compress`] takes one block
//! into a state, and [`continue_from`] goes on from a state.

use std::fmt;

use super::sha256::{
    BLOCK_LENGTH, Block, INITIAL_STATE, State, compress, continue_from, sha256,
};

/// Computes the tag of a message under a key (RFC 2104 §2).
///
/// ```
/// use jwt_by_hand::inside::hmac::hmac;
///
/// let tag = hmac(b"Jefe", b"what do ya want for nothing?"); // RFC 4231 §4.3
/// assert_eq!(tag[..4], [0x5b, 0xdc, 0xc1, 0x46]);
/// ```
pub fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    todo!("Inside HMAC: the key block, then the first pass, then the second")
}

/// The key as one block of SHA-256: filled up with zeros at its end, and hashed first
/// if it is longer than a block (RFC 2104 §2, §3).
///
/// So there are keys that are the same to HMAC: one of 65 bytes, and its digest; one
/// with a zero at the end, and the same without. RFC 7518 §3.2 asks for 32 bytes or
/// more; with so many, drawn at random, nobody meets the other key by chance.
pub fn key_block(key: &[u8]) -> Block {
    todo!(
        "Inside HMAC: the key and zeros behind it, 64 bytes. A key of more than 64 \
         is hashed first"
    )
}

/// Each byte of the key block, XOR `0x36`: the first block of the first pass.
pub fn inner_pad(key_block: &Block) -> Block {
    todo!("Inside HMAC: each byte of the key block, XOR 36 in hexadecimal")
}

/// Each byte of the key block, XOR `0x5c`: the first block of the second pass.
///
/// The two numbers differ in half of their bits, so that the two passes begin with
/// two blocks that have little in common.
pub fn outer_pad(key_block: &Block) -> Block {
    todo!("Inside HMAC: each byte of the key block, XOR 5c in hexadecimal")
}

/// The first pass: SHA-256 of the inner pad and the message.
///
/// This alone would be a tag that an attacker can extend, since its state goes out.
/// So it stays inside.
pub fn inner_digest(key_block: &Block, message: &[u8]) -> [u8; 32] {
    todo!("Inside HMAC: SHA-256 of the inner pad and the message")
}

/// The second pass: SHA-256 of the outer pad and the 32 bytes of the first. This is
/// the tag.
pub fn outer_digest(key_block: &Block, inner_digest: [u8; 32]) -> [u8; 32] {
    todo!(
        "Inside HMAC: SHA-256 of the outer pad and the 32 bytes of the first pass"
    )
}

/// The two states of SHA-256 in which the key has entered, one for each pass.
///
/// Both passes begin with a block that depends on the key alone. So its work can be
/// done once, when the key is known, and kept for all messages (RFC 2104 §4). This is
/// what a [`Secret`](crate::Secret) keeps. Our token's tag takes five blocks: two are
/// done when the secret is made, three are left for each token.
///
/// The states are as good as the key: whoever has them makes any tag. `Debug` shows
/// neither.
///
/// ```
/// use jwt_by_hand::inside::hmac::{KeyStates, hmac};
///
/// let states = KeyStates::new(b"Jefe");
/// assert_eq!(states.tag(b"one message"), hmac(b"Jefe", b"one message"));
/// assert_eq!(states.tag(b"another"), hmac(b"Jefe", b"another"));
/// ```
pub struct KeyStates {
    /// The state after the inner pad: the first pass goes on from here.
    pub inner: State,
    /// The state after the outer pad: the second pass goes on from here.
    pub outer: State,
}

impl KeyStates {
    /// Takes the key in, once for each pass.
    pub fn new(key: &[u8]) -> KeyStates {
        todo!("Inside HMAC: each pad is one block. What is the state behind it?")
    }

    /// Computes the tag of a message, going on from both states.
    pub fn tag(&self, message: &[u8]) -> [u8; 32] {
        todo!(
            "Inside HMAC: both passes go on from a state in which one block is \
             hashed"
        )
    }
}

impl fmt::Debug for KeyStates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("KeyStates").finish_non_exhaustive()
    }
}
