//! JSON, with the two things that a token needs and `serde_json` leaves to us:
//! a name that occurs twice is refused, and numbers are written as JavaScript
//! writes them.

use std::borrow::Cow;
use std::fmt;
use std::io;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

use crate::errors::JsonError;

/// An object's members, in the order in which they were written.
pub(crate) type Members<'a> = Vec<(Name<'a>, Value)>;

/// Reads bytes that must be one JSON object and nothing else.
pub(crate) fn read_object(bytes: &[u8]) -> Result<Members<'_>, JsonError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| JsonError::NotUtf8 { position: error.valid_up_to() + 1 })?;
    refuse_repeated_names(text)?;
    match serde_json::from_str(text) {
        Ok(Object(members)) => Ok(members),
        Err(error) => Err(what_is_wrong(text, &error)),
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

/// `serde_json` keeps the last of two equal names, other parsers the first. A
/// token that two readers understand differently is an attack (RFC 7515 §10.12),
/// so a first pass looks at nothing but names, at every depth.
fn refuse_repeated_names(text: &str) -> Result<(), JsonError> {
    let mut repeated = None;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let names = NamesOccurOnce { repeated: &mut repeated };
    let outcome = names.deserialize(&mut deserializer);
    if let Some(name) = repeated {
        return Err(JsonError::RepeatedName { name });
    }
    outcome.map_err(|error| what_is_wrong(text, &error))?;
    deserializer.end().map_err(|error| JsonError::TrailingText { column: error.column() })
}

/// Names the mistake in a text that is not one JSON object.
fn what_is_wrong(text: &str, error: &serde_json::Error) -> JsonError {
    if text.trim().is_empty() {
        JsonError::Empty
    } else if text.starts_with('\u{feff}') {
        JsonError::ByteOrderMark
    } else if let Ok(value) = serde_json::from_str::<Value>(text) {
        JsonError::NotAnObject { found: kind(&value) }
    } else {
        JsonError::Syntax { message: error.to_string() }
    }
}

/// A name in an object: borrowed from the text unless it holds an escape.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name<'a>(Cow<'a, str>);

impl Name<'_> {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Name<'_>> for String {
    fn from(name: Name<'_>) -> String {
        name.0.into_owned()
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name<'de>, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

struct Object<'a>(Members<'a>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Object<'de>, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Object<'de>, A::Error> {
        let mut members = Vec::with_capacity(8);
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Object(members))
    }
}

/// Walks through a JSON value, keeps nothing of it, and fails at the first
/// object that has a name twice, which it leaves in `repeated`.
struct NamesOccurOnce<'a> {
    repeated: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for NamesOccurOnce<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NamesOccurOnce<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut names = Vec::with_capacity(8);
        while let Some(name) = object.next_key::<Name>()? {
            names.push(name);
            object.next_value_seed(NamesOccurOnce { repeated: self.repeated })?;
        }
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => {
                *self.repeated = Some(pair[0].as_str().to_owned());
                Err(A::Error::custom("a name occurs twice"))
            }
            None => Ok(()),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(NamesOccurOnce { repeated: self.repeated })?.is_some() {}
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// Writes compact JSON, byte for byte as `JSON.stringify` does.
pub(crate) fn write(value: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(128);
    let mut serializer = Serializer::with_formatter(&mut bytes, JavaScriptNumbers);
    value.serialize(&mut serializer).expect("an object with text for names, written to memory");
    String::from_utf8(bytes).expect("serde_json writes UTF-8")
}

/// `serde_json` writes 1.0 and 1e21 where JavaScript writes 1 and 1e+21. The
/// bytes are what is signed, so the spelling matters.
struct JavaScriptNumbers;

impl Formatter for JavaScriptNumbers {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(javascript_number(value).as_bytes())
    }

    /// Numbers arrive here as text if another package in the build turns on
    /// `serde_json/arbitrary_precision`.
    fn write_number_str<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        number: &str,
    ) -> io::Result<()> {
        match number.parse::<f64>() {
            Ok(value) if number.contains(['.', 'e', 'E']) => self.write_f64(writer, value),
            _ => writer.write_all(number.as_bytes()),
        }
    }
}

/// ECMA-262 §6.1.6.1.20, Number::toString, in base 10.
///
/// Rust's `{:e}` gives the same shortest digits and an exponent; the rest is
/// where the point goes.
fn javascript_number(value: f64) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    let scientific = format!("{:e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits = mantissa.replace('.', "");
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;

    let unsigned = match (usize::try_from(point), digits.len()) {
        (Ok(point), count) if count <= point && point <= 21 => {
            format!("{digits}{}", "0".repeat(point - count))
        }
        (Ok(point @ 1..=21), _) => format!("{}.{}", &digits[..point], &digits[point..]),
        _ if (-5..=0).contains(&point) => {
            format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
        }
        _ => format!("{mantissa}e{:+}", point - 1),
    };
    format!("{sign}{unsigned}")
}
