//! A hole's file, taken apart: the lesson, the code, and, behind the line of dashes, what
//! a reader should find out first.
//!
//! The build script uses this as well, so it stands on its own.

#![allow(dead_code, reason = "the build script uses a part of it")]

/// Where the spoilers begin.
const SPOILERS: &str = "// ---- Spoilers";

/// The text of a file in `holes`.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    text: &'a str,
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Source<'a> {
        Source { text }
    }

    /// What the hole is called.
    pub fn title(self) -> &'a str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("//! # ")
    }

    /// The paragraphs of the opening comment, each as one line.
    pub fn lesson(self) -> Vec<String> {
        let comment: Vec<&str> = self
            .text
            .lines()
            .skip(1)
            .map_while(|line| line.strip_prefix("//!"))
            .map(str::trim)
            .collect();
        comment
            .split(|line| line.is_empty())
            .filter(|lines| !lines.is_empty())
            .map(|lines| lines.join(" "))
            .collect()
    }

    /// The paragraph that begins with these words in bold, without them.
    pub fn paragraph(self, lead: &str) -> Option<String> {
        let bold = format!("**{lead}**");
        let mut lesson = self.lesson().into_iter();
        lesson.find_map(|text| Some(text.strip_prefix(&bold)?.trim().to_owned()))
    }

    /// What is wrong, where nobody should read it by accident: behind the line of dashes.
    pub fn what_is_wrong(self) -> Option<String> {
        const LEAD: &str = "// **What is wrong:**";
        let lines = self.text.lines().skip_while(|line| !line.starts_with(LEAD));
        let comment = lines.map_while(|line| line.strip_prefix("//"));
        let text = comment.collect::<String>();
        Some(text.strip_prefix(&LEAD[2..])?.trim().to_owned())
    }

    /// The code that has the hole, as a tutorial would print it.
    pub fn code(self) -> &'a str {
        let start = self.text.find("\npub fn ").map_or(0, |place| place + 1);
        // What belongs to it may stand in front: constants and comments.
        let uses = self.text[..start].rfind("\nuse ").map_or(0, |place| place + 1);
        let after_uses =
            self.text[uses..start].find(";\n").map_or(start, |end| uses + end + 2);
        self.text[after_uses..self.spoilers()].trim_matches('\n')
    }

    /// Everything up to the spoilers, the lesson left out.
    pub fn without_spoilers(self) -> &'a str {
        let start = self.text.find("\nuse ").map_or(0, |place| place + 1);
        self.text[start..self.spoilers()].trim_end()
    }

    /// The way in, as code.
    pub fn forge(self) -> &'a str {
        let after = &self.text[self.spoilers()..];
        let start = after.find("pub fn forge").unwrap_or_default();
        let end =
            after[start..].find("\n}\n").map_or(after.len(), |end| start + end + 2);
        &after[start..end]
    }

    /// The line with the hole, and the line that closes it.
    pub fn mend(self) -> (String, String) {
        let after = &self.text[self.spoilers()..];
        let marked = |mark: &str| {
            let mut lines = after.lines();
            let line = lines.find_map(|line| line.strip_prefix(mark));
            line.unwrap_or_default().to_owned()
        };
        (marked("// - "), marked("// + "))
    }

    /// The whole file, its one line mended.
    ///
    /// # Panics
    ///
    /// If that line doesn't stand in the code exactly once.
    pub fn mended(self) -> String {
        let (broken, right) = self.mend();
        let code = &self.text[..self.spoilers()];
        let is_it = |line: &&str| line.trim() == broken.trim();
        let places = code.lines().filter(is_it).count();
        assert_eq!(places, 1, "{}: `{broken}` in {places} places", self.title());
        let mend = |line| if is_it(&line) { right.trim() } else { line };
        let mended: Vec<&str> = code.lines().map(mend).collect();
        mended.join("\n") + "\n" + &self.text[self.spoilers()..]
    }

    fn spoilers(self) -> usize {
        self.text.find(SPOILERS).unwrap_or(self.text.len())
    }
}
