// The files of this room are what its programs make
//
// They are committed, so that the book can be built, and a library asked, without building
// this package. Here they are made again.
//
// Run this file with: cargo test -p peers

use std::collections::HashSet;
use std::fs;

use peers::question::{Question, case_of, to_lines};
use peers::rules::verdict;
use peers::{answers, in_the_room, list, page};
use serde_json::Value;

fn text(path: &str) -> String {
    fs::read_to_string(in_the_room(path)).unwrap()
}

fn values(path: &str) -> Vec<Value> {
    serde_json::from_str(&text(path)).unwrap()
}

#[test]
fn step_1_the_questions_are_those_of_the_list() {
    let made = to_lines(list::questions().iter().map(Question::to_value));
    let is_the_same = text("questions.json") == made;
    assert!(is_the_same, "cargo run -p peers --bin questions -- write");
    assert!(values("questions.json").len() >= 200);
}

#[test]
fn step_2_what_is_read_is_what_was_written() {
    for question in values("questions.json") {
        let verdict = verdict(&case_of(&question));
        assert_eq!(question["accept"], verdict.accept, "{question}");
        if !verdict.accept {
            assert_eq!(question["check"], verdict.check, "{question}");
            assert_eq!(question["rule"], verdict.rule, "{question}");
        }
    }
}

#[test]
fn step_3_each_check_is_asked_from_both_sides() {
    let questions = values("questions.json");
    let sides: HashSet<(u64, bool)> = questions
        .iter()
        .map(|one| (one["check"].as_u64().unwrap(), one["accept"] == true))
        .collect();
    // An extension is never taken, and no algorithm but that of every good token.
    let refused_only = [5, 6];
    for check in 0..=13 {
        assert!(sides.contains(&(check, false)), "{check} refuses nothing");
        let takes = sides.contains(&(check, true));
        assert_eq!(takes, !refused_only.contains(&check), "{check}");
    }
}

#[test]
fn step_4_a_rule_without_an_rfc_obliges_nobody() {
    let questions = values("questions.json");
    let (with, without): (Vec<&Value>, Vec<&Value>) = questions
        .iter()
        .partition(|one| one["rule"].as_str().unwrap().starts_with("RFC "));
    assert!(!with.is_empty() && !without.is_empty());
    for question in without {
        assert_eq!(question["strength"], "choice", "{question}");
    }
}

#[test]
fn step_5_our_own_answers_are_the_rules() {
    let recorded = values("answers/jwt-by-hand.json");
    for (question, answer) in values("questions.json").iter().zip(&recorded[1..]) {
        let is_taken = answer["readme"].get("accepted").is_some();
        assert_eq!(question["accept"], is_taken, "{}", question["name"]);
    }
}

#[test]
fn step_6_a_recorded_answer_that_changes_is_noticed() {
    let recorded = text("answers/pyjwt.json");
    assert!(answers::differences(&recorded, &recorded).is_empty());
    let another_day = recorded.replace("\"day\":\"2026", "\"day\":\"2027");
    assert!(another_day != recorded);
    assert!(answers::differences(&recorded, &another_day).is_empty());
    let changed = recorded.replacen("Signature has expired", "Expired", 1);
    assert_eq!(answers::differences(&recorded, &changed).len(), 1);
}

#[test]
fn step_7_who_leaves_out_a_question_is_not_recorded() {
    let questions = values("questions.json");
    let lines = values("answers/jose.json");
    let printed: Vec<String> = lines.iter().map(Value::to_string).collect();
    let record =
        |lines: &[String]| answers::record(&lines.join("\n"), &questions, "today");
    assert!(record(&printed).is_ok());
    assert!(record(&printed[..printed.len() - 1]).is_err());
}

#[test]
fn step_8_the_page_is_made_of_the_answers() {
    for (path, made) in page::files() {
        let is_the_same = text(path) == made;
        assert!(is_the_same, "{path}: cargo run -p peers --bin page -- write");
    }
}

#[test]
fn step_9_each_list_counts_what_the_table_counts() {
    let page = text("page.md");
    let total = page.lines().find(|line| line.contains(">all of these<")).unwrap();
    let cells = total.split("</td>").map(|cell| cell.rsplit('>').next().unwrap());
    // The libraries stand behind all questions, in the order of the columns.
    let (_, libraries) = page.split_once("<!-- ANCHOR_END: questions -->").unwrap();
    let libraries = libraries.split("<!-- ANCHOR: ").skip(1);
    let counts: Vec<(usize, usize)> = cells
        .zip(libraries)
        .map(|(cell, library)| (cell.parse().unwrap_or(0), still_taken(library)))
        .collect();
    assert_eq!(counts.len(), 14);
    for (in_the_table, in_the_lists) in counts {
        assert_eq!(in_the_table, in_the_lists);
    }
}

/// How many tokens are taken that a standard says must or should be refused.
fn still_taken(library: &str) -> usize {
    let lists = library.split("where a standard says ").skip(1);
    let counts = lists.map(|list| {
        let (_, behind) = list.split_once('(').unwrap();
        behind.split(')').next().unwrap().parse::<usize>().unwrap()
    });
    counts.sum()
}
