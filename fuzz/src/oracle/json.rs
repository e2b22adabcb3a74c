//! RFC 8259, with a limit to the depth (§9), and no name twice.

use super::{Judge, Refusal, Rule};

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Value>),
    Object(Members),
}

/// In their order.
pub type Members = Vec<(String, Value)>;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub float: f64,
    /// Exactly, if it is written without fraction or exponent, fits 64 bits, and is
    /// not `-0`.
    pub whole: Option<i128>,
}

/// Reads one object and nothing else. Says also whether a 64-bit float holds each
/// of its numbers.
pub fn object(check: Judge, bytes: &[u8]) -> Result<(Members, bool), Refusal> {
    let (value, all_finite) = document(check, bytes)?;
    check.must(Rule::OneObject, matches!(value, Value::Object(_)))?;
    let members = if let Value::Object(members) = value { members } else { vec![] };
    Ok((members, all_finite))
}

/// What the text stands for, object or not.
pub fn parsed(text: &str) -> Option<Value> {
    match document(Judge::default(), text.as_bytes()) {
        Ok((value, true)) => Some(value),
        _ => None,
    }
}

fn document(check: Judge, bytes: &[u8]) -> Result<(Value, bool), Refusal> {
    let text = String::from_utf8_lossy(bytes);
    check.must(Rule::Utf8, str::from_utf8(bytes).is_ok())?;
    check.must(Rule::NoByteOrderMark, !text.starts_with('\u{feff}'))?;
    let rest = text.trim_start_matches('\u{feff}');
    let mut reader = Reader { check, rest, depth: 0, all_finite: true };
    let value = reader.value()?;
    check.must(Rule::NothingBehind, reader.rest.is_empty())?;
    Ok((value, reader.all_finite))
}

struct Reader<'a> {
    check: Judge,
    rest: &'a str,
    depth: usize,
    all_finite: bool,
}

impl Reader<'_> {
    /// §2 and §3: a value, and the white space around it.
    fn value(&mut self) -> Result<Value, Refusal> {
        self.skip_white_space();
        let value = match self.rest.chars().next() {
            Some('{') => self.deeper(Reader::members)?,
            Some('[') => self.deeper(Reader::list)?,
            Some('"') => Value::Text(self.string()?),
            Some('-' | '0'..='9') => self.number()?,
            _ if self.take("null") => Value::Null,
            _ if self.take("true") => Value::Bool(true),
            _ if self.take("false") => Value::Bool(false),
            _ => {
                self.check.must(Rule::Grammar, false)?;
                Value::Null
            }
        };
        self.skip_white_space();
        Ok(value)
    }

    fn deeper(
        &mut self,
        read: fn(&mut Self) -> Result<Value, Refusal>,
    ) -> Result<Value, Refusal> {
        self.depth += 1;
        self.check.must(Rule::AtMost127Deep, self.depth <= 127)?;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// §4
    fn members(&mut self) -> Result<Value, Refusal> {
        let mut members = Members::new();
        self.expect("{")?;
        self.skip_white_space();
        if self.take("}") {
            return Ok(Value::Object(members));
        }
        loop {
            self.skip_white_space();
            let name = self.string()?;
            let is_new = members.iter().all(|(other, _)| *other != name);
            self.check.must(Rule::NameOnce, is_new)?;
            self.skip_white_space();
            self.expect(":")?;
            members.push((name, self.value()?));
            if !self.take(",") {
                self.expect("}")?;
                return Ok(Value::Object(members));
            }
        }
    }

    /// §5
    fn list(&mut self) -> Result<Value, Refusal> {
        let mut list = Vec::new();
        self.expect("[")?;
        self.skip_white_space();
        if self.take("]") {
            return Ok(Value::List(list));
        }
        loop {
            list.push(self.value()?);
            if !self.take(",") {
                self.expect("]")?;
                return Ok(Value::List(list));
            }
        }
    }

    /// §6
    fn number(&mut self) -> Result<Value, Refusal> {
        let is_in_numbers =
            |c| matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');
        let rest = self.rest.trim_start_matches(is_in_numbers);
        let number = &self.rest[..self.rest.len() - rest.len()];
        self.rest = rest;
        self.check.must(Rule::NumberGrammar, is_number(number))?;

        let float: f64 = number.parse().unwrap_or(0.0);
        self.all_finite &= float.is_finite();
        let whole = number.parse::<i128>().ok().filter(|whole| {
            let fits = (i64::MIN.into()..=u64::MAX.into()).contains(whole);
            fits && number != "-0"
        });
        Ok(Value::Number(Number { float, whole }))
    }

    /// §7, in the 16-bit units that its escapes speak of.
    fn string(&mut self) -> Result<String, Refusal> {
        let mut units: Vec<u16> = Vec::new();
        self.expect("\"")?;
        while !self.take("\"") {
            let Some(character) = self.next() else {
                self.check.must(Rule::Grammar, false)?;
                break;
            };
            if character == '\\' {
                units.push(self.escape()?);
                continue;
            }
            self.check.must(Rule::ControlsAreEscaped, character >= ' ')?;
            units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
        }
        let text = String::from_utf16(&units);
        self.check.must(Rule::WholeSurrogatePairs, text.is_ok())?;
        Ok(text.unwrap_or_else(|_| String::from_utf16_lossy(&units)))
    }

    fn escape(&mut self) -> Result<u16, Refusal> {
        let escape = self.next();
        Ok(match escape {
            Some('"' | '\\' | '/') => escape.map_or(0, |c| c as u16),
            Some('b') => 0x08,
            Some('f') => 0x0c,
            Some('n') => 0x0a,
            Some('r') => 0x0d,
            Some('t') => 0x09,
            Some('u') => {
                let mut unit = 0;
                for _ in 0..4 {
                    let digit = self.next().and_then(|c| c.to_digit(16));
                    self.check.must(Rule::Grammar, digit.is_some())?;
                    unit = unit << 4 | digit.unwrap_or(0) as u16;
                }
                unit
            }
            _ => {
                self.check.must(Rule::Grammar, false)?;
                0
            }
        })
    }

    fn skip_white_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let character = characters.next();
        self.rest = characters.as_str();
        character
    }

    fn take(&mut self, wanted: &str) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, wanted: &str) -> Result<(), Refusal> {
        let is_there = self.take(wanted);
        self.check.must(Rule::Grammar, is_there)
    }
}

/// §6: `[ minus ] int [ frac ] [ exp ]`
fn is_number(text: &str) -> bool {
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, Some(exponent)),
        None => (text, None),
    };
    let (int, frac) = match text.split_once('.') {
        Some((int, frac)) => (int, Some(frac)),
        None => (text, None),
    };
    digits(int)
        && (int == "0" || !int.starts_with('0'))
        && frac.is_none_or(digits)
        && exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)))
}
