// cargo run --example payload
// cargo run --example payload -- '{"id":"123456","iat":1690407762}'
//
// The second part of a token: from JSON to bytes to base64url.

mod terminal;

use std::process::ExitCode;

use jwt_by_hand::walkthrough::{self, Ink, Line};
use jwt_by_hand::{Claims, printed_token};

const USAGE: &str =
    r#"cargo run --example payload -- '{"id":"123456","iat":1690407762}'"#;

fn main() -> ExitCode {
    terminal::run(USAGE, |arguments| match arguments {
        [] => Some(lesson(printed_token::PAYLOAD_JSON)),
        [json] => Some(lesson(json)),
        _ => None,
    })
}

fn lesson(json: &str) -> terminal::Lesson {
    let payload = walkthrough::payload(json)?;
    let mut lines: Vec<Line> = payload.lines().collect();
    lines.extend(walkthrough::dates(&Claims::from_json(json.as_bytes())?));
    lines.extend([
        Line::empty(),
        Line::empty().with(Ink::Payload, payload.base64url),
    ]);
    Ok((lines, ExitCode::SUCCESS))
}
