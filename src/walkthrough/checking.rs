//! A token on its way through the thirteen checks.

use serde_json::{Value, json};

use super::text::{Ink, Line, wrapped};
use crate::base64url;
use crate::explain::{Explanation, visible};
use crate::numeric_date::NumericDate;
use crate::payload::Claims;
use crate::signature::Secret;
use crate::verify::{Check, Expectations, VerifyError, verify};
use crate::why;

/// A token, every check with its outcome, and what could be read.
pub struct Checking {
    /// The token as it was received.
    pub token: String,
    /// All thirteen checks, in their order.
    pub rows: Vec<CheckedRow>,
    /// Why the token was refused, if it was.
    pub error: Option<VerifyError>,
    /// The header's JSON, if its check was passed.
    pub header_json: Option<String>,
    /// The payload's JSON, if the signature held and the check was passed.
    pub payload_json: Option<String>,
}

/// One check, and what came of it.
pub struct CheckedRow {
    /// The check.
    pub check: Check,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a check.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It said *yes*.
    Passed,
    /// It said *no*, and why, as far as it can be told by who holds the secret.
    Failed(Explanation),
    /// A check before it said *no*.
    NotReached,
}

impl Checking {
    /// Verifies a token and keeps where it came through and where it stopped.
    ///
    /// ```
    /// use jwt_by_hand::walkthrough::{Checking, Outcome};
    /// use jwt_by_hand::{printed_token, Expectations, NumericDate, Secret};
    ///
    /// let secret = Secret::insecure_for_lessons(printed_token::SECRET)?;
    /// let now = NumericDate::from_seconds(printed_token::ISSUED_AT);
    /// let checking =
    ///     Checking::new(printed_token::TOKEN, &secret, &Expectations::new(), now);
    /// assert_eq!(checking.rows[7].outcome, Outcome::Passed);
    /// assert!(matches!(checking.rows[8].outcome, Outcome::Failed(_)));
    /// assert_eq!(checking.rows[9].outcome, Outcome::NotReached);
    /// # Ok::<(), jwt_by_hand::SecretError>(())
    /// ```
    pub fn new(
        token: &str,
        secret: &Secret,
        expected: &Expectations,
        now: NumericDate,
    ) -> Checking {
        let error = verify(token, secret, expected, now).err();
        let outcome = |check: Check| match &error {
            Some(error) if check == error.check() => {
                Outcome::Failed(why::explain(error, token, secret))
            }
            Some(error) if check > error.check() => Outcome::NotReached,
            _ => Outcome::Passed,
        };
        let rows =
            Check::ALL.map(|check| CheckedRow { check, outcome: outcome(check) });
        let passed = |check| outcome(check) == Outcome::Passed;
        let mut parts = token.split('.').map(decoded);
        let header_json =
            parts.next().flatten().filter(|_| passed(Check::HeaderJson));
        let payload_json =
            parts.next().flatten().filter(|_| passed(Check::PayloadJson));
        Checking {
            token: token.to_owned(),
            rows: rows.into(),
            error,
            header_json,
            payload_json,
        }
    }

    /// The same for a program: `token`, `accepted`, `checks` (objects with
    /// `number`, `statement`, `rule`, `outcome` and `error`), `header_json` and
    /// `payload_json` (text or null).
    pub fn to_value(&self) -> Value {
        let checks: Vec<Value> =
            self.rows.iter().map(CheckedRow::to_value).collect();
        json!({
            "token": self.token,
            "accepted": self.error.is_none(),
            "checks": checks,
            "header_json": self.header_json,
            "payload_json": self.payload_json,
        })
    }

    /// The same for a person.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> =
            self.rows.iter().flat_map(CheckedRow::lines).collect();
        lines.push(Line::empty());
        if let Some(json) = &self.header_json {
            lines.push(Line::labelled("header", Ink::Header, visible(json)));
        }
        if let Some(json) = &self.payload_json {
            lines.push(Line::labelled("payload", Ink::Payload, visible(json)));
            lines.extend(
                Claims::from_json(json.as_bytes()).iter().flat_map(super::dates),
            );
        }
        lines.push(Line::empty());
        lines.push(match &self.error {
            None => Line::empty().with(Ink::Passed, "accepted"),
            Some(error) => Line::empty().with(
                Ink::Failed,
                format!("refused at check {}", error.check().number()),
            ),
        });
        lines
    }
}

impl CheckedRow {
    fn to_value(&self) -> Value {
        let (outcome, error) = match &self.outcome {
            Outcome::Passed => ("passed", None),
            Outcome::Failed(explanation) => {
                ("failed", Some(explanation.to_value()))
            }
            Outcome::NotReached => ("not reached", None),
        };
        json!({
            "number": self.check.number(),
            "statement": self.check.statement(),
            "rule": self.check.rule(),
            "outcome": outcome,
            "error": error,
        })
    }

    fn lines(&self) -> Vec<Line> {
        let (ink, verdict) = match &self.outcome {
            Outcome::Passed => (Ink::Passed, "✓ passed"),
            Outcome::Failed(_) => (Ink::Failed, "✗ FAILED"),
            Outcome::NotReached => (Ink::Faint, "· not reached"),
        };
        let words = if ink == Ink::Faint { Ink::Faint } else { Ink::Plain };
        let row = Line::empty()
            .with(Ink::Faint, format!("{:>2} ", self.check.number()))
            .with(ink, format!("{verdict:<14}"))
            .with(words, format!("{:<37}", self.check.statement()))
            .with(Ink::Faint, self.check.rule());
        match &self.outcome {
            Outcome::Failed(explanation) => {
                std::iter::once(row).chain(details(explanation)).collect()
            }
            _ => vec![row],
        }
    }
}

/// What an error says, below its row.
fn details(explanation: &Explanation) -> Vec<Line> {
    let sayings = [
        ("found", Some(explanation.found.as_str())),
        ("expected", Some(explanation.expected.as_str())),
        ("rule", Some(explanation.rule)),
        ("likely cause", explanation.likely_cause.as_deref()),
    ];
    let said = sayings.into_iter().filter_map(|(label, text)| Some((label, text?)));
    said.flat_map(|(label, text)| indented(label, &visible(text))).collect()
}

/// A label, and a text behind it in lines that are not too long.
fn indented(label: &str, text: &str) -> Vec<Line> {
    let labels = std::iter::once(label).chain(std::iter::repeat(""));
    let lines = wrapped(text, 52).into_iter().zip(labels);
    lines
        .map(|(text, label)| {
            let label = format!("{:17}{label:<14}", "");
            Line::empty().with(Ink::Faint, label).with(Ink::Plain, text)
        })
        .collect()
}

fn decoded(part: &str) -> Option<String> {
    String::from_utf8(base64url::decode(part).ok()?).ok()
}
