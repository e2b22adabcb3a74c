// The book, kept honest
//
// mdBook publishes a page whose include or link leads nowhere, and reports
// success. So these tests read the book as mdBook would, without mdBook:
//
//     every include shows something       every stage has its places
//     every link arrives                  every string is pinned by a test
//     every page is in the summary        every command can be typed
//
// A check takes a `Book`, which is no more than files in memory, and gives a
// line for each problem. So after each test of the real book comes one with
// mistakes planted in a small book, which must be caught, and next to each
// mistake its correct counterpart, which must not be.
//
// The published crate holds no book. There, only the planted mistakes are tested.
//
// Run this file with: cargo test --test book

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};
use std::path::Path;
use std::{fs, iter};

const SUMMARY: &str = "book/src/SUMMARY.md";
/// The page into which mistakes are planted.
const PAGE: &str = "book/src/page.md";
/// What stands before and behind a link's target.
const TARGETS: [(&str, &str); 3] =
    [("](", ")"), ("href=\"", "\""), ("src=\"", "\"")];
/// Folders of the repository that hold nothing of ours.
const SKIPPED: [&str; 3] = ["target", ".git", "node_modules"];

/// Folders of tests: the root's, and those of whole programs that chapters are about.
const PINS: [&str; 3] =
    ["tests/", "examples/server/tests/", "examples/node/tests/"];

/// Names of 16 characters and more that other libraries chose, so that no test of
/// ours need have them.
const OTHER_LIBRARIES_NAMES: [&str; 12] = [
    // Node's jsonwebtoken: a parameter, and its three errors.
    "secretOrPrivateKey",
    "TokenExpiredError",
    "NotBeforeError",
    "JsonWebTokenError",
    // Rust's jsonwebtoken: kinds of errors.
    "ExpiredSignature",
    "ImmatureSignature",
    "InvalidSignature",
    "InvalidAlgorithm",
    "InvalidAlgorithmName",
    "MissingRequiredClaim",
    // Python's base64: functions.
    "urlsafe_b64encode",
    "urlsafe_b64decode",
];

/// Words that Cargo, or a tool that we name, understands behind `cargo`. Others are
/// our aliases.
const SUBCOMMANDS: [&str; 14] = [
    "run", "test", "bench", "build", "doc", "fmt", "clippy", "install", "package",
    "add", "new", "insta", "mutants", "tree",
];

/// Files in memory: from the path in the repository, with `/`, to the text.
#[derive(Clone)]
struct Book(BTreeMap<String, String>);

impl Book {
    /// The repository, or nothing where it holds no book.
    fn read() -> Option<Book> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(root.join("Cargo.toml").is_file(), "{root:?} moved: cargo clean");
        let mut book = Book(BTreeMap::new());
        root.join("book").is_dir().then(|| book.read_folder(root, ""))?;
        Some(book)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            let path = format!("{prefix}{name}");
            if !entry.path().is_dir() {
                // What is no text, such as a picture, only has to exist.
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                self.0.insert(path, text);
            } else if !SKIPPED.contains(&&*name) {
                self.read_folder(&entry.path(), &format!("{path}/"));
            }
        }
    }

    fn text(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }

    fn has(&self, file: &str) -> bool {
        self.0.contains_key(file)
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.in_folder(&format!("{folder}/")).next().is_some()
    }

    fn in_folder(&self, folder: &str) -> impl Iterator<Item = (&str, &str)> {
        let files = self.0.iter().filter(move |(path, _)| path.starts_with(folder));
        files.map(|(path, text)| (&**path, &**text))
    }

    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.in_folder("book/src/").filter(|(path, _)| path.ends_with(".md"))
    }

    fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        let others = ["README.md", "CONTRIBUTING.md"];
        self.pages().chain(others.map(|path| (path, self.text(path))))
    }

    /// The texts whose strings are pinned. This file is not among them, or the
    /// strings that it plants would pin themselves.
    fn pins(&self) -> impl Iterator<Item = &str> {
        let tests = PINS.into_iter().flat_map(|folder| self.in_folder(folder));
        tests.filter(|(path, _)| *path != "tests/book.rs").map(|(_, text)| text)
    }
}

type Check = fn(&Book) -> Vec<String>;

fn assert_holds(check: Check) {
    let problems = Book::read().map(|book| check(&book)).unwrap_or_default();
    assert!(problems.is_empty(), "problems:\n{}\n", problems.join("\n"));
}

/// Says where a problem is.
fn at(page: &str, line: usize) -> impl Fn(String) -> String {
    move |problem| format!("{page}:{line}: {problem}")
}

fn expect(holds: bool, problem: String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem) }
}

/// A made-up book, in which a test writes one page anew each time.
struct Planted {
    check: Check,
    page: &'static str,
    book: Book,
}

/// A line `=== path`, then that file's text, and so on.
fn planted(check: Check, page: &'static str, files: &str) -> Planted {
    let files = files.split("=== ").filter_map(|file| file.split_once('\n'));
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    Planted { check, page, book: Book(files.collect()) }
}

impl Planted {
    fn problems(&self, text: &str) -> Vec<String> {
        let mut book = self.book.clone();
        book.0.insert(self.page.to_owned(), text.to_owned());
        (self.check)(&book)
    }

    fn fine(&self, text: &str) {
        assert_eq!(self.problems(text), [""; 0], "in {text}");
    }

    fn caught(&self, text: &str, expected: &str) {
        let problems = self.problems(text);
        let caught = problems.len() == 1 && problems[0].contains(expected);
        assert!(caught, "expected only {expected:?}, found {problems:?} in {text}");
    }
}

// ---- 1. Includes ----

/// Every include names a file and lines in it, at least one of them not blank.
fn includes(book: &Book) -> Vec<String> {
    let mut problems = Vec::new();
    for (page, text) in book.pages() {
        for (number, line) in (1..).zip(text.lines()) {
            let results = tags(line).map(|tag| shows_something(book, page, tag));
            problems.extend(results.filter_map(Result::err).map(at(page, number)));
        }
    }
    problems
}

/// What follows each `{{#` in the line. With a backslash in front, it is only text.
fn tags(line: &str) -> impl Iterator<Item = &str> {
    let opened =
        line.match_indices("{{").filter(|(at, _)| !line[..*at].ends_with('\\'));
    opened.filter_map(|(at, _)| line[at + 2..].trim_start().strip_prefix('#'))
}

fn shows_something(book: &Book, page: &str, tag: &str) -> Result<(), String> {
    expect(tag.contains("}}"), format!("{{{{#{tag} has no }}}} in its line"))?;
    let tag = tag.split("}}").next().unwrap();
    let (word, argument) = tag.split_once(' ').unwrap_or((tag, ""));
    let is_known = ["include", "rustdoc_include", "title"].contains(&word);
    expect(is_known, format!("mdBook knows no {{{{#{word}}}}}; expected include"))?;
    if word == "title" {
        return Ok(());
    }
    let argument = argument.trim();
    let (target, part) = argument.split_once(':').unwrap_or((argument, ""));
    let path = resolve(page, target).filter(|path| book.has(path));
    let path = path.ok_or(format!("{target} does not exist; expected a file"))?;
    let lines: Vec<&str> = book.text(&path).lines().collect();
    let shown = shown_lines(&lines, part).map_err(|e| format!("{target}: {e}"))?;
    let start = head_length(&lines) + 1;
    expect(
        !path.ends_with(".snap") || *shown.start() == start,
        format!("{target}: expected to start behind its head, at line {start}"),
    )?;
    let mut lines = lines[shown.start() - 1..*shown.end()].iter();
    let some = lines.any(|line| !line.trim().is_empty() && !is_anchor(line));
    expect(some, format!("{argument} shows only blank lines; expected some text"))
}

type Shown = RangeInclusive<usize>;

/// The numbers of the included lines, counted from 1. `part` is what follows
/// the path: nothing, `anchor`, `5`, `5:`, `5:10` or `:10`.
fn shown_lines(lines: &[&str], part: &str) -> Result<Shown, String> {
    let (first, last) = part.split_once(':').unwrap_or((part, part));
    if !first.is_empty() && first.parse::<usize>().is_err() {
        return anchored_lines(lines, first);
    }
    let count = lines.len();
    let first = first.parse().unwrap_or(1);
    let last = last.parse().unwrap_or(count);
    let is_inside = 1 <= first && first <= last && last <= count;
    expect(is_inside, format!("expected lines within its {count}, found {part}"))?;
    Ok(first..=last)
}

fn anchored_lines(lines: &[&str], name: &str) -> Result<Shown, String> {
    let find =
        |mark| lines.iter().position(|line| anchor(line, mark) == Some(name));
    let start = find("ANCHOR:").ok_or(format!("expected ANCHOR: {name} in it"))?;
    let end = find("ANCHOR_END:").filter(|end| start < *end);
    let end = end.ok_or(format!("expected ANCHOR_END: {name} below its ANCHOR"))?;
    Ok(start + 1..=end + 1)
}

fn anchor<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let name = line.split_once(mark)?.1.trim_start();
    name.split(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).next()
}

fn is_anchor(line: &str) -> bool {
    anchor(line, "ANCHOR:").or(anchor(line, "ANCHOR_END:")).is_some()
}

/// How many lines a snapshot has before its contents: from one `---` to the next.
fn head_length(lines: &[&str]) -> usize {
    let mut rules = (1..).zip(lines).filter(|(_, line)| **line == "---");
    rules.nth(1).map_or(0, |(number, _)| number)
}

const INCLUDED: &str = "\
=== src/a.rs
// ANCHOR: a
let a;
// ANCHOR_END: a

// ANCHOR: b
// ANCHOR: c

// ANCHOR_END: c
// ANCHOR_END: b
// ANCHOR: d
// ANCHOR_END: e
// ANCHOR: e
let e;
=== tests/snapshots/a.snap
---
source: a
---
shown
more
";

#[test]
fn step_1_every_include_shows_something() {
    assert_holds(includes);
}

#[test]
fn step_2_an_include_of_nothing_is_caught() {
    let book = planted(includes, PAGE, INCLUDED);
    let rust = |part: &str| format!("{{{{#include ../../src/a.rs{part}}}}}");
    let snapshot =
        |part: &str| format!("{{{{#include ../../tests/snapshots/a.snap{part}}}}}");

    book.fine(&rust(""));
    book.fine("{{ #include ../../src/a.rs}} and {{#include ../../src/a.rs:2}}");
    book.caught(
        "\n{{#include ../src/a.rs}}",
        "page.md:2: ../src/a.rs does not exist",
    );
    book.caught("{{#include ../../../a.rs}}", "does not exist");

    book.fine(&rust(":a"));
    book.fine("{{#rustdoc_include ../../src/a.rs:a}}");
    book.caught(&rust(":missing"), "expected ANCHOR: missing in it");
    book.caught(&rust(":d"), "expected ANCHOR_END: d below its ANCHOR");
    book.caught(&rust(":e"), "expected ANCHOR_END: e below its ANCHOR");
    book.caught(&rust(":b"), "shows only blank lines");

    for part in [":2", ":2:3", ":12:", "::2", ":1:13"] {
        book.fine(&rust(part));
    }
    for part in [":0", ":14", ":14:", "::14", ":1:14", ":3:2"] {
        book.caught(&rust(part), "expected lines within its 13");
    }
    book.caught(&rust(":3:4"), "shows only blank lines");

    for part in [":4:", ":4", ":4:5"] {
        book.fine(&snapshot(part));
    }
    for part in ["", ":3:", ":5:"] {
        book.caught(&snapshot(part), "behind its head, at line 4");
    }

    book.fine(r"\{{#include nothing}} \{{#what}} {{#title A title}}");
    book.caught("{{#include ../../src/a.rs", "has no }} in its line");
    book.caught("{{#incldue ../../src/a.rs}}", "knows no {{#incldue}}");
}

// ---- 2. Links ----

/// Every link that stays here leads to a file, and to a heading in it. Every image
/// has a text that says what it shows.
fn links(book: &Book) -> Vec<String> {
    let mut problems = Vec::new();
    for (page, text) in book.documents().filter(|(page, _)| *page != SUMMARY) {
        for link in links_in(text) {
            let problem = arrives(book, page, &link.target).err();
            problems.extend(problem.map(at(page, link.line)));
            if link.is_blank_image {
                let problem = "expected a text between [ and ] of the image";
                problems.push(at(page, link.line)(problem.into()));
            }
        }
    }
    problems
}

fn arrives(book: &Book, page: &str, target: &str) -> Result<(), String> {
    // A scheme, as in `https:`. What lies elsewhere is not fetched.
    if target.split(['/', '#']).next().unwrap().contains(':') {
        return Ok(());
    }
    let nowhere =
        || format!("the link to {target:?} leads nowhere; expected a file");
    let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
    let own = page.rsplit('/').next().unwrap();
    let file = if target.starts_with('#') { own } else { file };
    let mut path = resolve(page, file).ok_or_else(nowhere)?;
    // mdBook makes `page.html` of `page.md`.
    if let Some(stem) = path.strip_suffix(".html") {
        path = format!("{stem}.md");
    }
    // A published book has its own files, and no list of a folder.
    let in_book = page.starts_with("book/src/");
    expect(book.has(&path) || !in_book && book.has_folder(&path), nowhere())?;
    let is_published = !in_book || path.starts_with("book/src/");
    expect(is_published, format!("{target} is not in book/src, so not published"))?;
    let has_fragment = fragment.is_empty() || !path.ends_with(".md");
    let has_fragment = has_fragment || ids(book.text(&path)).contains(fragment);
    expect(
        has_fragment,
        format!("expected a heading with the id {fragment} in {path}"),
    )
}

/// `target` as a path in the repository, unless it leads out of it.
fn resolve(page: &str, target: &str) -> Option<String> {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            // No target at all, or a path that begins at the web server's root.
            "" => return None,
            "." => {}
            ".." => {
                folders.pop()?;
            }
            _ => folders.push(part),
        }
    }
    Some(folders.join("/"))
}

struct Link {
    line: usize,
    target: String,
    is_blank_image: bool,
}

fn links_in(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for (number, line) in (1..).zip(prose(text).lines()) {
        let link = |target: &str, is_blank_image| {
            // A title may follow, and pointed brackets may stand around it.
            let target = target.split_whitespace().next().unwrap_or_default();
            let target = target.trim_matches(['<', '>']).to_owned();
            Link { line: number, target, is_blank_image }
        };
        links.extend(definition(line).map(|target| link(target, false)));
        for (open, close) in TARGETS {
            let pieces: Vec<&str> = line.split(open).collect();
            links.extend(pieces.windows(2).map(|pair| {
                let is_blank_image = pair[0].trim_end().ends_with("![");
                link(pair[1].split(close).next().unwrap(), is_blank_image)
            }));
        }
    }
    links
}

/// The target in a line such as `[id]: target`. `[^1]: …` is a footnote.
fn definition(line: &str) -> Option<&str> {
    let (id, target) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    (!id.starts_with('^') && !id.contains(']')).then_some(target)
}

/// The ids that mdBook gives to headings and defined terms, and those that the page
/// itself gives.
fn ids(text: &str) -> BTreeSet<String> {
    let (mut made, mut given) = (BTreeSet::new(), BTreeSet::new());
    let mut term = None;
    let lines = lines(text).into_iter().filter(|line| line.block.is_none());
    for line in lines.map(|line| line.text).filter(|line| !line.is_empty()) {
        let html =
            line.split(" id=\"").skip(1).flat_map(|rest| rest.split('"').next());
        given.extend(html.map(str::to_owned));
        // `: …` under a line defines the term in that line.
        let defined = if line.starts_with(": ") { term } else { None };
        if let Some(text) = heading(line).or(defined) {
            match text.rsplit_once("{#").filter(|_| text.ends_with('}')) {
                Some((_, id)) => {
                    given.extend(id.split([' ', '}']).next().map(str::to_owned))
                }
                None => made.extend([unused(&made, id_of(text))]),
            }
        }
        term = Some(line).filter(|line| !line.starts_with([':', ' ']));
    }
    made.union(&given).cloned().collect()
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let is_heading = (1..=6).contains(&level) && text.starts_with(' ');
    is_heading.then(|| text.trim().trim_end_matches('#').trim())
}

fn unused(ids: &BTreeSet<String>, id: String) -> String {
    let numbered = (1..).map(|number| format!("{id}-{number}"));
    iter::once(id.clone()).chain(numbered).find(|id| !ids.contains(id)).unwrap()
}

fn id_of(heading: &str) -> String {
    let mut text = String::new();
    for (index, piece) in heading.split('`').enumerate() {
        // Every second piece stands between backticks, where all is text.
        let is_code = index % 2 == 1;
        text += &if is_code { piece.to_owned() } else { without_markup(piece) };
    }
    let is_kept = |c: char| c.is_alphanumeric() || "-_ ".contains(c);
    text.trim().to_lowercase().replace(|c| !is_kept(c), "").replace(' ', "-")
}

/// Without tags and links' targets. Of `_`, those within a word belong to it.
fn without_markup(text: &str) -> String {
    let text = without(&without(text, "](", ")"), "<", ">");
    let is_edge = |c: char| !c.is_alphanumeric() && c != '-';
    let words: Vec<&str> =
        text.split(' ').map(|word| word.trim_matches(is_edge)).collect();
    words.join(" ")
}

const LINKED: &str = "\
=== src/x.rs
=== book/src/i.svg
=== book/src/b.md
# One `a_b`, *two*!
## Same
## Same
## _Other_ {#own}

`term`
: text

<p id=\"raw\"></p>

```sh
# no heading
```
";

#[test]
fn step_3_every_link_arrives() {
    assert_holds(links);
}

#[test]
fn step_4_a_link_to_nowhere_is_caught() {
    let book = planted(links, PAGE, LINKED);

    book.fine("[b](b.md) [b](b.html 'title') [`b`](<b.md>)\n[b]: ./b.md");
    book.fine("[b](https://b.example/c.md#d) <a href=\"mailto:b@b.example\">");
    book.fine(
        "<a href=\"b.md#own\"> <img src=\"i.svg\">\n[b]: https://b.example/c.md",
    );
    book.caught("\n[b](c.md)", "page.md:2: the link to \"c.md\" leads nowhere");
    book.caught(
        "[b]\n\n[b]: c.md",
        "page.md:3: the link to \"c.md\" leads nowhere",
    );
    book.caught(
        "[b\nb](c.html)",
        "page.md:2: the link to \"c.html\" leads nowhere",
    );
    book.caught("<a href=\"c.md\">", "leads nowhere");
    book.caught("<img src=\"c.svg\">", "leads nowhere");
    book.caught("[b]()", "leads nowhere");
    book.caught("[b](/b.md)", "leads nowhere");
    book.caught("[x](../../src/x.rs)", "not in book/src");

    book.fine("# Here\n[one](#here) [two](b.md#one-a_b-two) [three](b.html#own)");
    for id in ["same", "same-1", "own", "term", "raw"] {
        book.fine(&format!("[b](b.md#{id})"));
    }
    for id in ["same-2", "other", "no-heading", "Same"] {
        let expected =
            format!("expected a heading with the id {id} in book/src/b.md");
        book.caught(&format!("[b](b.md#{id})"), &expected);
    }
    book.caught(
        "[b](#one)",
        "expected a heading with the id one in book/src/page.md",
    );
    assert_eq!(id_of("The [_big_ `Vec<u8>`](x.md): 3 + 4"), "the-big-vecu8-3--4");

    book.fine("![a picture](i.svg)");
    book.caught("![ ](i.svg)", "expected a text");
    book.caught("![a picture](j.svg)", "leads nowhere");

    book.fine("`[b](c.md)` ``[`b`](c.md)`` \\[b\\](c.md)\n[^1]: c.md");
    book.fine("```md\n[b](c.md)\n```");
    book.caught("```md\n```\n`[b]` [b](c.md) `", "book/src/page.md:3");

    let book = Planted { page: "README.md", ..book };
    book.fine("# A\n[a](#a) [x](src/x.rs) [src](src/) [b](book/src/b.md#same)");
    book.caught("[y](src/y.rs)", "README.md:1");
    book.caught("[b](book/src/b.md#b)", "README.md:1: expected a heading");
    let book = Planted { page: "CONTRIBUTING.md", ..book };
    book.fine("[x](src/x.rs)");
    book.caught("[y](src/y.rs)", "CONTRIBUTING.md:1");
}

// ---- 3. Summary ----

/// The summary links every page once, and nothing else. A draft has no target yet.
fn summary(book: &Book) -> Vec<String> {
    let mut problems = Vec::new();
    let mut linked = Vec::new();
    for Link { line, target, .. } in links_in(book.text(SUMMARY)) {
        let path = resolve(SUMMARY, &target).unwrap_or_default();
        if !target.is_empty() && !book.has(&path) {
            let problem = format!("{target} does not exist; expected a page");
            problems.push(at(SUMMARY, line)(problem));
        }
        linked.push(path);
    }
    for (page, _) in book.pages().filter(|(page, _)| *page != SUMMARY) {
        let count = linked.iter().filter(|path| *path == page).count();
        let problem = format!("it links {page} {count} times; expected once");
        problems.extend((count != 1).then_some(problem).map(at(SUMMARY, 1)));
    }
    problems
}

#[test]
fn step_5_every_page_is_in_the_summary_once() {
    assert_holds(summary);
}

#[test]
fn step_6_a_page_outside_the_summary_is_caught() {
    let pages = "=== book/src/a.md\n=== book/src/b/c.md\n";
    let book = planted(summary, SUMMARY, pages);
    book.fine("[A](a.md)\n- [C](b/c.md)\n- [Draft]()");
    book.caught("[A](a.md)", "links book/src/b/c.md 0 times");
    book.caught("[A](a.md)\n[C](b/c.md)\n[A](a.md)", "links book/src/a.md 2 times");
    book.caught("[A](a.md)\n[C](b/c.md)\n[D](d.md)", ":3: d.md does not exist");
}

// ---- 4. Stages ----

/// Each stage has its chapter, source, example, tests and exercise, of one name.
fn stages(book: &Book) -> Vec<String> {
    let mut places =
        vec!["book/src/*.md", "src/*.rs", "examples/*.rs", "tests/*.rs"];
    if book.has_folder("exercises") {
        places.extend(["exercises/src/*.rs", "exercises/tests/*.rs"]);
    }
    let mut expected =
        ["book/src/base64url.md", "src/base64url.rs", "tests/base64url.rs"]
            .map(String::from)
            .to_vec();
    for stage in ["header", "payload", "signature", "verify"] {
        expected.extend(places.iter().map(|place| place.replace('*', stage)));
    }
    let missing = expected.into_iter().filter(|path| !book.has(path));
    missing.map(|path| at(&path, 1)("expected this file".into())).collect()
}

const STAGES: &str = "\
book/src/base64url.md src/base64url.rs tests/base64url.rs
book/src/header.md src/header.rs examples/header.rs tests/header.rs
book/src/payload.md src/payload.rs examples/payload.rs tests/payload.rs
book/src/signature.md src/signature.rs examples/signature.rs tests/signature.rs
book/src/verify.md src/verify.rs examples/verify.rs tests/verify.rs";

const EXERCISES: &str = "\
exercises/src/header.rs exercises/src/payload.rs
exercises/src/signature.rs exercises/src/verify.rs
exercises/tests/header.rs exercises/tests/payload.rs
exercises/tests/signature.rs exercises/tests/verify.rs";

#[test]
fn step_7_every_stage_has_its_places() {
    assert_holds(stages);
}

#[test]
fn step_8_a_missing_place_is_caught() {
    for paths in [STAGES, &format!("{STAGES} {EXERCISES}")] {
        let files =
            paths.split_whitespace().map(|path| (path.into(), String::new()));
        let book = Book(files.collect());
        assert_eq!(stages(&book), [""; 0]);
        for path in paths.split_whitespace() {
            let mut book = book.clone();
            book.0.remove(path);
            assert_eq!(stages(&book), [format!("{path}:1: expected this file")]);
        }
    }
}

// ---- 5. Strings ----

/// Every run of 16 characters and more that could be part of a token, and every
/// 8 bytes and more in hexadecimal, occur in a test.
fn strings(book: &Book) -> Vec<String> {
    let is_pinned = |string: &str| book.pins().any(|text| text.contains(string));
    let mut problems = Vec::new();
    for (page, number, text) in shown_text(book) {
        let mut unknown: Vec<String> =
            long_runs(&text).map(str::to_owned).collect();
        unknown.retain(|run| !is_pinned(run));
        let mut bytes = hexadecimal(&text);
        bytes.retain(|run| !is_pinned(run) && !is_pinned(&run.replace(' ', "")));
        unknown.extend(bytes);
        let problem =
            |string| format!("{string} is in no test; expected one to pin it");
        problems.extend(unknown.into_iter().map(problem).map(at(page, number)));
    }
    problems
}

fn long_runs(text: &str) -> impl Iterator<Item = &str> {
    let runs =
        text.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
    let runs = runs.filter(|run| run.len() >= 16 && !is_plain(run));
    runs.filter(|run| !OTHER_LIBRARIES_NAMES.contains(run))
}

/// Every test that the text names exists.
fn test_names(book: &Book) -> Vec<String> {
    let mut problems = Vec::new();
    for (page, number, text) in shown_text(book) {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        let missing =
            words.filter(|word| word.starts_with("step_") && !is_test(book, word));
        let problem = |word| format!("no test is called {word}");
        problems.extend(missing.map(problem).map(at(page, number)));
    }
    problems
}

fn is_test(book: &Book, name: &str) -> bool {
    let of_exercises = book.in_folder("exercises/tests/").map(|(_, text)| text);
    book.pins().chain(of_exercises).any(|text| has_function(text, name))
}

fn has_function(text: &str, name: &str) -> bool {
    text.contains(&format!("fn {name}("))
}

/// The lines of the pages and the README, without includes, addresses and ids.
fn shown_text(book: &Book) -> Vec<(&str, usize, String)> {
    let mut shown = Vec::new();
    for (page, text) in
        book.documents().filter(|(page, _)| *page != "CONTRIBUTING.md")
    {
        for line in lines(text) {
            let is_definition =
                line.block.is_none() && definition(line.text).is_some();
            if is_definition || tags(line.text).next().is_some() {
                continue;
            }
            let mut text = line.text.to_owned();
            if line.block.is_none() {
                for (open, close) in
                    TARGETS.into_iter().chain([(" id=\"", "\""), ("{#", "}")])
                {
                    text = without(&text, open, close);
                }
            }
            shown.push((page, line.number, without_addresses(&text)));
        }
    }
    shown
}

fn without_addresses(text: &str) -> String {
    let mut pieces = text.split("://");
    let first = pieces.next().unwrap().to_owned();
    let rest = |piece: &'_ str| {
        piece.find([' ', ')', '>', '"', '\'', '`']).unwrap_or(piece.len())
    };
    pieces.fold(first, |text, piece| text + &piece[rest(piece)..])
}

/// Whether it is made of lower-case words, such as an option or a function's name.
fn is_plain(run: &str) -> bool {
    let run = run.trim_matches(['-', '_']);
    let is_lower = |byte: u8| byte.is_ascii_lowercase() || b"-_".contains(&byte);
    let is_double = run.split(['-', '_']).any(str::is_empty);
    run.is_empty() || run.bytes().all(is_lower) && !is_double
}

/// The runs of eight and more bytes, with one space between.
fn hexadecimal(text: &str) -> Vec<String> {
    // Two spaces in place of all else end a run.
    let text = text.replace(|c: char| !c.is_alphanumeric() && c != ' ', "  ");
    let words: Vec<&str> = text.split(' ').collect();
    let is_digit = |byte: u8| byte.is_ascii_hexdigit();
    let runs = words.split(|word| word.len() != 2 || !word.bytes().all(is_digit));
    runs.filter(|run| run.len() >= 8).map(|run| run.join(" ")).collect()
}

const PINNED: &str = "\
=== tests/a.rs
fn step_1_real() {} eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9
=== tests/snapshots/a.snap
7b 22 61 6c 67 22 3a 22 48
0102030405060708
=== tests/book.rs
fn step_2_planted() {} eyJhbGciOiJub25lIn0
=== exercises/tests/a.rs
fn step_3_yours() {} eyJhbGciOiJub25lIn0
=== examples/server/tests/a.rs
fn step_4_served() {} eyJhbGciOiJIUzI1NiJ9
=== examples/server/src/a.rs
fn step_5_unserved() {} eyJhbGciOiJub25lIn0
";

#[test]
fn step_9_every_string_is_pinned_by_a_test() {
    assert_holds(strings);
    assert_holds(test_names);
}

#[test]
fn step_10_a_string_that_no_test_pins_is_caught() {
    let book = planted(strings, PAGE, PINNED);

    for page in ["*", "\n`*`,", "<b>*</b>", "```text\n*.\n```", "[*](b.md)"] {
        book.fine(&page.replace('*', "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"));
        let expected = "eyJhbGciOiJub25lIn0 is in no test";
        book.caught(&page.replace('*', "eyJhbGciOiJub25lIn0"), expected);
    }
    book.caught("\n<https://b.example> eyJhbGciOiJub25lIn0", "page.md:2: ");

    book.fine("A token of the server's tests: eyJhbGciOiJIUzI1NiJ9");
    book.fine("--no-default-features some_snake_case_name ---------------- ");
    book.fine("secretOrPrivateKey, and 15 characters: eyJhbGciOiJub25");
    book.caught("someCamelCaseName", "someCamelCaseName is in no test");
    for page in [
        "{{#include *}}",
        "[b](*.md)",
        "<a id=\"*\">",
        "https://b.example/*",
        "[b]: *",
        "# B {#*}",
    ] {
        book.fine(&page.replace('*', "eyJhbGciOiJub25lIn0"));
    }

    book.fine("`7b 22 61 6c 67 22 3a 22 48`, 01 02 03 04 05 06 07 08.");
    book.fine("7: 7c 22 61 6c 67 22 3a; apart: 7c 22 61 6c  67 22 3a 22, 48 65");
    book.caught(
        "`7c 22 61 6c 67 22 3a 22`",
        "7c 22 61 6c 67 22 3a 22 is in no test",
    );

    let readme = planted(strings, "README.md", PINNED);
    readme.caught("eyJhbGciOiJub25lIn0", "README.md:1: ");

    let book = planted(test_names, PAGE, PINNED);
    book.fine("`step_1_real`, step_3_yours, step_4_served; stepping on");
    for name in ["step_2_planted", "step_1_rea", "step_3", "step_5_unserved"] {
        let expected = format!("page.md:2: no test is called {name}");
        book.caught(&format!("\n`{name}`"), &expected);
    }
}

// ---- 6. Commands ----

/// What follows `cargo` in a command exists.
fn commands(book: &Book) -> Vec<String> {
    let mut problems = Vec::new();
    for (page, text) in book.documents() {
        for (number, code) in code(text) {
            let code = code.replace("$(", " ; ").replace(')', " ");
            let words = code.split_whitespace();
            let words: Vec<&str> =
                words.take_while(|word| !word.starts_with('#')).collect();
            let commands =
                words.split(|word| ["&&", "||", "|", ";"].contains(word));
            let results = commands.map(|words| command(book, words));
            problems.extend(results.filter_map(Result::err).map(at(page, number)));
        }
    }
    problems
}

fn command(book: &Book, words: &[&str]) -> Result<(), String> {
    // A prompt, or a variable for this command alone, may stand in front.
    let is_in_front = |word: &str| ["$", ">"].contains(&word) || word.contains('=');
    let mut words = words.iter().skip_while(|word| is_in_front(word));
    if words.next() != Some(&"cargo") {
        return Ok(());
    }
    let words = words.flat_map(|word| word.split('='));
    let mut words = words.skip_while(|word| word.starts_with(['-', '+']));
    let Some(word) = words.next() else { return Ok(()) };
    let known = SUBCOMMANDS.contains(&word).then(|| word.to_owned());
    let known = known.or_else(|| alias(book, word));
    let known = known
        .ok_or(format!("expected {word} as an alias in .cargo/config.toml"))?;
    let words: Vec<&str> = known.split_whitespace().chain(words).collect();
    let names_something = ["run", "test", "bench", "build"].contains(&words[0]);
    if names_something { names_exist(book, &words) } else { Ok(()) }
}

/// What an alias stands for, be it written as a text or as a list.
fn alias(book: &Book, name: &str) -> Option<String> {
    let section = book.text(".cargo/config.toml").split_once("[alias]")?.1;
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    let mut aliases = lines.filter_map(|line| line.split_once('='));
    let (_, words) = aliases.find(|(key, _)| key.trim() == name)?;
    Some(words.replace(['[', ']', '"', ','], " "))
}

fn names_exist(book: &Book, words: &[&str]) -> Result<(), String> {
    let options = words.split(|word| *word == "--").next().unwrap();
    let value = |option: &str| {
        let place = options.iter().position(|word| *word == option)?;
        options.get(place + 1).copied()
    };
    let mut folder = String::new();
    if let Some(name) = value("--package").or(value("-p")) {
        let problem = format!("expected {name} as the name in a Cargo.toml");
        folder = package(book, name).ok_or(problem)?;
    }
    for (option, place) in [("--example", "examples"), ("--test", "tests")] {
        let Some(name) = value(option) else { continue };
        let file = format!("{folder}{place}/{name}.rs");
        expect(book.has(&file), format!("expected {file} for {option} {name}"))?;
    }
    for name in filters(words) {
        let is_known = match value("--test") {
            Some(file) => {
                has_function(book.text(&format!("{folder}tests/{file}.rs")), name)
            }
            None => is_test(book, name),
        };
        expect(is_known, format!("no such test is called {name}"))?;
    }
    Ok(())
}

/// The folder of a package, with `/` at its end unless it is the root.
fn package(book: &Book, name: &str) -> Option<String> {
    let name = format!("name = \"{name}\"");
    let has_name = |text: &str| {
        let section = text.split("[package]").nth(1).unwrap_or_default();
        let mut lines = section.lines().take_while(|line| !line.starts_with('['));
        lines.any(|line| line == name)
    };
    let folders = book.0.iter().filter(|(_, text)| has_name(text));
    let mut folders =
        folders.filter_map(|(path, _)| path.strip_suffix("Cargo.toml"));
    folders.next().map(str::to_owned)
}

/// The tests that `cargo test` is told to run: those of a step, and with `--exact`
/// all others.
fn filters<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let exact = words.contains(&"--exact");
    let mut filters = Vec::new();
    for pair in words.windows(2).filter(|_| words[0] == "test") {
        let is_value =
            ["--test", "--package", "-p", "--features"].contains(&pair[0]);
        let is_name =
            pair[1].starts_with("step_") || exact && !pair[1].starts_with('-');
        filters.extend((is_name && !is_value).then_some(pair[1]));
    }
    filters
}

const NAMED: &str = "\
=== Cargo.toml
[package]
name = \"jwt-by-hand\"
=== .cargo/config.toml
[env]
not = 1
[alias]
exercise = \"test --package exercises --test\"
slow = [\"bench\", \"-p\", \"benchmarks\"]
=== benchmarks/Cargo.toml
[package]
name = \"benchmarks\"
[[bench]]
name = \"speed\"
=== exercises/Cargo.toml
[package]
name = \"exercises\"
=== exercises/tests/header.rs
fn step_1_yours() {}
=== examples/server/Cargo.toml
[package]
name = \"server\"
=== examples/header.rs
=== tests/header.rs
fn step_1_json() {}
=== tests/payload.rs
fn step_2_bytes() {}
";

/// In each line a command, one that fails, and what is said of it.
const COMMANDS: &str = "\
cargo run -q --example header -- x / cargo run -q --example a -- x / examples/a.rs
cargo run --example=header     / cargo run --example=a         / examples/a.rs
cargo run --package server     / cargo run --package a         / a as the name
cargo run -p server            / cargo run -p server --example a / server/examples/a.rs
cargo run -p jwt-by-hand       / cargo run -p jwt              / jwt as the name
a=$(cargo run --example header) / a=$(cargo run --example a)   / examples/a.rs
cargo fmt && cargo test # a b  / cargo fmt && cargo tset # a b / expected tset
cargo test --test header       / cargo test --test a           / tests/a.rs
cargo test --test header step_1_json / cargo test --test header step_2_bytes / called step_2_bytes
cargo test step_2_bytes        / cargo test step_2_byte        / called step_2_byte
cargo test -- --exact step_2_bytes / cargo test -- --exact bytes / called bytes
cargo test -p exercises step_1_yours / cargo test -p exercises step_1 / called step_1
$ A=b cargo exercise header    / $ A=b cargo exercise payload  / exercises/tests/payload.rs
cargo exercise header step_1_yours / cargo exercise header step_1_json / called step_1_json
cargo bench --package benchmarks / cargo bench --package speed / speed as the name
cargo slow                     / cargo not                     / expected not as an alias
cargo +nightly clippy          / cargo +nightly cilppy         / expected cilppy
cargo --version                / cargo --locked vresion        / expected vresion";

#[test]
fn step_11_every_command_can_be_typed() {
    assert_holds(commands);
}

#[test]
fn step_12_a_command_that_fails_is_caught() {
    let book = planted(commands, PAGE, NAMED);

    for line in COMMANDS.lines() {
        let columns: Vec<&str> = line.split(" / ").map(str::trim).collect();
        let [good, bad, expected] = columns[..] else { panic!("{line}") };
        book.fine(&format!("`{good}`\n```sh\n{good}\n```"));
        book.caught(&format!("\n`{bad}`"), "page.md:2: ");
        book.caught(&format!("```sh\n{bad}\n```"), expected);
    }
    book.fine("cargo is a word. `by cargo` `cargo`");
    book.caught("a `cargo test --test\nhead`", "expected tests/head.rs");
    for page in ["README.md", "CONTRIBUTING.md"] {
        planted(commands, page, "").caught("`cargo no`", &format!("{page}:1: "));
    }
}

// ---- 7. The README's output ----

/// Every line of output in the README is a line of a snapshot.
fn readme_output(book: &Book) -> Vec<String> {
    let mut printed = BTreeSet::from([""]);
    for (_, text) in book.in_folder("tests/snapshots/") {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        printed.extend(&lines[head_length(&lines)..]);
    }
    let mut problems = Vec::new();
    for line in lines(book.text("README.md")) {
        if line.block == Some("text") && !printed.contains(line.text.trim_end()) {
            let problem = format!("no snapshot has this line: {}", line.text);
            problems.push(at("README.md", line.number)(problem));
        }
    }
    problems
}

#[test]
fn step_13_the_readme_shows_what_is_printed() {
    assert_holds(readme_output);
}

#[test]
fn step_14_invented_output_is_caught() {
    let snapshot = "=== tests/snapshots/a.snap\n---\nsource\n---\n  one  \n\ntwo\n";
    let book = planted(readme_output, "README.md", snapshot);
    book.fine("three\n```text\n  one\n\ntwo \n```\n```sh\nthree\n```\nthree");
    book.caught("```text\ntwo\none\n```", "README.md:3: no snapshot has this line");
    book.caught("```text\nsource\n```", "README.md:2: ");
}

// ---- Reading Markdown ----

struct Line<'a> {
    number: usize,
    text: &'a str,
    /// In a fenced block, what stands behind the fence, such as `text`.
    block: Option<&'a str>,
}

/// The lines of a page. A fence itself is given as an empty line.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut open = None;
    let line = |(number, text)| {
        let (fence, info) = fence(text);
        let is_fence = match open {
            None => !fence.is_empty(),
            Some((opened, _)) => fence.starts_with(opened) && info.is_empty(),
        };
        if is_fence {
            open = if open.is_none() { Some((fence, info)) } else { None };
            return Line { number, text: "", block: None };
        }
        Line { number, text, block: open.map(|(_, info)| info) }
    };
    (1..).zip(text.lines()).map(line).collect()
}

fn fence(line: &str) -> (&str, &str) {
    let line = line.trim_start_matches([' ', '>']);
    let mark = if line.starts_with('~') { '~' } else { '`' };
    let info = line.trim_start_matches(mark);
    let fence = &line[..line.len() - info.len()];
    let is_fence = fence.len() >= 3 && !info.contains('`');
    if is_fence { (fence, info.trim()) } else { ("", "") }
}

/// The text with its lines, but with nothing in fenced blocks.
fn unfenced(text: &str) -> String {
    let is_prose = |line: &Line| line.block.is_none();
    let line =
        |line: Line| if is_prose(&line) { line.text } else { "" }.to_owned() + "\n";
    lines(text).into_iter().map(line).collect()
}

/// The same, with `x` for each character of a code span, and for escaped brackets.
fn prose(text: &str) -> String {
    let text = unfenced(text).replace("\\[", "xx").replace("\\]", "xx");
    let mut prose = String::new();
    let mut end = 0;
    for span in spans(&text) {
        prose += &text[end..span.start];
        prose += &text[span.clone()].replace(|c| c != '\n', "x");
        end = span.end;
    }
    prose + &text[end..]
}

/// The lines of fenced blocks and the code spans, with their lines' numbers.
fn code(text: &str) -> Vec<(usize, String)> {
    let lines = lines(text).into_iter().filter(|line| line.block.is_some());
    let mut code: Vec<_> =
        lines.map(|line| (line.number, line.text.to_owned())).collect();
    let text = unfenced(text);
    for span in spans(&text) {
        let number = text[..span.start].matches('\n').count() + 1;
        code.push((number, text[span].trim_matches('`').to_owned()));
    }
    code
}

/// Code spans: from some backticks to the same number of them, within a paragraph.
fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some((start, ticks)) = backticks(text, at) {
        at = start + ticks;
        let is_escaped = text[..start].ends_with('\\');
        let length = text[at..].find("\n\n").unwrap_or(text.len() - at);
        let paragraph = &text[..at + length];
        let mut next = backticks(paragraph, at).filter(|_| !is_escaped);
        while let Some((other, _)) = next.filter(|(_, length)| *length != ticks) {
            next = backticks(paragraph, other + next.unwrap().1);
        }
        if let Some((end, _)) = next {
            at = end + ticks;
            spans.push(start..at);
        }
    }
    spans
}

/// Where the next backticks begin, and how many there are.
fn backticks(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text[from..].find('`')?;
    let behind = text[start..].trim_start_matches('`');
    Some((start, text.len() - start - behind.len()))
}

/// The text without what stands between the two marks, and without the marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut pieces = text.split(open);
    let first = pieces.next().unwrap().to_owned();
    let rest =
        |piece| str::split_once(piece, close).map_or(piece, |(_, rest)| rest);
    pieces.fold(first, |text, piece| text + rest(piece))
}
