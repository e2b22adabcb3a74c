//! `cargo your-attack NAME`: a file for the reader, and what is proved of it.
//!
//! The file is compiled as `examples/yours.rs` of this package, which asks `proofs`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

use attacks::level::Level;
use attacks::tour::wrapped;
use jwt_by_hand::walkthrough::{Ink, Line};

use crate::level;
use crate::terminal::Lesson;

/// The reader's own. Nothing of ours ever overwrites it, and Git doesn't see it.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("yours")
}

fn file(name: &str) -> PathBuf {
    folder().join(format!("{name}.rs"))
}

fn mark(name: &str) -> PathBuf {
    folder().join(".done").join(name)
}

/// Whether all proofs have held once.
pub fn is_done(name: &str) -> bool {
    mark(name).is_file()
}

pub fn command(name: &str, rest: &[&str]) -> Option<Lesson> {
    let level = match level(name) {
        Ok(level) => level,
        Err(error) => return Some(Err(error.into())),
    };
    match rest {
        [] => Some(prove(level)),
        ["hint"] => Some(hint(level, None)),
        ["hint", number] => Some(hint(level, Some(number))),
        ["start-over"] => Some(start_over(level)),
        _ => None,
    }
}

/// Gives the reader a file if there is none, and asks the proofs.
fn prove(level: &Level) -> Lesson {
    let file = file(level.name);
    let is_new = begin(level)?;
    eprintln!(
        "{}{}\n",
        shown(&file),
        if is_new { " is new, and yours." } else { "" }
    );
    let proved =
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["run", "--quiet", "--release", "--package", "attacks"])
            .args(["--example", "yours", "--", level.name])
            .env("YOUR_ATTACK", &file)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()?;
    if !proved.success() {
        return Ok((Vec::new(), ExitCode::FAILURE));
    }
    let mark = mark(level.name);
    fs::create_dir_all(mark.parent().expect("it is in a folder"))?;
    fs::write(mark, "")?;
    Ok((Vec::new(), ExitCode::SUCCESS))
}

/// As the reader would write it.
fn shown(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    format!("examples/attacks/yours/{name}")
}

fn begin(level: &Level) -> io::Result<bool> {
    fs::create_dir_all(folder())?;
    fs::write(folder().join(".gitignore"), "*\n")?;
    let file = file(level.name);
    if file.is_file() {
        return Ok(false);
    }
    fs::write(file, level.starter())?;
    Ok(true)
}

/// A hint by its number. Each says a little more than the one before it.
fn hint(level: &Level, number: Option<&str>) -> Lesson {
    let hints = level.hints();
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
        let next = format!("cargo your-attack {} hint {}", level.name, number + 1);
        lines.extend([Line::empty(), Line::labelled("more", Ink::Plain, next)]);
    }
    Ok((lines, ExitCode::SUCCESS))
}

/// Puts the reader's file aside, and gives them a new one.
fn start_over(level: &Level) -> Lesson {
    let yours = file(level.name);
    if !yours.is_file() {
        begin(level)?;
        return Ok((vec![Line::from(shown(&yours).as_str())], ExitCode::SUCCESS));
    }
    let aside = (1..)
        .map(|number| folder().join(format!("{}-{number}.rs", level.name)))
        .find(|file| !file.exists())
        .expect("numbers don't end");
    fs::rename(&yours, &aside)?;
    begin(level)?;
    let line =
        format!("{} is new. What you had is in {}.", shown(&yours), shown(&aside));
    Ok((vec![Line::from(line.as_str())], ExitCode::SUCCESS))
}
