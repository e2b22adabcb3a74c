//! What `cargo attack` prints: the list, and one attack from the lesson to the verdicts.

use jwt_by_hand::walkthrough::{Ink, Line};
use serde_json::Value;

use crate::level::{Base, ClosedBy, Level, Running, Verdict};
use crate::{all, javascript, proofs, unmarked};

/// A line of the list: what closes the hole, its name, a case, and whether it is done.
fn row(level: &Level, done: bool) -> Line {
    let place = match &level.hole.closed_by {
        ClosedBy::Check(check) => check.number().to_string(),
        ClosedBy::Secret(_) => "secret".to_owned(),
        ClosedBy::Caller(_) => "caller".to_owned(),
    };
    let case = level.hole.cases.first().map_or("", |case| case.name);
    Line::empty()
        .with(Ink::Faint, format!("{place:>6}  "))
        .with(Ink::Plain, format!("{:<28}", level.name))
        .with(Ink::Faint, format!("{case:<18}"))
        .with(Ink::Passed, if done { "done" } else { "" })
}

/// All attacks, in the order of the checks that stop them.
pub fn list(is_done: impl Fn(&str) -> bool) -> Vec<Line> {
    let heading = format!("{:>6}  {:<28}{}", "check", "attack", "a case");
    let mut lines = vec![Line::title(heading)];
    lines.extend(all().into_iter().map(|level| row(level, is_done(level.name))));
    lines.extend([Line::empty(), Line::title("        spot the bug")]);
    let bugs = unmarked().into_iter().map(|level| (level.name, "Rust"));
    let scripts = javascript::all().iter().map(|bug| (bug.name, "JavaScript"));
    lines.extend(bugs.chain(scripts).map(|(name, language)| {
        Line::from(format!("        {name:<28}").as_str())
            .with(Ink::Faint, format!("{language:<18}"))
            .with(Ink::Passed, if is_done(name) { "done" } else { "" })
    }));
    let more = [
        "",
        "cargo attack NAME            goes through one of them",
        "cargo your-attack NAME       your turn: the way in, and the line that closes it",
        "cargo attack guess TOKEN     guesses the secret of a token of yours",
        "cargo attack stopwatch       what a comparison's time tells",
    ];
    lines.extend(more.map(Line::from));
    lines
}

/// One attack. The last line is the forged token alone.
pub fn tour(level: &Level) -> Result<Vec<Line>, String> {
    let source = level.source();
    let mut lines = vec![Line::title(source.title()), Line::empty()];
    let told = source.lesson().into_iter().chain(source.what_is_wrong());
    for paragraph in told {
        lines.extend(wrapped(&paragraph.replace("**", "")));
        lines.push(Line::empty());
    }
    lines.push(Line::title("The hole"));
    let broken_line = source.mend().0;
    let code = source.code().lines().map(|line| {
        let is_the_one = line.trim() == broken_line.trim();
        Line::empty().with(if is_the_one { Ink::Failed } else { Ink::Plain }, line)
    });
    lines.extend(code);

    let setting = level.setting(Base::default(), level.broken);
    let server = Running::new(level.broken, &setting);
    let outcome = level.attack(&setting, level.broken, &server);
    let (on_ours, error) = proofs::attack_on_ours(level, &level.solution())?;
    let mended = proofs::attack(level, &level.solution(), level.mended)?;

    lines.extend([
        Line::empty(),
        Line::title("The genuine token"),
        token(&setting.holds),
    ]);
    lines.extend([
        Line::empty(),
        Line::title("The forged one"),
        token(&outcome.forged),
    ]);
    lines.extend([
        Line::empty(),
        Line::labelled("the goal", Ink::Plain, level.hole.goal),
    ]);
    lines.push(said("the broken one", &outcome.verdict, outcome.won));
    let ours = match error {
        Some(error) => {
            let check = error.check();
            Err(format!("check {}, {}: {error}", check.number(), check.statement()))
        }
        None => Ok(on_ours.verdict.unwrap_or_default()),
    };
    lines.push(said("ours", &ours, on_ours.won));
    lines.push(said("mended", &mended.verdict, mended.won));
    if let ClosedBy::Caller(what) = level.hole.closed_by {
        lines.push(Line::labelled("your part", Ink::Plain, what));
    }
    lines.extend([Line::empty(), Line::token(&outcome.forged)]);
    Ok(lines)
}

fn said(who: &str, verdict: &Verdict, won: bool) -> Line {
    let (ink, said) = match verdict {
        Ok(claims) => (Ink::Passed, format!("takes it: {}", in_short(claims))),
        Err(why) => (Ink::Failed, format!("refuses it: {}", shortened(why))),
    };
    let goal = if won { " (the goal is reached)" } else { "" };
    Line::labelled(who, ink, said).with(Ink::Plain, goal)
}

fn in_short(claims: &Value) -> String {
    shortened(&claims.to_string())
}

/// What of a text is shown. Floods are longer than a screen.
const LONGEST: usize = 600;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

fn token(token: &str) -> Line {
    match token.char_indices().nth(LONGEST) {
        Some((end, _)) => Line::token(&token[..end])
            .with(Ink::Plain, format!("… ({} bytes)", token.len())),
        None => Line::token(token),
    }
}

/// A paragraph in lines as long as ours.
pub fn wrapped(text: &str) -> Vec<Line> {
    const WIDTH: usize = 80;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is one to begin with");
        if !last.is_empty()
            && last.chars().count() + 1 + word.chars().count() > WIDTH
        {
            lines.push(word.to_owned());
        } else {
            last.push_str(if last.is_empty() { "" } else { " " });
            last.push_str(word);
        }
    }
    lines.iter().map(|line| Line::from(line.as_str())).collect()
}
