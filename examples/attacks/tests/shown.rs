// What `cargo attack` shows
//
// The book prints these files. They are what the program gives, and a hole that changes
// changes them, too.
//
// Run this file with: cargo test --release --package attacks --test shown

use attacks::{all, javascript, named, tour, unmarked};
use jwt_by_hand::walkthrough::Line;

fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn step_1_the_list() {
    insta::assert_snapshot!(
        "list",
        text(&tour::list(|name| name == "flood-of-dots"))
    );
}

#[test]
fn step_2_one_attack() {
    let level = named("none-in-any-case").unwrap();
    insta::assert_snapshot!("none-in-any-case", text(&tour::tour(level).unwrap()));
}

#[test]
fn step_3_the_last_line_is_the_forged_token_alone() {
    let by_time = ["flood-of-dots", "flood-of-json", "compared-byte-by-byte"];
    for level in all().into_iter().chain(unmarked()) {
        if by_time.contains(&level.name) {
            continue;
        }
        let lines = tour::tour(level).unwrap();
        let forged =
            attacks::proofs::attack(level, &level.solution(), level.broken);
        let last = lines.last().unwrap().to_string();
        assert_eq!(
            last,
            Line::token(&forged.unwrap().forged).to_string(),
            "{}",
            level.name
        );
    }
}

#[test]
fn step_4_a_hole_can_be_found_by_reading() {
    for level in all().into_iter().chain(unmarked()) {
        let code = level.source().code();
        let lines = code.lines().filter(|line| !line.trim().is_empty()).count();
        assert!((9..=40).contains(&lines), "{} has {lines} lines", level.name);
    }
}

#[test]
fn step_5_a_starter_tells_neither_the_way_in_nor_the_mend() {
    for level in all().into_iter().chain(unmarked()) {
        let starter = level.starter();
        let right = level.source().mend().1;
        assert!(!starter.contains(right.trim()), "{}", level.name);
        assert!(!starter.contains("**"), "{}", level.name);
        assert_eq!(starter.matches("todo!()").count(), 1, "{}", level.name);
        assert!(
            level.hints().iter().all(|(_, text)| !text.is_empty()),
            "{}",
            level.name
        );
    }
    for bug in javascript::all() {
        assert!(!bug.starter().contains(bug.mend().1.trim()), "{}", bug.name);
        assert!(
            bug.hints().iter().all(|(_, text)| !text.is_empty()),
            "{}",
            bug.name
        );
    }
}
