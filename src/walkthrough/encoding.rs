//! Bytes on their way to base64url, three at a time.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::text::{Ink, Line};
use crate::base64url;
use crate::explain::visible;

/// Bytes, and the base64url that they become.
#[derive(Clone)]
pub struct Encoding {
    ink: Ink,
    /// The text that the bytes spell, where they spell one.
    pub json: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// All characters.
    pub base64url: String,
}

/// Three bytes, 24 bits, four characters; or what is left at the end.
#[derive(Clone, PartialEq, Eq)]
pub struct ByteGroup {
    /// One to three bytes.
    pub bytes: Vec<u8>,
    /// The same bits in groups of six, each a number from 0 to 63.
    pub six_bit_groups: Vec<u8>,
    /// The character of each of those numbers.
    pub characters: String,
}

impl Encoding {
    pub(super) fn of_json(ink: Ink, json: &str) -> Encoding {
        Encoding {
            json: Some(json.to_owned()),
            ..Encoding::of_bytes(ink, json.as_bytes())
        }
    }

    pub(super) fn of_bytes(ink: Ink, bytes: &[u8]) -> Encoding {
        Encoding {
            ink,
            json: None,
            bytes: bytes.to_vec(),
            base64url: base64url::encode(bytes),
        }
    }

    /// Up to three bytes each, with the characters that they become.
    pub fn groups(&self) -> impl Iterator<Item = ByteGroup> {
        self.bytes.chunks(3).map(|bytes| ByteGroup {
            bytes: bytes.to_vec(),
            six_bit_groups: base64url::six_bit_groups(bytes),
            characters: base64url::encode(bytes),
        })
    }

    /// The same bytes in standard base64, which a JWT never uses: `+` and `/`
    /// for `-` and `_`, and `=` at the end ([RFC 4648 §4]).
    ///
    /// [RFC 4648 §4]: https://www.rfc-editor.org/rfc/rfc4648#section-4
    pub fn standard(&self) -> String {
        STANDARD.encode(&self.bytes)
    }

    /// The same for a program: `json` (text or null), `length` (in bytes), `base64url`
    /// and `standard`. The bytes are in the groups, which are asked for on their own.
    pub fn to_value(&self) -> Value {
        json!({
            "json": self.json,
            "length": self.bytes.len(),
            "base64url": self.base64url,
            "standard": self.standard(),
        })
    }

    /// The same for a person: the text, a row for each group, the characters.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        let json = self.json.iter().flat_map(|json| {
            [Line::labelled("JSON", self.ink, visible(json)), Line::empty()]
        });
        let columns = format!("{:<17}{:<29}in groups of six", "bytes", "bits");
        let groups = self.groups().map(|group| self.group_line(&group));
        let count = format!(
            "{} → {} characters",
            bytes(self.bytes.len()),
            self.base64url.len()
        );
        json.chain([Line::empty().with(Ink::Faint, columns)]).chain(groups).chain([
            Line::empty(),
            Line::labelled("", Ink::Faint, count),
            Line::labelled("base64url", self.ink, &self.base64url),
        ])
    }

    fn group_line(&self, group: &ByteGroup) -> Line {
        let letters: String =
            group.bytes.iter().map(|byte| letter(*byte)).collect();
        let letters = if self.json.is_some() { letters } else { String::new() };
        let hex = joined(&group.bytes, |byte| format!("{byte:02x}"));
        let bits = joined(&group.bytes, |byte| format!("{byte:08b}"));
        let sixes = joined(&group.six_bit_groups, |six| format!("{six:06b}"));
        Line::empty()
            .with(Ink::Plain, format!("{hex:<10}{letters:<7}"))
            .with(Ink::Faint, format!("{bits:<29}{sixes:<29}"))
            .with(self.ink, group.characters.as_str())
    }
}

impl ByteGroup {
    /// The same for a program: `bytes`, `six_bit_groups` and `characters`.
    pub fn to_value(&self) -> Value {
        json!({
            "bytes": self.bytes,
            "six_bit_groups": self.six_bit_groups,
            "characters": self.characters,
        })
    }
}

/// Bytes as two hexadecimal digits each, as many on a line as fit.
pub(super) fn hex_lines(label: &str, ink: Ink, bytes: &[u8]) -> Vec<Line> {
    let rows = bytes.chunks(16).enumerate();
    rows.map(|(row, chunk)| {
        let hex = joined(chunk, |byte| format!("{byte:02x}"));
        Line::labelled(if row == 0 { label } else { "" }, ink, hex)
    })
    .collect()
}

pub(super) fn bytes(count: usize) -> String {
    if count == 1 { "1 byte".to_owned() } else { format!("{count} bytes") }
}

/// A byte as the letter that it is in ASCII, or a dot in the middle.
pub(super) fn letter(byte: u8) -> char {
    if byte.is_ascii_graphic() { char::from(byte) } else { '·' }
}

pub(super) fn joined(numbers: &[u8], one: impl Fn(&u8) -> String) -> String {
    numbers.iter().map(one).collect::<Vec<_>>().join(" ")
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
