//! What is proven of the exercises: that nothing but the reader's code is missing in the
//! starter, that ours passes all checks, and that no wrong version does. It takes some
//! minutes, on two copies of the repository, so `cargo test` alone leaves it out:
//!
//! ```sh
//! cargo test -p your-turn -- --include-ignored
//! ```

use std::fs;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::checks::{self, Outcome};
use crate::stages::{Check, House, STAGES, Stage};

#[test]
#[ignore = "takes a minute"]
fn step_1_each_check_of_an_untouched_copy_meets_a_todo() {
    of_each(&STAGES, |house, stage| {
        house.begin(*stage)?;
        untouched(house, *stage)
    });
}

fn untouched(house: &House, stage: Stage) -> Result<(), String> {
    let hints = house.hints(stage)?;
    for (check, outcome) in outcomes(house, stage)? {
        let is_right = match outcome {
            Outcome::Todo(_) => !hints.gives(check.step()),
            Outcome::Passed => hints.gives(check.step()),
            Outcome::Failed(_) => false,
        };
        if !is_right {
            return Err(format!("{}: {outcome:?}", check.name));
        }
    }
    Ok(())
}

#[test]
#[ignore = "takes a minute"]
fn step_2_the_starter_is_formatted_and_clippy_is_silent() {
    of_each(&["exercises"], |house, package| {
        for stage in STAGES {
            house.begin(stage)?;
            let file = house.root.join(stage.yours());
            succeeds(
                house,
                Command::new("rustfmt")
                    .args(["--check", "--edition", "2024"])
                    .arg(file),
            )?;
        }
        let mut clippy = Command::new("cargo");
        clippy.args(["clippy", "--quiet", "--all-targets", "--package", package]);
        succeeds(house, clippy.args(["--", "--deny", "warnings"])).map(drop)
    });
}

#[test]
#[ignore = "takes a minute"]
fn step_3_ours_passes_every_check() {
    of_each(&STAGES, |house, stage| {
        ours_but(house, *stage, "", "")?;
        let mut outcomes = outcomes(house, *stage)?;
        outcomes.retain(|(_, outcome)| *outcome != Outcome::Passed);
        if outcomes.is_empty() { Ok(()) } else { Err(format!("{outcomes:?}")) }
    });
}

#[test]
#[ignore = "takes a minute"]
fn step_4_the_examples_print_on_yours_what_they_print_on_ours() {
    let has_example = |stage: &Stage| stage.name != "base64url";
    let stages: Vec<Stage> = STAGES.into_iter().filter(has_example).collect();
    of_each(&stages, |house, stage| {
        let printed = |yours: bool| {
            let example = ["--quiet", "--example"];
            if yours {
                let mut cargo = checks::cargo("run", house, *stage);
                let name = format!("your-{}", stage.name);
                succeeds(house, cargo.args(example).arg(name))
            } else {
                let mut cargo = Command::new("cargo");
                succeeds(house, cargo.arg("run").args(example).arg(stage.name))
            }
        };
        ours_but(house, *stage, "", "")?;
        match printed(true)? == printed(false)? {
            true => Ok(()),
            false => Err("it differs".to_owned()),
        }
    });
}

#[test]
#[ignore = "takes minutes"]
fn step_5_every_wrong_version_is_refused_and_known_mistakes_are_named() {
    let wrong: Vec<Wrong> = STAGES.into_iter().flat_map(wrong_versions).collect();
    assert!(wrong.len() > 180);
    of_each(&wrong, |house, wrong| {
        let said = refusal(house, wrong)?;
        println!("{}: {}\n    {said}", wrong.stage.name, wrong.to);
        Ok(())
    });
}

/// A wrong version of a stage: what of ours becomes what, and, if the mistake is one that
/// is recognised, a part of its name.
#[derive(Debug)]
struct Wrong {
    stage: Stage,
    from: String,
    to: String,
    named: Option<String>,
}

/// Those of a stage stand in a file: slips, and misunderstandings. Lines of ours begin with
/// `-`, lines in their place with `+`, and the name with `!`.
fn wrong_versions(stage: Stage) -> Vec<Wrong> {
    let file = format!("exercises/wrong/{}.diff", stage.name);
    let text = House::ours().read(&file).unwrap();
    let lines = |version: &str, sign: char| {
        let lines = version.lines().filter_map(|line| line.strip_prefix(sign));
        let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n")
    };
    let versions = text.trim().split("\n\n").map(|version| Wrong {
        stage,
        from: lines(version, '-'),
        to: lines(version, '+'),
        named: Some(lines(version, '!')).filter(|name| !name.is_empty()),
    });
    versions.collect()
}

/// What the reader is told of a wrong version.
fn refusal(house: &House, wrong: &Wrong) -> Result<String, String> {
    let stage = wrong.stage;
    ours_but(house, stage, &wrong.from, &wrong.to)?;
    let program = checks::build(house, stage)?;
    let mut refused = None;
    for check in house.checks(stage)? {
        let outcome = checks::run(house, &program, &check)?;
        let is_known = outcome.is_a_known_mistake();
        let Outcome::Failed(said) = outcome else { continue };
        match &wrong.named {
            None => return Ok(said),
            Some(name) if is_known && said.contains(name) => return Ok(said),
            Some(_) if is_known => return Err(format!("another name: {said}")),
            Some(_) => refused = refused.or(Some(said)),
        }
    }
    Err(match refused {
        Some(said) => format!("refused without a name: {said}"),
        None => "passes every check".to_owned(),
    })
}

/// Our file in the place of the reader's, with one change.
fn ours_but(
    house: &House,
    stage: Stage,
    from: &str,
    to: &str,
) -> Result<(), String> {
    let ours = house.read(&stage.ours())?;
    let changed = ours.replace(from, to);
    if !from.is_empty() && changed == ours {
        return Err("changes nothing".to_owned());
    }
    let lines = changed.lines().map(|line| {
        match line.strip_prefix("mod ").and_then(|line| line.strip_suffix(';')) {
            Some(name) => {
                format!("#[path = \"{}/{name}.rs\"]\n{line}", stage.folder())
            }
            None => line.to_owned(),
        }
    });
    house.write(&stage.yours(), &lines.collect::<Vec<_>>().join("\n"))
}

fn outcomes(house: &House, stage: Stage) -> Result<Vec<(Check, Outcome)>, String> {
    let program = checks::build(house, stage)?;
    let checks = house.checks(stage)?.into_iter();
    checks
        .map(|check| Ok((check.clone(), checks::run(house, &program, &check)?)))
        .collect()
}

/// Gives what it prints.
fn succeeds(house: &House, command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command.current_dir(&house.root).output();
    let output = output.map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err([output.stdout, output.stderr]
        .map(|text| String::from_utf8_lossy(&text).into_owned())
        .concat())
}

/// The copies are there once, so one test after the other uses them.
static COPIES: Mutex<()> = Mutex::new(());

/// Proves something of each, on two copies of the repository at once.
fn of_each<Case: Sync + std::fmt::Debug>(
    cases: &[Case],
    prove: impl Fn(&House, &Case) -> Result<(), String> + Sync,
) {
    let _mine = COPIES.lock();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for number in 1..=2 {
            let (next, wrong, prove) = (&next, &wrong, &prove);
            scope.spawn(move || {
                let house = copy(number);
                while let Some(case) =
                    cases.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    if let Err(error) = prove(&house, case) {
                        wrong.lock().unwrap().push(format!("{case:?}\n{error}"));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{} of {}\n\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n\n")
    );
}

/// A copy of the repository without what the reader wrote. What is built in it stays.
fn copy(number: u32) -> House {
    let ours = House::ours();
    let copy = House { root: ours.root.join(format!("target/proofs/{number}")) };
    let listed = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let files = succeeds(&ours, Command::new("git").args(listed)).unwrap();
    for file in String::from_utf8(files).unwrap().lines() {
        let (from, to) = (ours.root.join(file), copy.root.join(file));
        let is_yours = file.starts_with("exercises/yours/");
        // What has not changed need not be built again.
        let is_same = || fs::read(&from).ok() == fs::read(&to).ok();
        if is_yours || !from.is_file() || is_same() {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
    // Nobody debugs what is built there.
    let profile = "[profile.dev]\ndebug = false\n";
    copy.write(
        ".cargo/config.toml",
        &(ours.read(".cargo/config.toml").unwrap() + profile),
    )
    .unwrap();
    let _ = fs::remove_dir_all(copy.root.join("exercises/yours"));
    copy
}
