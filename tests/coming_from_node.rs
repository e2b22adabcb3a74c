// Coming from Node
//
// The real `jsonwebtoken` and this crate are asked the same questions. Its answers are
// pinned in vectors/answers.json, so that this file needs no Node: those of `peers/`, and
// more that examples/node/answers.js asks. `.ci/run` asks it again. Ours are computed here,
// and the snapshots put them side by side: what both accept, what both refuse, and where
// they differ.
//
// Run this file with: cargo test --test coming_from_node

use std::fmt::Write;
use std::sync::LazyLock;
use std::time::Duration;

use insta::assert_snapshot;
use jwt_by_hand::{
    Claims, Expectations, Header, NumericDate, Secret, VerifyError,
    peek_without_verifying, sign, verify,
};
use serde_json::Value;

static ANSWERS: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("vectors/answers.json")).unwrap()
});

fn list(name: &str) -> &'static [Value] {
    ANSWERS[name].as_array().unwrap()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

fn find(list_name: &str, name: &str) -> &'static Value {
    let found = list(list_name).iter().find(|one| text(one, "name") == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

fn secret() -> Secret {
    Secret::from_text(text(&ANSWERS, "secret")).unwrap()
}

/// What Node's options ask for, as far as this crate has it. `algorithms` is always
/// HS256 here. `ignoreExpiration`, `ignoreNotBefore` and `nonce` don't exist, and
/// neither does anything misspelt.
fn expectations(options: &Value) -> Expectations {
    let seconds = |value: &Value| match value {
        // '61' is 61 milliseconds in Node. A `Duration` says which it is.
        Value::String(text) => Duration::from_secs(text.parse().unwrap()),
        other => Duration::from_secs(other.as_u64().unwrap()),
    };
    let options = options.as_object().unwrap().iter();
    options.fold(Expectations::new(), |expected, (name, value)| {
        let string = || value.as_str().unwrap();
        match name.as_str() {
            "audience" => expected.audience(string()),
            "issuer" => expected.issuer(string()),
            "subject" => expected.subject(string()),
            "jwtid" => expected.token_id(string()),
            "clockTolerance" => expected.leeway(seconds(value)),
            "maxAge" => expected.max_age(seconds(value)),
            _ => expected,
        }
    })
}

fn ours(case: &Value) -> Result<(), VerifyError> {
    let now = match case["options"]["clockTimestamp"].as_u64() {
        Some(seconds) => seconds,
        None => ANSWERS["now"].as_u64().unwrap(),
    };
    let expected = expectations(&case["options"]);
    let now = NumericDate::from_seconds(now);
    verify(text(case, "token"), &secret(), &expected, now).map(drop)
}

fn node(case: &Value) -> Result<(), String> {
    match case["gives"].as_str() {
        Some(_) => Ok(()),
        None => Err(format!("{}: {}", text(case, "throws"), text(case, "message"))),
    }
}

/// The cases in which the two answer so, side by side.
fn table(node_accepts: bool, we_accept: bool) -> String {
    let mut table = String::new();
    for case in list("verify") {
        let (node, ours) = (node(case), ours(case));
        if (node.is_ok(), ours.is_ok()) != (node_accepts, we_accept) {
            continue;
        }
        writeln!(table, "{}", text(case, "name")).unwrap();
        if node_accepts && we_accept {
            continue;
        }
        let node = node.err().unwrap_or("accepted".into());
        let ours = ours.err().map_or("accepted".into(), |error| {
            format!("check {}, {error}", error.check().number())
        });
        writeln!(table, "  jsonwebtoken  {node}\n  jwt-by-hand   {ours}\n")
            .unwrap();
    }
    table
}

#[test]
fn step_1_the_answers_are_those_of_the_library_that_we_name() {
    assert_eq!(text(&ANSWERS, "source"), "jsonwebtoken 9.0.3");
    assert_eq!(list("verify").len(), 69);
}

#[test]
fn step_2_what_both_accept() {
    assert_snapshot!("both_accept", table(true, true));
}

#[test]
fn step_3_what_both_refuse() {
    assert_snapshot!("both_refuse", table(false, false));
}

#[test]
fn step_4_what_this_crate_alone_refuses() {
    assert_snapshot!("we_refuse", table(true, false));
}

#[test]
fn step_5_what_jsonwebtoken_alone_refuses() {
    assert_snapshot!("node_refuses", table(false, true));
}

/// Seconds from `iat` to `exp` or `nbf` in a token that Node made.
fn lifetime(token: &str) -> Option<f64> {
    let claims = peek_without_verifying(token).ok()?.claims;
    let until = claims.time("exp").or(claims.time("nbf"))?;
    Some(until.as_seconds() - claims.time("iat")?.as_seconds())
}

#[test]
fn step_6_what_a_lifetime_comes_to() {
    let mut table = String::new();
    for case in list("sign") {
        let Some(seconds) = case["gives"].as_str().and_then(lifetime) else {
            continue;
        };
        writeln!(table, "{:27} {seconds:>8} s", text(case, "name")).unwrap();
    }
    assert_snapshot!("lifetimes", table);
}

#[test]
fn step_7_sixty_in_quotes_is_born_expired() {
    let token = find("sign", "expiresIn: \"60\"");
    let token = text(token, "gives");
    let claims = peek_without_verifying(token).unwrap().claims;
    let iat = claims.time("iat").unwrap();
    assert_eq!(claims.time("exp"), Some(iat));
    let error = verify(token, &secret(), &Expectations::new(), iat).unwrap_err();
    assert!(matches!(error, VerifyError::Expired { .. }));

    // Here a lifetime is a `Duration`, which says its unit.
    let claims = Claims::new().issued_at(iat);
    let ours = claims.expires_at(iat + Duration::from_secs(60));
    let token = sign(&Header::new(), &ours, &secret());
    assert_eq!(token, text(find("sign", "expiresIn: 60"), "gives"));
}

#[test]
fn step_8_what_sign_throws() {
    let mut table = String::new();
    for case in list("sign").iter().chain(list("calls")) {
        if let Err(error) = node(case) {
            writeln!(table, "{}\n  {error}\n", text(case, "name")).unwrap();
        }
    }
    assert_snapshot!("throws", table);
}

#[test]
fn step_9_what_sign_lets_through() {
    // Node checks the types of `exp`, `nbf` and `iat` when it signs, and of `sub` when
    // it is an option, but not in the payload. Here all are checked when it is read.
    let token = find("sign", "sub as a number");
    let now = NumericDate::from_seconds(0);
    let error = verify(text(token, "gives"), &secret(), &Expectations::new(), now);
    assert!(error.unwrap_err().to_string().starts_with("found sub as a number"));

    // A secret of one byte signs there, and is refused here.
    let token = find("sign", "a secret of one byte");
    assert!(
        text(token, "gives").starts_with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.")
    );
    assert!(Secret::from_text("x").is_err());

    // `algorithm: 'none'` signs nothing, with an empty secret.
    let token = find("sign", "algorithm: \"none\"");
    assert_snapshot!(text(token, "gives"), @"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJpYXQiOjE2OTA0MDc3NjJ9.");
}
