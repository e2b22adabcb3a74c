//! The path: the pages that one evening has time for. The summary names them, up to the end
//! of its first part. Together they stay short, and each says how long it takes.

use regex::Regex;
use scraper::ElementRef;

use crate::pages::{Book, Page, all, text};

/// What an evening has time for, in words.
const LONGEST: usize = 11_500;

/// Gives the number of words, and a line for each problem.
pub fn run(book: &Book) -> (usize, Vec<String>) {
    let mut total = 0;
    let mut problems = Vec::new();
    for page in path(book) {
        let words = words(page);
        total += words;
        let problem = match minutes(page) {
            None => "doesn't say how many minutes it takes".to_owned(),
            // Code is read more slowly than a story.
            Some(minutes) if (minutes * 90..=minutes * 180).contains(&words) => {
                continue;
            }
            Some(minutes) => format!("{words} words in {minutes} minutes"),
        };
        problems.push(format!("{}: {problem}", page.name()));
    }
    problems.extend(too_long(total));
    (total, problems)
}

fn too_long(words: usize) -> Option<String> {
    let is = words > LONGEST;
    is.then(|| format!("the path has {words} words, and an evening {LONGEST}"))
}

fn path(book: &Book) -> impl Iterator<Item = &Page> {
    let summary = text(&book.root.join("book/src/SUMMARY.md"));
    let parts: Vec<&str> = summary.split("\n# ").collect();
    let path = parts[..parts.len().min(2)].concat();
    book.pages.iter().filter(move |page| {
        page.is_chapter() && path.contains(&format!("({})", page.name()))
    })
}

/// What there is to read. A widget is played with, and a picture's description is for those
/// who don't see it.
fn words(page: &Page) -> usize {
    let main = all(&page.shown, "main").into_iter();
    let nodes = main.flat_map(|main| main.descendants());
    let texts = nodes.filter(|node| {
        let mut around = node.ancestors().filter_map(ElementRef::wrap);
        !around.any(|element| {
            let name = element.value().name();
            element.attr("data-live").is_some()
                || ["title", "desc", "script", "style"].contains(&name)
        })
    });
    let texts = texts.filter_map(|node| node.value().as_text().map(|text| &**text));
    let words = texts.flat_map(str::split_whitespace);
    words.filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// A page begins with a line such as *10 minutes, after the last one*.
fn minutes(page: &Page) -> Option<usize> {
    let minutes = Regex::new(r"^(\d+) minutes\b").unwrap();
    all(&page.shown, "main p > em").into_iter().find_map(|line| {
        minutes.captures(&line.text().collect::<String>())?[1].parse().ok()
    })
}

#[test]
fn an_evening_has_an_end() {
    assert_eq!(too_long(LONGEST), None);
    assert!(too_long(LONGEST + 1).is_some());
}
