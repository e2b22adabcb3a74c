//! The second hint of a step: closer to the answer than the one in `todo!`, and
//! folded away in `exercises/hints/` until it is asked for.

use std::fs;
use std::process::ExitCode;

use crate::checks::{self, Outcome};
use crate::stages::{self, Stage, root};

pub fn of_the_first_that_fails(stage: &Stage) -> Result<ExitCode, String> {
    let program = checks::build(stage)?;
    for check in stage.checks()? {
        if checks::run(&program, &check)? != Outcome::Passed {
            return show(stage, stages::number(&check));
        }
    }
    Err(format!("All checks of {} pass: there is nothing to hint at.", stage.title))
}

pub fn of_step(stage: &Stage, step: &str) -> Result<ExitCode, String> {
    let number = step.parse().ok().filter(|number| {
        let checks = stage.checks().unwrap_or_default();
        checks.iter().any(|check| stages::number(check) == *number)
    });
    show(stage, number.ok_or(format!("{} has no step {step}.", stage.title))?)
}

fn show(stage: &Stage, step: u32) -> Result<ExitCode, String> {
    let path = root().join("exercises/hints").join(stage.name).with_extension("md");
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let hint = section(&text, step).ok_or(format!(
        "There is no hint for step {step} in {}.",
        path.display()
    ))?;
    anstream::println!("{hint}");
    Ok(ExitCode::SUCCESS)
}

/// The section `## Step 6`, or `## Steps 6 to 9` for each of them.
fn section(text: &str, step: u32) -> Option<String> {
    let sections = text.split("\n## ").skip(1);
    let mut sections = sections.filter(|section| {
        let heading = section.lines().next().unwrap_or_default();
        let numbers = heading.split(' ').filter_map(|word| word.parse().ok());
        let numbers: Vec<u32> = numbers.collect();
        match numbers[..] {
            [only] => only == step,
            [first, last] => (first..=last).contains(&step),
            _ => false,
        }
    });
    sections.next().map(|section| section.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::section;
    use crate::stages::{STAGES, number, root};

    #[test]
    fn a_section_is_found_by_its_step() {
        let text = "# T\n\n## Step 1\n\none\n\n## Steps 2 to 4\n\nmore\n";
        assert_eq!(section(text, 1).as_deref(), Some("Step 1\n\none"));
        assert_eq!(section(text, 3).as_deref(), Some("Steps 2 to 4\n\nmore"));
        assert_eq!(section(text, 5), None);
    }

    #[test]
    fn every_check_that_needs_the_reader_has_a_hint() {
        for stage in &STAGES {
            let path = root().join(format!("exercises/hints/{}.md", stage.name));
            let text = std::fs::read_to_string(path).unwrap();
            for check in stage.checks().unwrap() {
                let has_hint = section(&text, number(&check)).is_some();
                assert!(
                    has_hint || !stage.needs_you(&check),
                    "{}: {check}",
                    stage.name
                );
            }
        }
    }
}
