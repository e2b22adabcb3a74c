//! Holds the book, README and CONTRIBUTING to what they say.
//!
//! mdBook publishes a page whose link or anchor leads nowhere, and reports success. So
//! this builds the book, and looks at what came out:
//!
//! | what holds | where |
//! | --- | --- |
//! | mdBook says no word, and every page is in the summary | `pages` |
//! | every link arrives, every picture says what it shows | `links` |
//! | every include shows something; no code and no output is retyped | `sources` |
//! | every stage has its places | `sources` |
//! | every string is pinned by a test, and every test that is named exists | `strings` |
//! | every command runs, and prints what the page says | `commands` |
//! | the path stays an evening, and its pages say how long they take | `path` |
//!
//! Each of them is broken on purpose in `tests/planted`, a small book, where the mistakes
//! stand beside their right counterparts.

#![forbid(unsafe_code)]

mod blocks;
mod commands;
mod links;
mod pages;
mod path;
mod sources;
mod strings;

use std::collections::BTreeMap;
use std::path::Path;

pub struct Found {
    pub problems: Vec<String>,
    /// Of the path.
    pub words: usize,
    /// The blocks of commands, by whether they were run, or why not.
    pub commands: BTreeMap<String, Vec<String>>,
}

/// Builds the book in the folder `root` into the folder `built`, and checks it all.
pub fn check(root: &Path, built: &Path) -> Found {
    let (book, mut problems) = pages::build(root, built);
    problems.extend(sources::stages(&book));
    let (words, too_much) = path::run(&book);
    problems.extend(too_much);
    let mut commands: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for page in &book.pages {
        let (fates, unlike) = commands::run(&book, page);
        let found = [
            links::problems(&book, page),
            sources::problems(page),
            strings::problems(&book, page),
            unlike,
        ];
        let name = page.name();
        let found = found.concat().into_iter();
        problems.extend(found.map(|problem| format!("{name}: {problem}")));
        for (fate, line) in fates {
            commands.entry(fate).or_default().push(format!("{name:<20}  {line}"));
        }
    }
    Found { problems, words, commands }
}
