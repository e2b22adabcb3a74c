//! Text for a person: lines whose pieces say what they belong to, so that a
//! terminal and a page can give each its colour.

use std::fmt;

use serde_json::{Value, json};

use crate::explain::visible;

/// What a piece of text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Nothing in particular.
    Plain,
    /// A heading.
    Title,
    /// Words beside the values.
    Faint,
    /// The first part of a token.
    Header,
    /// The second part.
    Payload,
    /// The third part.
    Signature,
    /// A check that passed.
    Passed,
    /// A check that failed.
    Failed,
}

impl Ink {
    fn name(self) -> &'static str {
        match self {
            Ink::Plain => "plain",
            Ink::Title => "title",
            Ink::Faint => "faint",
            Ink::Header => "header",
            Ink::Payload => "payload",
            Ink::Signature => "signature",
            Ink::Passed => "passed",
            Ink::Failed => "failed",
        }
    }
}

/// One line of text, in pieces.
///
/// ```
/// use jwt_by_hand::walkthrough::{Ink, Line};
///
/// let line = Line::token("aaa.bbb.ccc");
/// assert_eq!(line.to_string(), "aaa.bbb.ccc");
/// assert_eq!(line.pieces()[0], (Ink::Header, "aaa".to_owned()));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Line {
    pieces: Vec<(Ink, String)>,
}

impl Line {
    /// A line with nothing on it.
    pub fn empty() -> Line {
        Line::default()
    }

    /// A line that is a heading.
    pub fn title(text: impl Into<String>) -> Line {
        Line::empty().with(Ink::Title, text)
    }

    /// A label in a column of its own, and a value behind it.
    pub fn labelled(label: &str, ink: Ink, value: impl Into<String>) -> Line {
        Line::empty()
            .with(Ink::Faint, format!("{label:<LABEL_WIDTH$}"))
            .with(ink, value)
    }

    /// A token with each part in its ink. What follows a third dot stays plain.
    pub fn token(token: &str) -> Line {
        let inks = [Ink::Header, Ink::Payload, Ink::Signature];
        let inks = inks.into_iter().chain(std::iter::repeat(Ink::Plain));
        token.split('.').zip(inks).enumerate().fold(
            Line::empty(),
            |line, (place, (part, ink))| {
                let line =
                    if place == 0 { line } else { line.with(Ink::Plain, ".") };
                line.with(ink, visible(part))
            },
        )
    }

    /// The line with one piece more.
    pub fn with(mut self, ink: Ink, text: impl Into<String>) -> Line {
        self.pieces.push((ink, text.into()));
        self
    }

    /// The line with the pieces of another behind it.
    pub fn followed_by(mut self, other: Line) -> Line {
        self.pieces.extend(other.pieces);
        self
    }

    /// The pieces, from left to right.
    pub fn pieces(&self) -> &[(Ink, String)] {
        &self.pieces
    }

    /// The same for a program: a list of pairs, the ink's name in lower case and
    /// the text.
    pub fn to_value(&self) -> Value {
        let pieces = self.pieces.iter();
        pieces.map(|(ink, text)| json!([ink.name(), text])).collect()
    }
}

/// A line of plain text.
impl From<&str> for Line {
    fn from(text: &str) -> Line {
        Line::empty().with(Ink::Plain, text)
    }
}

/// The text without its inks, and without blanks at its end.
impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String =
            self.pieces.iter().map(|(_, text)| text.as_str()).collect();
        formatter.write_str(text.trim_end())
    }
}

/// Where the values begin, in characters from the left.
const LABEL_WIDTH: usize = 16;

/// Text in lines of at most `width` characters, where its words allow that.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    text.split(' ').fold(vec![String::new()], |mut lines, word| {
        let line = lines.last_mut().expect("there is always a last line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
        lines
    })
}

/// `Debug` that shows no value: it may be a secret's.
macro_rules! hide_values {
    ($($walkthrough:ident),+) => {$(
        impl std::fmt::Debug for $walkthrough {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($walkthrough)).finish_non_exhaustive()
            }
        }
    )+};
}
pub(super) use hide_values;

/// `Display` from `lines`.
macro_rules! show_lines {
    ($($walkthrough:ident),+) => {$(
        impl std::fmt::Display for $walkthrough {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.lines().into_iter().try_for_each(|line| writeln!(formatter, "{line}"))
            }
        }
    )+};
}
pub(super) use show_lines;
