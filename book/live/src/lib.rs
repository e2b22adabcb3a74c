//! What the book's pages ask the crate, and what it answers: JSON in, JSON out.
//!
//! Nothing is computed here. A question names one of the crate's functions and
//! brings its arguments; the answer is what the function says.
//!
//! | `ask` | with | answers |
//! | --- | --- | --- |
//! | `printed token` | | the values with which the pages begin |
//! | `alphabet` | | [`base64url::ALPHABET`] |
//! | `bytes` | `bytes`: numbers | [`walkthrough::bytes`] |
//! | `decode` | `text`: base64url | the same, of the decoded bytes |
//! | `header`, `payload` | `json`: text | [`walkthrough::header`], [`walkthrough::payload`] |
//! | `same meaning` | `one`, `other`: JSON texts | true or false |
//! | `claims` | `json`: claims | each with its meaning, and its date if it is a moment |
//! | `date` | `seconds` | text |
//! | `warning` | `secret`, `secret_is` | why a program must not use it, or null |
//! | `make` | `header`, `payload`: JSON texts; `secret`, `secret_is` | [`Making`] |
//! | `changed bits` | `before`, `after`: base64url | places |
//! | `take apart` | `token` | [`TakenApart`] |
//! | `check` | `token`; `secret`, `secret_is`; `now`; `expected` | [`Checking`], and the verdict in a word |
//!
//! `secret_is` is `text`, `base64url` or `base64`. An answer is an object with either
//! `ok` or `error`. An error is an [`Explanation`], and the place where a JSON text
//! breaks, if it does.

mod boundary;
mod claims;
pub mod inside;

use std::time::Duration;

use jwt_by_hand::walkthrough::{self, Checking, Encoding, Making, TakenApart};
use jwt_by_hand::{
    Claims, Expectations, Explanation, HeaderError, JsonError, NumericDate,
    PayloadError, Secret, SecretError, VerifyError, base64url, printed_token,
};
use serde_json::{Value, json};

/// Each page loads the answers that it asks for.
const ANSWERS: fn(&[u8]) -> Vec<u8> =
    if cfg!(feature = "inside") { inside::answer } else { answer };

/// Answers a question. What can't be understood is answered with an error.
///
/// ```
/// let answer = live::answer(br#"{"ask": "decode", "text": "e30"}"#);
/// let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
/// assert_eq!(answer["ok"]["json"], "{}");
/// ```
pub fn answer(question: &[u8]) -> Vec<u8> {
    respond(question, Question::answer)
}

fn respond(question: &[u8], answer: impl Fn(&Question) -> Answer) -> Vec<u8> {
    let question = std::str::from_utf8(question).unwrap_or_default();
    let question = Question(serde_json::from_str(question).unwrap_or_default());
    let answer = match answer(&question) {
        Ok(answer) => json!({ "ok": answer }),
        Err(error) => json!({ "error": error.to_value() }),
    };
    answer.to_string().into_bytes()
}

type Answer<T = Value> = Result<T, Mistake>;

/// What is wrong with a question.
struct Mistake {
    explanation: Explanation,
    /// The character at which a JSON text breaks, from 1.
    place: Option<usize>,
}

impl Mistake {
    fn in_json(explanation: Explanation, error: Option<&JsonError>) -> Mistake {
        let place = match error {
            Some(
                JsonError::Syntax { position, .. }
                | JsonError::TrailingText { position },
            ) => Some(*position),
            _ => None,
        };
        Mistake { explanation, place }
    }

    fn to_value(&self) -> Value {
        let mut value = self.explanation.to_value();
        value["place"] = json!(self.place);
        value
    }
}

impl From<Explanation> for Mistake {
    fn from(explanation: Explanation) -> Mistake {
        Mistake { explanation, place: None }
    }
}

impl From<HeaderError> for Mistake {
    fn from(error: HeaderError) -> Mistake {
        let json = match &error {
            HeaderError::Json(error) => Some(error),
            _ => None,
        };
        Mistake::in_json(error.explain(), json)
    }
}

impl From<PayloadError> for Mistake {
    fn from(error: PayloadError) -> Mistake {
        let json = match &error {
            PayloadError::Json(error) => Some(error),
            _ => None,
        };
        Mistake::in_json(error.explain(), json)
    }
}

struct Question(Value);

impl Question {
    fn answer(&self) -> Answer {
        match self.text("ask")? {
            "printed token" => Ok(printed_values()),
            "alphabet" => Ok(Value::from(base64url::ALPHABET)),
            "bytes" => Ok(encoded(&walkthrough::bytes(&self.bytes()?))),
            "decode" => Ok(encoded(&walkthrough::bytes(&self.decoded("text")?))),
            "header" => Ok(encoded(&self.header("json")?)),
            "payload" => Ok(encoded(&self.payload("json")?)),
            "same meaning" => Ok(Value::from(walkthrough::same_meaning(
                self.text("one")?,
                self.text("other")?,
            ))),
            "claims" => Ok(claims::explained(&self.claims()?)),
            "date" => Ok(Value::from(self.moment("seconds")?.to_string())),
            "warning" => self.warning(),
            "make" => Ok(made(&self.making()?)),
            "changed bits" => Ok(Value::from(walkthrough::changed_bits(
                &self.decoded("before")?,
                &self.decoded("after")?,
            ))),
            "take apart" => Ok(TakenApart::new(self.text("token")?).to_value()),
            "check" => Ok(checked(&self.checking()?)),
            _ => Err(not_understood("ask", "the name of a question"))?,
        }
    }

    fn making(&self) -> Answer<Making> {
        let header = self.header("header")?;
        let payload = self.payload("payload")?;
        Ok(Making::new(header, payload, &self.secret()?))
    }

    fn checking(&self) -> Answer<Checking> {
        Ok(Checking::new(
            self.text("token")?,
            &self.secret()?,
            &self.expectations()?,
            self.moment("now")?,
        ))
    }

    // What the crate makes of one argument.

    fn header(&self, name: &str) -> Answer<Encoding> {
        Ok(walkthrough::header(self.text(name)?)?)
    }

    fn payload(&self, name: &str) -> Answer<Encoding> {
        Ok(walkthrough::payload(self.text(name)?)?)
    }

    fn claims(&self) -> Answer<Claims> {
        Ok(Claims::from_json(self.text("json")?.as_bytes())?)
    }

    fn decoded(&self, name: &str) -> Answer<Vec<u8>> {
        decoded(self.text(name)?)
    }

    /// The secret, of any length but zero: on these pages it protects nothing.
    fn secret(&self) -> Answer<Secret> {
        let secret = match self.strict_secret()? {
            Err(SecretError::TooShort { .. }) => {
                Secret::insecure_for_lessons(self.secret_bytes()?)
            }
            secret => secret,
        };
        secret.map_err(|error| error.explain().into())
    }

    fn secret_bytes(&self) -> Answer<Vec<u8>> {
        match self.secret_in_base64url()? {
            Some(text) => decoded(&text),
            None => Ok(self.text("secret")?.as_bytes().to_vec()),
        }
    }

    /// The secret as a program has to take it.
    fn strict_secret(&self) -> Answer<Result<Secret, SecretError>> {
        match self.secret_in_base64url()? {
            Some(text) => Ok(Secret::from_base64url(&text)),
            None => Ok(Secret::from_text(self.text("secret")?)),
        }
    }

    /// The secret's text, if it is to be decoded. Standard base64 has two other
    /// characters, and padding (RFC 4648 §4).
    fn secret_in_base64url(&self) -> Answer<Option<String>> {
        let text = self.text("secret")?;
        match self.text("secret_is")? {
            "text" => Ok(None),
            "base64url" => Ok(Some(text.to_owned())),
            "base64" if text.contains(['-', '_']) => Err(not_base64().into()),
            "base64" => {
                let text = text.trim_end_matches('=');
                Ok(Some(text.replace('+', "-").replace('/', "_")))
            }
            _ => {
                Err(not_understood("secret_is", "`text`, `base64` or `base64url`"))?
            }
        }
    }

    fn warning(&self) -> Answer {
        let error = self.strict_secret()?.err();
        Ok(error.map_or(Value::Null, |error| error.explain().to_value()))
    }

    fn expectations(&self) -> Answer<Expectations> {
        let wanted = Question(self.0["expected"].clone());
        let mut expected = Expectations::new();
        if let Some(issuer) = wanted.text_if_any("iss") {
            expected = expected.issuer(issuer);
        }
        if let Some(subject) = wanted.text_if_any("sub") {
            expected = expected.subject(subject);
        }
        if let Some(audience) = wanted.text_if_any("aud") {
            expected = expected.audience(audience);
        }
        if let Some(token_id) = wanted.text_if_any("jti") {
            expected = expected.token_id(token_id);
        }
        if let Some(typ) = wanted.text_if_any("typ") {
            expected = expected.token_type(typ);
        }
        if let Some(leeway) = wanted.seconds_if_any("leeway")? {
            expected = expected.leeway(leeway);
        }
        if let Some(max_age) = wanted.seconds_if_any("max_age")? {
            expected = expected.max_age(max_age);
        }
        if wanted.0["expiry_required"] == true {
            expected = expected.require_expiry();
        }
        Ok(expected)
    }

    // The arguments themselves.

    fn text(&self, name: &str) -> Answer<&str> {
        let text = self.text_if_any(name);
        text.ok_or_else(|| not_understood(name, "a text").into())
    }

    fn text_if_any(&self, name: &str) -> Option<&str> {
        self.0[name].as_str()
    }

    fn bytes(&self) -> Answer<Vec<u8>> {
        let numbers = self.0["bytes"].as_array().into_iter().flatten();
        let bytes = numbers.map(|number| u8::try_from(number.as_u64()?).ok());
        bytes
            .collect::<Option<Vec<u8>>>()
            .ok_or_else(|| not_understood("bytes", "numbers from 0 to 255").into())
    }

    fn moment(&self, name: &str) -> Answer<NumericDate> {
        let moment = NumericDate::from_value(&self.0[name]);
        moment.ok_or_else(|| {
            not_understood(name, "a number of seconds since 1970").into()
        })
    }

    fn seconds_if_any(&self, name: &str) -> Answer<Option<Duration>> {
        if self.0[name].is_null() {
            return Ok(None);
        }
        let seconds = self.0[name].as_f64();
        let duration =
            seconds.and_then(|number| Duration::try_from_secs_f64(number).ok());
        duration.map(Some).ok_or_else(|| {
            not_understood(name, "a number of seconds, 0 or more").into()
        })
    }
}

fn decoded(text: &str) -> Answer<Vec<u8>> {
    base64url::decode(text).map_err(|error| error.explain().into())
}

/// With them every page begins, and to them it returns.
fn printed_values() -> Value {
    json!({
        "header": printed_token::HEADER_JSON,
        "payload": printed_token::PAYLOAD_JSON,
        "secret": printed_token::SECRET,
        "secret_is": "text",
        "now": printed_token::ISSUED_AT,
        "token": printed_token::TOKEN,
    })
}

/// With its groups, since the page draws them all.
fn encoded(encoding: &Encoding) -> Value {
    let mut value = encoding.to_value();
    value["groups"] = encoding.groups().map(|group| group.to_value()).collect();
    value
}

fn made(making: &Making) -> Value {
    let mut value = making.to_value();
    value["header"] = encoded(&making.header);
    value["payload"] = encoded(&making.payload);
    value["signing"]["signature"] = encoded(&making.signing.signature);
    value
}

/// With the verdict in a word. A token that is not good yet is refused like others, and
/// may be good in a minute.
fn checked(checking: &Checking) -> Value {
    let verdict = match &checking.error {
        None => "accepted",
        Some(VerifyError::NotYetValid { .. }) => "not yet",
        Some(_) => "refused",
    };
    let mut value = checking.to_value();
    value["verdict"] = json!(verdict);
    value
}

fn not_base64() -> Explanation {
    Explanation {
        found: "a secret that is not base64".to_owned(),
        expected: "only A to Z, a to z, 0 to 9, `+` and `/`, with `=` at the end"
            .to_owned(),
        rule: "RFC 4648 §4",
        likely_cause: Some("it is base64url, or meant as text".to_owned()),
    }
}

/// The page asked wrongly, or brought what the reader has half typed.
fn not_understood(name: &str, expected: &str) -> Explanation {
    Explanation {
        found: format!("`{name}` of another kind, or none"),
        expected: expected.to_owned(),
        rule: "the questions of this page",
        likely_cause: None,
    }
}
