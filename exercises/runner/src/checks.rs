//! Building a stage of the reader's, and running its checks one by one.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::stages::{Check, House, Stage};

/// What came of a check.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Passed,
    /// It met a `todo!`, with this hint.
    Todo(String),
    /// It failed, and said this.
    Failed(String),
}

impl Outcome {
    /// Whether the answer was recognised.
    pub fn is_a_known_mistake(&self) -> bool {
        matches!(self, Outcome::Failed(message) if message.contains(KNOWN))
    }
}

/// What the tests put in front of a mistake's name.
pub const KNOWN: &str = "a known mistake: ";

/// How long a check may take. The longest of ours takes some seconds.
const LONGEST: Duration = Duration::from_secs(60);

/// Cargo, told to take the reader's file for this stage alone.
pub fn cargo(command: &str, house: &House, stage: Stage) -> Command {
    let mut cargo =
        Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(&house.root).args([command, "--package", "exercises"]);
    cargo.args(["--no-default-features", "--features", stage.name]);
    cargo
}

/// Builds the stage's checks and gives the path of the program. The compiler's words
/// go to the terminal as they come.
pub fn build(house: &House, stage: Stage) -> Result<PathBuf, String> {
    let mut cargo = cargo("test", house, stage);
    cargo
        .args(["--test", stage.name, "--no-run"])
        .arg("--message-format=json-render-diagnostics");
    if is_built() {
        cargo.arg("--quiet");
    } else {
        anstream::eprintln!(
            "The first build takes half a minute. Later ones take some seconds."
        );
    }
    let output = cargo
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo can't be run: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "Your {0}.rs doesn't compile yet; the compiler says why above.\n\
             Once it does, cargo your-{0} runs its checks.",
            stage.name
        ));
    }
    program(&String::from_utf8_lossy(&output.stdout), stage)
        .ok_or_else(|| "cargo built no checks".to_owned())
}

/// Whether Cargo has built the exercises before, beside this program or its tests.
fn is_built() -> bool {
    let program = std::env::current_exe().unwrap_or_default();
    let mut folders = program.ancestors().skip(1).take(2);
    let folder = folders.find_map(|folder| folder.join("deps").read_dir().ok());
    let mut files = folder.into_iter().flatten().filter_map(Result::ok);
    files
        .any(|file| file.file_name().to_string_lossy().starts_with("libexercises-"))
}

/// The path of the stage's checks, among what Cargo says.
pub fn program(messages: &str, stage: Stage) -> Option<PathBuf> {
    let messages =
        messages.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut programs = messages.filter_map(|message: Value| {
        let is_ours = message["target"]["name"] == stage.name
            && message["target"]["kind"][0] == "test";
        message["executable"].as_str().filter(|_| is_ours).map(PathBuf::from)
    });
    programs.next()
}

/// Runs one check in a process of its own, so that none disturbs another.
pub fn run(
    house: &House,
    program: &Path,
    check: &Check,
) -> Result<Outcome, String> {
    let arguments = ["--exact", &check.name, "--nocapture", "--test-threads=1"];
    let Some((success, stdout, stderr)) = run_program(house, program, &arguments)?
    else {
        let seconds = LONGEST.as_secs();
        let message =
            format!("it had not ended after {seconds} s: a loop without an end?");
        return Ok(Outcome::Failed(message));
    };
    Ok(outcome(success, &stdout, &stderr))
}

/// Whether it ended well, and what it said, or nothing if it had to be stopped.
pub fn run_program(
    house: &House,
    program: &Path,
    arguments: &[&str],
) -> Result<Option<(bool, String, String)>, String> {
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(house.root.join("exercises"))
        .env("RUST_BACKTRACE", "0")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let stdout = all_of(child.stdout.take());
    let stderr = all_of(child.stderr.take());
    let Some(success) = ended(&mut child)? else { return Ok(None) };
    let [stdout, stderr] =
        [stdout, stderr].map(|text| text.join().unwrap_or_default());
    Ok(Some((success, stdout, stderr)))
}

/// Whether it ended well, or nothing if it had to be stopped.
fn ended(child: &mut Child) -> Result<Option<bool>, String> {
    let start = Instant::now();
    loop {
        let status = child.try_wait().map_err(|error| error.to_string())?;
        if let Some(status) = status {
            return Ok(Some(status.success()));
        }
        if start.elapsed() > LONGEST {
            // It may have ended by itself in between.
            let _ = child.kill();
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Reads until the end, beside what else is going on.
fn all_of(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What can't be read any more is missing in the message, and no more.
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn outcome(success: bool, stdout: &str, stderr: &str) -> Outcome {
    if success && stdout.contains("test result: ok. 1 passed") {
        return Outcome::Passed;
    }
    if stdout.contains("test did not panic as expected") {
        let message =
            "  yours:    no panic\n  expected: a panic, as the check says";
        return Outcome::Failed(message.to_owned());
    }
    let Some((place, message)) = panic(stderr) else {
        let message = format!("{stdout}\n{stderr}").trim().to_owned();
        return Outcome::Failed(message);
    };
    if let Some(hint) = message.strip_prefix("not yet implemented: ") {
        return Outcome::Todo(hint.trim().to_owned());
    }
    // A snapshot's difference is printed before the panic, which says little itself.
    let difference = stdout.split_once("Snapshot Summary").map(|(_, text)| {
        let lines = text.lines().filter(|line| line.contains('│'));
        let lines = lines.collect::<Vec<_>>().join("\n");
        format!("expected is -, yours is +\n{lines}")
    });
    let at = at(place);
    let said = match difference {
        Some(difference) => difference,
        None if at.is_empty() => sides_named(message),
        // It is the reader's own panic.
        None => message.to_owned(),
    };
    Outcome::Failed(with_input(stdout, named(&said).unwrap_or(said)) + &at)
}

/// Where it panicked last, and what it said: `thread '…' panicked at file:line:column:`,
/// the message, and a note. A check may have caught one before.
fn panic(stderr: &str) -> Option<(&str, &str)> {
    let (_, panic) = stderr.rsplit_once("panicked at ")?;
    let (place, message) = panic.split_once(":\n")?;
    Some((place, message.split("\nnote: ").next().unwrap_or(message).trim()))
}

/// The line of the reader's, if it panicked there.
fn at(place: &str) -> String {
    let place = place.replace('\\', "/");
    let Some((_, place)) = place.rsplit_once("exercises/yours/") else {
        return String::new();
    };
    let line = place.rsplit_once(':').map_or(place, |(line, _)| line);
    format!("\nat exercises/yours/{line}")
}

/// Below what a test said it had fed last, if it isn't said anyway.
fn with_input(stdout: &str, said: String) -> String {
    let (_, input) = stdout.rsplit_once("went in: ").unwrap_or_default();
    match input.lines().next() {
        Some(input) if !said.contains(input) => format!("{input}\n{said}"),
        _ => said,
    }
}

/// In every test the reader's answer comes first.
fn sides_named(message: &str) -> String {
    // Where a test goes on with an answer that is none, or is one that it should not be.
    for (words, is, should_be) in [
        ("called `Result::unwrap()` on an `Err` value", "Err", "Ok"),
        ("called `Result::unwrap_err()` on an `Ok` value", "Ok", "Err"),
        ("called `Option::unwrap()` on a `None` value", "None", "Some"),
    ] {
        if let Some(value) = message.strip_prefix(words) {
            let value = value.strip_prefix(": ").map(|value| format!("({value})"));
            let value = value.unwrap_or_default();
            return format!("  yours:    {is}{value}\n  expected: {should_be}");
        }
    }
    let (first, rest) = message.split_once('\n').unwrap_or((message, ""));
    let named = |line: &str| match line.trim_start().split_once(": ") {
        Some(("left", yours)) => format!("  yours:    {yours}"),
        Some(("right", expected)) => format!("  expected: {expected}"),
        _ => line.to_owned(),
    };
    let rest: Vec<String> = rest.lines().map(named).collect();
    let first =
        first.strip_prefix("assertion `left == right` failed").unwrap_or(first);
    let input = first.trim_start_matches(": ");
    [&[input.to_owned()], &rest[..]]
        .concat()
        .join("\n")
        .trim_start_matches('\n')
        .to_owned()
}

/// What Rust itself says of a mistake that many make.
fn named(said: &str) -> Option<String> {
    said.starts_with("attempt to add with overflow").then(|| {
        format!(
            "{KNOWN}`+` panics where a sum is more than 32 bits hold. In the standard it \
             drops what goes beyond: `sum` and `wrapping_add` do\n  {said}"
        )
    })
}

/// Runs the chapter's example on the reader's code, and ends as it ends.
pub fn run_example(
    house: &House,
    stage: Stage,
    values: &[&str],
) -> Result<ExitCode, String> {
    let example = format!("your-{}", stage.name);
    if !house.root.join(format!("exercises/examples/{example}.rs")).is_file() {
        return Err("This stage has no example; the others have one.".to_owned());
    }
    let status = cargo("run", house, stage)
        .args(["--quiet", "--example", &example, "--"])
        .args(values.strip_prefix(&["--"]).unwrap_or(values))
        .status()
        .map_err(|error| format!("cargo can't be run: {error}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::{Outcome, outcome};

    const NOTE: &str = "note: run with `RUST_BACKTRACE=1`";

    fn panic(place: &str, message: &str) -> Outcome {
        let stderr =
            format!("\nthread 'x' (7) panicked at {place}:1:2:\n{message}\n{NOTE}");
        outcome(false, "", &stderr)
    }

    fn failed(message: &str) -> Outcome {
        Outcome::Failed(message.to_owned())
    }

    #[test]
    fn what_a_check_says_is_told_apart() {
        let passed = "test result: ok. 1 passed; 0 failed";
        assert_eq!(outcome(true, passed, ""), Outcome::Passed);
        // A name that matches nothing is no success.
        let none = "test result: ok. 0 passed; 0 failed";
        assert_eq!(outcome(true, none, ""), failed(none));
        let hint = Outcome::Todo("Header: the members".to_owned());
        assert_eq!(panic("a.rs", "not yet implemented: Header: the members"), hint);
        assert_eq!(
            panic("a.rs", "not implemented: x"),
            failed("not implemented: x")
        );
        assert_eq!(outcome(false, "", "stack overflow"), failed("stack overflow"));
        let snapshot = "━ Snapshot Summary ━\n0 │-a\n0 │+b\nTo update\n";
        let stderr =
            format!("thread 'x' panicked at a.rs:1:2:\nassertion failed\n{NOTE}");
        assert_eq!(
            outcome(false, snapshot, &stderr),
            failed("expected is -, yours is +\n0 │-a\n0 │+b")
        );
    }

    #[test]
    fn the_sides_are_named() {
        assert_eq!(
            panic(
                "a.rs",
                "assertion `left == right` failed: {\"a\":1}\n  left: 1\n right: 2"
            ),
            failed("{\"a\":1}\n  yours:    1\n  expected: 2")
        );
        assert_eq!(
            panic("a.rs", "assertion `left == right` failed\n  left: 1\n right: 2"),
            failed("  yours:    1\n  expected: 2")
        );
        assert_eq!(
            panic("a.rs", "called `Result::unwrap_err()` on an `Ok` value: 7"),
            failed("  yours:    Ok(7)\n  expected: Err")
        );
        assert_eq!(
            panic("a.rs", "called `Option::unwrap()` on a `None` value"),
            failed("  yours:    None\n  expected: Some")
        );
    }

    #[test]
    fn what_was_fed_is_shown() {
        let stderr = "thread 'x' panicked at a.rs:1:2:\nassertion `left == right` \
                      failed\n  left: 1\n right: 2";
        let stdout = "test x ... went in: {}\nwent in: {\"a\":1}\n";
        assert_eq!(
            outcome(false, stdout, stderr),
            failed("{\"a\":1}\n  yours:    1\n  expected: 2")
        );
    }

    #[test]
    fn the_readers_line_is_shown() {
        assert_eq!(
            panic(
                "exercises/src/../../src/../exercises/yours/header.rs",
                "index out of bounds"
            ),
            failed("index out of bounds\nat exercises/yours/header.rs:1")
        );
        let theirs = "called `Option::unwrap()` on a `None` value";
        assert_eq!(
            panic("exercises/yours/header.rs", theirs),
            failed(&format!("{theirs}\nat exercises/yours/header.rs:1"))
        );
        let overflow = panic("a.rs", "attempt to add with overflow");
        assert!(overflow.is_a_known_mistake(), "{overflow:?}");
    }
}
