//! The tables of the chapter *One token, many libraries*, made of the recorded answers.
//! The chapter includes their parts by name, and its script loads what was said.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use jwt_by_hand::Check;
use serde_json::{Value, json};

use crate::in_the_room;
use crate::speed::Times;

const OURS: &str = "jwt-by-hand";

/// The columns, in their order: a file in `answers/`, and what the column is called.
const COLUMNS: [(&str, &str); 14] = [
    (OURS, OURS),
    ("jsonwebtoken", "jsonwebtoken (Node)"),
    ("jose", "jose"),
    ("fast-jwt", "fast-jwt"),
    ("pyjwt", "PyJWT"),
    ("joserfc", "joserfc"),
    ("python-jose", "python-jose"),
    ("jsonwebtoken-rust", "jsonwebtoken (Rust)"),
    ("jwt-simple", "jwt-simple"),
    ("jwt-compact", "jwt-compact"),
    ("golang-jwt", "golang-jwt"),
    ("ruby-jwt", "ruby-jwt"),
    ("crypt-jwt", "Crypt::JWT"),
    ("libjwt", "libjwt"),
];

#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Taken,
    Refused,
    NotAsked,
}

impl Outcome {
    fn sign(self) -> char {
        match self {
            Outcome::Taken => '✓',
            Outcome::Refused => '✕',
            Outcome::NotAsked => '–',
        }
    }
}

struct Answer {
    outcome: Outcome,
    words: String,
}

struct Library {
    file: &'static str,
    title: &'static str,
    about: Value,
    /// For each question, as its README calls it, and as strict as it can be.
    answers: Vec<[Answer; 2]>,
}

struct Room {
    questions: Vec<Value>,
    libraries: Vec<Library>,
}

/// The files that are made, by their paths from this room.
pub fn files() -> [(&'static str, String); 3] {
    let (room, times) = (Room::read(), Times::read());
    [
        ("page.md", parts(&room, &times)),
        ("../book/src/many-libraries-said.js", script(&room)),
        ("../book/src/images/speed.svg", times.picture()),
    ]
}

/// All parts, each between its anchors.
fn parts(room: &Room, times: &Times) -> String {
    let mut parts = String::new();
    let mut part = |name: &str, text: String| {
        let text = text.trim_end();
        write!(
            parts,
            "<!-- ANCHOR: {name} -->\n{text}\n<!-- ANCHOR_END: {name} -->\n"
        )
        .expect("a String takes all");
    };
    part("counts", room.counts());
    part("libraries", room.list_of_libraries());
    part("glance", room.at_a_glance());
    part("speed", times.table());
    part("speed-day", times.day.clone());
    part("questions", room.all_questions());
    for library in &room.libraries {
        part(library.file, room.what_is_left_to(library));
    }
    parts
}

/// The tokens, and the words of all answers, as a script that a page can load.
fn script(room: &Room) -> String {
    format!(
        "// Made by `cargo run -p peers --bin page -- write`.\nglobalThis.peersSaid = {};\n",
        room.said()
    )
}

// Reading.
impl Room {
    fn read() -> Room {
        let questions = read("questions.json");
        let libraries = COLUMNS.map(|(file, title)| {
            let mut lines = read(&format!("answers/{file}.json")).into_iter();
            let about = lines.next().expect("a line about the library");
            let answers = lines
                .map(|line| [answer(&line["readme"]), answer(&line["strict"])]);
            Library { file, title, about, answers: answers.collect() }
        });
        Room { questions, libraries: libraries.into() }
    }
}

fn read(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(in_the_room(path)).expect("a file of the room");
    serde_json::from_str(&text).expect("JSON")
}

fn answer(answer: &Value) -> Answer {
    let kinds = [
        ("accepted", Outcome::Taken),
        ("refused", Outcome::Refused),
        ("cannot", Outcome::NotAsked),
    ];
    let mut found = kinds.into_iter().filter_map(|(kind, outcome)| {
        let words = answer[kind].as_str()?.to_owned();
        Some(Answer { outcome, words })
    });
    found.next().expect("accepted, refused or cannot")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Whether the answer is another than the one that the rules want.
fn differs(question: &Value, answer: &Answer) -> bool {
    match answer.outcome {
        Outcome::Taken => question["accept"] == false,
        Outcome::Refused => question["accept"] == true,
        Outcome::NotAsked => false,
    }
}

// Drawn by chance, they stand apart: each breaks a rule of its own.
const DRAWN: usize = 14;

/// The group of a question: its check, and 0 for the secret.
fn group(question: &Value) -> usize {
    match text(question, "kind") {
        "drawn" => DRAWN,
        _ => question["check"].as_u64().expect("a number") as usize,
    }
}

fn title_of(group: usize) -> String {
    match group {
        0 => "The secret".to_owned(),
        DRAWN => "Drawn by chance".to_owned(),
        number => {
            let check = Check::ALL[number - 1];
            format!("Check {number}: {}", check.statement())
        }
    }
}

// The parts.
impl Room {
    fn counts(&self) -> String {
        let (libraries, questions) =
            (self.libraries.len() - 1, self.questions.len());
        format!(
            "{libraries} libraries and ours are asked about the same {questions} tokens"
        )
    }

    fn list_of_libraries(&self) -> String {
        let mut list = String::from(
            "| library | language | version | from | asked on | how `now` is set |\n\
             | --- | --- | --- | --- | --- | --- |\n",
        );
        for Library { title, about, .. } in &self.libraries {
            let day = match about["packaged"].as_str() {
                Some(day) => format!("{} ({day})", text(about, "source")),
                None => text(about, "source").to_owned(),
            };
            let (language, version) =
                (text(about, "language"), text(about, "version"));
            let (asked, clock) = (text(about, "day"), text(about, "clock"));
            writeln!(
                list,
                "| {title} | {language} | {version} | {day} | {asked} | {clock} |"
            )
            .expect("a String takes all");
        }
        list
    }

    /// For each check and library, how many tokens the strict call takes that a standard
    /// obliges or advises to refuse.
    fn at_a_glance(&self) -> String {
        let mut rows = String::new();
        for group_number in 0..=DRAWN {
            let title = escaped(&title_of(group_number));
            write!(rows, "<tr><th scope=\"row\">{title}</th>").unwrap();
            for library in &self.libraries {
                rows += &self
                    .count(library, 1, |question| group(question) == group_number);
            }
            rows += "</tr>\n";
        }
        for (title, mode) in
            [("all of these", 1), ("all, as the README calls it", 0)]
        {
            write!(rows, "<tr class=\"sum\"><th scope=\"row\">{title}</th>")
                .unwrap();
            for library in &self.libraries {
                rows += &self.count(library, mode, |_| true);
            }
            rows += "</tr>\n";
        }
        format!(
            "<div class=\"peers\"><div class=\"table-wrapper\"><table class=\"glance\">\n{}<tbody>\n{rows}</tbody></table></div></div>",
            self.heads("check", |library| match library.file {
                OURS => OURS.to_owned(),
                _ => format!(
                    "<a href=\"#{}\">{}</a>",
                    address(library.title),
                    library.title
                ),
            })
        )
    }

    fn count(
        &self,
        library: &Library,
        mode: usize,
        is_here: impl Fn(&Value) -> bool,
    ) -> String {
        let here = self.questions.iter().zip(&library.answers);
        let here = here.filter(|(question, _)| {
            is_here(question)
                && ["must", "should"].contains(&text(question, "strength"))
        });
        let (mut asked, mut differ) = (0, 0);
        for (question, answers) in here {
            asked += usize::from(answers[mode].outcome != Outcome::NotAsked);
            differ += usize::from(differs(question, &answers[mode]));
        }
        match (asked, differ) {
            (0, _) => "<td>–</td>".to_owned(),
            (_, 0) => "<td>·</td>".to_owned(),
            _ => format!("<td class=\"d\">{differ}</td>"),
        }
    }

    fn heads(&self, first: &str, shown: impl Fn(&Library) -> String) -> String {
        let titles = self.libraries.iter().map(|library| {
            format!("<th scope=\"col\"><span>{}</span></th>", shown(library))
        });
        let titles: String = titles.collect();
        format!("<thead><tr><th scope=\"col\">{first}</th>{titles}</tr></thead>\n")
    }

    /// A table for each check.
    fn all_questions(&self) -> String {
        let mut tables = String::from("<div class=\"peers\" id=\"peers\">\n");
        for group_number in 0..=DRAWN {
            let here: Vec<usize> = (0..self.questions.len())
                .filter(|place| group(&self.questions[*place]) == group_number)
                .collect();
            let title = escaped(&title_of(group_number));
            let rows: String = here.iter().map(|place| self.row(*place)).collect();
            write!(
                tables,
                "<details><summary>{title} <span>({} questions)</span></summary>\n\
                 <div class=\"table-wrapper\"><table>\n{}<tbody>\n{rows}</tbody></table></div></details>\n",
                here.len(),
                self.heads("question, and what the rule says", |library| escaped(library.title))
            )
            .unwrap();
        }
        tables + "</div>"
    }

    fn row(&self, place: usize) -> String {
        let question = &self.questions[place];
        let name = escaped(text(question, "name"));
        let wish = match (question["accept"] == true, text(question, "strength")) {
            (true, "good") => "a good token".to_owned(),
            (true, _) => "may be refused".to_owned(),
            (false, "choice") => "may be taken".to_owned(),
            (false, strength) => format!("{strength} be refused"),
        };
        let rule = escaped(text(question, "rule"));
        let mut row = format!(
            "<tr data-q=\"{place}\"><th scope=\"row\">{name} <small>{wish}, {rule}</small></th>"
        );
        for library in &self.libraries {
            let answers = &library.answers[place];
            let signs: String =
                answers.iter().map(|answer| answer.outcome.sign()).collect();
            let is_other = answers.iter().any(|answer| differs(question, answer));
            let (class, mark) = match (is_other, text(question, "strength")) {
                (false, _) => ("", ""),
                (true, "must" | "should") => (" class=\"d\"", "!"),
                (true, _) => (" class=\"c\"", "~"),
            };
            write!(row, "<td{class}>{signs}{mark}</td>").unwrap();
        }
        row + "</tr>\n"
    }

    /// Each text stands once, and answers are their numbers.
    fn said(&self) -> Value {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut words: Vec<&str> = Vec::new();
        let mut answers = Vec::new();
        for place in 0..self.questions.len() {
            let mut row = Vec::new();
            for answer in
                self.libraries.iter().flat_map(|library| &library.answers[place])
            {
                let number = *numbers.entry(&answer.words).or_insert_with(|| {
                    words.push(&answer.words);
                    words.len() - 1
                });
                row.push(number);
            }
            answers.push(row);
        }
        let questions: Vec<Value> = self
            .questions
            .iter()
            .map(|question| {
                let secret = match question["secret"].as_str() {
                    Some(text) => json!(text),
                    None => json!([question["secret_base64url"]]),
                };
                let (now, expected) = (&question["now"], &question["expected"]);
                json!([shortened(text(question, "token")), secret, now, expected])
            })
            .collect();
        json!({"questions": questions, "words": words, "answers": answers})
    }

    /// What the strict call answers otherwise than the rules.
    fn what_is_left_to(&self, library: &Library) -> String {
        const MUST: usize = 0;
        let mut lists: BTreeMap<(usize, &str), Vec<&Value>> = BTreeMap::new();
        for (question, answers) in self.questions.iter().zip(&library.answers) {
            if !differs(question, &answers[1]) {
                continue;
            }
            let place =
                match (question["accept"] == true, text(question, "strength")) {
                    (false, "must") => {
                        (MUST, "Still taken, where a standard says must refuse")
                    }
                    (false, "should") => {
                        (1, "Still taken, where a standard says should refuse")
                    }
                    (false, _) => {
                        (2, "Still taken, where the standards leave a choice")
                    }
                    (true, _) => (3, "Refused, though no rule asks for it"),
                };
            lists.entry(place).or_default().push(question);
        }
        let about = &library.about;
        let mut text = format!(
            "<p>Version {}, from {}, asked on {}.</p>\n",
            text(about, "version"),
            text(about, "source"),
            text(about, "day")
        );
        if lists.is_empty() {
            text += "<p>It answers each question as the rules want.</p>\n";
        }
        for ((place, title), questions) in lists {
            let (count, names) = (questions.len(), names(&questions));
            let part = match place {
                MUST => {
                    format!("<p><strong>{title}</strong> ({count}): {names}.</p>")
                }
                _ => format!(
                    "<details><summary>{title} ({count})</summary>\n<p>{names}.</p></details>"
                ),
            };
            text += &part;
            text.push('\n');
        }
        let cannot = self.cannot_be_asked(library);
        if !cannot.is_empty() {
            let cannot = cannot.join(", ");
            writeln!(
                text,
                "<p><strong>It has no option for</strong> {cannot}.</p>"
            )
            .unwrap();
        }
        text
    }

    fn cannot_be_asked(&self, library: &Library) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (question, answers) in self.questions.iter().zip(&library.answers) {
            let expected = question["expected"].as_object().expect("an object");
            for name in expected.keys() {
                let only_one = expected.len() == 1;
                let words = match name.as_str() {
                    "token_type" => "a type",
                    "max_age" => "a maximum age",
                    "leeway" => "leeway",
                    "audience" => "an audience",
                    "issuer" => "an issuer",
                    "subject" => "a subject",
                    "token_id" => "a <code>jti</code>",
                    _ => "a required <code>exp</code>",
                };
                let is_new = !names.iter().any(|known| known == words);
                if only_one && answers[1].outcome == Outcome::NotAsked && is_new {
                    names.push(words.to_owned());
                }
            }
        }
        names
    }
}

/// What is drawn by chance has no telling name: of these, how many.
fn names(questions: &[&Value]) -> String {
    let (drawn, others): (Vec<&Value>, Vec<&Value>) =
        questions.iter().partition(|question| group(question) == DRAWN);
    let names = others.iter().map(|question| escaped(text(question, "name")));
    let drawn = match drawn.len() {
        0 => None,
        count => Some(format!("{count} drawn by chance")),
    };
    names.chain(drawn).collect::<Vec<String>>().join(" · ")
}

/// A token of many thousand characters fills no page.
fn shortened(token: &str) -> String {
    match token.char_indices().nth(800) {
        None => token.to_owned(),
        Some((end, _)) => {
            format!("{}… ({} characters)", &token[..end], token.chars().count())
        }
    }
}

/// The address that mdBook gives a heading.
fn address(title: &str) -> String {
    let title = title.to_lowercase().replace(' ', "-");
    title.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
