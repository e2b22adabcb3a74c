//! What stands in a chapter comes from what is compiled, run and compared: it is included,
//! not typed. mdBook includes nothing, without a word, where an anchor is missing.

use std::path::Path;

use regex::Regex;

use crate::blocks::blocks;
use crate::pages::{Book, Page, files_in, is, text};

pub fn problems(page: &Page) -> Vec<String> {
    let mut problems = retyped(page);
    let tag = Regex::new(r"\{\{ *#(\w+) *([^}:]*):?([^}]*)").unwrap();
    for tag in tag.captures_iter(&text(&page.file)) {
        let [word, path, part] = [1, 2, 3].map(|group| &tag[group]);
        let file = page.file.with_file_name(path);
        let result = match word {
            "include" => shows_something(&file, part),
            _ => Err("is a word that we don't use"),
        };
        let problem =
            result.err().map(|problem| format!("{word} {path}:{part} {problem}"));
        problems.extend(problem);
    }
    problems
}

/// Whether an include of a file, or of a part of it, has a line that is not blank.
fn shows_something(file: &Path, part: &str) -> Result<(), &'static str> {
    let text = text(file);
    let lines: Vec<&str> = text.lines().collect();
    let place = |mark: &str| {
        let mark = format!("{mark} {part}");
        lines
            .iter()
            .position(|line| {
                line.trim_end_matches([' ', '-', '*', '/', '>']).ends_with(&mark)
            })
            .ok_or("has no such anchor")
    };
    let shown = if is(file, "snap") {
        // Its head, between two lines of dashes, says where it comes from.
        let head =
            2 + lines.iter().skip(1).position(|line| *line == "---").unwrap_or(0);
        if part != format!("{}:", head + 1) {
            return Err("doesn't begin behind the snapshot's head");
        }
        lines.get(head..)
    } else if part.is_empty() {
        Some(&lines[..])
    } else {
        lines.get(place("ANCHOR:")?..place("ANCHOR_END:")?)
    };
    let is_text = |line: &&str| !line.trim().is_empty() && !line.contains("ANCHOR");
    let shows = shown.is_some_and(|lines| lines.iter().any(is_text));
    if shows { Ok(()) } else { Err("shows nothing") }
}

/// Code and output that somebody typed. README's code is tested as documentation.
fn retyped(page: &Page) -> Vec<String> {
    let mut problems = Vec::new();
    let mut is_run = false;
    for block in blocks(&page.source) {
        problems
            .extend(block.unknown().map(|word| format!("a block has {word:?}")));
        let comes_from_us = match &*block.language {
            "rust" => page.is_chapter(),
            "text" => !(block.has("quoted") || block.is_output && is_run),
            _ => false,
        };
        let is_include = |line: &str| line.is_empty() || line.starts_with("{{#");
        if comes_from_us && !block.text.lines().all(is_include) {
            problems.push(format!("typed, not included: {}", block.first_line()));
        }
        if block.language == "sh" {
            is_run = block.is_run() && (is_run || !block.has("same-shell"));
        }
    }
    problems
}

/// A stage has its name in five places, or six; base64url, which is no stage, has no
/// example. What is inside a tag lies in a folder of `src`.
pub fn stages(book: &Book) -> Vec<String> {
    let mut problems = Vec::new();
    for exercise in files_in(&book.root.join("exercises/tests")) {
        let name = exercise.file_stem().unwrap().to_str().unwrap();
        let example = if name == "base64url" { "src" } else { "examples" };
        let is_inside = book.root.join(format!("src/inside/{name}.rs")).is_file();
        let source = if is_inside { "src/inside" } else { "src" };
        for folder in [source, "tests", "exercises/hints", "book/src", example] {
            let is_text = ["exercises/hints", "book/src"].contains(&folder);
            let end = if is_text { "md" } else { "rs" };
            let place = format!("{folder}/{name}.{end}");
            // Many tests are a folder.
            let main = book.root.join(folder).join(name).join("main.rs");
            if !book.root.join(&place).is_file() && !main.is_file() {
                problems.push(format!("{place} is missing"));
            }
        }
    }
    problems
}
