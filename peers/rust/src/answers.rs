//! What a library said, one file for each in `peers/answers/`.
//!
//! A program that asks prints a line about its library, and a line for each question:
//!
//! ```json
//! {"library":"PyJWT","version":"2.15.1","language":"Python","source":"PyPI","clock":"…"}
//! {"question":"a good token","readme":{"accepted":"{…}"},"strict":{"refused":"…"}}
//! ```

use serde_json::{Map, Value, json};

use crate::question::to_lines;

/// How a library was called.
pub const MODES: [&str; 2] = ["readme", "strict"];

/// As many characters of an answer are kept.
const LONGEST: usize = 300;

/// The lines of a program, as the file holds them; `day` is when it was asked.
pub fn record(
    printed: &str,
    questions: &[Value],
    day: &str,
) -> Result<String, String> {
    let mut lines = Vec::new();
    for line in printed.lines() {
        let line: Value = serde_json::from_str(line)
            .map_err(|error| format!("{error} in: {line}"))?;
        lines.push(line);
    }
    let (about, answers) = lines.split_first_mut().ok_or("printed nothing")?;
    about["day"] = json!(day);
    let asked = questions.iter().map(|question| &question["name"]);
    if !asked.eq(answers.iter().map(|answer| &answer["question"])) {
        return Err("did not answer each question once, in order".to_owned());
    }
    for answer in answers {
        for mode in MODES {
            check_and_shorten(&mut answer[mode])?;
        }
    }
    Ok(to_lines(lines))
}

fn check_and_shorten(answer: &mut Value) -> Result<(), String> {
    let parts = answer.as_object().and_then(|object| object.iter().next());
    let Some((kind @ ("accepted" | "refused" | "cannot"), Value::String(text))) =
        parts.map(|(kind, text)| (kind.as_str(), text))
    else {
        return Err(format!("no answer: {answer}"));
    };
    let mut kept: String = text.chars().take(LONGEST).collect();
    let length = text.chars().count();
    if length > LONGEST {
        kept += &format!("… ({length} characters)");
    }
    *answer = Value::Object(Map::from_iter([(kind.to_owned(), json!(kept))]));
    Ok(())
}

/// The two files without the day, so that only answers are compared.
pub fn differences(recorded: &str, now: &str) -> Vec<String> {
    let read = |text: &str| {
        let mut values: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
        if let Some(about) = values.first_mut().and_then(Value::as_object_mut) {
            about.remove("day");
        }
        values
    };
    let (recorded, now) = (read(recorded), read(now));
    if recorded.len() != now.len() {
        return vec![format!("{} lines, now {}", recorded.len(), now.len())];
    }
    let pairs = recorded.iter().zip(&now).filter(|(one, other)| one != other);
    pairs.map(|(one, other)| format!("recorded {one}\n     now {other}")).collect()
}
