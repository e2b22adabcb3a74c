//! cargo run --example walkthrough
//! cargo run --example walkthrough -- '{"id":"123456","iat":1690407762}' SECRET
//!
//! The documented token from JSON to signature and back, step by step.

mod terminal;

use std::process::ExitCode;

use jwt_by_hand::walkthrough::{self, Checking, Line, Making};
use jwt_by_hand::{Expectations, NumericDate, documented};

const USAGE: &str = r#"cargo run --example walkthrough -- '{"id":"123456","iat":1690407762}' SECRET"#;

/// Prints the tag in hexadecimal.
const BY_OPENSSL: &str =
    "    printf %s HEADER.PAYLOAD | openssl dgst -sha256 -hmac '12@34$56'";

fn main() -> ExitCode {
    terminal::run(USAGE, |arguments| match arguments {
        [] => Some(lesson(documented::PAYLOAD_JSON, documented::SECRET, true)),
        [payload, secret] => Some(lesson(payload, secret, false)),
        _ => None,
    })
}

fn lesson(payload: &str, secret: &str, documented: bool) -> terminal::Lesson {
    let header = walkthrough::header(documented::HEADER_JSON)?;
    let payload = walkthrough::payload(payload)?;
    let (secret, mut lines) = terminal::secret(secret)?;
    let making = Making::new(header, payload, &secret);
    let now = NumericDate::from_seconds(documented::ISSUED_AT);
    let check = |title: &str, token: &str| {
        let checking = Checking::new(token, &secret, &Expectations::new(), now);
        let title =
            [Line::empty(), Line::title(title), Line::empty(), Line::token(token)];
        title.into_iter().chain([Line::empty()]).chain(checking.lines())
    };
    lines.extend(making.lines());
    lines.extend(check("4  Verify: the token that we made", &making.token));
    if documented {
        lines.extend(check(
            "5  Verify: the token as printed",
            documented::TOKEN_AS_PRINTED,
        ));
        lines.extend([
            Line::empty(),
            Line::from(
                "The first two parts are the same to the character. The third is not: the printed",
            ),
            Line::from(
                "signature was not made with the printed secret. You can check that without us:",
            ),
            Line::empty(),
            Line::from(BY_OPENSSL),
        ]);
    }
    Ok((lines, ExitCode::SUCCESS))
}
