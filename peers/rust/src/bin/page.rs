//! Writes `peers/page.md`, the parts of the chapter, or compares it:
//!
//! ```sh
//! cargo run -p peers --bin page            # compares
//! cargo run -p peers --bin page -- write
//! ```

use std::process::ExitCode;

use peers::{in_the_room, page};

fn main() -> ExitCode {
    let path = in_the_room("page.md");
    let text = page::parts();
    if std::env::args().nth(1).as_deref() == Some("write") {
        std::fs::write(path, text).expect("a file to write");
    } else if std::fs::read_to_string(path).ok() != Some(text) {
        eprintln!("peers/page.md is not what this program makes");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
