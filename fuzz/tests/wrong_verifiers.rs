// Can the comparison fail?
//
// A comparison that never finds anything may be blind. So here are verifiers that are
// wrong, each in one way: the oracle with a rule left out, as if whoever wrote it had
// not known of it. The tokens that we make must show every one of them.
//
// Run this file with: cargo test --release -p fuzz --test wrong_verifiers

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fuzz::oracle::json::Value;
use fuzz::oracle::{RULES, Refusal, Rule, verify, verify_without};
use fuzz::{Case, tokens};

const TOKENS: u64 = 40_000;

/// Each rule that was seen to be missing, and the check that said *no* in its place: 0
/// if the token was accepted.
static SEEN: LazyLock<BTreeSet<(Refusal, u8)>> = LazyLock::new(|| {
    let mut seen = BTreeSet::new();
    for case in (0..TOKENS).map(tokens::case) {
        if let Err(refusal) = verify(&case) {
            let answer = verify_without(Some(refusal), &case);
            let check = answer.map_or_else(|no| no.check, |_| 0);
            seen.insert((refusal, check));
        }
    }
    // There, a comparison of the two answers sees nothing.
    seen.retain(|(refusal, check)| refusal.check != *check);
    seen
});

#[test]
fn step_1_a_verifier_without_one_of_the_rules_is_noticed() {
    for (checks, rules) in RULES {
        for check in *checks {
            for rule in *rules {
                let refusal = Refusal { check: *check, rule: *rule };
                let is_noticed =
                    SEEN.iter().any(|(missing, _)| *missing == refusal);
                assert!(is_noticed, "{refusal:?}");
            }
        }
    }
}

// A token that breaks two checks is refused by the second if the first doesn't look:
// or if the second looks before the first.
#[test]
fn step_2_and_so_is_one_that_asks_in_another_order() {
    for first in 1..=13 {
        for second in first + 1..=13 {
            // What is not three segments gets no further than to the third of them.
            if first != 2 || second <= 10 {
                let is_noticed = SEEN
                    .iter()
                    .any(|(no, check)| (no.check, *check) == (first, second));
                assert!(is_noticed, "check {first}, then {second}");
            }
        }
    }
}

// `<` in place of `<=` is the smallest mistake that there is. Each limit is met from
// both sides: the least change of it changes the answer.
#[test]
fn step_3_and_one_whose_limit_is_off_by_the_least() {
    let shorter: fn(&mut Case) = |case| case.expected.max_length = limit(case, -1);
    let longer: fn(&mut Case) = |case| case.expected.max_length = limit(case, 1);
    let earlier: fn(&mut Case) = |case| case.now = case.now.next_down();
    let later: fn(&mut Case) = |case| case.now = case.now.next_up();
    for (rule, stricter, laxer) in [
        (Rule::NotTooLong, shorter, longer),
        (Rule::NotExpired, later, earlier),
        (Rule::NotTooEarly, earlier, later),
        (Rule::NotFromTheFuture, earlier, later),
        (Rule::NotTooOld, later, earlier),
    ] {
        let refuses = |case: &Case| verify(case).is_err_and(|no| no.rule == rule);
        let mut nearly_refused = (0..TOKENS).map(tokens::case).filter(|case| {
            verify(case).is_ok() && refuses(&changed(case, stricter))
        });
        assert!(nearly_refused.next().is_some(), "{rule:?}");
        let mut nearly_passed = (0..TOKENS)
            .map(tokens::case)
            .filter(|case| refuses(case) && !refuses(&changed(case, laxer)));
        assert!(nearly_passed.next().is_some(), "{rule:?}");
    }
    let depths = || (0..TOKENS).map(tokens::case).flat_map(|case| verify(&case));
    assert!(depths().any(|claims| depth(&Value::Object(claims)) == 127));
}

fn limit(case: &Case, change: isize) -> Option<usize> {
    case.expected.max_length.unwrap_or(8 * 1024).checked_add_signed(change)
}

fn changed(case: &Case, change: fn(&mut Case)) -> Case {
    let mut case = case.clone();
    change(&mut case);
    case
}

fn depth(value: &Value) -> usize {
    match value {
        Value::List(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => {
            1 + members.iter().map(|(_, value)| depth(value)).max().unwrap_or(0)
        }
        _ => 0,
    }
}
