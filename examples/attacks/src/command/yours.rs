//! `cargo your-attack NAME`: a file for the reader, and what is proved of it.
//!
//! The file is compiled as `examples/yours.rs` of this package, which asks `proofs`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

use attacks::javascript::{self, Bug};
use attacks::level::Level;
use attacks::tour::wrapped;
use jwt_by_hand::walkthrough::{Ink, Line};

use crate::level;
use crate::terminal::Lesson;

/// What can be an exercise.
#[derive(Clone, Copy)]
enum Task {
    Rust(&'static Level),
    Script(&'static Bug),
}

impl Task {
    fn named(name: &str) -> Result<Task, String> {
        match javascript::named(name) {
            Some(bug) => Ok(Task::Script(bug)),
            None => level(name).map(Task::Rust),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Task::Rust(level) => level.name,
            Task::Script(bug) => bug.name,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Task::Rust(_) => "rs",
            Task::Script(_) => "mjs",
        }
    }

    fn file(self) -> PathBuf {
        folder().join(format!("{}.{}", self.name(), self.ending()))
    }

    fn starter(self) -> String {
        match self {
            Task::Rust(level) => level.starter(),
            Task::Script(bug) => bug.starter(),
        }
    }

    fn hints(self) -> Vec<(&'static str, String)> {
        match self {
            Task::Rust(level) => level.hints(),
            Task::Script(bug) => bug.hints(),
        }
    }
}

/// The reader's own. Nothing of ours ever overwrites it, and Git doesn't see it.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("yours")
}

fn mark(name: &str) -> PathBuf {
    folder().join(".done").join(name)
}

/// Whether all proofs have held once.
pub fn is_done(name: &str) -> bool {
    mark(name).is_file()
}

pub fn command(name: &str, rest: &[&str]) -> Option<Lesson> {
    let task = match Task::named(name) {
        Ok(task) => task,
        Err(error) => return Some(Err(error.into())),
    };
    match rest {
        [] => Some(prove(task)),
        ["hint"] => Some(hint(task, None)),
        ["hint", number] => Some(hint(task, Some(number))),
        ["start-over"] => Some(start_over(task)),
        _ => None,
    }
}

/// Gives the reader a file if there is none, and asks the proofs.
fn prove(task: Task) -> Lesson {
    let file = task.file();
    let is_new = begin(task)?;
    eprintln!(
        "{}{}\n",
        shown(&file),
        if is_new { " is new, and yours." } else { "" }
    );
    let (lines, holds) = match task {
        Task::Rust(level) => (Vec::new(), compiled(level, &file)?),
        Task::Script(bug) => bug.judged(Some(&file))?,
    };
    if holds {
        let mark = mark(task.name());
        fs::create_dir_all(mark.parent().expect("it is in a folder"))?;
        fs::write(mark, "")?;
    }
    Ok((lines, if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }))
}

/// Compiles the reader's file, and lets it say itself what holds.
fn compiled(level: &Level, file: &Path) -> io::Result<bool> {
    let proved =
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["run", "--quiet", "--release", "--package", "attacks"])
            .args(["--example", "yours", "--", level.name])
            .env("YOUR_ATTACK", file)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()?;
    Ok(proved.success())
}

/// As the reader would write it.
fn shown(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    format!("examples/attacks/yours/{name}")
}

fn begin(task: Task) -> io::Result<bool> {
    fs::create_dir_all(folder())?;
    fs::write(folder().join(".gitignore"), "*\n")?;
    let file = task.file();
    if file.is_file() {
        return Ok(false);
    }
    fs::write(file, task.starter())?;
    Ok(true)
}

/// A hint by its number. Each says a little more than the one before it.
fn hint(task: Task, number: Option<&str>) -> Lesson {
    let hints = task.hints();
    let number: usize = number.unwrap_or("1").parse()?;
    let Some((heading, text)) = number.checked_sub(1).and_then(|at| hints.get(at))
    else {
        return Err(format!("it has hints 1 to {}", hints.len()).into());
    };
    let mut lines = vec![
        Line::title(format!("{heading} ({number} of {})", hints.len())),
        Line::empty(),
    ];
    if text.contains('\n') {
        lines.extend(text.lines().map(Line::from));
    } else {
        lines.extend(wrapped(&text.replace("**", "")));
    }
    if number < hints.len() {
        let next = format!("cargo your-attack {} hint {}", task.name(), number + 1);
        lines.extend([Line::empty(), Line::labelled("more", Ink::Plain, next)]);
    }
    Ok((lines, ExitCode::SUCCESS))
}

/// Puts the reader's file aside, and gives them a new one.
fn start_over(task: Task) -> Lesson {
    let yours = task.file();
    if !yours.is_file() {
        begin(task)?;
        return Ok((vec![Line::from(shown(&yours).as_str())], ExitCode::SUCCESS));
    }
    let aside = (1..)
        .map(|number| {
            folder().join(format!("{}-{number}.{}", task.name(), task.ending()))
        })
        .find(|file| !file.exists())
        .expect("numbers don't end");
    fs::rename(&yours, &aside)?;
    begin(task)?;
    let line =
        format!("{} is new. What you had is in {}.", shown(&yours), shown(&aside));
    Ok((vec![Line::from(line.as_str())], ExitCode::SUCCESS))
}
