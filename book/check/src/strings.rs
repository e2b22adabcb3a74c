//! Whatever could be a part of a token, every eight bytes in hexadecimal and every number
//! above a thousand stands in a test; so do long names, and every test that is named
//! exists. Rust is left out: the compiler reads it.

use regex::Regex;
use scraper::ElementRef;

use crate::pages::{Book, Page, all, files_in, text};

/// Folders of tests: the root's, and those of whole programs that chapters are about. And
/// what other libraries said when they were asked, which `peers/ask` compares.
const PINS: [&str; 5] = [
    "tests",
    "examples/attacks/live/tests",
    "examples/server/tests",
    "examples/node/tests",
    "peers",
];

/// Names that others chose, so that no test of ours need have them: Node's `jsonwebtoken`,
/// `jose`, Rust's `jsonwebtoken`, Python's `base64`, Cargo and Apache.
const NAMES_OF_OTHERS: &str = "
    secretOrPrivateKey TokenExpiredError NotBeforeError JsonWebTokenError
    ExpiredSignature ImmatureSignature InvalidSignature InvalidAlgorithm
    InvalidAlgorithmName MissingRequiredClaim
    createRemoteJWKSet JWSSignatureVerificationFailed
    CARGO_NET_OFFLINE WSGIPassAuthorization
    urlsafe_b64encode urlsafe_b64decode";

pub fn problems(book: &Book, page: &Page) -> Vec<String> {
    let read = |folder: &str| -> String {
        files_in(&book.root.join(folder)).iter().map(|file| text(file)).collect()
    };
    let pins = PINS.map(read).concat() + NAMES_OF_OTHERS;
    let tests = read("exercises/tests") + &pins;
    let regex = |pattern| Regex::new(pattern).unwrap();
    let address = regex(r#"\w+://[^\s)>"'`]*"#);
    let test = regex(r"\bstep_\w+");
    let string = regex(concat!(
        r"[\w-]{16,}|",
        r"\b[[:xdigit:]]{2}( [[:xdigit:]]{2}){7,}\b|",
        r"\b\d{1,3}(,\d{3})+\b",
    ));
    // An option, or a function's name, or words at the beginning of a sentence. Or a line.
    let plain = regex(r"^[-_]*[A-Z]?([a-z]+[-_])*[a-z]*[-_]*$");

    let mut problems = Vec::new();
    for text in texts(page) {
        let text = address.replace_all(text, "");
        for name in test.find_iter(&text).map(|found| found.as_str()) {
            // The beginning of a name will do, as it does for `cargo test`.
            if ["(", "_"]
                .iter()
                .all(|end| !tests.contains(&format!("fn {name}{end}")))
            {
                problems.push(format!("no test is called {name}"));
            }
        }
        let text = test.replace_all(&text, "");
        for string in string.find_iter(&text).map(|found| found.as_str()) {
            let bare = string.replace([' ', ','], "");
            let is_pinned = pins.contains(string) || pins.contains(&bare);
            if !plain.is_match(string) && !is_pinned {
                problems.push(format!("{string} is in no test"));
            }
        }
    }
    problems
}

fn texts(page: &Page) -> impl Iterator<Item = &str> {
    let main = all(&page.shown, if page.is_chapter() { "main" } else { "body" });
    let nodes = main.into_iter().flat_map(|main| main.descendants());
    // The compiler reads Rust, the tests of the pages read widgets, and nobody a script.
    let is_left_out = |element: ElementRef<'_>| {
        let class = element.attr("class").unwrap_or_default();
        class.starts_with("language-rust")
            || element.attr("data-live").is_some()
            || element.value().name() == "script"
    };
    let nodes = nodes.filter(move |node| {
        !node.ancestors().filter_map(ElementRef::wrap).any(is_left_out)
    });
    nodes.filter_map(|node| Some(&**node.value().as_text()?))
}
