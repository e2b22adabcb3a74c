//! The book's pages as they were written and as mdBook built them, and README and
//! CONTRIBUTING, which are read on GitHub. All of them are HTML here: pulldown-cmark reads
//! Markdown for us as it does for mdBook.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pulldown_cmark::{Options, Parser, html};
use scraper::{ElementRef, Html, Selector};
use walkdir::{DirEntry, WalkDir};

pub struct Book {
    pub root: PathBuf,
    pub pages: Vec<Page>,
}

pub struct Page {
    /// Its Markdown.
    pub file: PathBuf,
    /// Where it is read: the page that mdBook built, or its Markdown on GitHub.
    pub place: PathBuf,
    /// The folder out of which no link may lead.
    pub ground: PathBuf,
    /// As it is written: HTML with the tags of includes.
    pub source: Html,
    /// As it is read.
    pub shown: Html,
}

impl Page {
    pub fn is_chapter(&self) -> bool {
        self.place != self.file
    }

    pub fn name(&self) -> &str {
        self.file.file_name().unwrap().to_str().unwrap()
    }
}

/// Builds the book, and says what is wrong with that.
pub fn build(root: &Path, built: &Path) -> (Book, Vec<String>) {
    let mdbook = Command::new("mdbook")
        .args(["build", "book", "--dest-dir"])
        .arg(built)
        .env("MDBOOK_LOG", "warn")
        .current_dir(root)
        .output()
        .expect("mdBook: cargo install mdbook --version 0.5.4 --locked");
    let words = String::from_utf8(mdbook.stderr).unwrap();
    assert!(mdbook.status.success(), "mdBook builds nothing:\n{words}");
    let mut problems = Vec::new();
    if !words.is_empty() {
        problems.push(format!("mdBook says: {words}"));
    }

    let root = root.canonicalize().unwrap();
    let built = built.canonicalize().unwrap();
    let folder = root.join("book/src");
    let mut pages = Vec::new();
    for file in files_in(&folder).into_iter().filter(|file| is(file, "md")) {
        let path = file.strip_prefix(&folder).unwrap().with_extension("html");
        if built.join(&path).is_file() {
            pages.push(page(file, built.join(path), &built));
        } else if !file.ends_with("SUMMARY.md") {
            let name = file.strip_prefix(&folder).unwrap().display();
            problems.push(format!("{name}: not in the summary"));
        }
    }
    for document in ["README.md", "CONTRIBUTING.md", "RELEASING.md", "SECURITY.md"]
    {
        pages.push(page(root.join(document), root.join(document), &root));
    }
    (Book { root, pages }, problems)
}

fn page(file: PathBuf, place: PathBuf, ground: &Path) -> Page {
    let options = Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST;
    let mut source = String::new();
    html::push_html(&mut source, Parser::new_ext(&text(&file), options));
    let source = Html::parse_document(&source);
    let shown = match place == file {
        true => source.clone(),
        false => Html::parse_document(&text(&place)),
    };
    Page { file, place, ground: ground.to_owned(), source, shown }
}

/// The text of a file, or none where there is no such file, or no text in it.
pub fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

/// The files in a folder and below it, but for those that others made.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(|entry| entry.file_name() != "node_modules");
    let paths = entries.filter_map(Result::ok).map(DirEntry::into_path);
    paths.filter(|path| path.is_file()).collect()
}

pub fn is(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|end| end == extension)
}

/// The elements that a CSS selector selects, in the order of the page.
pub fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}
