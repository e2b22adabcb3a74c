//! Whether a hole is one, and whether it is closed: asked of our own code by the tests, and
//! of yours by `cargo your-attack`.
//!
//! An attack that works by accident teaches nothing. So each has to show that
//!
//! 1. a genuine token is taken, by the broken verifier and by ours;
//! 2. the attack reaches its goal at the broken verifier;
//! 3. it doesn't at ours, which stops it at the check that the hole names;
//! 4. it doesn't at the broken one, once the one line is mended;
//! 5. and that still takes the genuine token.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

use jwt_by_hand::walkthrough::{Ink, Line};
use jwt_by_hand::{Check, VerifyError};

use crate::level::{Attacker, Base, ClosedBy, Code, Level, Ours, Outcome, Running};
use crate::tour::wrapped;

/// A way in, and a mended verifier.
#[derive(Clone, Copy)]
pub struct Attempt {
    pub forge: fn(&Attacker) -> String,
    pub mended: Code,
}

impl Level {
    /// What our file has for its hole.
    pub fn solution(&self) -> Attempt {
        Attempt { forge: self.forge, mended: self.mended }
    }
}

/// What holds, or why it doesn't.
pub type Proof = Result<(), String>;

/// One of the proofs.
pub type Asked = fn(&Level, &Attempt) -> Proof;

/// The proofs in their order, with what each says.
pub const PROOFS: [(&str, Asked); 5] = [
    ("the broken verifier and ours take the genuine token", genuine_is_taken),
    ("your token reaches the goal at the broken verifier", goal_is_reached),
    ("ours stops it where it should", ours_stops_it),
    ("it goes in by this hole, and by no other", it_is_this_hole),
    ("your verifier takes the genuine token, and no forged one", hole_is_closed),
];

fn genuine_is_taken(level: &Level, _: &Attempt) -> Proof {
    let setting = level.setting(Base::default(), level.broken);
    level.broken.of_the_genuine(&setting)?;
    let ours = Ours::new(&setting);
    let verdict = ours.verify(&setting.genuine_for_ours, setting.taken_at);
    verdict.map(drop).map_err(|error| error.to_string())
}

fn goal_is_reached(level: &Level, attempt: &Attempt) -> Proof {
    let outcome = attack(level, attempt, level.broken)?;
    if outcome.won {
        return Ok(());
    }
    let setting = level.setting(Base::default(), level.broken);
    Err(match outcome.verdict {
        _ if outcome.forged == setting.holds => {
            format!(
                "that is the token that you hold; the goal is to {}",
                level.hole.goal
            )
        }
        Err(why) => format!("the broken verifier refuses it: {why}"),
        Ok(claims) => format!(
            "it is taken, with the claims {claims}, but the goal is to {}",
            level.hole.goal
        ),
    })
}

fn ours_stops_it(level: &Level, attempt: &Attempt) -> Proof {
    let (outcome, error) = attack_on_ours(level, attempt)?;
    let check = error.as_ref().map(VerifyError::check);
    let expected = match &level.hole.closed_by {
        ClosedBy::Check(check) => *check,
        // The secret that the hole needs can't be made. Under one that can, the tag is
        // another.
        ClosedBy::Secret(error) => {
            let _ = error();
            Check::SignatureMatches
        }
        // Nothing in our crate stops it, and the hole says so.
        ClosedBy::Caller(_) if outcome.won => return Ok(()),
        ClosedBy::Caller(_) => return Err("ours should take it".to_owned()),
    };
    match check {
        Some(check) if check == expected && !outcome.won => Ok(()),
        Some(check) if check == expected => {
            Err("ours refuses it, and the goal is reached all the same".to_owned())
        }
        Some(check) => Err(format!(
            "ours stops it at check {} ({}), and should at check {} ({}): \
             change nothing that the hole doesn't need",
            check.number(),
            check.statement(),
            expected.number(),
            expected.statement()
        )),
        None => Err("ours takes it as well: it is a genuine token".to_owned()),
    }
}

fn it_is_this_hole(level: &Level, attempt: &Attempt) -> Proof {
    let outcome = attack(level, attempt, level.mended)?;
    if outcome.won {
        Err("it goes in even if the hole is closed, so it goes in somewhere else"
            .to_owned())
    } else {
        Ok(())
    }
}

fn hole_is_closed(level: &Level, attempt: &Attempt) -> Proof {
    let setting = level.setting(Base::default(), attempt.mended);
    let genuine = guarded(|| attempt.mended.of_the_genuine(&setting))?;
    genuine
        .map_err(|why| format!("your verifier refuses the genuine token: {why}"))?;
    for forge in [attempt.forge, level.forge] {
        let attempt = Attempt { forge, ..*attempt };
        if attack(level, &attempt, attempt.mended)?.won {
            return Err(
                "the hole is open: the attack still reaches its goal".to_owned()
            );
        }
    }
    Ok(())
}

/// In place of a `sign` that a file doesn't have.
///
/// # Panics
///
/// Always: where a server makes no tokens, nobody asks for one.
pub fn no_sign(_wish: &str, _secret: &str, _now: u64) -> String {
    unreachable!("this server makes no tokens")
}

/// The attack on a server that runs this code.
pub fn attack(
    level: &Level,
    attempt: &Attempt,
    code: Code,
) -> Result<Outcome, String> {
    let setting = level.setting(Base::default(), code);
    guarded(|| {
        let server = Running::new(code, &setting);
        level.attack_by(attempt.forge, &setting, code, &server)
    })
}

/// The attack on a server that uses our crate. Whoever makes its tokens is as careless as
/// before.
pub fn attack_on_ours(
    level: &Level,
    attempt: &Attempt,
) -> Result<(Outcome, Option<VerifyError>), String> {
    let setting = level.setting(Base::default(), level.broken);
    let ours = Ours::new(&setting);
    let outcome =
        guarded(|| level.attack_by(attempt.forge, &setting, level.broken, &ours))?;
    let error = ours.verify(&outcome.forged, setting.now).err();
    Ok((outcome, error))
}

/// Runs code that may not be written yet.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        match text_of(&*panic) {
            Some(text) if text.starts_with("not yet implemented") => {
                "it is still to be written".to_owned()
            }
            Some(text) => format!("it panics: {text}"),
            None => "it panics".to_owned(),
        }
    })
}

fn text_of(panic: &(dyn Any + Send)) -> Option<&str> {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied())
}

/// Asks the proofs in their order, as far as they hold.
pub fn judged(level: &Level, attempt: &Attempt) -> (Vec<Line>, bool) {
    let asked =
        PROOFS.into_iter().map(|(said, proof)| (said, proof(level, attempt)));
    let mut failed = false;
    // Behind one that doesn't hold, the others say nothing.
    let asked = asked
        .take_while(|(_, result)| !std::mem::replace(&mut failed, result.is_err()));
    report(level.name, asked.collect())
}

/// What holds, what doesn't, and why.
pub fn report(name: &str, proofs: Vec<(&str, Proof)>) -> (Vec<Line>, bool) {
    let mut lines = Vec::new();
    let mut failure = None;
    for (place, (statement, _)) in PROOFS.iter().enumerate() {
        let (ink, sign) = match (&failure, proofs.get(place)) {
            (None, Some((_, Ok(())))) => (Ink::Passed, "✓"),
            (None, Some((_, Err(why)))) => {
                failure = Some(why);
                (Ink::Failed, "✗")
            }
            _ => (Ink::Faint, "·"),
        };
        let line = Line::from("  ").with(ink, sign);
        lines.push(line.with(Ink::Plain, format!(" {statement}")));
    }
    lines.push(Line::empty());
    match failure {
        Some(why) => {
            lines.extend(wrapped(why));
            let hint = format!("cargo your-attack {name} hint");
            lines.push(Line::labelled("stuck?", Ink::Plain, hint));
        }
        None => {
            let done = "You went in, and you have closed it.";
            lines.push(Line::empty().with(Ink::Passed, done));
        }
    }
    (lines, failure.is_none())
}
