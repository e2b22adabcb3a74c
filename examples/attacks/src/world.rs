//! What surrounds a verifier: a disk, a database, a list, a clock. Each is as small as a
//! lesson needs it, and does what the real one does.

pub mod rsa;

use std::cell::RefCell;
use std::collections::BTreeSet;

/// The files of the machine, with what the public can read as well.
const FILES: [(&str, &str); 3] = [
    ("/srv/keys/2023-07", "9Tq4Nn0oQZ5Y7rXo3vVbG1pYk2sWcJ8u"),
    ("/srv/page/style.css", "body { font-family: serif; margin: 2em; }\n"),
    ("/etc/hostname", "forum\n"),
];

/// Reads a file. `..` leads to the folder above, as on any disk.
pub fn read_file(path: &str) -> Result<String, String> {
    let mut folders = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    let path = format!("/{}", folders.join("/"));
    let file = FILES.into_iter().find(|(name, _)| *name == path);
    file.map(|(_, text)| text.to_owned()).ok_or(format!("no file {path}"))
}

/// The table `keys` of the database: `kid`, `secret`.
const KEYS: [(&str, &str); 2] = [
    ("2023-06", "m0Yw7RkPz3uT5xQbV9cLh2sJf8nDg4Ae"),
    ("2023-07", "9Tq4Nn0oQZ5Y7rXo3vVbG1pYk2sWcJ8u"),
];

/// Asks the database, and gives the first row.
///
/// It understands what this lesson needs of SQL: `SELECT secret FROM keys WHERE kid = x`
/// and `SELECT x`, joined by `UNION`, and a comment behind `--`. `x` is a text in single
/// quotes, with `''` for a quote in it, or `?` for the next of the values.
pub fn query(sql: &str, values: &[&str]) -> Result<String, String> {
    let wrong = || format!("this is no query: {sql}");
    let mut values = values.iter();
    let words = words_of(sql).ok_or_else(wrong)?;
    let words: Option<Vec<Word>> = words
        .into_iter()
        .map(|word| match word {
            Word::Plain("?") => Some(Word::Text((*values.next()?).to_owned())),
            word => Some(word),
        })
        .collect();
    let words = words.ok_or_else(wrong)?;
    let mut rows = Vec::new();
    for select in words.split(|word| matches!(word, Word::Plain("UNION"))) {
        use Word::{Plain, Text};
        match select {
            [Plain("SELECT"), Text(value)] => rows.push(value.clone()),
            [
                Plain("SELECT"),
                Plain("secret"),
                Plain("FROM"),
                Plain("keys"),
                rest @ ..,
            ] => {
                let [Plain("WHERE"), Plain("kid"), Plain("="), Text(kid)] = rest
                else {
                    return Err(wrong());
                };
                let found = KEYS.iter().filter(|(name, _)| name == kid);
                rows.extend(found.map(|(_, secret)| (*secret).to_owned()));
            }
            _ => return Err(wrong()),
        }
    }
    rows.into_iter().next().ok_or("no such key".to_owned())
}

enum Word<'a> {
    Plain(&'a str),
    Text(String),
}

fn words_of(sql: &str) -> Option<Vec<Word<'_>>> {
    let mut words = Vec::new();
    let mut rest = sql.trim_start();
    while !rest.is_empty() && !rest.starts_with("--") {
        if let Some(text) = rest.strip_prefix('\'') {
            let (text, after) = text_in_quotes(text)?;
            words.push(Word::Text(text));
            rest = after;
        } else {
            let end = rest.find([' ', '\'']).unwrap_or(rest.len());
            words.push(Word::Plain(&rest[..end]));
            rest = &rest[end..];
        }
        rest = rest.trim_start();
    }
    Some(words)
}

/// What stands before the closing quote, and what follows it.
fn text_in_quotes(quoted: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = quoted;
    loop {
        let (before, after) = rest.split_once('\'')?;
        text += before;
        match after.strip_prefix('\'') {
            Some(after) => {
                text.push('\'');
                rest = after;
            }
            None => return Some((text, after)),
        }
    }
}

thread_local! {
    static REVOKED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
    static PAUSED: RefCell<u64> = const { RefCell::new(0) };
}

/// Puts a text on the list of those that are no longer welcome.
pub fn revoke(text: &str) {
    REVOKED.with_borrow_mut(|list| list.insert(text.to_owned()));
}

/// Whether exactly this text is on the list.
pub fn is_revoked(text: &str) -> bool {
    REVOKED.with_borrow(|list| list.contains(text))
}

/// How long [`pause`] waits, in nanoseconds.
pub const PAUSE: u64 = 5_000;

/// Waits for 5 µs, in which a processor compares thousands of bytes. It makes a
/// difference visible that is there without it, but too small for a lesson.
pub fn pause() {
    #[cfg(not(target_family = "wasm"))]
    {
        let start = std::time::Instant::now();
        while start.elapsed().as_nanos() < u128::from(PAUSE) {
            std::hint::spin_loop();
        }
    }
    #[cfg(target_family = "wasm")]
    PAUSED.with_borrow_mut(|paused| *paused += PAUSE);
}

/// The time, in nanoseconds since some moment. A page's WebAssembly has no clock of its
/// own; there, only the pauses count.
pub fn clock() -> u64 {
    #[cfg(not(target_family = "wasm"))]
    {
        use std::sync::OnceLock;
        use std::time::Instant;
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed().as_nanos() as u64
    }
    #[cfg(target_family = "wasm")]
    PAUSED.with_borrow(|paused| *paused)
}
