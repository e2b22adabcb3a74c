//! What the examples share: arguments in, coloured lines out, an exit code.

#![allow(dead_code, reason = "each example uses a part of it")]

use std::error::Error;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use anstyle::{Ansi256Color, AnsiColor, Style};
use jwt_by_hand::walkthrough::{Ink, Line};
use jwt_by_hand::{Secret, SecretError};

pub type Lesson = Result<(Vec<Line>, ExitCode), Box<dyn Error>>;

/// Gives the arguments to a lesson and shows its lines. Who asks for help is answered, a
/// call that is wrong in itself ends with 2.
pub fn run(
    usage: &str,
    lesson: impl FnOnce(&[&str]) -> Option<Lesson>,
) -> ExitCode {
    let arguments: Result<Vec<String>, _> = std::env::args_os()
        .skip(1)
        .map(|argument| argument.into_string())
        .collect();
    let Ok(arguments) = arguments else {
        return fail("an argument is not UTF-8");
    };
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if arguments == ["--help"] || arguments == ["-h"] {
        return show(
            &usage.lines().map(Line::from).collect::<Vec<_>>(),
            ExitCode::SUCCESS,
        );
    }
    match lesson(&arguments) {
        None => fail(&format!(
            "that is not how this example is called. It is:\n\n{usage}"
        )),
        Some(Err(error)) => fail(&error.to_string()),
        Some(Ok((lines, code))) => show(&lines, code),
    }
}

/// The secret as text, of any length but zero, with a warning if it is short.
pub fn secret(text: &str) -> Result<(Secret, Vec<Line>), SecretError> {
    match Secret::from_text(text) {
        Err(error @ SecretError::TooShort { .. }) => {
            let why = error.explain();
            let found = Line::empty().with(Ink::Failed, "warning: ");
            let expected =
                format!("         expected {} ({})", why.expected, why.rule);
            let warning = [
                found.with(Ink::Plain, format!("{};", why.found)),
                Line::from(expected.as_str()),
                Line::empty(),
            ];
            Ok((Secret::insecure_for_lessons(text)?, warning.into()))
        }
        other => Ok((other?, Vec::new())),
    }
}

/// Bytes as hexadecimal digits alone, to be copied or compared.
pub fn hex(ink: Ink, bytes: &[u8]) -> Line {
    let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
    Line::empty().with(ink, digits.collect::<String>())
}

fn fail(message: &str) -> ExitCode {
    // There is nobody to tell if this fails as well.
    let _ = writeln!(anstream::stderr(), "error: {message}");
    ExitCode::from(2)
}

/// Writes everything at once. `anstream` drops the colours where there is no
/// terminal, or where `NO_COLOR` is set.
fn show(lines: &[Line], code: ExitCode) -> ExitCode {
    let text: String = lines.iter().map(painted).collect();
    match anstream::stdout().write_all(text.as_bytes()) {
        // The reader has seen enough, as in `… | head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => code,
        Err(error) => fail(&error.to_string()),
        Ok(()) => code,
    }
}

fn painted(line: &Line) -> String {
    let end = line.to_string().len();
    let mut text = String::new();
    let mut length = 0;
    for (ink, piece) in line.pieces() {
        // A line ends where its text ends, not where its columns would.
        let piece = &piece[..piece.len().min(end - length.min(end))];
        length += piece.len();
        let style = style(*ink);
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{style}{piece}{style:#}");
    }
    text + "\n"
}

fn style(ink: Ink) -> Style {
    let plain = Style::new();
    let coloured = |colour: AnsiColor| plain.fg_color(Some(colour.into()));
    match ink {
        Ink::Plain => plain,
        Ink::Title => plain.bold(),
        Ink::Faint => plain.dimmed(),
        // Yellow can't be read on white: this orange can, and on black as well.
        Ink::Header => plain.fg_color(Some(Ansi256Color(130).into())),
        Ink::Payload => coloured(AnsiColor::Magenta),
        Ink::Signature => coloured(AnsiColor::Cyan),
        Ink::Passed => coloured(AnsiColor::Green),
        Ink::Failed => coloured(AnsiColor::Red).bold(),
    }
}
