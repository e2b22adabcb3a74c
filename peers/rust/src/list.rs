//! The questions, check by check, each check from both sides.

mod attacks;
mod drawn;
mod forge;

use std::collections::HashSet;
use std::time::Duration;

use fuzz::Expected;
use jwt_by_hand::{base64url, printed_token};
use serde_json::{Value, json};

use crate::question::Question;
use crate::rules::Strength;
use forge::{Forged, claims, header, payload, resigned};

/// When the good token was issued, and when all are asked: a minute later.
const IAT: i64 = 1_690_407_762;
const NOW: i64 = IAT + 60;
const EXP: i64 = IAT + 3600;

pub fn questions() -> Vec<Question> {
    let mut list = List(Vec::new());
    list.secrets();
    list.length_and_parts();
    list.header_encoding();
    list.header_json();
    list.extensions();
    list.algorithm();
    list.token_type();
    list.signature_encoding();
    list.signature();
    list.payload_json();
    list.claim_types();
    list.time();
    list.parties();
    let mut questions = list.0;
    questions.extend(attacks::questions());
    questions.sort_by_key(|question| question.verdict.check);
    questions.extend(drawn::questions());
    let names: HashSet<&String> = questions.iter().map(|one| &one.name).collect();
    assert_eq!(names.len(), questions.len(), "each name stands once");
    questions
}

struct List(Vec<Question>);

impl List {
    /// To be refused, at this check.
    fn no(&mut self, check: usize, name: &str, forged: impl Into<Forged>) {
        let question = Question::new(name, "check", forged.into().case());
        assert!(!question.verdict.accept, "{name} is accepted");
        assert_eq!(question.verdict.check, check, "{name}");
        self.0.push(question);
    }

    /// The same, and somebody has won something if it isn't.
    fn attack(&mut self, check: usize, name: &str, forged: impl Into<Forged>) {
        self.no(check, name, forged);
        self.last().kind = "attack";
    }

    /// To be taken. The check is the one that it is about.
    fn yes(
        &mut self,
        check: usize,
        name: &str,
        rule: &'static str,
        forged: impl Into<Forged>,
    ) {
        let mut question = Question::new(name, "check", forged.into().case());
        assert!(question.verdict.accept, "{name} is refused");
        question.verdict.check = check;
        question.verdict.rule = rule;
        self.0.push(question);
    }

    fn last(&mut self) -> &mut Question {
        self.0.last_mut().expect("a question")
    }

    /// The standards would allow the other answer as well.
    fn is_a_choice(&mut self) {
        self.last().verdict.strength = Strength::Choice;
    }

    fn is_from_a_standard(&mut self) {
        self.last().kind = "standard";
    }
}

fn good() -> String {
    claims(json!({})).token
}

fn parts() -> [String; 3] {
    let parts: Vec<String> = good().split('.').map(str::to_owned).collect();
    parts.try_into().expect("three parts")
}

// The secret, before any check.
impl List {
    fn secrets(&mut self) {
        let under =
            |secret: &[u8]| Forged::new(good()).secret(secret).signed_again();
        self.no(0, "a secret of 1 byte", under(b"x"));
        self.no(
            0,
            "a secret of 8 bytes: the documented token, made again",
            Forged::new(printed_token::MADE_AGAIN)
                .secret(printed_token::SECRET.as_bytes()),
        );
        self.no(0, "a secret of 31 bytes", under(&[b'k'; 31]));
        let rule = "RFC 7518 §3.2";
        self.yes(0, "a secret of 32 bytes", rule, under(&[b'k'; 32]));
        self.yes(0, "a secret of 64 bytes", rule, under(&[b'k'; 64]));
        self.yes(
            0,
            "a secret of 65 bytes, which HMAC hashes first",
            "RFC 2104 §2",
            under(&[b'k'; 65]),
        );
        self.yes(0, "a secret of 200 bytes", rule, under(&[b'k'; 200]));
        self.yes(
            0,
            "a secret with letters outside ASCII",
            rule,
            under("ein Schlüssel, der länger ist als nötig".as_bytes()),
        );
        self.yes(
            0,
            "a secret of binary bytes",
            rule,
            under(&(0..=255).collect::<Vec<u8>>()),
        );
    }
}

// Checks 1 and 2.
impl List {
    fn length_and_parts(&mut self) {
        let long = |bytes| claims(json!({"text": "x".repeat(bytes)}));
        self.no(1, "nothing", "");
        self.no(1, "over 8 KiB", long(8192));
        self.yes(1, "8,188 bytes", "RFC 7519 §7.2", long(5984));

        let [head, body, tag] = parts();
        let good = good();
        for text in ["undefined", "null", "[object Object]"] {
            self.no(2, &format!("\"{text}\""), text);
        }
        self.no(2, "\"Bearer \" in front", format!("Bearer {good}"));
        self.no(2, "\"bearer \" in front", format!("bearer {good}"));
        self.no(2, "Basic credentials", "Basic YWRhOmFuYWx5dGljYWwgZW5naW5l");
        self.no(2, "quotes around", format!("\"{good}\""));
        self.no(2, "apostrophes around", format!("'{good}'"));
        self.no(2, "a space behind", format!("{good} "));
        self.no(2, "a space in front", format!(" {good}"));
        self.no(2, "a line break behind", format!("{good}\n"));
        self.no(2, "one part", head.clone());
        self.no(2, "two parts", format!("{head}.{body}"));
        self.no(2, "a dot in front", format!(".{good}"));
        self.no(2, "a dot behind", format!("{good}."));
        self.no(2, "four parts", format!("{good}.{tag}"));
        self.no(2, "five parts", format!("{head}.a.b.c.d"));
        self.attack(2, "a hundred dots", ".".repeat(100));
        self.yes(2, "a good token", "RFC 7519 §7.2", good);
    }
}

// Check 3.
impl List {
    fn header_encoding(&mut self) {
        let [head, body, _] = parts();
        let with = |head: &str| resigned(format!("{head}.{body}"));
        self.no(3, "padding", with(&format!("{head}=")));
        let slash =
            base64url::encode(r#"{"alg":"HS256","typ":"JWT","kid":"???>"}"#);
        assert!(slash.contains('_'));
        let standard = slash.replace('_', "/").replace('-', "+");
        self.no(3, "the standard alphabet in the header", with(&standard));
        self.yes(3, "_ in the header", "RFC 4648 §5", with(&slash));
        self.no(
            3,
            "a space in the header",
            with(&format!("{} {}", &head[..8], &head[8..])),
        );
        self.no(
            3,
            "a line break in the header",
            with(&format!("{}\n{}", &head[..8], &head[8..])),
        );
        self.no(3, "an é in the header", with(&format!("{head}é")));
        self.no(3, "a character too many in the header", with(&format!("{head}A")));
        let odd = base64url::encode(r#"{"alg":"HS256","typ":"JWT" }"#);
        assert_ne!(odd.len() % 4, 0);
        self.no(3, "a header with spare bits", with(&next(&odd)));
        self.yes(
            3,
            "a header that padding would follow",
            "RFC 7515 §2",
            with(&odd),
        );
    }
}

/// The same bytes, and other spare bits: the base64url character after the last one.
fn next(text: &str) -> String {
    let (front, last) = text.split_at(text.len() - 1);
    let place = base64url::ALPHABET.find(last).expect("base64url");
    format!("{front}{}", char::from(base64url::ALPHABET.as_bytes()[place + 1]))
}

// Check 4.
impl List {
    fn header_json(&mut self) {
        self.no(4, "a header that is no JSON", header("alg=HS256"));
        self.no(4, "a header that is a list", header("[]"));
        self.no(4, "a header that is text", header("\"HS256\""));
        self.no(4, "a header that is a number", header("256"));
        self.no(4, "a header that is null", header("null"));
        self.no(4, "an empty header", header(""));
        self.no(
            4,
            "a header that ends too soon",
            header(r#"{"alg":"HS256","typ":"JWT""#),
        );
        self.no(
            4,
            "text behind the header's JSON",
            header(r#"{"alg":"HS256","typ":"JWT"}x"#),
        );
        self.no(
            4,
            "a comma too many in the header",
            header(r#"{"alg":"HS256","typ":"JWT",}"#),
        );
        self.no(
            4,
            "a comment in the header",
            header(r#"{"alg":"HS256","typ":"JWT"/**/}"#),
        );
        self.no(
            4,
            "apostrophes in the header",
            header("{'alg':'HS256','typ':'JWT'}"),
        );
        self.no(
            4,
            "a byte order mark before the header",
            header("\u{feff}{\"alg\":\"HS256\",\"typ\":\"JWT\"}"),
        );
        self.no(
            4,
            "bad UTF-8 in the header",
            header(&b"{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"\xff\"}"[..]),
        );
        self.no(
            4,
            "half a surrogate pair in the header",
            header(r#"{"alg":"HS256","typ":"JWT","kid":"\ud800"}"#),
        );
        self.no(
            4,
            "a line break in a text of the header",
            header("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"a\nb\"}"),
        );
        self.no(
            4,
            "1e400 in the header",
            header(r#"{"alg":"HS256","typ":"JWT","x":1e400}"#),
        );
        self.no(
            4,
            "NaN in the header",
            header(r#"{"alg":"HS256","typ":"JWT","x":NaN}"#),
        );
        self.no(
            4,
            "a header 200 deep",
            header(format!(
                r#"{{"alg":"HS256","typ":"JWT","x":{}{}}}"#,
                "[".repeat(200),
                "]".repeat(200)
            )),
        );
        self.no(
            4,
            "alg twice, HS256 both times",
            header(r#"{"alg":"HS256","typ":"JWT","alg":"HS256"}"#),
        );
        self.attack(
            4,
            "alg twice, none first",
            header(r#"{"alg":"none","alg":"HS256","typ":"JWT"}"#),
        );
        self.attack(
            4,
            "alg twice, none last",
            header(r#"{"alg":"HS256","typ":"JWT","alg":"none"}"#),
        );
        self.no(
            4,
            "alg twice, once with an escape",
            header(r#"{"alg":"HS256","typ":"JWT","\u0061lg":"HS256"}"#),
        );
        self.no(
            4,
            "a kid twice",
            header(r#"{"alg":"HS256","typ":"JWT","kid":"a","kid":"b"}"#),
        );
        for (what, value) in [
            ("number", json!(7)),
            ("list", json!(["a"])),
            ("object", json!({"a": 1})),
            ("null", Value::Null),
        ] {
            let article = if what == "object" { "an" } else { "a" };
            let name =
                format!("a kid that is {article} {what}").replace("a null", "null");
            self.no(
                4,
                &name,
                header(format!(r#"{{"alg":"HS256","typ":"JWT","kid":{value}}}"#)),
            );
        }
        self.no(4, "a typ that is a number", header(r#"{"alg":"HS256","typ":7}"#));
        self.no(4, "a typ that is null", header(r#"{"alg":"HS256","typ":null}"#));

        self.yes(
            4,
            "white space in the header",
            "RFC 8259 §2",
            header("{ \"typ\" : \"JWT\",\r\n\t\"alg\" : \"HS256\" }\n"),
        );
        self.yes(
            4,
            "typ first, then alg",
            "RFC 8259 §1",
            header(r#"{"typ":"JWT","alg":"HS256"}"#),
        );
        self.yes(
            4,
            "escapes in the header's names and values",
            "RFC 7515 §5.3",
            header(r#"{"\u0061lg":"\u0048S256","typ":"JWT"}"#),
        );
        self.yes(
            4,
            "a kid that is a path",
            "RFC 7515 §4.1.4",
            header(r#"{"alg":"HS256","typ":"JWT","kid":"../../dev/null"}"#),
        );
        self.is_a_choice();
        self.yes(4, "jku, x5u and jwk in the header", "RFC 7515 §4.1.2, §4.1.3, §4.1.5", header(r#"{"alg":"HS256","typ":"JWT","jku":"https://evil.example/keys","x5u":"https://evil.example/x5u","jwk":{"kty":"oct","k":"AAAA"}}"#));
        self.is_a_choice();
        self.yes(
            4,
            "a name that nobody knows in the header",
            "RFC 7515 §4",
            header(r#"{"alg":"HS256","typ":"JWT","https://example.com/x":[1,{"y":null}]}"#),
        );
        self.yes(
            4,
            "__proto__ in the header",
            "RFC 7515 §4",
            header(r#"{"alg":"HS256","typ":"JWT","__proto__":{"alg":"none"}}"#),
        );
    }
}

// Checks 5 to 7.
impl List {
    // RFC 7515 §4.1.11 obliges a verifier to refuse what it doesn't understand. A `crit`
    // that breaks its other rules it may refuse, and `b64` it may understand.
    fn extensions(&mut self) {
        let with =
            |more: &str| header(format!(r#"{{"alg":"HS256","typ":"JWT",{more}}}"#));
        self.attack(
            5,
            "crit names an extension that nobody knows",
            with(r#""crit":["https://example.com/x"],"https://example.com/x":1"#),
        );
        self.no(5, "crit in the header", with(r#""crit":["exp"],"exp":1"#));
        self.no(5, "crit names what is not there", with(r#""crit":["x"]"#));
        self.no(5, "crit names alg", with(r#""crit":["alg"]"#));
        self.is_a_choice();
        self.no(5, "crit is an empty list", with(r#""crit":[]"#));
        self.is_a_choice();
        self.no(5, "crit is text", with(r#""crit":"exp","exp":1"#));
        self.is_a_choice();
        self.no(5, "crit is null", with(r#""crit":null"#));
        self.is_a_choice();
        self.no(5, "b64 in the header", with(r#""b64":false"#));
        self.no(
            5,
            "b64 is true, and critical",
            with(r#""b64":true,"crit":["b64"]"#),
        );
        self.is_a_choice();
        self.attack(
            5,
            "b64 is false, and critical",
            with(r#""b64":false,"crit":["b64"]"#),
        );
    }

    fn algorithm(&mut self) {
        let [_, body, _] = parts();
        let unsigned = |alg: &str| {
            format!(
                "{}.{body}.",
                base64url::encode(format!(r#"{{"alg":"{alg}","typ":"JWT"}}"#))
            )
        };
        self.attack(6, "alg none, no signature", unsigned("none"));
        for alg in ["None", "NONE", "nOnE", "none "] {
            self.attack(
                6,
                &format!(
                    "alg {}, no signature",
                    alg.replace("none ", "none with a space behind")
                ),
                unsigned(alg),
            );
        }
        self.attack(
            6,
            "alg none, a signature",
            header(r#"{"alg":"none","typ":"JWT"}"#),
        );
        self.no(6, "alg hs256", header(r#"{"alg":"hs256","typ":"JWT"}"#));
        self.no(
            6,
            "alg HS256 with a space behind",
            header(r#"{"alg":"HS256 ","typ":"JWT"}"#),
        );
        self.no(
            6,
            "alg HS256 with a NUL behind",
            header(r#"{"alg":"HS256\u0000","typ":"JWT"}"#),
        );
        self.no(6, "no alg", header(r#"{"typ":"JWT"}"#));
        self.no(6, "alg is empty", header(r#"{"alg":"","typ":"JWT"}"#));
        self.no(6, "alg null", header(r#"{"alg":null,"typ":"JWT"}"#));
        self.no(6, "alg is a list", header(r#"{"alg":["HS256"],"typ":"JWT"}"#));
        self.no(6, "alg is a number", header(r#"{"alg":256,"typ":"JWT"}"#));
        self.no(6, "Alg for alg", header(r#"{"Alg":"HS256","typ":"JWT"}"#));
        self.no(
            6,
            "HS384, and the tag is right",
            forge::with_sha384(r#"{"alg":"HS384","typ":"JWT"}"#),
        );
        self.no(
            6,
            "HS512, and the tag is right",
            forge::with_sha512(r#"{"alg":"HS512","typ":"JWT"}"#),
        );
        self.attack(
            6,
            "RS256, and a tag of HS256",
            header(r#"{"alg":"RS256","typ":"JWT"}"#),
        );
        let zeros = base64url::encode([0; 64]);
        self.attack(
            6,
            "ES256, and a signature of zeros",
            unsigned("ES256") + &zeros,
        );
    }

    fn token_type(&mut self) {
        let typ = |typ: &str| header(format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#));
        let wanting = |forged: Forged| {
            forged.expecting(|expected| {
                expected.token_type = Some("at+jwt".to_owned())
            })
        };
        let rule = "RFC 7515 §4.1.9";
        self.yes(7, "no typ", "RFC 7519 §5.1", header(r#"{"alg":"HS256"}"#));
        self.yes(7, "typ jwt", rule, typ("jwt"));
        self.yes(7, "typ application/jwt", rule, typ("application/jwt"));
        self.attack(7, "typ at+jwt", typ("at+jwt"));
        self.attack(7, "typ refresh+jwt", typ("refresh+jwt"));
        self.no(7, "typ JOSE", typ("JOSE"));
        self.no(7, "typ text/jwt", typ("text/jwt"));
        self.no(7, "typ is empty", typ(""));
        self.yes(
            7,
            "at+jwt wanted, at+jwt given",
            "RFC 9068 §4",
            wanting(typ("at+jwt")),
        );
        self.yes(
            7,
            "at+jwt wanted, application/at+jwt given",
            "RFC 9068 §4",
            wanting(typ("application/at+jwt")),
        );
        self.yes(7, "at+jwt wanted, AT+JWT given", rule, wanting(typ("AT+JWT")));
        self.attack(7, "at+jwt wanted, JWT given", wanting(typ("JWT")));
        self.no(
            7,
            "at+jwt wanted, no typ given",
            wanting(header(r#"{"alg":"HS256"}"#)),
        );
        self.no(7, "at+jwt wanted, text/at+jwt given", wanting(typ("text/at+jwt")));
    }
}

// Checks 8 and 9.
impl List {
    fn signature_encoding(&mut self) {
        let [head, body, tag] = parts();
        let with = |tag: &str| format!("{head}.{body}.{tag}");
        let bytes = base64url::decode(&tag).expect("base64url");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        self.attack(8, "an empty signature", with(""));
        self.no(8, "a signature cut off by one", with(&tag[..42]));
        self.no(8, "half a signature", with(&tag[..22]));
        self.attack(8, "a signature with spare bits", with(&next(&tag)));
        self.no(8, "a signature with padding", with(&format!("{tag}=")));
        self.no(8, "a signature with a character behind", with(&format!("{tag}A")));
        self.no(
            8,
            "a signature of 33 bytes",
            with(&base64url::encode([&bytes[..], &[0]].concat())),
        );
        self.no(
            8,
            "a signature twice",
            with(&base64url::encode([&bytes[..], &bytes].concat())),
        );
        self.no(
            8,
            "a signature in hexadecimal",
            with(&base64url::encode(hex.as_bytes())),
        );
        self.no(8, "hexadecimal digits in the signature's place", with(&hex));
        self.no(
            8,
            "a line break in the signature",
            with(&format!("{}\n{}", &tag[..20], &tag[20..])),
        );
        let standard = forge::with_both_characters();
        let (input, its_tag) = standard.rsplit_once('.').expect("a dot");
        self.yes(8, "- and _ in the signature", "RFC 4648 §5", standard.clone());
        self.no(
            8,
            "+ and / in the signature",
            format!("{input}.{}", its_tag.replace('-', "+").replace('_', "/")),
        );
        self.no(
            8,
            "a tag of HS384 under HS256",
            forge::with_sha384(r#"{"alg":"HS256","typ":"JWT"}"#),
        );
    }

    fn signature(&mut self) {
        let [head, body, tag] = parts();
        let bytes = base64url::decode(&tag).expect("base64url");
        let with =
            |bytes: &[u8]| format!("{head}.{body}.{}", base64url::encode(bytes));
        let flipped = |place: usize, bit: u8| {
            let mut bytes = bytes.clone();
            bytes[place] ^= bit;
            with(&bytes)
        };
        let secret = forge::SECRET;
        let under = |other: &[u8]| {
            Forged::new(good()).secret(other).signed_again().secret(secret)
        };
        self.no(9, "another secret", under(b"another text, of 32 bytes or more"));
        self.no(
            9,
            "the secret with a line break behind",
            under(&[secret, b"\n"].concat()),
        );
        self.no(
            9,
            "the secret, base64url-encoded",
            under(base64url::encode(secret).as_bytes()),
        );
        self.attack(9, "a tag made under the empty secret", under(b""));
        self.attack(
            9,
            "another payload",
            format!(
                "{head}.{}.{tag}",
                base64url::encode(format!(
                    r#"{{"id":"234567","iat":{IAT},"exp":{EXP}}}"#
                ))
            ),
        );
        self.attack(
            9,
            "another header",
            format!("{}.{body}.{tag}", base64url::encode(r#"{"alg":"HS256"}"#)),
        );
        self.attack(9, "a signature of zeros", with(&[0; 32]));
        self.no(9, "the first bit of the signature flipped", flipped(0, 0x80));
        self.no(9, "the last bit of the signature flipped", flipped(31, 1));
        let json = format!(
            r#"{{"alg":"HS256","typ":"JWT"}}.{{"id":"123456","iat":{IAT},"exp":{EXP}}}"#
        );
        self.no(9, "a tag over the JSON", with(&forge::tag(&json, secret)));
        self.no(
            9,
            "a tag over payload, dot, header",
            with(&forge::tag(&format!("{body}.{head}"), secret)),
        );
        self.no(
            9,
            "SHA-256 of secret and text, without HMAC",
            with(&forge::sha256(
                &[secret, head.as_bytes(), b".", body.as_bytes()].concat(),
            )),
        );
        self.attack(
            9,
            "SHA-256 of the text, without a secret",
            with(&forge::sha256(format!("{head}.{body}").as_bytes())),
        );
        self.attack(
            9,
            "the tag of another token",
            format!(
                "{head}.{body}.{}",
                claims(json!({"id": "234567"}))
                    .token
                    .rsplit_once('.')
                    .expect("a dot")
                    .1
            ),
        );
        self.no(
            9,
            "the printed token, under a secret of 32 bytes",
            printed_token::TOKEN,
        );
        self.yes(
            9,
            "a good signature, of other claims",
            "RFC 7518 §3.2",
            claims(json!({"id": "234567"})),
        );
    }
}

// Check 10.
impl List {
    fn payload_json(&mut self) {
        let time = format!(r#""exp":{EXP}"#);
        let with = |more: &str| payload(format!("{{{time},{more}}}"));
        self.no(10, "a payload that is no JSON", payload("plain text"));
        self.no(10, "a payload that is a list", payload("[]"));
        self.no(
            10,
            "a payload that is a list of claims",
            payload(format!("[{{{time}}}]")),
        );
        self.no(10, "a payload that is text", payload("\"admin\""));
        self.no(10, "a payload that is a number", payload("7"));
        self.no(10, "a payload that is null", payload("null"));
        self.no(10, "a payload that is true", payload("true"));
        self.no(10, "an empty payload", payload(""));
        self.no(
            10,
            "a payload that is JSON twice over",
            payload(json!(format!("{{{time}}}")).to_string()),
        );
        self.no(10, "a payload that ends too soon", payload(format!("{{{time}")));
        self.no(
            10,
            "text behind the payload's JSON",
            payload(format!("{{{time}}}x")),
        );
        self.no(
            10,
            "two objects in the payload",
            payload(format!("{{{time}}}{{{time}}}")),
        );
        self.no(
            10,
            "a comma too many in the payload",
            payload(format!("{{{time},}}")),
        );
        self.no(
            10,
            "a comment in the payload",
            with(r#""id":"123456"/* that's me */"#),
        );
        self.no(10, "apostrophes in the payload", with("'id':'123456'"));
        self.no(
            10,
            "a byte order mark before the payload",
            payload(format!("\u{feff}{{{time}}}")),
        );
        self.no(
            10,
            "bad UTF-8 in the payload",
            payload(
                [format!("{{{time},\"id\":\"").as_bytes(), b"\xff\"}"].concat(),
            ),
        );
        self.no(
            10,
            "half a surrogate pair in the payload",
            with(r#""id":"\ud800""#),
        );
        self.no(10, "a tab in a text of the payload", with("\"id\":\"a\tb\""));
        self.no(10, "NaN in the payload", with(r#""x":NaN"#));
        self.no(10, "a number that begins with 0", with(r#""x":01"#));
        self.no(
            10,
            "a payload 200 deep",
            with(&format!(r#""x":{}{}"#, "[".repeat(200), "]".repeat(200))),
        );
        self.no(10, "a name twice", with(r#""id":"123456","id":"234567""#));
        self.no(
            10,
            "a name twice, once with an escape",
            with(r#""id":"123456","\u0069d":"234567""#),
        );
        self.no(
            10,
            "a name twice, deeper",
            with(r#""user":{"id":"123456","id":"234567"}"#),
        );
        self.attack(
            10,
            "exp twice, the past one first",
            payload(format!(r#"{{"exp":{IAT},"exp":{EXP}}}"#)),
        );
        self.no(
            10,
            "exp twice, the past one last",
            payload(format!(r#"{{"exp":{EXP},"exp":{IAT}}}"#)),
        );
        let [head, body, _] = parts();
        let padded = |body: &str| resigned(format!("{head}.{body}"));
        let one = base64url::encode(format!(r#"{{"id":"123456","exp":{EXP}}}"#));
        assert_eq!(one.len() % 4, 3);
        self.no(10, "padding behind the payload", padded(&format!("{one}=")));
        self.no(10, "a payload with spare bits", padded(&next(&one)));
        let standard = base64url::encode(format!(r#"{{{time},"a":"???>"}}"#))
            .replace('_', "/")
            .replace('-', "+");
        self.no(10, "the standard alphabet", padded(&standard));
        self.no(
            10,
            "a space in the payload",
            padded(&format!("{} {}", &body[..8], &body[8..])),
        );

        let rule = "RFC 8259 §2";
        self.yes(
            10,
            "white space in the payload",
            rule,
            payload(format!("\r\n{{ \"id\" : \"123456\",\t{time} }} ")),
        );
        self.yes(
            10,
            "letters of all the world",
            "RFC 8259 §8.1",
            with(r#""name":"Zoë 李 𝄞""#),
        );
        self.yes(
            10,
            "escapes in the payload",
            "RFC 8259 §7",
            with(r#""name":"Zo\u00eb \ud834\udd1e \/""#),
        );
        self.yes(
            10,
            "all kinds of values",
            "RFC 8259 §3",
            with(r#""a":[null,true,1.5e-7,-0,{"b":{}}],"":"""#),
        );
        self.yes(
            10,
            "a payload 50 deep",
            "RFC 8259 §9",
            with(&format!(r#""x":{}{}"#, "[".repeat(50), "]".repeat(50))),
        );
        self.is_a_choice();
        self.yes(
            10,
            "__proto__ in the payload",
            "RFC 7519 §4",
            with(r#""__proto__":{"admin":true}"#),
        );
        self.yes(
            10,
            "a number of 2 to the power of 53, and one",
            "RFC 8259 §6",
            with(r#""x":9007199254740993"#),
        );
        let key = "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg";
        let secret = base64url::decode(key).expect("base64url");
        self.no(
            10,
            "RFC 7520 §4.4, which signs a text",
            Forged::new(
                standards()["rfc7520_4_4"]["token"].as_str().expect("a token"),
            )
            .secret(&secret),
        );
        self.is_from_a_standard();
    }
}

fn standards() -> Value {
    let text = include_str!("../../../tests/vectors/standards.json");
    serde_json::from_str(text).expect("JSON")
}

// Check 11.
impl List {
    fn claim_types(&mut self) {
        let with = |more: &str| payload(format!(r#"{{"id":"123456",{more}}}"#));
        let good = |more: &str| {
            payload(format!(r#"{{"id":"123456","exp":{EXP},{more}}}"#))
        };
        self.attack(11, "exp as text", with(&format!(r#""exp":"{EXP}""#)));
        self.attack(
            11,
            "exp as text, a minute ago",
            with(&format!(r#""exp":"{IAT}""#)),
        );
        self.attack(11, "exp as a word", with(r#""exp":"never""#));
        self.attack(11, "exp null", with(r#""exp":null"#));
        self.no(11, "exp true", with(r#""exp":true"#));
        self.no(11, "exp as a list", with(&format!(r#""exp":[{EXP}]"#)));
        self.no(11, "exp as an object", with(r#""exp":{}"#));
        self.attack(11, "exp 1e400, which is infinite", with(r#""exp":1e400"#));
        self.no(11, "nbf as text", good(&format!(r#""nbf":"{IAT}""#)));
        self.attack(
            11,
            "nbf as text, in an hour",
            good(&format!(r#""nbf":"{EXP}""#)),
        );
        self.no(11, "nbf null", good(r#""nbf":null"#));
        self.no(11, "iat as text", good(&format!(r#""iat":"{IAT}""#)));
        self.no(11, "iat null", good(r#""iat":null"#));
        self.no(11, "1e400 in a claim of one's own", good(r#""x":1e400"#));
        self.no(11, "sub as a number", good(r#""sub":7"#));
        self.no(11, "sub null", good(r#""sub":null"#));
        self.no(11, "iss as a number", good(r#""iss":7"#));
        self.no(11, "iss as a list", good(r#""iss":["login"]"#));
        self.no(11, "jti as a number", good(r#""jti":7"#));
        self.no(11, "aud as a number", good(r#""aud":7"#));
        self.no(11, "aud null", good(r#""aud":null"#));
        self.no(11, "aud as an object", good(r#""aud":{"api":true}"#));
        let wanting = |forged: Forged| {
            forged.expecting(|expected| expected.audience = Some("api".to_owned()))
        };
        self.no(
            11,
            "aud as a list with a number, one expected",
            wanting(good(r#""aud":["api",7]"#)),
        );
        self.no(11, "aud as a number, one expected", wanting(good(r#""aud":7"#)));

        let rule = "RFC 7519 §2";
        self.yes(
            11,
            "exp with a fraction",
            rule,
            with(&format!(r#""exp":{EXP}.5"#)),
        );
        self.yes(11, "exp with an exponent", rule, with(r#""exp":1.690411362e9"#));
        self.yes(
            11,
            "nbf with a fraction",
            rule,
            good(&format!(r#""nbf":{IAT}.5"#)),
        );
        self.yes(
            11,
            "iat with a fraction",
            rule,
            good(&format!(r#""iat":{IAT}.5"#)),
        );
        self.yes(
            11,
            "exp after the year 9999",
            rule,
            with(r#""exp":253402300800"#),
        );
        self.yes(
            11,
            "exp after the year 250,000",
            rule,
            with(r#""exp":9000000000000"#),
        );
        self.yes(11, "nbf before 1970", rule, good(r#""nbf":-1"#));
        self.yes(
            11,
            "texts in iss, sub and jti",
            "RFC 7519 §4.1",
            good(r#""iss":"login","sub":"user-7","jti":"0b0c""#),
        );
    }
}

// Check 12.
impl List {
    fn time(&mut self) {
        let exp = |value: Value| claims(json!({"exp": value}));
        let nbf = |value: Value| claims(json!({"nbf": value}));
        let rule = "RFC 7519 §4.1.4";
        self.yes(12, "exp a second after now", rule, exp(json!(NOW + 1)));
        self.yes(
            12,
            "exp half a second after now",
            rule,
            exp(json!(NOW as f64 + 0.5)),
        );
        self.no(12, "exp equal to now", exp(json!(NOW)));
        self.no(12, "exp half a second ago", exp(json!(NOW as f64 - 0.5)));
        self.no(12, "exp a second ago", exp(json!(NOW - 1)));
        self.attack(12, "exp a minute ago", exp(json!(IAT)));
        self.attack(12, "exp 16 minutes ago", exp(json!(NOW - 960)));
        self.no(12, "exp a lifetime", exp(json!(3600)));
        self.no(12, "exp 0", exp(json!(0)));
        self.no(12, "exp before 1970", exp(json!(-1)));
        self.yes(12, "exp in milliseconds", rule, exp(json!(EXP * 1000)));
        self.is_a_choice();
        self.yes(
            12,
            "no exp at all",
            rule,
            payload(format!(r#"{{"id":"123456","iat":{IAT}}}"#)),
        );
        self.is_a_choice();
        let required = |forged: Forged| {
            forged.expecting(|expected| expected.require_expiry = true)
        };
        self.no(
            12,
            "no exp, one required",
            required(payload(r#"{"id":"123456"}"#)),
        );
        self.yes(12, "an exp, one required", rule, required(exp(json!(EXP))));
        let leeway = |forged: Forged| {
            forged.expecting(|expected| expected.leeway = Duration::from_secs(60))
        };
        self.yes(
            12,
            "exp 30 s ago, with a leeway of 60 s",
            rule,
            leeway(exp(json!(NOW - 30))),
        );
        self.yes(
            12,
            "exp 59 s ago, with a leeway of 60 s",
            rule,
            leeway(exp(json!(NOW - 59))),
        );
        self.no(
            12,
            "exp 60 s ago, with a leeway of 60 s",
            leeway(exp(json!(NOW - 60))),
        );
        self.no(
            12,
            "exp 61 s ago, with a leeway of 60 s",
            leeway(exp(json!(NOW - 61))),
        );

        let rule = "RFC 7519 §4.1.5";
        self.yes(12, "nbf a minute ago", rule, nbf(json!(IAT)));
        self.yes(12, "nbf equal to now", rule, nbf(json!(NOW)));
        self.no(12, "nbf half a second after now", nbf(json!(NOW as f64 + 0.5)));
        self.no(12, "nbf a second after now", nbf(json!(NOW + 1)));
        self.attack(12, "nbf 16 minutes after now", nbf(json!(NOW + 960)));
        self.no(12, "nbf in milliseconds", nbf(json!(IAT * 1000)));
        self.yes(
            12,
            "nbf in 60 s, with a leeway of 60 s",
            rule,
            leeway(nbf(json!(NOW + 60))),
        );
        self.no(
            12,
            "nbf in 61 s, with a leeway of 60 s",
            leeway(nbf(json!(NOW + 61))),
        );

        let rule = "RFC 7519 §4.1.6";
        let iat = |value: i64| claims(json!({"iat": value}));
        let at_most = |seconds: u64, forged: Forged| {
            forged.expecting(|expected| {
                expected.max_age = Some(Duration::from_secs(seconds))
            })
        };
        self.yes(12, "iat in an hour", rule, iat(NOW + 3600));
        self.is_a_choice();
        self.yes(
            12,
            "an age of 60 s, with at most 61",
            rule,
            at_most(61, iat(IAT)),
        );
        self.no(12, "an age of 60 s, with at most 60", at_most(60, iat(IAT)));
        self.no(12, "an age of 60 s, with at most 59", at_most(59, iat(IAT)));
        self.no(
            12,
            "a maximum age, no iat",
            at_most(60, payload(format!(r#"{{"exp":{EXP}}}"#))),
        );
        self.no(
            12,
            "iat in an hour, with a maximum age",
            at_most(60, iat(NOW + 3600)),
        );

        let token = standards()["rfc7515_a1"]["token"]
            .as_str()
            .expect("a token")
            .to_owned();
        let secret = base64url::decode(
            standards()["rfc7515_a1"]["key_base64url"].as_str().expect("a key"),
        )
        .expect("base64url");
        self.yes(
            12,
            "RFC 7515 A.1, a second before its exp",
            rule,
            Forged::new(token.clone()).secret(&secret).at(1_300_819_379),
        );
        self.is_from_a_standard();
        self.no(
            12,
            "RFC 7515 A.1, at its exp",
            Forged::new(token).secret(&secret).at(1_300_819_380),
        );
        self.is_from_a_standard();
    }
}

// Check 13.
impl List {
    fn parties(&mut self) {
        let wanting =
            |more: Value, want: fn(&mut Expected)| claims(more).expecting(want);
        let api: fn(&mut Expected) =
            |expected| expected.audience = Some("api".to_owned());
        let url: fn(&mut Expected) =
            |expected| expected.audience = Some("https://api.example".to_owned());
        let rule = "RFC 7519 §4.1.3";
        self.yes(
            13,
            "the audience, alone",
            rule,
            wanting(json!({"aud": "api"}), api),
        );
        self.yes(
            13,
            "the audience, in a list",
            rule,
            wanting(json!({"aud": ["web", "api"]}), api),
        );
        self.attack(13, "another aud", wanting(json!({"aud": "web"}), api));
        self.no(
            13,
            "a list of other auds",
            wanting(json!({"aud": ["web", "shop"]}), api),
        );
        self.no(
            13,
            "an empty list of auds, one expected",
            wanting(json!({"aud": []}), api),
        );
        self.no(
            13,
            "an empty text as aud, one expected",
            wanting(json!({"aud": ""}), api),
        );
        self.no(13, "no aud, one expected", wanting(json!({}), api));
        self.no(13, "an aud in capitals", wanting(json!({"aud": "API"}), api));
        self.no(13, "an aud that is longer", wanting(json!({"aud": "api2"}), api));
        self.no(13, "an aud that is shorter", wanting(json!({"aud": "ap"}), api));
        self.no(
            13,
            "an aud with a slash more",
            wanting(json!({"aud": "https://api.example/"}), url),
        );
        self.attack(
            13,
            "an aud of another domain that begins alike",
            wanting(json!({"aud": "https://api.example.evil"}), url),
        );
        self.no(13, "an aud, none expected", claims(json!({"aud": "web"})));
        self.no(
            13,
            "a list of auds, none expected",
            claims(json!({"aud": ["web", "api"]})),
        );

        let login: fn(&mut Expected) =
            |expected| expected.issuer = Some("login".to_owned());
        let rule = "RFC 7519 §4.1.1";
        self.yes(13, "the issuer", rule, wanting(json!({"iss": "login"}), login));
        self.yes(
            13,
            "an iss, none expected",
            rule,
            claims(json!({"iss": "login"})),
        );
        self.is_a_choice();
        self.attack(13, "another iss", wanting(json!({"iss": "shop"}), login));
        self.no(13, "an iss in capitals", wanting(json!({"iss": "LOGIN"}), login));
        self.no(13, "no iss, one expected", wanting(json!({}), login));
        self.no(
            13,
            "an empty text as iss, one expected",
            wanting(json!({"iss": ""}), login),
        );
        self.no(
            11,
            "iss as a list with the one expected",
            wanting(json!({"iss": ["login", "shop"]}), login),
        );
        self.no(
            11,
            "iss as a number, one expected",
            wanting(json!({"iss": 7}), login),
        );

        let user: fn(&mut Expected) =
            |expected| expected.subject = Some("user-7".to_owned());
        self.yes(
            13,
            "the subject",
            "RFC 7519 §4.1.2",
            wanting(json!({"sub": "user-7"}), user),
        );
        self.no(13, "another sub", wanting(json!({"sub": "user-8"}), user));
        self.no(13, "no sub, one expected", wanting(json!({}), user));

        let id: fn(&mut Expected) =
            |expected| expected.token_id = Some("0b0c".to_owned());
        self.yes(
            13,
            "the token id",
            "RFC 7519 §4.1.7",
            wanting(json!({"jti": "0b0c"}), id),
        );
        self.no(13, "another jti", wanting(json!({"jti": "0b0d"}), id));
        self.no(13, "no jti, one expected", wanting(json!({}), id));

        let all: fn(&mut Expected) = |expected| {
            expected.require_expiry = true;
            expected.audience = Some("api".to_owned());
            expected.issuer = Some("login".to_owned());
            expected.subject = Some("user-7".to_owned());
        };
        self.yes(
            13,
            "audience, issuer and subject, all expected",
            "RFC 7519 §7.2",
            wanting(json!({"aud": "api", "iss": "login", "sub": "user-7"}), all),
        );
    }
}
