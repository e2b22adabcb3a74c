// The header
//
// The first part of a token says how it was signed. It is a JSON object, its
// bytes, and those bytes as base64url:
//
//     value  →  JSON  →  bytes  →  base64url
//
// Nothing about it is secret, and nothing in it can be trusted before the
// signature holds: whoever sends the token wrote it.
//
// Run this file with: cargo test --test header

mod diagnosis;

use diagnosis::{expect_none, look_alikes, of_base64url, of_json, of_text};
use insta::assert_snapshot;
use jwt_by_hand::{
    Check, Claims, Expectations, Header, HeaderError, JsonError, NumericDate,
    Secret, UnverifiedHeader, base64url, sign, verify,
};

const JSON: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

#[test]
fn step_1_json_without_a_space_and_in_this_order() {
    let json = Header::new().to_json();
    expect_none(&json, of_json(&json, JSON));
    assert_snapshot!(json, @r#"{"alg":"HS256","typ":"JWT"}"#);
}

#[test]
fn step_2_the_bytes_of_that_json() {
    let bytes = Header::new().to_json().into_bytes();
    assert_eq!(bytes.len(), 27);
    assert_snapshot!(hex(&bytes), @"7b 22 61 6c 67 22 3a 22 48 53 32 35 36 22 2c 22 74 79 70 22 3a 22 4a 57 54 22 7d");
}

#[test]
fn step_3_the_first_part_of_the_token() {
    let part = Header::new().to_base64url();
    expect_none(&part, of_base64url(&part, JSON.as_bytes()));
    assert_snapshot!(part, @"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9");
}

#[test]
fn step_4_and_back() {
    let bytes = base64url::decode("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9").unwrap();
    assert_snapshot!(String::from_utf8(bytes).unwrap(), @r#"{"alg":"HS256","typ":"JWT"}"#);
}

#[test]
fn step_5_another_order_or_a_space_is_another_token() {
    // All three mean the same. Their characters differ, so their signatures do.
    assert_snapshot!(base64url::encode(r#"{"typ":"JWT","alg":"HS256"}"#), @"eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9");
    assert_snapshot!(base64url::encode(r#"{"alg": "HS256","typ":"JWT"}"#), @"eyJhbGciOiAiSFMyNTYiLCJ0eXAiOiJKV1QifQ");
}

#[test]
fn step_6_kid_names_the_secret_and_typ_the_kind_of_token() {
    let header = Header::new().with_key_id("2026-11");
    let json = r#"{"alg":"HS256","typ":"JWT","kid":"2026-11"}"#;
    expect_none(header.to_json(), of_json(&header.to_json(), json));
    let part = header.to_base64url();
    expect_none(&part, of_base64url(&part, json.as_bytes()));
    assert_snapshot!(header.to_json(), @r#"{"alg":"HS256","typ":"JWT","kid":"2026-11"}"#);
    assert_snapshot!(header.to_base64url(), @"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjIwMjYtMTEifQ");

    assert_snapshot!(Header::new().with_key_id("").to_json(), @r#"{"alg":"HS256","typ":"JWT","kid":""}"#);

    let header = Header::new().with_key_id("2026-11").with_type("at+jwt");
    let json = r#"{"alg":"HS256","typ":"at+jwt","kid":"2026-11"}"#;
    expect_none(header.to_json(), of_json(&header.to_json(), json));
    assert_snapshot!(header.to_json(), @r#"{"alg":"HS256","typ":"at+jwt","kid":"2026-11"}"#);
    let header = Header::new().with_type("at+jwt").with_key_id("2026-11");
    assert_snapshot!(header.to_json(), @r#"{"alg":"HS256","typ":"at+jwt","kid":"2026-11"}"#);
}

#[test]
fn step_7_quotes_and_control_characters_are_escaped() {
    let header = Header::new().with_key_id("a\"b\\c\n\u{1}é🎉");
    assert_snapshot!(header.to_json(), @r#"{"alg":"HS256","typ":"JWT","kid":"a\"b\\c\n\u0001é🎉"}"#);

    // Standard base64 would have `+`, `/` and `=` in this one.
    let header = Header::new().with_key_id(">>>???");
    let part = header.to_base64url();
    expect_none(&part, of_base64url(&part, header.to_json().as_bytes()));
    assert_snapshot!(part, @"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6Ij4-Pj8_PyJ9");
}

fn header_of(bytes: &[u8]) -> Result<UnverifiedHeader, HeaderError> {
    // What is printed is shown if the test fails.
    println!(
        "went in: {:?}",
        String::from_utf8_lossy(&bytes[..bytes.len().min(200)])
    );
    UnverifiedHeader::from_json(bytes)
}

#[test]
fn step_8_a_received_header_is_read_for_what_we_know() {
    let json = r#" {"kid":"2026-11","jku":"https://evil.example","typ":"JWT","alg":"HS256"} "#;
    let header = UnverifiedHeader::from_json(json.as_bytes()).unwrap();
    assert_eq!(header.algorithm(), Some("HS256"), "alg of {json}");
    assert_eq!(header.key_id(), Some("2026-11"), "kid of {json}");
    assert_eq!(header.token_type(), Some("JWT"), "typ of {json}");

    // What is no text is kept for the verifier, which says what it found.
    let odd = UnverifiedHeader::from_json(br#"{"alg":["HS256"]}"#).unwrap();
    assert_eq!(odd.algorithm(), None);

    // An empty text is there, all the same.
    let json = r#"{"typ":"","kid":""}"#;
    let empty = UnverifiedHeader::from_json(json.as_bytes()).unwrap();
    assert_eq!(
        (empty.key_id(), empty.token_type()),
        (Some(""), Some("")),
        "{json}"
    );

    let empty = UnverifiedHeader::from_json(b"{}").unwrap();
    assert_eq!(
        (empty.key_id(), empty.token_type(), empty.algorithm()),
        (None, None, None)
    );
}

#[test]
fn step_9_it_must_be_one_json_object() {
    let refused = |bytes: &[u8]| match header_of(bytes) {
        Err(HeaderError::Json(error)) => error,
        other => panic!(
            "{:?}\n  yours:    {other:?}\n  expected: an error of JSON",
            String::from_utf8_lossy(bytes)
        ),
    };
    assert_eq!(refused(b""), JsonError::Empty);
    assert_eq!(refused(b" \n"), JsonError::Empty);
    assert_eq!(refused(b"\xef\xbb\xbf{}"), JsonError::ByteOrderMark);
    assert_eq!(refused(b"{\"alg\":\"\xff\"}"), JsonError::NotUtf8 { position: 9 });
    assert_eq!(refused(b"[]"), JsonError::NotAnObject { found: "a list" });
    assert_eq!(refused(b"null"), JsonError::NotAnObject { found: "null" });
    assert_eq!(refused(br#""{}""#), JsonError::NotAnObject { found: "a string" });
    assert_eq!(refused(b"7"), JsonError::NotAnObject { found: "a number" });
    assert_eq!(refused(b"true"), JsonError::NotAnObject { found: "a boolean" });
    assert_eq!(refused(b"{}{}"), JsonError::TrailingText { position: 3 });
    for broken in [
        "{",
        "{,}",
        "{'alg':1}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "//\n{}",
        "alg",
        "{\"a\":\"\t\"}",
    ] {
        assert!(
            matches!(refused(broken.as_bytes()), JsonError::Syntax { .. }),
            "{broken}"
        );
    }
}

#[test]
fn step_9_json_that_cannot_be_held_says_so() {
    let refused = |json: &str| header_of(json.as_bytes()).unwrap_err();
    let lists =
        |depth| format!(r#"{{"x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert!(UnverifiedHeader::from_json(lists(126).as_bytes()).is_ok());
    // Inside one another, not beside one another.
    let beside = format!(r#"{{"x":[{}[]]}}"#, "[[],{}],".repeat(200));
    assert!(UnverifiedHeader::from_json(beside.as_bytes()).is_ok());
    assert_eq!(refused(&lists(127)), HeaderError::Json(JsonError::TooDeep));
    // Unless another package turns on `serde_json/arbitrary_precision`.
    if serde_json::from_str::<serde_json::Value>("1e400").is_err() {
        let too_large = refused(r#"{"x":1e400}"#);
        assert_eq!(too_large, HeaderError::Json(JsonError::NumberTooLarge));
    }
    let surrogate = refused(r#"{"x":"\ud800"}"#);
    assert_eq!(surrogate, HeaderError::Json(JsonError::LoneSurrogate));
    for broken in
        [r#"{"x":1e400"#, r#"{"x":1e400} y"#, r#"[1e400"#, r#"{"x":"\ud800}"#]
    {
        let HeaderError::Json(error) = refused(broken) else { panic!("{broken}") };
        let (syntax, trailing) = (
            matches!(error, JsonError::Syntax { .. }),
            matches!(error, JsonError::TrailingText { .. }),
        );
        assert!(syntax || trailing, "{broken}");
    }
    // What was sent is not repeated at length.
    let long = refused(&format!("\"{}\" x", "A".repeat(5000)));
    assert!(long.to_string().len() < 200, "{long}");
}

#[test]
fn step_9_deep_nesting_is_an_error_and_not_a_crash() {
    let deep = format!(r#"{{"x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert!(UnverifiedHeader::from_json(deep.as_bytes()).is_err());
}

#[test]
fn step_10_a_name_must_occur_once() {
    let repeated = |json: &str, name: &str| {
        let error = JsonError::RepeatedName { name: name.into() };
        assert_eq!(
            UnverifiedHeader::from_json(json.as_bytes()),
            Err(HeaderError::Json(error)),
            "{json}"
        );
    };
    repeated(r#"{"alg":"HS256","alg":"none"}"#, "alg");
    repeated(r#"{"alg":"HS256","\u0061lg":"none"}"#, "alg");
    repeated(r#"{"typ":"JWT","typ":"JWT"}"#, "typ");
    repeated(r#"{"kid":"a","kid":"a"}"#, "kid");
    repeated(r#"{"crit":[],"alg":"HS256","crit":[]}"#, "crit");
    repeated(r#"{"x":1,"y":2,"x":1}"#, "x");
    repeated(r#"{"jwk":{"k":1,"k":2}}"#, "k");
    repeated(r#"{"x5c":[{"deep":[{"k":1,"k":2}]}]}"#, "k");
    // The same name in two objects is no repetition.
    assert!(
        UnverifiedHeader::from_json(br#"{"a":{"k":1},"b":{"k":1},"k":1}"#).is_ok()
    );
}

#[test]
fn step_11_kid_and_typ_must_be_strings() {
    for (json, name, found) in [
        (r#"{"kid":7}"#, "kid", "a number"),
        (r#"{"kid":null}"#, "kid", "null"),
        (r#"{"typ":null}"#, "typ", "null"),
        (r#"{"typ":["JWT"]}"#, "typ", "a list"),
        (r#"{"typ":{}}"#, "typ", "an object"),
    ] {
        let error = HeaderError::NotText { name, found };
        let found = UnverifiedHeader::from_json(json.as_bytes());
        assert_eq!(found, Err(error), "{json}");
    }
}

#[test]
fn step_12_crit_and_b64_are_kept_for_the_verifier() {
    // They ask for what we don't understand, so check 5 of `verify` refuses them. It
    // sees only what was read here.
    let stops_at = |header: &str| {
        let signing_input = format!("{}.e30", base64url::encode(header));
        let tag = diagnosis::hmac("12@34$56", &signing_input);
        let token = format!("{signing_input}.{}", base64url::encode(tag));
        let secret = Secret::insecure_for_lessons("12@34$56").unwrap();
        let now = NumericDate::from_seconds(0);
        let outcome = verify(&token, &secret, &Expectations::new(), now);
        outcome.err().map(|error| (error.check(), error.explain().found))
    };
    for (header, named) in [
        (r#"{"alg":"HS256","crit":["exp"]}"#, Some("crit")),
        (r#"{"alg":"HS256","b64":false}"#, Some("b64")),
        // The one that comes first is the one that is named.
        (r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, Some("b64")),
        (r#"{"alg":"HS256","kid":"2026-11","x":1}"#, None),
    ] {
        let right = named
            .map(|name| (Check::NothingCritical, format!("{name} in the header")));
        assert_eq!(stops_at(header), right, "{header}");
    }
}

#[test]
fn step_13_a_whole_token_begins_with_it() {
    let secret = Secret::insecure_for_lessons("12@34$56").unwrap();
    for header in [
        Header::new(),
        Header::default(),
        Header::new().with_type("at+jwt"),
        Header::new().with_key_id("2026-11"),
        Header::new().with_type("at+jwt").with_key_id("2026-11"),
        Header::new().with_key_id("1").with_key_id("2").with_type("x"),
    ] {
        let token = sign(&header, &Claims::new(), &secret);
        let (first, _) = token.split_once('.').unwrap();
        assert_eq!(first, header.to_base64url(), "{}", header.to_json());
    }
}

#[test]
fn step_14_text_is_taken_as_it_comes() {
    // What goes in comes out, to the character.
    let in_full = Header::new().with_type("application/at+jwt").to_json();
    assert_eq!(in_full, r#"{"alg":"HS256","typ":"application/at+jwt"}"#);
    for (given, _) in look_alikes("Key-1").into_iter().chain(look_alikes("a b")) {
        for header in
            [Header::new().with_key_id(&*given), Header::new().with_type(&*given)]
        {
            let json: serde_json::Value =
                serde_json::from_str(&header.to_json()).unwrap();
            let is_typ = json["kid"].is_null();
            let name = if is_typ { "typ" } else { "kid" };
            let found = json[name].as_str().unwrap();
            expect_none(
                format!("{found:?} as {name}, given {given:?}"),
                of_text(found, &given),
            );
            assert_eq!(found, given, "{name}");
        }
        let json = serde_json::json!({"alg": given, "typ": given, "kid": given});
        let read =
            UnverifiedHeader::from_json(json.to_string().as_bytes()).unwrap();
        for found in [read.algorithm(), read.token_type(), read.key_id()] {
            let mistake = of_text(found.unwrap_or_default(), &given);
            expect_none(format!("{found:?} in {json}"), mistake);
            assert_eq!(found, Some(&*given), "{json}");
        }
    }
    // A name that looks like one of ours is none of ours.
    for name in ["alg", "typ", "kid", "crit", "b64"] {
        for (other, mistake) in look_alikes(name) {
            let json = serde_json::json!({ &*other: 7 });
            let read = UnverifiedHeader::from_json(json.to_string().as_bytes());
            let nothing = UnverifiedHeader::from_json(b"{}");
            expect_none(&json, (read != nothing).then_some(mistake));
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}
