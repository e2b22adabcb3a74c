//! Writes `peers/questions.json`, or compares it:
//!
//! ```sh
//! cargo run -p peers --bin questions            # compares
//! cargo run -p peers --bin questions -- write
//! ```

use std::process::ExitCode;

use peers::question::{Question, to_lines};
use peers::{in_the_room, list};

fn main() -> ExitCode {
    let path = in_the_room("questions.json");
    let text = to_lines(list::questions().iter().map(Question::to_value));
    if std::env::args().nth(1).as_deref() == Some("write") {
        std::fs::write(path, text).expect("a file to write");
    } else if std::fs::read_to_string(path).ok() != Some(text) {
        eprintln!("peers/questions.json is not what this program makes");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
