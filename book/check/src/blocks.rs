//! A page's blocks of code. What stands behind a fence, such as `sh,exit:1`, is a language
//! and marks; readers see neither.
//!
//! | block | mark | meaning |
//! | --- | --- | --- |
//! | `sh` | | run: it has to succeed, and to print the `text` that follows at once |
//! | | `exit:1` | run: it ends with this code |
//! | | `same-shell` | run: it goes on in the shell of the block before |
//! | | `in-ci` | each of its lines stands in a file of `.ci`, and is run there |
//! | | `not-run:and-why` | not run, and why |
//! | `text` | `part` | some lines, one after the other, of what the last command prints |
//! | | `quoted` | nobody's output, so it may be typed |

use regex::Regex;
use scraper::{ElementRef, Html};

use crate::pages::all;

pub struct Block {
    pub language: String,
    pub marks: Vec<String>,
    pub text: String,
    /// What the last command prints, or a part of it.
    pub is_output: bool,
}

pub fn blocks(html: &Html) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for code in all(html, "pre > code") {
        let class = code.attr("class").unwrap_or_default().replace("language-", "");
        let mut words = class.split([' ', ',']).map(str::to_owned);
        let language = words.next().unwrap();
        let marks = words.collect();
        let text = code.text().collect();
        let mut block = Block { language, marks, text, is_output: false };
        let pre = code.parent().and_then(ElementRef::wrap).unwrap();
        // A <div> around it lets its lines wrap.
        let around = pre.parent().and_then(ElementRef::wrap).unwrap();
        let outer = if around.value().name() == "div" { around } else { pre };
        let before = outer.prev_siblings().find_map(ElementRef::wrap);
        let follows = before.is_some_and(|element| element.value().name() == "pre")
            && blocks.last().is_some_and(|block| block.language == "sh");
        block.is_output =
            block.language == "text" && (follows || block.has("part"));
        blocks.push(block);
    }
    blocks
}

impl Block {
    pub fn has(&self, mark: &str) -> bool {
        self.marks.iter().any(|own| own == mark)
    }

    /// What stands behind the colon of a mark.
    pub fn value(&self, mark: &str) -> Option<&str> {
        self.marks.iter().find_map(|own| own.strip_prefix(mark)?.strip_prefix(':'))
    }

    pub fn first_line(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }

    pub fn is_run(&self) -> bool {
        self.language == "sh"
            && !self.has("in-ci")
            && self.value("not-run").is_none()
    }

    /// The language or the mark that stands in no line of the table above.
    pub fn unknown(&self) -> Option<&str> {
        let known = match &*self.language {
            "sh" => r"^(exit:\d+|same-shell|in-ci|not-run:.+)$",
            "text" => "^(part|quoted)$",
            // What nobody would run.
            "" | "bash" | "console" | "shell" => return Some(&self.language),
            _ => return None,
        };
        let known = Regex::new(known).unwrap();
        self.marks.iter().map(String::as_str).find(|mark| !known.is_match(mark))
    }
}
