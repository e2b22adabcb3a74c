//! JSON, with the two things that a token needs and `serde_json` leaves to us:
//! a name that occurs twice is refused, and numbers are written as JavaScript
//! writes them.

use std::borrow::Cow;
use std::fmt;
use std::io;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess,
    SeqAccess, Visitor,
};
use serde::ser::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use serde_json::{Map, Value};

use crate::errors::JsonError;

/// Reads bytes that must be one JSON object and nothing else, and gives each of
/// its members to `take`, which answers whether the name is new.
///
/// `serde_json` keeps the last of two equal names, other parsers the first. A
/// token that two readers understand differently is an attack (RFC 7515
/// §10.12), so a name that occurs twice is refused, at every depth.
pub(crate) fn read_object(
    bytes: &[u8],
    take: impl FnMut(&str, Value) -> bool,
) -> Result<(), JsonError> {
    let text = std::str::from_utf8(bytes).map_err(|error| JsonError::NotUtf8 {
        position: error.valid_up_to() + 1,
    })?;
    let mut repeated = None;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let outcome =
        deserializer.deserialize_map(Object { take, repeated: &mut repeated });
    if let Some(name) = repeated {
        return Err(JsonError::RepeatedName { name });
    }
    outcome.map_err(|_| what_is_wrong(text))?;
    deserializer
        .end()
        .map_err(|error| JsonError::TrailingText { column: error.column() })
}

// `serde_json` reads the text, and calls a *visitor* back for each thing that it
// meets: `visit_map` for `{`, `visit_seq` for `[`, and a method for each kind of
// simple value. Here a visitor brings something along: where to leave the name
// that occurs twice.

/// Reads an object. A name that occurs twice is an error, and is left in
/// `repeated`.
struct Object<'a, T> {
    take: T,
    repeated: &'a mut Option<String>,
}

impl<'de, T: FnMut(&str, Value) -> bool> Visitor<'de> for Object<'_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(
        mut self,
        mut object: A,
    ) -> Result<(), A::Error> {
        while let Some(Name(name)) = object.next_key()? {
            let value =
                object.next_value_seed(AnyValue { repeated: self.repeated })?;
            if !(self.take)(&name, value) {
                *self.repeated = Some(name.into_owned());
                return Err(A::Error::custom("a name occurs twice"));
            }
        }
        Ok(())
    }
}

/// A name in an object: borrowed from the text unless it holds an escape.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Name<'de>, D::Error> {
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

/// Reads any value, with the objects inside it as strict as the outermost.
struct AnyValue<'a> {
    repeated: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        let take =
            |name: &str, value| members.insert(name.to_owned(), value).is_none();
        Object { take, repeated: self.repeated }.visit_map(object)?;
        Ok(number_in_disguise(&members).unwrap_or(Value::Object(members)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) =
            list.next_element_seed(AnyValue { repeated: self.repeated })?
        {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }
}

/// If another package in the build turns on `serde_json/arbitrary_precision`,
/// `serde_json` hands over each number as an object with this one name.
fn number_in_disguise(members: &Map<String, Value>) -> Option<Value> {
    let (name, digits) = members.iter().next().filter(|_| members.len() == 1)?;
    let digits =
        digits.as_str().filter(|_| name == "$serde_json::private::Number")?;
    // Only with that feature on is there a number as large as this.
    serde_json::from_str::<Value>("1e999").ok()?;
    digits.parse().map(Value::Number).ok()
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

/// Names the mistake in a text that is not one JSON object, or not one that can
/// be held in memory.
fn what_is_wrong(text: &str) -> JsonError {
    if text.trim().is_empty() {
        return JsonError::Empty;
    }
    if text.starts_with('\u{feff}') {
        return JsonError::ByteOrderMark;
    }
    let message = match serde_json::from_str::<Value>(text) {
        Ok(value) => return JsonError::NotAnObject { found: kind(&value) },
        Err(error) => error.to_string(),
    };
    // `IgnoredAny` looks at the grammar alone. Where that is right, the value can't
    // be held, for one of three reasons, which the message tells apart.
    let is_object = text.trim_start().starts_with('{');
    if !is_object || serde_json::from_str::<IgnoredAny>(text).is_err() {
        JsonError::Syntax { message }
    } else if message.starts_with("number out of range") {
        JsonError::NumberTooLarge
    } else if message.starts_with("recursion limit") {
        JsonError::TooDeep
    } else {
        JsonError::LoneSurrogate
    }
}

/// Writes compact JSON, byte for byte as `JSON.stringify` does.
pub(crate) fn write(value: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(128);
    let mut serializer = Serializer::with_formatter(&mut bytes, JavaScriptNumbers);
    value
        .serialize(&mut serializer)
        .expect("an object with text for names, written to memory");
    String::from_utf8(bytes).expect("serde_json writes UTF-8")
}

/// `serde_json` writes 1.0 and 1e21 where JavaScript writes 1 and 1e+21. The
/// bytes are what is signed, so the spelling matters.
struct JavaScriptNumbers;

impl Formatter for JavaScriptNumbers {
    fn write_f64<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        value: f64,
    ) -> io::Result<()> {
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
            Ok(value) if number.contains(['.', 'e', 'E']) => {
                self.write_f64(writer, value)
            }
            _ => writer.write_all(number.as_bytes()),
        }
    }
}

/// ECMA-262 §6.1.6.1.20, Number::toString, in base 10.
///
/// The shortest digits that stand for this number and no other are those that
/// `serde_json` writes; where the point goes is ours: behind the first `point` of them.
fn javascript_number(value: f64) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    let (digits, point) = shortest_digits(value.abs());
    let count = digits.len() as i32;
    let zeros = |count: i32| "0".repeat(count as usize);

    let unsigned = if count <= point && point <= 21 {
        format!("{digits}{}", zeros(point - count))
    } else if 0 < point && point <= 21 {
        let (whole, fraction) = digits.split_at(point as usize);
        format!("{whole}.{fraction}")
    } else if -6 < point && point <= 0 {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let (first, others) = digits.split_at(1);
        let dot = if others.is_empty() { "" } else { "." };
        format!("{first}{dot}{others}e{:+}", point - 1)
    };
    format!("{sign}{unsigned}")
}

/// The digits without the zeros around them, and how many of them stand in front of the
/// point.
fn shortest_digits(value: f64) -> (String, i32) {
    let mut text = Vec::new();
    CompactFormatter.write_f64(&mut text, value).expect("written to memory");
    let text = String::from_utf8(text).expect("serde_json writes UTF-8");

    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let without_leading = digits.trim_start_matches('0');
    let leading = digits.len() - without_leading.len();
    let point =
        whole.len() as i32 - leading as i32 + exponent.parse::<i32>().unwrap_or(0);
    match without_leading.trim_end_matches('0') {
        "" => ("0".to_owned(), 1),
        digits => (digits.to_owned(), point),
    }
}
