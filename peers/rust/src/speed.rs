//! The recorded times of `peers/speed/`, as a table and as a picture.
//!
//! A time says something beside others of the same run. So each is shown as a multiple of
//! the floor of its language: what HMAC, JSON and base64url cost there alone.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use crate::in_the_room;

const WORKS: [(&str, &str); 3] = [
    ("sign", "To sign"),
    ("verify", "To verify"),
    ("refuse", "To refuse a forged tag"),
];
const SIZES: [&str; 3] = ["200 B", "2 KiB", "8 KiB"];
const LANGUAGES: [(&str, &str); 3] =
    [("Rust", "Rust"), ("JavaScript", "Node"), ("Python", "Python")];
const FLOOR: &str = "the floor";

pub struct Times {
    pub day: String,
    lines: Vec<Value>,
}

impl Times {
    pub fn read() -> Times {
        let text = fs::read_to_string(in_the_room("speed/recorded.json"));
        let mut lines: Vec<Value> =
            serde_json::from_str(&text.expect("recorded times")).expect("JSON");
        let about = lines.remove(0);
        Times { day: about["day"].as_str().expect("a day").to_owned(), lines }
    }

    /// In nanoseconds.
    fn of(&self, language: &str, work: &str, size: &str, name: &str) -> f64 {
        let wanted = [
            ("language", language),
            ("work", work),
            ("size", size),
            ("name", name),
        ];
        let mut found = self
            .lines
            .iter()
            .filter(|line| wanted.iter().all(|(key, value)| line[key] == *value));
        let line = found.next().expect("a time of each");
        line["nanoseconds"].as_f64().expect("a number")
    }

    fn multiple(&self, language: &str, work: &str, size: &str, name: &str) -> f64 {
        self.of(language, work, size, name) / self.of(language, work, size, FLOOR)
    }

    /// Ours first, and then by how long it takes to verify a short token.
    fn names(&self, language: &str) -> Vec<&str> {
        let here = self.lines.iter().filter(|line| {
            line["language"] == language
                && line["work"] == "verify"
                && line["size"] == SIZES[0]
        });
        let mut names: Vec<&str> =
            here.filter_map(|line| line["name"].as_str()).collect();
        names.retain(|name| *name != FLOOR);
        names.sort_by(|one, other| {
            let time = |name| self.of(language, "verify", SIZES[0], name);
            time(one).total_cmp(&time(other))
        });
        names
    }

    pub fn table(&self) -> String {
        let mut table = String::from(
            "<div class=\"peers\"><div class=\"table-wrapper\"><table>\n<thead>",
        );
        table += "<tr><td></td>";
        for (_, title) in WORKS {
            write!(table, "<th scope=\"colgroup\" colspan=\"3\">{title}</th>")
                .unwrap();
        }
        table += "</tr>\n<tr><th scope=\"col\">library</th>";
        for size in WORKS.iter().flat_map(|_| SIZES) {
            write!(table, "<th scope=\"col\">{size}</th>").unwrap();
        }
        table += "</tr></thead>\n<tbody>\n";
        for (language, title) in LANGUAGES {
            for name in self.names(language) {
                self.row(&mut table, language, name);
            }
            self.floor(&mut table, language, title);
        }
        table + "</tbody></table></div></div>"
    }

    fn row(&self, table: &mut String, language: &str, name: &str) {
        write!(table, "<tr><th scope=\"row\">{name}</th>").unwrap();
        for (work, _) in WORKS {
            for size in SIZES {
                let multiple = self.multiple(language, work, size, name);
                write!(table, "<td>{multiple:.1}</td>").unwrap();
            }
        }
        *table += "</tr>\n";
    }

    fn floor(&self, table: &mut String, language: &str, title: &str) {
        write!(
            table,
            "<tr class=\"sum\"><th scope=\"row\">{title}: the floor, in µs</th>"
        )
        .unwrap();
        for (work, _) in WORKS {
            for size in SIZES {
                let time = self.of(language, work, size, FLOOR) / 1000.0;
                write!(table, "<td>{time:.1}</td>").unwrap();
            }
        }
        *table += "</tr>\n";
    }
}

// The picture: a bar for each library, three times below one another, so that it fits a
// phone.
const WIDTH: f64 = 430.0;
const BARS: f64 = 170.0;
const LINE: f64 = 17.0;

const STYLE: &str = "\
text { font: 12px system-ui, sans-serif; fill: #24231f }
.title { font-weight: bold; font-size: 14px }
.faint { fill: #55554f }
.ground { fill: #ffffff }
.bar { fill: #8fa3b5 }
.ours { fill: #00596b }
.mark { stroke: #55554f; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
text { fill: #e4e4df }
.faint { fill: #a9b1b8 }
.ground { fill: #16191b }
.bar { fill: #5d7183 }
.ours { fill: #5fd7e5 }
.mark { stroke: #a9b1b8 }
}";

impl Times {
    pub fn picture(&self) -> String {
        let mut parts = String::new();
        let mut y = 2.0;
        for (work, title) in WORKS {
            y += 28.0;
            text(&mut parts, 8.0, y, "title", &format!("{title}, 200 bytes"));
            for (language, of) in LANGUAGES {
                self.bars(&mut parts, &mut y, work, language, of);
            }
        }
        y += 26.0;
        let notes = [
            "Multiples of the floor of the same language, the dashed line:",
            "what HMAC, JSON and base64url cost there alone. Node and",
            "Python each have a process and a clock of their own: between",
            "languages, compare nothing.",
        ];
        for note in notes {
            text(&mut parts, 8.0, y, "faint", note);
            y += 15.0;
        }
        let height = y.ceil();
        let about = "How many times the floor each library takes to sign, verify and \
                     refuse a token of 200 bytes";
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
             width=\"{WIDTH}\" height=\"{height}\" role=\"img\">\n\
             <title>{about}, measured on {}</title>\n<style>\n{STYLE}\n</style>\n\
             <rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\" rx=\"8\"/>\n\
             {parts}</svg>\n",
            self.day
        )
    }

    fn bars(
        &self,
        parts: &mut String,
        y: &mut f64,
        work: &str,
        language: &str,
        of: &str,
    ) {
        let multiple = |name| self.multiple(language, work, SIZES[0], name);
        let longest = LANGUAGES.iter().flat_map(|(language, _)| {
            let names = self.names(language).into_iter();
            names.map(|name| self.multiple(language, work, SIZES[0], name))
        });
        let scale = BARS / longest.fold(1.0, f64::max);
        *y += LINE + 4.0;
        text(parts, 8.0, *y, "faint", of);
        let top = *y + 5.0;
        for name in self.names(language) {
            *y += LINE;
            text(parts, 8.0, *y, "", name);
            let class = if name == "jwt-by-hand" { "ours" } else { "bar" };
            let (width, top) = (multiple(name) * scale, *y - 11.0);
            writeln!(
                parts,
                "<rect class=\"{class}\" x=\"190\" y=\"{top}\" width=\"{width:.1}\" height=\"13\"/>"
            )
            .unwrap();
            let shown = format!("{:.1}", multiple(name));
            text(parts, 190.0 + width + 6.0, *y, "", &shown);
        }
        let floor = 190.0 + scale;
        writeln!(
            parts,
            "<path class=\"mark\" d=\"M{floor:.1} {top}V{}\"/>",
            *y + 4.0
        )
        .unwrap();
    }
}

fn text(parts: &mut String, x: f64, y: f64, class: &str, text: &str) {
    writeln!(
        parts,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>"
    )
    .expect("a String takes all");
}
