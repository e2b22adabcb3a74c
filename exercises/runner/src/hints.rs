//! What `exercises/hints/` says of a stage: which functions are the reader's, with the
//! hint that stands in each `todo!`, and a second hint for each step.
//!
//! ```text
//! # Header                       the chapter's title
//!
//! Given to you: …                for the starter's first lines
//!
//! ## First hints
//!
//! `Header::to_json`: …           a paragraph for each function that is the reader's
//!
//! ## Given
//!
//! `text`, `step_4_and_back`      private functions that stay, and checks that need nothing
//!
//! ## What no check can see       said when all of them pass
//!
//! ## Steps 2 to 4                a second hint
//! ```

use std::collections::BTreeMap;

pub struct Hints {
    pub title: String,
    /// The paragraphs below the title.
    pub preamble: String,
    /// A function's name, `Type::function` for one in an `impl`, and its first hint.
    pub first: BTreeMap<String, String>,
    given: Vec<String>,
    pub unseen: Option<String>,
    /// A heading of steps, and the second hint below it.
    second: Vec<(String, String)>,
}

impl Hints {
    pub fn read(text: &str) -> Hints {
        let mut sections = text.split("\n## ").map(|section| {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            (heading.to_owned(), body.trim().to_owned())
        });
        let (title, preamble) = sections.next().unwrap_or_default();
        let (steps, others): (Vec<_>, Vec<_>) =
            sections.partition(|(heading, _)| heading.starts_with("Step"));
        let mut others: BTreeMap<_, _> = others.into_iter().collect();
        let first = others.remove("First hints").unwrap_or_default();
        let given = others.remove("Given").unwrap_or_default();
        Hints {
            title: title.trim_start_matches("# ").to_owned(),
            preamble,
            first: first.split("\n\n").filter_map(first_hint).collect(),
            given: code_spans(&given),
            unseen: others.remove("What no check can see"),
            second: steps,
        }
    }

    /// Whether a private function stays in the starter, or a check needs none of the
    /// reader's code.
    pub fn gives(&self, name: &str) -> bool {
        self.given.iter().any(|given| given == name)
    }

    #[cfg(test)]
    pub fn given(&self) -> &[String] {
        &self.given
    }

    /// The section `## Step 6`, or `## Steps 6 to 9` for each of them.
    pub fn second(&self, step: u32) -> Option<String> {
        let (heading, hint) = self.second.iter().find(|(heading, _)| {
            let words = heading.split(' ').filter_map(|word| word.parse().ok());
            match words.collect::<Vec<u32>>()[..] {
                [only] => only == step,
                [first, last] => (first..=last).contains(&step),
                _ => false,
            }
        })?;
        Some(format!("{heading}\n\n{hint}"))
    }
}

/// A paragraph such as "`name`: the hint".
fn first_hint(paragraph: &str) -> Option<(String, String)> {
    let (name, hint) = paragraph.trim().strip_prefix('`')?.split_once("`: ")?;
    Some((name.to_owned(), hint.split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn code_spans(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::Hints;

    #[test]
    fn each_section_has_its_place() {
        let hints = Hints::read(
            "# Title\n\nGiven to you.\n\n## First hints\n\n`a`: write\nit\n\n`B::c`: x\n\n\
             ## Given\n\n`text`, and `step_1_x`\n\n## Step 1\n\none\n\n## Steps 2 to 4\n\nmore\n",
        );
        assert_eq!(hints.title, "Title");
        assert_eq!(hints.preamble, "Given to you.");
        assert_eq!(hints.first["a"], "write it");
        assert_eq!(hints.first["B::c"], "x");
        assert!(
            hints.gives("text") && hints.gives("step_1_x") && !hints.gives("a")
        );
        assert_eq!(hints.unseen, None);
        assert_eq!(hints.second(1).as_deref(), Some("Step 1\n\none"));
        assert_eq!(hints.second(3).as_deref(), Some("Steps 2 to 4\n\nmore"));
        assert_eq!(hints.second(5), None);
    }
}
