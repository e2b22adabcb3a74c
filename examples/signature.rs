// cargo run --example signature
// cargo run --example signature -- HEADER.PAYLOAD SECRET
//
// The third part of a token: from the signing input and the secret to the tag.

mod terminal;

use std::process::ExitCode;

use jwt_by_hand::printed_token;
use jwt_by_hand::walkthrough::{Ink, Line, Signing};

const USAGE: &str = "cargo run --example signature -- HEADER.PAYLOAD SECRET\n
The first two parts of a token with the dot between them, without the third.";

fn main() -> ExitCode {
    terminal::run(USAGE, |arguments| match arguments {
        [] => {
            let token = printed_token::MADE_AGAIN;
            let (signing_input, _) = token.rsplit_once('.')?;
            Some(lesson(signing_input, printed_token::SECRET))
        }
        [signing_input, secret] if signing_input.matches('.').count() == 1 => {
            Some(lesson(signing_input, secret))
        }
        _ => None,
    })
}

fn lesson(signing_input: &str, secret: &str) -> terminal::Lesson {
    let (secret, mut lines) = terminal::secret(secret)?;
    let signing = Signing::new(signing_input, &secret);
    lines.extend(signing.lines());
    lines.extend([
        Line::empty(),
        Line::empty().with(Ink::Signature, &signing.signature.base64url),
    ]);
    Ok((lines, ExitCode::SUCCESS))
}
