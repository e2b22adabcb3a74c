//! SHA-256 by hand (FIPS 180-4): any message → 32 bytes, its digest.
//!
//! *message → padding → blocks of 64 bytes → 64 rounds for each → 32 bytes*
//!
//! SHA-256 keeps a state of eight words, 32 bits each. It takes the message in block
//! by block, and stirs each block into the state in 64 equal rounds. The state after
//! the last block is the digest.
//!
//! | step | function | FIPS 180-4 |
//! | --- | --- | --- |
//! | fill the message up to whole blocks | [`padding`], [`padded`] | §5.1.1 |
//! | cut it into blocks | [`blocks`] | §5.2.1 |
//! | read a block as 16 words | [`words`] | §5.2.1 |
//! | make 64 words of them | [`schedule`] | §6.2.2, step 1 |
//! | one round | [`round`] | §6.2.2, step 3 |
//! | 64 rounds | [`rounds`] | §6.2.2, step 3 |
//! | add what was there before | [`add`] | §6.2.2, step 4 |
//! | one block after the other | [`compress`], [`continue_from`] | §6.2.2 |
//! | write the state as bytes | [`digest`] | §6.2.2 |
//!
//! The standard writes Σ0, Σ1, σ0 and σ1 for four functions that are called
//! [`big_sigma_0`], [`big_sigma_1`], [`small_sigma_0`] and [`small_sigma_1`] here:
//! they are easier to type, and harder to mix up. All other names are the standard's.
//!
//! It is here to be read. [`inside`](super) says why no token is made with it.
//!
//! The chapter *Inside SHA-256* is the lesson, and this runs the checks:
//!
//! ```sh
//! cargo your-sha256
//! ```
//!
//! Given to you: the constants [`K`] and [`INITIAL_STATE`], and [`blocks`], which cuts a padded
//! message into blocks. A sum of words has 32 bits and no more: [`sum`] is the first that you
//! need, and the others use it.

/// Bytes in a block: 512 bits.
pub const BLOCK_LENGTH: usize = 64;

/// What the rounds take in at a time.
pub type Block = [u8; BLOCK_LENGTH];

/// Eight words of 32 bits: the standard's H0 to H7 between two blocks, and its
/// working variables a to h between two rounds.
///
/// Once a key has gone in, a state is as secret as the key. It is a plain array, so
/// that it can be read and compared, and hides nothing from `Debug`.
pub type State = [u32; 8];

/// Hashes a message (FIPS 180-4 §6.2).
///
/// ```
/// use jwt_by_hand::inside::sha256::sha256;
///
/// assert_eq!(sha256(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
/// ```
///
/// # Panics
///
/// If the message has 2⁶⁴ bits or more, which no memory holds.
pub fn sha256(message: &[u8]) -> [u8; 32] {
    todo!(
        "Inside SHA-256: `continue_from` the first state, with nothing hashed yet"
    )
}

/// The state before the first block: the first 32 bits behind the point of the
/// square roots of 2, 3, 5, 7, 11, 13, 17 and 19, the first eight primes
/// (FIPS 180-4 §5.3.3).
///
/// The numbers have no meaning. That they come from somewhere everybody knows shows
/// that nobody has chosen them for a secret purpose: there is nothing up the sleeve.
pub const INITIAL_STATE: State = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
    0x1f83d9ab, 0x5be0cd19,
];

/// What comes behind a message of so many bytes, to make whole blocks of it: a bit
/// that is 1, zeros, and the message's length **in bits**, in the last eight bytes
/// (FIPS 180-4 §5.1.1).
///
/// Every message gets some, even one that fills its blocks. The 1 says where the
/// message ends. The length makes the last blocks of two messages differ if their
/// lengths do. If fewer than nine bytes are free in the last block, the padding
/// takes one block more.
///
/// It depends on the length alone. So whoever knows how long a message is knows its
/// padding, and need not know the message.
///
/// ```
/// use jwt_by_hand::inside::sha256::padding;
///
/// let padding = padding(3);
/// assert_eq!(padding.len(), 61);
/// assert_eq!(padding[0], 0b1000_0000);
/// assert_eq!(padding[53..], [0, 0, 0, 0, 0, 0, 0, 24]); // 3 bytes are 24 bits
/// ```
///
/// # Panics
///
/// From 2⁶¹ bytes on: the number of bits no longer fits into eight bytes.
pub fn padding(length: u64) -> Vec<u8> {
    todo!(
        "Inside SHA-256: a byte with a 1 in front, zeros, and the length in bits \
         as eight bytes, the most significant first"
    )
}

/// The message with its [`padding`] behind it.
pub fn padded(message: &[u8]) -> Vec<u8> {
    todo!("Inside SHA-256: the message, and its padding behind it")
}

/// Cuts a padded message into blocks (FIPS 180-4 §5.2.1).
///
/// # Panics
///
/// If the last block is not whole: then the padding is missing, or wrong.
pub fn blocks(padded: &[u8]) -> &[Block] {
    let (blocks, rest) = padded.as_chunks();
    assert!(rest.is_empty(), "{} bytes are no whole blocks", padded.len());
    blocks
}

/// Reads a block as 16 words of four bytes, the most significant byte first, as we
/// write numbers (FIPS 180-4 §3.1).
///
/// ```
/// use jwt_by_hand::inside::sha256::{blocks, padded, words};
///
/// let padded = padded(b"abc");
/// let words = words(&blocks(&padded)[0]);
/// assert_eq!(words[0], 0x61626380); // a, b, c, and the bit that is 1
/// assert_eq!(words[15], 24);
/// ```
pub fn words(block: &Block) -> [u32; 16] {
    todo!(
        "Inside SHA-256: four bytes are a word, the first of them the most \
         significant"
    )
}

fn word(bytes: &[u8], t: usize) -> u32 {
    todo!(
        "Inside SHA-256: word number `t` of these bytes: four of them, the first \
         the most significant"
    )
}

/// The message schedule W: one word for each of the 64 rounds (FIPS 180-4 §6.2.2,
/// step 1).
///
/// The first 16 are the block. Each further one is the sum of four before it: 2, 7,
/// 15 and 16 places back, two of them mixed by σ1 and σ0. So each word of the block
/// has its own round among the first 16, and a part in many of the other 48.
pub fn schedule(words: [u32; 16]) -> [u32; 64] {
    todo!(
        "Inside SHA-256: 16 words of the block, then 48 that are each the sum of \
         four: 2, 7, 15 and 16 places back, of which σ1 and σ0 mix two"
    )
}

/// One round: eight words in, eight words out (FIPS 180-4 §6.2.2, step 3). `w` is
/// the round's word of the message, from the [`schedule`]; `k` is its constant, from
/// [`K`].
///
/// ```text
///   before   a   b   c   d   e   f   g   h
///              ↘   ↘   ↘       ↘   ↘   ↘
///   after    A   a   b   c   E   e   f   g
/// ```
///
/// Six of the words only move to the next place. Two are new:
///
/// - `t1` is where the message comes in: the sum of `w`, `k`, `h`, and two mixtures.
///   Σ1 spreads each bit of `e` over three places, and Ch lets the bits of `e` choose
///   between those of `f` and `g`.
/// - `t2` is the sum of two more: Σ0 spreads the bits of `a`, and Maj takes a vote
///   between `a`, `b` and `c`.
/// - The new word in front is `t1 + t2`. The new one in the middle is `d + t1`.
///
/// So a round writes its word of the message into two places, and in the next rounds
/// these two are what the mixtures are made of. After four rounds all eight words are
/// new.
pub fn round([a, b, c, d, e, f, g, h]: State, k: u32, w: u32) -> State {
    todo!(
        "Inside SHA-256: two sums, `t1` and `t2`. Six of the eight words move on \
         by one place"
    )
}

/// The sum of words, without what goes beyond 32 bits, as in `(a + b) >>> 0` in
/// JavaScript: this is what `+` means in the standard (FIPS 180-4 §3.2).
pub fn sum(words: &[u32]) -> u32 {
    todo!("Inside SHA-256: `wrapping_add` drops what goes beyond 32 bits")
}

/// "Choose": where `x` has a 1, the bit of `y`; where it has a 0, the bit of `z`
/// (FIPS 180-4 §4.1.2).
pub fn ch(x: u32, y: u32, z: u32) -> u32 {
    todo!("Inside SHA-256: where `x` has a 1, the bit of `y`, else the bit of `z`")
}

/// "Majority": in each place, the bit that at least two of the three have
/// (FIPS 180-4 §4.1.2).
pub fn maj(x: u32, y: u32, z: u32) -> u32 {
    todo!("Inside SHA-256: the bit that two of the three have, at least")
}

/// Σ0: the word rotated by 2, by 13 and by 22 bits, and the XOR of the three
/// (FIPS 180-4 §4.1.2). A rotation moves all bits to the right; what falls out there
/// comes back in on the left. So each bit reaches three places at once.
#[doc(alias = "Σ0")]
pub fn big_sigma_0(x: u32) -> u32 {
    todo!(
        "Inside SHA-256: the XOR of three rotations to the right: by 2, 13 and 22"
    )
}

/// Σ1: as Σ0, but by 6, 11 and 25 bits.
#[doc(alias = "Σ1")]
pub fn big_sigma_1(x: u32) -> u32 {
    todo!(
        "Inside SHA-256: the XOR of three rotations to the right: by 6, 11 and 25"
    )
}

/// σ0, for the schedule: rotated by 7 and 18 bits, and shifted by 3. What a shift
/// pushes out on the right is gone, and zeros come in on the left.
#[doc(alias = "σ0")]
pub fn small_sigma_0(x: u32) -> u32 {
    todo!(
        "Inside SHA-256: two rotations to the right, by 7 and 18, and a shift by 3"
    )
}

/// σ1, for the schedule: rotated by 17 and 19 bits, and shifted by 10.
#[doc(alias = "σ1")]
pub fn small_sigma_1(x: u32) -> u32 {
    todo!(
        "Inside SHA-256: two rotations to the right, by 17 and 19, and a shift by \
         10"
    )
}

/// All rounds of a block: the eight words after each of them. `from_fn` makes the
/// array place by place, with `t` from 0 to 63.
pub fn rounds(state: State, schedule: &[u32; 64]) -> [State; 64] {
    todo!(
        "Inside SHA-256: 64 times `round`, each with its own constant and word. \
         Keep what each gives"
    )
}

/// A constant for each round, so that no two rounds are alike: the first 32 bits
/// behind the point of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2).
pub const K: [u32; 64] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];

/// The sum: each word that the rounds end with, plus the word that they started from
/// (FIPS 180-4 §6.2.2, step 4).
///
/// Without it, whoever knows the block could run the rounds backwards, each of them.
/// To undo this, they would need to know the state that they are looking for.
pub fn add(before: State, after: State) -> State {
    todo!(
        "Inside SHA-256: word by word, what the rounds end with and what they \
         began with"
    )
}

/// One block stirred into the state: all of the above. Books call this the
/// *compression function*: 96 bytes in, 32 bytes out.
pub fn compress(state: State, block: &Block) -> State {
    todo!(
        "Inside SHA-256: the schedule of the block's words, the rounds, and the \
         sum"
    )
}

/// Hashes the rest of a message, from the state after `hashed` bytes of it.
///
/// With [`INITIAL_STATE`] and 0 it hashes a whole message. From another state it goes
/// on without the work for the blocks that many messages begin with, such as HMAC's
/// key.
///
/// The bytes before are not needed: the state and their number are enough. And a
/// digest *is* a state, so whoever sees `SHA-256(secret ‖ message)` can hash on from
/// there, without the secret.
///
/// # Panics
///
/// If `hashed` is not a multiple of 64, or the whole has 2⁶⁴ bits or more.
pub fn continue_from(mut state: State, hashed: u64, rest: &[u8]) -> [u8; 32] {
    todo!(
        "Inside SHA-256: the padding is that of the whole message, `hashed` bytes \
         and the rest. Then one block after the other"
    )
}

/// Writes the state as bytes, the most significant byte of each word first.
pub fn digest(state: State) -> [u8; 32] {
    todo!("Inside SHA-256: the bytes of each word, the most significant first")
}

/// Reads a digest as the state that it is.
///
/// ```
/// use jwt_by_hand::inside::sha256::{INITIAL_STATE, digest, state_of};
///
/// assert_eq!(state_of(&digest(INITIAL_STATE)), INITIAL_STATE);
/// ```
pub fn state_of(digest: &[u8; 32]) -> State {
    todo!("Inside SHA-256: `digest`, read backwards")
}
