// The payload
//
// The second part of a token is what it says: claims, as a JSON object, its
// bytes, and those bytes as base64url:
//
//     value  →  JSON  →  bytes  →  base64url
//
// Anyone who holds the token can read them. Seven names have a meaning that
// everyone agrees on (`iss`, `sub`, `aud`, `exp`, `nbf`, `iat`, `jti`); times
// are whole seconds since 1970, where JavaScript's `Date.now()` counts
// milliseconds.
//
// Run this file with: cargo test --test payload

mod diagnosis;

use std::time::Duration;

use diagnosis::{expect_none, look_alikes, of_base64url, of_json, of_text};
use insta::assert_snapshot;
use jwt_by_hand::{Claims, JsonError, NumericDate, PayloadError, base64url};
use serde_json::{Value, json};

const JSON: &str = r#"{"id":"123456","iat":1690407762}"#;
const ISSUED: NumericDate = NumericDate::from_seconds(1_690_407_762);

#[test]
fn step_1_json_in_the_order_in_which_it_was_built() {
    let claims = Claims::new().with("id", "123456").issued_at(ISSUED);
    expect_none(claims.to_json(), of_json(&claims.to_json(), JSON));
    assert_snapshot!(claims.to_json(), @r#"{"id":"123456","iat":1690407762}"#);

    let claims = Claims::new().issued_at(ISSUED).with("id", "123456");
    assert_snapshot!(claims.to_json(), @r#"{"iat":1690407762,"id":"123456"}"#);
}

#[test]
fn step_2_the_bytes_of_that_json() {
    let bytes =
        Claims::new().with("id", "123456").issued_at(ISSUED).to_json().into_bytes();
    assert_eq!(bytes.len(), 32);
    assert_snapshot!(hex(&bytes), @"7b 22 69 64 22 3a 22 31 32 33 34 35 36 22 2c 22 69 61 74 22 3a 31 36 39 30 34 30 37 37 36 32 7d");
}

#[test]
fn step_3_the_second_part_of_the_token() {
    let claims = Claims::new().with("id", "123456").issued_at(ISSUED);
    let part = claims.to_base64url();
    expect_none(&part, of_base64url(&part, JSON.as_bytes()));
    assert_snapshot!(part, @"eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0");

    // Standard base64 would have `+` and `/` in this one.
    let claims = Claims::new().with("n", ">>>???");
    let part = claims.to_base64url();
    expect_none(&part, of_base64url(&part, br#"{"n":">>>???"}"#));
    assert_snapshot!(part, @"eyJuIjoiPj4-Pz8_In0");
}

#[test]
fn step_4_anyone_can_read_it() {
    let bytes =
        base64url::decode("eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0").unwrap();
    assert_snapshot!(String::from_utf8(bytes).unwrap(), @r#"{"id":"123456","iat":1690407762}"#);
}

#[test]
fn step_5_a_lifetime_is_added_to_a_moment() {
    let hour = Duration::from_secs(60 * 60);
    let claims = Claims::new()
        .with("id", "123456")
        .issued_at(ISSUED)
        .expires_at(ISSUED + hour);
    let json = r#"{"id":"123456","iat":1690407762,"exp":1690411362}"#;
    expect_none(claims.to_json(), of_json(&claims.to_json(), json));
    assert_snapshot!(claims.to_json(), @r#"{"id":"123456","iat":1690407762,"exp":1690411362}"#);

    let claims = Claims::new().not_before(ISSUED - Duration::from_millis(1500));
    assert_snapshot!(claims.to_json(), @r#"{"nbf":1690407760.5}"#);
}

#[test]
fn step_6_the_seven_registered_claims() {
    let claims = Claims::new()
        .issued_at(ISSUED)
        .not_before(ISSUED)
        .expires_at(ISSUED)
        .audience("api")
        .issuer("login")
        .subject("user-7")
        .token_id("0b0c");
    assert_snapshot!(claims.to_json(), @r#"{"iat":1690407762,"nbf":1690407762,"exp":1690407762,"aud":"api","iss":"login","sub":"user-7","jti":"0b0c"}"#);

    let claims = Claims::new().audiences(["api", "admin"]);
    assert_snapshot!(claims.to_json(), @r#"{"aud":["api","admin"]}"#);
}

#[test]
fn step_7_a_name_that_is_there_keeps_its_place() {
    let claims = Claims::new().with("a", 1).with("b", 2).with("a", 3);
    assert_snapshot!(claims.to_json(), @r#"{"a":3,"b":2}"#);
    assert_eq!(claims.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);

    let claims = Claims::new().audience("web").issuer("login").audience("api");
    assert_snapshot!(claims.to_json(), @r#"{"aud":"api","iss":"login"}"#);
}

#[test]
fn step_8_objects_inside_keep_their_order_too() {
    let claims = Claims::new()
        .with("user", json!({"name": "Zoë", "admin": false, "age": null}))
        .subject("user-7");
    assert_snapshot!(claims.to_json(), @r#"{"user":{"name":"Zoë","admin":false,"age":null},"sub":"user-7"}"#);
}

#[test]
fn step_9_numbers_are_written_as_javascript_writes_them() {
    let written = |number: f64| {
        let json = Claims::new().with("n", number).to_json();
        json[5..json.len() - 1].to_owned()
    };
    for (number, javascript) in [
        (1.0, "1"),
        (-0.0, "0"),
        (1.5, "1.5"),
        (0.5, "0.5"),
        (0.25, "0.25"),
        (-12300.0, "-12300"),
        (0.000001, "0.000001"),
        (0.0000001, "1e-7"),
        (1.25e-9, "1.25e-9"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (1.5e300, "1.5e+300"),
        (123456789012345680000.0, "123456789012345680000"),
        (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
        (f64::MAX, "1.7976931348623157e+308"),
        (f64::NAN, "null"),
    ] {
        assert_eq!(written(number), javascript, "{number:?}");
    }
    // Whole numbers that JavaScript would round are written as they are.
    let claims = Claims::new().with("n", (1_u64 << 53) + 1).with("m", u64::MAX);
    assert_snapshot!(claims.to_json(), @r#"{"n":9007199254740993,"m":18446744073709551615}"#);
    // Times are no exception.
    let time = NumericDate::from_fractional_seconds(1e21).unwrap();
    assert_snapshot!(Claims::new().expires_at(time).to_json(), @r#"{"exp":1e+21}"#);
}

fn claims_of(bytes: &[u8]) -> Result<Claims, PayloadError> {
    // What is printed is shown if the test fails.
    println!("went in: {:?}", String::from_utf8_lossy(bytes));
    Claims::from_json(bytes)
}

#[test]
fn step_10_a_payload_is_one_json_object() {
    let refused = |bytes: &[u8]| match claims_of(bytes) {
        Err(PayloadError::Json(error)) => error,
        other => panic!(
            "{:?}\n  yours:    {other:?}\n  expected: an error of JSON",
            String::from_utf8_lossy(bytes)
        ),
    };
    assert_eq!(refused(b""), JsonError::Empty);
    assert_eq!(refused(br#""text""#), JsonError::NotAnObject { found: "a string" });
    assert_eq!(refused(b"[]"), JsonError::NotAnObject { found: "a list" });
    assert_eq!(refused(b"{} x"), JsonError::TrailingText { position: 4 });
    assert_eq!(refused(b"{\"a\":\"\xe9\"}"), JsonError::NotUtf8 { position: 7 });
    assert_eq!(refused(b"\xef\xbb\xbf{}"), JsonError::ByteOrderMark);
    let repeated = JsonError::RepeatedName { name: "exp".into() };
    assert_eq!(refused(br#"{"exp":1,"\u0065xp":2}"#), repeated);
    assert_eq!(refused(br#"{"user":{"exp":1,"exp":2}}"#), repeated);
}

#[test]
fn step_11_registered_claims_have_their_types() {
    let outcome = |claim: &str, value: &str| {
        claims_of(format!(r#"{{"{claim}":{value}}}"#).as_bytes()).map(drop)
    };
    for claim in ["exp", "nbf", "iat"] {
        for right in
            ["0", "1690407762", "1690407762.5", "-1", "1e9", "99999999999999999999"]
        {
            assert_eq!(outcome(claim, right), Ok(()));
        }
        for wrong in [r#""1690407762""#, "null", "true", "[1]", "{}", "1e400"] {
            assert!(outcome(claim, wrong).is_err(), "accepted: {wrong} as {claim}");
        }
        // The same words, whatever the features of serde_json are.
        let json = format!(r#"{{"{claim}":1e400}}"#);
        let error = Claims::from_json(json.as_bytes()).err();
        let too_large = PayloadError::Json(JsonError::NumberTooLarge);
        assert_eq!(error, Some(too_large), "{json}");
    }
    for claim in ["iss", "sub", "jti"] {
        for right in [r#""""#, r#""x""#] {
            assert_eq!(outcome(claim, right), Ok(()));
        }
        for wrong in ["7", "null", "true", r#"["x"]"#, "{}"] {
            assert!(outcome(claim, wrong).is_err(), "accepted: {wrong} as {claim}");
        }
    }
    for right in [r#""x""#, r#"["x"]"#, r#"["x","y"]"#, "[]"] {
        assert_eq!(outcome("aud", right), Ok(()));
    }
    for wrong in ["7", "null", "true", r#"["x",7]"#, "[null]", r#"{"x":"y"}"#] {
        assert!(outcome("aud", wrong).is_err(), "accepted: {wrong} as aud");
    }
    // Claims of your own have the types that you give them.
    assert_eq!(outcome("id", "null"), Ok(()));
    assert_eq!(outcome("expires", r#""soon""#), Ok(()));
}

#[test]
fn step_12_what_was_written_can_be_read() {
    let claims =
        Claims::from_json(br#"{"id":"123456","iat":1690407762,"admin":true}"#)
            .unwrap();
    assert_eq!(claims.text("id"), Some("123456"));
    assert_eq!(claims.time("iat"), Some(ISSUED));
    assert_eq!(claims.get("admin"), Some(&Value::Bool(true)));
    assert_eq!(claims.text("iat"), None);
    assert_eq!(claims.time("id"), None);
    assert_eq!(claims.get("absent"), None);
}

#[test]
fn step_13_whom_it_is_for() {
    for (json, audience, is_for) in [
        (r#"{"aud":"api"}"#, "api", true),
        (r#"{"aud":["api","admin"]}"#, "admin", true),
        (r#"{"aud":"api"}"#, "admin", false),
        (r#"{"aud":"api,admin"}"#, "admin", false),
        (r#"{"aud":["api,admin"]}"#, "admin", false),
        (r#"{"aud":[]}"#, "", false),
        ("{}", "", false),
    ] {
        let claims = Claims::from_json(json.as_bytes()).unwrap();
        assert_eq!(claims.is_for(audience), is_for, "{json} for {audience:?}");
    }
}

#[test]
fn step_14_an_object_that_you_have_already() {
    let object = json!({"id": "123456", "iat": 1690407762});
    let claims = Claims::from(object.as_object().unwrap().clone());
    assert_eq!(claims.text("id"), Some("123456"));
    assert_snapshot!(claims.to_json(), @r#"{"id":"123456","iat":1690407762}"#);
}

#[test]
fn step_15_text_is_taken_as_it_comes() {
    // What goes in comes out, to the character: names, and values.
    for (given, _) in look_alikes("Api").into_iter().chain(look_alikes("a b")) {
        let all = [
            Claims::new().with("own", &*given),
            Claims::new().audience(&*given),
            Claims::new().issuer(&*given),
            Claims::new().subject(&*given),
            Claims::new().token_id(&*given),
            Claims::new().audiences([&*given]),
            Claims::new().with(&*given, "x"),
        ];
        for claims in all {
            let json: Value = serde_json::from_str(&claims.to_json()).unwrap();
            let (name, value) = json.as_object().unwrap().iter().next().unwrap();
            let value = value.as_str().or(value[0].as_str()).unwrap();
            let found = if value == "x" { name } else { value };
            expect_none(
                format!("{found:?} in {json}, given {given:?}"),
                of_text(found, &given),
            );
            assert_eq!(found, given, "in {json}");
        }
    }
    // What looks like a name, or like an audience, is another one.
    for (other, mistake) in look_alikes("exp") {
        let json = json!({ &*other: "soon" });
        let Ok(claims) = Claims::from_json(json.to_string().as_bytes()) else {
            expect_none(format!("{json} is refused"), Some(mistake));
            continue;
        };
        let found = claims.get("exp").is_some() || claims.text(&other).is_none();
        expect_none(&json, found.then_some(mistake));
        let claims = Claims::new().with("exp", 7).with(&*other, 8);
        assert_eq!(claims.iter().count(), 2, "{other:?} beside \"exp\"");
    }
    for (other, mistake) in look_alikes("api") {
        for aud in [json!(other), json!([other]), json!(["web", other])] {
            let claims = Claims::new().with("aud", aud.clone());
            let is_for = claims.is_for("api").then_some(mistake);
            expect_none(format!("{aud} is for \"api\""), is_for);
            assert!(claims.is_for(&other), "{aud} is for {other:?}");
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}
