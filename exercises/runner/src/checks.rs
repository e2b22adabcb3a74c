//! Building a stage of the reader's, and running its checks one by one.

use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::stages::{Stage, root};

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
    /// Whether `tests/diagnosis/` has recognised the answer.
    pub fn is_a_known_mistake(&self) -> bool {
        matches!(self, Outcome::Failed(message) if message.starts_with("a known mistake"))
    }
}

/// How long a check may take. The longest of ours takes a second.
const LONGEST: Duration = Duration::from_secs(20);

/// Cargo, told to take the reader's file for this stage alone.
fn cargo(command: &str, stage: &Stage) -> Command {
    let mut cargo =
        Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(root()).args([command, "--quiet", "--package", "exercises"]);
    cargo.args(["--no-default-features", "--features", stage.name]);
    cargo
}

/// Builds the stage's checks and gives the path of the program. The compiler's words
/// go to the terminal as they come.
pub fn build(stage: &Stage) -> Result<PathBuf, String> {
    let output = cargo("test", stage)
        .args(["--test", stage.name, "--no-run"])
        .arg("--message-format=json-render-diagnostics")
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
    let messages = String::from_utf8_lossy(&output.stdout);
    let messages =
        messages.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut programs = messages.filter_map(|message: Value| {
        let is_ours = message["target"]["name"] == stage.name
            && message["target"]["kind"][0] == "test";
        message["executable"].as_str().filter(|_| is_ours).map(PathBuf::from)
    });
    programs.next().ok_or_else(|| "cargo built no checks".to_owned())
}

/// Runs one check in a process of its own, so that none disturbs another.
pub fn run(program: &PathBuf, check: &str) -> Result<Outcome, String> {
    let mut child = Command::new(program)
        .args(["--exact", check, "--nocapture", "--test-threads=1"])
        .current_dir(root().join("exercises"))
        .env("RUST_BACKTRACE", "0")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let stdout = all_of(child.stdout.take());
    let stderr = all_of(child.stderr.take());
    let Some(success) = ended(&mut child)? else {
        let seconds = LONGEST.as_secs();
        let message =
            format!("it had not ended after {seconds} s: a loop without an end?");
        return Ok(Outcome::Failed(message));
    };
    let [stdout, stderr] =
        [stdout, stderr].map(|text| text.join().unwrap_or_default());
    Ok(outcome(success, &stdout, &stderr))
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
    // `thread '…' panicked at file:line:column:`, the message, and a note.
    let panic = stderr.split_once("panicked at ").and_then(|(_, panic)| {
        let (_, message) = panic.split_once(":\n")?;
        Some(message.split("\nnote: run with").next().unwrap_or(message))
    });
    let Some(message) = panic else {
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
    Outcome::Failed(difference.unwrap_or_else(|| message.trim().to_owned()))
}

/// Runs the chapter's example on the reader's code, and ends as it ends.
pub fn run_example(stage: &Stage, values: &[&str]) -> Result<ExitCode, String> {
    if !root().join(format!("examples/{}.rs", stage.name)).is_file() {
        return Err(format!(
            "{} has no example; the other stages have one.",
            stage.title
        ));
    }
    let status = cargo("run", stage)
        .args(["--example", &format!("your-{}", stage.name), "--"])
        .args(values.strip_prefix(&["--"]).unwrap_or(values))
        .status()
        .map_err(|error| format!("cargo can't be run: {error}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::{Outcome, outcome};

    #[test]
    fn what_a_check_says_is_told_apart() {
        let note = "note: run with `RUST_BACKTRACE=1`";
        let panic = |message: &str| {
            format!("\nthread 'x' (7) panicked at a.rs:1:2:\n{message}\n{note}")
        };
        let failed = |message: &str| Outcome::Failed(message.to_owned());
        let todo = "not yet implemented: Chapter 3: the members";

        let passed = "test result: ok. 1 passed; 0 failed";
        assert_eq!(outcome(true, passed, ""), Outcome::Passed);
        // A name that matches nothing is no success.
        let none = "test result: ok. 0 passed; 0 failed";
        assert_eq!(outcome(true, none, ""), failed(none));
        let hint = Outcome::Todo("Chapter 3: the members".to_owned());
        assert_eq!(outcome(false, "", &panic(todo)), hint);
        assert_eq!(
            outcome(false, "", &panic("not implemented: x")),
            failed("not implemented: x")
        );
        let two_lines = "assertion failed:\n  left: 1";
        assert_eq!(outcome(false, "", &panic(two_lines)), failed(two_lines));
        assert_eq!(outcome(false, "", "stack overflow"), failed("stack overflow"));
        let snapshot = "━ Snapshot Summary ━\n0 │-a\n0 │+b\nTo update\n";
        assert_eq!(
            outcome(false, snapshot, &panic("snapshot assertion failed")),
            failed("expected is -, yours is +\n0 │-a\n0 │+b")
        );
    }
}
