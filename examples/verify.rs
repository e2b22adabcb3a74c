// cargo run --example verify
// cargo run --example verify -- TOKEN SECRET [NOW]
//
// A token through the thirteen checks. Ends with 0 if it is accepted, with 1
// if it is refused, with 2 if the call itself is wrong.

mod terminal;

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use jwt_by_hand::walkthrough::{Checking, Line};
use jwt_by_hand::{Expectations, NumericDate, printed_token};

const USAGE: &str = "cargo run --example verify -- TOKEN SECRET [NOW]\n
NOW is in seconds since 1970; without it, the clock's time is taken.";

fn main() -> ExitCode {
    let clock = NumericDate::from(SystemTime::now());
    terminal::run(USAGE, |arguments| match arguments {
        [] => Some(lesson(
            printed_token::MADE_AGAIN,
            printed_token::SECRET,
            Ok(clock),
        )),
        [token, secret] => Some(lesson(token, secret, Ok(clock))),
        [token, secret, now] => Some(lesson(token, secret, seconds(now))),
        _ => None,
    })
}

fn lesson(
    token: &str,
    secret: &str,
    now: Result<NumericDate, Box<dyn Error>>,
) -> terminal::Lesson {
    let (secret, mut lines) = terminal::secret(secret)?;
    let checking = Checking::new(token, &secret, &Expectations::new(), now?);
    lines.extend([Line::token(token), Line::empty()]);
    lines.extend(checking.lines());
    Ok((
        lines,
        if checking.error.is_none() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        },
    ))
}

fn seconds(text: &str) -> Result<NumericDate, Box<dyn Error>> {
    let seconds = text.parse().ok().and_then(NumericDate::from_fractional_seconds);
    seconds.ok_or_else(|| {
        format!("NOW is {text:?}; it is a number of seconds since 1970").into()
    })
}
