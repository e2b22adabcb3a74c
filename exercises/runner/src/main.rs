//! Gives the reader a starter of each stage, runs its checks, one after the other, and
//! says what it sees. The page "Your turn" in the book explains the commands.

#![forbid(unsafe_code)]

mod checks;
mod hints;
#[cfg(test)]
mod proofs;
mod show;
mod stages;
mod starter;
mod watch;
mod yours;

use std::process::ExitCode;

use stages::{House, STAGES, Stage};

const USAGE: &str =
    "cargo your-header                   your header: its checks, in order
cargo your-header watch             the same, again each time you save
cargo your-header hint              a second hint for the first that fails
cargo your-header hint 6            a second hint for step 6
cargo your-header example [VALUE]   the chapter's example, on your code
cargo your-header changes           what an update of ours has changed in it
cargo your-header start-over        a new copy; the old one is kept
cargo your-progress                 all stages at a glance
cargo your-progress start-over      new copies of all; the old ones are kept

The others are your-base64url, your-payload, your-signature, your-verify,
your-sha256 and your-hmac.";

fn main() -> ExitCode {
    let house = House::ours();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["progress"] => show::progress(&house),
        ["progress", "start-over"] => show::start_over(&house, &STAGES),
        [name, ref rest @ ..] => match (Stage::named(name), rest) {
            (Some(stage), []) => show::stage(&house, stage),
            (Some(stage), ["watch"]) => watch::watch(&house, stage),
            (Some(stage), ["hint"]) => show::hint(&house, stage, None),
            (Some(stage), ["hint", step]) => show::hint(&house, stage, Some(step)),
            (Some(stage), ["example", values @ ..]) => {
                show::example(&house, stage, values)
            }
            (Some(stage), ["changes"]) => show::changes(&house, stage),
            (Some(stage), ["changes", "done"]) => {
                show::changes_taken(&house, stage)
            }
            (Some(stage), ["start-over"]) => show::start_over(&house, &[stage]),
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
