// cargo run --example header
// cargo run --example header -- '{"alg":"HS256","typ":"JWT"}'
//
// The first part of a token: from JSON to bytes to base64url.

mod terminal;

use std::process::ExitCode;

use jwt_by_hand::printed_token;
use jwt_by_hand::walkthrough::{self, Ink, Line};

const USAGE: &str =
    r#"cargo run --example header -- '{"alg":"HS256","typ":"JWT"}'"#;

fn main() -> ExitCode {
    terminal::run(USAGE, |arguments| match arguments {
        [] => Some(lesson(printed_token::HEADER_JSON)),
        [json] => Some(lesson(json)),
        _ => None,
    })
}

fn lesson(json: &str) -> terminal::Lesson {
    let header = walkthrough::header(json)?;
    let mut lines: Vec<Line> = header.lines().collect();
    lines
        .extend([Line::empty(), Line::empty().with(Ink::Header, header.base64url)]);
    Ok((lines, ExitCode::SUCCESS))
}
