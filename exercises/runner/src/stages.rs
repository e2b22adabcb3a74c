//! The stages, and what is known of each on a copy that nobody has touched.

use std::fs;
use std::path::PathBuf;

/// A stage that the reader writes.
pub struct Stage {
    /// The name of its file, of its tests, and behind `your-` of its command.
    pub name: &'static str,
    /// The chapter's number in the book.
    pub chapter: u8,
    /// The chapter's title.
    pub title: &'static str,
    /// The checks that need none of the reader's code: they pass from the start.
    /// All others fail on an untouched copy, and CI proves it.
    pub given: &'static [&'static str],
    /// What the checks can't see.
    pub unseen: Option<&'static str>,
}

const CONSTANT_TIME: &str = "\
One thing no check can see: whether you compare tags with `==`. The answers are the
same, the time is not. Look for it yourself: the comparison must be `hmac`'s.";

pub const STAGES: [Stage; 5] = [
    Stage {
        name: "base64url",
        chapter: 2,
        title: "Text that travels",
        given: &[],
        unseen: None,
    },
    Stage {
        name: "header",
        chapter: 3,
        title: "Header",
        given: &[
            "step_4_and_back",
            "step_5_another_order_or_a_space_is_another_token",
        ],
        unseen: None,
    },
    Stage {
        name: "payload",
        chapter: 4,
        title: "Payload",
        given: &["step_4_anyone_can_read_it"],
        unseen: None,
    },
    Stage {
        name: "signature",
        chapter: 5,
        title: "Signature",
        given: &[],
        unseen: Some(CONSTANT_TIME),
    },
    Stage {
        name: "verify",
        chapter: 6,
        title: "Verify",
        given: &["step_0_these_are_the_thirteen_questions"],
        unseen: Some(CONSTANT_TIME),
    },
];

impl Stage {
    pub fn named(name: &str) -> Option<&'static Stage> {
        STAGES.iter().find(|stage| stage.name == name)
    }

    pub fn needs_you(&self, check: &str) -> bool {
        !self.given.contains(&check)
    }

    /// How many of the checks fail on an untouched copy.
    pub fn failing(&self, checks: &[String]) -> usize {
        checks.iter().filter(|check| self.needs_you(check)).count()
    }

    /// The names of the checks, in the order of the tests' file, which is the order
    /// in which they are read.
    pub fn checks(&self) -> Result<Vec<String>, String> {
        let path = root().join("tests").join(self.name).with_extension("rs");
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let names = text.lines().filter_map(|line| {
            let name = line.strip_prefix("fn step_")?.split_once('(')?.0;
            Some(format!("step_{name}"))
        });
        Ok(names.collect())
    }
}

/// The number in a check's name: 12 in `step_12_time_passes`.
pub fn number(check: &str) -> u32 {
    let behind = check.trim_start_matches("step_");
    behind.split('_').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The words in a check's name: `time passes` in `step_12_time_passes`.
pub fn words(check: &str) -> String {
    let behind = check.trim_start_matches("step_");
    behind.split_once('_').map_or(behind, |(_, words)| words).replace('_', " ")
}

/// The repository's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[cfg(test)]
mod tests {
    use super::{STAGES, number, root, words};

    #[test]
    fn a_name_is_a_number_and_words() {
        assert_eq!(number("step_12_time_passes"), 12);
        assert_eq!(words("step_12_time_passes"), "time passes");
    }

    #[test]
    fn the_chapters_have_the_numbers_that_the_book_gives_them() {
        let summary = std::fs::read_to_string(root().join("book/src/SUMMARY.md"));
        let summary = summary.unwrap();
        let chapters: Vec<&str> =
            summary.lines().filter(|line| line.starts_with("- [")).collect();
        for stage in &STAGES {
            let chapter = chapters[usize::from(stage.chapter) - 1];
            let link = format!("- [{}]({}.md)", stage.title, stage.name);
            assert_eq!(chapter, link);
        }
    }

    #[test]
    fn each_chapter_says_how_many_checks_fail_at_first() {
        for stage in &STAGES {
            let path = root().join(format!("book/src/{}.md", stage.name));
            let chapter = std::fs::read_to_string(path).unwrap();
            let chapter = chapter.split_whitespace().collect::<Vec<_>>().join(" ");
            let checks = stage.checks().unwrap();
            let (count, failing) = (checks.len(), stage.failing(&checks));
            let said = if count == failing {
                format!("all {count} checks fail")
            } else {
                format!("{failing} of {count} checks fail")
            };
            assert!(chapter.contains(&said), "{}: expected {said:?}", stage.name);
        }
    }
}
