//! JSON, read strictly and written as JavaScript writes it.
//!
//! What is signed is characters, so the spelling counts, and two readers must never
//! see two different tokens ([RFC 7515 §10.12]). Libraries leave both open: most keep
//! one of two equal names, and `serde_json` writes 1.0 and 1e21 where JavaScript
//! writes 1 and 1e+21. And what a library does with a number that no float holds can
//! be changed by another package in the same build. So the grammar of [RFC 8259] stands
//! here, in one pass from left to right. The values are those of `serde_json`.
//!
//! You can skip this file on a first reading.
//!
//! [RFC 7515 §10.12]: https://www.rfc-editor.org/rfc/rfc7515#section-10.12
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

mod error;
mod number;

use serde_json::map::Entry;
use serde_json::{Map, Value};

pub use error::JsonError;

/// Reads bytes that must be one JSON object and nothing else.
///
/// A name that occurs twice is refused, at every depth.
pub(crate) fn read_object(bytes: &[u8]) -> Result<Map<String, Value>, JsonError> {
    let text = std::str::from_utf8(bytes).map_err(|error| JsonError::NotUtf8 {
        position: error.valid_up_to() + 1,
    })?;
    if text.starts_with('\u{feff}') {
        return Err(JsonError::ByteOrderMark);
    }
    let mut reader = Reader::new(text);
    match reader.next_byte() {
        None => Err(JsonError::Empty),
        Some(b'{') => {
            let members = reader.nested(Reader::object)?;
            reader.finish(members)
        }
        Some(_) => Err(JsonError::NotAnObject { found: kind(&reader.value()?) }),
    }
}

/// The name of a value's type, with its article.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// How many objects and lists may lie inside one another. Each is a call inside a
/// call, and a sender must not choose how many ([RFC 8259 §9]).
///
/// [RFC 8259 §9]: https://www.rfc-editor.org/rfc/rfc8259#section-9
const DEEPEST: usize = 127;

/// A text, and how far it is read.
struct Reader<'a> {
    text: &'a str,
    /// How many bytes are read.
    place: usize,
    /// How many objects and lists are open.
    depth: usize,
    // What is JSON and can't be held in memory is told when all the rest is right.
    lone_surrogate: bool,
    number_too_large: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        Reader {
            text,
            place: 0,
            depth: 0,
            lone_surrogate: false,
            number_too_large: false,
        }
    }

    fn finish(
        mut self,
        members: Map<String, Value>,
    ) -> Result<Map<String, Value>, JsonError> {
        if self.next_byte().is_some() {
            Err(JsonError::TrailingText { position: self.position() })
        } else if self.lone_surrogate {
            Err(JsonError::LoneSurrogate)
        } else if self.number_too_large {
            Err(JsonError::NumberTooLarge)
        } else {
            Ok(members)
        }
    }

    fn value(&mut self) -> Result<Value, JsonError> {
        match self.next_byte() {
            Some(b'{') => self.nested(Reader::object).map(Value::Object),
            Some(b'[') => self.nested(Reader::list).map(Value::Array),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.unexpected("a value")),
        }
    }

    fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, JsonError>,
    ) -> Result<T, JsonError> {
        if self.depth == DEEPEST {
            return Err(JsonError::TooDeep);
        }
        self.depth += 1;
        self.place += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Map<String, Value>, JsonError> {
        let mut members = Map::with_capacity(4);
        if self.next_byte() == Some(b'}') {
            self.place += 1;
            return Ok(members);
        }
        loop {
            if self.next_byte() != Some(b'"') {
                return Err(self.unexpected("a name in double quotes"));
            }
            let name = self.string()?;
            if self.next_byte() != Some(b':') {
                return Err(self.unexpected("`:` behind a name"));
            }
            self.place += 1;
            let value = self.value()?;
            match members.entry(name) {
                Entry::Vacant(member) => member.insert(value),
                Entry::Occupied(member) => {
                    let name = member.key().clone();
                    return Err(JsonError::RepeatedName { name });
                }
            };
            if self.ends(b'}', "`,` or `}` behind a value")? {
                return Ok(members);
            }
        }
    }

    fn list(&mut self) -> Result<Vec<Value>, JsonError> {
        let mut values = Vec::new();
        if self.next_byte() == Some(b']') {
            self.place += 1;
            return Ok(values);
        }
        loop {
            values.push(self.value()?);
            if self.ends(b']', "`,` or `]` behind a value")? {
                return Ok(values);
            }
        }
    }

    /// Whether an object or a list ends here, or goes on behind a comma.
    fn ends(
        &mut self,
        bracket: u8,
        expected: &'static str,
    ) -> Result<bool, JsonError> {
        let next = self.next_byte();
        if next != Some(bracket) && next != Some(b',') {
            return Err(self.unexpected(expected));
        }
        self.place += 1;
        Ok(next == Some(bracket))
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, JsonError> {
        if !self.rest().starts_with(word) {
            return Err(self.unexpected("a value"));
        }
        self.place += word.len();
        Ok(value)
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.place += 1;
        let mut string = self.plain_text().to_owned();
        while self.byte() == Some(b'\\') {
            string.push(self.escape()?);
            string.push_str(self.plain_text());
        }
        if self.byte() != Some(b'"') {
            return Err(self.unexpected("text, and `\"` where it ends"));
        }
        self.place += 1;
        Ok(string)
    }

    /// What stands here as it is, up to the next escape or the end.
    #[inline]
    fn plain_text(&mut self) -> &'a str {
        let rest = self.rest();
        let plain = &rest[..plain_length(rest)];
        self.place += plain.len();
        plain
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        self.place += 1;
        let character = match self.byte() {
            Some(same @ (b'"' | b'\\' | b'/')) => char::from(same),
            Some(b'b') => '\u{8}',
            Some(b't') => '\t',
            Some(b'n') => '\n',
            Some(b'f') => '\u{c}',
            Some(b'r') => '\r',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.unexpected("one of `\"\\/bfnrtu` behind `\\`")),
        };
        self.place += 1;
        Ok(character)
    }

    /// `\u` and four digits are one unit of UTF-16. A character outside of the first
    /// 65,536 is two of them, a surrogate pair ([RFC 8259 §7]).
    ///
    /// [RFC 8259 §7]: https://www.rfc-editor.org/rfc/rfc8259#section-7
    fn unicode_escape(&mut self) -> Result<char, JsonError> {
        let first = self.utf_16_unit()?;
        let is_high = (0xd800..0xdc00).contains(&first);
        let mut second = None;
        if is_high && self.rest().starts_with("\\u") {
            self.place += 1;
            second = Some(self.utf_16_unit()?);
        }
        let units = [first].into_iter().chain(second);
        let character = char::decode_utf16(units).next().and_then(Result::ok);
        self.lone_surrogate |= character.is_none();
        Ok(character.unwrap_or_default())
    }

    fn utf_16_unit(&mut self) -> Result<u16, JsonError> {
        self.place += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            let digit =
                digit.ok_or_else(|| self.unexpected("four hexadecimal digits"))?;
            unit = unit * 16 + digit as u16;
            self.place += 1;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.place;
        self.take(|byte| byte == b'-');
        if !self.take(|byte| byte == b'0') {
            self.digits()?;
        }
        let mut is_whole = true;
        if self.take(|byte| byte == b'.') {
            is_whole = false;
            self.digits()?;
        }
        if self.take(|byte| matches!(byte, b'e' | b'E')) {
            is_whole = false;
            self.take(|byte| matches!(byte, b'+' | b'-'));
            self.digits()?;
        }
        let value = number::read(&self.text[start..self.place], is_whole);
        self.number_too_large |= value.is_none();
        Ok(value.unwrap_or_default())
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 {
            return Err(self.unexpected("a digit"));
        }
        self.place += count;
        Ok(())
    }

    /// Goes on by one byte, if it is one of these.
    #[inline]
    fn take(&mut self, is_one: impl Fn(u8) -> bool) -> bool {
        let takes = self.byte().is_some_and(is_one);
        self.place += usize::from(takes);
        takes
    }

    /// The next byte that is no white space.
    #[inline]
    fn next_byte(&mut self) -> Option<u8> {
        while self.take(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {}
        self.byte()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.place).copied()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.place..]
    }

    /// The place of the next character, counted in characters, from 1.
    fn position(&self) -> usize {
        self.text[..self.place].chars().count() + 1
    }

    fn unexpected(&self, expected: &'static str) -> JsonError {
        JsonError::Syntax {
            found: self.rest().chars().next(),
            position: self.position(),
            expected,
        }
    }
}

/// How many bytes come before the next that must be escaped.
fn plain_length(text: &str) -> usize {
    // Most texts are short, and the others are read in chunks: a `|` asks for all
    // bytes of a chunk at once, where `||` would ask for one after the other.
    if let Some(length) = text.bytes().take(32).position(must_be_escaped) {
        return length;
    }
    let is_plain = |chunk: &&[u8; 32]| {
        !chunk.iter().fold(false, |any, byte| any | must_be_escaped(*byte))
    };
    let (chunks, _) = text.as_bytes().as_chunks();
    let plain = 32 * chunks.iter().take_while(is_plain).count();
    let mut rest = text.bytes().skip(plain);
    plain + rest.position(must_be_escaped).unwrap_or(text.len() - plain)
}

/// [RFC 8259 §7].
///
/// [RFC 8259 §7]: https://www.rfc-editor.org/rfc/rfc8259#section-7
fn must_be_escaped(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// Writes compact JSON, byte for byte as `JSON.stringify` does.
pub(crate) fn write(members: &Map<String, Value>) -> String {
    let mut json = String::with_capacity(128);
    write_object(members, &mut json);
    json
}

fn write_object(members: &Map<String, Value>, json: &mut String) {
    json.push('{');
    for (place, (name, value)) in members.iter().enumerate() {
        if place > 0 {
            json.push(',');
        }
        write_text(name, json);
        json.push(':');
        write_value(value, json);
    }
    json.push('}');
}

#[inline]
fn write_value(value: &Value, json: &mut String) {
    match value {
        Value::Null => json.push_str("null"),
        Value::Bool(is_true) => {
            json.push_str(if *is_true { "true" } else { "false" });
        }
        Value::Number(number) => number::write(number, json),
        Value::String(text) => write_text(text, json),
        Value::Array(values) => {
            json.push('[');
            for (place, value) in values.iter().enumerate() {
                if place > 0 {
                    json.push(',');
                }
                write_value(value, json);
            }
            json.push(']');
        }
        Value::Object(members) => write_object(members, json),
    }
}

/// Writes text in quotes, with the escapes that it needs and no others.
#[inline]
pub(crate) fn write_text(text: &str, json: &mut String) {
    json.push('"');
    if text.bytes().fold(false, |any, byte| any | must_be_escaped(byte)) {
        text.chars().for_each(|character| write_character(character, json));
    } else {
        json.push_str(text);
    }
    json.push('"');
}

fn write_character(character: char, json: &mut String) {
    match character {
        '"' => json.push_str("\\\""),
        '\\' => json.push_str("\\\\"),
        '\u{8}' => json.push_str("\\b"),
        '\t' => json.push_str("\\t"),
        '\n' => json.push_str("\\n"),
        '\u{c}' => json.push_str("\\f"),
        '\r' => json.push_str("\\r"),
        '\0'..' ' => json.push_str(&format!("\\u{:04x}", character as u32)),
        other => json.push(other),
    }
}
