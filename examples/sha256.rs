// cargo run --example sha256
// cargo run --example sha256 -- TEXT
//
// Inside SHA-256: a text's blocks, each with its 64 rounds, and the digest.

mod terminal;

use std::process::ExitCode;

use jwt_by_hand::printed_token;
use jwt_by_hand::walkthrough::{Hashing, Ink, Line};

const USAGE: &str = "cargo run --example sha256 -- TEXT";

fn main() -> ExitCode {
    terminal::run(USAGE, |arguments| match arguments {
        [] => Some(lesson(printed_token::MADE_AGAIN.rsplit_once('.')?.0)),
        [text] => Some(lesson(text)),
        _ => None,
    })
}

fn lesson(text: &str) -> terminal::Lesson {
    let hashing = Hashing::new(text);
    let mut lines = hashing.lines();
    lines.extend([Line::empty(), terminal::hex(Ink::Signature, &hashing.digest())]);
    Ok((lines, ExitCode::SUCCESS))
}
