//! The bugs to spot in JavaScript. Node runs them, in `javascript.mjs`, which asks what
//! `proofs` asks those in Rust; what our crate says is asked here.

use std::path::Path;
use std::process::Command;

use jwt_by_hand::walkthrough::{Ink, Line};
use jwt_by_hand::{Expectations, NumericDate, Secret, verify};
use serde_json::Value;

use crate::proofs::{Proof, report};
use crate::scripts;
use crate::tour::wrapped;

/// A file in `bugs/`.
pub struct Bug {
    pub name: &'static str,
    pub text: &'static str,
    pub file: &'static str,
}

/// All of them, by name.
pub fn all() -> &'static [Bug] {
    scripts::ALL
}

pub fn named(name: &str) -> Option<&'static Bug> {
    all().iter().find(|bug| bug.name == name)
}

/// What Node has answered.
pub struct Answers(Value);

impl Bug {
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("// # ")
    }

    /// The code as a tutorial would print it, with its comment.
    pub fn code(&self) -> &'static str {
        self.text.split("// ---- Spoilers").next().unwrap_or_default().trim_end()
    }

    /// The line with the mistake, and the line that mends it.
    pub fn mend(&self) -> (&'static str, &'static str) {
        let marked = |mark| {
            let mut lines = self.text.lines();
            lines.find_map(|line| line.strip_prefix(mark)).unwrap_or_default()
        };
        (marked("// - "), marked("// + "))
    }

    pub fn what_is_wrong(&self) -> String {
        let from =
            self.text.split("// **What is wrong:** ").nth(1).unwrap_or_default();
        let comment = from.split("\n\n").next().unwrap_or_default();
        comment.replace("\n// ", " ")
    }

    pub fn hints(&self) -> Vec<(&'static str, String)> {
        let (broken, right) = self.mend();
        let forge =
            self.text.find("export function forge").map(|at| &self.text[at..]);
        vec![
            ("The line", broken.trim().to_owned()),
            ("What is wrong", self.what_is_wrong()),
            ("The line that closes it", right.trim().to_owned()),
            (
                "The way in, as our file has it",
                forge.unwrap_or_default().to_owned(),
            ),
        ]
    }

    /// The file that a reader begins with.
    pub fn starter(&self) -> String {
        format!(
            "{}\n\n// Your goal: claims with the role \"admin\".\n//\n\
             // 1. Write `forge`: the token that goes in. `token` is the one that you hold.\n\
             // 2. Mend the one line.\n//\n// cargo your-attack {}\n\n\
             export function forge(token) {{\n  throw new Error('it is still to be written');\n}}\n",
            self.code(),
            self.name
        )
    }

    /// Asks Node about a reader's file, or about our own.
    ///
    /// # Errors
    ///
    /// If there is no Node, or it can't read the file.
    pub fn ask(&self, yours: Option<&Path>) -> Result<Answers, String> {
        let judge = concat!(env!("CARGO_MANIFEST_DIR"), "/javascript.mjs");
        let asked =
            Command::new("node").arg(judge).arg(self.file).args(yours).output();
        let asked =
            asked.map_err(|error| format!("Node is needed for this: {error}"))?;
        if !asked.status.success() {
            return Err(String::from_utf8_lossy(&asked.stderr).into_owned());
        }
        serde_json::from_slice(&asked.stdout)
            .map(Answers)
            .map_err(|why| why.to_string())
    }

    /// One attack, from the code to the verdicts. The last line is the forged token alone.
    pub fn tour(&self) -> Result<Vec<Line>, String> {
        let answers = self.ask(None)?;
        let broken = self.mend().0;
        let mut lines: Vec<Line> = self
            .code()
            .lines()
            .map(|line| {
                let ink = if line == broken { Ink::Failed } else { Ink::Plain };
                Line::empty().with(ink, line)
            })
            .collect();
        lines.push(Line::empty());
        lines.extend(wrapped(&format!("What is wrong: {}", self.what_is_wrong())));
        lines.push(Line::empty());
        let said = |who, verdict: &Value| match verdict["refusal"].as_str() {
            Some(why) => {
                Line::labelled(who, Ink::Failed, format!("refuses it: {why}"))
            }
            None => Line::labelled(
                who,
                Ink::Passed,
                format!("takes it: {}", verdict["claims"]),
            ),
        };
        lines.push(said("the broken one", &answers.0["broken"]["forged"]));
        let ours = match answers.of_ours("forged") {
            Ok(()) => "takes it".to_owned(),
            Err((check, why)) => format!("refuses it: check {check}: {why}"),
        };
        lines.push(Line::labelled("ours", Ink::Failed, ours));
        lines.push(said("mended", &answers.0["mended"]["forged"]));
        lines.extend([Line::empty(), Line::token(answers.text("forged"))]);
        Ok(lines)
    }

    /// What holds of a reader's file, or of our own.
    ///
    /// # Errors
    ///
    /// As [`Bug::ask`].
    pub fn judged(
        &self,
        yours: Option<&Path>,
    ) -> Result<(Vec<Line>, bool), String> {
        let answers = self.ask(yours)?;
        Ok(report(self.name, answers.proofs()))
    }
}

impl Answers {
    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_default()
    }

    /// What our crate says of a token: the number of a check, and why.
    fn of_ours(&self, token: &str) -> Result<(), (usize, String)> {
        let secret = Secret::insecure_for_lessons(self.text("secret"));
        let secret = secret.expect("it is not empty");
        let now =
            NumericDate::from_seconds(self.0["now"].as_u64().unwrap_or_default());
        let expected = Expectations::new().audience("shop");
        match verify(self.text(token), &secret, &expected, now) {
            Ok(_) => Ok(()),
            Err(error) => Err((error.check().number(), error.to_string())),
        }
    }

    /// The same five as of a hole in Rust.
    fn proofs(&self) -> Vec<(&'static str, Proof)> {
        let refusal = |who: &str, token: &str| {
            self.0[who][token]["refusal"].as_str().map(str::to_owned)
        };
        let is_admin = |who: &str, token: &str| {
            self.0[who][token]["claims"]["role"] == "admin"
        };
        let taken = match (refusal("broken", "genuine"), self.of_ours("genuine")) {
            (Some(why), _) | (None, Err((_, why))) => Err(why),
            (None, Ok(())) => Ok(()),
        };
        let reached =
            match (self.0["unwritten"].as_str(), refusal("broken", "forged")) {
                (Some(why), _) => Err(why.to_owned()),
                (None, Some(why)) => {
                    Err(format!("the broken verifier refuses it: {why}"))
                }
                (None, None) if is_admin("broken", "forged") => Ok(()),
                (None, None) => {
                    Err("it is taken, but its role is not \"admin\"".to_owned())
                }
            };
        let expected = self.0["check"].as_u64().unwrap_or_default() as usize;
        let stopped = match self.of_ours("forged") {
            Err((check, _)) if check == expected => Ok(()),
            Err((check, why)) => Err(format!(
                "ours stops it at check {check}, not {expected}: {why}"
            )),
            Ok(()) => {
                Err("ours takes it as well: it is a genuine token".to_owned())
            }
        };
        let this_one = match is_admin("mended", "forged") {
            true => Err("it goes in even if the hole is closed".to_owned()),
            false => Ok(()),
        };
        let closed = match refusal("yours", "genuine") {
            Some(why) => {
                Err(format!("your verifier refuses the genuine token: {why}"))
            }
            None if is_admin("yours", "forged") || is_admin("yours", "ours") => {
                Err("the hole is open: the attack still reaches its goal"
                    .to_owned())
            }
            None => Ok(()),
        };
        let proofs = [taken, reached, stopped, this_one, closed];
        crate::proofs::PROOFS
            .iter()
            .map(|(statement, _)| *statement)
            .zip(proofs)
            .collect()
    }
}
