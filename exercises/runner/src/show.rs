//! What the reader sees.

use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

use crate::checks::{self, Outcome};
use crate::stages::{Check, House, STAGES, Stage};

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const GREEN: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const RED: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).bold();

/// Runs a stage's checks in order. Ends with 0 if all of them pass, else with 1.
pub fn stage(house: &House, stage: Stage) -> Result<ExitCode, String> {
    let (hints, checks) = (house.hints(stage)?, house.checks(stage)?);
    begin(house, stage)?;
    anstream::println!("{BOLD}{}: your {}{BOLD:#}\n", hints.title, stage.yours());
    if house.is_untouched(stage)? {
        let open = checks.iter().filter(|check| !hints.gives(check.step())).count();
        anstream::println!("{}\n", at_first(&checks, open));
    }
    let program = checks::build(house, stage)?;

    let mut open = Vec::new();
    for check in &checks {
        let outcome = checks::run(house, &program, check)?;
        anstream::println!("{}", row(check, &outcome));
        if outcome != Outcome::Passed {
            open.push((check, outcome));
        }
    }
    anstream::println!("\n{} of {} pass.", checks.len() - open.len(), checks.len());
    // A mistake that has a name says more than the first check that stumbles over it.
    let named = open.iter().find(|(_, outcome)| outcome.is_a_known_mistake());
    let Some((check, outcome)) = named.or(open.first()) else {
        anstream::println!("{}", finished(stage, hints.unseen.as_deref()));
        return Ok(ExitCode::SUCCESS);
    };
    anstream::println!("{}", next(stage, check, outcome));
    Ok(ExitCode::FAILURE)
}

/// Gives the reader their file at the first call, and names what has changed since. All
/// of it is beside the answers, so it goes to the other output.
pub fn begin(house: &House, stage: Stage) -> Result<(), String> {
    if house.begin(stage)? {
        anstream::eprintln!(
            "{} is new, and yours: nothing of ours overwrites what you write there.\n",
            stage.yours()
        );
        return Ok(());
    }
    let changed = house.changed(stage)?;
    if !changed.is_empty() {
        let changed: String =
            changed.iter().map(|name| format!("    {name}\n")).collect();
        anstream::eprintln!(
            "{BOLD}Our side has changed since your {name}.rs began:{BOLD:#}\n\n{changed}\n\
             Yours is as you left it. This shows the lines to take over:\n\n    \
             cargo your-{name} changes\n",
            name = stage.name
        );
    }
    Ok(())
}

/// What is said before the first check runs, while nothing is written.
fn at_first(checks: &[Check], open: usize) -> String {
    let given = match checks.len() - open {
        0 => "",
        1 => "\nThe other one passes from the start: it needs none of your code.",
        _ => "\nThe others pass from the start: they need none of your code.",
    };
    format!(
        "{} checks, in the order of {}. On an untouched copy {open} of them\n\
         fail: there is nothing yet that could pass. That is where you start.{given}",
        checks.len(),
        checks[0].file
    )
}

fn row(check: &Check, outcome: &Outcome) -> String {
    let (style, sign) = match outcome {
        Outcome::Passed => (GREEN, '✓'),
        Outcome::Failed(_) => (RED, '✗'),
        Outcome::Todo(_) => (FAINT, '·'),
    };
    let words =
        if matches!(outcome, Outcome::Todo(_)) { FAINT } else { Style::new() };
    format!(
        "{:>3} {style}{sign}{style:#} {words}{}{words:#}",
        check.number(),
        check.words()
    )
}

/// What is said of the first check that doesn't pass.
fn next(stage: Stage, check: &Check, outcome: &Outcome) -> String {
    let (what, said) = match outcome {
        Outcome::Todo(hint) => ("is yours to write now", wrapped(hint)),
        Outcome::Failed(message) => ("fails", message.clone()),
        Outcome::Passed => ("passes", String::new()),
    };
    let said: String = said.lines().map(|line| format!("    {line}\n")).collect();
    format!(
        "\n{BOLD}Step {number}, {words},{BOLD:#} {what}:\n\n{said}\n\
         The check   {file}, {step}\n\
         Your code   {yours}\n\
         Stuck?      cargo your-{name} hint",
        number = check.number(),
        words = check.words(),
        file = check.file,
        step = check.step(),
        yours = stage.yours(),
        name = stage.name,
    )
}

/// Words in lines that fit beside a margin.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("there is one to begin with");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + word.chars().count() < 74 {
            last.extend([" ", word]);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

fn finished(stage: Stage, unseen: Option<&str>) -> String {
    let unseen = unseen.map_or(String::new(), |unseen| format!("\n{unseen}\n"));
    format!(
        "{GREEN}This stage is yours.{GREEN:#}\n{unseen}\n\
         Compare with ours in {}. Yours need not be the same.",
        stage.ours()
    )
}

/// The chapter's example, on the reader's code.
pub fn example(
    house: &House,
    stage: Stage,
    values: &[&str],
) -> Result<ExitCode, String> {
    begin(house, stage)?;
    checks::run_example(house, stage, values)
}

/// A line for each stage. Ends with 0, however far the reader is.
pub fn progress(house: &House) -> Result<ExitCode, String> {
    for stage in STAGES {
        let title = house.hints(stage)?.title;
        anstream::println!("{title:<18}{}", how_far(house, stage)?);
    }
    anstream::println!("\ncargo your-header checks one of them, and so on.");
    Ok(ExitCode::SUCCESS)
}

fn how_far(house: &House, stage: Stage) -> Result<String, String> {
    let (hints, mut checks) = (house.hints(stage)?, house.checks(stage)?);
    checks.retain(|check| !hints.gives(check.step()));
    let mut open = checks.clone();
    if !house.is_untouched(stage)? {
        let Ok(program) = checks::build(house, stage) else {
            return Ok(format!("{RED}does not compile{RED:#}"));
        };
        let mut outcomes = Vec::new();
        for check in checks.iter().cloned() {
            outcomes.push((checks::run(house, &program, &check)?, check));
        }
        outcomes.retain(|(outcome, _)| *outcome != Outcome::Passed);
        open = outcomes.into_iter().map(|(_, check)| check).collect();
    }
    let passed = checks.len() - open.len();
    let next = open.first().map_or("done".to_owned(), |check| {
        format!("next: step {}", check.number())
    });
    let bar = "█".repeat(passed) + &"░".repeat(open.len());
    let style = if open.is_empty() { GREEN } else { Style::new() };
    Ok(format!(
        "{style}{bar:<34}{style:#} {passed:>2} of {:<2}  {next}",
        checks.len()
    ))
}

/// A second hint: for this step, or for the first that doesn't pass.
pub fn hint(
    house: &House,
    stage: Stage,
    step: Option<&str>,
) -> Result<ExitCode, String> {
    let hints = house.hints(stage)?;
    let step = match step {
        Some(step) => {
            step.parse().map_err(|_| format!("{step} is no number of a step."))?
        }
        None => first_open(house, stage)?.ok_or_else(|| {
            format!(
                "All checks of {} pass: there is nothing to hint at.",
                hints.title
            )
        })?,
    };
    let hint = hints.second(step);
    anstream::println!(
        "{}",
        hint.ok_or_else(|| format!(
            "{} has no hint for step {step}.",
            hints.title
        ))?
    );
    Ok(ExitCode::SUCCESS)
}

/// The number of the first check that doesn't pass.
fn first_open(house: &House, stage: Stage) -> Result<Option<u32>, String> {
    begin(house, stage)?;
    let program = checks::build(house, stage)?;
    for check in house.checks(stage)? {
        if checks::run(house, &program, &check)? != Outcome::Passed {
            return Ok(Some(check.number()));
        }
    }
    Ok(None)
}

/// What has changed in the starter since the reader's file began.
pub fn changes(house: &House, stage: Stage) -> Result<ExitCode, String> {
    let changes = house.changes(stage)?;
    if changes.is_empty() {
        anstream::println!(
            "Nothing has changed since your {}.rs began.",
            stage.name
        );
        return Ok(ExitCode::SUCCESS);
    }
    for line in changes.lines() {
        let style = match line.as_bytes().first() {
            Some(b'+') => GREEN,
            Some(b'-') => RED,
            _ => FAINT,
        };
        anstream::println!("{style}{line}{style:#}");
    }
    anstream::println!(
        "\nYour {0}.rs is as you left it. When you have taken these lines over:\n\n    \
         cargo your-{0} changes done",
        stage.name
    );
    Ok(ExitCode::SUCCESS)
}

pub fn changes_taken(house: &House, stage: Stage) -> Result<ExitCode, String> {
    house.changes_taken(stage)?;
    anstream::println!("Your {}.rs stands on the starter of today.", stage.name);
    Ok(ExitCode::SUCCESS)
}

pub fn start_over(house: &House, stages: &[Stage]) -> Result<ExitCode, String> {
    for stage in stages {
        if house.root.join(stage.yours()).is_file() {
            let aside = house.start_over(*stage)?;
            anstream::println!(
                "{} is new. What you had is in {aside}.",
                stage.yours()
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}
