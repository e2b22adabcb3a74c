//! What the reader sees.

use std::io::Write as _;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

use crate::checks::{self, Outcome};
use crate::stages::{self, STAGES, Stage};

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const GREEN: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const RED: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).bold();

/// Runs a stage's checks in order. Ends with 0 if all of them pass, else with 1.
pub fn stage(stage: &Stage) -> Result<ExitCode, String> {
    let checks = stage.checks()?;
    anstream::println!("{}\n", before(stage, &checks));
    let program = checks::build(stage)?;

    let mut open = Vec::new();
    for check in &checks {
        let outcome = checks::run(&program, check)?;
        anstream::println!("{}", row(check, &outcome));
        if outcome != Outcome::Passed {
            open.push((check, outcome));
        }
    }
    anstream::println!("\n{} of {} pass.", checks.len() - open.len(), checks.len());
    // A mistake that has a name says more than the first check that stumbles over it.
    let named = open.iter().find(|(_, outcome)| outcome.is_a_known_mistake());
    let Some((check, outcome)) = named.or(open.first()) else {
        anstream::println!("{}", finished(stage));
        return Ok(ExitCode::SUCCESS);
    };
    anstream::println!("{}", next(stage, check, outcome));
    Ok(ExitCode::FAILURE)
}

/// What is said before the first check runs.
fn before(stage: &Stage, checks: &[String]) -> String {
    let given = match stage.given.len() {
        0 => "",
        1 => "\nThe other one passes from the start: it needs none of your code.",
        _ => "\nThe others pass from the start: they need none of your code.",
    };
    format!(
        "{BOLD}{title}: your exercises/src/{name}.rs{BOLD:#}\n\n\
         {count} checks, in the order of tests/{name}.rs. On an untouched copy {failing} of \
         them fail:\nthere is nothing yet that could pass. That is where you start.{given}",
        title = stage.title,
        name = stage.name,
        count = checks.len(),
        failing = stage.failing(checks),
    )
}

fn row(check: &str, outcome: &Outcome) -> String {
    let (style, sign) = match outcome {
        Outcome::Passed => (GREEN, '✓'),
        Outcome::Failed(_) => (RED, '✗'),
        Outcome::Todo(_) => (FAINT, '·'),
    };
    let words =
        if matches!(outcome, Outcome::Todo(_)) { FAINT } else { Style::new() };
    format!(
        "{:>3} {style}{sign}{style:#} {words}{}{words:#}",
        stages::number(check),
        stages::words(check)
    )
}

/// What is said of the first check that doesn't pass.
fn next(stage: &Stage, check: &str, outcome: &Outcome) -> String {
    let (what, said) = match outcome {
        Outcome::Todo(hint) => ("is yours to write now", hint.as_str()),
        Outcome::Failed(message) => ("fails", message.as_str()),
        Outcome::Passed => ("passes", ""),
    };
    let said: String = said.lines().map(|line| format!("    {line}\n")).collect();
    let name = stage.name;
    format!(
        "\n{BOLD}Step {number}, {words},{BOLD:#} {what}:\n\n{said}\n\
         The check   tests/{name}.rs, {check}\n\
         Your code   exercises/src/{name}.rs\n\
         Stuck?      cargo your-{name} hint",
        number = stages::number(check),
        words = stages::words(check),
    )
}

fn finished(stage: &Stage) -> String {
    let unseen =
        stage.unseen.map_or(String::new(), |unseen| format!("\n{unseen}\n"));
    let name = stage.name;
    format!(
        "{GREEN}This stage is yours.{GREEN:#}\n{unseen}\n\
         Compare with ours in src/{name}.rs. Yours need not be the same."
    )
}

/// A line for each stage. Ends with 0, however far the reader is.
pub fn progress() -> Result<ExitCode, String> {
    for stage in &STAGES {
        // Each line begins before its stage is built, which takes some seconds.
        anstream::print!("{} {:<18}", stage.chapter, stage.title);
        std::io::stdout().flush().map_err(|error| error.to_string())?;
        anstream::println!("{}", how_far(stage)?);
    }
    anstream::println!("\ncargo your-header checks one of them, and so on.");
    Ok(ExitCode::SUCCESS)
}

fn how_far(stage: &Stage) -> Result<String, String> {
    let Ok(program) = checks::build(stage) else {
        return Ok(format!("{RED}does not compile{RED:#}"));
    };
    let mut checks = stage.checks()?;
    checks.retain(|check| stage.needs_you(check));
    let mut passed = 0;
    let mut next = None;
    for check in &checks {
        if checks::run(&program, check)? == Outcome::Passed {
            passed += 1;
        } else {
            next = next.or(Some(check));
        }
    }
    let next = next.map_or("done".to_owned(), |check| {
        format!("next: step {}", stages::number(check))
    });
    let bar = "█".repeat(passed) + &"░".repeat(checks.len() - passed);
    let style = if passed == checks.len() { GREEN } else { Style::new() };
    Ok(format!(
        "{style}{bar:<28}{style:#} {passed:>2} of {:<2}  {next}",
        checks.len()
    ))
}
