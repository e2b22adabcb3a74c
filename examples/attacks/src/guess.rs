//! Guessing a secret: whoever holds one token can try secrets on it, as fast as a
//! processor goes, and nobody sees it.
//!
//! For a guess, HMAC hashes the key twice and the message once, block by block. This does
//! no more than these blocks: it keeps what stays the same, and changes the key in place.
//! For a token of your own, or one that you may test.

use jwt_by_hand::base64url;
use jwt_by_hand::inside::sha256::{
    BLOCK_LENGTH, Block, INITIAL_STATE, State, digest, padding, state_of,
};
use sha2::block_api::compress256;

/// A token in a form in which secrets can be tried on it.
///
/// ```
/// use attacks::guess::Guesser;
/// use jwt_by_hand::printed_token::{MADE_AGAIN, SECRET};
///
/// let mut guesser = Guesser::new(MADE_AGAIN).unwrap();
/// assert!(guesser.is_it(SECRET.as_bytes()));
/// assert!(!guesser.is_it(b"12@34$57"));
/// assert_eq!(guesser.blocks(), 5);
/// ```
#[derive(Clone)]
pub struct Guesser {
    /// The key's block for the first pass, and the message's behind it.
    inner: Vec<Block>,
    /// The key's block for the second pass, and the block of the first one's digest.
    outer: [Block; 2],
    /// How many bytes of the key's blocks are not those of an empty key.
    used: usize,
    tag: State,
}

impl Guesser {
    /// `None` if the token has no signature of 32 bytes.
    pub fn new(token: &str) -> Option<Guesser> {
        let (message, signature) = token.rsplit_once('.')?;
        let tag: [u8; 32] = base64url::decode(signature).ok()?.try_into().ok()?;
        let padding_behind =
            |length: usize| padding((BLOCK_LENGTH + length) as u64);

        let mut bytes = vec![0x36; BLOCK_LENGTH];
        bytes.extend(message.bytes());
        bytes.extend(padding_behind(message.len()));
        let (inner, _) = bytes.as_chunks();

        let mut second = [0; BLOCK_LENGTH];
        second[32..].copy_from_slice(&padding_behind(32));
        let (inner, outer) = (inner.to_vec(), [[0x5c; BLOCK_LENGTH], second]);
        Some(Guesser { inner, outer, used: 0, tag: state_of(&tag) })
    }

    /// How many blocks each guess costs.
    pub fn blocks(&self) -> usize {
        self.inner.len() + self.outer.len()
    }

    /// Whether this secret gives the token's tag.
    #[inline]
    pub fn is_it(&mut self, secret: &[u8]) -> bool {
        if secret.len() > BLOCK_LENGTH {
            return self.is_it(&digest_of(secret));
        }
        for place in 0..self.used.max(secret.len()) {
            let byte = secret.get(place).copied().unwrap_or(0);
            self.inner[0][place] = byte ^ 0x36;
            self.outer[0][place] = byte ^ 0x5c;
        }
        self.used = secret.len();

        let mut state = INITIAL_STATE;
        compress256(&mut state, &self.inner);
        self.outer[1][..32].copy_from_slice(&digest(state));
        let mut state = INITIAL_STATE;
        compress256(&mut state, &self.outer);
        state == self.tag
    }
}

fn digest_of(secret: &[u8]) -> [u8; 32] {
    jwt_by_hand::inside::sha256::sha256(secret)
}

/// So many blocks and nothing else, in as few calls as there can be: what a guess could
/// cost at least.
pub fn bare_blocks(state: &mut State, blocks: &[Block]) {
    compress256(state, blocks);
}

/// Long secrets that stand in print. Our server refuses them.
const PUBLISHED: &str = include_str!("../../server/src/published.txt");

/// Words that people write where a secret should be.
const USUAL: &str = include_str!("guess/usual.txt");

/// What is put around a word to make it better, or so it is thought.
const FRONTS: [&str; 6] = ["", "my", "my-", "my_", "the", "jwt"];
const BACKS: [&str; 24] = [
    "", "1", "12", "123", "1234", "12345", "123456", "!", "!!", "!123", "@123",
    "#", "?", ".", "2023", "2024", "2025", "2026", "key", "-key", "_key", "secret",
    "-secret", "_secret",
];

/// Every secret that is tried before any other.
pub fn list() -> impl Iterator<Item = String> {
    let published = PUBLISHED.lines().filter_map(|line| line.split_once(": "));
    let published = published.map(|(_, secret)| secret.to_owned());
    // A setting that nobody has set is an empty key.
    std::iter::once(String::new()).chain(published).chain(USUAL.lines().flat_map(
        |word| {
            let spellings =
                [word.to_owned(), capitalised(word), word.to_ascii_uppercase()]
                    .into_iter();
            spellings.flat_map(|word| {
                FRONTS.iter().flat_map(move |front| {
                    let word = format!("{front}{word}");
                    BACKS.iter().map(move |back| format!("{word}{back}"))
                })
            })
        },
    ))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The secret of a token, if it is on the list.
pub fn in_the_list(token: &str) -> Option<String> {
    let mut guesser = Guesser::new(token)?;
    list().find(|secret| guesser.is_it(secret.as_bytes()))
}

/// The characters on a keyboard, those first that are used most.
pub const CHARACTERS: &[u8] = b"etaoinsrhldcumfpgwybvkxjqz0123456789\
    ETAOINSRHLDCUMFPGWYBVKXJQZ!@#$%^&*_-+=.,?~/:;()[]{}<>|'\"` \\";

/// How many texts of this length there are.
pub fn count(characters: &[u8], length: usize) -> f64 {
    (characters.len() as f64).powi(length as i32)
}

/// Tries all texts of a length that begin with these characters.
pub fn texts_behind(
    guesser: &mut Guesser,
    characters: &[u8],
    front: &[u8],
    length: usize,
) -> Option<Vec<u8>> {
    let mut text = front.to_vec();
    text.resize(length, characters[0]);
    let mut digits = vec![0; length - front.len()];
    loop {
        if guesser.is_it(&text) {
            return Some(text);
        }
        // The next text: as with the wheels of a lock, the last one first.
        let wheel =
            digits.iter().rposition(|digit| digit + 1 < characters.len())?;
        digits[wheel] += 1;
        digits[wheel + 1..].fill(0);
        for (place, digit) in digits.iter().enumerate().skip(wheel) {
            text[front.len() + place] = characters[*digit];
        }
    }
}

/// How often a second, on the core that this runs on.
#[cfg(feature = "terminal")]
pub struct Rates {
    pub guesses: f64,
    /// As many blocks as a guess needs, and nothing else.
    pub bare: f64,
}

/// Measures both in turns, and keeps the fastest turn of each: whatever else the machine
/// does only makes them slower.
///
/// # Panics
///
/// If it is no token.
#[cfg(feature = "terminal")]
pub fn rates(token: &str, time: std::time::Duration) -> Rates {
    use std::time::Instant;
    const TURN: u32 = 5_000;

    let mut guesser = Guesser::new(token).expect("it is a token of HS256");
    let blocks = vec![[0x5a; BLOCK_LENGTH]; guesser.blocks()];
    let mut state = INITIAL_STATE;
    let mut secret = *b"guess000";
    let mut rates = Rates { guesses: 0.0, bare: 0.0 };
    let start = Instant::now();
    while start.elapsed() < time {
        let turn = Instant::now();
        for place in 0..TURN {
            secret[4..].copy_from_slice(&place.to_be_bytes());
            std::hint::black_box(guesser.is_it(&secret));
        }
        rates.guesses =
            rates.guesses.max(f64::from(TURN) / turn.elapsed().as_secs_f64());
        let turn = Instant::now();
        for _ in 0..TURN {
            bare_blocks(&mut state, std::hint::black_box(&blocks));
        }
        std::hint::black_box(state);
        rates.bare = rates.bare.max(f64::from(TURN) / turn.elapsed().as_secs_f64());
    }
    rates
}
