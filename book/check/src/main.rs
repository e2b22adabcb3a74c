//! Builds the book and checks it: `cargo run -p book-check`. `lib.rs` says what.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let found = book_check::check(&root, &root.join("target/book-check"));
    for (fate, lines) in &found.commands {
        println!("{} {fate}\n    {}", lines.len(), lines.join("\n    "));
    }
    println!("{} words to read in an evening", found.words);
    println!("{} problems\n{}", found.problems.len(), found.problems.join("\n"));
    ExitCode::from(u8::from(!found.problems.is_empty()))
}
