//! Every link that stays here leads to a file, and to an id in it; every picture has a
//! text for those who don't see it. A chapter's links are those of the page that mdBook
//! built, and arrive among what it built, since no more is published. What lies elsewhere
//! is not fetched.

use std::collections::BTreeSet;
use std::path::Path;

use scraper::ElementRef;

use crate::pages::{Book, Page, all};

pub fn problems(book: &Book, page: &Page) -> Vec<String> {
    // mdBook shows a picture twice, small and large.
    let mut problems = BTreeSet::new();
    for element in all(&page.shown, "[href], [src]") {
        let target = element.attr("href").or(element.attr("src")).unwrap();
        let text = element.attr("alt").unwrap_or_default();
        if element.value().name() == "img" && text.trim().is_empty() {
            problems.insert(format!("{target:?} has no text"));
        }
        if let Err(problem) = arrives(book, page, target) {
            problems.insert(format!("{target:?} {problem}"));
        }
    }
    Vec::from_iter(problems)
}

fn arrives(book: &Book, page: &Page, target: &str) -> Result<(), &'static str> {
    // A scheme, as in `https:`.
    if target.split(['/', '#']).next().unwrap().contains(':') {
        return Ok(());
    }
    let (path, id) = target.split_once('#').unwrap_or((target, ""));
    let file = match path {
        "" if target.starts_with('#') => page.place.clone(),
        _ => page.place.parent().unwrap().join(path),
    };
    let file =
        file.canonicalize().ok().filter(|file| file.starts_with(&page.ground));
    // GitHub lists a folder; a published book doesn't.
    let file = file.filter(|file| file.is_file() || !page.is_chapter());
    let file = file.ok_or("leads nowhere")?;
    let is_there = id.is_empty() || ids(book, &file).contains(id);
    if is_there { Ok(()) } else { Err("leads to no such heading") }
}

/// The ids of a page that mdBook built; or, of Markdown, those that GitHub makes.
fn ids(book: &Book, file: &Path) -> BTreeSet<String> {
    let built =
        book.pages.iter().filter(|page| page.is_chapter() && page.place == file);
    let ids = built.flat_map(|page| all(&page.shown, "[id]"));
    let ids = ids.map(|element| element.attr("id").unwrap().to_owned());
    let markdown = book.pages.iter().filter(|page| page.file == file);
    let headings =
        markdown.flat_map(|page| all(&page.source, "h1, h2, h3, h4, h5, h6"));
    ids.chain(headings.map(github_id)).collect()
}

fn github_id(heading: ElementRef<'_>) -> String {
    let text = heading.text().collect::<String>().to_lowercase().replace(' ', "-");
    text.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}
