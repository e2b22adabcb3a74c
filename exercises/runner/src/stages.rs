//! The stages, and where all that belongs to one is found.

use std::fs;
use std::path::{Path, PathBuf};

use crate::hints::Hints;

/// A stage that the reader writes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// The name of its tests, of its hints, of the reader's file, and behind `your-` of
    /// its command.
    pub name: &'static str,
    /// Its file in `src/`, without the end.
    source: &'static str,
}

pub const STAGES: [Stage; 7] = [
    Stage { name: "base64url", source: "base64url" },
    Stage { name: "header", source: "header" },
    Stage { name: "payload", source: "payload" },
    Stage { name: "signature", source: "signature" },
    Stage { name: "verify", source: "verify" },
    Stage { name: "sha256", source: "inside/sha256" },
    Stage { name: "hmac", source: "inside/hmac" },
];

impl Stage {
    pub fn named(name: &str) -> Option<Stage> {
        STAGES.into_iter().find(|stage| stage.name == name)
    }

    /// The reader's file, as it is shown.
    pub fn yours(&self) -> String {
        format!("exercises/yours/{}.rs", self.name)
    }

    /// Our file, as it is shown.
    pub fn ours(&self) -> String {
        format!("src/{}.rs", self.source)
    }

    /// The folder of our file's modules, as seen from the reader's file.
    pub fn folder(&self) -> String {
        format!("../../src/{}", self.source)
    }
}

/// A check of a stage: a test of the crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its name, as the test's program knows it: `claims::step_12_time_passes`.
    pub name: String,
    /// Where it stands: `tests/verify/claims.rs`.
    pub file: String,
}

impl Check {
    /// The name without its module.
    pub fn step(&self) -> &str {
        self.name.rsplit("::").next().unwrap_or(&self.name)
    }

    /// The number in the name: 12 in `step_12_time_passes`.
    pub fn number(&self) -> u32 {
        let behind = self.step().trim_start_matches("step_");
        behind.split('_').next().and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    /// The words in the name: `time passes` in `step_12_time_passes`.
    pub fn words(&self) -> String {
        let behind = self.step().trim_start_matches("step_");
        behind.split_once('_').map_or(behind, |(_, words)| words).replace('_', " ")
    }
}

/// The repository's folder, or a copy of it.
#[derive(Clone)]
pub struct House {
    pub root: PathBuf,
}

impl House {
    pub fn ours() -> House {
        House { root: Path::new(env!("CARGO_MANIFEST_DIR")).join("../..") }
    }

    pub fn read(&self, file: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(file))
            .map_err(|error| format!("{file}: {error}"))
    }

    pub fn write(&self, file: &str, text: &str) -> Result<(), String> {
        let path = self.root.join(file);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{file}: {error}"))
    }

    pub fn hints(&self, stage: Stage) -> Result<Hints, String> {
        self.read(&format!("exercises/hints/{}.md", stage.name))
            .map(|text| Hints::read(&text))
    }

    /// The checks of a stage in the order in which they are read: by their numbers, and
    /// those of one number as they stand in the files.
    pub fn checks(&self, stage: Stage) -> Result<Vec<Check>, String> {
        let folder = format!("tests/{}", stage.name);
        let mut checks = Vec::new();
        if self.root.join(&folder).join("main.rs").is_file() {
            let main = format!("{folder}/main.rs");
            let text = self.read(&main)?;
            checks.extend(checks_in(&text, "", &main));
            let modules = text
                .lines()
                .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
            for module in modules {
                let file = format!("{folder}/{module}.rs");
                // `tests/diagnosis` is shared, and has no checks.
                if let Ok(text) = self.read(&file) {
                    checks.extend(checks_in(&text, &format!("{module}::"), &file));
                }
            }
        } else {
            let file = format!("{folder}.rs");
            checks = checks_in(&self.read(&file)?, "", &file);
        }
        checks.sort_by_key(Check::number);
        Ok(checks)
    }
}

fn checks_in(text: &str, module: &str, file: &str) -> Vec<Check> {
    let names = text
        .lines()
        .filter_map(|line| line.strip_prefix("fn step_")?.split_once('('));
    names
        .map(|(name, _)| Check {
            name: format!("{module}step_{name}"),
            file: file.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Check, House, STAGES};

    #[test]
    fn a_name_is_a_number_and_words() {
        let check = Check {
            name: "claims::step_12_time_passes".into(),
            file: String::new(),
        };
        assert_eq!(check.step(), "step_12_time_passes");
        assert_eq!(check.number(), 12);
        assert_eq!(check.words(), "time passes");
    }

    #[test]
    fn every_stage_has_checks_in_the_order_of_their_numbers() {
        for stage in STAGES {
            let checks = House::ours().checks(stage).unwrap();
            assert!(checks.len() > 5 && checks.is_sorted_by_key(Check::number));
        }
        let verify = House::ours().checks(STAGES[4]).unwrap();
        assert!(verify.iter().any(|check| check.file == "tests/verify/claims.rs"));
    }

    #[test]
    fn every_hint_is_for_something_that_is_there() {
        let house = House::ours();
        for stage in STAGES {
            let hints = house.hints(stage).unwrap();
            let (source, checks) =
                (house.read(&stage.ours()).unwrap(), house.checks(stage).unwrap());
            let is_check =
                |name: &str| checks.iter().any(|check| check.step() == name);
            for name in hints.first.keys().chain(hints.given()) {
                let function = name.rsplit("::").next().unwrap();
                let is_there = source.contains(&format!("fn {function}"));
                assert!(is_there || is_check(name), "{}: {name}", stage.name);
            }
            for check in checks {
                let has_hint = hints.second(check.number()).is_some();
                assert!(has_hint || hints.gives(check.step()), "{check:?}");
            }
        }
    }
}
