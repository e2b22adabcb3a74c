// Errors that teach
//
// Every error of the library as a person reads it: what was found, what was
// expected, the rule, and the likely cause where it can be told. The lists are
// snapshots, and the book's troubleshooting page stands on them.
//
// Run this file with: cargo test --test errors

use std::time::Duration;

use insta::assert_snapshot;
use jwt_by_hand::verify::PartsMixUp;
use jwt_by_hand::{
    Base64urlError, Check, Claims, HeaderError, JsonError, NumericDate,
    PayloadError, Secret, SecretError, UnverifiedHeader, VerifyError, base64url,
};
use serde_json::json;

#[test]
fn step_1_base64url() {
    assert_snapshot!(shown(&[
        Base64urlError::Padding { position: 4 },
        Base64urlError::StandardAlphabet { character: '+', position: 3 },
        Base64urlError::WhiteSpace { character: '\n', position: 5 },
        Base64urlError::OtherCharacter { character: '\u{1b}', position: 1 },
        Base64urlError::ImpossibleLength { length: 5 },
        Base64urlError::SpareBits { last: 'l', expected: 'k' },
    ]));
}

#[test]
fn step_2_json() {
    let syntax =
        |found, position, expected| JsonError::Syntax { found, position, expected };
    assert_snapshot!(shown(&[
        JsonError::Empty,
        JsonError::NotUtf8 { position: 9 },
        JsonError::ByteOrderMark,
        syntax(Some('\''), 2, "a name in double quotes"),
        syntax(None, 7, "`,` or `}` behind a value"),
        JsonError::NumberTooLarge,
        JsonError::TooDeep,
        JsonError::LoneSurrogate,
        JsonError::TrailingText { position: 3 },
        JsonError::NotAnObject { found: "a string" },
        JsonError::NotAnObject { found: "a list" },
        JsonError::RepeatedName { name: "exp".into() },
    ]));
}

#[test]
fn step_3_header_and_payload() {
    assert_snapshot!(shown(&[
        HeaderError::Json(JsonError::Empty),
        HeaderError::NotText { name: "kid", found: "a number" },
        HeaderError::NotText { name: "typ", found: "null" },
    ]));
    let wrong =
        |claim, found, expected| PayloadError::WrongType { claim, found, expected };
    assert_snapshot!(shown(&[
        PayloadError::Json(JsonError::Empty),
        wrong("exp", "a string", "a number of seconds"),
        wrong("nbf", "null", "a number of seconds"),
        wrong("iss", "a number", "a string"),
        wrong("aud", "an object", "a string or a list of strings"),
    ]));
}

#[test]
fn step_4_secret() {
    assert_snapshot!(shown(&[
        SecretError::Empty,
        SecretError::TooShort { found: 8 },
        SecretError::NotBase64url,
    ]));
}

#[test]
fn step_5_verify() {
    for check in Check::ALL {
        let mut errors = all_of_verify();
        errors.retain(|error| error.check() == check);
        assert_snapshot!(format!("check_{:02}", check.number()), shown(&errors));
    }
}

#[test]
fn step_6_errors_come_in_the_order_of_the_checks() {
    let numbers: Vec<usize> =
        all_of_verify().iter().map(|error| error.check().number()).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    for check in Check::ALL {
        assert!(numbers.contains(&check.number()), "{check:?} has no error");
        assert_eq!(Check::ALL[check.number() - 1], check);
    }
}

#[test]
fn step_7_text_from_outside_is_escaped_and_cut() {
    let error =
        VerifyError::Algorithm { found: Some(json!("\u{1b}[31m\u{202e}\u{9b}")) };
    assert!(error.to_string().contains(r"\u001b[31m"), "{error}");
    assert!(
        !error.to_string().contains(['\u{1b}', '\u{202e}', '\u{9b}']),
        "{error:?}"
    );
    let long =
        VerifyError::Type { found: Some("x".repeat(10_000)), expected: None };
    assert!(long.to_string().len() < 300);
    let long = VerifyError::UnexpectedAudience { found: json!(vec!["é"; 10_000]) };
    assert!(long.to_string().len() < 400);
    let name = JsonError::RepeatedName { name: "\n".repeat(100) };
    assert!(!name.to_string().contains('\n'));
}

/// The two or three that a chapter talks about, as its reader meets them.
#[test]
fn step_8_those_that_the_chapters_show() {
    let padded = "eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0=";
    let last_changed = "l38ji4Pu1ft6MaklTmA8WxffaJuqJcU63Pwrb1Ljo4l";
    assert_snapshot!(
        "of_base64url",
        shown(
            &[padded, last_changed]
                .map(|text| base64url::decode(text).unwrap_err())
        )
    );
    let headers = [r#"{"alg":"HS256","alg":"none"}"#, r#"{"alg":"HS256","kid":7}"#];
    assert_snapshot!(
        "of_header",
        shown(&headers.map(|json| {
            UnverifiedHeader::from_json(json.as_bytes()).unwrap_err()
        }))
    );
    let payloads = [r#"{"exp":"1690407763"}"#, r#"{"aud":7}"#];
    assert_snapshot!(
        "of_payload",
        shown(
            &payloads.map(|json| Claims::from_json(json.as_bytes()).unwrap_err())
        )
    );
    assert_snapshot!(
        "of_signature",
        shown(&["", "12@34$56"].map(|text| Secret::from_text(text).unwrap_err()))
    );
}

fn shown<E: std::error::Error>(errors: &[E]) -> String {
    errors.iter().map(E::to_string).collect::<Vec<_>>().join("\n\n")
}

fn all_of_verify() -> Vec<VerifyError> {
    let at = NumericDate::from_seconds;
    let (iat, leeway) = (1_690_407_762, Duration::ZERO);
    let minute = Duration::from_secs(60);
    let parts = |found, mix_up| VerifyError::Parts { found, mix_up: Some(mix_up) };
    let expired =
        |exp, now| VerifyError::Expired { exp: at(exp), now: at(now), leeway };
    vec![
        VerifyError::Empty,
        VerifyError::TooLong { length: 8193, limit: 8192 },
        VerifyError::Parts { found: 1, mix_up: None },
        VerifyError::Parts { found: 4, mix_up: None },
        parts(3, PartsMixUp::BearerPrefix),
        parts(1, PartsMixUp::BearerPrefix),
        parts(1, PartsMixUp::BasicCredentials),
        parts(3, PartsMixUp::Quotes),
        parts(3, PartsMixUp::WhiteSpace),
        parts(1, PartsMixUp::JavaScriptValue),
        parts(2, PartsMixUp::NoSignature),
        parts(5, PartsMixUp::Encrypted),
        VerifyError::HeaderEncoding(Base64urlError::Padding { position: 36 }),
        VerifyError::Header(HeaderError::Json(JsonError::NotAnObject {
            found: "a list",
        })),
        VerifyError::Critical { parameter: "crit" },
        VerifyError::Critical { parameter: "b64" },
        VerifyError::Algorithm { found: None },
        VerifyError::Algorithm { found: Some(json!("none")) },
        VerifyError::Algorithm { found: Some(json!("hs256")) },
        VerifyError::Algorithm { found: Some(json!("RS256")) },
        VerifyError::Algorithm { found: Some(json!(["HS256"])) },
        VerifyError::Type { found: Some("at+jwt".into()), expected: None },
        VerifyError::Type { found: None, expected: Some("at+jwt".into()) },
        VerifyError::SignatureEncoding(Base64urlError::SpareBits {
            last: 'l',
            expected: 'k',
        }),
        VerifyError::SignatureLength { found: 0 },
        VerifyError::SignatureLength { found: 31 },
        VerifyError::SignatureLength { found: 33 },
        VerifyError::SignatureLength { found: 48 },
        VerifyError::SignatureLength { found: 64 },
        VerifyError::SignatureLength { found: 256 },
        VerifyError::SignatureMismatch,
        VerifyError::PayloadEncoding(Base64urlError::ImpossibleLength {
            length: 5,
        }),
        VerifyError::Payload(PayloadError::Json(JsonError::Empty)),
        VerifyError::Payload(PayloadError::WrongType {
            claim: "exp",
            found: "a string",
            expected: "a number of seconds",
        }),
        expired(iat, iat + 120),
        expired(3600, iat),
        expired(iat + 60, iat * 1000),
        VerifyError::Expired { exp: at(iat), now: at(iat + 120), leeway: minute },
        expired(iat, iat),
        VerifyError::NotYetValid { nbf: at(iat), now: at(iat - 1), leeway },
        VerifyError::NotYetValid {
            nbf: at(iat * 1000),
            now: at(iat),
            leeway: minute,
        },
        VerifyError::TooOld {
            iat: at(iat),
            now: at(iat + 60),
            max_age: minute,
            leeway,
        },
        VerifyError::FromTheFuture {
            iat: at(iat + 1),
            now: at(iat),
            leeway: minute,
        },
        VerifyError::MissingTime { claim: "exp" },
        VerifyError::MissingTime { claim: "iat" },
        VerifyError::AnotherParty {
            claim: "iss",
            found: None,
            expected: "login".into(),
        },
        VerifyError::AnotherParty {
            claim: "sub",
            found: Some(json!("user-8")),
            expected: "user-7".into(),
        },
        VerifyError::AnotherParty {
            claim: "aud",
            found: Some(json!(["web", "app"])),
            expected: "api".into(),
        },
        VerifyError::AnotherParty {
            claim: "jti",
            found: None,
            expected: "0b0c".into(),
        },
        VerifyError::UnexpectedAudience { found: json!("api") },
    ]
}
