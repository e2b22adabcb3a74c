// The committed file
//
// The book's pages load the crate as WebAssembly, from book/src/live/wasm.js. That
// file is made by a script and committed, so that nobody needs another compiler to
// build the book; and so it can be older than the crate. These tests run it, in an
// interpreter, and give it and the crate the same questions. An answer that differs
// in one byte fails. If yours do, make the file anew: bash book/live/build
//
// Run this file with: cargo test -p live

mod page;

use jwt_by_hand::{Secret, base64url, printed_token};
use page::Page;
use serde_json::{Value, json};

/// Asks both, and gives the one answer.
fn both(page: &mut Page, question: &Value) -> Value {
    let text = question.to_string();
    let native = live::answer(text.as_bytes());
    let committed = page.ask(text.as_bytes());
    assert!(
        native == committed,
        "the committed file is older than the crate: bash book/live/build\n\
         asked:     {text}\ncrate:     {}\ncommitted: {}",
        String::from_utf8_lossy(&native),
        String::from_utf8_lossy(&committed),
    );
    serde_json::from_slice(&native).unwrap()
}

fn all_answered(questions: impl IntoIterator<Item = Value>) -> usize {
    let mut page = Page::open("wasm.js");
    questions.into_iter().map(|question| both(&mut page, &question)).count()
}

/// JSON of every kind that a reader can type, right and wrong.
const JSON: [&str; 34] = [
    printed_token::HEADER_JSON,
    printed_token::PAYLOAD_JSON,
    "",
    " ",
    "{",
    "{}",
    "[]",
    "null",
    "\u{feff}{}",
    "{}{}",
    r#"{"alg": "HS256","typ":"JWT"}"#,
    r#"{"typ":"JWT","alg":"HS256"}"#,
    r#"{"alg":"HS256","typ":7}"#,
    r#"{"alg":"HS256","kid":[]}"#,
    r#"{"alg":"HS256","kid":"2026-11"}"#,
    r#"{"alg":"none"}"#,
    r#"{"alg":"hs256"}"#,
    r#"{"alg":"RS256","typ":"jwt"}"#,
    r#"{"alg":null}"#,
    r#"{"alg":"HS256","alg":"none"}"#,
    r#"{"alg":"HS256","\u0061lg":"none"}"#,
    r#"{"alg":"HS256","crit":["exp"]}"#,
    r#"{"alg":"HS256","b64":false}"#,
    r#"{"alg":"HS256","typ":"at+jwt"}"#,
    r#"{"id":"123456","iat":1690407762,"nbf":1690407762,"exp":1690411362}"#,
    r#"{"exp":1690407762000}"#,
    r#"{"exp":"1690407762"}"#,
    r#"{"exp":1e400}"#,
    r#"{"nbf":1690407762.5,"iat":1e3,"exp":-1}"#,
    r#"{"aud":["api","shop"],"iss":"login","sub":"ada","jti":"0b0c"}"#,
    r#"{"aud":["api",7]}"#,
    r#"{"sub":7}"#,
    r#"{"name":"Zoë 🎉","numbers":[0.1,1e21,1.0,9007199254740993,-0.0]}"#,
    "{\n  \"id\": \"123456\",\n  \"iat\": 1690407762\n}",
];

const SECRETS: [&str; 8] = [
    printed_token::SECRET,
    "",
    "s",
    "a text of 32 bytes, or of more!!",
    "MTJAMzQkNTY",
    "\"12@34$56\"",
    "exactly sixty-four bytes long, which is one block of SHA-256....",
    "seventy bytes and more, so that HMAC has to hash the secret before it uses it",
];

fn making(header: &str, payload: &str, secret: &str, secret_is: &str) -> Value {
    json!({ "ask": "make", "header": header, "payload": payload, "secret": secret, "secret_is": secret_is })
}

fn checking(token: &str, secret: &str, now: f64, expected: Value) -> Value {
    json!({ "ask": "check", "token": token, "secret": secret, "secret_is": "text", "now": now, "expected": expected })
}

const ISSUED_AT: f64 = printed_token::ISSUED_AT as f64;

#[test]
fn step_1_the_printed_token() {
    let mut page = Page::open("wasm.js");
    let mut question =
        both(&mut page, &json!({ "ask": "printed token" }))["ok"].take();
    assert_eq!(question["token"], printed_token::TOKEN);
    assert_eq!(question["now"], printed_token::ISSUED_AT);
    question["ask"] = json!("make");
    assert_eq!(
        both(&mut page, &question)["ok"]["token"],
        printed_token::MADE_AGAIN
    );
}

#[test]
fn step_2_bytes_and_characters() {
    let bytes = (0..=255_u8).map(|byte| json!({ "ask": "bytes", "bytes": [byte] }));
    let lengths = (0..=64).map(|length| {
        json!({ "ask": "bytes", "bytes": (0..length).map(|byte| byte * 37 % 256).collect::<Vec<u32>>() })
    });
    let characters = (' '..='\u{ff}')
        .map(|last| json!({ "ask": "decode", "text": format!("Zm9{last}") }));
    let short =
        ["", "Z", "Zg", "Zh", "Zm8", "Zm9v", "Zg==", "Zm9vYg", "Zm9v\n", "+/8"]
            .map(|text| json!({ "ask": "decode", "text": text }));
    let alphabet = [json!({ "ask": "alphabet" })];
    all_answered(
        alphabet
            .into_iter()
            .chain(bytes)
            .chain(lengths)
            .chain(characters)
            .chain(short),
    );
}

#[test]
fn step_3_json_right_and_wrong() {
    let asks = ["header", "payload", "claims"];
    let each = JSON
        .into_iter()
        .flat_map(|text| asks.map(|ask| json!({ "ask": ask, "json": text })));
    let pairs = JSON.into_iter().flat_map(|one| {
        JSON.map(
            |other| json!({ "ask": "same meaning", "one": one, "other": other }),
        )
    });
    let dates = [0.0, -1.0, 0.5, ISSUED_AT, 1e11, 1e15, 1e300, -1e20]
        .map(|seconds| json!({ "ask": "date", "seconds": seconds }));
    all_answered(each.chain(pairs).chain(dates));
}

#[test]
fn step_4_tokens_in_the_making() {
    let secrets = SECRETS.into_iter().flat_map(|secret| {
        ["text", "base64", "base64url"].into_iter().flat_map(move |secret_is| {
            [
                json!({ "ask": "warning", "secret": secret, "secret_is": secret_is }),
                making(
                    printed_token::HEADER_JSON,
                    printed_token::PAYLOAD_JSON,
                    secret,
                    secret_is,
                ),
            ]
        })
    });
    let payloads = JSON
        .map(|json| making(printed_token::HEADER_JSON, json, SECRETS[3], "text"));
    let headers = JSON
        .map(|json| making(json, printed_token::PAYLOAD_JSON, SECRETS[3], "text"));
    all_answered(secrets.chain(payloads).chain(headers));
}

#[test]
fn step_5_every_check_that_can_fail() {
    let tokens = JSON.into_iter().flat_map(|json| {
        let part = base64url::encode(json);
        let sign = |input: String| {
            let secret =
                Secret::insecure_for_lessons(printed_token::SECRET).unwrap();
            let tag = jwt_by_hand::signature::tag(&input, &secret);
            format!("{input}.{}", tag.to_base64url())
        };
        let header = base64url::encode(printed_token::HEADER_JSON);
        [sign(format!("{part}.e30")), sign(format!("{header}.{part}"))]
    });
    let expectations = [
        json!({}),
        json!({ "aud": "api" }),
        json!({ "iss": "login", "sub": "ada", "aud": "shop", "jti": "0b0c" }),
        json!({ "leeway": 60, "max_age": 3600 }),
        json!({ "leeway": -1 }),
        json!({ "max_age": "1h" }),
        json!({ "expiry_required": true }),
        json!({ "typ": "at+jwt" }),
    ];
    let times = [ISSUED_AT - 1.0, ISSUED_AT, ISSUED_AT + 3600.0];
    let questions = tokens.flat_map(|token| {
        let expectations = expectations.clone().into_iter();
        expectations.flat_map(move |expected| {
            times.map(|now| {
                checking(&token, printed_token::SECRET, now, expected.clone())
            })
        })
    });
    all_answered(questions);
}

#[test]
fn step_6_every_character_of_a_token_changed() {
    let genuine = printed_token::MADE_AGAIN;
    let changed = (0..genuine.len()).flat_map(|place| {
        ["A", "-", "=", ".", "é", ""].map(|character| {
            let mut token = genuine.to_owned();
            token.replace_range(place..=place, character);
            token
        })
    });
    let questions = changed.flat_map(|token| {
        [
            json!({ "ask": "take apart", "token": token }),
            checking(&token, printed_token::SECRET, ISSUED_AT, json!({})),
        ]
    });
    assert_eq!(all_answered(questions), genuine.len() * 12);
}

#[test]
fn step_7_tokens_that_are_none() {
    let tokens = [
        String::new(),
        "a".to_owned(),
        "a.b".to_owned(),
        "a.b.c.d.e".to_owned(),
        format!("Bearer {}", printed_token::MADE_AGAIN),
        format!("\"{}\"", printed_token::MADE_AGAIN),
        format!("{}\n", printed_token::MADE_AGAIN),
        printed_token::MADE_AGAIN.replace("eyJp", "eyJp\n"),
        printed_token::TOKEN.to_owned(),
        ".".repeat(8192),
        "a".repeat(8193),
    ];
    let secrets = SECRETS.into_iter().flat_map(|secret| {
        [printed_token::MADE_AGAIN, printed_token::TOKEN]
            .map(|token| checking(token, secret, ISSUED_AT, json!({})))
    });
    let apart =
        tokens.iter().map(|token| json!({ "ask": "take apart", "token": token }));
    let checked = tokens
        .iter()
        .map(|token| checking(token, printed_token::SECRET, ISSUED_AT, json!({})));
    all_answered(apart.chain(checked).chain(secrets));
}

#[test]
fn step_8_bits_that_change() {
    let tags = ["A", "B", "C"].map(|message| {
        jwt_by_hand::signature::tag(
            message,
            &Secret::insecure_for_lessons(printed_token::SECRET).unwrap(),
        )
        .to_base64url()
    });
    let mut page = Page::open("wasm.js");
    let mut changed = |before: &str, after: &str| {
        let question =
            json!({ "ask": "changed bits", "before": before, "after": after });
        both(&mut page, &question)["ok"].as_array().map(Vec::len)
    };
    assert_eq!(changed(&tags[0], &tags[0]), Some(0));
    assert_eq!(changed(&tags[0], &tags[1]), Some(119));
    assert!(changed(&tags[1], &tags[2]) > Some(64));
    assert_eq!(changed("=", &tags[0]), None);
}

#[test]
fn step_9_questions_that_nobody_asks() {
    let mut page = Page::open("wasm.js");
    for question in ["", "{", "null", "[]", "{}", r#"{"ask":"how are you"}"#] {
        let native = live::answer(question.as_bytes());
        assert_eq!(native, page.ask(question.as_bytes()));
        let answer: Value = serde_json::from_slice(&native).unwrap();
        assert!(answer["error"]["found"].is_string(), "{answer}");
    }
    assert_eq!(live::answer(b"\xff"), page.ask(b"\xff"));
    let secret =
        json!({ "ask": "warning", "secret": "s@cret", "secret_is": "base64url" });
    assert!(
        !both(&mut page, &secret).to_string().contains('@'),
        "part of a secret"
    );
    let missing = [
        json!({ "ask": "bytes", "bytes": [256] }),
        json!({ "ask": "bytes", "bytes": ["a"] }),
        json!({ "ask": "header" }),
        json!({ "ask": "date", "seconds": "now" }),
        json!({ "ask": "check", "token": "a.b.c", "secret": "s" }),
    ];
    for question in &missing {
        assert!(both(&mut page, question)["error"].is_object());
    }
}

/// A page asks again and again: each answer must be the whole answer, whatever was
/// asked before.
#[test]
fn step_10_long_and_short_questions_in_turn() {
    let mut page = Page::open("wasm.js");
    for length in [1_000, 1, 10_000, 0, 100_000, 3] {
        let text = "A".repeat(length);
        both(&mut page, &json!({ "ask": "decode", "text": text }));
    }
}
