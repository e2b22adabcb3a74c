// cargo run --example hmac
// cargo run --example hmac -- MESSAGE SECRET
//
// Inside HMAC: two passes of SHA-256, block by block, and the tag.

mod terminal;

use std::process::ExitCode;

use jwt_by_hand::printed_token;
use jwt_by_hand::walkthrough::{Ink, Line, TwoPasses};

const USAGE: &str = "cargo run --example hmac -- MESSAGE SECRET";

fn main() -> ExitCode {
    terminal::run(USAGE, |arguments| match arguments {
        [] => {
            let token = printed_token::MADE_AGAIN;
            let (signing_input, _) = token.rsplit_once('.')?;
            Some(lesson(signing_input, printed_token::SECRET))
        }
        [message, secret] => Some(lesson(message, secret)),
        _ => None,
    })
}

fn lesson(message: &str, secret: &str) -> terminal::Lesson {
    let (secret, mut lines) = terminal::secret(secret)?;
    let passes = TwoPasses::new(message, &secret);
    lines.extend(passes.lines());
    lines.extend([Line::empty(), terminal::hex(Ink::Signature, &passes.tag())]);
    Ok((lines, ExitCode::SUCCESS))
}
