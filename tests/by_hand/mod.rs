// What the tests of SHA-256 and HMAC share: words as they are read, and bytes drawn.

#![allow(dead_code, reason = "each test file uses a part of it")]

use jwt_by_hand::inside::sha256::{Block, State, rounds, schedule, words};
use sha2::{Digest, Sha256};

/// Words in hexadecimal, eight on a line.
pub fn shown(words: &[u32]) -> String {
    let lines = words.chunks(8).map(|words| {
        let words = words.iter().map(|word| format!("{word:08x}"));
        words.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A row for each round of a block: its word of the message, and the eight words
/// after it.
pub fn table(state: State, block: &Block) -> String {
    let schedule = schedule(words(block));
    let mut rows = vec![" t  W         a        b        c        d        e        f        g        h".to_owned()];
    for (t, variables) in rounds(state, &schedule).iter().enumerate() {
        rows.push(format!("{t:>2}  {:08x}  {}", schedule[t], shown(variables)));
    }
    rows.join("\n")
}

/// Bytes that look like chance and are the same each time.
pub fn drawn(seed: u64, length: usize) -> Vec<u8> {
    let digests = (0u64..).flat_map(|count| {
        let digest = Sha256::new().chain_update(seed.to_be_bytes());
        digest.chain_update(count.to_be_bytes()).finalize()
    });
    digests.take(length).collect()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn unhex(digits: &str) -> Vec<u8> {
    let digits = digits.trim().as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16);
    digits.map(|pair| byte(pair).unwrap()).collect()
}
