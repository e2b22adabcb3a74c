//! HMAC-SHA256 by hand ([RFC 2104]): a key and a message → 32 bytes, the tag.
//!
//! *key → block of 64 bytes → inner pad, message → SHA-256 → outer pad, inner digest
//! → SHA-256 → tag*
//!
//! In one line, as [RFC 2104 §2] has it: `H(K XOR opad, H(K XOR ipad, text))`.
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
//! [RFC 2104]: https://www.rfc-editor.org/rfc/rfc2104
//! [RFC 2104 §2]: https://www.rfc-editor.org/rfc/rfc2104#section-2

use std::fmt;

use super::sha256::{
    BLOCK_LENGTH, Block, INITIAL_STATE, State, compress, continue_from, sha256,
};

/// Computes the tag of a message under a key ([RFC 2104 §2]).
///
/// ```
/// use jwt_by_hand::inside::hmac::hmac;
///
/// let tag = hmac(b"Jefe", b"what do ya want for nothing?"); // RFC 4231 §4.3
/// assert_eq!(tag[..4], [0x5b, 0xdc, 0xc1, 0x46]);
/// ```
///
/// [RFC 2104 §2]: https://www.rfc-editor.org/rfc/rfc2104#section-2
// ANCHOR: hmac
pub fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let key = key_block(key);
    outer_digest(&key, inner_digest(&key, message))
}
// ANCHOR_END: hmac

/// The key as one block of SHA-256: filled up with zeros at its end, and hashed first
/// if it is longer than a block ([RFC 2104 §2], §3).
///
/// So there are keys that are the same to HMAC: one of 65 bytes, and its digest; one
/// with a zero at the end, and the same without. [RFC 7518 §3.2] asks for 32 bytes or
/// more; with so many, drawn at random, nobody meets the other key by chance.
///
/// [RFC 2104 §2]: https://www.rfc-editor.org/rfc/rfc2104#section-2
/// [RFC 7518 §3.2]: https://www.rfc-editor.org/rfc/rfc7518#section-3.2
// ANCHOR: key_block
pub fn key_block(key: &[u8]) -> Block {
    let mut block = [0; BLOCK_LENGTH];
    if key.len() > BLOCK_LENGTH {
        block[..32].copy_from_slice(&sha256(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    block
}
// ANCHOR_END: key_block

/// Each byte of the key block, XOR `0x36`: the first block of the first pass.
// ANCHOR: pads
pub fn inner_pad(key_block: &Block) -> Block {
    key_block.map(|byte| byte ^ 0x36)
}

/// Each byte of the key block, XOR `0x5c`: the first block of the second pass.
///
/// The two numbers differ in half of their bits, so that the two passes begin with
/// two blocks that have little in common.
pub fn outer_pad(key_block: &Block) -> Block {
    key_block.map(|byte| byte ^ 0x5c)
}
// ANCHOR_END: pads

/// The first pass: SHA-256 of the inner pad and the message.
///
/// This alone would be a tag that an attacker can extend, since its state goes out.
/// So it stays inside.
// ANCHOR: digests
pub fn inner_digest(key_block: &Block, message: &[u8]) -> [u8; 32] {
    sha256(&[&inner_pad(key_block), message].concat())
}

/// The second pass: SHA-256 of the outer pad and the 32 bytes of the first. This is
/// the tag.
pub fn outer_digest(key_block: &Block, inner_digest: [u8; 32]) -> [u8; 32] {
    sha256(&[&outer_pad(key_block)[..], &inner_digest].concat())
}
// ANCHOR_END: digests

/// The two states of SHA-256 in which the key has entered, one for each pass.
///
/// Both passes begin with a block that depends on the key alone. So its work can be
/// done once, when the key is known, and kept for all messages ([RFC 2104 §4]). This is
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
///
/// [RFC 2104 §4]: https://www.rfc-editor.org/rfc/rfc2104#section-4
// ANCHOR: key_states
pub struct KeyStates {
    /// The state after the inner pad: the first pass goes on from here.
    pub inner: State,
    /// The state after the outer pad: the second pass goes on from here.
    pub outer: State,
}

impl KeyStates {
    /// Takes the key in, once for each pass.
    pub fn new(key: &[u8]) -> KeyStates {
        let key = key_block(key);
        KeyStates {
            inner: compress(INITIAL_STATE, &inner_pad(&key)),
            outer: compress(INITIAL_STATE, &outer_pad(&key)),
        }
    }

    /// Computes the tag of a message, going on from both states.
    pub fn tag(&self, message: &[u8]) -> [u8; 32] {
        let hashed = BLOCK_LENGTH as u64;
        let inner_digest = continue_from(self.inner, hashed, message);
        continue_from(self.outer, hashed, &inner_digest)
    }
}
// ANCHOR_END: key_states

impl fmt::Debug for KeyStates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("KeyStates").finish_non_exhaustive()
    }
}
