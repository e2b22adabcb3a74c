//! Lays the corpus out for libFuzzer, and keeps what it found.
//!
//! ```sh
//! cargo run -p fuzz --bin corpus -- unpack verify target/fuzz/verify
//! cargo run -p fuzz --bin corpus -- pack verify target/fuzz/verify
//! ```

use std::path::Path;
use std::process::ExitCode;

use fuzz::{corpus, stages::STAGES};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["stages"] => {
            STAGES.iter().for_each(|(stage, _)| println!("{stage}"));
            Ok(())
        }
        ["unpack", stage, folder] => corpus::unpack(stage, Path::new(folder)),
        ["pack", stage, folder] => corpus::pack(stage, Path::new(folder)),
        _ => {
            eprintln!("corpus stages | unpack STAGE FOLDER | pack STAGE FOLDER");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
