//! `cargo attack`: the list, one attack, a secret guessed, a time taken.
//! `cargo your-attack`: the same, with your own code.

#![forbid(unsafe_code)]

#[path = "../../terminal/mod.rs"]
mod terminal;

mod command;

use std::process::ExitCode;

use attacks::{all, javascript, named, tour, unmarked};
use command::{guess, stopwatch, yours};
use jwt_by_hand::walkthrough::Line;
use terminal::Lesson;

const USAGE: &str = "cargo attack                     the list
cargo attack --names             the names alone, for scripts
cargo attack NAME                one of them: the hole, the token, what is said of it
cargo attack guess TOKEN         guesses the secret of a token that you may test
cargo attack guess --measure     how fast that is here
cargo attack stopwatch           what a comparison's time tells
cargo your-attack NAME           your turn: a file of yours, and what is proved of it
cargo your-attack NAME hint      hints, one after the other
cargo your-attack NAME start-over";

fn main() -> ExitCode {
    terminal::run(USAGE, |arguments| match arguments {
        [] => told(Ok(tour::list(yours::is_done))),
        ["--names"] => told(Ok(names())),
        ["guess", "--measure"] => told(Ok(guess::measure())),
        ["guess", token] => Some(guess::guess(token)),
        ["stopwatch"] => told(stopwatch::lines()),
        ["your", name, rest @ ..] => yours::command(name, rest),
        [name] => told(match javascript::named(name) {
            Some(bug) => bug.tour(),
            None => level(name).and_then(tour::tour),
        }),
        _ => None,
    })
}

fn told(lines: Result<Vec<Line>, String>) -> Option<Lesson> {
    Some(lines.map(|lines| (lines, ExitCode::SUCCESS)).map_err(Into::into))
}

fn names() -> Vec<Line> {
    let levels = all().into_iter().chain(unmarked()).map(|level| level.name);
    let scripts = javascript::all().iter().map(|bug| bug.name);
    levels.chain(scripts).map(Line::from).collect()
}

/// The attack of this name.
fn level(name: &str) -> Result<&'static attacks::level::Level, String> {
    named(name).ok_or_else(|| {
        format!("there is no attack {name}; `cargo attack` lists them")
    })
}
