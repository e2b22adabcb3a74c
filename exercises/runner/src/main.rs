//! Runs the checks of the exercises, one after the other, and says what it sees.
//!
//! ```sh
//! cargo your-header                   # your header: its checks, in order
//! cargo your-header hint              # a second hint for the first that fails
//! cargo your-header hint 6            # a second hint for step 6
//! cargo your-header example [VALUE]   # the chapter's example, on your code
//! cargo your-progress                 # all stages at a glance
//! ```
//!
//! The aliases are in `.cargo/config.toml`. CI calls `prove untouched` and `prove
//! solved`: see `.ci/exercises`.

#![forbid(unsafe_code)]

mod checks;
mod hints;
mod proof;
mod show;
mod stages;

use std::process::ExitCode;

use stages::Stage;

const USAGE: &str =
    "cargo your-header                   your header: its checks, in order
cargo your-header hint              a second hint for the first that fails
cargo your-header hint 6            a second hint for step 6
cargo your-header example [VALUE]   the chapter's example, on your code
cargo your-progress                 all stages at a glance

The others are your-base64url, your-payload, your-signature and your-verify.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["progress"] => show::progress(),
        ["prove", "untouched"] => proof::prove(proof::Side::Untouched),
        ["prove", "solved"] => proof::prove(proof::Side::Solved),
        [name, ref rest @ ..] => match (Stage::named(name), rest) {
            (Some(stage), []) => show::stage(stage),
            (Some(stage), ["hint"]) => hints::of_the_first_that_fails(stage),
            (Some(stage), ["hint", step]) => hints::of_step(stage, step),
            (Some(stage), ["example", values @ ..]) => {
                checks::run_example(stage, values)
            }
            _ => usage(),
        },
        [] => usage(),
    };
    outcome.unwrap_or_else(|error| {
        anstream::eprintln!("{error}");
        ExitCode::from(2)
    })
}

fn usage() -> Result<ExitCode, String> {
    Err(format!("It is called like this:\n\n{USAGE}"))
}
