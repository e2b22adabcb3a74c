//! Takes what a program printed that asked a library, and keeps it, or compares it with
//! what is kept:
//!
//! ```sh
//! … | cargo run -p peers --bin record -- write peers/answers/pyjwt.json 2026-11-24
//! … | cargo run -p peers --bin record -- compare peers/answers/pyjwt.json
//! ```

use std::process::ExitCode;
use std::{fs, io};

use peers::answers::{differences, record};
use peers::in_the_room;
use serde_json::Value;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mode, path) = (&arguments[0], &arguments[1]);
    let questions = fs::read_to_string(in_the_room("questions.json"));
    let questions: Vec<Value> =
        serde_json::from_str(&questions.expect("the questions")).expect("JSON");
    let printed = io::read_to_string(io::stdin()).expect("text");
    let day = arguments.get(2).map_or("", String::as_str);
    let now = match record(&printed, &questions, day) {
        Ok(now) => now,
        Err(problem) => {
            eprintln!("{path}: {problem}");
            return ExitCode::FAILURE;
        }
    };
    if mode == "write" {
        fs::write(path, now).expect("a file to write");
        return ExitCode::SUCCESS;
    }
    let recorded = fs::read_to_string(path).unwrap_or_default();
    let differences = differences(&recorded, &now);
    for difference in &differences {
        eprintln!("{path}\n{difference}");
    }
    if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
