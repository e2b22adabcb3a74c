// JSON, strictly
//
// A token's header and payload are JSON. What is signed is its characters, so two
// spellings are two tokens; and two readers of one token must never see two different
// ones. So it is read strictly, and written as JavaScript writes it.
//
// `json` is no public module. Here it is met where it works: in `Claims`.
//
// Run this file with: cargo test --test json

use insta::assert_snapshot;
use jwt_by_hand::{Claims, JsonError, PayloadError};
use serde_json::{Value, json};

#[test]
fn step_1_every_kind_of_value() {
    let claims = read(
        " {\r\n\t\"text\" : \"é\",\"yes\":true, \"no\" :false,\"nothing\":null,\
         \"list\":[ ] ,\"object\":{ },\"both\":[1,{\"a\":[]}] } ",
    );
    assert_eq!(claims.text("text"), Some("é"));
    let value = |name| claims.get(name).cloned().unwrap();
    assert_eq!(value("yes"), json!(true));
    assert_eq!(value("no"), json!(false));
    assert_eq!(value("nothing"), Value::Null);
    assert_eq!(value("list"), json!([]));
    assert_eq!(value("object"), json!({}));
    assert_eq!(value("both"), json!([1, { "a": [] }]));
}

#[test]
fn step_2_an_escape_is_another_spelling() {
    for (escape, character) in [
        (r#"\""#, "\""),
        (r"\\", "\\"),
        (r"\/", "/"),
        (r"\b", "\u{8}"),
        (r"\t", "\t"),
        (r"\n", "\n"),
        (r"\f", "\u{c}"),
        (r"\r", "\r"),
        (r"\u0041", "A"),
        (r"\u00e9", "é"),
        (r"\u00E9", "é"),
        // A character outside of the first 65,536: two units of UTF-16.
        (r"\ud83d\ude00", "😀"),
        (r"\uD83D\uDE00", "😀"),
        (r"a\ud83d\ude00b", "a😀b"),
    ] {
        let claims = read(&format!(r#"{{"x":"{escape}","y":"{escape}"}}"#));
        assert_eq!(claims.text("x"), Some(character), "{escape}");
        assert_eq!(claims.text("y"), Some(character), "{escape}");
        // In a name as well: these two are one name twice.
        let twice =
            format!(r#"{{"{escape}":1,"{escape}{escape}":2,"{escape}":3}}"#);
        let name = character.to_owned();
        assert_eq!(refused(&twice), JsonError::RepeatedName { name }, "{escape}");
    }
}

#[test]
fn step_3_half_a_pair_is_no_character() {
    for half in [
        r"\ud83d",
        r"\ude00",
        r"\ude00\ud83d",
        r"\ud83d\ud83d",
        r"\ud83dA",
        r"\ud83d\n",
        r"\ud83d\u0041",
        r"\udbff",
        r"\udc00",
    ] {
        let text = format!(r#"{{"x":"{half}","y":1}}"#);
        assert_eq!(refused(&text), JsonError::LoneSurrogate, "{half}");
    }
    assert_eq!(read(r#"{"x":"\ud7ff\ue000"}"#).text("x"), Some("\u{d7ff}\u{e000}"));
}

#[test]
fn step_4_numbers() {
    let number =
        |digits: &str| read(&format!(r#"{{"x":{digits}}}"#)).get("x").cloned();
    for digits in ["0", "7", "-1", "18446744073709551615", "-9223372036854775808"] {
        assert_eq!(
            number(digits),
            digits.parse().ok().map(Value::Number),
            "{digits}"
        );
    }
    for (digits, float) in [
        ("0.5", 0.5),
        ("-0.5", -0.5),
        ("1e3", 1e3),
        ("1E+3", 1e3),
        ("25e-1", 2.5),
        ("1.7976931348623157e308", f64::MAX),
        ("5e-324", 5e-324),
        ("1e-400", 0.0),
        ("18446744073709551616", 18446744073709551616.0),
        ("-9223372036854775809", -9223372036854775809.0),
    ] {
        assert_eq!(number(digits), Some(Value::from(float)), "{digits}");
    }
    assert!(number("-0").unwrap().as_f64().unwrap().is_sign_negative());

    for digits in ["1e400", "-1e400", "1e309", &"9".repeat(310)] {
        let text = format!(r#"{{"x":{digits}}}"#);
        assert_eq!(refused(&text), JsonError::NumberTooLarge, "{digits}");
    }
    for digits in [
        "01", "-01", "1.", ".5", "-", "+1", "1e", "1e+", "--1", "0x1", "1_0",
        "1.e1",
    ] {
        let error = refused(&format!(r#"{{"x":{digits}}}"#));
        assert!(matches!(error, JsonError::Syntax { .. }), "{digits}: {error}");
    }
}

#[test]
fn step_5_a_mistake_has_a_place() {
    let places = [
        r#"{"#,
        r#"{'a':1}"#,
        r#"{"a"}"#,
        r#"{"a" 1}"#,
        r#"{"a":}"#,
        r#"{"a":1"#,
        r#"{"a":1 "b":2}"#,
        r#"{"a":1,}"#,
        r#"{"a":[1 2]}"#,
        r#"{"a":[1,]}"#,
        r#"{"a":tru}"#,
        r#"{"a":nul}"#,
        r#"{"é":"é",x}"#,
        r#"{"a":"b}"#,
        r#"{"a":"\x"}"#,
        r#"{"a":"\u00g0"}"#,
        "{\"a\":\"\t\"}",
        r#"{"a":-}"#,
        r#"{"a":1.}"#,
        "alg",
        "[1",
    ];
    let said = places.map(|text| format!("{text:?}\n  {}", refused(text)));
    assert_snapshot!(said.join("\n"));
}

#[test]
fn step_6_the_rest_is_right_before_what_cannot_be_held_is_said() {
    let name = |name: &str| JsonError::RepeatedName { name: name.into() };
    assert_eq!(refused(r#"{"x":1e400,"x":1}"#), name("x"));
    assert_eq!(refused(r#"{"x":1e400,"y":{"a":1,"a":1}}"#), name("a"));
    assert_eq!(refused(r#"{"x":"\ud800","x":1}"#), name("x"));
    assert_eq!(refused(r#"{"x":1e400,"y":"\ud800"}"#), JsonError::LoneSurrogate);
    assert_eq!(refused(r#"{"x":"\ud800","y":1e400}"#), JsonError::LoneSurrogate);
    let deep =
        format!(r#"{{"x":1e400,"y":{}{}}}"#, "[".repeat(127), "]".repeat(127));
    assert_eq!(refused(&deep), JsonError::TooDeep);
    assert_eq!(
        refused(r#"{"x":1e400} y"#),
        JsonError::TrailingText { position: 13 }
    );
    for broken in [r#"{"x":1e400"#, r#"{"x":"\ud800}"#, r#"{"x":1e400,}"#] {
        assert!(matches!(refused(broken), JsonError::Syntax { .. }), "{broken}");
    }
}

#[test]
fn step_7_an_object_that_looks_like_a_number_stays_an_object() {
    // `serde_json` hands numbers over in such a disguise, if another package in the build
    // turns on its feature `arbitrary_precision`.
    for name in ["$serde_json::private::Number", "$serde_json::private::RawValue"] {
        let text = format!(r#"{{"x":{{"{name}":"1"}}}}"#);
        assert!(read(&text).get("x").unwrap().is_object());
        assert_eq!(read(&text).to_json(), text);
    }
}

#[test]
#[expect(
    clippy::excessive_precision,
    reason = "which digits are written is the point"
)]
fn step_8_it_is_written_as_javascript_writes_it() {
    let written = |value: Value| Claims::new().with("x", value).to_json();
    assert_snapshot!(written(json!("\u{8}\t\n\u{c}\r\"\\/\u{1f}é😀")), @r#"{"x":"\b\t\n\f\r\"\\/\u001fé😀"}"#);
    assert_snapshot!(written(json!([null, true, false, [], {}, [1, "a"], {"b": {"c": 2}, "a": 1}])), @r#"{"x":[null,true,false,[],{},[1,"a"],{"b":{"c":2},"a":1}]}"#);
    let numbers = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        1.5,
        100.0,
        123456789.125,
        1e20,
        1e21,
        -1e21,
        1.5e22,
        1e-6,
        1e-7,
        -1.5e-7,
        0.000001234,
        5e-324,
        f64::MAX,
        9007199254740993.0,
        // Halfway between two texts as short as can be: the even digit is taken.
        1000000000000000.25,
        1125899906842624.25,
        4503599627370497.5,
    ];
    assert_snapshot!("numbers", written(json!(numbers)).replace(',', ",\n"));
    assert_snapshot!(written(json!([u64::MAX, i64::MIN, 0, -7])), @r#"{"x":[18446744073709551615,-9223372036854775808,0,-7]}"#);
}

#[test]
fn step_9_long_texts_are_read_and_written_like_short_ones() {
    // Longer than what is searched at once, with something to escape at each place.
    for length in 0..200 {
        for special in ['"', '\\', '\n', '\u{1f}', 'é'] {
            let text = format!("{}{special}{}", "x".repeat(length), "y".repeat(70));
            let json = Claims::new().with("x", text.as_str()).to_json();
            assert_eq!(json, json!({ "x": text }).to_string());
            assert_eq!(read(&json).text("x"), Some(&*text));
        }
    }
    let unescaped = format!("{{\"x\":\"{}\n\"}}", "x".repeat(100));
    let JsonError::Syntax { position, .. } = refused(&unescaped) else {
        panic!("a line break in a text is no JSON")
    };
    assert_eq!(position, 107);
}

#[test]
fn step_10_it_is_one_object_of_text_and_not_too_deep() {
    let kinds = [
        ("null", "null"),
        ("true", "a boolean"),
        ("7", "a number"),
        (r#""{}""#, "a string"),
        ("[{}]", "a list"),
    ];
    for (text, found) in kinds {
        assert_eq!(refused(text), JsonError::NotAnObject { found });
    }
    let claim = Claims::from_json(br#"{"sub":{}}"#).unwrap_err();
    assert!(claim.to_string().starts_with("found sub as an object"));

    let latin_1 = Claims::from_json(b"{\"x\":\"\xe9\"}").unwrap_err();
    assert_eq!(latin_1, PayloadError::Json(JsonError::NotUtf8 { position: 7 }));
    assert_eq!(refused("\u{feff}{}"), JsonError::ByteOrderMark);
    assert_eq!(refused(" \n"), JsonError::Empty);

    let lists =
        |depth| format!(r#"{{"x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    read(&lists(126));
    assert_eq!(refused(&lists(127)), JsonError::TooDeep);
    // Inside one another, not beside one another.
    read(&format!(r#"{{"x":[{}[]]}}"#, "[],{},".repeat(200)));
    read(&format!(r#"{{"x":[{}[]]}}"#, "[[[]]],".repeat(200)));
    let members = (0..200).map(|name| format!(r#""{name}":[],"#));
    read(&format!(r#"{{{}"x":{{}}}}"#, members.collect::<String>()));
}

fn read(json: &str) -> Claims {
    Claims::from_json(json.as_bytes())
        .unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn refused(json: &str) -> JsonError {
    match Claims::from_json(json.as_bytes()) {
        Err(PayloadError::Json(error)) => error,
        other => panic!("{json}: {other:?}"),
    }
}
