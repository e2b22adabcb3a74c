//! SHA-256 and HMAC with their insides: each block, and each round of it.
//!
//! All of it comes from the functions of [`inside`](crate::inside), when it is asked
//! for: nothing but the message and its padding is kept.

use std::cmp::Ordering;

use serde_json::{Value, json};

use super::encoding::{bytes, hex, hex_lines, joined, letter};
use super::text::{Ink, Line, hide_values, show_lines};
use crate::explain::visible;
use crate::inside::hmac::{KeyStates, inner_pad, key_block, outer_pad};
use crate::inside::sha256::{
    self, BLOCK_LENGTH, Block, INITIAL_STATE, State, compress, padded, words,
};
use crate::signature::Secret;

/// A message on its way through SHA-256.
pub struct Hashing {
    length: usize,
    padded: Vec<u8>,
}

/// One block on its way through the rounds.
pub struct BlockSteps {
    /// Its place in the message, counted from 1.
    pub number: usize,
    /// Its 64 bytes.
    pub bytes: Block,
    /// The state that it is stirred into.
    pub before: State,
    /// The state that comes out.
    pub after: State,
}

impl Hashing {
    /// Pads the message.
    ///
    /// ```
    /// use jwt_by_hand::walkthrough::Hashing;
    ///
    /// let hashing = Hashing::new("abc");
    /// let block = hashing.blocks().next().unwrap();
    /// assert_eq!(block.schedule()[0], 0x61626380);
    /// assert_eq!(block.rounds()[0][0], 0x5d6aebcd); // `a` after the first round
    /// assert_eq!(hashing.digest()[..4], [0xba, 0x78, 0x16, 0xbf]);
    /// ```
    pub fn new(message: impl AsRef<[u8]>) -> Hashing {
        let message = message.as_ref();
        Hashing { length: message.len(), padded: padded(message) }
    }

    /// The message.
    pub fn message(&self) -> &[u8] {
        &self.padded[..self.length]
    }

    /// What stands behind it, to make whole blocks.
    pub fn padding(&self) -> &[u8] {
        &self.padded[self.length..]
    }

    /// How many blocks there are.
    pub fn block_count(&self) -> usize {
        self.padded.len() / BLOCK_LENGTH
    }

    /// One block after the other, each with the state that the one before it left.
    pub fn blocks(&self) -> impl Iterator<Item = BlockSteps> {
        let mut before = INITIAL_STATE;
        (1..).zip(sha256::blocks(&self.padded)).map(move |(number, block)| {
            let after = compress(before, block);
            let steps = BlockSteps { number, bytes: *block, before, after };
            before = after;
            steps
        })
    }

    /// The state after the last block, as bytes.
    pub fn digest(&self) -> [u8; 32] {
        let last = self.blocks().last().expect("the padding makes one at least");
        sha256::digest(last.after)
    }

    /// The same for a program: `length` (of the message, in bytes), `padding` and
    /// `digest` (in hexadecimal), and `block_count`. The blocks are asked for one by
    /// one.
    pub fn to_value(&self) -> Value {
        json!({
            "length": self.length,
            "padding": hex(self.padding()),
            "block_count": self.block_count(),
            "digest": hex(&self.digest()),
        })
    }

    /// The same for a person: the first and the last block with all their rounds, and
    /// a few states in between.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = message_lines(self.message());
        lines.extend([Line::empty(), self.padding_line(), self.size_line()]);
        lines.push(Line::empty());
        lines.extend(self.block_lines(1, |block| {
            let title = format!("Block {} of {}", block.number, self.block_count());
            let title = [Line::title(title), Line::empty()];
            title.into_iter().chain(block.lines()).collect()
        }));
        lines.extend(hex_lines("digest", Ink::Signature, &self.digest()));
        lines
    }

    fn padding_line(&self) -> Line {
        let zeros = match self.padding().len() - 9 {
            0 => "no zero".to_owned(),
            1 => "1 zero".to_owned(),
            zeros => format!("{zeros} zeros"),
        };
        let bits = 8 * self.length;
        let text =
            format!("0x80, {zeros}, and the number of bits, {bits}, in 8 bytes");
        Line::labelled("padding", Ink::Plain, text)
    }

    fn size_line(&self) -> Line {
        let blocks = match self.block_count() {
            1 => "1 block".to_owned(),
            count => format!("{count} blocks"),
        };
        let text =
            format!("{} → {blocks} of {BLOCK_LENGTH}", bytes(self.padded.len()));
        Line::labelled("", Ink::Faint, text)
    }

    /// The first blocks and the last one in full, and a few states in between.
    fn block_lines(
        &self,
        first: usize,
        in_full: impl Fn(&BlockSteps) -> Vec<Line>,
    ) -> Vec<Line> {
        let count = self.block_count();
        let (mut full, mut between) = (Vec::new(), Vec::new());
        for block in self.blocks() {
            if block.number <= first || block.number == count {
                full.push(block);
            } else if between.len() < STATES_SHOWN {
                between.push(block);
            }
        }
        let last = full.split_off(full.len() - 1);
        let mut lines: Vec<Line> = full.iter().flat_map(&in_full).collect();
        if let Some(block) = between.first() {
            let title = match (block.number, count - 1) {
                (one, last) if one == last => format!("After block {one}"),
                (one, last) => format!("After blocks {one} to {last}"),
            };
            lines.extend([Line::title(title), Line::empty()]);
            let more = count - 1 - first - between.len();
            lines.extend(
                between.iter().map(|block| words_row(block.number, &block.after)),
            );
            if more > 0 {
                lines.push(row("", Ink::Faint, format!("and {more} more")));
            }
            lines.push(Line::empty());
        }
        lines.extend(last.iter().flat_map(&in_full));
        lines
    }
}

/// So many of the states in between are shown to a person.
const STATES_SHOWN: usize = 8;

impl BlockSteps {
    /// A word of the message for each round: 16 from the block, and 48 made of them.
    pub fn schedule(&self) -> [u32; 64] {
        sha256::schedule(words(&self.bytes))
    }

    /// The eight words after each round.
    pub fn rounds(&self) -> [State; 64] {
        sha256::rounds(self.before, &self.schedule())
    }

    /// The same for a program: `number`, `bytes` (in hexadecimal), `before`,
    /// `schedule`, `rounds` and `after` (words in hexadecimal: 8, 64, 64 times 8, and
    /// 8).
    pub fn to_value(&self) -> Value {
        json!({
            "number": self.number,
            "bytes": hex(&self.bytes),
            "before": words_json(&self.before),
            "schedule": words_json(&self.schedule()),
            "rounds": self.rounds().map(|state| words_json(&state))[..],
            "after": words_json(&self.after),
        })
    }

    /// The same for a person.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = self.byte_lines();
        let schedule = self.schedule();
        lines.extend([
            Line::empty(),
            row("W", Ink::Faint, "16 words from the block, and 48 made of them"),
        ]);
        let eights = (0..).step_by(8).zip(schedule.chunks(8));
        lines.extend(eights.map(|(t, words)| words_row(t, words)));
        lines.extend([
            Line::empty(),
            row("round", Ink::Faint, WORKING_VARIABLES),
            words_row("", &self.before),
        ]);
        let rounds = (0..).zip(self.rounds());
        lines.extend(rounds.map(|(t, words)| words_row(t, &words)));
        lines.extend([
            words_row("plus", &self.before),
            words_row("state", &self.after),
            Line::empty(),
        ]);
        lines
    }

    /// The bytes, 16 on a line, and the letters that they are.
    fn byte_lines(&self) -> Vec<Line> {
        let rows = (0..).step_by(16).zip(self.bytes.chunks(16));
        rows.map(|(place, bytes)| {
            let hex = joined(bytes, |byte| format!("{byte:02x}"));
            let letters: String = bytes.iter().map(|byte| letter(*byte)).collect();
            row(place, Ink::Plain, hex).with(Ink::Faint, format!("  {letters}"))
        })
        .collect()
    }
}

const WORKING_VARIABLES: &str =
    "a        b        c        d        e        f        g        h";

/// A label, and what belongs to it: a row of the tables, 78 characters with 8 words.
fn row(label: impl ToString, ink: Ink, text: impl Into<String>) -> Line {
    Line::empty()
        .with(Ink::Faint, format!("{:>5}  ", label.to_string()))
        .with(ink, text)
}

fn words_row(label: impl ToString, words: &[u32]) -> Line {
    let words = words.iter().map(|word| format!("{word:08x}"));
    row(label, Ink::Plain, words.collect::<Vec<_>>().join(" "))
}

/// A message as text, in lines that fit beside the label, and how long it is.
fn message_lines(message: &[u8]) -> Vec<Line> {
    const WIDTH: usize = 63;
    const SHOWN: usize = 4;
    let text = String::from_utf8_lossy(message);
    let start: String = text.chars().take(SHOWN * WIDTH + 1).collect();
    let characters: Vec<char> = visible(&start).chars().collect();
    let rows = characters.chunks(WIDTH).map(|row| row.iter().collect::<String>());
    let mut rows: Vec<String> = rows.take(SHOWN).collect();
    if characters.len() > SHOWN * WIDTH {
        rows.push("…".to_owned());
    }
    rows.resize(rows.len().max(1), String::new());
    let mut lines = vec![Line::labelled("message", Ink::Plain, rows.remove(0))];
    lines.extend(rows.into_iter().map(|row| Line::labelled("", Ink::Plain, row)));
    lines.push(Line::labelled("", Ink::Faint, bytes(message.len())));
    lines
}

/// A message and a secret on their way through HMAC: two passes of SHA-256, with the
/// secret in the first block of each.
///
/// For our token these are five blocks, three and two. After the first block of a
/// pass, the state depends on the secret alone. A [`Secret`] keeps these two states
/// ([`KeyStates`]) and begins with a copy of them for each token, so two of the five
/// blocks are never done again ([RFC 2104 §4]).
///
/// It shows how the crate `hmac` comes to a tag, and signs nothing itself.
///
/// [RFC 2104 §4]: https://www.rfc-editor.org/rfc/rfc2104#section-4
pub struct TwoPasses {
    /// How many bytes the secret has.
    pub secret_length: usize,
    /// The secret as one block.
    pub key_block: Block,
    /// The inner pad and the message.
    pub inner: Hashing,
    /// The outer pad and the digest of the first pass.
    pub outer: Hashing,
}

impl TwoPasses {
    /// Takes the message through both.
    ///
    /// ```
    /// use jwt_by_hand::{printed_token, signature, walkthrough::TwoPasses, Secret};
    ///
    /// let secret = Secret::insecure_for_lessons(printed_token::SECRET)?;
    /// let (signing_input, _) = printed_token::TOKEN.rsplit_once('.').unwrap();
    /// let passes = TwoPasses::new(signing_input, &secret);
    ///
    /// assert_eq!(passes.blocks().count(), 5);
    /// assert_eq!(passes.tag(), *signature::tag(signing_input, &secret).as_bytes());
    /// # Ok::<(), jwt_by_hand::SecretError>(())
    /// ```
    pub fn new(message: impl AsRef<[u8]>, secret: &Secret) -> TwoPasses {
        let key_block = key_block(secret.bytes());
        let inner = [&inner_pad(&key_block), message.as_ref()].concat();
        let inner = Hashing::new(inner);
        let outer = [&outer_pad(&key_block)[..], &inner.digest()].concat();
        let outer = Hashing::new(outer);
        TwoPasses { secret_length: secret.len(), key_block, inner, outer }
    }

    /// The key block, each byte XOR 0x36: "K XOR ipad" in [RFC 2104 §2].
    ///
    /// [RFC 2104 §2]: https://www.rfc-editor.org/rfc/rfc2104#section-2
    pub fn inner_pad(&self) -> &[u8] {
        &self.inner.message()[..BLOCK_LENGTH]
    }

    /// The key block, each byte XOR 0x5c: "K XOR opad" in [RFC 2104 §2].
    ///
    /// [RFC 2104 §2]: https://www.rfc-editor.org/rfc/rfc2104#section-2
    pub fn outer_pad(&self) -> &[u8] {
        &self.outer.message()[..BLOCK_LENGTH]
    }

    /// All blocks of both passes.
    pub fn blocks(&self) -> impl Iterator<Item = BlockSteps> {
        self.inner.blocks().chain(self.outer.blocks())
    }

    /// The two states in which the secret has entered, and nothing else.
    pub fn key_states(&self) -> KeyStates {
        let [inner, outer] = [&self.inner, &self.outer].map(|pass| {
            let first = pass.blocks().next();
            first.expect("each pass begins with a pad").after
        });
        KeyStates { inner, outer }
    }

    /// The result of the second pass.
    pub fn tag(&self) -> [u8; 32] {
        self.outer.digest()
    }

    fn message(&self) -> &[u8] {
        &self.inner.message()[BLOCK_LENGTH..]
    }

    /// The same for a program: `secret_length`, `key_block` and `tag` (in
    /// hexadecimal), `key_states` (an object with `inner` and `outer`, words in
    /// hexadecimal), `inner` and `outer` (as [`Hashing::to_value`] has them).
    pub fn to_value(&self) -> Value {
        let states = self.key_states();
        json!({
            "secret_length": self.secret_length,
            "key_block": hex(&self.key_block),
            "key_states": {
                "inner": words_json(&states.inner),
                "outer": words_json(&states.outer),
            },
            "inner": self.inner.to_value(),
            "outer": self.outer.to_value(),
            "tag": hex(&self.tag()),
        })
    }

    /// The same for a person: the blocks with the states after them, without their
    /// rounds.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = message_lines(self.message());
        lines.extend([
            Line::empty(),
            Line::labelled("secret", Ink::Faint, filled(self.secret_length)),
        ]);
        lines.extend(hex_lines("key block", Ink::Plain, &self.key_block));
        lines.push(Line::empty());
        lines.extend(self.inner.pass_lines("First pass", "36", "the message"));
        lines.extend(hex_lines("inner digest", Ink::Plain, &self.inner.digest()));
        lines.push(Line::empty());
        lines.extend(self.outer.pass_lines(
            "Second pass",
            "5c",
            "the inner digest",
        ));
        lines.extend(hex_lines("tag", Ink::Signature, &self.tag()));
        lines
    }
}

impl Hashing {
    /// A pass of HMAC: what the key block became, and what comes behind it.
    fn pass_lines(&self, name: &str, number: &str, behind: &str) -> Vec<Line> {
        let key = format!("the key block, each byte XOR {number}");
        let content = |number: usize| match number * BLOCK_LENGTH {
            BLOCK_LENGTH => key.clone(),
            end if end <= self.length => behind.to_owned(),
            end if end - BLOCK_LENGTH < self.length => {
                format!("{behind} and padding")
            }
            _ => "padding".to_owned(),
        };
        self.block_lines(2, |block| {
            let (number, count) = (block.number, self.block_count());
            let content = content(number);
            let title = format!("{name}, block {number} of {count}: {content}");
            let mut lines = vec![Line::title(title), Line::empty()];
            lines.extend(block.byte_lines());
            lines.push(words_row("state", &block.after));
            if number == 1 {
                let kept = "the secret has entered: kept for all of its tokens";
                lines.push(row("", Ink::Faint, kept));
            }
            lines.push(Line::empty());
            lines
        })
    }
}

/// What has become of a secret of so many bytes.
pub(super) fn filled(secret_length: usize) -> String {
    let filled = match secret_length.cmp(&BLOCK_LENGTH) {
        Ordering::Less => format!(", filled up with zeros to {BLOCK_LENGTH}"),
        Ordering::Equal => ", a block exactly".to_owned(),
        Ordering::Greater => {
            format!(", hashed to 32, filled up with zeros to {BLOCK_LENGTH}")
        }
    };
    bytes(secret_length) + &filled
}

fn words_json(words: &[u32]) -> Value {
    words.iter().map(|word| json!(format!("{word:08x}"))).collect()
}

show_lines!(Hashing, BlockSteps, TwoPasses);
hide_values!(Hashing, BlockSteps, TwoPasses);
