//! Writes what the chapter *One token, many libraries* shows, or compares it:
//!
//! ```sh
//! cargo run -p peers --bin page            # compares
//! cargo run -p peers --bin page -- write
//! ```

use std::fs;
use std::process::ExitCode;

use peers::{in_the_room, page};

fn main() -> ExitCode {
    let writes = std::env::args().nth(1).as_deref() == Some("write");
    for (path, text) in page::files() {
        if writes {
            fs::write(in_the_room(path), text).expect("a file to write");
        } else if fs::read_to_string(in_the_room(path)).ok() != Some(text) {
            eprintln!("{path} is not what this program makes");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
