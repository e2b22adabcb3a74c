// The part *Attacks* of the book, made from the files of the holes
//
// A hole is one file. What the chapters show of it is taken from there: the lesson, the
// code, the hints and the answer of a level, the cases of the table. The forged token is
// the one that the attack has made. So nothing is retyped, and a new hole is in the book
// as soon as these files are written anew.
//
// Run this file with: cargo test --package attacks-live --test page

use std::fmt::Write as _;

use attacks::javascript::{self, Bug};
use attacks::level::{Base, Case, ClosedBy, Level, Running};
use attacks::{all, unmarked};
use jwt_by_hand::Check;

#[test]
fn step_1_the_levels_of_break_in() {
    insta::assert_snapshot!("levels", pages_of(&all()));
}

#[test]
fn step_2_the_bugs_to_spot() {
    insta::assert_snapshot!("bugs", pages_of(&unmarked()));
}

#[test]
fn step_3_those_in_javascript() {
    insta::assert_snapshot!(
        "scripts",
        javascript::all().iter().map(script).collect::<String>()
    );
}

#[test]
fn step_4_which_check_stops_what() {
    let mut table = "| check | attacks |\n| --- | --- |\n".to_owned();
    for check in Check::ALL {
        let levels: Vec<String> = all()
            .into_iter()
            .filter(|level| level.hole.closed_by.place() == check.number())
            .map(link)
            .collect();
        let (number, statement) = (check.number(), check.statement());
        writeln!(table, "| {number}. {statement} | {} |", levels.join(" · "))
            .unwrap();
    }
    insta::assert_snapshot!("checks", table);
}

#[test]
fn step_5_the_known_cases() {
    let mut table = "| check | case | what was wrong | try it |\n\
                     | --- | --- | --- | --- |\n"
        .to_owned();
    for level in all() {
        for case in level.hole.cases {
            let check = short(&level.hole.closed_by);
            let (case, wrong) = (cited(case), case.wrong);
            writeln!(table, "| {check} | {case} | {wrong} | {} |", link(level))
                .unwrap();
        }
    }
    insta::assert_snapshot!("cases", table);
}

#[test]
fn step_6_a_level_with_a_chapter_of_its_own() {
    let level = attacks::named("hash-of-secret-and-message").unwrap();
    insta::assert_snapshot!("hash_on_code", level.source().code());
    insta::assert_snapshot!("hash_on_forge", level.source().forge());
    insta::assert_snapshot!("hash_on_token", coloured(&forged(level)));
}

#[test]
fn step_7_a_token_that_a_shell_makes_as_well() {
    let level = attacks::named("empty-signature").unwrap();
    insta::assert_snapshot!("empty_signature", forged(level));
}

fn link(level: &Level) -> String {
    format!("[{}](attacks.md#{})", level.source().title(), level.name)
}

fn cited(case: &Case) -> String {
    let Case { name, url, date, library, versions, .. } = case;
    let about: Vec<&str> = [*library, *versions, *date]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect();
    format!("[{name}]({url}): {}", about.join(", "))
}

fn short(closed_by: &ClosedBy) -> String {
    match closed_by {
        ClosedBy::Check(check) => check.number().to_string(),
        ClosedBy::Secret(_) => "the secret".to_owned(),
        ClosedBy::Caller(_) => "the caller".to_owned(),
    }
}

// ---- A level ----

fn pages_of(levels: &[&'static Level]) -> String {
    levels.iter().map(|level| page_of(level)).collect()
}

/// A blank line ends HTML in Markdown, and begins Markdown in HTML.
fn page_of(level: &Level) -> String {
    let source = level.source();
    let (title, name, goal) = (source.title(), level.name, level.hole.goal);
    let lesson: Vec<String> = source
        .lesson()
        .into_iter()
        .filter(|paragraph| !paragraph.starts_with("**"))
        .collect();
    let lesson = lesson.join("\n\n");
    let code = rust(source.code());
    let hints = if source.paragraph("The way in:").is_some() {
        hints(level)
    } else {
        String::new()
    };
    format!(
        "<section class=\"attack\" data-level=\"{name}\" data-goal=\"{}\">\n\n\
         ### {title} {{#{name}}}\n\n\
         <div class=\"attack-read\">\n\n\
         <p class=\"attack-check\"><a href=\"verify.html#each-check-and-its-attack\">{}</a></p>\n\n\
         {lesson}\n\n\
         {code}\n\n\
         **Your goal:** {goal}.\n\n\
         </div>\n\
         <div class=\"attack-more\">\n\n\
         {hints}{}\n\n\
         </div>\n\
         </section>\n\n",
        goal.replace('"', "&quot;"),
        closed_by(level),
        answer(level)
    )
}

fn closed_by(level: &Level) -> String {
    match &level.hole.closed_by {
        ClosedBy::Check(check) => {
            format!("Check {}: {}", check.number(), check.statement())
        }
        ClosedBy::Secret(_) => "The secret".to_owned(),
        ClosedBy::Caller(_) => "What no check can do".to_owned(),
    }
}

/// Node runs these, so there is no bench for them on the page.
fn script(bug: &Bug) -> String {
    let (broken, right) = bug.mend();
    let code = |code: &str| format!("```js\n{}\n```", code.trim());
    let forge = bug.text.split("export function forge").nth(1).unwrap_or_default();
    let answer = format!(
        "{}\n\nThe attack, as code:\n\n{}\n\n\
         The line that closes the hole, and what it was:\n\n{}",
        capitalised(&bug.what_is_wrong()),
        code(&format!("function forge{forge}")),
        code(&format!("{}\n// It was:\n// {}", right.trim(), broken.trim())),
    );
    let text = bug.code().split_once('\n').map_or("", |(_, text)| text);
    let lines = text.trim().lines();
    let prose: Vec<&str> =
        lines.clone().map_while(|line| line.strip_prefix("//")).collect();
    let rest: Vec<&str> = lines.skip(prose.len()).collect();
    format!(
        "### {} {{#{}}}\n\n{}\n\n{}\n\n{}\n",
        bug.title(),
        bug.name,
        prose.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").trim(),
        code(&rest.join("\n")),
        folded("The answer", &answer)
    )
}

fn hints(level: &Level) -> String {
    let source = level.source();
    let way = source.paragraph("The way in:").unwrap_or_default();
    let line = source.mend().0;
    folded("A hint: the line", &rust(line.trim()))
        + &folded("Another hint: the way in", &capitalised(&way))
}

fn answer(level: &Level) -> String {
    let source = level.source();
    let (broken, right) = source.mend();
    let paragraph = |lead: &str| {
        source.paragraph(lead).map(|text| format!("**{lead}** {text}\n\n"))
    };
    let said: String =
        ["Who:", "Closed by"].into_iter().filter_map(paragraph).collect();
    let said = said + &what_is_wrong(level);
    let text = format!(
        "The attack, as code:\n\n{}\n\n\
         The token that it makes:\n\n{}\n\n\
         The line that closes the hole, and what it was:\n\n{}\n\n{said}",
        rust(source.forge()),
        coloured(&forged(level)),
        rust(&format!("{}\n// It was:\n// {}", right.trim(), broken.trim())),
    );
    folded("The answer", &text)
}

/// A bug is explained behind its code, where nobody reads it by accident.
fn what_is_wrong(level: &Level) -> String {
    let lines =
        level.source.lines().skip_while(|line| !line.contains("What is wrong:**"));
    let lines: Vec<&str> =
        lines.map_while(|line| line.strip_prefix("// ")).collect();
    lines.join(" ")
}

fn folded(summary: &str, text: &str) -> String {
    format!(
        "<details>\n<summary>{summary}</summary>\n\n{}\n\n</details>\n",
        text.trim()
    )
}

fn rust(code: &str) -> String {
    format!("```rust,ignore\n{}\n```", unindented(code))
}

/// A few lines, moved to the left.
fn unindented(code: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let least = code.lines().filter(|line| !line.is_empty()).map(indent).min();
    let lines =
        code.lines().map(|line| line.get(least.unwrap_or(0)..).unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn forged(level: &Level) -> String {
    let setting = level.setting(Base::default(), level.broken);
    let server = Running::new(level.broken, &setting);
    level.attack(&setting, level.broken, &server).forged
}

/// What of a token is shown. Floods are longer than a page.
const LONGEST: usize = 600;

/// A token in three colours.
fn coloured(token: &str) -> String {
    let shown = token.get(..LONGEST).unwrap_or(token);
    let parts = shown.split('.').enumerate().map(|(place, part)| {
        match ["jwt-h", "jwt-p", "jwt-s"].get(place) {
            Some(_) if part.is_empty() => String::new(),
            Some(class) => format!("<span class=\"{class}\">{part}</span>"),
            None => part.to_owned(),
        }
    });
    let rest = match token.len() - shown.len() {
        0 => String::new(),
        more => format!("… and {more} characters more"),
    };
    let parts: Vec<String> = parts.collect();
    format!("<p class=\"token\">{}{rest}</p>", parts.join("."))
}
