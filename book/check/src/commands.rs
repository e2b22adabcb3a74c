//! Every block of commands is run, in bash and in the root of the repository, and prints
//! what the page says. `blocks.rs` has the marks of those that are not run. Their commands,
//! and Cargo's in sentences, begin like one that is run elsewhere in the book or in CI.

use std::process::{Command, Stdio};
use std::time::Instant;

use scraper::ElementRef;

use crate::blocks::{Block, blocks};
use crate::pages::{Book, Page, all, files_in, text};

/// Gives what became of each block and its first line, and a line for each problem.
pub fn run(book: &Book, page: &Page) -> (Vec<(String, String)>, Vec<String>) {
    let (mut fates, mut problems) = (Vec::new(), Vec::new());
    for (block, outputs) in commands(page) {
        let start = Instant::now();
        let mut line = block.first_line().to_owned();
        let fate = if let Some(reason) = block.value("not-run") {
            format!("not run: {}", reason.replace('-', " "))
        } else if block.has("in-ci") {
            "run elsewhere in .ci".to_owned()
        } else {
            let result = prints(book, &block, &outputs);
            problems
                .extend(result.err().map(|problem| format!("{line}: {problem}")));
            line = format!("{:4.1} s  {line}", start.elapsed().as_secs_f32());
            "run".to_owned()
        };
        fates.push((fate, line));
    }
    let run = all_that_is_run(book);
    for command in not_run(page) {
        let mut found = run.match_indices(&command);
        let ends = |end: &str| end.starts_with([' ', '\n', ')']);
        if !found.any(|(at, _)| ends(&run[at + command.len()..])) {
            problems.push(format!("{command}: is run nowhere"));
        }
    }
    (fates, problems)
}

/// The blocks of commands, each with its outputs.
fn commands(page: &Page) -> Vec<(Block, Vec<Block>)> {
    let mut commands: Vec<(Block, Vec<Block>)> = Vec::new();
    for block in blocks(&page.shown) {
        match commands.last_mut() {
            Some((_, outputs)) if block.is_output => outputs.push(block),
            Some((last, _)) if block.has("same-shell") => last.text += &block.text,
            _ if block.language == "sh" => commands.push((block, Vec::new())),
            _ => {}
        }
    }
    commands
}

/// What a reader does by hand: waiting for a server, and ending what still runs.
const BY_HAND: &str = "\
set -eo pipefail
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
curl() { command curl --retry 60 --retry-delay 1 --retry-connrefused \"$@\"; }
";

fn prints(book: &Book, block: &Block, outputs: &[Block]) -> Result<(), String> {
    let output = Command::new("timeout")
        .args(["600", "bash", "-c", &format!("{BY_HAND}{}", block.text)])
        .current_dir(&book.root)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let expected = block.value("exit").unwrap_or("0");
    let code = output.status.code().unwrap_or(-1).to_string();
    if code != expected {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(format!("exit code {code}, expected {expected}\n{words}"));
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    if printed.contains("running 0 tests") && !printed.contains(" ... ok") {
        return Err("runs no test".to_owned());
    }
    let is_printed = |output: &&Block| match output.has("part") {
        true => format!("\n{printed}").contains(&format!("\n{}", output.text)),
        false => printed.trim_end() == output.text.trim_end(),
    };
    match outputs.iter().find(|output| !is_printed(output)) {
        Some(part) if part.has("part") => {
            Err(format!("prints no such lines:\n{}", part.text))
        }
        Some(output) => Err(format!("prints\n{printed}and not\n{}", output.text)),
        None => Ok(()),
    }
}

fn all_that_is_run(book: &Book) -> String {
    let blocks = book.pages.iter().flat_map(|page| blocks(&page.shown));
    let blocks = blocks.filter(Block::is_run).map(|block| block.text);
    let ci = files_in(&book.root.join(".ci")).into_iter().map(|file| text(&file));
    let all: String = blocks.chain(ci).collect();
    let lines = all.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The commands that are only mentioned, up to the values and comments behind them. What
/// is linked to another site is not ours.
fn not_run(page: &Page) -> Vec<String> {
    // It can't be undone, and so it can't be tried.
    let is_for_good = |code: &String| code.starts_with("cargo yank");
    let spans = all(&page.shown, ":not(pre) > code").into_iter();
    let spans = spans.filter(|code| {
        let around = code.parent().and_then(ElementRef::wrap).unwrap();
        !around.attr("href").is_some_and(|address| address.contains("://"))
    });
    let spans = spans.map(|code| code.text().collect::<String>());
    let spans =
        spans.filter(|code| code.starts_with("cargo ") && !is_for_good(code));
    let blocks = blocks(&page.shown).into_iter();
    let blocks = blocks.filter(|block| block.language == "sh" && !block.is_run());
    let lines = blocks.flat_map(|block| {
        let is_ours =
            |line: &&str| block.has("in-ci") || line.starts_with("cargo ");
        Vec::from_iter(block.text.lines().filter(is_ours).map(str::to_owned))
    });
    let values = [" -- ", " #"];
    let command = |line: String| {
        let end = values.iter().filter_map(|mark| line.find(mark)).min();
        line[..end.unwrap_or(line.len())].trim_end().to_owned()
    };
    spans.chain(lines).map(command).collect()
}
