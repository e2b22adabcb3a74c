// Four proofs for every hole
//
// An attack that works by accident teaches the wrong lesson, and it has happened to
// famous labs: a token went in, but not by the door that the lesson was about. So each
// hole has to show that its genuine token is taken, that the attack reaches its goal at
// the broken verifier, that ours stops it where the hole says, and that with the one line
// mended it is no hole any more. `src/proofs.rs` has the proofs. What you write for
// `cargo your-attack` has to pass the same.
//
// Run this file with: cargo test --release --package attacks --test proofs

use attacks::level::{self, Attacker, Base, Level, Running};
use attacks::proofs::{Attempt, PROOFS, attack, judged};
use attacks::{all, javascript, tutorial, unmarked};
use jwt_by_hand::Check;

fn levels() -> impl Iterator<Item = &'static Level> {
    all().into_iter().chain(unmarked())
}

fn prove(place: usize) {
    let (statement, proof) = PROOFS[place - 1];
    for level in levels() {
        let result = proof(level, &level.solution());
        assert_eq!(result, Ok(()), "{}: {statement}", level.name);
    }
}

#[test]
fn step_1_the_genuine_token_is_taken_by_both() {
    prove(1);
}

#[test]
fn step_2_the_attack_reaches_its_goal() {
    prove(2);
}

#[test]
fn step_3_ours_stops_it_where_the_hole_says() {
    prove(3);
}

#[test]
fn step_4_with_its_one_line_mended_it_is_no_hole() {
    prove(4);
}

#[test]
fn step_5_and_the_genuine_token_is_still_taken() {
    prove(5);
}

#[test]
fn step_6_what_was_forged_before_is_refused_as_well() {
    // But for two, which end with the right signature: what was found out stays so.
    let found_out = ["compared-byte-by-byte", "error-prints-the-tag"];
    for level in levels().filter(|level| !found_out.contains(&level.name)) {
        let forged = attack(level, &level.solution(), level.broken).unwrap().forged;
        let setting = level.setting(Base::default(), level.mended);
        let verdict = (level.mended.verify)(&forged, &setting.secret, setting.now);
        assert!(verdict.is_err(), "{}: {verdict:?}", level.name);
    }
}

#[test]
fn step_7_who_forges_nothing_wins_nothing() {
    // The goal is no accident: where a token has to be forged, the one that the attacker
    // holds doesn't reach it.
    for level in levels() {
        let setting = level.setting(Base::default(), level.broken);
        let server = Running::new(level.broken, &setting);
        let nothing = |attacker: &Attacker| attacker.token.to_owned();
        let outcome = level.attack_by(nothing, &setting, level.broken, &server);
        let forged = attack(level, &level.solution(), level.broken).unwrap().forged;
        assert_eq!(outcome.won, forged == setting.holds, "{}", level.name);
    }
}

#[test]
fn step_8_every_check_has_a_hole_and_so_has_the_secret() {
    let places: Vec<usize> =
        all().iter().map(|level| level.hole.closed_by.place()).collect();
    for place in 1..=Check::ALL.len() + 2 {
        assert!(places.contains(&place), "no hole for place {place}");
    }
}

#[test]
fn step_9_the_bugs_in_javascript_have_the_same_proofs() {
    for bug in javascript::all() {
        let (lines, holds) = bug.judged(None).unwrap();
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert!(holds, "{}: {lines:#?}", bug.name);
    }
}

#[test]
fn step_10_a_wrong_answer_is_told_what_it_is() {
    fn nothing(attacker: &Attacker) -> String {
        attacker.token.to_owned()
    }
    fn by_the_secret(attacker: &Attacker) -> String {
        let header = tutorial::usual_header();
        tutorial::signed(
            &header,
            &tutorial::as_admin(attacker.token),
            level::SECRET,
        )
    }
    fn closed_to_all(_: &str, _: &str, _: u64) -> level::Verdict {
        tutorial::refuse("nobody comes in")
    }
    let level = attacks::named("empty-signature").unwrap();
    let ours = level.solution();
    let closed = level::Code { verify: closed_to_all, sign: None };
    let wrong = [
        (Attempt { forge: nothing, ..ours }, "that is the token that you hold"),
        (Attempt { forge: by_the_secret, ..ours }, "it is a genuine token"),
        (Attempt { mended: level.broken, ..ours }, "the hole is open"),
        (
            Attempt { mended: closed, ..ours },
            "your verifier refuses the genuine token",
        ),
    ];
    for (attempt, said) in wrong {
        let (lines, holds) = judged(level, &attempt);
        let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert!(!holds && text.join(" ").contains(said), "{said}: {text:#?}");
    }
}
