// Planted mistakes
//
// A check that can't fail says nothing. So `planted/` is a small repository with a book in
// it, where each mistake stands beside its right counterpart, and below it, in a comment
// that no page shows, what has to be said of it. All of that must be said, and no more.
//
// Run this file with: cargo test -p book-check

use std::path::Path;

use regex::Regex;

#[test]
fn step_1_every_planted_mistake_is_caught_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/planted");
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join("planted");
    let mut problems = book_check::check(&root, &built).problems;

    let caught = Regex::new("<!-- caught: (.*) -->").unwrap();
    let mut missed = Vec::new();
    for folder in ["", "book/src"] {
        for file in root.join(folder).read_dir().unwrap() {
            let file = file.unwrap().path();
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for expected in caught.captures_iter(&text) {
                let name = file.file_name().unwrap().to_str().unwrap();
                let lines =
                    [format!("{name}: {}", &expected[1]), expected[1].to_owned()];
                let is_it = |problem: &String| {
                    lines.iter().any(|line| problem.starts_with(line))
                };
                match problems.iter().position(is_it) {
                    Some(place) => drop(problems.remove(place)),
                    None => missed.push(lines[0].clone()),
                }
            }
        }
    }
    assert_eq!((missed, problems), (vec![], vec![]), "missed, and found besides");
}
