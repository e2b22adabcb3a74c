//! Builds the book and checks it: `cargo run -p book-check`. `lib.rs` says what.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    // A reader's commands give them a folder. If it is nobody's, it goes again.
    let yours = root.join("exercises/yours");
    let is_somebodys = yours.exists();
    let found = book_check::check(&root, &root.join("target/book-check"));
    if !is_somebodys {
        let _ = std::fs::remove_dir_all(yours);
    }
    for (fate, lines) in &found.commands {
        println!("{} {fate}\n    {}", lines.len(), lines.join("\n    "));
    }
    println!("{} words to read in an evening", found.words);
    println!("{} problems\n{}", found.problems.len(), found.problems.join("\n"));
    ExitCode::from(u8::from(!found.problems.is_empty()))
}
