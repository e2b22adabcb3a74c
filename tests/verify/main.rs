// Verify
//
// Thirteen questions in a fixed order; the first *no* ends it. The order is
// the lesson: nothing of the payload is looked at before the signature holds,
// because until then it is a stranger's text.
//
// Each test below stands on both sides of its question: the last token that
// passes, and the first that does not.
//
// Run this file with: cargo test --test verify

#[path = "../diagnosis/mod.rs"]
mod diagnosis;
mod support;

mod claims;
mod every_token;
mod header;
mod shape;
mod signature;

use std::time::Duration;

use diagnosis::expect_none;
use insta::assert_snapshot;
use jwt_by_hand::Check::{self, SignatureMatches};
use jwt_by_hand::{
    Claims, Expectations, Header, NumericDate, Secret, VerifyError, base64url,
    sign, verify,
};
use support::{HEADER, NOW, PRINTED, TOKEN, at, check, error};

#[test]
fn step_0_these_are_the_thirteen_questions() {
    let questions = Check::ALL.map(|check| {
        format!("{:<2} {:<38} {}", check.number(), check.statement(), check.rule())
    });
    assert_snapshot!(questions.join("\n"), @r"
    1  the length is within the limit         no RFC: servers' limits
    2  three parts, nothing around them       RFC 7515 §7.1
    3  the header is base64url                RFC 7515 §2, 4648 §3.5
    4  the header is one JSON object          RFC 7515 §4, §5.2
    5  the header asks for no extension       RFC 7515 §4.1.11, 7797 §7
    6  the algorithm is HS256                 RFC 8725 §3.1
    7  the type is the expected one           RFC 8725 §3.11
    8  the signature is base64url, 32 bytes   RFC 7518 §3.2, 4648 §3.5
    9  the signature matches                  RFC 7518 §3.2
    10 the payload is one JSON object         RFC 7519 §7.2
    11 the claims have their types            RFC 7519 §4.1
    12 the time is right                      RFC 7519 §4.1.4–6
    13 the parties are right                  RFC 7519 §4.1, 8725 §3.9
    ");
}

#[test]
fn step_0_a_call_looks_like_this() {
    // ANCHOR: call
    let secret = Secret::from_text("a text of 32 bytes, or of more!!").unwrap();
    let now = NumericDate::from_seconds(1_690_407_762);

    let claims = Claims::new()
        .with("id", "123456")
        .audience("shop")
        .expires_at(now + Duration::from_secs(60 * 60));
    let token = sign(&Header::new(), &claims, &secret);

    let expected = Expectations::new().audience("shop").require_expiry();
    let verified = verify(&token, &secret, &expected, now).unwrap();
    assert_eq!(verified.text("id"), Some("123456"));
    // ANCHOR_END: call
}

#[test]
fn step_0_the_token_as_it_should_have_been_is_accepted() {
    let claims = check(TOKEN).unwrap();
    assert_eq!(claims.text("id"), Some("123456"));
    assert_eq!(claims.time("iat"), Some(at(NOW)));
    assert_snapshot!(claims.into_claims().to_json(), @r#"{"id":"123456","iat":1690407762}"#);
}

#[test]
fn step_0_the_token_as_printed_is_refused_at_the_signature() {
    let error = error(PRINTED);
    assert_eq!(error, VerifyError::SignatureMismatch);
    assert_eq!(error.check(), SignatureMatches);
    assert_eq!(error.check().number(), 9);
}

#[test]
fn step_0_before_the_signature_nothing_of_the_payload_is_believed() {
    // Whatever the payload says or fails to say: the signature is what is wrong.
    let (_, signature) = TOKEN.rsplit_once('.').unwrap();
    let header = base64url::encode(HEADER);
    for payload in [
        base64url::encode(r#"{"exp":1}"#),
        base64url::encode(r#"{"nbf":9999999999}"#),
        base64url::encode(r#"{"aud":"somebody else"}"#),
        base64url::encode(r#"{"exp":"soon"}"#),
        base64url::encode("no JSON"),
        "e31".to_owned(),
        "not base64url!".to_owned(),
        String::new(),
    ] {
        let error = error(&format!("{header}.{payload}.{signature}"));
        let mistake = (error.check() > SignatureMatches)
            .then_some(diagnosis::PAYLOAD_BELIEVED);
        expect_none(&error, mistake);
        assert_eq!(error.check(), SignatureMatches, "{payload}");
    }
}
