//! Proves both sides, for CI: on an untouched copy each check that needs the reader's
//! code fails with `todo!` and nothing else, and with the crate's own stages in its
//! place all of them pass.

use std::process::ExitCode;

use crate::checks::{self, Outcome};
use crate::stages::{STAGES, Stage};

/// Which copy it is.
#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    Untouched,
    Solved,
}

pub fn prove(side: Side) -> Result<ExitCode, String> {
    let mut problems = Vec::new();
    for stage in &STAGES {
        let program = checks::build(stage)?;
        let checks = stage.checks()?;
        let outcomes = checks.iter().map(|check| checks::run(&program, check));
        let outcomes: Vec<Outcome> = outcomes.collect::<Result<_, _>>()?;
        let results: Vec<(&str, Outcome)> =
            checks.iter().map(String::as_str).zip(outcomes).collect();
        problems.extend(problems_of(stage, side, &results));
        anstream::println!("{}: {} checks", stage.name, checks.len());
    }
    for problem in &problems {
        anstream::println!("{problem}");
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A line for each check that ends otherwise than it should.
fn problems_of(
    stage: &Stage,
    side: Side,
    results: &[(&str, Outcome)],
) -> Vec<String> {
    let chapter = format!("Chapter {}: ", stage.chapter);
    let problem = |(check, outcome): &(&str, Outcome)| {
        let needs_you = side == Side::Untouched && stage.needs_you(check);
        let what = match outcome {
            Outcome::Passed if needs_you => "passes before anything is written",
            Outcome::Passed => return None,
            Outcome::Todo(hint) if needs_you && hint.starts_with(&chapter) => {
                return None;
            }
            Outcome::Todo(hint) => &format!("meets another todo: {hint}"),
            Outcome::Failed(message) => &format!("fails: {message}"),
        };
        Some(format!("{} {check} {what}", stage.name))
    };
    let mut problems: Vec<String> = results.iter().filter_map(problem).collect();
    let missing = stage
        .given
        .iter()
        .filter(|given| results.iter().all(|(check, _)| check != *given));
    problems.extend(missing.map(|given| format!("{} has no {given}", stage.name)));
    if results.is_empty() {
        problems.push(format!("{} has no checks", stage.name));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::{Side, problems_of};
    use crate::checks::Outcome::{self, Failed, Passed, Todo};
    use crate::stages::Stage;

    const STAGE: Stage = Stage {
        name: "header",
        chapter: 3,
        title: "Header",
        given: &["step_2_given"],
        unseen: None,
    };

    fn problems(side: Side, yours: Outcome, given: Outcome) -> Vec<String> {
        problems_of(
            &STAGE,
            side,
            &[("step_1_yours", yours), ("step_2_given", given)],
        )
    }

    fn todo(hint: &str) -> Outcome {
        Todo(hint.to_owned())
    }

    #[test]
    fn an_untouched_copy_fails_with_todo_and_nothing_else() {
        let problems = |yours, given| problems(Side::Untouched, yours, given);
        assert_eq!(problems(todo("Chapter 3: x"), Passed), [""; 0]);

        let caught = |yours, given, expected: &str| {
            let problems = problems(yours, given);
            assert!(
                problems.len() == 1 && problems[0].contains(expected),
                "{problems:?}"
            );
        };
        caught(Passed, Passed, "step_1_yours passes before anything is written");
        caught(Failed("no todo".into()), Passed, "step_1_yours fails: no todo");
        caught(todo("Chapter 4: x"), Passed, "step_1_yours meets another todo");
        caught(
            todo("Chapter 3: x"),
            todo("Chapter 3: x"),
            "step_2_given meets another",
        );
        caught(todo("Chapter 3: x"), Failed("x".into()), "step_2_given fails");
    }

    #[test]
    fn a_solved_copy_passes_everything() {
        let problems = |yours, given| problems(Side::Solved, yours, given);
        assert_eq!(problems(Passed, Passed), [""; 0]);
        assert_eq!(problems(todo("Chapter 3: x"), Passed).len(), 1);
        assert_eq!(problems(Failed("x".into()), Passed).len(), 1);
        assert_eq!(problems(Passed, Failed("x".into())).len(), 1);
    }

    #[test]
    fn checks_that_are_not_there_are_noticed() {
        let none = problems_of(&STAGE, Side::Solved, &[]);
        assert_eq!(none, ["header has no step_2_given", "header has no checks"]);
    }
}
