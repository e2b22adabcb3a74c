//! One question: a token, and all that decides whether it is to be taken.

use std::time::Duration;

use fuzz::{Case, Expected};
use jwt_by_hand::base64url;
use serde_json::{Map, Value, json};

use crate::rules::{Verdict, verdict};

pub struct Question {
    pub name: String,
    /// Where it comes from: `check`, `attack`, `standard`, or `drawn` by chance.
    pub kind: &'static str,
    pub case: Case,
    pub verdict: Verdict,
}

impl Question {
    /// Judges the case by the rules.
    pub fn new(
        name: impl Into<String>,
        kind: &'static str,
        case: Case,
    ) -> Question {
        Question { name: name.into(), kind, verdict: verdict(&case), case }
    }

    pub fn to_value(&self) -> Value {
        let mut object = Map::new();
        let mut put = |name: &str, value: Value| object.insert(name.into(), value);
        put("name", json!(self.name));
        put("kind", json!(self.kind));
        put("check", json!(self.verdict.check));
        put("rule", json!(self.verdict.rule));
        put("strength", json!(self.verdict.strength.name()));
        put("accept", json!(self.verdict.accept));
        put("now", json!(self.case.now as u64));
        match str::from_utf8(&self.case.secret) {
            Ok(text) => put("secret", json!(text)),
            Err(_) => {
                let text = base64url::encode(&self.case.secret);
                put("secret_base64url", json!(text))
            }
        };
        put("expected", expected_to_value(&self.case.expected));
        put("token", json!(self.case.token));
        Value::Object(object)
    }
}

fn expected_to_value(expected: &Expected) -> Value {
    let seconds = |duration: Duration| json!(duration.as_secs());
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    let leeway = (!expected.leeway.is_zero()).then(|| seconds(expected.leeway));
    let all = [
        ("leeway", leeway),
        ("max_age", expected.max_age.map(seconds)),
        ("require_expiry", expected.require_expiry.then(|| json!(true))),
        ("token_type", text(&expected.token_type)),
        ("issuer", text(&expected.issuer)),
        ("subject", text(&expected.subject)),
        ("audience", text(&expected.audience)),
        ("token_id", text(&expected.token_id)),
    ];
    let given =
        all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(given.collect())
}

/// Reads what [`Question::to_value`] has written, as far as it decides an answer.
pub fn case_of(question: &Value) -> Case {
    let expected = &question["expected"];
    let text = |name: &str| Some(expected[name].as_str()?.to_owned());
    let seconds = |name: &str| expected[name].as_u64().map(Duration::from_secs);
    Case {
        token: question["token"].as_str().expect("a token").to_owned(),
        secret: secret_of(question),
        expected: Expected {
            max_length: None,
            token_type: text("token_type"),
            leeway: seconds("leeway").unwrap_or_default(),
            require_expiry: expected["require_expiry"] == true,
            max_age: seconds("max_age"),
            issuer: text("issuer"),
            subject: text("subject"),
            audience: text("audience"),
            token_id: text("token_id"),
        },
        now: question["now"].as_f64().expect("a now"),
    }
}

fn secret_of(question: &Value) -> Vec<u8> {
    match (&question["secret"], &question["secret_base64url"]) {
        (Value::String(text), _) => text.clone().into_bytes(),
        (_, Value::String(text)) => {
            base64url::decode(text).expect("base64url of a secret")
        }
        _ => panic!("{question} has no secret"),
    }
}

/// A list with one line for each of its values, so that a difference is readable.
pub fn to_lines(values: impl IntoIterator<Item = Value>) -> String {
    let lines: Vec<String> =
        values.into_iter().map(|value| value.to_string()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}
