// Four proofs for every hole
//
// An attack that works by accident teaches the wrong lesson, and it has happened to
// famous labs: a token went in, but not by the door that the lesson was about. So each
// hole has to show that
//
// 1. its genuine token is taken, by the broken verifier and by ours;
// 2. the attack reaches its goal at the broken verifier;
// 3. it doesn't at ours, which stops it at the check that the hole names;
// 4. it doesn't at the broken verifier, either, once the one line is mended, and that
//    still takes the genuine token.
//
// Run this file with: cargo test --package attacks --test proofs

use attacks::level::{
    Attacker, Base, ClosedBy, Code, Level, Ours, Running, Setting,
};
use attacks::{all, unmarked};
use jwt_by_hand::{Check, SecretError};

fn levels() -> impl Iterator<Item = &'static Level> {
    all().into_iter().chain(unmarked())
}

fn setting(level: &Level, code: Code) -> Setting {
    level.setting(Base::default(), code)
}

fn attack(level: &Level, code: Code) -> attacks::level::Outcome {
    let setting = setting(level, code);
    level.attack(&setting, code, &Running::new(code, &setting))
}

#[test]
fn step_1_a_genuine_token_is_taken_by_both() {
    for level in levels() {
        let setting = setting(level, level.broken);
        let theirs = level.broken.of_the_genuine(&setting);
        assert!(theirs.is_ok(), "{}: {theirs:?}", level.name);
        let ours = Ours::new(&setting);
        let ours = ours.verify(&setting.genuine_for_ours, setting.taken_at);
        assert!(ours.is_ok(), "{}: {ours:?}", level.name);
    }
}

#[test]
fn step_2_the_attack_reaches_its_goal() {
    for level in levels() {
        let outcome = attack(level, level.broken);
        assert!(outcome.won, "{}: {:?}", level.name, outcome.verdict);
    }
}

#[test]
fn step_3_ours_stops_it_where_the_hole_says() {
    for level in levels() {
        let setting = setting(level, level.broken);
        let ours = Ours::new(&setting);
        let outcome = level.attack(&setting, level.broken, &ours);
        let error = ours.verify(&outcome.forged, setting.now).err();
        let check = error.as_ref().map(|error| error.check());
        match &level.hole.closed_by {
            ClosedBy::Check(expected) => {
                assert_eq!(check, Some(*expected), "{}: {error:?}", level.name);
                assert!(!outcome.won, "{}", level.name);
            }
            ClosedBy::Secret(error) => {
                // The secret that the hole needs can't be made. With one that can, the
                // signature is not the right one.
                let _: SecretError = error();
                assert_eq!(check, Some(Check::SignatureMatches), "{}", level.name);
                assert!(!outcome.won, "{}", level.name);
            }
            // Nothing in the crate stops it, and the hole says so.
            ClosedBy::Caller(_) => {
                assert!(outcome.won, "{}: {error:?}", level.name)
            }
        }
    }
}

#[test]
fn step_4_with_its_one_line_mended_it_is_no_hole() {
    for level in levels() {
        let setting = setting(level, level.mended);
        let genuine = level.mended.of_the_genuine(&setting);
        assert!(genuine.is_ok(), "{}: {genuine:?}", level.name);
        let outcome = attack(level, level.mended);
        assert!(!outcome.won, "{}: {:?}", level.name, outcome.verdict);
    }
}

#[test]
fn step_5_the_forged_token_of_before_is_refused_as_well() {
    // But for two, which end with the right signature: what was found out stays so.
    let found_out = ["compared-byte-by-byte", "error-prints-the-tag"];
    for level in levels().filter(|level| !found_out.contains(&level.name)) {
        let forged = attack(level, level.broken).forged;
        let setting = setting(level, level.mended);
        let verdict = (level.mended.verify)(&forged, &setting.secret, setting.now);
        assert!(verdict.is_err(), "{}: {verdict:?}", level.name);
    }
}

#[test]
fn step_6_every_check_has_a_hole_and_so_has_the_secret() {
    let places: Vec<usize> =
        all().iter().map(|level| level.hole.closed_by.place()).collect();
    for check in Check::ALL {
        let number = check.number();
        assert!(places.contains(&number), "no hole for check {number}");
    }
    assert!(places.contains(&14) && places.contains(&15), "none for the secret");
}

#[test]
fn step_7_who_does_nothing_wins_nothing() {
    // The goal is no accident: the genuine token doesn't reach it, where an attacker has
    // to forge something.
    for level in levels() {
        let setting = setting(level, level.broken);
        let server = Running::new(level.broken, &setting);
        let outcome = level.attack_by(no_attack, &setting, level.broken, &server);
        let holds_it_already = outcome.forged == attack(level, level.broken).forged;
        assert_eq!(outcome.won, holds_it_already, "{}", level.name);
    }
}

fn no_attack(attacker: &Attacker) -> String {
    attacker.token.to_owned()
}
