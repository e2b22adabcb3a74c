//! `cargo attack`: the list, one attack, a secret guessed, a time taken.
//! `cargo your-attack`: the same, with your own code.

#![forbid(unsafe_code)]

#[path = "../../terminal/mod.rs"]
mod terminal;

mod command;

use std::process::ExitCode;

use attacks::level::{Base, Ours};
use attacks::{all, javascript, named, tour, unmarked};
use command::{guess, stopwatch, yours};
use jwt_by_hand::Header;
use jwt_by_hand::walkthrough::Line;
use terminal::Lesson;

const USAGE: &str = "cargo attack                     the list
cargo attack --names             the names alone, for scripts
cargo attack NAME                one of them: the hole, the token, what is said of it
cargo attack --tokens SECRET NOW [AUDIENCE]
                                 what is sent to a server of yours
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
        ["--tokens", secret, now] => told(tokens(secret, now, None)),
        ["--tokens", secret, now, audience] => {
            told(tokens(secret, now, Some(audience)))
        }
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

/// A line for each: the name, a tab, and the token that is sent to a server with this
/// secret at this moment. Where the way in leads over answers, they are those of a
/// verifier without holes.
fn tokens(
    secret: &str,
    now: &str,
    audience: Option<&str>,
) -> Result<Vec<Line>, String> {
    let now = now.parse().map_err(|_| format!("{now} is no moment in seconds"))?;
    let base = Base { secret, now, audience };
    let genuine = base.signed(&Header::new(), &base.claims());
    let mut lines = vec![Line::from(format!("genuine\t{genuine}").as_str())];
    for level in all() {
        let setting = level.setting(base, level.broken);
        let server = Ours::new(&setting);
        let forged = level.attack(&setting, level.broken, &server).forged;
        lines.push(Line::from(format!("{}\t{forged}", level.name).as_str()));
    }
    Ok(lines)
}

/// The attack of this name.
fn level(name: &str) -> Result<&'static attacks::level::Level, String> {
    named(name).ok_or_else(|| {
        format!("there is no attack {name}; `cargo attack` lists them")
    })
}
