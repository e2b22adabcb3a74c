// cargo run --example walkthrough
// cargo run --example walkthrough -- '{"id":"123456","iat":1690407762}' SECRET
//
// The documented token from JSON to signature and back, step by step.

mod terminal;

use std::process::ExitCode;

use jwt_by_hand::walkthrough::{self, Checking, Line, Making};
use jwt_by_hand::{Expectations, NumericDate, printed_token};

const USAGE: &str = r#"cargo run --example walkthrough -- '{"id":"123456","iat":1690407762}' SECRET"#;

fn main() -> ExitCode {
    terminal::run(USAGE, |arguments| match arguments {
        [] => {
            Some(lesson(printed_token::PAYLOAD_JSON, printed_token::SECRET, true))
        }
        [payload, secret] => Some(lesson(payload, secret, false)),
        _ => None,
    })
}

fn lesson(payload: &str, secret: &str, documented: bool) -> terminal::Lesson {
    let header = walkthrough::header(printed_token::HEADER_JSON)?;
    let payload = walkthrough::payload(payload)?;
    let (secret, mut lines) = terminal::secret(secret)?;
    let making = Making::new(header, payload, &secret);
    let now = NumericDate::from_seconds(printed_token::ISSUED_AT);
    let check = |title: &str, token: &str| {
        let checking = Checking::new(token, &secret, &Expectations::new(), now);
        let title =
            [Line::empty(), Line::title(title), Line::empty(), Line::token(token)];
        title.into_iter().chain([Line::empty()]).chain(checking.lines())
    };
    lines.extend(making.lines());
    lines.extend(check("4  Verify: the token that we made", &making.token));
    if documented {
        lines
            .extend(check("5  Verify: the token as printed", printed_token::TOKEN));
        lines.extend(without_us(&making.signing.signing_input));
    }
    Ok((lines, ExitCode::SUCCESS))
}

/// A command that computes the tag without a line of ours.
fn without_us(signing_input: &str) -> [Line; 6] {
    let openssl = format!("printf %s {signing_input} |");
    [
        Line::empty(),
        Line::from(
            "The first two parts are the same to the character, the third is not: the",
        ),
        Line::from(
            "printed secret did not make it. OpenSSL agrees, and prints our tag:",
        ),
        Line::empty(),
        Line::from(openssl.as_str()),
        Line::from("  openssl dgst -sha256 -hmac '12@34$56'"),
    ]
}
