//! Compiles the file that `YOUR_ATTACK` names, and asks the proofs. `cargo your-attack`
//! runs it.

#[path = "../../../terminal/mod.rs"]
mod terminal;

#[allow(
    unused,
    reason = "a hole that is closed needs less, and one that is open as well"
)]
mod yours {
    // What the file doesn't have itself.
    pub use super::fallback::*;

    include!(env!("YOUR_ATTACK"));
}

/// What a reader's file need not have. A glob gives way to what is written there.
mod fallback {
    pub use attacks::proofs::no_sign as sign;
}

use std::panic;
use std::process::ExitCode;

use attacks::level::Code;
use attacks::proofs::{Attempt, judged};
// The file says `crate::`, as ours do.
#[allow(unused_imports, reason = "not every file needs all of them")]
use attacks::{level, tutorial, world};

fn main() -> ExitCode {
    terminal::run("cargo your-attack NAME", |arguments| {
        let [name] = arguments else { return None };
        let level = attacks::named(name)?;
        // The proofs say what is still to be written.
        panic::set_hook(Box::new(|_| {}));
        let sign = level
            .broken
            .sign
            .map(|_| -> fn(&str, &str, u64) -> String { yours::sign });
        let mended = Code { verify: yours::verify, sign };
        let (lines, is_done) =
            judged(level, &Attempt { forge: yours::forge, mended });
        let code = if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        Some(Ok((lines, code)))
    })
}
